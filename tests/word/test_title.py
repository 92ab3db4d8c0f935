"""Where titles are broken: at the places a writer accepts, whatever in them is an answer."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from drafter.document import Block, Document, Field, Words
from drafter.word import write
from drafter.word.package import unpack
from drafter.word.reader import read_docx
from drafter.word.title import title_shape
from drafter.word.width import width
from drafter.word.words import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.word.conftest import Line

CASES = Path(__file__).parent.parent / "cases" / "titles" / "speeches.txt"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LINE = 20


def accepted() -> dict[str, list[tuple[str, ...]]]:
    """Title → the ways to break it that are accepted, the best first."""
    lines = CASES.read_text(encoding="utf-8").splitlines()
    found = [line.split(" 或 ") for line in lines if line and not line.startswith("#")]
    return {ways[0].replace("｜", ""): [tuple(way.split("｜")) for way in ways] for ways in found}


TITLES = accepted()


def title(*texts: str) -> Block:
    """A title of set words and answers by turns."""
    return Block("title", tuple(Field("key", t) if n % 2 else Words(t) for n, t in enumerate(texts)))


@pytest.mark.parametrize("text", TITLES)
def test_a_title_is_broken_where_a_writer_would(text: str) -> None:
    """Each title of the list comes out in one of the ways that are accepted for it."""
    assert title_shape(title(text), LINE).lines in TITLES[text]


def test_there_are_titles_enough_to_judge_by() -> None:
    """Sixty titles at least, of which at least forty need a break."""
    assert len(TITLES) >= 60
    assert sum(width(text) > LINE for text in TITLES) >= 40


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(sorted(TITLES)), st.lists(st.integers(0, 60), max_size=4))
def test_no_letter_is_lost_or_stands_wrong_whatever_is_an_answer(text: str, cuts: list[int]) -> None:
    """All letters in order; no line too long; no closing mark or 的 first; 的讲话 not alone; no break in an answer."""
    ends = sorted({0, *(cut for cut in cuts if cut < len(text)), len(text)})
    block = title(*(text[start:end] for start, end in pairwise(ends)))
    shape = title_shape(block, LINE)
    assert "".join(shape.lines) == text
    assert all(width(line) <= LINE for line in shape.lines)
    assert not any(line.startswith(tuple("，。、：；？！”’）》】…—的")) for line in shape.lines)
    assert shape.lines[-1] not in {"的讲话", "上的讲话", "会上的讲话", "的致辞", "的发言"}
    inside = {place for start, end in pairwise(ends) for place in range(start + 1, end) if ends.index(start) % 2}
    assert inside.isdisjoint(shape.breaks)


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(sorted(TITLES)))
def test_lines_make_a_trapezoid_or_a_diamond(text: str) -> None:
    """No line is longer than the one above it, but for the middle of three."""
    widths = [width(line) for line in title_shape(title(text), LINE).lines]
    falls = all(upper >= lower for upper, lower in pairwise(widths))
    assert falls or (len(widths) == 3 and widths[1] == max(widths))


def test_the_layouts_line_breaks_are_no_part_of_the_title() -> None:
    """A title of three lines is broken by runs of a style of their own, outside of its answer; its text stays whole."""
    block = title("在全市公安机关学习贯彻", "《中国共产党纪律处分条例》", "专题辅导会上的讲话")
    data = write(Document((block,)))
    (paragraph,) = etree.fromstring(unpack(data)["word/document.xml"]).iter(f"{W}p")
    runs = list(paragraph.iter(f"{W}r"))
    assert ["".join(t.text or "" for t in run.iter(f"{W}t")) for run in runs] == [
        "在全市公安机关学习贯彻",
        "",
        "《中国共产党纪律处分条例》",
        "",
        "专题辅导会上的讲话",
    ]
    assert [style.get(f"{W}val") for style in paragraph.iter(f"{W}rStyle")] == ["TitleBreak", "TitleBreak"]
    assert read_docx(data, "draft.docx") == [block.text]


def test_a_word_across_the_writers_own_line_break_is_none() -> None:
    """Letters that a line feed parts make no word; the title is broken at it and where it must be else."""
    lines = title_shape(title("××市公安局党风廉政建设工作会议暨警示教育大会公安\n局机关"), LINE).lines
    assert "".join(lines) == "××市公安局党风廉政建设工作会议暨警示教育大会公安局机关"
    assert lines[-1] == "局机关"


@pytest.mark.parametrize("letters", [42, 60, 78, 99])
def test_a_title_of_many_lines_is_broken_too(letters: int) -> None:
    """However long a title is, every line of it fits and no letter is lost; what no break suits is filled."""
    text = ("甲丑卯" * 33)[:letters]
    shape = title_shape(title(text), LINE)
    assert "".join(shape.lines) == text
    assert all(width(line) <= LINE for line in shape.lines)


def test_words_are_those_of_the_dictionary_and_of_our_trade() -> None:
    """A text comes apart into the likeliest words; digits stay together; unknown letters stand alone."""
    assert words("在2031年度领导干部述责述廉大会上") == ["在", "2031", "年度", "领导干部", "述责述廉", "大会", "上"]
    assert words("丨乀") == ["丨", "乀"]
    assert words("") == []


def test_words_out_of_order_are_found_too() -> None:
    """The first lines of the dictionary are in no order, and a few stand further down than they should."""
    assert words("到1号店看高富帅用T恤") == ["到", "1号店", "看", "高富帅", "用", "T恤"]
    assert words("江南style，阿Q") == ["江南style", "，", "阿Q"]


@pytest.mark.parametrize("text", ["全市 7178", "在全国会议 28363 次", "一 ", " "])
def test_a_word_and_its_number_are_not_a_line_of_the_dictionary(text: str) -> None:
    """A blank parts words, whatever the dictionary has behind one."""
    assert "".join(words(text)) == text
    assert all(len(word) == 1 for word in words(text) if " " in word)


def test_only_a_title_that_needs_a_break_reads_the_dictionary() -> None:
    """A short title costs nothing, and jieba itself is never loaded."""
    code = (
        "import sys\n"
        "from drafter.document import Block, Words\n"
        "from drafter.word import words\n"
        "from drafter.word.title import title_shape\n"
        "read = words._dictionary.cache_info\n"
        "title_shape(Block('title', (Words('甲' * 20),)), 20); print(read().misses)\n"
        "title_shape(Block('title', (Words('甲' * 21),)), 20); print(read().misses, 'jieba' in sys.modules)\n"
    )
    printed = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert printed.split() == ["0", "1", "False"]


def test_the_dictionary_has_one_door() -> None:
    """Only `words` knows whose dictionary it is."""
    drafter = Path(sys.modules["drafter"].__path__[0])
    assert [path.name for path in drafter.rglob("*.py") if '"jieba"' in path.read_text(encoding="utf-8")] == [
        "words.py"
    ]


@pytest.mark.rendering
def test_printed_titles_are_broken_as_chosen(render: Callable[[bytes], list[Line]]) -> None:
    """LibreOffice breaks every title of the list where its shape says."""
    document = Document(tuple(title(text) for text in TITLES))
    printed = [line.text for line in render(write(document)) if not line.text.startswith("—")]
    assert printed == [line for text in TITLES for line in title_shape(title(text), LINE).lines]
