"""Headings of earlier speeches, from the points that profiles hold."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from drafter.answers import convert
from drafter.errors import DrafterError
from drafter.profiles import profile_names, read_profile
from drafter.questions import Point, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from drafter.questions import Question


def earlier_headings(workspace: Path, questions: Iterable[Question]) -> tuple[tuple[str, ...], ...]:
    """The headings that were typed for points, of level 1 and of level 2, each once. Profiles at fault are left out."""
    found: tuple[dict[str, None], ...] = ({}, {})
    asked = [question for question in questions if question.kind == "points"]
    for point_number, point in _points(workspace, asked):
        if point.heading:
            found[point_number.count(".")].setdefault(point.heading)
    return tuple(tuple(level) for level in found)


def _points(workspace: Path, questions: Iterable[Question]) -> Iterator[tuple[str, Point]]:
    names: Iterable[str] = ()
    with suppress(DrafterError):
        names = profile_names(workspace)
    for name in names:
        for question in questions:
            try:
                node = read_profile(name, workspace).answers.entries.get(question.key)
                value = convert(question, node) if node else None
            except DrafterError:
                continue
            if isinstance(value, tuple):
                yield from numbered(point for point in value if isinstance(point, Point))
