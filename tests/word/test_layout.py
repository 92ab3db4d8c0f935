"""The default layout is the national standard, and the estimates that follow from it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from drafter.document import Block, Document, Words
from drafter.word import pages
from drafter.word.catalog import standard
from drafter.word.layout import POINTS_PER_MM
from drafter.word.title import title_shape

GBT9704 = standard()


def _title(*texts: str) -> Block:
    return Block("title", tuple(map(Words, texts)))


def _document(*texts: str) -> Document:
    return Document(tuple(Block("paragraph", (Words(text),)) for text in texts))


def test_text_area_is_156_by_225_mm() -> None:
    """GB/T 9704-2012, 5.2.1: the margins leave 156 × 225 mm of an A4 page."""
    page = GBT9704.page
    assert (page.width - page.left - page.right, page.height - page.top - page.bottom) == (156, 225)


def test_grid_fits_the_text_area() -> None:
    """22 lines and 28 characters fit, and neither a 23rd nor a 29th does."""
    page, grid, body = GBT9704.page, GBT9704.grid, GBT9704.body
    height = (page.height - page.top - page.bottom) * POINTS_PER_MM
    assert 22 * grid.pitch <= height < 23 * grid.pitch
    assert GBT9704.characters(body) == 28
    assert GBT9704.characters(GBT9704.title) == 20


@pytest.mark.parametrize(
    ("kind", "level", "font", "size", "first_line"),
    [
        ("title", 0, "方正小标宋简体", 22, 0),
        ("date", 0, "楷体_GB2312", 16, 0),
        ("speaker", 0, "楷体_GB2312", 16, 0),
        ("salutation", 0, "仿宋_GB2312", 16, 0),
        ("paragraph", 0, "仿宋_GB2312", 16, 2),
        ("heading", 1, "黑体", 16, 2),
        ("heading", 2, "楷体_GB2312", 16, 2),
        ("heading", 3, "仿宋_GB2312", 16, 2),
        ("heading", 4, "仿宋_GB2312", 16, 2),
    ],
)
def test_each_kind_has_the_font_and_size_of_the_standard(
    kind: str, level: int, font: str, size: int, first_line: int
) -> None:
    """Each kind of block has its font, size in pt and indent in characters; digits are in Times New Roman."""
    style = GBT9704.style(kind, level)  # type: ignore[arg-type]
    assert (style.fonts.east_asia, style.fonts.ascii, style.size, style.first_line, style.bold) == (
        font,
        "Times New Roman",
        size,
        first_line,
        False,
    )


def test_a_title_that_fits_is_left_alone() -> None:
    """A title of up to 20 characters gets no indents."""
    assert title_shape(_title("甲" * 20), 20).measure is None
    assert title_shape(_title("甲" * 21), 20).measure == 11.5


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        (("丑" * 13, "卯" * 9), ["丑" * 13, "卯" * 9]),  # between two words, as that is even enough
        (("甲" * 20, "乙" * 4), ["甲" * 12, "甲" * 8 + "乙" * 4]),  # not so here
        (("甲" * 10, "乙" * 14), ["甲" * 10 + "乙" * 2, "乙" * 12]),  # the upper line is never the shorter one
        (("甲" * 9 + "“乙乙乙乙乙乙”" + "丁" * 8,), ["甲" * 9 + "“乙乙乙乙乙乙”", "丁" * 8]),  # no quotation is parted
        (("甲" * 9 + "《乙乙乙乙乙乙》" + "丁" * 8,), ["甲" * 9 + "《乙乙乙乙乙乙》", "丁" * 8]),
        (("甲" * 11 + "2031年" + "丁" * 10,), ["甲" * 11 + "2031年", "丁" * 10]),  # nor a year
        (("甲" * 20 + "的讲话",), ["甲" * 12, "甲" * 8 + "的讲话"]),  # 的讲话 is never alone
    ],
)
def test_a_long_title_is_broken_well(texts: tuple[str, ...], lines: list[str]) -> None:
    """A title longer than a line is broken between words if it can be, the upper line not the shorter one."""
    assert list(title_shape(_title(*texts), 20).lines) == lines


@pytest.mark.parametrize(
    ("document", "count"),
    [
        (Document(()), 1),
        (_document("甲" * (26 + 21 * 28)), 1),  # 22 full lines, the first with its indent
        (_document("甲" * (26 + 21 * 28 + 1)), 2),
        (_document("甲" * 27, *["甲"] * 20), 1),
        (_document("甲\n乙", *["甲"] * 21), 2),  # a line break takes a line
        (Document((_title("甲"), *_document(*["甲"] * 20).blocks)), 1),  # title, a blank line, 20 lines
        (Document((_title("甲"), *_document(*["甲"] * 21).blocks)), 2),
    ],
)
def test_pages_are_estimated_on_the_grid(document: Document, count: int) -> None:
    """The estimate counts indents, line breaks and blank lines at 22 lines × 28 characters."""
    assert pages(document) == count


def test_importing_the_room_imports_no_library() -> None:
    """`import drafter.word` loads neither python-docx nor lxml."""
    code = "import sys, drafter.word; print([m for m in ('docx', 'lxml', 'zipfile') if m in sys.modules])"
    printed = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert printed.strip() == "[]"


def test_an_endless_title_is_filled_and_not_balanced() -> None:
    """A title of more than five lines is filled line by line: no way of breaking it is weighed."""
    assert title_shape(_title("甲" * 40_000), 20).measure is None
    assert len(title_shape(_title("甲" * 40_000), 20).lines) == 2000
