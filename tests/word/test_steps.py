"""Word counts what it would count right; all else is typed and keeps its place in the list."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from drafter.document import Block, Document, Words
from drafter.numerals import FAMILIES, markers
from drafter.speech.outline import outline
from drafter.word import write
from drafter.word.catalog import standard
from drafter.word.package import pack, unpack
from drafter.word.reader import read_docx
from drafter.word.steps import STANDARD, Step, numbered, steps

if TYPE_CHECKING:
    from drafter.word.steps import Numbers

GBT9704 = standard()
WAYS: tuple[Numbers, ...] = ("auto", "typed", "family")
MARKED = st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["", *FAMILIES])), max_size=14)
TITLES = ("坚定政治立场", "扛牢主体责任", "锤炼过硬作风", "守住廉洁底线", "抓好队伍管理", "办好民生实事")


def headings(*marked: tuple[int, str]) -> Document:
    """A draft of headings, each with a paragraph below it."""
    blocks: list[Block] = []
    for number, (level, series) in enumerate(marked):
        blocks.append(Block("heading", (Words(TITLES[number % len(TITLES)]),), level, series))
        blocks.append(Block("paragraph", (Words("这一条各单位都要认真对照检查，逐项抓好整改落实。"),)))
    return Document(tuple(blocks))


def page(document: Document, numbers: Numbers) -> list[str]:
    """The lines of a draft read back, with the numbers that Word counts."""
    return read_docx(write(document, replace(GBT9704, numbers=numbers)), "draft.docx")


def typed(document: Document, numbers: Numbers) -> str:
    """What stands in the file itself, without the numbers that Word counts."""
    data = write(document, replace(GBT9704, numbers=numbers))
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


@settings(deadline=None, max_examples=80)
@given(MARKED)
def test_a_draft_reads_back_the_same_whoever_counts(marked: list[tuple[int, str]]) -> None:
    """Counted by Word, typed, or by family: the lines are the same, with the draft's own markers."""
    document = headings(*marked)
    first, *others = (page(document, numbers) for numbers in WAYS)
    assert all(other == first for other in others)
    marks = markers([(block.level, block.series) for block in document.headings])
    starts = [f"{mark}{block.text}" for mark, block in zip(marks, document.headings, strict=True)]
    rest = iter(first)
    assert all(any(line.startswith(start) for line in rest) for start in starts)


SHAPES = st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=4), min_size=2, max_size=4)
PLANS = st.sampled_from(
    [
        ("一、", "（一）", "1."),
        ("第一，", "一是", "1."),
        ("一、", "一要", "（1）"),
        ("首先，", "一是", ""),
        ("一、", "（一）", "一是"),
    ]
)


@settings(deadline=None, max_examples=60)
@given(SHAPES, PLANS, st.sampled_from(WAYS))
def test_the_outline_of_a_draft_is_the_one_it_was_made_from(
    shape: list[list[int]], families: tuple[str, str, str], numbers: Numbers
) -> None:
    """`drafter outline` finds the levels, markers and headings of points with sub-points, whoever counts them."""
    marked = []
    for points in shape:
        marked.append((1, families[0]))
        for below in points:
            marked.append((2, families[1]))
            marked += [(3, families[2])] * (below if below > 1 and families[2] else 0)
    document = headings(*marked)
    found = outline("\n".join(page(document, numbers)))
    marks = markers(marked)
    wanted = [
        (level, mark, block.text) for (level, _), mark, block in zip(marked, marks, document.headings, strict=True)
    ]
    assert [(point.level, point.marker, point.heading.rstrip("。")) for point in found.points] == wanted


@settings(deadline=None)
@given(MARKED, st.sampled_from(WAYS))
def test_every_heading_has_its_step_and_deeper_ones_begin_anew(marked: list[tuple[int, str]], numbers: Numbers) -> None:
    """Each heading stands on a step of its own level, higher levels come first, and a list has nine steps at most."""
    document = headings(*marked)
    found = steps(document, numbers)
    assert [step.level for step in found] == sorted(step.level for step in found)
    assert len(found) <= 9
    assert [found[index].level for index, _ in numbered(document, found)] == [level for level, _ in marked]


@pytest.mark.parametrize(
    ("numbers", "left"),
    [
        ("family", "坚 坚 一要扛 二要锤"),
        ("auto", "坚 坚 扛 锤"),
        ("typed", "一、坚 二、坚 一要扛 二要锤"),
    ],
)
def test_signs_are_counted_and_words_are_typed(numbers: Numbers, left: str) -> None:
    """By default Word counts 一、 while 一要 is typed; a layout may leave all to Word, or nothing."""
    texts = [("坚", 1, "一、"), ("坚", 1, "一、"), ("扛", 2, "一要"), ("锤", 2, "一要")]
    document = Document(tuple(Block("heading", (Words(text),), level, series) for text, level, series in texts))
    assert typed(document, numbers).split("\n") == left.split()


def test_a_family_of_its_own_under_one_point_leaves_the_others_to_word() -> None:
    """Where one point counts its sub-points in words, those of the other points are still counted by Word."""
    document = headings(
        (1, "一、"), (2, "（一）"), (2, "（一）"), (1, "一、"), (2, "一是"), (2, "一是"), (3, "1."), (3, "1.")
    )
    found = steps(document)
    assert found == (Step(1, "一、"), Step(2, "（一）"), Step(2), Step(3, "1."), Step(4, "（1）"))
    assert [place for place, _ in numbered(document, found)] == [0, 1, 1, 0, 2, 2, 3, 3]


def test_levels_without_headings_count_as_the_standard_does() -> None:
    """A writer who adds a heading of a level that the draft has none of finds the standard's numbers."""
    assert steps(Document(())) == STANDARD
    assert steps(headings((1, ""))) == (Step(1), *STANDARD[1:])


def test_more_families_than_a_list_has_levels_are_typed() -> None:
    """A list has nine levels: the families least used are typed, and nothing is lost."""
    families = [name for name in FAMILIES if name != "首先，"]
    marked = [(1, "一、"), *((2, name) for name in ("一是", "一是"))]
    for name in families:
        marked += [(1, "一、"), (2, name), (2, name), (3, name), (3, name), (4, name), (4, name)]
    document = headings(*marked)
    assert len(steps(document, "auto")) == 9
    assert page(document, "auto") == page(document, "typed")


def test_headings_renumber_by_themselves_when_they_are_moved() -> None:
    """A point moved with all below it, in the file as in Word: every number that Word counts follows its new place."""
    document = headings(
        (1, "一、"), (2, "（一）"), (2, "（一）"), (1, "一、"), (2, "（一）"), (2, "（一）"), (2, "（一）")
    )
    parts = unpack(write(document))
    root = etree.fromstring(parts["word/document.xml"])
    body = root[0]
    for paragraph in list(body)[:6]:  # the first point, its two sub-points, and the text of each
        body[-1].addprevious(paragraph)
    moved = read_docx(pack({**parts, "word/document.xml": etree.tostring(root)}), "moved.docx")
    marks = ["一、", "（一）", "（二）", "（三）", "二、", "（一）", "（二）"]
    titles = [block.text for block in document.headings]
    assert moved[::2] == [mark + title for mark, title in zip(marks, titles[3:] + titles[:3], strict=True)]
