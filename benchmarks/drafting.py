"""What a draft costs, beside docxtpl, pandoc and the least that can be done, for the same speech."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import peers
from ratios import at_most, in_turn, told, whole_processes

from drafter.drafting import draft
from drafter.living.origin import origin_of
from drafter.template.pouring import PouringRenderer
from drafter.word import write

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ratios import Row

    from drafter.questions import Value
    from drafter.template import Template

ROUNDS = 15
_DOCXTPL = """
import json, sys
from docxtpl import DocxTemplate
template = DocxTemplate("peer.docx")
template.render(json.load(open("peer.json")))
template.save("peer-out.docx")
"""


def rows(room: Path) -> list[Row]:
    """One draft as a whole process and within one, checks included."""
    speech = peers.document()
    made, context = peers.for_docxtpl(speech)
    (room / "peer.docx").write_bytes(made)
    (room / "peer.json").write_text(json.dumps(context), encoding="utf-8")
    (room / "peer.md").write_text(peers.for_pandoc(speech), encoding="utf-8")
    return [*_processes(room), *_within(room, made, context)]


def _processes(room: Path) -> list[Row]:
    import pypandoc  # noqa: PLC0415 - a peer

    drafter = shutil.which("drafter", path=str(Path(sys.executable).parent)) or "drafter"
    new = [drafter, "new", peers.TEMPLATE, "--profile", peers.TEMPLATE, "--no-input", "--guidance", "none"]
    pandoc = [pypandoc.get_pandoc_path(), "peer.md", "-o", "peer-pandoc.docx"]
    taken = whole_processes(
        {
            "docxtpl": [sys.executable, "-c", _DOCXTPL],
            "pandoc": [*pandoc, "--reference-doc=peer.docx"],
            "plain pandoc": pandoc,
            "drafter": new,
            "stranger": [*new, "--workspace", str(peers.stranger(room))],
        },
        room,
        ROUNDS,
    )
    what = "`drafter new --profile P --no-input`, whole process"
    return [
        at_most(f"{what} ÷ docxtpl", taken["drafter"] / taken["docxtpl"], 0.7),
        at_most(f"{what} ÷ pandoc with docxtpl's template for its form", taken["drafter"] / taken["pandoc"], 0.6),
        told("the same ÷ pandoc with no form but its own", taken["drafter"] / taken["plain pandoc"]),
        told("the same with a stranger's template ÷ with a trusted one", taken["stranger"] / taken["drafter"]),
    ]


def _within(room: Path, made: bytes, context: dict[str, str]) -> list[Row]:
    from docxtpl import DocxTemplate  # noqa: PLC0415 - a peer

    trusted, strange = peers.sample(), peers.sample(peers.stranger(room))
    floor = peers.Floor(peers.document())

    def docxtpl() -> None:
        book = DocxTemplate(io.BytesIO(made))
        book.render(context)
        book.save(io.BytesIO())

    taken = in_turn({"docxtpl": docxtpl, "drafter": _drafts(*trusted), "floor": floor.draft}, ROUNDS)
    poured = in_turn({"trusted": _drafts(*trusted), "stranger": _drafts(*strange)}, ROUNDS)
    anew = in_turn(
        {
            "docxtpl": docxtpl,
            "trusted": _drafts(*trusted, anew=True),
            "stranger": _drafts(*strange, anew=True),
        },
        ROUNDS,
    )
    rendered = "the first draft of a shape, rendered and not poured"
    return [
        at_most("one draft in process, checks included ÷ docxtpl", taken["drafter"] / taken["docxtpl"], 0.1),
        at_most("one draft in process, checks included ÷ the floor", taken["drafter"] / taken["floor"], 2),
        told("the same of a stranger's template ÷ of a trusted one", poured["stranger"] / poured["trusted"]),
        told(f"{rendered} ÷ docxtpl", anew["trusted"] / anew["docxtpl"]),
        told("the same of a stranger's template ÷ of a trusted one", anew["stranger"] / anew["trusted"]),
    ]


def _drafts(
    template: Template, values: Mapping[str, Value], left_open: frozenset[str], *, anew: bool = False
) -> Callable[[], None]:
    """One draft a call, each of another unit on another day. anew: nothing is held from one to the next but code."""
    number = count(1)

    def one() -> None:
        each = next(number)
        answers = {**values, "unit": f"第{each}市公安局", "date": dt.date(2027, 3, each % 28 + 1)}
        used = (
            replace(template, renderer=PouringRenderer(lambda: template.renderer.behind, tuple), before={})
            if anew
            else template
        )
        done = draft(used, answers, left_open)
        write(done.document, origin=origin_of(used, answers, left_open, layout="gbt9704"))

    return one
