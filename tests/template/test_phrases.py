"""Set phrases with their exact text and the time they are valid."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import InputError
from drafter.template.phrases import Phrase, read_phrases
from drafter.yamlfile import parse

_FAULTY = """\
甲: 不成组
乙:
  一: 不成条
  二: {since: 2031}
  三: {text: }
  四: {text: [列表]}
  五: {text: 五, sicne: 2031}
  六: {text: 六, since: 那年, until: 2031-13}
  七: {text: 七, members: 一个}
  八: {text: 八, members: [{a: b}]}
  九: {text: 九, since: [2031]}
  十: {text: 十, until: 0000}
丙:
  五: {text: 又是五}
"""
_FAULTS = [
    "p.yaml:1:4: 这一组应是“名称: …”的形式",
    "p.yaml:3:6: “一”应写成“text: …”的形式",
    "p.yaml:4:6: “二”缺 text（规范写法）",
    "p.yaml:5:7: “三”缺 text（规范写法）",
    "p.yaml:6:13: text 只能是一个值",
    "p.yaml:6:7: “四”缺 text（规范写法）",
    "p.yaml:7:16: 没有“sicne”这一项（相近的有：since、source）",
    "p.yaml:8:23: “那年”不是时间（写成 2026、2026-01 或 2026-01-15）",
    "p.yaml:8:34: “2031-13”不是时间（写成 2026、2026-01 或 2026-01-15）",
    "p.yaml:9:25: members 应是一个列表，一项一个值",
    "p.yaml:10:25: members 应是一个列表，一项一个值",
    "p.yaml:11:23: since 只能是一个值",
    "p.yaml:12:23: “0000”不是时间（写成 2026、2026-01 或 2026-01-15）",
    "p.yaml:14:3: “五”在别的组里已经有了",
]


def test_every_fault_is_reported_with_its_place() -> None:
    """All faults of a phrases file come at once, each with line and column."""
    with pytest.raises(InputError) as caught:
        read_phrases(parse(_FAULTY, "p.yaml"))
    assert [str(problem) for problem in caught.value.problems] == _FAULTS


def test_a_phrase_has_all_that_is_written() -> None:
    """A phrase keeps its group, text, members, dates and source as written."""
    text = "活动:\n  甲: {text: “甲”, members: [子, 丑], since: 2031-02, until: 2032, source: 某处}\n"
    phrase = read_phrases(parse(text, "p.yaml"))["甲"]
    assert (phrase.group, phrase.text, phrase.members) == ("活动", "“甲”", ("子", "丑"))
    assert (phrase.since, phrase.until, phrase.source) == ("2031-02", "2032", "某处")


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("2031", dt.date(2031, 12, 31)),
        ("2031-02", dt.date(2031, 2, 28)),
        ("2032-02", dt.date(2032, 2, 29)),
        ("2031-12", dt.date(2031, 12, 31)),
        ("2031-04-05", dt.date(2031, 4, 5)),
    ],
)
def test_a_phrase_runs_out_after_its_last_day(until: str, last: dt.date) -> None:
    """What is valid until a year, a month or a day is valid on the last day of it, and not on the next."""
    phrase = Phrase("甲", "提法", "甲", until=until)
    assert not phrase.has_run_out(last)
    assert phrase.has_run_out(last + dt.timedelta(days=1))


@given(st.dates())
def test_a_phrase_without_an_end_never_runs_out(day: dt.date) -> None:
    """Where no end is known there is none."""
    assert not Phrase("甲", "提法", "甲", since="2031").has_run_out(day)


@pytest.mark.parametrize(
    "day", ["2031-00", "2031-01-00", "2031-2", "2031-02-30", "31", "2031-01-15-", "２０３１", "9999年", "9999"]
)
def test_what_is_no_time_is_refused(day: str) -> None:
    """A since or until that is no year, month or day is a fault."""
    with pytest.raises(InputError, match="不是时间"):
        read_phrases(parse(f"提法:\n  甲: {{text: 甲, since: {day}}}\n", "p.yaml"))
