"""The skeleton of one speech: its parts in order, each with its role and its points, and where each stands.

A skeleton holds places, not wording: a hundred thousand of them fit into memory, and the wording is read again from the
few speeches of which it is needed.
"""

from __future__ import annotations

import hashlib
import os
import re
from bisect import bisect_right
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.mining.heads import Head, all_series, length, line_starts
from drafter.mining.meeting import meeting_kind, meeting_name
from drafter.mining.roles import BRIDGE, CLOSING, POINTS, REVIEW, announces, role_of
from drafter.records import dataclass, field, replace
from drafter.speech.ground import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.mining.heads import Series
    from drafter.speech.outline import Outline

_WHEN = re.compile(r"(20[0-9]{2})年(?:([0-9]{1,2})月(?:([0-9]{1,2})日)?)?")
_SENTENCE = re.compile(r"[^。！？\n]*[。！？：]?[”’」』）》]*\n?")
_BLANK_LINE = BLANK + "\n"
_OPENING = 300
_SECOND_BODY = 0.25
"""Beside the main points a series carries the speech too where it takes so much of it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of paragraphs with one role, and the series of points after them that belongs to it.

    start, end: of the text before the first point, in characters of the speech. line: from 1. size: of all, in
    characters.
    """

    role: str
    line: int
    start: int
    end: int
    size: int
    points: tuple[Head, ...] = ()


@dataclass(frozen=True, slots=True)
class Skeleton:
    """What can be used again of one speech.

    path: as the user wrote it. title: empty where it has none. meeting, kind: as `drafter.mining.meeting` names them.
    front: which of title, date, speaker and salutation stand before the speech, with their lines. text_size: of the
    whole file, in characters. opening: the first words, up to 300 characters. digest: the same for texts that differ in
    blanks only.
    """

    path: str
    title: str
    meeting: str
    kind: str
    front: dict[str, str]
    parts: tuple[Part, ...]
    text_size: int
    opening: str
    digest: str

    @property
    def shown_path(self) -> str:
        """The path as it can be written down: what is no UTF-8 in it is replaced."""
        return os.fsencode(self.path).decode("utf-8", "replace")

    @property
    def file(self) -> str:
        """The file's name as it can be written down."""
        return Path(self.shown_path).name

    @property
    def when(self) -> str:
        """When it was given, so that later sorts behind earlier: by the date line, else by the title; else empty."""
        for line in (self.front.get("date", ""), self.title):
            found = _WHEN.search(line)
            if found:
                return "-".join(number.zfill(2) for number in found.groups() if number)
        return ""

    def headings(self) -> tuple[str, ...]:
        """The headings of the main points."""
        main = self.main()
        return tuple(head.text for head in main.points) if main else ()

    def main(self) -> Part | None:
        """The part that holds the main points."""
        return max((part for part in self.parts if part.points), key=lambda part: part.size, default=None)


def skeleton(found: Outline, path: str = "", *, topics: bool = True) -> Skeleton:
    """The skeleton of an outlined speech.

    topics: count short parallel topics without a marker as points too, where they divide the whole of a point.
    """
    zones, lines = found.zones, found.lines
    named = {"date": zones.date_line, "speaker": zones.speaker_line, "salutation": zones.salutation_line}
    stand = sorted((line, name) for name, line in named.items() if line is not None)
    front = {name: lines[line].strip(BLANK) for line, name in stand}
    title = found.title or ""
    made = _parts(found, topics=topics)
    opening = found.text[made[0].start : made[0].end] if made else ""
    name = meeting_name(title or None, opening)
    return Skeleton(
        path, title, name, meeting_kind(name), front, made, len(found.text), opening[:_OPENING], digest(found.text)
    )


def digest(text: str) -> str:
    """The same for texts that differ in blanks only."""
    return hashlib.blake2b("".join(text.split()).encode("utf-8", "replace"), digest_size=12).hexdigest()


def _parts(found: Outline, *, topics: bool) -> tuple[Part, ...]:
    """The parts of a speech: together they hold all of it but the lines before and after the speech proper."""
    builder = _Builder(found.text, line_starts(found))
    series = all_series(found, topics=topics)
    main = max(series, key=lambda one: (one.size, -one.start), default=None)
    at, end = _body(found, builder.starts)
    for one in series:
        carries = main is not None and (one is main or one.size >= _SECOND_BODY * main.size)
        builder.add_plain(at, one.start, leads=carries)
        builder.add_series(one, is_main=one is main, carries=carries)
        at = one.end
    builder.add_plain(at, end, leads=False)
    return tuple(_joined(builder.made))


def _body(found: Outline, starts: Sequence[int]) -> tuple[int, int]:
    """Where the speech proper begins and ends: after the title, date, speaker and salutation, before the signature."""
    zones = found.zones
    named = (zones.date_line, zones.speaker_line, zones.salutation_line)
    before = [*zones.title_lines, *(line for line in named if line is not None)]
    first = max(before, default=-1) + 1
    last = min(zones.signature, default=len(starts))
    size = len(found.text)
    return starts[first] if first < len(starts) else size, starts[last] if last < len(starts) else size


@dataclass(slots=True)
class _Builder:
    """The parts found so far, in order. after: whether the main points are behind."""

    text: str
    starts: Sequence[int]
    made: list[Part] = field(default_factory=list)
    after: bool = False

    def add_plain(self, start: int, end: int, *, leads: bool) -> None:
        """Add the parts of a stretch without points. leads: whether points that carry the speech follow."""
        role = self.made[-1].role if self.made else ""
        for at, stop in _paragraphs(self.text, start, end):
            words = self.text[at:stop]
            turn = _bridge_at(words) if leads else len(words)
            for begin, end_ in _told_apart(words[:turn]):
                role = CLOSING if self.after else role_of(words[begin:end_], "" if role in {BRIDGE, POINTS} else role)
                self._add(role, at + begin, at + end_)
            if words[turn:].strip(_BLANK_LINE):
                role = BRIDGE
                self._add(role, at + turn, stop)

    def add_series(self, series: Series, *, is_main: bool, carries: bool) -> None:
        """Add a series: the main points as a part of their own, others to the part that leads to them."""
        lead = self.made[-1] if self.made else None
        past = lead is not None and lead.role in {REVIEW, CLOSING}
        if lead and lead.end == series.start and not lead.points and not is_main and (past or not carries):
            self.made[-1] = replace(lead, size=lead.size + series.size, points=series.points)
            return
        role = POINTS if carries else CLOSING if self.after else REVIEW
        self._add(role, series.start, series.start)
        self.made[-1] = replace(self.made[-1], size=series.size, points=series.points)
        self.after = self.after or is_main

    def _add(self, role: str, start: int, end: int) -> None:
        line = bisect_right(self.starts, start)
        self.made.append(Part(role, line, start, end, length(self.text[start:end])))


def _joined(made: Sequence[Part]) -> Iterator[Part]:
    """Neighbours of one role as one part, but not where a series of points stands between them."""
    open_part: Part | None = None
    for part in made:
        if open_part and part.role == open_part.role and not open_part.points and part.start < part.end:
            size = open_part.size + part.size
            open_part = replace(open_part, end=part.end, size=size, points=part.points)
            continue
        if open_part:
            yield open_part
        open_part = part
    if open_part:
        yield open_part


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a stretch that are not blank, with their line ends."""
    while start < end:
        stop = text.find("\n", start, end) + 1 or end
        if text[start:stop].strip(_BLANK_LINE):
            yield start, stop
        start = stop


def _told_apart(words: str) -> Iterator[tuple[int, int]]:
    """A paragraph, cut where a sentence turns to those who spoke before: 刚才，…."""
    starts = [match.start() for match in _SENTENCE.finditer(words) if match[0].startswith("刚才")]
    for start, end in pairwise(dict.fromkeys([0, *starts, len(words)])):
        if words[start:end].strip(_BLANK_LINE):
            yield start, end


def _bridge_at(words: str) -> int:
    """Where the last sentence of a paragraph begins if it leads over to points, else the paragraph's length."""
    sentences = [match for match in _SENTENCE.finditer(words) if match[0].strip(_BLANK_LINE)]
    if sentences and announces(sentences[-1][0].strip(_BLANK_LINE)):
        return sentences[-1].start()
    return len(words)
