"""Changes to a list of points, each giving a new list.

A path says which point is meant: (2,) the third one, (2, 0) its first sub-point.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from drafter.questions import Point

_Change: TypeAlias = Callable[[tuple[Point, ...], int], tuple[Point, ...]]


def rename(points: tuple[Point, ...], path: tuple[int, ...], heading: str) -> tuple[Point, ...]:
    """Give a point another heading; an empty one is the template's own again. The text under it stays."""
    return _at(points, path, lambda siblings, n: _set(siblings, n, replace(siblings[n], heading=heading)))


def add_after(points: tuple[Point, ...], path: tuple[int, ...], heading: str) -> tuple[Point, ...]:
    """Add a point behind this one, with no text under it yet."""
    return _at(points, path, lambda siblings, n: (*siblings[: n + 1], Point(heading), *siblings[n + 1 :]))


def add_below(points: tuple[Point, ...], path: tuple[int, ...], heading: str) -> tuple[Point, ...]:
    """Add a sub-point as the last of this point."""
    below = (*at(points, path).points, Point(heading))
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


def _at(points: tuple[Point, ...], path: tuple[int, ...], change: _Change) -> tuple[Point, ...]:
    first, *rest = path
    if not rest:
        return change(points, first)
    below = _at(points[first].points, tuple(rest), change)
    return _set(points, first, replace(points[first], points=below))


def _set(siblings: tuple[Point, ...], n: int, point: Point) -> tuple[Point, ...]:
    return (*siblings[:n], point, *siblings[n + 1 :])
