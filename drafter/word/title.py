"""Where a title that is longer than a line is broken.

The break is made by paragraph indents, equal on both sides, that leave just the measure of the longest line: no
character is added, so the title stays one text for Word's outline, for plain-text readers and for the fields in it, and
a break can fall inside an answer. Word and LibreOffice both fill the measure and come to the same lines, because every
letter of a title has a known width: Chinese letters and marks one, digits half a letter, and the title style adds no
space between the two. Latin letters are taken as half; a title with many of them may break a letter off.

Without a segmenter the places between inlines (an answer, a template's words) are the words we know of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.word.width import width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.document import Block

# What may not be parted: a quotation, a name in book marks, brackets, a year or a number with its unit, and the end
# of a title, which may neither be parted nor stand alone.
_WHOLE = re.compile(
    r"“[^”\n]*”|《[^》\n]*》|（[^）\n]*）|【[^】\n]*】|[0-9０-９.]+(?:[—～-][0-9０-９.]+)?[年月日届次]?度?"
)
# Words that titles of such meetings are made of; without a segmenter, these few are kept whole.
_WORDS = re.compile(
    "述责述廉|述职述廉|公安局|公安机关|集体|谈心谈话会?|谈话|动员|部署|党员干部|领导干部|党员|干部|领导|警示|教育|民主评议|组织生活|专项|专题|行动|年度"
    "|工作|推进|表彰|先进|总结|学习|培训|座谈|会议|大会|全市|全省|全国|全县|全区|系统"
)
_ENDING = re.compile(r"上?的(?:讲话|发言|报告|致辞)$")
_NOT_FIRST = "，。、；：？！”’）》】」』…—·的"
_NOT_LAST = "“‘（《【「『"
_MOST_LINES = 5
_UNIT = re.compile(r"[!-~]+|[^\n]")

# What a fault costs, in letters of unevenness. A line may be uneven by 10 letters to end between two words.
_FORBIDDEN, _LONGER_BELOW, _EXTRA_LINE, _WITHIN_INLINE, _WITHIN_WORD, _UNEVEN = 100.0, 20.0, 30.0, 6.0, 6.0, 0.6


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the title: text[start:end], its width in letters, and the width of what would come next."""

    start: int
    end: int
    width: float
    following: float


def title_measure(block: Block, characters: int) -> float | None:
    """The measure in full-width letters that breaks the title well; None where each line of it fits as it is."""
    lines = _chosen(block, characters)
    if lines is None:
        return None
    widest = max(line.width for line in lines)
    # Half-way between what must fit and what must not: neither engine is near its limit.
    narrowest = min((line.width + line.following for line in lines if line.following), default=characters)
    return min((widest + narrowest) / 2, characters)


def title_lines(block: Block, characters: int) -> list[str]:
    """The title as it stands on the page."""
    lines = _chosen(block, characters) or list(_fill(block.text, characters))
    return [block.text[line.start : line.end] for line in lines]


def _chosen(block: Block, characters: int) -> list[_Line] | None:
    """The best of all ways to break: the measure is tried from a full line downward in steps of half a letter."""
    text = block.text
    if all(width(line) <= characters for line in text.split("\n")) or width(text) > characters * _MOST_LINES:
        return None  # a text of more lines is no title: it is filled, not balanced
    ends, position = set(), 0
    for inline in block.inlines:
        position += len(inline.text)
        ends.add(position)
    ways = [list(_fill(text, measure / 2)) for measure in range(characters * 2, characters // 2, -1)]
    fewest = len(ways[0])
    return min(ways, key=lambda lines: _cost(text, lines, ends) + _EXTRA_LINE * (len(lines) - fewest))


def _fill(text: str, measure: float) -> Iterator[_Line]:
    """Fill lines as a word processor does: as many units as fit; a line feed ends a line."""
    offset = 0
    for paragraph in text.split("\n"):
        start, used = offset, 0.0
        for unit in _UNIT.finditer(paragraph):
            wide = width(unit.group())
            if used and used + wide > measure:
                yield _Line(start, offset + unit.start(), used, wide)
                start, used = offset + unit.start(), 0.0
            used += wide
        yield _Line(start, offset + len(paragraph), used, 0.0)
        offset += len(paragraph) + 1


def _cost(text: str, lines: Sequence[_Line], ends: set[int]) -> float:
    """What is wrong with these lines, in letters of unevenness; a line break of the writer's own costs nothing."""
    broken = [(upper, lower) for upper, lower in pairwise(lines) if upper.following]
    return sum(_place_cost(text, upper.end, ends) + _form_cost(upper, lower) for upper, lower in broken)


def _form_cost(upper: _Line, lower: _Line) -> float:
    """A trapezoid, the longer line above, or a square."""
    return _UNEVEN * (upper.width - lower.width) if upper.width >= lower.width else _LONGER_BELOW


def _place_cost(text: str, place: int, ends: set[int]) -> float:
    """What it costs to begin a line with text[place]."""
    ending = _ENDING.search(text)
    cost = 0.0 if place in ends else _WITHIN_INLINE
    if _parts(_WHOLE, text, place) or (ending and place >= ending.start()):
        cost += _FORBIDDEN
    if text[place] in _NOT_FIRST or text[place - 1] in _NOT_LAST:
        cost += _FORBIDDEN
    return cost + (_WITHIN_WORD if _parts(_WORDS, text, place) else 0.0)


def _parts(pattern: re.Pattern[str], text: str, place: int) -> bool:
    """Whether a break here parts something the pattern finds."""
    return any(found.start() < place < found.end() for found in pattern.finditer(text))
