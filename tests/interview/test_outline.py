"""Changes to the list of points, and what a heading may become by its form."""

from __future__ import annotations

import pytest
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
    changed = outline.rename(POINTS, (0, 1), Point("新"))
    assert headings(changed) == [["甲", ["甲一", "新"]], "乙"]
    assert changed[0].points[1].body == "a2"


def test_a_heading_takes_the_place_of_a_form_and_back() -> None:
    """A point has the heading or the form that was written last, and neither once it is the template's own again."""
    opened = outline.rename(POINTS, (1,), Point(form="新……"))
    assert opened[1] == Point(body="b", form="新……")
    assert outline.rename(opened, (1,), Point("新"))[1] == Point("新", "b")
    assert outline.rename(opened, (1,), Point())[1] == Point(body="b")


def test_a_point_is_added_behind_another_with_no_text_under_it() -> None:
    """A new point stands right behind the chosen one and has no body."""
    changed = outline.add_after(POINTS, (0, 0), Point("新"))
    assert headings(changed) == [["甲", ["甲一", "新", "甲二"]], "乙"]
    assert changed[0].points[1].body == ""


def test_a_sub_point_is_added_as_the_last() -> None:
    """A new sub-point is the last of its point, also where there were none."""
    assert headings(outline.add_below(POINTS, (1,), Point("新"))) == [["甲", ["甲一", "甲二"]], ["乙", ["新"]]]


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


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["坚持……，全力……", "在……上作表率", "坚决整改"]),
        ("坚", ["坚持……，全力……", "坚决整改"]),
        ("坚持", ["坚持……，全力……"]),
        ("坚持实干", ["坚持实干，全力……"]),
        ("坚持实干，", ["坚持实干，全力……"]),
        ("坚持实干，全", ["坚持实干，全力……"]),
        ("坚持实干，全力", []),
        ("坚持实干，全心", ["坚持实干，全心，全力……"]),
        ("坚持实干，全力以赴", []),
        ("在一线", ["在一线上作表率"]),
        ("在一线上作表率", []),
        ("坚决整改", ["坚持……，全力……", "在……上作表率"]),
        ("坚持……，全力……", ["在……上作表率", "坚决整改"]),
        ("务必", []),
    ],
)
def test_a_form_goes_on_behind_what_was_typed(typed: str, found: list[str]) -> None:
    """The words of a form follow where its slot has been filled; a form just as it is gives way to any other."""
    assert outline.suggested(typed, ("坚持……，全力……", "在……上作表率", "坚决整改")) == found


@given(st.text("坚持，全……"), st.lists(st.text("坚持，全…", max_size=9), max_size=4))
def test_what_was_typed_stays_in_every_suggestion(typed: str, forms: list[str]) -> None:
    """A suggestion begins with what was typed, to the character, unless that is a form itself."""
    found = outline.suggested(typed, forms)
    assert typed in forms or all(text.startswith(typed) for text in found)
    assert typed not in found
