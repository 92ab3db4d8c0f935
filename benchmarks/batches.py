"""Drafts a second of `drafter batch`, beside docxtpl's and the floor's, on one core and on two."""

from __future__ import annotations

import io
import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import peers
from ratios import at_least

from drafter.batch.making import Answers, Recipe, check, make
from drafter.batch.planning import plan, write_all
from drafter.batch.tables import read_table
from drafter.word.catalog import standard

if TYPE_CHECKING:
    from collections.abc import Callable

    from ratios import Row

DRAFTS, FEW = 1000, 60


def rows(room: Path) -> list[Row]:
    """A thousand drafts of a table, each of another unit on another day, written to disk."""
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
    one = _rate(lambda: [make(recipe, check(recipe, row)) for row in found], DRAFTS, recipe.folder)
    all_cores = _rate(lambda: list(write_all(recipe, list(plan(recipe, found)))), DRAFTS, recipe.folder)
    docxtpl, floor = _docxtpl(room), _floor(room)
    return [
        at_least("`drafter batch` of 1,000 on one core, drafts a second ÷ docxtpl", one / docxtpl, 20),
        at_least("the same ÷ the floor", one / floor, 0.5),
        at_least(f"on {os.cpu_count()} cores ÷ on one", all_cores / one, 1.6),
    ]


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
