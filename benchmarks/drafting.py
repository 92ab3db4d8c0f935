"""What a draft costs, beside docxtpl, pandoc and the least that can be done, for the same speech."""

from __future__ import annotations

import io
import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import peers
from ratios import at_most, in_turn, whole_processes

from drafter.drafting import draft
from drafter.living.origin import origin_of
from drafter.word import write

if TYPE_CHECKING:
    from ratios import Row

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
    return [*_processes(room), *_within(made, context)]


def _processes(room: Path) -> list[Row]:
    drafter = shutil.which("drafter", path=str(Path(sys.executable).parent)) or "drafter"
    import pypandoc  # noqa: PLC0415 - a peer

    taken = whole_processes(
        {
            "docxtpl": [sys.executable, "-c", _DOCXTPL],
            "pandoc": [pypandoc.get_pandoc_path(), "peer.md", "-o", "peer-pandoc.docx"],
            "drafter": [drafter, "new", "--profile", peers.TEMPLATE, "--no-input", "--guidance", "none"],
        },
        room,
        ROUNDS,
    )
    what = "`drafter new --profile P --no-input`, whole process"
    return [
        at_most(f"{what} ÷ docxtpl", taken["drafter"] / taken["docxtpl"], 0.7),
        at_most(f"{what} ÷ pandoc", taken["drafter"] / taken["pandoc"], 0.6),
    ]


def _within(made: bytes, context: dict[str, str]) -> list[Row]:
    from docxtpl import DocxTemplate  # noqa: PLC0415 - a peer

    template, values, left_open = peers.sample()
    floor = peers.Floor(peers.document())

    def docxtpl() -> None:
        book = DocxTemplate(io.BytesIO(made))
        book.render(context)
        book.save(io.BytesIO())

    def ours() -> None:
        done = draft(template, values, left_open)
        write(done.document, origin=origin_of(template, values, left_open, layout="gbt9704"))

    taken = in_turn({"docxtpl": docxtpl, "drafter": ours, "floor": floor.draft}, 4 * ROUNDS)
    return [
        at_most("one draft in process, checks included ÷ docxtpl", taken["drafter"] / taken["docxtpl"], 0.1),
        at_most("one draft in process, checks included ÷ the floor", taken["drafter"] / taken["floor"], 2),
    ]
