"""The best reading of a whole speech: which candidates are points, and which series lies inside which.

A reading goes through the candidates with a stack of open series. Each candidate is passed over, goes on with one of
them (those inside it are closed) or opens a series inside one of them or inside none. A series of one is no series, so
one that has a single point can't be closed. A beam keeps the best few readings; two that agree on the stack are one.
"""

from __future__ import annotations

from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from drafter.speech.likeness import IMPOSSIBLE, opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.speech.ground import Ground
    from drafter.speech.likeness import Evidence, Open
    from drafter.speech.markers import Candidate

_WIDTH = 12
_BEHIND = 6.0
"""Readings that fall behind the best by so much are given up."""

_DEEPEST = 12
"""No speech has so many levels."""


class Step(NamedTuple):
    """A candidate taken as a point: of the series that `first` opens, inside the point `parent`."""

    point: Candidate
    first: Candidate
    parent: Candidate | None


class _Steps(NamedTuple):
    """The points of a reading, the last first."""

    step: Step
    before: _Steps | None


class _Stack:
    """The innermost open series, and those around it. waits: whether one of them has a single point."""

    __slots__ = ("depth", "key", "outer", "series", "waits")

    def __init__(self, series: Open, outer: _Stack | None) -> None:
        self.series, self.outer = series, outer
        self.key: object = (series.first.number, series.last.number, outer.key if outer else None)
        self.depth: int = outer.depth + 1 if outer else 1
        self.waits: bool = series.points == 1 or (outer is not None and outer.waits)

    def around(self) -> Iterator[_Stack]:
        """This stack and what is left of it as series are closed, as long as they can be."""
        stack: _Stack | None = self
        while stack:
            yield stack
            stack = stack.outer if stack.series.points > 1 else None


class _Reading(NamedTuple):
    score: float
    stack: _Stack | None
    steps: _Steps | None

    @property
    def waits(self) -> bool:
        return self.stack is not None and self.stack.waits


def read(evidence: Evidence, found: Sequence[Candidate]) -> list[Step]:
    """The points of a speech, in order."""
    readings = [_Reading(0.0, None, None)]
    for candidate in found:
        readings = _best(_Onward(evidence, candidate).all(readings))
    return _steps(next(reading for reading in readings if not reading.waits))


def plain_paragraphs(ground: Ground, found: Sequence[Candidate]) -> tuple[int, ...]:
    """For each paragraph, how many of those up to it do not open with a marker."""
    last = ground.paragraphs[-1]
    marked = {candidate.paragraph for candidate in found if candidate.opens}
    return tuple(accumulate((number > 0 and number not in marked) for number in range(last + 1)))


def _steps(reading: _Reading) -> list[Step]:
    found, steps = [], reading.steps
    while steps:
        found.append(steps.step)
        steps = steps.before
    return found[::-1]


def _best(readings: list[_Reading]) -> list[_Reading]:
    """The readings worth keeping, best first; the best in which no series waits for its second point is always one."""
    readings.sort(key=attrgetter("score"), reverse=True)
    least = readings[0].score - _BEHIND
    kept = [reading for reading in readings[:_WIDTH] if reading.score >= least]
    whole = next(reading for reading in readings if not reading.waits)
    return kept if whole in kept else [*kept, whole]


class _Onward:
    """All readings that one more candidate gives. What depends on the open series only is worked out once."""

    def __init__(self, evidence: Evidence, candidate: Candidate) -> None:
        self._evidence, self._candidate = evidence, candidate
        self._alone = evidence.start(candidate, None)
        self._turns = evidence.ground.turns_before(candidate.at)
        self._least = float("-inf")
        self._found: dict[object, _Reading] = {}
        self._joined: dict[int, tuple[float, _Stack | None]] = {}
        self._inside: dict[int, float] = {}
        self._left: dict[int, tuple[float, float]] = {}

    def all(self, readings: list[_Reading]) -> list[_Reading]:
        """Each reading, best first, with the candidate passed over, joined to an open series, or opening one."""
        passed_over = max(0.0, (self._candidate.weight - 1) / 2)
        for reading in readings:
            if reading.stack:
                self._join(reading, reading.stack)
            if self._alone > IMPOSSIBLE:
                self._open(reading)
            self._keep(reading.score - passed_over, reading.stack, reading.steps, always=not reading.waits)
        return list(self._found.values())

    def _keep(self, score: float, stack: _Stack | None, steps: _Steps | None, *, always: bool = False) -> None:
        if score < self._least and not always:
            return
        key = stack.key if stack else None
        known = self._found.get(key)
        if known is None or known.score < score:
            self._found[key] = _Reading(score, stack, steps)
            self._least = max(self._least, score - _BEHIND)

    def _join(self, reading: _Reading, innermost: _Stack) -> None:
        """The candidate goes on with an open series, once those inside it are closed."""
        for stack in innermost.around():
            gain, joined = self._joined.get(id(stack)) or self._join_to(stack)
            if joined:
                outer = stack.outer
                step = Step(self._candidate, stack.series.first, outer.series.last if outer else None)
                self._keep(reading.score + gain, joined, _Steps(step, reading.steps))

    def _join_to(self, stack: _Stack) -> tuple[float, _Stack | None]:
        gain = self._evidence.next(stack.series, self._candidate)
        possible = gain > IMPOSSIBLE
        joined = _Stack(self._evidence.joined(stack.series, self._candidate), stack.outer) if possible else None
        self._joined[id(stack)] = gain, joined
        return gain, joined

    def _open(self, reading: _Reading) -> None:
        """The candidate opens a series: inside an open one, once those inside that are closed, or inside none."""
        closed, waits = 0.0, False
        for stack in reading.stack.around() if reading.stack else ():
            left, stays = self._left.get(id(stack)) or self._leave(stack)
            gain = self._inside.get(id(stack))
            if gain is None:
                gain = self._inside[id(stack)] = self._evidence.start(self._candidate, stack.series)
            self._keep_open(reading, reading.score + gain - closed - stays, stack)
            closed += max(0.0, -left)
            waits = stack.series.points == 1
        if not waits:
            self._keep_open(reading, reading.score + self._alone - closed, None)

    def _keep_open(self, reading: _Reading, score: float, around: _Stack | None) -> None:
        """Keep the reading in which the candidate opens a series inside `around`."""
        if score < self._least or (around and around.depth >= _DEEPEST):
            return
        parent = around.series.last if around else None
        if around:
            series = self._evidence.with_child(around.series, self._candidate)
            around = around if series is around.series else _Stack(series, around.outer)
        step = Step(self._candidate, self._candidate, parent)
        self._keep(score, _Stack(opened(self._candidate), around), _Steps(step, reading.steps))

    def _leave(self, stack: _Stack) -> tuple[float, float]:
        """How plainly the last point of a series has been left, and what it costs to stay in it and all around it."""
        counts, outer = set(), stack.outer
        while outer:
            counts.add(outer.series.points)
            outer = outer.outer
        left = self._evidence.left(stack.series, self._candidate, self._turns, counts)
        around = 0.0
        if stack.outer:
            around = (self._left.get(id(stack.outer)) or self._leave(stack.outer))[1]
        self._left[id(stack)] = found = (left, around + max(0.0, left))
        return found
