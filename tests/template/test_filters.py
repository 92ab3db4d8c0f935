"""Filters show an answer in another form, under the same key."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.document import Field, Gap, Words
from drafter.template.filters import FILTERS, TESTS, count, counted, date, gap, hint, quoted, year_ahead, year_reviewed
from drafter.template.values import Answer, FaultError, Many, Open, Text, segments

if TYPE_CHECKING:
    from collections.abc import Callable


def _day(year: int, month: int, day: int) -> Answer:
    value = dt.date(year, month, day)
    return Answer("day", value, value.isoformat())


def _many(number: int) -> Many:
    return Many("k", [Answer(f"k.{n}", "甲", "甲") for n in range(1, number + 1)])


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "零"), (1, "一"), (2, "两"), (3, "三"), (12, "十二"), (22, "二十二")]
)
def test_a_count_is_spoken(number: int, shown: str) -> None:
    """A list is counted as one says it before a measure word: two is 两, twelve 十二."""
    assert segments(count(_many(number))) == (Field("k", shown),)


def test_a_count_beyond_the_spoken_ones_stands_in_digits() -> None:
    """Ten thousand and more items are counted in digits."""
    assert counted(10_000) == "10000"


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("年月日", "2031年2月3日"),
        ("年月", "2031年2月"),
        ("月日", "2月3日"),
        ("年", "2031年"),
        ("汉字", "二〇三一年二月三日"),
    ],
)
def test_a_date_has_five_forms(form: str, shown: str) -> None:
    """A date shows as year, month and day, or some of them, without leading zeros, or all in Chinese numerals."""
    assert segments(date(_day(2031, 2, 3), form)) == (Field("day", shown),)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Answer("k", 2031, "2031"), "二〇三一"),
        (Answer("k", "2031", "2031"), "二千零三十一"),
        (Answer("k", " 12 ", " 12 "), "十二"),
        (Text([Field("k", "68")], "k"), "六十八"),
        (Answer("k", "0012", "0012"), "0012"),
        (Answer("k", "一百余", "一百余"), "一百余"),
        (Answer("k", "12345", "12345"), "12345"),
        (count(_many(2)), "两"),
    ],
)
def test_years_and_numbers_stand_in_chinese(value: object, shown: str) -> None:
    """A year is spelled digit by digit, another number as spoken; whatever else was answered is shown as it is."""
    assert segments(FILTERS["chinese"](value)) == (Field("k", shown),)


def test_an_open_number_stays_a_gap() -> None:
    """What nobody answered is the same gap in Chinese numerals, and a text with a gap keeps it."""
    assert segments(FILTERS["chinese"](Open("k", "人数"))) == (Gap("k", "人数"),)
    text = Text([Field("k", "1"), Gap("j", "人数")])
    assert FILTERS["chinese"](text) is text


def test_a_count_is_no_year() -> None:
    """The next year of a count is refused."""
    with pytest.raises(FaultError, match="不是年份"):
        FILTERS["next"](count(_many(3)))


@pytest.mark.parametrize(
    ("month", "reviewed", "ahead"), [(1, "2030", "2031"), (6, "2030", "2031"), (7, "2031", "2032")]
)
def test_years_follow_the_meeting(month: int, reviewed: str, ahead: str) -> None:
    """A meeting in the first half of a year reviews the year before, one in the second half the year it is in."""
    day = _day(2031, month, 30)
    assert segments(year_reviewed(day)) == (Field("day", reviewed),)
    assert segments(year_ahead(day)) == (Field("day", ahead),)


@given(st.dates())
def test_the_year_ahead_follows_the_year_reviewed(day: dt.date) -> None:
    """Whatever the date, the year ahead is the one after the year reviewed."""
    answer = Answer("day", day, day.isoformat())
    assert segments(year_ahead(answer)) == segments(FILTERS["next"](year_reviewed(answer)))


@given(st.integers(1800, 2199))
def test_previous_undoes_next(year: int) -> None:
    """The year before the year after a year is that year, under the key of the answer; an open one stays a gap."""
    answer = Answer("year", year, str(year))
    assert segments(FILTERS["previous"](answer)) == (Field("year", str(year - 1)),)
    assert segments(FILTERS["previous"](FILTERS["next"](answer))) == segments(answer)
    assert segments(FILTERS["previous"](Open("year", "年度"))) == (Gap("year", "年度"),)


def test_quotes_stand_around_each_item() -> None:
    """Each item of a list is put in “”, with nothing between them."""
    shown = (Words("“"), Field("k.1", "甲"), Words("”"), Words("“"), Field("k.2", "甲"), Words("”"))
    assert segments(quoted(_many(2))) == shown


def test_a_hint_changes_what_a_gap_says_and_leaves_an_answer() -> None:
    """A hint replaces the hint of what is open, keeps an open list a list, and does nothing to an answer."""
    answer = Answer("k", "甲", "甲")
    assert hint(answer, "写这个") is answer
    opened = hint(Open("k", "旧", many=True), "写这个")
    assert isinstance(opened, Open)
    assert [segments(item) for item in opened] == [(Gap("k", "写这个"),)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *itertools.product(
            ["date", "year_reviewed", "year_ahead", "next", "previous"],
            [Answer("k", "甲", "甲"), Text([Words("甲")]), "2031-02-03", _many(1)],
        ),
        ("chinese", _day(2031, 2, 3)),
        ("chinese", _many(1)),
        ("chinese", "12"),
    ],
)
def test_forms_of_dates_and_years_are_for_these_only(name: str, value: object) -> None:
    """A filter for dates or years refuses what is neither."""
    with pytest.raises(FaultError, match=r"不是(日期|年份)"):
        FILTERS[name](value)


@pytest.mark.parametrize("use", [gap, lambda text: hint("甲", text), lambda text: date(_day(2031, 1, 1), text)])
def test_arguments_are_set_words(use: Callable[[object], object]) -> None:
    """An argument that is no text is refused."""
    with pytest.raises(FaultError, match="括号里应是一段文字"):
        use(3)


@pytest.mark.parametrize("value", [Open("k", "甲"), Answer("k", "甲", "甲"), _many(0), Text([]), True])
def test_everything_is_either_open_or_answered(value: object) -> None:
    """The two tests never agree, and neither refuses."""
    assert TESTS["open"](value) is not TESTS["answered"](value)
