"""Rules on headings: levels that are skipped, counts that are typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.errors import Problem
from drafter.questions import Point, numbered
from drafter.template.tokens import TAG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.checking.view import Source, View

_HEADING = re.compile(rf"(?m)^[{TAG} \t\u3000]*(?P<marks>#{{1,4}})[ \u3000]")
_SAID = "讲|谈|提|提出|强调|说|作|做"
_COUNT = re.compile(
    rf"(?:{_SAID})(?:以下|如下|这)?(?P<at>[两二三四五六七八九十]{{1,2}}|\d{{1,2}})(?P<of>点|条|项|个方面)"
    r"(?=意见|要求|看法|体会|建议|希望|问题|[，。：；]|$)"
)


def skipped_level(seen: View) -> Iterator[Problem]:
    """A heading two or more levels below the one before it."""
    last = 0
    for section in seen.definition.sections if seen.definition else ():
        source = seen.files.get(f"{section.name}.j2")
        if source:
            yield from _skipped(source, last)
            last = _last_level(source) or last
    for depth, body in _bodies(seen):
        source = seen.files.get(f"points/{body}.j2")
        if source:
            yield from _skipped(source, depth)


def typed_count(seen: View) -> Iterator[Problem]:
    """The number of points announced in words, where the points can be counted."""
    question = next((question for question in seen.questions.values() if question.kind == "points"), None)
    if question is None or question.default is None:
        return
    for source in _before_points(seen, question.key):
        for found in _COUNT.finditer(source.survey.words):
            mend = f"写成 {{{{ {question.key}|count }}}}{found['of']}，增减要点时数字跟着变"
            yield Problem(f"“{found['at']}{found['of']}”是写死的", source.place(found.start("at")), mend)
    points = [point for point in question.default if isinstance(point, Point)]
    figures = {point.heading: point.figure for _, point in numbered(points) if point.figure}
    for source in seen.texts:
        figure = figures.get(source.survey.words)  # a heading that has no {{ }} is its own words
        typed = re.search(rf"“(?P<at>[两二三四五六七八九十]+){figure}”", source.survey.words) if figure else None
        if typed:
            mend = f"写成 “{{{{ count }}}}{figure}”，增减各条时数字跟着变"
            yield Problem(f"“{typed['at']}{figure}”是写死的", source.place(typed.start("at")), mend)


def _before_points(seen: View, key: str) -> list[Source]:
    """The files of the sections up to the one that goes through the points: what comes after counts something else."""
    names = [f"{section.name}.j2" for section in seen.definition.sections] if seen.definition else []
    files = [seen.files[name] for name in names if name in seen.files]
    rows = [number for number, file in enumerate(files, 1) if any(s.name == key for s in file.survey.steering())]
    return files[: max(rows, default=0)]


def _skipped(source: Source, last: int) -> Iterator[Problem]:
    """Headings of a file that skip a level, the first after one of level `last`."""
    for found in _HEADING.finditer(source.survey.words):
        level = len(found["marks"])
        if level > last + 1:
            before = f"{'#' * last} 后面" if last else "前面没有一级标题，"
            mend = f"改成 {'#' * (last + 1)}"
            yield Problem(f"{before}直接写了 {'#' * level}", source.place(found.start("marks")), mend)
        last = level


def _last_level(source: Source) -> int:
    """The level of the last heading of a file, 0 where there is none."""
    levels = [len(found["marks"]) for found in _HEADING.finditer(source.survey.words)]
    return levels[-1] if levels else 0


def _bodies(seen: View) -> Iterator[tuple[int, str]]:
    """(level of its point, file) of each text under a point."""
    for question in seen.questions.values():
        points = [point for point in question.default or () if isinstance(point, Point)]
        yield from ((1 + number.count("."), point.body) for number, point in numbered(points) if point.body)
