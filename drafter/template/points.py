"""Points as templates see them: the writer's headings, or the template's own with all that it knows of them."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.document import Field, Gap
from drafter.errors import InputError, Place, Problem
from drafter.numerals import FAMILIES
from drafter.questions import SLOT, Point, nearest, numbered
from drafter.records import dataclass, replace
from drafter.template.filters import counted
from drafter.template.values import Answer, Many, PointView, Text, owned, plain

_A_PLACE = "标题里的一处"

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from drafter.markup import Segment
    from drafter.questions import Question


def point_views(
    question: Question, given: tuple[Point, ...] | None, rendered: Callable[..., tuple[Segment, ...]]
) -> Many:
    """The points given, or the template's own where none are. rendered: a heading of the template's as segments."""
    defaults = _defaults(question)
    named = {_name(p.body, _source(p)): p for _, p in numbered(defaults) if p.body or _source(p)}
    views = _Views(question, None if given is None else named, rendered)
    return views.all(defaults if given is None else given, question.key)


def plain_points(views: Iterable[PointView]) -> tuple[Point, ...]:
    """The same as plain data, each heading as it shows; one with gaps has its form too."""
    return tuple(_plain(view) for view in views)


def check_points(question: Question, given: Iterable[Point], files: Iterable[str]) -> None:
    """InputError lists each body that is no file of the template, each own heading and marker family there is not."""
    parts = [name.split("/") for name in files]
    bodies = [name[1].removesuffix(".j2") for name in parts if len(name) > 1 and name[0] == "points"]
    sources = [_source(point) for _, point in numbered(_defaults(question)) if not point.body]
    problems = []
    for number, point in numbered(given):
        where = f"{question.label}第{number}条"
        if point.body and point.body not in bodies:
            mend = nearest(point.body, bodies) or "不写 body，这一条就留待补"
            problems.append(Problem(f"{where}：没有“{point.body}”这篇正文", point.place, mend))
        if point.own and point.own not in sources:
            mend = nearest(point.own, sources) or "改写 heading"
            problems.append(Problem(f"{where}：模板里没有“{point.own}”这个标题", point.place, mend))
        if point.series and point.series not in FAMILIES:
            mend = f"可用：{' '.join(FAMILIES)}"
            problems.append(Problem(f"{where}：没有“{point.series}”这种编号", point.place, mend))
    if problems:
        raise InputError(*problems)


def _defaults(question: Question) -> tuple[Point, ...]:
    return tuple(point for point in question.default or () if isinstance(point, Point))


def _source(point: Point) -> str:
    """The heading of one of the template's points, as template.yaml writes it."""
    return point.heading or point.form


def _name(body: str, own: str) -> tuple[str, str]:
    """What tells which of the template's points is meant."""
    return body, "" if body else own


@dataclass(frozen=True, slots=True)
class _Views:
    """Makes them. known: the template's own points by name; None where it is these that are shown."""

    question: Question
    known: Mapping[tuple[str, str], Point] | None
    rendered: Callable[..., tuple[Segment, ...]]

    def all(self, points: Iterable[Point], key: str) -> Many:
        """The points below one, or all of them."""
        return Many(key, [self._view(point, f"{key}.{number}") for number, point in enumerate(points, 1)])

    def _view(self, point: Point, key: str) -> PointView:
        if self.known is None:
            own, source = point, "" if point.body else _source(point)
        else:
            own, source = self.known.get(_name(point.body, point.own), Point()), point.own
        told = Point(series=point.series or own.series, figure=point.figure or own.figure, own=source)
        body = f"points/{point.body}.j2" if point.body else ""
        return PointView(self._heading(point, own, key), body, self.all(point.points, key), told)

    def _heading(self, point: Point, own: Point, key: str) -> Text:
        """What the writer wrote of a heading, else the template's own, else a gap."""
        if point.heading and self.known is not None and not point.form:
            return Answer(key, point.heading, point.heading)
        place = self.question.place or Place(key)
        parts = self.rendered(own.heading, place, count=counted(len(point.points)))
        if point.form or own.form:
            return Text(_unfinished(point.form or own.form, key, parts), key)
        return _with_key(owned(parts, key), key) if plain(parts).strip() else Text([Gap(key, "这一条的标题")], key)


def _unfinished(form: str, key: str, own: Iterable[Segment]) -> list[Segment]:
    """A heading that is not done: a gap for each slot, which says what that of the template's own heading says."""
    texts = form.split(SLOT)
    gaps = _gaps(own)
    found: list[Segment] = [Field(key, texts[0])] if texts[0] else []
    for before, after in pairwise(texts):
        at = next((n for n, gap in enumerate(gaps) if before.endswith(gap[0]) and after.startswith(gap[2])), None)
        found.append(Gap(key, _A_PLACE if at is None else gaps[at][1].hint))
        gaps = gaps if at is None else gaps[at + 1 :]
        if after:
            found.append(Field(key, after))
    return found


def _gaps(parts: Iterable[Segment]) -> list[tuple[str, Gap, str]]:
    """The gaps of a heading, each with the words from the gap before it and to the next one."""
    found: list[tuple[str, Gap, str]] = []
    words = ""
    for part in parts:
        if isinstance(part, Gap):
            found.append((words, part, ""))
            words = ""
        else:
            words += plain([part])
            if found:
                found[-1] = (*found[-1][:2], words)
    return found


def _with_key(heading: Text, key: str) -> Text:
    """The heading; where it is all gaps of other questions, with an empty field that says which point it is."""
    parts = heading._segments
    has_key = any(isinstance(part, (Field, Gap)) and part.key == key for part in parts)
    return heading if has_key else Text([Field(key, ""), *parts], key)


@lru_cache(maxsize=256)
def _plain(view: PointView) -> Point:
    parts = view.heading._segments
    slots = "".join(SLOT if isinstance(part, Gap) else plain([part]) for part in parts)
    return replace(
        view._point,
        heading=plain(parts),
        form=slots if any(isinstance(part, Gap) for part in parts) else "",
        body=view.body.removeprefix("points/").removesuffix(".j2"),
        points=plain_points(view.points),
    )
