"""The points of a speech as heads, each with its own text: together they hold all from the first to the last."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from drafter.records import dataclass
from drafter.speech.ground import STOPS, heading_end

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.speech.outline import Outline, Point

_DEEPEST = 4
_SHORT_TOPIC, _TOPICS_FILL, _TOPIC_SIZE = 12, 0.6, 40


@dataclass(frozen=True, slots=True)
class Head:
    """A point: its heading without the marker, and its own text, which ends where its first sub-point begins.

    start, end: of the own text, in characters of the speech. line: from 1. size: of the whole point, in characters.
    family: a name of `drafter.numerals.FAMILIES`; empty for a topic without a marker.
    """

    text: str
    family: str
    line: int
    start: int
    end: int
    size: int
    points: tuple[Head, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """A series of first-level points. start: of its first marker, end: after its last point."""

    points: tuple[Head, ...]
    start: int
    end: int

    @property
    def size(self) -> int:
        """Characters of all its points."""
        return sum(head.size for head in self.points)


def all_series(found: Outline, *, topics: bool) -> list[Series]:
    """The series of the first level, in order.

    topics: count short parallel topics without a marker as points too, where they divide the whole of a point.
    """
    text, starts = found.text, line_starts(found)
    below: dict[int | None, list[int]] = {}
    for number, point in enumerate(found.points):
        below.setdefault(point.parent, []).append(number)
    by_series: dict[int, list[int]] = {}
    for number in below.get(None, []):
        by_series.setdefault(found.points[number].series, []).append(number)
    tree = _Tree(found, text, starts, below, _topics(found) if topics else {})
    made = []
    for row in by_series.values():
        last = found.points[row[-1]]
        end = starts[last.end_line] + last.end_offset
        made.append(Series(tree.heads(row, end), _place(starts, found.points[row[0]]), end))
    return made


@dataclass(frozen=True, slots=True)
class _Tree:
    """The points of an outline as heads. below: sub-points, topics: rows without a marker, by a point's index."""

    found: Outline
    text: str
    starts: Sequence[int]
    below: dict[int | None, list[int]]
    topics: dict[int, list[Point]]

    def heads(self, row: Sequence[int], end: int) -> tuple[Head, ...]:
        """Siblings, each of which holds all that stands before the next."""
        points = [self.found.points[number] for number in row]
        ends = [*(_place(self.starts, point) for point in points[1:]), end]
        return tuple(map(self._head, row, ends))

    def _head(self, number: int, end: int) -> Head:
        point = self.found.points[number]
        at = _place(self.starts, point)
        stop = heading_end(self.text, at + len(point.marker))
        start = min(stop + 1, end)
        inside: tuple[Head, ...] = ()
        own_end = end
        if point.level < _DEEPEST and number in self.below:
            row = self._longest_series(self.below[number])
            inside = self.heads(row, end)
            own_end = _place(self.starts, self.found.points[row[0]])
        elif point.level < _DEEPEST and number in self.topics:
            topics = self.topics[number]
            ends = [*(_place(self.starts, topic) for topic in topics[1:]), end]
            inside = tuple(map(self._topic, topics, ends))
            own_end = _place(self.starts, topics[0])
        size = length(self.text[at:end])
        family, text = _family_and_text(point)
        return Head(text, family, point.line + 1, start, max(start, own_end), size, inside)

    def _longest_series(self, row: Sequence[int]) -> list[int]:
        """The points of the longest of the series in one point; the others are words of its text."""
        series: dict[int, list[int]] = {}
        for number in row:
            series.setdefault(self.found.points[number].series, []).append(number)
        return max(series.values(), key=lambda numbers: sum(self.found.points[number].size for number in numbers))

    def _topic(self, topic: Point, end: int) -> Head:
        at = _place(self.starts, topic) + len(topic.heading)
        start = at + (self.text[at : at + 1] in set(f"，{STOPS}"))
        return Head(topic.heading, "", topic.line + 1, start, end, length(self.text[at:end]))


def _topics(found: Outline) -> dict[int, list[Point]]:
    """Rows of topics without a marker that divide a point which has none with one, by the point's index."""
    marked = {point.parent for point in found.points}
    rows: dict[int, dict[int, list[Point]]] = {}
    for point in found.unmarked:
        if point.parent is not None and point.parent not in marked:
            rows.setdefault(point.parent, {}).setdefault(point.series, []).append(point)
    chosen = {}
    for owner, by_series in rows.items():
        row = max(by_series.values(), key=lambda row: sum(point.size for point in row))
        size = sum(point.size for point in row)
        short = all(len(point.heading) <= _SHORT_TOPIC and point.size >= _TOPIC_SIZE for point in row)
        if short and size >= _TOPICS_FILL * found.points[owner].size:
            chosen[owner] = row
    return chosen


def _family_and_text(point: Point) -> tuple[str, str]:
    """The family by its name in `drafter.numerals.FAMILIES`, and the heading; 要 of 一是要 belongs to the heading."""
    if point.family == "一是" and point.marker.endswith("是要"):
        return "一是", f"要{point.heading}"
    if point.family == "一是" and point.marker.endswith("要"):
        return "一要", point.heading
    return "一" if point.family == "一练" else point.family, point.heading


def _place(starts: Sequence[int], point: Point) -> int:
    return starts[point.line] + point.offset


def line_starts(found: Outline) -> list[int]:
    """Where each line of a speech starts, in characters."""
    return list(accumulate((len(line) + 1 for line in found.lines[:-1]), initial=0))


def length(words: str) -> int:
    """Characters, line ends left out."""
    return len(words) - words.count("\n")
