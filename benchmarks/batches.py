"""Drafts a second of `drafter batch`, beside docxtpl's and the floor's, on one core and on two."""

from __future__ import annotations

import gc
import io
import os
import shutil
import statistics
import time
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import peers
from plain import plainly
from ratios import at_least, told

from drafter.batch.making import Answers, Recipe, check, make
from drafter.batch.planning import plan, write_all
from drafter.batch.tables import read_table
from drafter.cli import GARBAGE_AFTER
from drafter.word.catalog import standard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ratios import Row

    from drafter.batch.tables import Row as TableRow

    _Rival = Callable[[Recipe, Sequence[TableRow]], int]

ROUNDS, DRAFTS, FEW = 11, 1000, 20
_MEMORY = Path("/dev/shm")  # noqa: S108 - what lies there is in a folder of its own


def rows(room: Path) -> list[Row]:
    """A thousand drafts of a table, each of another unit on another day, written in memory; and once more on disk.

    A new file costs a disk 0.1 to 0.9 ms, whoever writes it: where there is a disk in memory, the rivals write there.
    """
    with TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else room) as memory:
        # first, while no rival's libraries are loaded, which each process would take over
        cores = _rates(Path(memory), {"one": _on_one_core, "all": _on_all_cores}, ROUNDS)
        rates = _rates(Path(memory), _RIVALS, ROUNDS)
    on_disk = _rates(room, _RIVALS, 1)
    what = "`drafter batch` of 1,000 on one core, drafts a second"
    return [
        at_least(f"{what} ÷ docxtpl", _ratio(rates, "one", "docxtpl"), 20),
        told("the same ÷ python-docx used plainly", _ratio(rates, "one", "python-docx")),
        at_least("the same ÷ the floor", _ratio(rates, "one", "floor"), 0.5),
        told("the same on this machine's disk ÷ docxtpl", _ratio(on_disk, "one", "docxtpl")),
        told("the same on this machine's disk ÷ the floor", _ratio(on_disk, "one", "floor")),
        at_least(f"on {os.cpu_count()} cores ÷ on one", _ratio(cores, "all", "one"), 1.6),
    ]


def _ratio(rates: Mapping[str, Sequence[float]], what: str, other: str) -> float:
    """The median of all turns: within a turn the machine is mostly in the same mood."""
    return statistics.median(one / two for one, two in zip(rates[what], rates[other], strict=True))


def _rates(room: Path, rivals: Mapping[str, _Rival], rounds: int) -> dict[str, list[float]]:
    """Drafts a second of each rival, in turn; the first turn isn't counted, since rivals load what they need.

    What the one before left is collected first.
    """
    table = room / "table.csv"
    lines = [f"第{number}市公安局,2027-03-{number % 28 + 1:02}" for number in range(DRAFTS)]
    table.write_text("\n".join(["unit,date", *lines]), encoding="utf-8")
    template, values, left_open = peers.sample()
    recipe = Recipe(
        template=peers.TEMPLATE,
        workspace=Path(),
        layout=standard(),
        below=Answers(values, left_open),
        over=Answers(),
        folder=room / "batch",
        pattern="{row}",
    )
    found = read_table(table, template.definition.questions)
    turns: dict[str, list[float]] = {name: [] for name in rivals}
    for number in range(rounds + 1):
        for name, rival in rivals.items():
            gc.collect()
            start = time.perf_counter()
            made = rival(recipe, found)
            rate = made / (time.perf_counter() - start)
            if number:
                turns[name].append(rate)
            shutil.rmtree(recipe.folder)
    return turns


def _on_one_core(recipe: Recipe, found: Sequence[TableRow]) -> int:
    with _garbage_as_the_command_has_it():
        for row in found:
            make(recipe, check(recipe, row))
    return len(found)


def _on_all_cores(recipe: Recipe, found: Sequence[TableRow]) -> int:
    with _garbage_as_the_command_has_it():
        return len(list(write_all(recipe, list(plan(recipe, found)))))


@contextmanager
def _garbage_as_the_command_has_it() -> Iterator[None]:
    """The rivals are programs as their manuals have them, and look for garbage as Python does."""
    usual = gc.get_threshold()
    gc.set_threshold(GARBAGE_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _docxtpl(recipe: Recipe, _: Sequence[TableRow]) -> int:
    from docxtpl import DocxTemplate  # noqa: PLC0415 - a peer

    made, context = _for_docxtpl()
    recipe.folder.mkdir()
    for number in range(FEW):
        book = DocxTemplate(io.BytesIO(made))
        book.render(context)
        book.save(recipe.folder / f"{number}.docx")
    return FEW


def _floor(recipe: Recipe, found: Sequence[TableRow]) -> int:
    floor = _floor_of_all()
    recipe.folder.mkdir()
    for number in range(len(found)):
        (recipe.folder / f"{number}.docx").write_bytes(floor.draft())
    return len(found)


def _python_docx(recipe: Recipe, _: Sequence[TableRow]) -> int:
    paragraphs = _for_python_docx()
    recipe.folder.mkdir()
    for number in range(FEW):
        plainly(paragraphs, str(recipe.folder / f"{number}.docx"))
    return FEW


@cache
def _for_python_docx() -> list[tuple[str, str]]:
    return peers.for_python_docx(peers.document())


@cache
def _for_docxtpl() -> tuple[bytes, dict[str, str]]:
    return peers.for_docxtpl(peers.document())


@cache
def _floor_of_all() -> peers.Floor:
    return peers.Floor(peers.document())


_RIVALS: dict[str, _Rival] = {
    "one": _on_one_core,
    "docxtpl": _docxtpl,
    "python-docx": _python_docx,
    "floor": _floor,
}
