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
    from collections.abc import Sequence

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
    """The innermost open series, and those around it.

    left: this stack and what is left of it as series are closed, as long as they can be. waits: whether one of the
    series has a single point.
    """

    __slots__ = ("depth", "key", "left", "outer", "series", "waits")

    def __init__(self, series: Open, outer: _Stack | None) -> None:
        self.series, self.outer = series, outer
        alone = series.points == 1
        self.key: object = (series.first.number, series.last.number, outer.key if outer else None)
        self.depth: int = outer.depth + 1 if outer else 1
        self.left: tuple[_Stack, ...] = (self, *outer.left) if outer and not alone else (self,)
        self.waits: bool = alone or (outer is not None and outer.waits)


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


class _Said(NamedTuple):
    """How well a candidate opens a series inside the last point of an open one, and how plainly it has left that."""

    inside: float
    left: float


class _Onward:
    """All readings that one more candidate gives.

    Many stacks have a series in common, by identity; what depends on the series only is worked out once. Nothing is
    made of a reading but its score as long as it is too far behind.
    """

    def __init__(self, evidence: Evidence, candidate: Candidate) -> None:
        self._evidence, self._candidate = evidence, candidate
        self._alone = evidence.start(candidate, None)
        self._turns = evidence.ground.turns_before(candidate.at)
        self._counted = any(turn and turn.counted for turn in self._turns)
        self._opened = opened(candidate)
        self._least = float("-inf")
        self._found: dict[object, _Reading] = {}
        self._gains: dict[int, float] = {}
        self._said: dict[int, _Said] = {}
        self._stays: dict[int, float] = {}
        self._joined: dict[int, Open] = {}
        self._parents: dict[int, Open] = {}

    def all(self, readings: list[_Reading]) -> list[_Reading]:
        """Each reading, best first, with the candidate passed over, joined to an open series, or opening one."""
        passed_over = max(0.0, (self._candidate.weight - 1) / 2)
        for reading in readings:
            left = reading.stack.left if reading.stack else ()
            self._join(reading, left)
            # Inside a point a series is never worth more than inside none.
            if self._alone > IMPOSSIBLE and reading.score + self._alone >= self._least:
                self._open(reading, left)
            self._keep(reading.score - passed_over, reading.stack, reading.steps, always=not reading.waits)
        return list(self._found.values())

    def _says(self, stack: _Stack) -> _Said:
        """The evidence, which depends on what is around a series only if a sentence looks back on so many points."""
        series = stack.series
        asked = id(stack if self._counted else series)
        said = self._said.get(asked)
        if said is None:
            counts, outer = set(), stack.outer
            while outer and self._counted:
                counts.add(outer.series.points)
                outer = outer.outer
            left = self._evidence.left(series, self._candidate, self._turns, counts)
            said = self._said[asked] = _Said(self._evidence.start(self._candidate, series), left)
        return said

    def _keep(self, score: float, stack: _Stack | None, steps: _Steps | None, *, always: bool = False) -> None:
        if score < self._least and not always:
            return
        key = stack.key if stack else None
        known = self._found.get(key)
        if known is None or known.score < score:
            self._found[key] = _Reading(score, stack, steps)
            self._least = max(self._least, score - _BEHIND)

    def _join(self, reading: _Reading, left: Sequence[_Stack]) -> None:
        """The candidate goes on with an open series, once those inside it are closed."""
        for stack in left:
            series, outer = stack.series, stack.outer
            gain = self._gains.get(id(series))
            if gain is None:
                gain = self._gains[id(series)] = self._evidence.next(series, self._candidate)
            score = reading.score + gain
            if gain > IMPOSSIBLE and score >= self._least:
                joined = self._joined.get(id(series))
                if joined is None:
                    joined = self._joined[id(series)] = self._evidence.joined(series, self._candidate)
                step = Step(self._candidate, series.first, outer.series.last if outer else None)
                self._keep(score, _Stack(joined, outer), _Steps(step, reading.steps))

    def _open(self, reading: _Reading, left: Sequence[_Stack]) -> None:
        """The candidate opens a series: inside an open one, once those inside that are closed, or inside none."""
        closed = 0.0
        for stack in left:
            said = self._says(stack)
            score = reading.score + said.inside - closed - self._stay(stack)
            if score >= self._least and stack.depth < _DEEPEST:
                self._keep_open(reading, score, stack)
            if said.left < 0:
                closed -= said.left
        score = reading.score + self._alone - closed
        if score >= self._least and not (left and left[-1].series.points == 1):
            self._keep_open(reading, score, None)

    def _keep_open(self, reading: _Reading, score: float, around: _Stack | None) -> None:
        """Keep the reading in which the candidate opens a series inside `around`."""
        parent = None
        if around:
            series = around.series
            parent = series.last
            holds = self._parents.get(id(series))
            if holds is None:
                holds = self._parents[id(series)] = self._evidence.with_child(series, self._candidate)
            around = around if series is holds else _Stack(holds, around.outer)
        step = Step(self._candidate, self._candidate, parent)
        self._keep(score, _Stack(self._opened, around), _Steps(step, reading.steps))

    def _stay(self, stack: _Stack) -> float:
        """What it costs to stay in the last point of a series and in all around it, if they have been left."""
        stays = self._stays.get(id(stack))
        if stays is None:
            stays = self._stay(stack.outer) if stack.outer else 0.0
            stays = self._stays[id(stack)] = stays + max(0.0, self._says(stack).left)
        return stays
