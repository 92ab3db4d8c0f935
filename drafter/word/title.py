"""Where a title that is longer than a line is broken.

As a rule by paragraph indents, equal on both sides, that leave just the measure of the longest line: no character is
added, so the title stays one text for Word's outline, for plain-text readers and for the fields in it, and a break can
fall inside an answer. Word and LibreOffice both fill the measure and come to the same lines, because every letter of a
title has a known width: Chinese letters and marks one, digits half a letter, and the title style adds no space between
the two. Latin letters are taken as half; a title with many of them may break a letter off.

Lines filled to one measure can't have every shape: three lines, or a diamond around a name in book marks. Where the
measure would part a word, the layout breaks the lines itself, at places outside of all answers.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from drafter.document import Words
from drafter.records import dataclass
from drafter.word.breaks import LEANING, WITHIN_WORD, break_costs
from drafter.word.width import width
from drafter.word.words import UNIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drafter.document import Block

_Lines: TypeAlias = "tuple[tuple[tuple[int, ...], tuple[float, ...]], ...]"
_MOST_LINES = 5
_MOST_BREAKS = 3
_DIAMOND_LINES, _ALIKE = 3, 4

# What a fault costs, in letters of unevenness.
_LONGER_BELOW, _EXTRA_LINE, _UNEVEN, _DIAMOND, _UNSURE = 20.0, 30.0, 0.6, 3.0, 30.0
# × has the whole width of a letter in most Chinese fonts, and this much less in some.
_NARROWER = 0.45


@dataclass(frozen=True, slots=True)
class TitleShape:
    """How a title stands on the page.

    lines: as they are read. measure: in full-width letters, where the lines are filled to one, else None. breaks:
    places in the text before which the layout breaks the line.
    """

    lines: tuple[str, ...]
    measure: float | None = None
    breaks: tuple[int, ...] = ()


class _Line(NamedTuple):
    """A line of the title: text[start:end], its width in letters, and the width of what would come next."""

    start: int
    end: int
    width: float
    following: float


class _Way(NamedTuple):
    """Lines filled to one measure.

    ends: where they are broken. What is wrong with them whatever the words, in letters of unevenness: extra, for more
    lines than the fewest; form, for that and for lines that are uneven.
    """

    lines: Sequence[_Line]
    ends: Sequence[int]
    extra: float
    form: float


@lru_cache(maxsize=16)
def title_shape(block: Block, characters: int) -> TitleShape:
    """The best shape of a title on lines of so many letters."""
    text = block.text
    if all(width(line) <= characters for line in text.split("\n")) or width(text) > characters * _MOST_LINES:
        # a text of more lines is no title: it is filled, not balanced
        return TitleShape(tuple(text[line.start : line.end] for line in _fill(text, characters)))
    costs = break_costs(block)
    lines, cost = _measured(text, characters, costs)
    if cost >= LEANING:
        breaks, free = _broken(block, characters, costs)
        if free < cost:
            ends = (0, *breaks, len(text))
            return TitleShape(tuple(text[start:end] for start, end in pairwise(ends)), None, breaks)
    # Half-way between what must fit and what must not: neither engine is near its limit.
    measure = min(sum(_bounds(text, lines, characters)) / 2, characters)
    return TitleShape(tuple(text[line.start : line.end] for line in lines), measure)


def _bounds(text: str, lines: Sequence[_Line], characters: int) -> tuple[float, float]:
    """The width of the longest line, and the least at which a line would take in one letter more."""
    following = [
        line.width - _NARROWER * text.count("×", line.start, line.end) + line.following
        for line in lines
        if line.following
    ]
    return max([line.width for line in lines]), min(following, default=characters)


def _measured(text: str, characters: int, costs: Sequence[float]) -> tuple[Sequence[_Line], float]:
    """The best measure's lines and their cost: it is tried from a full line downward in steps of half a letter."""
    best: tuple[Sequence[_Line], float] = ((), float("inf"))
    for lines, ends, extra, form in _narrowing(_units(text), characters):
        if extra >= best[1]:
            break  # narrower ones have as many lines at least
        cost = sum([costs[end] for end in ends], form)
        if cost < best[1]:
            widest, least = _bounds(text, lines, characters)
            cost += 0.0 if widest < least or len(lines) == 1 else _UNSURE
            best = min(best, (lines, cost), key=lambda way: way[1])
    return best


@lru_cache(maxsize=64)
def _narrowing(units: _Lines, characters: int) -> Sequence[_Way]:
    """All ways that the text fills lines: from a full line's measure downward in steps of half a letter.

    Titles of as many letters fill them alike.
    """
    found: list[_Way] = []
    measure = float(characters)
    while measure > characters / 4:
        lines = list(_filled(units, measure))
        extra = _EXTRA_LINE * (len(lines) - len(found[0].lines)) if found else 0.0
        # a line break of the writer's own costs nothing
        broken = [(upper, lower) for upper, lower in pairwise(lines) if upper.following]
        form = extra + sum(_step(upper.width, lower.width) for upper, lower in broken)
        found.append(_Way(lines, [upper.end for upper, _ in broken], extra, form))
        widest = max(line.width for line in lines)  # down to it, the lines stay the same
        measure = min(measure, math.ceil(widest * 2) / 2) - 0.5
    return found


def _fill(text: str, measure: float) -> Iterator[_Line]:
    """Fill lines as a word processor does: as many units as fit; a line feed ends a line."""
    return _filled(_units(text), measure)


def _units(text: str) -> _Lines:
    """For each line of the writer's own: where each of its units begins, and all end; how wide is what is before."""
    found, offset = [], 0
    for line in text.split("\n"):
        units = UNIT.findall(line)
        places = accumulate(map(len, units), initial=offset)
        found.append((tuple(places), tuple(accumulate(map(width, units), initial=0.0))))
        offset += len(line) + 1
    return tuple(found)


def _filled(lines: _Lines, measure: float) -> Iterator[_Line]:
    for places, before in lines:
        start, last = 0, len(places) - 1
        while start < last:
            end = bisect_right(before, before[start] + measure) - 1
            if before[end] == before[start]:  # a unit at least, however wide
                end = min(bisect_right(before, before[start]), last)
            following = before[end + 1] - before[end] if end < last else 0.0
            yield _Line(places[start], places[end], before[end] - before[start], following)
            start = end
        if not last:
            yield _Line(places[0], places[0], 0.0, 0.0)


def _step(upper: float, lower: float) -> float:
    """A trapezoid, the longer line above, or a square."""
    return _UNEVEN * (upper - lower) if upper >= lower else _LONGER_BELOW


def _broken(block: Block, characters: int, costs: Sequence[float]) -> tuple[tuple[int, ...], float]:
    """The best places to break between words and outside of answers, and their cost; none where nothing fits."""
    text = block.text
    free = [place for place in _outside(block) if costs[place] < WITHIN_WORD]
    before = list(accumulate(map(width, text), initial=0.0))
    fewest = -(-before[-1] // characters) - 1
    best: tuple[tuple[int, ...], float] = ((), float("inf"))
    for breaks in _ways(free, before, characters, (0,)):
        widths = [before[end] - before[start] for start, end in pairwise((0, *breaks, len(text)))]
        cost = sum(costs[place] for place in breaks) + _form(widths)
        cost += _EXTRA_LINE * max(0, len(breaks) - fewest - 1)
        best = min(best, (breaks, cost), key=lambda way: way[1])
    return best


def _ways(
    free: Sequence[int], before: Sequence[float], characters: int, begun: tuple[int, ...]
) -> Iterator[tuple[int, ...]]:
    """All ways to break at free places so that every line fits; `begun`: 0 and the breaks so far."""
    left = before[-1] - before[begun[-1]]
    if left <= characters and len(begun) > 1:
        yield begun[1:]
    lines = _MOST_BREAKS + 1 - len(begun)
    for place in free if lines else ():
        fits = begun[-1] < place and before[place] - before[begun[-1]] <= characters
        if fits and before[-1] - before[place] <= characters * lines:
            yield from _ways(free, before, characters, (*begun, place))


def _form(widths: Sequence[float]) -> float:
    """A trapezoid, or of three lines a diamond, the middle one longest and the outer ones alike."""
    if len(widths) == _DIAMOND_LINES and widths[1] == max(widths) and abs(widths[0] - widths[2]) <= _ALIKE:
        return _DIAMOND + _UNEVEN * (2 * widths[1] - widths[0] - widths[2])
    if any(upper < lower for upper, lower in pairwise(widths)):
        return float("inf")
    return _UNEVEN * (widths[0] - widths[-1])


def _outside(block: Block) -> Iterable[int]:
    """Places in the template's own words, and at the edges of answers."""
    position = 0
    for inline in block.inlines:
        if "\n" in inline.text:
            return
        if isinstance(inline, Words):
            yield from range(max(position, 1), position + len(inline.text))
        elif position:
            yield position
        position += len(inline.text)
