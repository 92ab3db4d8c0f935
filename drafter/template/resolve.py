"""From the answers given to what a template sees: defaults derived, conditions applied, the rest open."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from drafter.answers import convert
from drafter.document import Field, Gap
from drafter.errors import InputError, Place, Problem
from drafter.markup import Passage
from drafter.numerals import chinese
from drafter.questions import Point, shown
from drafter.template.values import Answer, Choice, Many, Open, PointView, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafter.markup import Segment
    from drafter.questions import Question, Value
    from drafter.template.render import Renderer


@dataclass(slots=True)
class Resolver:
    """Works out each question's value as it is needed: a default may use any other answer.

    given: answers by key, as plain values. left_open: keys that the writer wants open although they have a default.
    """

    questions: Mapping[str, Question]
    renderer: Renderer
    given: Mapping[str, Value]
    left_open: frozenset[str] = frozenset()
    _seen: dict[str, object] = field(default_factory=dict)
    _pending: list[str] = field(default_factory=list)

    def values(self) -> dict[str, object]:
        """What the template sees, for every question."""
        return {key: self.value(key) for key in self.questions}

    def value(self, key: str) -> object:
        """What the template sees of one question."""
        if key not in self._seen:
            if key in self._pending:
                around = " → ".join([*self._pending, key])
                raise InputError(Problem(f"默认值互相推算，没有尽头：{around}", self.questions[key].place))
            self._pending.append(key)
            self._seen[key] = self._resolved(self.questions[key])
            self._pending.pop()
        return self._seen[key]

    def is_asked(self, key: str) -> bool:
        """Whether the question's condition holds."""
        when = self.questions[key].when
        return not when or (self.is_asked(when) and self.value(when) is True)

    def default(self, key: str) -> Value | None:
        """The default of a question as a plain value, None where it has none or hangs on something open."""
        question = self.questions[key]
        if question.kind == "points":
            return self._points(question, None)
        parts = self._default_parts(question)
        if not parts or any(isinstance(s, Gap) for part in parts for s in part):
            return None
        texts = tuple(_text(part) for part in parts)
        return texts if isinstance(question.default, tuple) else self._converted(question, texts[0])

    def outline(self, points: tuple[Point, ...] | None = None) -> tuple[str, tuple[Point, ...]]:
        """The key of the points question and `points` with all that the template knows of them filled in.

        Without `points`: those given, else the default ones. An empty key where the template asks for none.
        """
        question = next((q for q in self.questions.values() if q.kind == "points"), None)
        if question is None:
            return "", ()
        return question.key, self._points(question, points or self._given_points(question))

    def _resolved(self, question: Question) -> object:
        if not self.is_asked(question.key):
            return Open(question.key, question.gap, many=_is_many(question))
        given = None if question.key in self.left_open else self.given.get(question.key)
        if question.kind == "points":
            return self._point_views(question, self._given_points(question))
        if given is not None:
            return _view(question, given)
        if question.key in self.left_open and question.kind not in {"choice", "yesno"}:
            return Open(question.key, question.gap, many=_is_many(question))
        return self._defaulted(question)

    def _defaulted(self, question: Question) -> object:
        parts = self._default_parts(question)
        if not parts:
            return Open(question.key, question.gap, many=_is_many(question))
        if isinstance(question.default, tuple):
            items = [_owned(part, f"{question.key}.{n}") for n, part in enumerate(parts, 1)]
            return Many(question.key, items)
        if question.kind == "text":
            return _owned(parts[0], question.key)
        if any(isinstance(segment, Gap) for segment in parts[0]):
            return Open(question.key, question.gap, many=_is_many(question))
        value = self._converted(question, _text(parts[0]))
        return Open(question.key, question.gap) if value is None else _view(question, value)

    def _default_parts(self, question: Question) -> list[tuple[Segment, ...]]:
        """The default rendered: one part, or one for each item of a list."""
        default = question.default
        sources = default if isinstance(default, tuple) else (default or "",)
        place = question.place or Place(question.key)
        return [self._rendered(text, place) for text in sources if isinstance(text, str) and text]

    def _rendered(self, source: str, place: Place, **extra: object) -> tuple[Segment, ...]:
        names = self.renderer.names(source, place)
        values = {name: self.value(name) for name in names if name in self.questions}
        return self.renderer.text(source, {**values, **extra}, place)

    def _converted(self, question: Question, text: str) -> Value | None:
        try:
            return convert(question, text)
        except InputError as error:
            raise InputError(*(replace(p, place=question.place) for p in error.problems)) from error

    def _points(self, question: Question, points: tuple[Point, ...] | None) -> tuple[Point, ...]:
        views = self._point_views(question, points)
        return tuple(_plain_point(view) for view in views)

    def _given_points(self, question: Question) -> tuple[Point, ...] | None:
        given = self.given.get(question.key)
        return tuple(p for p in given if isinstance(p, Point)) if isinstance(given, tuple) else None

    def _point_views(self, question: Question, given: tuple[Point, ...] | None) -> Many:
        defaults = [p for p in question.default or () if isinstance(p, Point)]
        chosen = defaults if given is None else given
        known = {p.body: p for top in defaults for p in (top, *top.points) if p.body}
        return Many(question.key, [self._point_view(question, p, known, str(n)) for n, p in enumerate(chosen, 1)])

    def _point_view(self, question: Question, point: Point, known: dict[str, Point], number: str) -> PointView:
        own = known.get(point.body, Point()) if point.body else Point()
        key = f"{question.key}.{number}"
        source = own.heading if not point.heading or point is own else ""
        if source:
            place = question.place or Place(key)
            heading = _owned(self._rendered(source, place, count=chinese(len(point.points))), key)
        elif point.heading:
            heading = Answer(key, point.heading, point.heading)
        else:
            heading = Text([Gap(key, "这一条的标题")], key)
        below = [self._point_view(question, p, known, f"{number}.{n}") for n, p in enumerate(point.points, 1)]
        body = f"points/{point.body}.j2" if point.body else ""
        return PointView(heading, body, Many(key, below), point.series or own.series, point.figure or own.figure)


def _view(question: Question, value: Value) -> object:
    """A plain value as templates see it."""
    key = question.key
    if isinstance(value, bool):
        return value
    if question.kind == "choice":
        return Choice(key, str(value))
    if question.kind == "long" and isinstance(value, tuple):
        return Answer(key, value, tuple(str(paragraph) for paragraph in value))
    if isinstance(value, tuple):
        texts = [(f"{key}.{n}", str(item)) for n, item in enumerate(value, 1)]
        choices = question.kind == "several"
        return Many(key, [Choice(k, t) if choices else Answer(k, t, t) for k, t in texts])
    return Answer(key, value, str(value) if isinstance(value, (int, str)) else shown(value))


def _owned(parts: tuple[Segment, ...], key: str) -> Text:
    """A default as one field of its own question; around gaps in it, as several."""
    if any(isinstance(s, Gap) for s in parts):
        return Text([s if isinstance(s, Gap) else Field(key, _text((s,))) for s in parts], key)
    return Text([Field(key, _text(parts))], key)


def _text(parts: tuple[Segment, ...]) -> str:
    return "".join("\n".join(s.paragraphs) if isinstance(s, Passage) else s.text for s in parts)


def _plain_point(view: PointView) -> Point:
    body = view.body.removeprefix("points/").removesuffix(".j2")
    points = tuple(_plain_point(below) for below in view.points)
    return Point(heading_text(view), body, points, view._series, view._figure)  # noqa: SLF001


def heading_text(view: PointView) -> str:
    """The heading's plain text, gaps included."""
    return _text(view.heading._segments) if isinstance(view.heading, Text) else ""  # noqa: SLF001


def _is_many(question: Question) -> bool:
    return question.kind in {"several", "list"}


def day_of(value: object) -> dt.date | None:
    """The day that a date answer holds, None for anything else."""
    plain = value._value if isinstance(value, Answer) else None  # noqa: SLF001
    return plain if isinstance(plain, dt.date) else None
