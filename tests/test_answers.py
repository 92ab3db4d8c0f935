"""One answer checked and converted, or refused with everything that is wrong with it."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.answers import convert
from drafter.errors import InputError, Place
from drafter.questions import KINDS, Point, Question, Value, stored
from drafter.yamlfile import Items, Mapping, Node, Scalar, dump, parse

_CHOICES = ("现场点评", "民主测评", "述责、述廉；述德")
_QUESTIONS = {kind: Question(kind, "问题", kind, choices=_CHOICES) for kind in KINDS}
_NON_CHARACTERS = [chr(plane * 0x10000 + end) for plane in range(17) for end in (0xFFFE, 0xFFFF)]
_NON_CHARACTERS += [chr(code) for code in range(0xFDD0, 0xFDF0)]
_GOOD = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"], exclude_characters=_NON_CHARACTERS)
_LINE = st.text(_GOOD, min_size=1).filter(str.strip)
_TEXT = st.lists(_GOOD | st.sampled_from("\n\t；;#>"), min_size=1).map("".join).filter(str.strip)
_WORD = st.just("") | _TEXT.map(str.strip)


def _mapping(entries: dict[str, Node], place: Place) -> Mapping:
    return Mapping(entries, dict.fromkeys(entries, place), place)


def _points(below: st.SearchStrategy[tuple[Point, ...]]) -> st.SearchStrategy[tuple[Point, ...]]:
    named = st.builds(Point, _WORD, _WORD, below, _WORD, _WORD)
    unfinished = st.builds(Point, body=_WORD, points=below, form=_WORD, own=_WORD)
    return st.lists(named | unfinished, min_size=1, max_size=3).map(tuple)


_VALUES: dict[str, st.SearchStrategy[Value]] = {
    "text": _TEXT,
    "long": st.lists(_LINE.map(str.lstrip), min_size=1).map(tuple),
    "year": st.integers(1800, 2199),
    "date": st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)),
    "choice": st.sampled_from(_CHOICES),
    "several": st.sets(st.sampled_from(_CHOICES), min_size=1).map(lambda c: tuple(x for x in _CHOICES if x in c)),
    "yesno": st.booleans(),
    "list": st.lists(_TEXT, min_size=1).map(tuple),
    "points": _points(st.just(()) | _points(st.just(()))),
}
_ANSWERED = st.sampled_from(KINDS).flatmap(lambda kind: st.tuples(st.just(kind), _VALUES[kind]))
_PLACE = st.builds(Place, st.sampled_from(["", "f"]), st.integers(1, 9), st.integers(1, 9))
_HOSTILE = st.lists(st.characters() | st.sampled_from("\n；;、是否0123456789年月日-/."), max_size=12).map("".join)
_NODE: st.SearchStrategy[Node] = st.recursive(
    st.builds(Scalar, _HOSTILE, _PLACE),
    lambda inner: st.one_of(
        st.builds(Items, st.lists(inner, max_size=3).map(tuple), _PLACE),
        st.builds(
            _mapping,
            st.dictionaries(st.sampled_from(["heading", "points", "body"]) | _HOSTILE, inner, max_size=3),
            _PLACE,
        ),
    ),
    max_leaves=6,
)


def _node(written: str) -> Node:
    """The node of an answer as it is written in a file."""
    return parse(f"k: {written}", "f").entries["k"]


def _faults(kind: str, answer: str | Node) -> list[str]:
    with pytest.raises(InputError) as caught:
        convert(_QUESTIONS[kind], answer)
    return [str(problem) for problem in caught.value.problems]


@given(_ANSWERED)
def test_a_stored_value_converts_back_to_itself(answered: tuple[str, Value]) -> None:
    """A value of any kind that is stored, written to a file and read again is the same value."""
    kind, value = answered
    found = convert(_QUESTIONS[kind], parse(dump({"k": stored(value)}), "f").entries["k"])
    assert found == value
    assert type(found) is type(value)


@settings(max_examples=300)
@given(st.sampled_from(KINDS), _NODE | _HOSTILE)
def test_any_answer_is_taken_or_refused(kind: str, answer: str | Node) -> None:
    """Whatever is given for whatever kind becomes a value that can be stored, none, or an input error."""
    try:
        value = convert(_QUESTIONS[kind], answer)
    except InputError as error:
        assert error.problems  # noqa: PT017
    else:
        assert value is None or convert(_QUESTIONS[kind], parse(dump({"k": stored(value)}), "f").entries["k"]) == value


@given(_TEXT)
def test_typed_text_is_kept_to_the_letter(text: str) -> None:
    """A typed text keeps every character, blanks at its edges too."""
    assert convert(_QUESTIONS["text"], text) == text


@given(st.lists(_LINE, min_size=1))
def test_typed_paragraphs_lose_nothing(lines: list[str]) -> None:
    """Of a typed long text each line that says anything is one paragraph, to the letter but for its indent."""
    assert convert(_QUESTIONS["long"], "\n\n".join(lines)) == tuple(line.lstrip(" \t\u3000") for line in lines)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("answer", ["", " ", "\u3000\n"])
def test_an_empty_answer_is_none(kind: str, answer: str) -> None:
    """An empty or blank answer leaves a question of any kind open."""
    assert convert(_QUESTIONS[kind], answer) is None


@pytest.mark.parametrize("kind", ["long", "several", "list", "points"])
def test_an_empty_list_is_none(kind: str) -> None:
    """A list without items leaves the question open."""
    assert convert(_QUESTIONS[kind], _node("[]")) is None


@pytest.mark.parametrize("code", [0, 7, 0xB, 0xD, 0x1B, 0x7F, 0x85, 0xD800, 0xDFFF])
@pytest.mark.parametrize("kind", KINDS)
def test_characters_that_are_no_text_are_refused(kind: str, code: int) -> None:
    """A control character or lone surrogate is refused in an answer of any kind and told by its code."""
    (fault,) = _faults(kind, f"甲{chr(code)}乙{chr(code)}")
    assert fault == f"问题：含有不能写进文档的字符 U+{code:04X}（删去这个字符）"


def test_windows_line_ends_are_line_feeds() -> None:
    """The line ends of Windows in a typed answer become line feeds."""
    assert convert(_QUESTIONS["text"], "甲\r\n乙") == "甲\n乙"
    assert convert(_QUESTIONS["long"], "甲\r\n乙") == ("甲", "乙")


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-05",
        "2026-1-5",
        "2026/1/5",
        "2026.1.5",
        "2026.01.05",
        "2026年1月5日",
        "2026年01月05日",
        "20260105",
        " 2026-01-05 ",
        "２０２６年１月５日",
        "２０２６－０１－０５",
    ],
)
def test_all_forms_of_a_date_are_read(text: str) -> None:
    """A date is read in every form in which offices write it, with full-width digits too."""
    assert convert(_QUESTIONS["date"], text) == dt.date(2026, 1, 5)


@pytest.mark.parametrize("text", ["2026-02-29", "2026-13-01", "2026年4月31日", "20260132", "2026-00-10", "2100-2-29"])
def test_dates_that_do_not_exist_are_refused(text: str) -> None:
    """A day that no calendar has is refused as such."""
    assert _faults("date", text) == [f"问题：没有“{text}”这一天（写成 2026-01-15 或 2026年1月15日）"]


@pytest.mark.parametrize(
    "text",
    ["明天", "26-01-15", "2026-01", "2026-1-5/6", "2026-01/05", "1月5日", "2026년1월5일", "0026-01-15", "２０２６٠١٠٥"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    """A text that is no full date with a year of four digits is refused."""
    (fault,) = _faults("date", text)
    assert "不是日期" in fault


@pytest.mark.parametrize("text", ["2026", "2026年", " ２０２６ ", "２０２６年"])
def test_a_year_of_four_digits_is_read(text: str) -> None:
    """A year is read with or without 年, in full-width digits too."""
    assert convert(_QUESTIONS["year"], text) == 2026


@pytest.mark.parametrize("text", ["26", "0026", "20261", "二〇二六", "2026-2027", "3026", "今年", "2٠٢٦"])
def test_a_year_has_four_digits(text: str) -> None:
    """A year of fewer or more digits, or in words, is refused."""
    assert _faults("year", text) == [f"问题：“{text}”不是年份（写四位数字，如 2026）"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("是", True),
        ("有", True),
        ("YES", True),
        ("ｙ", True),
        ("否", False),
        ("没有", False),
        ("no", False),
        ("false", False),
    ],
)
def test_yes_and_no_are_read(text: str, value: bool) -> None:  # noqa: FBT001
    """Yes and no are read in the words that people use."""
    assert convert(_QUESTIONS["yesno"], text) is value


@pytest.mark.parametrize("text", ["也许", "1", "是否", "nope"])
def test_neither_yes_nor_no_is_refused(text: str) -> None:
    """What is neither yes nor no is refused."""
    assert _faults("yesno", text) == [f"问题：“{text}”既不是“是”也不是“否”（写“是”或“否”）"]


@pytest.mark.parametrize("text", _CHOICES)
def test_every_choice_can_be_typed(text: str) -> None:
    """Every choice can be typed, alone or as one of several, whatever signs it has."""
    assert convert(_QUESTIONS["choice"], f" {text} ") == text
    assert convert(_QUESTIONS["several"], text) == (text,)


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ("民主测评；现场点评", _CHOICES[:2]),
        ("民主测评、现场点评", _CHOICES[:2]),
        ("民主测评\n现场点评; 民主测评", _CHOICES[:2]),
    ],
)
def test_several_choices_keep_the_order_of_the_question(answer: str, value: tuple[str, ...]) -> None:
    """Several choices are taken once each, in the order in which the question lists them."""
    assert convert(_QUESTIONS["several"], answer) == value


def test_every_wrong_choice_is_told_at_its_place() -> None:
    """All choices that do not exist are told, each where it stands, blank items notwithstanding."""
    assert [fault.split("（")[0] for fault in _faults("several", _node("['', 甲, 民主测评, 乙]"))] == [
        "f:1:9: 问题：没有“甲”这一项",
        "f:1:18: 问题：没有“乙”这一项",
    ]
    assert _faults("choice", _node("甲")) == [f"f:1:4: 问题：没有“甲”这一项（可选：{'、'.join(_CHOICES)}）"]


@pytest.mark.parametrize(
    ("answer", "value"),
    [("甲；乙;丙", ("甲", "乙", "丙")), ("甲\n\n乙", ("甲", "乙")), ("甲、乙，丙", ("甲、乙，丙",)), ("；；", None)],
)
def test_a_typed_list_is_split_at_semicolons_and_lines(answer: str, value: tuple[str, ...] | None) -> None:
    """A typed list is split at semicolons and line ends, and at nothing else."""
    assert convert(_QUESTIONS["list"], answer) == value


def test_items_of_a_file_are_not_split() -> None:
    """The items of a list in a file stay whole, with the semicolons in them."""
    assert convert(_QUESTIONS["list"], _node("[甲；乙, 丙]")) == ("甲；乙", "丙")


def test_paragraphs_of_a_file_are_paragraphs() -> None:
    """A long text in a file is split at its line ends, also where it is written as a list of blocks."""
    block = "|\n  甲\n\n  乙\n"
    listed = "\n- |\n  甲\n  乙\n- 丙\n"
    assert convert(_QUESTIONS["long"], _node(block)) == ("甲", "乙")
    assert convert(_QUESTIONS["long"], _node(listed)) == ("甲", "乙", "丙")


@pytest.mark.parametrize("kind", ["text", "year", "date", "choice", "yesno"])
@pytest.mark.parametrize("written", ["[a, b]", "{a: b}"])
def test_one_value_is_one_value(kind: str, written: str) -> None:
    """A list or a mapping is no single value."""
    assert _faults(kind, _node(written)) == ["f:1:4: 问题：这里只能是一个值"]


@pytest.mark.parametrize("kind", ["long", "list", "several"])
def test_all_faults_of_a_list_are_told(kind: str) -> None:
    """Every item that can't be taken is told, each at its place."""
    faults = _faults(kind, _node('[[a], "\\x07", {b: c}]'))
    assert [fault.split(" ")[0] for fault in faults] == ["f:1:5:", "f:1:10:", "f:1:18:"]


def test_points_are_read_from_lines_and_from_a_list() -> None:
    """Points are read from typed lines, and from a list of headings and of mappings with sub-points."""
    assert convert(_QUESTIONS["points"], " 甲 \n\n乙") == (Point("甲"), Point("乙"))
    written = (
        "[甲, {heading: 乙, body: b, series: 一是, figure: 力, points: [丙, {body: d}]}, {heading: 丁, points: ''}]"
    )
    assert convert(_QUESTIONS["points"], _node(written)) == (
        Point("甲"),
        Point("乙", "b", (Point("丙"), Point(body="d")), "一是", "力"),
        Point("丁"),
    )


@pytest.mark.parametrize(
    ("written", "faults"),
    [
        ("{a: b}", ["f:1:4: 问题：要点应是一个列表（每条前面写“- ”）"]),
        ("[[a]]", ["f:1:5: 问题：一条要点应是标题，或“heading: 标题”的形式"]),
        ("[{points: a}]", ["f:1:14: 问题：要点应是一个列表（每条前面写“- ”）"]),
        ("[{points: [{points: [a]}]}]", ["f:1:24: 问题：要点最多两层"]),
        (
            "[{heading: a, form: b}]",
            ["f:1:24: 问题：heading 和 form 只能写一个（标题还没写完的写 form）"],
        ),
        (
            "[{zzz: 1, headin: a, yyy: 2}]",
            [
                "f:1:6: 问题：要点里没有“zzz”这一项",
                "f:1:14: 问题：要点里没有“headin”这一项（相近的有：heading）",
                "f:1:25: 问题：要点里没有“yyy”这一项",
            ],
        ),
        (
            '[{heading: [a]}, "\\x07", [b]]',
            [
                "f:1:15: 问题：这里只能是一个值",
                "f:1:21: 问题：含有不能写进文档的字符 U+0007（删去这个字符）",
                "f:1:29: 问题：一条要点应是标题，或“heading: 标题”的形式",
            ],
        ),
    ],
)
def test_all_faults_of_points_are_told_in_order(written: str, faults: list[str]) -> None:
    """Every fault of a list of points is told at its place, in the order of the file."""
    assert _faults("points", _node(written)) == faults


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_faults_come_in_the_same_order_in_every_run(seed: str) -> None:
    """The order of faults does not hang on Python's random hashes."""
    code = (
        "from drafter.answers import convert\n"
        "from drafter.questions import Question\n"
        "from drafter.yamlfile import parse\n"
        "node = parse('k: [{q: 1, w: 2, e: 3, r: 4}]', 'f').entries['k']\n"
        "try:\n    convert(Question('k', 'x', 'points'), node)\n"
        "except Exception as error:\n    print([p.place.column for p in error.problems])\n"
    )
    command = [sys.executable, "-c", code]
    printed = subprocess.run(command, env={"PYTHONHASHSEED": seed}, check=True, capture_output=True, text=True).stdout
    assert printed.strip() == "[6, 12, 18, 24]"


def test_the_indent_of_a_pasted_paragraph_is_left_to_the_layout() -> None:
    """Paragraphs of a 长文 lose the blanks they were indented with, and nothing else."""
    question = Question("results", "成效", kind="long")
    assert convert(question, "　　甲 乙\n\t丙\n") == ("甲 乙", "丙")


def test_more_than_99_points_in_a_row_are_refused() -> None:
    """A list of points longer than any speech has is a fault, not a crash further on."""
    question = Question("points", "要点", kind="points")
    with pytest.raises(InputError, match="最多 99 条"):
        convert(question, "甲\n" * 100)
