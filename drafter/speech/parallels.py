"""Parallel points that have no marker: rows of paragraphs, or of sentences in one, that open or end alike."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from drafter.speech.bounds import bounded
from drafter.speech.ground import BLANK
from drafter.speech.points import Point

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from drafter.speech.ground import Ground

_LEAST = 3
_SHORTEST_HEAD, _SHORT_HEAD, _LONGEST_TITLE, _LONGEST_HEAD = 2, 9, 12, 32
_SENTENCE = re.compile(rf"([^{BLANK}\n。！？；，：,][^\n。！？；，：,]*)[^\n。！？；]*")


class _Head(NamedTuple):
    """How a sentence begins. owner: index of the point it stands in. whole: the first clause is all of it."""

    at: int
    words: str
    sentence: str
    paragraph: int
    owner: int | None
    opens: bool

    @property
    def whole(self) -> bool:
        return self.words == self.sentence


def parallels(ground: Ground, points: Sequence[Point], path: str = "") -> tuple[Point, ...]:
    """The rows of parallel points without a marker, in order.

    InputError, which names `path`, for more than a speech has.
    """
    by_owner: dict[int | None, list[_Head]] = defaultdict(list)
    for head in _heads(ground, points):
        by_owner[head.owner].append(head)
    rows = [row for heads in by_owner.values() for row in [*_paragraph_rows(heads), *_sentence_rows(heads)]]
    found = bounded(_apart(ground, points, rows), "没有序号的并列句", path)
    return tuple(sorted(found, key=_place_of))


def _apart(ground: Ground, points: Sequence[Point], rows: Iterable[Sequence[_Head]]) -> Iterator[Point]:
    """The points of all rows, but of those that share a sentence the first only."""
    taken: set[int] = set()
    for number, row in enumerate(sorted(rows, key=lambda row: row[0].at), 1):
        if not taken & {head.at for head in row}:
            taken |= {head.at for head in row}
            yield from _points(ground, points, row, number)


def _heads(ground: Ground, points: Sequence[Point]) -> Iterator[_Head]:
    """The beginning of every sentence that no marker opens, with the point it stands in."""
    places = [ground.starts[point.line] + point.offset for point in points]
    ends = [ground.starts[point.end_line] + point.end_offset for point in points]
    following, owner = 0, None
    for match in _SENTENCE.finditer(ground.text):
        at = match.start()
        while following < len(points) and places[following] < match.end():
            owner = following
            following += 1
        while owner is not None and ends[owner] <= at:
            owner = points[owner].parent
        if following and places[following - 1] >= at:
            continue
        words = match[1]
        if _SHORTEST_HEAD <= len(words) <= _LONGEST_HEAD:
            line = ground.line_at(at)
            opens = not ground.continues[line] and ground.begins_with(at)
            yield _Head(at, words, match[0], ground.paragraphs[line], owner, opens)


def _paragraph_rows(heads: Sequence[_Head]) -> Iterator[list[_Head]]:
    """Paragraphs whose first sentences open with the same word, end alike, or are titles of one form."""
    opening = [head for head in heads if head.opens]
    rows = list(_titles([head for head in opening if head.whole and len(head.words) <= _LONGEST_TITLE]))
    for key in (lambda h: h.words[:1] if len(h.sentence) <= _LONGEST_HEAD else "", lambda h: h.words[-2:]):
        rows += _neighbours(opening, key)
    yield from (row for row in rows if row[-1].paragraph - row[0].paragraph < 2 * len(row))


def _titles(heads: Sequence[_Head]) -> Iterator[list[_Head]]:
    """Sentences as short as titles that are of one length and have a character in the same place."""
    for row in _neighbours(heads, lambda head: str(len(head.words))):
        if any(len(set(column)) == 1 for column in zip(*(head.words for head in row), strict=True)):
            yield row


def _sentence_rows(heads: Sequence[_Head]) -> Iterator[list[_Head]]:
    """Sentences of one paragraph that open with the same three characters, end alike, or are as short as headings."""
    by_paragraph: dict[int, list[_Head]] = defaultdict(list)
    for head in heads:
        by_paragraph[head.paragraph].append(head)
    for group in by_paragraph.values():
        if len(group) >= _LEAST:
            yield from _alike(group, lambda h: h.words[:3])
            yield from _alike(group, lambda h: f"{h.words[-2:]}{len(h.words)}")
            yield from _alike([h for h in group if h.whole and len(h.words) <= _SHORT_HEAD], lambda h: h.words[:1])


def _alike(group: Iterable[_Head], key: Callable[[_Head], str]) -> Iterator[list[_Head]]:
    rows: dict[str, list[_Head]] = defaultdict(list)
    for head in group:
        rows[key(head)].append(head)
    for row in rows.values():
        sizes = [len(head.words) for head in row]
        if len(row) >= _LEAST and max(sizes) <= 2 * min(sizes):
            yield row


def _neighbours(heads: Sequence[_Head], key: Callable[[_Head], str]) -> Iterator[list[_Head]]:
    """Runs of heads that have the same key."""
    row: list[_Head] = []
    for head in heads:
        if row and key(head) and key(head) == key(row[0]):
            row.append(head)
            continue
        if len(row) >= _LEAST:
            yield row
        row = [head]
    if len(row) >= _LEAST:
        yield row


def _points(ground: Ground, points: Sequence[Point], row: Sequence[_Head], series: int) -> Iterator[Point]:
    """The points of a row: each ends at the next or, with the row, at the end of its line."""
    for number, head in enumerate(row, 1):
        line, offset = ground.place(head.at)
        end = row[number].at if number < len(row) else ground.starts[line] + len(ground.lines[line])
        following = bisect_right(points, (line, offset), key=_place_of)
        if following < len(points):
            end = min(end, ground.starts[points[following].line] + points[following].offset)
        end_line, end_offset = ground.place(end)
        yield Point(
            level=1 + (points[head.owner].level if head.owner is not None else 0),
            line=line,
            offset=offset,
            marker="",
            heading=head.words.strip(BLANK),
            inline=not head.opens or not ground.ends_with(head.at + len(head.sentence)),
            at_line_start=head.opens,
            series=series,
            parent=head.owner,
            family="",
            ordinal=number,
            end_line=end_line,
            end_offset=end_offset,
            size=end - head.at - (end_line - line),
        )


def _place_of(point: Point) -> tuple[int, int]:
    return point.line, point.offset
