"""What a draft looks like on paper, by LibreOffice: lines, pages, numbers, places."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from drafter.document import Block, Document, Field, Words
from drafter.word import pages, write
from drafter.word.catalog import open_layout, standard
from drafter.word.reader import read_docx

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.document import Kind
    from drafter.word.steps import Numbers

POINTS_PER_MM = 72 / 25.4
LEFT, RIGHT = 28 * POINTS_PER_MM, (210 - 26) * POINTS_PER_MM
TEXT_BOTTOM = (297 - 35) * POINTS_PER_MM
HAN = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"

WAYS: tuple[Numbers, ...] = ("typed", "family", "auto")
pytestmark = pytest.mark.rendering


class Line(Protocol):
    """A printed line, as `render` gives it."""

    page: int
    text: str
    left: float
    right: float
    middle: float


def _block(kind: Kind, text: str, level: int = 0, series: str = "") -> Block:
    return Block(kind, (Words(text),), level, series)


def _long(characters: int) -> Block:
    """A paragraph of this many characters."""
    return _block("paragraph", (HAN * (characters // len(HAN) + 1))[:characters])


def test_full_lines_have_28_characters_and_full_pages_22_lines(render: Callable[[bytes], list[Line]]) -> None:
    """Long paragraphs fill the grid of the standard, the first line of each two characters in."""
    document = Document(tuple(_long(26 + 28 * 8 + 14) for _ in range(9)))  # ten lines each
    lines = [line for line in render(write(document)) if "—" not in line.text]
    on_page = [sum(line.page == page for line in lines) for page in range(1, 6)]
    assert on_page == [22, 22, 22, 22, 2]
    assert [len(line.text) for line in lines] == [26, *[28] * 8, 14] * 9
    assert {round(line.left - LEFT) for line in lines} == {0, 32}
    assert pages(document) == 5


def test_lines_stand_at_the_pitch_of_the_grid(render: Callable[[bytes], list[Line]]) -> None:
    """Title, date, blank lines, headings and body all keep to lines of 28.95 pt."""
    blocks = [_block("title", "甲乙" * 12), _block("date", "（2031年2月3日）"), _block("salutation", "同志们：")]
    lines = render(write(Document((*blocks, _block("heading", "子丑", 1), _long(60)))))[:-1]
    steps = [(below.middle - above.middle) / 28.95 for above, below in pairwise(lines)]
    assert steps == pytest.approx([1, 2, 2, 1, 1, 1, 1], abs=0.1)


def test_page_numbers_stand_outside_and_7_mm_below(render: Callable[[bytes], list[Line]]) -> None:
    """— 1 — is at the right of odd pages, at the left of even ones, one character in."""
    numbers = [line for line in render(write(Document((_long(28 * 22 * 3),)))) if "—" in line.text]
    assert [line.text for line in numbers] == [f"—{page}—" for page in range(1, len(numbers) + 1)]
    for line in numbers:
        inset = RIGHT - line.right if line.page % 2 else line.left - LEFT
        assert inset == pytest.approx(14, abs=1)
        assert (line.middle - TEXT_BOTTOM) / POINTS_PER_MM == pytest.approx(7, abs=0.5)


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        (("甲乙丙丁的讲话",), ["甲乙丙丁的讲话"]),
        (
            ("在", "2031", "年度甲乙丙丁戊己庚辛", "子丑寅卯辰会上的讲话"),
            ["在2031年度甲乙丙丁戊己庚辛", "子丑寅卯辰会上的讲话"],
        ),
        (("甲" * 21,), ["甲" * 11, "甲" * 10]),
        (("甲" * 9 + "“乙乙乙乙乙乙”" + "丁" * 8,), ["甲" * 9 + "“乙乙乙乙乙乙”", "丁" * 8]),
    ],
)
def test_titles_are_centred_and_broken_where_chosen(
    render: Callable[[bytes], list[Line]], title: tuple[str, ...], printed: list[str]
) -> None:
    """LibreOffice breaks a title where its indents say, and centres each line of it."""
    inlines = tuple(Field("key", text) for text in title)
    lines = render(write(Document((Block("title", inlines), _long(3)))))[: len(printed)]
    assert [line.text for line in lines] == printed
    for line in lines:
        assert (line.left + line.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=1)


def test_headings_are_numbered_by_the_word_processor(render: Callable[[bytes], list[Line]], speech: Document) -> None:
    """Counted levels show their numbers and begin anew under each point; a lone heading shows none."""
    lines = [line for line in render(write(speech)) if line.left < LEFT + 40]
    headings = ["一、子丑寅卯", "（一）辰巳午未", "1.申酉。", "2.戌亥！", "（二）甲子乙丑", "二、丙寅丁卯", "独自一个"]
    found = [line for line in lines if line.text.startswith(tuple(headings))]
    assert len(found) == len(headings)
    for line, heading in zip(found, headings, strict=True):
        assert line.text.startswith(heading)
        assert line.left - LEFT == pytest.approx(32, abs=2)


def test_the_salutation_is_flush_left_with_a_blank_line_above(
    render: Callable[[bytes], list[Line]], speech: Document
) -> None:
    """同志们： begins at the margin, two lines below the speaker's."""
    lines = render(write(speech))
    (place,) = [index for index, line in enumerate(lines) if line.text == "同志们："]
    assert lines[place].left == pytest.approx(LEFT, abs=1)
    assert lines[place].middle - lines[place - 1].middle == pytest.approx(2 * 28.95, abs=1)


def test_a_reading_copy_fills_its_own_grid(render: Callable[[bytes], list[Line]]) -> None:
    """The shipped lectern layout prints 21 lines of 24 characters, 30 pt apart."""
    lines = render(write(Document((_long(24 * 40),)), open_layout("lectern", Path("nowhere"))))
    text = [line for line in lines if "—" not in line.text]
    assert [len(line.text) for line in text[:3]] == [22, 24, 24]
    assert sum(line.page == 1 for line in text) == 21
    assert text[2].middle - text[1].middle == pytest.approx(30, abs=0.5)


@pytest.fixture
def points() -> Document:
    """Two families on one level, a lone heading and run-in ones."""
    marked = [
        (1, "一、"),
        (2, "（一）"),
        (3, "1."),
        (3, "1."),
        (2, "（一）"),
        (3, "1."),
        (3, "1."),
        (1, "一、"),
        (2, "一要"),
    ]
    marked += [
        (2, "一要"),
        (3, "1."),
        (3, "1."),
        (1, "一、"),
        (2, "（一）"),
        (3, "（1）"),
        (3, "（1）"),
        (1, "一、"),
        (2, "（一）"),
    ]
    marked.append((2, "（一）"))
    marked += [(1, "一、"), (2, "（一）")]
    blocks = [block for level, series in marked for block in (_block("heading", "子丑", level, series), _long(9))]
    return Document(tuple(blocks))


def test_libreoffice_prints_each_series_in_its_own_family(
    render: Callable[[bytes], list[Line]], points: Document
) -> None:
    """Numbers are printed as typed ones are, whoever counts."""
    typed, family, auto = (
        [line.text for line in render(write(points, replace(standard(), numbers=numbers)))] for numbers in WAYS
    )
    assert family == typed
    assert auto == typed


@pytest.mark.parametrize("numbers", WAYS)
def test_a_draft_saved_by_libreoffice_reads_back_the_same(
    office: Callable[..., Path], points: Document, numbers: Numbers
) -> None:
    """After LibreOffice has opened and saved a draft, its numbers and texts are those that were written."""
    data = write(points, replace(standard(), numbers=numbers))
    assert read_docx(office(data, "docx").read_bytes(), "saved.docx") == read_docx(data, "draft.docx")
