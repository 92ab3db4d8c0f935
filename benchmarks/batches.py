"""Drafts a second of `drafter batch`, beside docxtpl's and the floor's, on one core and on two."""

from __future__ import annotations

import io
import os
import shutil
import statistics
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import peers
from ratios import at_least

from drafter.batch.making import Answers, Recipe, check, make
from drafter.batch.planning import plan, write_all
from drafter.batch.tables import read_table
from drafter.word.catalog import standard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ratios import Row

    from drafter.batch.tables import Row as TableRow

ROUNDS, DRAFTS, FEW = 3, 1000, 20


def rows(room: Path) -> list[Row]:
    """A thousand drafts of a table, each of another unit on another day, written to disk.

    What a new file costs a disk changes from folder to folder: each turn has its own, and the median counts.
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
    turns: dict[str, list[float]] = {"one": [], "all": [], "docxtpl": [], "floor": []}
    for _ in range(ROUNDS):
        turns["one"].append(_rate(partial(_on_one_core, recipe, found), DRAFTS, recipe.folder))
        turns["all"].append(_rate(partial(_on_all_cores, recipe, found), DRAFTS, recipe.folder))
        turns["docxtpl"].append(_docxtpl(room))
        turns["floor"].append(_floor(room))
    rate = {name: statistics.median(rates) for name, rates in turns.items()}
    return [
        at_least("`drafter batch` of 1,000 on one core, drafts a second ÷ docxtpl", rate["one"] / rate["docxtpl"], 20),
        at_least("the same ÷ the floor", rate["one"] / rate["floor"], 0.5),
        at_least(f"on {os.cpu_count()} cores ÷ on one", rate["all"] / rate["one"], 1.6),
    ]


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
