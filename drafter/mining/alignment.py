"""What short texts share, place by place: sibling headings, aligned.

Marks are aligned first: texts with the same ，；： fall into clauses, clauses with the same “” 《》 into what is inside
and outside, and only then words are. So no gap holds one quotation mark without the other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_MARKS = set("，；：、。！？,;:!?“”‘’《》〈〉（）()【】「」『』")
_QUOTED = r"“[^“”]*”|‘[^‘’]*’|《[^《》]*》|〈[^〈〉]*〉|（[^（）]*）|\([^()]*\)|【[^【】]*】|「[^「」]*」|『[^『』]*』"
_WHOLE = re.compile(rf"{_QUOTED}|[0-9０-９]+|[A-Za-z]+|[×*＊]+|[\s\S]")

_NEAR = 4
"""A lone character is held by its distance from an edge if it stands so near it: a word or two."""
_COINCIDENCE = 5
"""Texts (three count as many) and characters together: what fewer share may be a coincidence of words."""

_Row: TypeAlias = "tuple[str, ...]"


class Fixed(NamedTuple):
    """What all texts share in a place; held: the place says that it is no coincidence."""

    text: str
    held: bool


Gap: TypeAlias = "tuple[str, ...]"
"""What stands between, in each text; somewhere at least one character."""


class _Block(NamedTuple):
    """A run that all rows share: where it starts in each, and how long it is."""

    starts: tuple[int, ...]
    size: int
    held: bool


def words(text: str) -> int:
    """How many characters of a text are no marks."""
    return sum(letter not in _MARKS for letter in text)


def align(texts: Sequence[str]) -> Iterator[Fixed | Gap]:
    """What the texts share, and what is between, in order: joined, the pieces of a text are that text.

    Shared is what stands in all texts in the same order and is *held* there: at the edge of a clause or beside a mark,
    or at the same distance from one (a lone character: at most four away). Elsewhere it takes two characters of three
    texts or three of two.
    """
    for cut in _CUTS:
        cuts = [cut(text) for text in texts]
        marks = {tuple(pieces[1::2]) for pieces in cuts}
        if len(marks) == 1 and marks != {()}:
            for number, column in enumerate(zip(*cuts, strict=True)):
                if number % 2:
                    yield Fixed(column[0], held=True)
                else:
                    yield from align(column)
            return
    rows = [tuple(_WHOLE.findall(text)) for text in texts]
    yield from _by_words(rows, min(map(len, rows)))


def _cut_at(marks: str) -> Callable[[str], list[str]]:
    """A way to cut a text at the marks that stand outside of quotations: text, mark, text, …."""
    found = re.compile(f"{_QUOTED}|(?P<mark>[{marks}])")
    return lambda text: _cut(text, [match.start() for match in found.finditer(text) if match["mark"]])


def _cut_quoted(text: str) -> list[str]:
    """A text cut at the marks around each quotation."""
    return _cut(text, [at for match in re.finditer(_QUOTED, text) for at in (match.start(), match.end() - 1)])


def _cut(text: str, places: Sequence[int]) -> list[str]:
    found, end = [], 0
    for at in places:
        found += [text[end:at], text[at]]
        end = at + 1
    return [*found, text[end:]]


_CUTS = (_cut_at("，,；;：:。！？!?"), _cut_quoted, _cut_at("、"))


def _by_words(rows: Sequence[_Row], longest: int) -> Iterator[Fixed | Gap]:
    """Align rows of characters (numbers, foreign words and quotations are whole): both ends, then what is between.

    longest: no run longer than that is shared between.
    """
    first, shortest = rows[0], min(map(len, rows))
    start = _same(zip(*rows, strict=False))
    stop = min(_same(zip(*(row[::-1] for row in rows), strict=False)), shortest - start)
    if start:
        yield Fixed("".join(first[:start]), held=True)
    yield from _between([row[start : len(row) - stop] for row in rows], longest)
    if stop:
        yield Fixed("".join(first[len(first) - stop :]), held=True)


def _same(columns: Iterable[_Row]) -> int:
    """How many columns hold one and the same, up to the first that doesn't."""
    count = 0
    for column in columns:
        if len(set(column)) > 1:
            break
        count += 1
    return count


def _between(rows: Sequence[_Row], longest: int) -> Iterator[Fixed | Gap]:
    """Align rows that neither begin nor end alike."""
    block = _block(rows, longest)
    if block:
        pairs = list(zip(rows, block.starts, strict=True))
        yield from _by_words([row[:at] for row, at in pairs], block.size)
        row, at = pairs[0]
        yield Fixed("".join(row[at : at + block.size]), block.held)
        yield from _by_words([row[at + block.size :] for row, at in pairs], block.size)
    elif any(rows):
        yield tuple("".join(row) for row in rows)


def _block(rows: Sequence[_Row], longest: int) -> _Block | None:
    """The longest run that all rows share and that is no coincidence; of equals one that is held, then the first."""
    for size in range(_longest(rows, longest), 0, -1):
        found = [block for run in _runs(rows, size) if (block := _placed(rows, run))]
        if found:
            return min(found, key=lambda block: (not block.held, block.starts))
    return None


def _longest(rows: Sequence[_Row], longest: int) -> int:
    """How long the longest run is that all rows share, at most `longest`."""
    low, high = 0, min(longest, *map(len, rows))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _runs(rows, middle) else (low, middle - 1)
    return low


def _runs(rows: Sequence[_Row], size: int) -> set[_Row]:
    """The runs of a length that all rows share."""
    found = {rows[0][at : at + size] for at in range(len(rows[0]) - size + 1)}
    for row in rows[1:]:
        found &= {row[at : at + size] for at in range(len(row) - size + 1)}
        if not found:
            break
    return found


def _placed(rows: Sequence[_Row], run: _Row) -> _Block | None:
    """Where a shared run stands in each row: at the same distance from one of the ends, else the first time."""
    size, width = len(run), len("".join(run))
    places = [[at for at in range(len(row) - size + 1) if row[at : at + size] == run] for row in rows]
    lefts = set.intersection(*map(set, places))
    rights = set.intersection(*({len(row) - size - at for at in ats} for row, ats in zip(rows, places, strict=True)))
    near = min(lefts | rights, default=None)
    if near is not None and (near <= _NEAR or width > 1):
        starts = tuple(near if near in lefts else len(row) - size - near for row in rows)
        return _Block(starts, size, held=True)
    if width > 1 and width + min(len(rows), 3) >= _COINCIDENCE:
        return _Block(tuple(ats[0] for ats in places), size, held=False)
    return None
