"""Drafts a second of `drafter batch`, beside docxtpl's and the floor's, on one core and on two."""

from __future__ import annotations

import io
import os
import shutil
import statistics
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import peers
from ratios import at_least, told

from drafter.batch.making import Answers, Recipe, check, make
from drafter.batch.planning import plan, write_all
from drafter.batch.tables import read_table
from drafter.word.catalog import standard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ratios import Row

    from drafter.batch.tables import Row as TableRow

ROUNDS, DRAFTS, FEW = 5, 1000, 40
_MEMORY = Path("/dev/shm")  # noqa: S108 - what lies there is in a folder of its own


def rows(room: Path) -> list[Row]:
    """A thousand drafts of a table, each of another unit on another day, written in memory; and once more on disk.

    A new file costs a disk 0.1 to 0.9 ms, whoever writes it: where there is a disk in memory, the rivals write there.
    """
    with TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else room) as memory:
        rates = _rates(Path(memory), ROUNDS)
    on_disk = _rates(room, 1)
    what = "`drafter batch` of 1,000 on one core, drafts a second"
    return [
        at_least(f"{what} ÷ docxtpl", _ratio(rates, "one", "docxtpl"), 20),
        at_least("the same ÷ the floor", _ratio(rates, "one", "floor"), 0.5),
        told("the same on this machine's disk ÷ docxtpl", _ratio(on_disk, "one", "docxtpl")),
        told("the same on this machine's disk ÷ the floor", _ratio(on_disk, "one", "floor")),
        at_least(f"on {os.cpu_count()} cores ÷ on one", _ratio(rates, "all", "one"), 1.6),
    ]


def _ratio(rates: Mapping[str, Sequence[float]], what: str, other: str) -> float:
    """The median of all turns: within a turn the machine is mostly in the same mood."""
    return statistics.median(one / two for one, two in zip(rates[what], rates[other], strict=True))


def _rates(room: Path, rounds: int) -> dict[str, list[float]]:
    """Drafts a second of each rival, in turn."""
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
    turns: dict[str, list[float]] = {"one": [], "all": [], "docxtpl": [], "floor": []}
    for _ in range(rounds):
        turns["one"].append(_rate(partial(_on_one_core, recipe, found), DRAFTS, recipe.folder))
        turns["docxtpl"].append(_docxtpl(room))
        turns["floor"].append(_floor(room))
        turns["all"].append(_rate(partial(_on_all_cores, recipe, found), DRAFTS, recipe.folder))
    return turns


def _on_one_core(recipe: Recipe, found: Sequence[TableRow]) -> None:
    for row in found:
        make(recipe, check(recipe, row))


def _on_all_cores(recipe: Recipe, found: Sequence[TableRow]) -> None:
    for _ in write_all(recipe, list(plan(recipe, found))):
        pass


def _rate(work: Callable[[], object], drafts: int, folder: Path) -> float:
    """Drafts a second of wall time; what was written goes."""
    start = time.perf_counter()
    work()
    taken = time.perf_counter() - start
    shutil.rmtree(folder)
    return drafts / taken


def _docxtpl(room: Path) -> float:
    from docxtpl import DocxTemplate  # noqa: PLC0415 - a peer

    made, context = peers.for_docxtpl(peers.document())
    folder = room / "docxtpl"

    def work() -> None:
        folder.mkdir()
        for number in range(FEW):
            book = DocxTemplate(io.BytesIO(made))
            book.render(context)
            book.save(folder / f"{number}.docx")

    return _rate(work, FEW, folder)


def _floor(room: Path) -> float:
    floor, folder = peers.Floor(peers.document()), room / "floor"

    def work() -> None:
        folder.mkdir()
        for number in range(DRAFTS):
            (folder / f"{number}.docx").write_bytes(floor.draft())

    return _rate(work, DRAFTS, folder)
