"""Markup, as section templates render to it, read into blocks of a draft.

A line is a paragraph. A line that opens with `#` to `####` and a space is a heading, one that opens with `>` is
guidance for the writer. Nothing else is special. Only the template's own words can open a heading or
guidance, or end a line: what an answer holds is literal text, whatever it looks like.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from drafter.document import Block, Field, Gap, Words
from drafter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.document import Inline, Kind

_OPENING = r"(?P<heading>#{1,4})[ \u3000]+|(?P<guidance>>)[ \u3000]*"
_BLANK = " \t\r\u3000"


@dataclass(frozen=True, slots=True)
class Passage:
    """An answer of whole paragraphs (长文): in a paragraph of the template each of its own becomes a body paragraph.

    made: how a template came to it, last the number of a paragraph: what becomes of it says so too, with its own.
    """

    key: str
    paragraphs: tuple[str, ...]
    made: tuple[object, ...] | None = field(default=None, compare=False, repr=False)

    def as_field(self, number: int | None = None) -> Field:
        """One of its paragraphs, or all of them kept apart by line breaks."""
        text = "\n".join(self.paragraphs) if number is None else self.paragraphs[number]
        return Field(self.key, text, self.made and (*self.made[:-1], number))


Segment: TypeAlias = Words | Field | Gap | Passage


def read(segments: Iterable[Segment], role: str = "") -> list[Block]:
    """The blocks of rendered markup; `role` is the role of the section it came from."""
    return [block for line in _lines(segments) for block in _blocks(line, role)]


def inline(segments: Iterable[Segment]) -> tuple[Inline, ...]:
    """Segments as the inlines of one block: a passage keeps its paragraphs apart by line breaks."""
    flat: list[Segment] = [s.as_field() if isinstance(s, Passage) else s for s in segments]
    return tuple(s for s in _trimmed(_merged(flat)) if not isinstance(s, Passage))


def _lines(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    """The lines that hold anything, words that stand side by side merged."""
    line: list[Segment] = []
    words = ""
    for segment in segments:
        if not isinstance(segment, Words):
            line += [Words(words), segment] if words else [segment]
            words = ""
            continue
        first, *rest = segment.text.split("\n")
        words += first
        for text in rest:
            if line or words.strip(_BLANK):
                yield [*line, Words(words)] if words else line
            line, words = [], text
    yield [*line, Words(words)] if words else line


def _trimmed(line: list[Segment]) -> list[Segment]:
    """Drop the template's blanks at the edges of a line; an answer's blanks stay."""
    if line and isinstance(line[0], Words):
        text = line[0].text.lstrip(_BLANK)
        line = [Words(text), *line[1:]] if text else line[1:]
    if line and isinstance(line[-1], Words):
        text = line[-1].text.rstrip(_BLANK)
        line = [*line[:-1], Words(text)] if text else line[:-1]
    return line


def _merged(segments: Iterable[Segment]) -> list[Segment]:
    """The segments of one line, line breaks in its words kept, words that stand side by side merged."""
    merged: list[Segment] = []
    for segment in segments:
        last = merged[-1] if merged else None
        if isinstance(segment, Words) and isinstance(last, Words):
            merged[-1] = Words(last.text + segment.text)
        elif segment != Words(""):
            merged.append(segment)
    return merged


def _blocks(line: list[Segment], role: str) -> Iterator[Block]:
    kind, level, rest = _opened(line)
    rest = _trimmed(rest)
    if not rest:
        return
    if kind == "paragraph":
        for inlines in _spread(rest):
            yield Block("paragraph", inlines, role=role)
    else:
        yield Block(kind, inline(rest), level, role=role)


def _opened(line: list[Segment]) -> tuple[Kind, int, list[Segment]]:
    """The kind and level that the first words of a line say, and the line without them."""
    if not line or not isinstance(line[0], Words):
        return "paragraph", 0, line
    words = line[0].text.lstrip(_BLANK)
    opening = re.match(_OPENING, words)
    if not opening:
        return "paragraph", 0, line
    rest: list[Segment] = [Words(words[opening.end() :]), *line[1:]]
    if opening["heading"]:
        return "heading", len(opening["heading"]), rest
    return "guidance", 0, rest


def _spread(line: list[Segment]) -> Iterator[tuple[Inline, ...]]:
    """A paragraph's inlines; each paragraph of a passage in it closes one and opens the next."""
    inlines: list[Inline] = []
    for segment in line:
        if not isinstance(segment, Passage):
            inlines.append(segment)
            continue
        for number in range(len(segment.paragraphs)):
            if number:
                yield tuple(inlines)
                inlines = []
            inlines.append(segment.as_field(number))
    yield tuple(inlines)
