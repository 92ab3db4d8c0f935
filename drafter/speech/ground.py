"""The ground a reading stands on: lines, paragraphs that a page break may have cut, and sentences that turn away."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from drafter.numerals import value
from drafter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

BLANK = " \t\r\u3000\u00a0\u200b\u200c\u200d\ufeff"
STOPS = "。；：！？"
"""The marks that end a heading."""

_STOP = re.compile(f"【[^【】\n]*】|[{STOPS}\n]")
_OPENS_GAP = "【"
_ENDS = set("。！？；：…”’」』）》】.!?;:)—")
_GOES_ON = set("，、,")
_LONG_LINE = 60
"""No heading is this long without an end mark; a line that is has been cut."""

_WRAPPED_LINES, _RAGGED, _NARROWEST = 6, 4, 16
"""Lines are of one width where so many are cut, they differ by so little, and none is narrower than a page's."""

_MARKED = re.compile(
    rf"[{BLANK}]*(?:#+[{BLANK}]+)?(?:[（(]?[一二三四五六七八九十]{{1,3}}[）)、．.是要]|第[一二三四五六七八九十]|[（(]?[0-9]{{1,2}}[）)、．.]|[①-⑳—])"
)
_TURNS = re.compile(
    rf"""[\n。！？”][{BLANK}]*(?:
      (?P<strong>(?:同志们|朋友们|老师们|同学们|战友们|各位(?:同志|代表|委员|领导|老师|同学|来宾|朋友))[，！!：,]
        |最后[，,]?(?:我|再?强调|再?[讲谈提][^。\n]{{0,8}}(?:要求|希望|意见|建议|问题)|希望|祝|预祝|让)|(?:下面|接下来)[，,]?[^。\n]{{0,30}}(?:讲|谈|提|说|强调)
        |以上(?:就是|是|意见|几[点个条项]|这[些几])|让我们|谢谢大家)
    |(?:以上|上述)(?P<count>[一二两三四五六七八九十]{{1,2}}|[0-9]{{1,2}})[点个条项方]
    |(?P<weak>这里|在此|借此机会|希望大家|下一步|下一阶段|接下来|今后|为此|当前|针对|新的一年|总之|总的[来看])
    )""",
    re.VERBOSE,
)
STRONG, WEAK = 2, 1


class Turn(NamedTuple):
    """A sentence that turns away from the point before it; counted: the number of points it looks back on, or 0."""

    at: int
    force: int
    counted: int


Turns: TypeAlias = "tuple[Turn | None, Turn | None]"


@dataclass(frozen=True, slots=True)
class Ground:
    """A speech's lines, and what can be said of them without knowing its points.

    continues: whether a line goes on where a page break has cut the one before. last_mark: the place of the last
    character before a line that continues. paragraphs: the number of the paragraph that a line belongs to.
    """

    text: str
    padded: str
    lines: tuple[str, ...]
    starts: tuple[int, ...]
    continues: tuple[bool, ...]
    last_mark: tuple[int, ...]
    paragraphs: tuple[int, ...]
    turns: tuple[tuple[Turn, ...], tuple[Turn, ...]]
    stops: tuple[int, ...]

    def line_at(self, at: int) -> int:
        """The line in which a character stands."""
        return bisect_right(self.starts, at) - 1

    def stop_after(self, at: int) -> int:
        """Where the heading that begins at `at` ends: before the first stop, or at the line's end."""
        return self.stops[bisect_left(self.stops, at)]

    def place(self, at: int) -> tuple[int, int]:
        """Line and offset of a character."""
        line = self.line_at(at)
        return line, at - self.starts[line]

    def begins_with(self, at: int) -> bool:
        """Whether nothing but blanks stands between the start of its line and a place."""
        while at and self.text[at - 1] in BLANK:
            at -= 1
        return not at or self.text[at - 1] == "\n"

    def ends_with(self, at: int) -> bool:
        """Whether nothing but a single mark and blanks stands from a place to the end of its line."""
        line = self.line_at(at)
        return not self.lines[line][at - self.starts[line] + 1 :].strip(BLANK)

    def fills(self, end: int) -> bool:
        """Whether nothing but blanks stands between `end` and the end of its line."""
        return end >= len(self.text) or self.text[end] == "\n"

    def turns_before(self, at: int) -> Turns:
        """The last turn of each force up to a place, the strong one first."""
        strong, weak = (bisect_right(turns, (at, STRONG + 1, 0)) for turns in self.turns)
        return self.turns[0][strong - 1] if strong else None, self.turns[1][weak - 1] if weak else None


def survey(text: str) -> Ground:
    """Look over a speech."""
    lines = tuple(text.split("\n"))
    starts = tuple(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
    stripped = [line.strip(BLANK) for line in lines]
    continues, last_mark = _continuations(lines, stripped, starts)
    paragraphs = tuple(
        accumulate((bool(words) and not goes_on for words, goes_on in zip(stripped, continues, strict=True)))
    )
    padded = "\n" + text
    stops = (*_stops(text, 0), len(text))
    turns = _turns(padded)
    by_force = (
        tuple(turn for turn in turns if turn.force == STRONG),
        tuple(turn for turn in turns if turn.force == WEAK),
    )
    return Ground(text, padded, lines, starts, continues, last_mark, paragraphs, by_force, stops)


def heading_end(text: str, at: int) -> int:
    """Where a heading that begins at `at` ends: before the first stop that is not inside 【】, or at the line's end."""
    return next(_stops(text, at), len(text))


def _stops(text: str, at: int) -> Iterator[int]:
    return (match.start() for match in _STOP.finditer(text, at) if match[0][0] != _OPENS_GAP)


def _continuations(
    lines: tuple[str, ...], stripped: list[str], starts: tuple[int, ...]
) -> tuple[tuple[bool, ...], tuple[int, ...]]:
    """For each line, whether it continues the one before, and where that one's last character stands."""
    width = _wrapped_width(stripped)
    continues, last_mark = [], []
    before, end = "", 0
    for line, words, start in zip(lines, stripped, starts, strict=True):
        continues.append(bool(words) and bool(before) and _is_cut(before, width))
        last_mark.append(end)
        if words:
            before, end = words, start + len(line.rstrip(BLANK)) - 1
    return tuple(continues), tuple(last_mark)


def _is_cut(words: str, width: int) -> bool:
    """Whether a line ends in mid-sentence."""
    last = words[-1]
    if last in _ENDS:
        return False
    if last in _GOES_ON:
        return True
    if "。" in words or "；" in words:
        return True
    return len(words) >= (width or _LONG_LINE) and not _MARKED.match(words)


def _wrapped_width(stripped: list[str]) -> int:
    """How long a full line is where all paragraphs are broken into lines of one width, else 0."""
    lengths = sorted(len(words) for words in stripped if words)
    cut = sum(1 for words in stripped if words and words[-1] not in _ENDS)
    if cut < _WRAPPED_LINES or cut * 2 < len(lengths):
        return 0
    usual, longest = lengths[len(lengths) * 2 // 3], lengths[-1]
    return usual - _RAGGED if longest - usual <= _RAGGED and usual >= _NARROWEST else 0


def _turns(padded: str) -> list[Turn]:
    """The turns, in order."""
    found = []
    for match in _TURNS.finditer(padded):
        numeral = match["count"]
        if numeral:
            count = int(numeral) if numeral.isdecimal() else value(numeral) or 0
            found.append(Turn(match.start(), STRONG, count))
        else:
            found.append(Turn(match.start(), STRONG if match["strong"] else WEAK, 0))
    return found
