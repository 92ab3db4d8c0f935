"""Changes to a list of points, each giving a new list, and what is left of a heading's form.

A path says which point is meant: (2,) the third one, (2, 0) its first sub-point. A heading is given as a `Point` that
has nothing else, with the heading or its form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from drafter.questions import SLOT, Point
from drafter.records import replace

_Change: TypeAlias = Callable[[tuple[Point, ...], int], tuple[Point, ...]]


def rename(points: tuple[Point, ...], path: tuple[int, ...], named: Point) -> tuple[Point, ...]:
    """Give a point another heading; an empty one is the template's own again. The text under it stays."""

    def renamed(siblings: tuple[Point, ...], n: int) -> tuple[Point, ...]:
        return _set(siblings, n, replace(siblings[n], heading=named.heading, form=named.form))

    return _at(points, path, renamed)


def add_after(points: tuple[Point, ...], path: tuple[int, ...], named: Point) -> tuple[Point, ...]:
    """Add a point behind this one, with no text under it yet."""
    return _at(points, path, lambda siblings, n: (*siblings[: n + 1], named, *siblings[n + 1 :]))


def add_below(points: tuple[Point, ...], path: tuple[int, ...], named: Point) -> tuple[Point, ...]:
    """Add a sub-point as the last of this point."""
    below = (*at(points, path).points, named)
    return _at(points, path, lambda siblings, n: _set(siblings, n, replace(siblings[n], points=below)))


def remove(points: tuple[Point, ...], path: tuple[int, ...]) -> tuple[Point, ...]:
    """Take a point out, with all below it."""
    return _at(points, path, lambda siblings, n: siblings[:n] + siblings[n + 1 :])


def move(points: tuple[Point, ...], path: tuple[int, ...], by: int) -> tuple[Point, ...]:
    """Move a point up (by -1) or down (by 1) among its siblings; at either end it stays."""

    def moved(siblings: tuple[Point, ...], n: int) -> tuple[Point, ...]:
        rest = list(siblings)
        rest.insert(max(0, n + by), rest.pop(n))
        return tuple(rest)

    return _at(points, path, moved)


def paths(points: tuple[Point, ...]) -> list[tuple[int, ...]]:
    """The path of every point and sub-point, in reading order."""
    found: list[tuple[int, ...]] = []
    for n, point in enumerate(points):
        found.append((n,))
        found.extend((n, k) for k in range(len(point.points)))
    return found


def at(points: tuple[Point, ...], path: tuple[int, ...]) -> Point:
    """The point at a path."""
    point = points[path[0]]
    return at(point.points, path[1:]) if path[1:] else point


def suggested(typed: str, forms: Sequence[str]) -> list[str]:
    """What a heading that was typed so far may become; in place of a form just as it is, any other."""
    found = forms if typed in forms else [_completed(typed, form) for form in forms]
    return [text for text in dict.fromkeys(found) if text and text != typed]


def _completed(typed: str, form: str) -> str:
    """What was typed, with what the form has after it; empty where that is nothing, or it is no heading of the form.

    坚持实干 of 坚持……，全力…… gives 坚持实干，全力……, and 坚持实干， the same.
    """
    first, *rest = form.split(SLOT)
    if first.startswith(typed):
        return form
    if not typed.startswith(first):
        return ""
    place = len(first)
    for number, part in enumerate(rest, 1):
        found = typed.find(part, place)
        if found < 0:
            begun = max(n for n in range(len(part)) if typed.endswith(part[:n]) and n <= len(typed) - place)
            return typed + SLOT.join([part[begun:], *rest[number:]])
        place = found + len(part)
    return ""


def _at(points: tuple[Point, ...], path: tuple[int, ...], change: _Change) -> tuple[Point, ...]:
    first, *rest = path
    if not rest:
        return change(points, first)
    below = _at(points[first].points, tuple(rest), change)
    return _set(points, first, replace(points[first], points=below))


def _set(siblings: tuple[Point, ...], n: int, point: Point) -> tuple[Point, ...]:
    return (*siblings[:n], point, *siblings[n + 1 :])
