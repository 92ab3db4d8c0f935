"""Answers as values: kept, shown and doubted."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.questions import KINDS, Point, Question, Value, doubt, nearest, shown, stored

_TODAY = dt.date(2026, 1, 15)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("14:30", "14:30"),
        (2026, "2026"),
        (True, "是"),
        (False, "否"),
        (dt.date(2026, 1, 5), "2026-01-05"),
        (("甲", "乙；丙"), ["甲", "乙；丙"]),
        ((), []),
        ((Point("甲"), Point(body="conduct")), ["甲", {"body": "conduct"}]),
        ((Point(),), [{}]),
        ((Point(form="坚持……"), Point(own="{{ year }}年")), [{"form": "坚持……"}, {"own": "{{ year }}年"}]),
        (
            (Point("甲", "a", (Point("乙"), Point("丙", "c")), "一是", "力"),),
            [
                {
                    "heading": "甲",
                    "body": "a",
                    "series": "一是",
                    "figure": "力",
                    "points": ["乙", {"heading": "丙", "body": "c"}],
                }
            ],
        ),
    ],
)
def test_a_value_is_kept_as_lists_and_texts(value: Value, kept: object) -> None:
    """Every value is kept as nested lists, dicts and texts, as short as it can be said."""
    assert stored(value) == kept


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("某市", "某市"),
        (2026, "2026"),
        (True, "是"),
        (dt.date(2026, 1, 5), "2026年1月5日"),
        (("甲", "乙"), "甲；乙"),
        ((), ""),
        ((Point("甲", points=(Point("乙"), Point(body="conduct"))), Point("丙")), "甲\n  乙\n  （conduct）\n丙"),
        ((Point(form="坚持……"), Point(own="定了")), "坚持……\n（定了）"),
    ],
)
def test_a_value_is_shown_as_a_person_writes_it(value: Value, text: str) -> None:
    """A value is shown the way a person would write it, points as an outline."""
    assert shown(value) == text


@given(st.lists(st.text(min_size=1), min_size=1).map(tuple))
def test_no_item_is_lost_when_shown(items: tuple[str, ...]) -> None:
    """Every item of a list is shown in full, and nothing but separators between."""
    assert shown(items).replace("；", "") == "".join(items).replace("；", "")


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (dt.date(2026, 1, 14), "2026年1月14日已经过去"),
        (dt.date(2026, 1, 15), ""),
        (dt.date(2028, 1, 14), ""),
        (dt.date(2028, 1, 15), "2028年1月15日在两年以后"),
    ],
)
def test_a_date_past_or_two_years_off_is_doubted(day: dt.date, reason: str) -> None:
    """A date before today or two years from it is doubted, any between is not."""
    assert doubt(Question("date", "日期", "date"), day, _TODAY) == reason


@pytest.mark.parametrize(("day", "doubted"), [(dt.date(2030, 2, 27), False), (dt.date(2030, 2, 28), True)])
def test_two_years_from_a_leap_day_are_counted(day: dt.date, doubted: bool) -> None:  # noqa: FBT001
    """Two years from 29 February end on the 28th."""
    assert bool(doubt(Question("date", "日期", "date"), day, dt.date(2028, 2, 29))) is doubted


def test_at_the_end_of_the_calendar_no_date_is_two_years_off() -> None:
    """In the last years that a calendar knows no date is too far off to be believed."""
    assert not doubt(Question("date", "日期", "date"), dt.date.max, dt.date.max)


@pytest.mark.parametrize(
    ("year", "reason"),
    [(2025, ""), (2026, ""), (2027, ""), (2024, "2024年与今年相差2年"), (2028, "2028年与今年相差2年")],
)
def test_a_year_two_off_is_doubted(year: int, reason: str) -> None:
    """A year two or more from this one is doubted."""
    assert doubt(Question("year", "年份", "year"), year, _TODAY) == reason


@pytest.mark.parametrize("kind", KINDS)
def test_a_gap_says_hint_or_label(kind: str) -> None:
    """A gap says what the hint says, or the question's label where there is none."""
    assert Question("k", "单位", kind, hint="单位全称").gap == "单位全称"
    assert Question("k", "单位", kind).gap == "单位"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("unti", "相近的有：unit"),
        ("campaign", "相近的有：campaigns、current_campaigns"),
        ("xyz", ""),
        ("", ""),
    ],
)
def test_the_nearest_names_are_told(name: str, hint: str) -> None:
    """A name that is nearly right gets the names that are most like it, any other gets nothing."""
    assert nearest(name, ["unit", "campaigns", "current_campaigns", "speaker"]) == hint
