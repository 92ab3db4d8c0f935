"""Slots: each case in tests/cases/slots marks what in a line is a fact; what holds for every text."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.mining.slots import KINDS, Facts, Slot, facts, find

CASES = sorted((Path(__file__).parents[1] / "cases" / "slots").glob("*.txt"))
MARKED = re.compile(r"\[([a-z_]+):([^\[\]]*)\]")


def _read(path: Path) -> tuple[list[str], list[str]]:
    """Of a case the lines of title and front, and the lines with their slots marked."""
    _, head, marked = re.split(r"---- .*\n", path.read_text("utf-8"))
    return head.splitlines(), marked.splitlines()


def _plain(line: str) -> str:
    return MARKED.sub(r"\2", line)


def _drawn(text: str, slots: list[Slot]) -> str:
    """A text with its slots marked as the cases mark them."""
    made, at = "", 0
    for slot in slots:
        made += f"{text[at : slot.start]}[{slot.kind}:{slot.value}]"
        at = slot.end
    return made + text[at:]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_has_the_slots_it_marks(path: Path) -> None:
    """Each line of a case has the slots that are marked in it, and no others."""
    (title, *front), lines = _read(path)
    told = facts(title, front, "\n".join(map(_plain, lines)))
    assert [_drawn(_plain(line), find(_plain(line), told)) for line in lines] == lines


def test_every_kind_has_a_case() -> None:
    """The cases mark every kind, and no kind that there isn't."""
    marked = {match[1] for path in CASES for line in _read(path)[1] for match in MARKED.finditer(line)}
    assert marked == set(KINDS)


def _groups(text: str, told: Facts) -> list[str]:
    return [slot.group for slot in find(text, told)]


def test_one_fact_is_one_group() -> None:
    """A place with and without 市, a year in all its forms, a mask before the same word: each is one group."""
    assert set(_groups("扬州好，扬州市更好", Facts())) == {"扬州"}
    assert set(_groups("2024年、２０２４年、二〇二四年", Facts())) == {"2024"}
    assert set(_groups("**公安、**公安机关", Facts())) == {"**公安"}
    assert set(_groups("**市委、**市里", Facts())) == {"**市"}


@pytest.mark.parametrize(
    ("title", "body", "group"),
    [
        ("在云溪市工作会议上的讲话", "云溪市，云溪的事", "云溪"),
        ("在全县大会上的讲话", "到青石县，青石的事", "青石"),
        ("在保定市大会上的讲话", "保定市，保定的事", "保定"),
        ("讲话", "扬州市，扬州的事", "扬州"),
    ],
)
def test_a_place_is_one_group_with_and_without_its_form(title: str, body: str, group: str) -> None:
    """A place that the speech tells with 市 or 县 is the same without."""
    assert _groups(body, facts(title, [], body)) == [group, group]


def test_numbers_and_bare_masks_are_facts_of_their_own() -> None:
    """The same number or bare mask at two places is two groups."""
    assert len(set(_groups("抓获3人，缴获3件，“**”在先，有“**”在后", Facts()))) == 4


def test_a_speech_tells_its_unit_meeting_year_and_speaker() -> None:
    """Facts are read off the title, the lines below it and the body."""
    told = facts(
        "在××市公安局2024年工作会议上的讲话", ["2024年2月1日", "局长　方晓山"], "同志们：\n全市公安机关要行动起来。"
    )
    assert told == Facts("市", "××市公安局", "市局", "我局", 2024, "××市公安局2024年工作会议", (), "方晓山")


def test_a_unit_is_told_by_the_body_too() -> None:
    """Where the title has no unit, the one that the body names after a place and calls its own is it."""
    assert not facts("讲话", [], "今天，**市公安局召开会议。江苏省公安厅派人到会。").unit
    told = facts("讲话", [], "今天，**市公安局召开会议。江苏省公安厅派人到会。我局要带头。")
    assert (told.unit, told.level) == ("**市公安局", "市")


@pytest.mark.parametrize(
    ("body", "level"),
    [
        ("全市上下，全省一流，全省领先，我市、市局", "市"),
        ("全省上下，全省一盘棋，我省", "省"),
        ("全县、我县，全市第一", "县"),
        ("我校、全校师生，全市第一", "校"),
        ("全市场、全区域、全县域", ""),
        ("全市", ""),
        ("", ""),
    ],
)
def test_the_own_level_is_the_lowest_that_is_often_named(body: str, level: str) -> None:
    """A speech names the levels above its own too; a level named once tells nothing."""
    assert facts("讲话", [], body).level == level


@pytest.mark.parametrize(
    ("body", "year"),
    [
        ("2022年、2022年、2022年，2023年起步", 2023),
        ("2022年、2022年，2019年", 2022),
        ("二〇二三年", 2023),
        ("今年", None),
    ],
)
def test_the_year_is_the_one_after_the_year_looked_back_on(body: str, year: int | None) -> None:
    """Without a year in the title it is the one most often named, or the next where that is named too."""
    assert facts("讲话", [], body).year == year


def test_the_date_below_the_title_tells_the_year() -> None:
    """A meeting about last year is held in the year of its date."""
    assert facts("在2023年度总结大会上的讲话", ["（2024年1月20日）"], "").year == 2024


def test_facts_travel_between_processes() -> None:
    """Facts can be pickled and compared."""
    told = facts("在全市表彰会上的讲话", ["方晓山"], "扬州市")
    assert pickle.loads(pickle.dumps(told)) == told  # noqa: S301


PIECES = st.sampled_from(
    [
        *(
            "2024年",
            "3月1日",
            "二〇二四年",
            "党的二十大",
            "“十四五”规划",
            "市第三次党代会",
            "至5日",
            "—2025年",
            "20××年",
        ),
        *("全市", "我市", "市委", "市局", "省厅党委", "我校", "部党委", "在", "、市政府", "的坚强领导下", "各", "县"),
        *("《办法》", "《", "》", "“清风”", "“", "”", "、", "行动", "开展", "四个意识", '"', "等一系列专项活动"),
        *("**", "×", "xx", "某某", "某", "公安", "人", "条", "50", "余", "1.5", "亿元", "%", "60、70分", "1、"),
        *("扬州", "保定市", "青石县", "，", "\n", "方晓山", "同志", "张", "书记", "会议", "召开", "在全市大会上的讲话"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=40).map("".join)


@given(TEXTS, TEXTS, st.lists(st.text(max_size=12), max_size=3))
def test_slots_stand_where_they_say_in_order_and_apart(text: str, title: str, front: list[str]) -> None:
    """Nothing is invented: each slot is what stands in the text, of a known kind, and no two overlap."""
    slots = find(text, facts(title, front, text))
    assert all(slot.value == text[slot.start : slot.end] != "" and slot.group and slot.kind in KINDS for slot in slots)
    ends = [0, *(slot.end for slot in slots)]
    assert all(end <= slot.start for end, slot in zip(ends, slots, strict=False))


@given(st.text(alphabet="的我们要坚持同心协力把好事办实办好。，；：\n", max_size=80))
def test_a_text_without_facts_has_no_slots(text: str) -> None:
    """A text without digits, quotations, masks, places, names and levels has no slots."""
    assert find(text, facts("", [], text)) == []
