"""Word refuses what LibreOffice forgives: every kind of draft is held against the rules that Word goes by.

The validator is openxml-audit: the checks of Microsoft's Open XML SDK in Python, with the SDK's own schema tables.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.document import Block, Document, Field
from drafter.word import write
from drafter.word.borrowed import borrow
from drafter.word.catalog import open_layout, standard
from drafter.word.finish import finished
from drafter.word.package import pack, unpack
from drafter.word.store import Origin
from drafter.word.wml import DOCUMENT
from tests.word.conftest import faults, sampled_faults
from tests.word.test_borrowed import saved
from tests.word.test_writer import DOCUMENTS

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.word.layout import Layout

ORIGIN = Origin("x", "1", "key: 某局\n", layout="gbt9704")
STANDARD = standard()
LAYOUTS = {
    "standard": STANDARD,
    "live": replace(STANDARD, live=True),
    "typed": replace(STANDARD, numbers="typed"),
    "auto": replace(STANDARD, numbers="auto"),
    "all run in": replace(STANDARD, run_in=frozenset({1, 2, 3, 4})),
    "none runs in": replace(STANDARD, run_in=frozenset()),
    "byline at the end": replace(STANDARD, at_end=True),
    "borrowed": borrow(saved(docx.Document()), "unit.docx", STANDARD)[0],
}


@settings(max_examples=100)
@given(DOCUMENTS, st.sampled_from(list(LAYOUTS)), st.booleans(), st.booleans())
def test_every_draft_and_its_final_copy_is_valid(document: Document, layout: str, comments: bool, typed: bool) -> None:  # noqa: FBT001 - hypothesis gives them
    """Whatever its text, in whatever layout, with comments or without, a draft has no fault, nor has its final copy."""
    data = write(document, LAYOUTS[layout], comments=comments, origin=ORIGIN)
    assert faults(data) == []
    assert sampled_faults(finished(data, "a.docx", typed=typed)) == []


@pytest.mark.parametrize("layout", [*LAYOUTS, "lectern"])
def test_a_draft_in_every_layout_is_valid(speech: Document, layout: str, tmp_path: Path) -> None:
    """A draft with every kind of block has no fault in any layout, shipped, borrowed or a unit's own."""
    chosen: Layout = LAYOUTS.get(layout) or open_layout(layout, tmp_path)
    for data in (write(speech, chosen), write(speech, chosen, comments=True, origin=ORIGIN)):
        assert faults(data) == []
        assert [faults(finished(data, "a.docx", typed=typed)) for typed in (False, True)] == [[], []]


@pytest.mark.parametrize(
    ("part", "right", "wrong"),
    [
        (DOCUMENT, r"(<w:rStyle[^>]*/>)(<w:rFonts[^>]*/>)", r"\2\1"),
        (DOCUMENT, r"(<w:pgSz[^>]*/>)(<w:pgMar[^>]*/>)", r"\2\1"),
        (DOCUMENT, r"(<w:pStyle[^>]*/>)", r'<w:jc w:val="both"/>\1'),
        (DOCUMENT, r"(<w:sdtPr>.*?</w:sdtPr>)(<w:sdtContent>.*?</w:sdtContent>)", r"\2\1"),
        (DOCUMENT, r'<w:bookmarkStart w:id="1"', r'<w:bookmarkStart w:id="2"'),
        (DOCUMENT, r'w:val="Title"', r'w:val="None"'),
        (DOCUMENT, r'w:hint="eastAsia"', r'w:hint="asia"'),
        ("word/styles.xml", r"(<w:basedOn[^>]*/>)(<w:next[^>]*/>)", r"\2\1"),
        ("word/numbering.xml", r"(<w:start [^>]*/>)(<w:numFmt[^>]*/>)", r"\2\1"),
        ("word/settings.xml", r"(<w:zoom[^>]*/>)(<w:defaultTabStop[^>]*/>)", r"\2\1"),
        ("word/comments.xml", r' w:author="[^"]*"', ""),
        ("[Content_Types].xml", r'<Override PartName="/word/numbering.xml"[^>]*/>', ""),
    ],
)
def test_what_word_refuses_is_a_fault(speech: Document, part: str, right: str, wrong: str) -> None:
    """The rules find what they are there for: another order, an unknown style or value, a part without its type."""
    field = Block("paragraph", (Field("unit", "某局"),))
    document = Document((*speech.blocks, field))
    parts = unpack(write(document, LAYOUTS["live"], comments=True, origin=ORIGIN))
    changed = re.sub(right, wrong, parts[part].decode(), count=1)
    assert changed != parts[part].decode()
    assert faults(pack({**parts, part: changed.encode()})) != []
