"""A draft opened to be read and changed."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from drafter.document import Block, Document, Field, Gap, Words
from drafter.errors import InputError
from drafter.word import write
from drafter.word.catalog import standard
from drafter.word.finish import finished
from drafter.word.marks import read_name
from drafter.word.opened import Opened
from drafter.word.package import pack, unpack
from drafter.word.plan import plan
from drafter.word.steps import steps
from drafter.word.store import Origin
from drafter.word.wml import DOCUMENT, w
from tests.word.test_writer import DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

SMALL = Document((Block("paragraph", (Words("前"), Field("a", "甲"), Words("中"), Gap("b", "乙"), Words("后"))),))


def test_what_cannot_be_a_name_of_ours_is_none() -> None:
    """Names of other bookmarks, and of ours with another form, are not taken for marks."""
    assert read_name("_drafter_f12") == ("f", 12)
    assert [read_name(name) for name in ("_GoBack", "_drafter_f0", "_drafter_x1", "_drafter_f1 1", "drafter_f1")] == [
        None
    ] * 5


@given(DOCUMENTS)
def test_words_and_marks_are_the_draft(document: Document) -> None:
    """Any draft's lines hold its paragraphs, and its marks its fields, gaps and typed numbers, each in one place."""
    layout = standard()
    page = plan(layout.arranged(document), layout, steps(document, layout.numbers))
    opened = Opened(write(document), "a.docx")
    if document.spoken:
        assert [line.text for line in opened.lines] == [p.text.replace("\r", "\n") for p in page]
    wanted = [i.text for p in page for i in p.inlines if not isinstance(i, Words)]
    assert sorted(opened.marks) == list(range(1, len(wanted) + 1))
    for number, text in enumerate(wanted, 1):
        (mark,) = opened.marks[number]
        assert (mark.text, mark.fault) == (text, "")
        assert mark.line.text[mark.start : mark.end] == text


@pytest.mark.parametrize("name", ["[CONTENT_TYPES].XML", "/[Content_Types].xml"])
def test_the_list_of_types_is_known_by_any_letters(name: str) -> None:
    """Names of parts differ in letters alone in some programs' files (ECMA-376-2, 6.2.2): such a draft is finished."""
    parts = {each.replace("[Content_Types].xml", name): part for each, part in unpack(write(SMALL)).items()}
    names = list(unpack(finished(pack(parts), "a.docx")))
    assert names.count("[Content_Types].xml") == 1


@pytest.mark.parametrize(("before", "between"), [("/", "/"), ("", "\\")])
def test_parts_are_known_by_any_strokes_in_their_names(before: str, between: str) -> None:
    r"""A zip may write /word/styles.xml or word\styles.xml: the final copy has all that it has without."""
    parts = unpack(write(SMALL))
    stroked = pack({before + name.replace("/", between): part for name, part in parts.items()})
    assert finished(stroked, "a.docx") == finished(pack(parts), "a.docx")


def test_a_draft_with_a_part_that_cannot_be_read_is_not_written_again() -> None:
    """A part that is damaged is told, though nothing in it was wanted: Word would not open the new file."""
    parts = {**unpack(write(SMALL, origin=Origin("x", "1", ""))), "word/fontTable.xml": b"<broken"}
    opened = Opened(pack(parts), "a.docx")
    assert opened.store
    with pytest.raises(InputError, match=r"a\.docx"):
        opened.carrying(opened.store)


def test_all_other_parts_stay_byte_for_byte(speech: Document) -> None:
    """A draft that is saved again has the same parts in the same order, and nothing but text and store is new."""
    data = write(speech, comments=True, origin=Origin("x", "1", ""))
    opened = Opened(data, "a.docx")
    assert opened.store
    before, after = unpack(data), unpack(opened.carrying(replace(opened.store, shown={})))
    assert list(after) == list(before)
    assert [name for name in before if before[name] != after[name]] == ["customXml/item1.xml"]


def _cut_end(root: _Element) -> None:
    end = next(root.iter(w("bookmarkEnd")))
    end.getparent().remove(end)  # type: ignore[union-attr]


def _double(root: _Element) -> None:
    body = root[0]
    body.insert(0, deepcopy(body[0]))


def _split(root: _Element) -> None:
    body, paragraph = root[0], root[0][0]
    second = deepcopy(paragraph)
    for element in list(paragraph)[3:]:
        paragraph.remove(element)
    for element in list(second)[1:3]:
        second.remove(element)
    body.insert(1, second)


@pytest.mark.parametrize(("edit", "fault"), [(_cut_end, "cut"), (_double, "doubled"), (_split, "split")])
def test_a_mark_that_editing_spoiled_says_how(
    edited: Callable[..., bytes], edit: Callable[[_Element], None], fault: str
) -> None:
    """A bookmark without an end, one that is there twice and one over two paragraphs are told as what they are."""
    opened = Opened(edited(write(SMALL), edit), "a.docx")
    assert {mark.fault for mark in opened.marks[1]} == {fault}


def test_a_strict_file_is_refused(speech: Document) -> None:
    """A file in the strict form of the standard is not changed: half of it would be in another form."""
    parts = unpack(write(speech))
    common = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts[DOCUMENT] = parts[DOCUMENT].replace(common, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    with pytest.raises(InputError, match="严格"):
        Opened(pack(parts), "a.docx")
