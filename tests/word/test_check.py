"""What was written is read again: whatever differs from the draft in one letter isn't saved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from drafter.document import Block, Document, Field, Gap, Words
from drafter.word import write
from drafter.word.catalog import standard
from drafter.word.check import WriteCheckError, verify
from drafter.word.package import pack, pack_upon, unpack, unpack_stretches
from drafter.word.runs import is_layouts_break
from drafter.word.wml import DOCUMENT, w

if TYPE_CHECKING:
    from collections.abc import Sequence

SPEECH = Document(
    (
        Block("title", (Words("在"), Field("unit", "××市公安局"), Words("党风廉政建设和反腐败工作会议上的讲话"))),
        Block("salutation", (Words("同志们："),)),
        *(
            block
            for text in "甲乙丙"
            for block in (
                Block("heading", (Words(f"{text}字要强"),), level=1, series="一、"),
                Block("paragraph", (Words(f"先说{text}。"), Gap("key", "一例"), Words(f"再说{text}&{text}。"))),
                Block("heading", (Words(f"{text}要实"),), level=3, series="一是"),
                Block("paragraph", (Words(f"{text}\t做到\n底。"),)),
            )
        ),
    )
)
LAYOUT = standard()
PARTS = unpack_stretches(write(SPEECH))
STRETCHES = PARTS.pop(DOCUMENT)
USUAL = {name: b"".join(stretches) for name, stretches in PARTS.items()}
TAG = re.compile(rb"<[^>]*>")


def packed(stretches: Sequence[bytes]) -> bytes:
    """The file with another page."""
    return pack_upon(USUAL, {DOCUMENT: stretches})


def letters(page: bytes) -> list[str] | None:
    """The text of each paragraph as lxml reads it, the layout's own breaks left out; None where it can't."""
    try:
        root = etree.fromstring(page)
    except etree.XMLSyntaxError:
        return None
    for each in [each for each in root.iter(w("br")) if is_layouts_break(each)]:
        each.tag = "layouts"
    found = {w("br"): "\n", w("tab"): "\t", w("cr"): "\r"}
    return [
        "".join(
            each.text or "" if each.tag == w("t") else found[each.tag]
            for each in paragraph.iter(w("t"), *found)
            if next(each.iterancestors(w("p"))) is paragraph
        )
        for paragraph in root.iter(w("p"))
    ]


def spoiled(page: bytes, kind: str, places: list[int]) -> bytes:
    """The page with something cut out of it, written twice, changed or put elsewhere."""
    cuts = [0, *(each for tag in TAG.finditer(page) for each in tag.span()), len(page)] if kind == "tags" else None
    first, second, third = sorted(cuts[n % len(cuts)] if cuts else n % len(page) for n in places)
    if kind == "tags" and places[0] % 2:
        return page[:first] + page[second:third] + page[first:second] + page[third:]
    if kind == "twice":
        return page[:second] + page[first:second] + page[second:]
    if kind == "letter":
        return page[:first] + bytes([places[0] % 256]) + page[first + 1 :]
    return page[:first] + page[second:]


@settings(max_examples=400)
@given(
    st.integers(1, len(STRETCHES) - 2),
    st.sampled_from(["tags", "twice", "letter", "cut"]),
    st.lists(st.integers(0, 1 << 20), min_size=3, max_size=3),
    st.booleans(),
)
def test_no_other_page_is_taken_for_the_drafts(number: int, kind: str, places: list[int], whole: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    """Whatever is changed in a page, it is refused, or lxml reads every letter of the draft in it, in its paragraph."""
    stretches = [*STRETCHES]
    stretches[number] = spoiled(stretches[number], kind, places)
    page = b"".join(stretches)
    assume(page != b"".join(STRETCHES))
    data = pack({**USUAL, DOCUMENT: page}) if whole else packed(stretches)
    try:
        verify(data, SPEECH, LAYOUT)
    except WriteCheckError:
        return
    assert letters(page) == letters(b"".join(STRETCHES))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (rb"(<w:p>(?:(?!</w:p>).)*)</w:p>(<w:p>(?:(?!</w:p>).)*)</w:p>", rb"\1\2</w:p></w:p>"),
        (rb"</w:p><w:p>", rb"</w:p>text<w:p>"),
        (rb"</w:pPr>", rb"text</w:pPr>"),
        (rb"<w:p>", rb"<w:r><w:t>text</w:t></w:r><w:p>"),
        (rb"<w:p>", rb"<w:r><w:tab/></w:r><w:p>"),
        (rb"</w:p><w:p>", rb"</w:p></w:body><w:body><w:p>"),
        (rb"(<w:p>(?:(?!</w:p>).)*</w:p>)", rb"<w:tbl>\1</w:tbl>"),
        (rb"(<w:r>(?:(?!</w:r>).)*</w:r>)", rb"<w:del>\1</w:del>"),
        (rb"(<w:t[^>]*>)([^<]*</w:t>)", rb"\1<w:tab/>\2"),
        (rb"(<w:t[^>]*>)([^<])([^<]*)</w:t>", rb"\1\2</w:t>\3"),
        (rb"encoding='UTF-8'", rb"encoding='UTF-J'"),
    ],
)
def test_what_word_would_not_read_so_is_refused(right: bytes, wrong: bytes) -> None:
    """Paragraphs and runs in other places, text outside of them, a second body, an encoding that is none."""
    page = b"".join(STRETCHES)
    changed = re.sub(right, wrong, page, count=1, flags=re.DOTALL)
    assert changed != page
    for data in (pack({**USUAL, DOCUMENT: changed}), packed([re.sub(right, wrong, s, count=1) for s in STRETCHES])):
        with pytest.raises(WriteCheckError):
            verify(data, SPEECH, LAYOUT)


def test_stretches_that_are_sound_together_only_are_read_as_a_whole() -> None:
    """Where a file was packed in other stretches than those of the draft, it is the draft's all the same."""
    page = b"".join(STRETCHES)
    for size in (7, 100, 1000, len(page) - 1, len(page)):
        verify(packed([page[start : start + size] for start in range(0, len(page), size)]), SPEECH, LAYOUT)
    assert unpack(packed([page]))[DOCUMENT] == page
