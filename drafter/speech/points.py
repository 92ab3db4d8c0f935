"""A point of a speech, and where it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.records import dataclass
from drafter.speech.ground import BLANK
from drafter.speech.kinds import TITLED
from drafter.speech.likeness import Open, opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.speech.likeness import Evidence
    from drafter.speech.reading import Step


@dataclass(frozen=True, slots=True)
class Point:
    """A point, by its place in the speech's own lines. All counts are from 0, in characters (code points).

    marker: as it stands there, empty for a parallel point without one. heading: from the marker to the first stop or
    the line's end. inline: more than marker, heading and one stop stands in its line. series: siblings share it.
    parent: index of the point around it. ordinal: 0 for 最后 and ——. end_line, end_offset: the first place after the
    point. size: characters from its marker to its end, line ends left out. family: a marker family of
    `drafter.numerals.FAMILIES`, or 其一， ① —— 一练 (an ordinal with a verb).
    """

    level: int
    line: int
    offset: int
    marker: str
    heading: str
    inline: bool
    at_line_start: bool
    series: int
    parent: int | None
    family: str
    ordinal: int
    end_line: int
    end_offset: int
    size: int


def points(evidence: Evidence, steps: Sequence[Step]) -> tuple[Point, ...]:
    """The points that a reading found."""
    ground = evidence.ground
    levels = _levels(steps)
    places = {step.point.number: number for number, step in enumerate(steps)}
    series: dict[int, int] = {}
    found = []
    for step, level, end in zip(steps, levels, _ends(evidence, steps, levels), strict=True):
        c = step.point
        end_line, end_offset = ground.place(end)
        found.append(
            Point(
                level,
                c.line,
                c.at - ground.starts[c.line],
                ground.text[c.at : c.end],
                heading(ground.text[c.end : c.stop]),
                not c.opens or not ground.ends_with(c.stop),
                c.opens,
                series.setdefault(step.first.number, len(series) + 1),
                places[step.parent.number] if step.parent else None,
                c.family,
                c.ordinal,
                end_line,
                end_offset,
                end - c.at - (end_line - c.line),
            )
        )
    return tuple(found)


def heading(words: str) -> str:
    """A heading without zero-width characters and blanks at its edges."""
    return words.translate(_NO_WIDTH).strip(BLANK)


_NO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff"))


def _levels(steps: Sequence[Step]) -> list[int]:
    """The level of each point."""
    levels: dict[int, int] = {}
    for step in steps:
        levels[step.point.number] = 1 + (levels[step.parent.number] if step.parent else 0)
    return list(levels.values())


def _ends(evidence: Evidence, steps: Sequence[Step], levels: list[int]) -> list[int]:
    """Where each point ends: where the next of its level or above begins, or where a paragraph leaves it before."""
    nexts, last_inside = _nexts(steps, levels)
    series, closers = _whole_series(evidence, steps)
    ends: dict[int, int] = {}
    for number, step in enumerate(steps):
        point = step.point
        following = nexts[number]
        limit = steps[following].point.at if following < len(steps) else len(evidence.ground.text)
        if step.parent:
            limit = min(limit, ends[step.parent.number])
        if point.number in closers:
            inside = steps[last_inside[number]].point.at
            limit = _left_at(evidence, series[step.first.number], max(inside, point.stop), limit)
        ends[point.number] = limit
    return list(ends.values())


def _nexts(steps: Sequence[Step], levels: list[int]) -> tuple[list[int], list[int]]:
    """For each point, the next one that is not inside it, and the last one that is (or itself)."""
    nexts = [len(steps)] * len(steps)
    last_inside = list(range(len(steps)))
    around: list[int] = []
    for number, level in enumerate(levels):
        while around and levels[around[-1]] >= level:
            nexts[around.pop()] = number
        for outer in around:
            last_inside[outer] = number
        around.append(number)
    return nexts, last_inside


def _whole_series(evidence: Evidence, steps: Sequence[Step]) -> tuple[dict[int, Open], set[int]]:
    """Each series with all its points, by its first; and the points that are the last of theirs."""
    series: dict[int, Open] = {}
    for step in steps:
        known = series.get(step.first.number)
        series[step.first.number] = evidence.joined(known, step.point) if known else opened(step.point)
    return series, {one.last.number for one in series.values()}


def _left_at(evidence: Evidence, series: Open, start: int, limit: int) -> int:
    """Where the last point of a series has been left, between a place inside it and one that is surely outside."""
    ground = evidence.ground
    line = ground.line_at(start) + 1
    while line < len(ground.lines) and ground.starts[line] < limit:
        begins = ground.starts[line]
        if ground.lines[line].strip(BLANK) and not ground.continues[line] and _leaves(evidence, series, line):
            return begins
        line += 1
    return limit


def _leaves(evidence: Evidence, series: Open, line: int) -> bool:
    """Whether the paragraph that begins with a line leaves the last point of a series."""
    ground = evidence.ground
    begins = ground.starts[line]
    turn, _ = ground.turns_before(begins)
    if turn and turn.at == begins and turn.counted in {0, series.points}:
        return True
    if series.last.place == TITLED and series.bodied:
        return False
    paragraph = ground.paragraphs[line]
    return not series.loose and evidence.plain[paragraph] > evidence.plain[paragraph - 1]
