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
import plain
from ratios import at_most, in_turn, told, whole_processes

from drafter.drafting import draft
from drafter.living.origin import origin_of
from drafter.template.pouring import PouringRenderer
from drafter.word import write

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ratios import Row

    from drafter.document import Document
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
    (room / "peer-paragraphs.json").write_text(json.dumps(peers.for_python_docx(speech)), encoding="utf-8")
    within = [*_within(made, context, speech), *_of_strangers(room, made, context)]
    return [*_processes(room), *within, _in_proportion()]


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
            "python-docx": [sys.executable, plain.__file__, "peer-paragraphs.json", "peer-plain.docx"],
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
        told("the same ÷ python-docx used plainly", taken["drafter"] / taken["python-docx"]),
        told("the same ÷ pandoc with no form but its own", taken["drafter"] / taken["plain pandoc"]),
        told("the same with a stranger's template ÷ with a trusted one", taken["stranger"] / taken["drafter"]),
    ]


def _within(made: bytes, context: Mapping[str, str], speech: Document) -> list[Row]:
    floor, paragraphs = peers.Floor(speech), peers.for_python_docx(speech)
    taken = in_turn(
        {
            "docxtpl": _by_docxtpl(made, context),
            "python-docx": lambda: plain.plainly(paragraphs, io.BytesIO()),
            "drafter": _drafts(*peers.sample()),
            "floor": floor.draft,
        },
        ROUNDS,
    )
    what = "one draft in process, checks included"
    return [
        at_most(f"{what} ÷ docxtpl", taken["drafter"] / taken["docxtpl"], 0.1),
        told("the same ÷ python-docx used plainly", taken["drafter"] / taken["python-docx"]),
        at_most("the same ÷ the floor", taken["drafter"] / taken["floor"], 2),
    ]


def _of_strangers(room: Path, made: bytes, context: Mapping[str, str]) -> list[Row]:
    """Drafts of a trusted and of a stranger's template, poured and rendered."""
    trusted, strange = peers.sample(), peers.sample(peers.stranger(room))
    poured = in_turn({"trusted": _drafts(*trusted), "stranger": _drafts(*strange)}, ROUNDS)
    anew = in_turn(
        {
            "docxtpl": _by_docxtpl(made, context),
            "trusted": _drafts(*trusted, anew=True),
            "stranger": _drafts(*strange, anew=True),
        },
        ROUNDS,
    )
    what = "a stranger's template ÷ of a trusted one"
    return [
        told(f"one draft in process of {what}", poured["stranger"] / poured["trusted"]),
        told("the first draft of a shape, rendered and not poured ÷ docxtpl", anew["trusted"] / anew["docxtpl"]),
        told(f"the same of {what}", anew["stranger"] / anew["trusted"]),
    ]


def _by_docxtpl(made: bytes, context: Mapping[str, str]) -> Callable[[], None]:
    from docxtpl import DocxTemplate  # noqa: PLC0415 - a peer

    def one() -> None:
        book = DocxTemplate(io.BytesIO(made))
        book.render(context)
        book.save(io.BytesIO())

    return one


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


def _in_proportion() -> Row:
    """Time for each paragraph of a draft of 10,000, beside one of 1,000; texts that no draft before had."""
    template, values, left_open = peers.sample()
    number = count(1)

    def drafted(paragraphs: int) -> Callable[[], None]:
        def one() -> None:
            each = next(number)
            cases = tuple(f"第{each}份第{at}起，制度长期不落实，负责人受到诫勉。" for at in range(paragraphs))
            answers = {**values, "cases": cases}
            done = draft(template, answers, left_open)
            write(done.document, origin=origin_of(template, answers, left_open, layout="gbt9704"))

        return one

    taken = in_turn({"small": drafted(1000), "large": drafted(10_000)}, 3)
    return at_most("a draft of 10,000 paragraphs ÷ ten of 1,000", taken["large"] / taken["small"] / 10, 1.5)
