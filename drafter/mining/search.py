"""Headings of speeches, with where each stands: kept beside a mined template, and searched by word or by form."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from drafter.files import read_text
from drafter.mining.forms import forms, parse
from drafter.template.package import SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from drafter.mining.heads import Head
    from drafter.mining.pattern import Pattern
    from drafter.mining.skeleton import Skeleton

_COLUMNS = ("篇", "第几列", "层", "作用", "编号", "标题", "文件", "行")
_NUMBER = re.compile("[0-9]{1,9}")
_LIMIT = 256 * 1024 * 1024
MOST_KEPT = 100_000
"""So many headings are kept beside a template: those of some thousand speeches."""

_SLOTS = ("…", "*", "＊")


class Heading(NamedTuple):
    """A heading of a speech. series: headings of one file and series are siblings. line: from 1."""

    series: int
    level: int
    role: str
    family: str
    text: str
    path: str
    line: int


class Hits(NamedTuple):
    """Headings found, by the form that they share with their siblings; empty for those that share none."""

    form: str
    headings: tuple[Heading, ...]


def headings(speech: Skeleton) -> Iterator[Heading]:
    """All headings of a speech, and the parts without points as headings without words."""
    series = 0
    for part in speech.parts:
        yield Heading(0, 0, part.role, "", "", speech.shown_path, part.line)
        rows: list[tuple[int, Sequence[Head]]] = [(1, part.points)]
        while rows:
            level, row = rows.pop(0)
            series += 1
            for head in row:
                yield Heading(series, level, part.role, head.family, head.text, speech.shown_path, head.line)
                rows.append((level + 1, head.points))


def listed(found: Pattern) -> int:
    """Of how many speeches the headings are kept: the latest, as many as fit into `MOST_KEPT` lines, one at least."""
    size = 0
    for count, speech in enumerate(reversed(found.speeches)):
        size += sum(1 for _ in headings(speech))
        if count and size > MOST_KEPT:
            return count
    return len(found.speeches)


def sources(found: Pattern) -> str:
    """Where the parts and headings of a pattern stand, a line each, columns set apart by tabs; spreadsheets read it.

    Of very many speeches, those of the latest, as `listed` has it.
    """
    of = len(found.speeches)
    numbers = range(of - listed(found), of)
    rows = ((number + 1, *one) for number in numbers for one in headings(found.speeches[number]))
    return "\ufeff" + "".join(map(_row, chain([_COLUMNS], rows)))


def _row(cells: Iterable[object]) -> str:
    return "\t".join(" ".join(str(cell).split()) for cell in cells) + "\n"


def kept(template: Path) -> Iterator[Heading]:
    """The headings kept beside a mined template; rows that someone has spoilt are passed over."""
    path = template / SOURCES
    if not path.is_file():
        return
    for line in read_text(path, _LIMIT).split("\n"):
        row = line.split("\t")
        if len(row) == len(_COLUMNS) and all(_NUMBER.fullmatch(row[n]) for n in (0, 1, 2, 7)):
            _, series, level, role, family, text, file, place = row
            yield Heading(int(series), int(level), role, family, text, file, int(place))


def search(all_headings: Iterable[Heading], wanted: str) -> list[Hits]:
    """The headings that hold a word, or are of a form (坚持……，全……), by the forms that they share with siblings.

    The form with most headings comes first.
    """
    pattern = parse(wanted) if any(slot in wanted for slot in _SLOTS) else None
    found: dict[str, list[Heading]] = {}
    for row in _rows(all_headings):
        hits = {n for n, one in enumerate(row) if (pattern.matches(one.text) if pattern else wanted in one.text)}
        if hits:
            for text, group in _by_form(row):
                found.setdefault(text, []).extend(row[n] for n in group if n in hits)
    hits_by_form = [Hits(text, tuple(group)) for text, group in found.items() if group]
    return sorted(hits_by_form, key=lambda one: (not one.form, -len(one.headings), one.form))


def _rows(all_headings: Iterable[Heading]) -> Iterator[list[Heading]]:
    """Siblings together; those of one speech follow each other."""
    row: list[Heading] = []
    for one in all_headings:
        if row and (one.path, one.series) != (row[0].path, row[0].series):
            yield row
            row = []
        if one.text:
            row.append(one)
    if row:
        yield row


def _by_form(row: Sequence[Heading]) -> Iterator[tuple[str, Sequence[int]]]:
    rest = set(range(len(row)))
    for one, group in forms([heading.text for heading in row]):
        yield one.text, group
        rest -= set(group)
    yield "", sorted(rest)
