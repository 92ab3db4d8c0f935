"""Changes to the list of points."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafter.interview import outline
from drafter.questions import Point

POINTS = (Point("甲", "a", (Point("甲一", "a1"), Point("甲二", "a2"))), Point("乙", "b"))


def headings(points: tuple[Point, ...]) -> list[object]:
    """Headings as nested lists."""
    return [[point.heading, headings(point.points)] if point.points else point.heading for point in points]


def test_a_renamed_point_keeps_the_text_under_it() -> None:
    """Renaming changes the heading alone."""
    changed = outline.rename(POINTS, (0, 1), "新")
    assert headings(changed) == [["甲", ["甲一", "新"]], "乙"]
    assert changed[0].points[1].body == "a2"


def test_a_point_is_added_behind_another_with_no_text_under_it() -> None:
    """A new point stands right behind the chosen one and has no body."""
    changed = outline.add_after(POINTS, (0, 0), "新")
    assert headings(changed) == [["甲", ["甲一", "新", "甲二"]], "乙"]
    assert changed[0].points[1].body == ""


def test_a_sub_point_is_added_as_the_last() -> None:
    """A new sub-point is the last of its point, also where there were none."""
    assert headings(outline.add_below(POINTS, (1,), "新")) == [["甲", ["甲一", "甲二"]], ["乙", ["新"]]]


def test_a_removed_point_takes_what_is_below_with_it() -> None:
    """Removing a point removes its sub-points and no other."""
    assert headings(outline.remove(POINTS, (0,))) == ["乙"]


def test_every_point_has_a_path_in_reading_order() -> None:
    """Paths list points and sub-points as they are read."""
    assert outline.paths(POINTS) == [(0,), (0, 0), (0, 1), (1,)]


@given(st.sampled_from(outline.paths(POINTS)), st.sampled_from([-1, 1]))
def test_moving_loses_no_point(path: tuple[int, ...], by: int) -> None:
    """Moving a point up or down, also at either end, keeps every point."""
    moved = outline.move(POINTS, path, by)
    assert sorted(str(outline.at(moved, p)) for p in outline.paths(moved) if len(p) == len(path)) == sorted(
        str(outline.at(POINTS, p)) for p in outline.paths(POINTS) if len(p) == len(path)
    )


def test_moving_down_changes_places_with_the_next() -> None:
    """The first point moved down is the second."""
    assert headings(outline.move(POINTS, (0,), 1)) == ["乙", ["甲", ["甲一", "甲二"]]]
