"""Headings of speeches, with where each stands: kept beside a mined template, and searched by word or by form."""

from __future__ import annotations

import re
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


def sources(found: Pattern) -> str:
    """Where all parts and headings of a pattern stand, a line each, columns set apart by tabs; spreadsheets read it."""
    rows: list[Sequence[object]] = [_COLUMNS]
    for number, speech in enumerate(found.speeches, 1):
        rows += [(number, *one) for one in headings(speech)]
    return "\ufeff" + "".join("\t".join(" ".join(str(cell).split()) for cell in row) + "\n" for row in rows)


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
