"""How much two candidates look like siblings, a candidate like a child, and a point like one that has been left.

All figures weigh evidence on one scale: about 1 for what a reader takes as a hint, 3 for what settles the matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from drafter.records import dataclass
from drafter.speech.ground import STRONG, WEAK
from drafter.speech.kinds import LAST, LINE, RANKS, TITLED

if TYPE_CHECKING:
    from drafter.speech.ground import Ground, Turns
    from drafter.speech.markers import Candidate

START = -2.5
NEXT = 1.0
IMPOSSIBLE = -99.0
_SECOND = 2
_FAR = 1.5
"""A stretch this many times as long as the longest sibling does not belong to the last of them."""

_KINDS = {name: 1 << n for n, name in enumerate(RANKS)}
_TURNED = (0.0, 1.0, 2.0)
_WORDS = {"首先，", "第一，", "其一，"}
_DIGITS = {"1.", "（1）", "①"}
_SIGNS = {"一、", "（一）"}
_SURE = {"一是", "第一，", "一、", "（一）"}
"""Families whose 二 hardly ever stands at the start of a sentence and is no marker."""


class Open(NamedTuple):
    """A series that may go on.

    longest: characters of its longest point so far; loose: the most unnumbered paragraphs in one of them. bodied:
    whether a paragraph stands between two of them. children: families of series found inside its points. in_words:
    whether it counts 首先 其次.
    """

    first: Candidate
    last: Candidate
    points: int
    longest: int
    loose: int
    bodied: bool
    children: int
    in_words: bool


def opened(c: Candidate) -> Open:
    """A series of which one point is known."""
    return Open(c, c, points=1, longest=0, loose=0, bodied=False, children=0, in_words=c.family == "首先，")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against a reading. plain: for each paragraph, how many unnumbered ones up to it."""

    ground: Ground
    plain: tuple[int, ...]

    def joined(self, series: Open, c: Candidate) -> Open:
        """The series with one more point."""
        last = series.last
        loose = self._plain_between(last, c) - (not c.opens)
        return Open(
            series.first,
            c,
            series.points + 1,
            max(series.longest, c.at - last.at),
            max(series.loose, loose),
            series.bodied or c.paragraph - last.paragraph > 1,
            series.children,
            series.in_words or c.family == "首先，",
        )

    def next(self, series: Open, c: Candidate) -> float:
        """How well a candidate goes on with a series."""
        last = series.last
        counting = _counting(series, c)
        if counting <= IMPOSSIBLE:
            return IMPOSSIBLE
        return c.weight + NEXT + counting + _same_marker(last, c) + _same_place(last, c) + self._same_form(last, c)

    def start(self, c: Candidate, parent: Open | None) -> float:
        """How well a candidate opens a series, inside a point if there is one."""
        score = START + c.weight
        if c.ordinal != 1 and c.family != "——":
            if c.ordinal == LAST or not (c.opens or c.ordinal == _SECOND):
                return IMPOSSIBLE
            score -= 4.0 if c.ordinal != _SECOND else 2.0 if c.family in _SURE else 3.0
        if parent is None:
            return score
        p = parent.last
        if _height(c) < _height(p):
            score -= 4.0
        if c.family == p.family and c.style == p.style:
            empty = p.place == TITLED and parent.bodied and not self._plain_between(p, c)
            score -= 0.0 if empty else _alike(c, p)  # a heading whose siblings have text holds what follows at once
        return score - min(2.0, 0.8 * max(0, RANKS[p.family] - RANKS[c.family]))

    def left(self, series: Open, c: Candidate, turns: Turns, outer: set[int]) -> float:
        """How plainly the speech has left the last point of a series before a candidate: against it below zero.

        turns: the last of each force before the candidate. outer: how many points the outer series have counted to;
        a sentence that looks back on so many leaves them all.
        """
        if series.points == 1:
            return -1.0
        p = series.last
        turn = next((turn for turn in turns if turn and turn.at > p.at), None)
        force = turn.force if turn else 0
        looks_back = bool(turn and turn.counted)
        if turn and looks_back and turn.counted != series.points and turn.counted not in outer:
            force = WEAK
        if p.place == TITLED and series.bodied:
            return (-2.5, -1.5, 2.5 if looks_back else 1.0)[force]
        if p.paragraph == c.paragraph:
            return self._left_in_paragraph(series, c, force)
        return self._left_behind(series, c, force)

    def _left_in_paragraph(self, series: Open, c: Candidate, force: int) -> float:
        """The same, where the candidate stands in the paragraph of the point."""
        p = series.last
        if p.opens and series.first.paragraph != p.paragraph:
            return -3.0 + (3.5 if force == STRONG else 0)
        return self._distance(series, c) + _TURNED[force]

    def _left_behind(self, series: Open, c: Candidate, force: int) -> float:
        """The same, where the candidate stands in a later paragraph."""
        p = series.last
        if not p.opens and c.opens:
            return 2.5
        if not self._plain_between(p, c):
            return -1.0 - (2.0 if series.children & _KINDS[c.family] else 0.0) - (1.5 if self._announces(c) else 0.0)
        if not series.loose:
            return 2.5
        return max(-0.5, self._distance(series, c)) + _TURNED[force]

    def with_child(self, series: Open, c: Candidate) -> Open:
        """The series, when a series opens in its last point."""
        kinds = series.children | _KINDS[c.family]
        return series if kinds == series.children else series._replace(children=kinds)

    def _plain_between(self, p: Candidate, c: Candidate) -> int:
        return self.plain[c.paragraph] - self.plain[p.paragraph]

    def _distance(self, series: Open, c: Candidate) -> float:
        """How much farther than its siblings reach a candidate stands from the last point: -1.5 to 1.5."""
        ratio = (c.at - series.last.at) / max(series.longest, 1)
        return min(1.5, max(-1.5, (ratio - 1) / (_FAR - 1) * 3 - 1.5))

    def _announces(self, c: Candidate) -> bool:
        """Whether the line before a candidate ends in a colon."""
        return c.opens and self.ground.text[max(0, c.at - 20) : c.at].rstrip()[-1:] == "："

    def _same_form(self, a: Candidate, b: Candidate) -> float:
        """How alike two headings are: how they begin and end, and how long they are."""
        text = self.ground.text
        score = 0.4 if text[a.end : a.end + 1] == text[b.end : b.end + 1] else 0.0
        score += 0.3 if text[a.stop - 1 : a.stop] == text[b.stop - 1 : b.stop] else 0.0
        one, other = sorted((a.stop - a.end + 2, b.stop - b.end + 2))
        return score + (0.3 if other <= 2 * one else 0.0)


def _alike(c: Candidate, p: Candidate) -> float:
    """What it costs that a point inside another has its marker: all, if it has its place too."""
    if c.opens and p.opens:
        return 4.0 if c.place == p.place else 1.5
    return 0.0 if p.opens else 0.3


def _height(c: Candidate) -> int:
    """0 for a heading on a line of its own, 1 for the start of a line, 2 within one."""
    return min(c.place, 2)


def _counting(series: Open, c: Candidate) -> float:
    """How well an ordinal follows the last one, and a family the last family."""
    last = series.last
    if "——" in {c.family, last.family}:
        return 0.5 if c.family == last.family else IMPOSSIBLE
    if LAST in {c.ordinal, last.ordinal}:
        return _ending(series, c) if last.ordinal != LAST else IMPOSSIBLE
    step = c.ordinal - last.ordinal
    if step == 1:
        return _change(last, c)
    alike = c.family == last.family and c.opens == last.opens and (c.opens or c.paragraph == last.paragraph)
    if not alike or step not in _SLIPS or (step == 0 and c.ordinal == 1):
        return IMPOSSIBLE
    return max(_SLIPS[step], -1.5 if step == 0 and c.family == "首先，" else IMPOSSIBLE)


_SLIPS = {0: -2.5, 2: -2.5, 3: -4.0}
"""What it costs that a number is repeated or skipped."""


def _ending(series: Open, c: Candidate) -> float:
    """How well 最后 ends a series."""
    last = series.last
    if not series.in_words:
        return IMPOSSIBLE
    if series.points == 1:
        return -2.5 if c.paragraph - last.paragraph <= 1 else -3.5
    return (0.0 if last.family == c.family else -1.5) - (0.0 if last.style == c.style else 1.5)


def _change(a: Candidate, b: Candidate) -> float:
    """What it costs that two families count side by side."""
    if a.family == b.family:
        return 0.0
    both = {a.family, b.family}
    if both <= _WORDS:
        return -0.4
    if both <= _WORDS | {"一是"} or both <= _DIGITS or both <= _SIGNS:
        return -1.8
    return -2.8


def _same_marker(a: Candidate, b: Candidate) -> float:
    """Whether the same words or marks stand after the ordinals."""
    if a.family == b.family == "一练":
        return 0.8 if a.verb == b.verb else -0.8
    return 0.3 if a.style == b.style else 0.0


def _same_place(a: Candidate, b: Candidate) -> float:
    """Whether both stand at the start of a line, or both after a mark."""
    if a.opens and b.opens:
        return 0.5 if (a.place == TITLED) == (b.place == TITLED) else 0.1
    if a.opens or b.opens:
        return 0.2 if a.opens and a.paragraph == b.paragraph else -0.7
    return 0.5 if a.place == b.place or LINE not in {a.place, b.place} else 0.0
