"""What is written is the draft: every character, in order, in the shape the draft has."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from drafter.document import Block, Document, Field, Gap, Words
from drafter.errors import InputError
from drafter.numerals import FAMILIES, markers
from drafter.word import write
from drafter.word.base import make_base
from drafter.word.catalog import standard
from drafter.word.check import WriteCheckError, verify
from drafter.word.kept import base_for
from drafter.word.package import pack, unpack
from drafter.word.steps import steps
from drafter.word.writer import compose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drafter.document import Inline, Kind

GBT9704 = standard()
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DOCUMENT = "word/document.xml"

LETTERS = st.characters(
    codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufffe\uffff"
) | st.sampled_from("\n\t")
HOSTILE = st.sampled_from(
    [
        "",
        " ",
        "  甲 ",
        "<w:p/>",
        "&amp;",
        "]]>",
        "**",
        "_x0041_",
        "{{ 乙 }}",
        "# 丙",
        "\n",
        "\n\n丁",
        "😀",
        "“戊”……—·",
        "\u2028",
        "。",
    ]
)
TEXT = HOSTILE | st.text(LETTERS, max_size=40)
INLINE = st.one_of(
    st.builds(Words, TEXT),
    st.builds(Field, st.just("key"), TEXT),
    st.builds(Gap, st.just("open"), st.just("补") | TEXT),
)
INLINES = st.lists(INLINE, max_size=4).map(tuple)
KINDS: list[Kind] = ["title", "date", "speaker", "salutation", "paragraph", "paragraph", "guidance"]
BLOCK = st.one_of(
    st.builds(Block, st.sampled_from(KINDS), INLINES),
    st.builds(Block, st.just("heading"), INLINES, st.integers(1, 4), st.sampled_from(["", *FAMILIES])),
)
DOCUMENTS = st.lists(BLOCK, max_size=14).map(tuple).map(Document)


def _block(kind: Kind, *inlines: Inline | str, level: int = 0, series: str = "") -> Block:
    return Block(kind, tuple(Words(i) if isinstance(i, str) else i for i in inlines), level, series)


def _root(data: bytes, part: str = DOCUMENT) -> etree._Element:
    return etree.fromstring(unpack(data)[part])


def _texts(data: bytes) -> list[str]:
    """The paragraphs as python-docx reads them, another eye than the check: without the breaks of the layout."""
    paragraphs = docx.Document(io.BytesIO(data)).paragraphs
    return ["".join(r.text for r in p.runs if r._r.style != "TitleBreak") for p in paragraphs]  # noqa: SLF001 - its id


def _styles(data: bytes) -> list[str | None]:
    return [style.get(f"{W}val") for style in _root(data).iter(f"{W}pStyle")]


def _found_in_order(text: str, pieces: Iterable[str]) -> bool:
    place = 0
    for piece in pieces:
        found = text.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return True


@settings(deadline=None)
@given(DOCUMENTS, st.booleans())
def test_every_character_is_found_again(document: Document, comments: bool) -> None:  # noqa: FBT001
    """Whatever the text, python-docx finds each block of it in order, and little else: markers and stops."""
    page = "\n".join(_texts(write(document, comments=comments)))
    assert _found_in_order(page, [block.text for block in document.spoken])
    added = sum(map(len, markers([(b.level, b.series) for b in document.headings]))) + len(document.headings)
    assert len(page) <= sum(len(block.text) + 1 for block in document.spoken) + added


@settings(deadline=None)
@given(DOCUMENTS, TEXT)
def test_no_answer_changes_the_shape(document: Document, answer: str) -> None:
    """Another text in every field leaves the paragraphs and their styles as they are."""
    changed = Document(
        tuple(
            replace(block, inlines=tuple(replace(i, text=answer) if isinstance(i, Field) else i for i in block.inlines))
            for block in document.blocks
        )
    )
    assert _styles(write(document)) == _styles(write(changed))


def test_run_in_headings_open_the_paragraph_after_them(speech: Document) -> None:
    """Levels 3 and 4 stand in one paragraph with their text, in a style of their own, with a stop if they have none."""
    paragraphs = docx.Document(io.BytesIO(write(speech))).paragraphs
    opened = [p for p in paragraphs if p.text.startswith(("申酉", "戌亥"))]
    assert [p.text[:4] for p in opened] == ["申酉。甲", "戌亥！甲"]
    assert [p.style.name for p in opened if p.style] == ["标题 3 接排", "标题 3 接排"]
    assert [p.runs[0].style.name for p in opened] == ["Heading 3 Char", "Heading 3 Char"]


def test_a_run_in_heading_without_text_stands_alone() -> None:
    """With no paragraph after it, a level 3 heading has a line of its own and no stop."""
    document = Document((_block("heading", "甲", level=3), _block("heading", "乙", level=3), _block("paragraph", "丙")))
    assert _texts(write(document)) == ["甲", "乙。丙"]
    assert _styles(write(document)) == ["Heading3", "RunIn3"]


@pytest.mark.parametrize(
    ("heading", "written"),
    [
        ("甲", "甲。丙"),
        ("甲？", "甲？丙"),
        ("“甲。”", "“甲。”丙"),
        ("甲：", "甲：丙"),
        ("《甲》", "《甲》。丙"),
        ("", "丙"),
    ],
)
def test_a_stop_is_added_only_where_none_is(heading: str, written: str) -> None:
    """A run-in heading keeps its own end mark, within a quotation too."""
    document = Document((_block("heading", heading, level=3), _block("paragraph", "丙")))
    assert _texts(write(document)) == [written]


def test_gaps_are_highlighted_and_nothing_else_is_formatted(speech: Document) -> None:
    """Runs carry a character style and the font hint; only gaps carry a highlight besides."""
    root = _root(write(speech))
    kinds = {"".join(etree.QName(child).localname + " " for child in run) for run in root.iter(f"{W}rPr")}
    assert kinds == {"rFonts ", "rStyle rFonts highlight ", "rStyle rFonts "}
    marked = [
        "".join(t.text or "" for t in r.iter(f"{W}t"))
        for r in root.iter(f"{W}r")
        if r.find(f".//{W}highlight") is not None
    ]
    assert marked == [gap.text for gap in speech.gaps]
    assert {str(hint.attrib) for hint in root.iter(f"{W}rFonts")} == {str({f"{W}hint": "eastAsia"})}


def test_line_feeds_and_tabs_have_elements_of_their_own() -> None:
    """A line feed is a break within the paragraph, a tab a tab; spaces at either end are kept."""
    (paragraph,) = _root(write(Document((_block("paragraph", " 甲\n乙\t丙 "),)))).iter(f"{W}p")
    assert [etree.QName(e).localname for e in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")] == [
        "t",
        "br",
        "t",
        "tab",
        "t",
    ]
    assert [t.text for t in paragraph.iter(f"{W}t")] == [" 甲", "乙", "丙 "]
    assert {str(t.attrib) for t in paragraph.iter(f"{W}t")} == {str({SPACE: "preserve"})}


def test_guidance_is_never_on_the_page(speech: Document) -> None:
    """Without comments a file holds no guidance at all; with them it is in comments only."""
    for comments in (False, True):
        page = "".join(_texts(write(speech, comments=comments)))
        assert not any(block.text in page for block in speech.blocks if block.kind == "guidance")
    assert "word/comments.xml" not in unpack(write(speech))


def test_guidance_becomes_comments_on_the_block_before_it(speech: Document) -> None:
    """Each comment is drafter's, undated, and anchored where its guidance stands; the first block takes what leads."""
    leading = Document((_block("guidance", "开头的提示"), *speech.blocks))
    opened = docx.Document(io.BytesIO(write(leading, comments=True)))
    assert [c.text for c in opened.comments] == ["开头的提示", "题目要短", "举一个例子"]
    assert {(c.author, c.timestamp) for c in opened.comments} == {("drafter", None)}
    anchors = [p.text for p in opened.paragraphs if p._p.find(f"{W}commentRangeStart") is not None]  # noqa: SLF001
    assert [text[:2] for text in anchors] == ["在2", "戌亥"]


def test_the_same_draft_gives_the_same_bytes(speech: Document) -> None:
    """Nothing of the hour or the machine is in a file, the base made anew included."""
    first = write(speech, comments=True)
    base_for.cache_clear()
    assert write(speech, comments=True) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("letter", ["\x00", "\x0b", "\x1b", "\ud800", "\uffff"])
def test_what_no_file_can_hold_is_refused(letter: str) -> None:
    """A control character or a lone surrogate is an error that names the block, not a broken file."""
    with pytest.raises(InputError, match="第 2 段"):
        write(Document((_block("paragraph", "甲"), _block("paragraph", Field("key", f"乙{letter}")))))


def test_the_check_finds_what_is_missing(speech: Document) -> None:
    """A file with a character lost, a paragraph lost, one too many, or cut short doesn't pass."""
    data = compose(speech, GBT9704, make_base(GBT9704, steps(speech)))
    verify(data, speech, GBT9704)
    parts = unpack(data)
    text = parts[DOCUMENT].decode()
    for damaged in (
        text.replace("补一件事", "补件事", 1),
        text.replace("<w:br/>", "", 1),
        text.replace("<w:sectPr", "<w:p><w:r><w:t>多</w:t></w:r></w:p><w:sectPr", 1),
        text.replace("独自一个", "", 1),
    ):
        with pytest.raises(WriteCheckError):
            verify(pack({**parts, DOCUMENT: damaged.encode()}), speech, GBT9704)
    with pytest.raises(WriteCheckError, match="第 5 段"):
        verify(pack({**parts, DOCUMENT: text.replace("子丑寅卯", "丑寅卯", 1).encode()}), speech, GBT9704)
    with pytest.raises(WriteCheckError):
        verify(data[:-40], speech, GBT9704)


def test_an_empty_draft_is_a_file_too() -> None:
    """No blocks make an empty page."""
    assert _texts(write(Document(()))) == []
