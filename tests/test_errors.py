"""Faults carry where and what, and say it in one line."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drafter.errors import DrafterError, InputError, InterruptedByUserError, Place, Problem, UsageError


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("档案.yaml"), "档案.yaml"),
        (Place("档案.yaml", 3), "档案.yaml:3"),
        (Place("档案.yaml", 3, 7), "档案.yaml:3:7"),
    ],
)
def test_place_is_told_as_far_as_it_is_known(place: Place, text: str) -> None:
    """A place is told as path, line and column, as far as it is known."""
    assert str(place) == text


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("日期不对"), "日期不对"),
        (Problem("日期不对", mend="改一改"), "日期不对（改一改）"),
        (Problem("日期不对", Place("a.yaml", 2)), "a.yaml:2: 日期不对"),
        (Problem("日期不对", Place("a.yaml", 2, 5), "改一改"), "a.yaml:2:5: 日期不对（改一改）"),
    ],
)
def test_problem_tells_place_message_and_mend(problem: Problem, text: str) -> None:
    """A problem tells its place, what is wrong and what to do."""
    assert str(problem) == text


@given(st.text(), st.text(), st.text())
@example("", "\x1b[2J", "\x9b2J")
def test_problem_is_one_line(path: str, message: str, mend: str) -> None:
    """A problem is one line of letters, even where the wrong text has line breaks or orders for a terminal."""
    told = str(Problem(f"“{message}”不对", Place(path, 1), mend))
    assert len(told.splitlines()) == 1
    assert not any(unicodedata.category(letter) == "Cc" and letter != "\t" for letter in told)


@pytest.mark.parametrize("kind", [InputError, UsageError, InterruptedByUserError])
def test_every_error_carries_all_its_problems_in_order(kind: type[DrafterError]) -> None:
    """Every error of ours carries all its problems in order and tells each on a line of its own."""
    first, second = Problem("甲", Place("x", 1)), Problem("乙")
    error = kind(first, second, "丙")
    assert isinstance(error, DrafterError)
    assert error.problems == (first, second, Problem("丙"))
    assert str(error) == "x:1: 甲\n乙\n丙"


def test_places_sort_as_in_the_file() -> None:
    """Places sort by file, then line, then column, as numbers."""
    places = [Place("a", 10, 1), Place("a", 9, 12), Place("a", 9, 2)]
    assert sorted(places) == [Place("a", 9, 2), Place("a", 9, 12), Place("a", 10, 1)]
