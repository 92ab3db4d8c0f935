"""From the answers given to what a template sees: defaults derived, conditions applied, the rest open."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from drafter.answers import convert
from drafter.document import Gap
from drafter.errors import InputError, Place, Problem
from drafter.questions import Point, nearest, shown
from drafter.records import dataclass, field, replace
from drafter.template.points import check_points, plain_points, point_views
from drafter.template.values import Answer, Choice, Many, Open, owned, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafter.markup import Segment
    from drafter.questions import Question, Value
    from drafter.template.pouring import PouringRenderer

_FARTHEST = 30


class Resolved(NamedTuple):
    """What a question came to, what was given for it, and the values of others that this hung on, in order."""

    value: object
    given: Value | None
    is_left_open: bool
    used: list[tuple[str, object]]


@dataclass(slots=True)
class Resolver:
    """Works out each question's value as it is needed: a default may use any other answer.

    given: answers by key, as plain values. left_open: keys that the writer wants open although they have a default.
    before: what questions came to with the last answers; one that hangs on nothing that changed comes to the very same
    object again.
    """

    questions: Mapping[str, Question]
    renderer: PouringRenderer
    given: Mapping[str, Value]
    left_open: frozenset[str] = frozenset()
    before: dict[str, Resolved] = field(default_factory=dict)
    _seen: dict[str, object] = field(default_factory=dict)
    _pending: list[str] = field(default_factory=list)
    _used: list[tuple[str, object]] = field(default_factory=list)

    def values(self) -> dict[str, object]:
        """What the template sees, for every question."""
        return {key: self.value(key) for key in self.questions}

    def value(self, key: str) -> object:
        """What the template sees of one question."""
        if key not in self._seen:
            last = self.before.get(key)
            hangs_on_nothing = last and not last.used and self._is_given_again(key, last)
            self._seen[key] = last.value if last and hangs_on_nothing else self._worked_out(key)
        found = self._seen[key]
        self._used.append((key, found))
        return found

    def _worked_out(self, key: str) -> object:
        """What a question comes to, and what it hangs on."""
        if key in self._pending:
            around = " → ".join([*self._pending, key])
            raise InputError(Problem(f"默认值互相推算，没有尽头：{around}", self.questions[key].place))
        self._check_distance(self._pending, key)
        self._pending.append(key)
        around_it, self._used = self._used, []
        try:
            return self._again(self.questions[key])
        finally:
            self._pending.pop()
            self._used = around_it

    def is_asked(self, key: str) -> bool:
        """Whether the question's condition holds, and those of the questions that it hangs on."""
        above: list[str] = []
        while when := self.questions[above[-1] if above else key].when:
            self._check_distance(above, key)
            above.append(when)
        return all(self.value(when) is True for when in reversed(above))

    def default(self, key: str) -> Value | None:
        """The default of a question as a plain value, None where it has none or hangs on something open."""
        question = self.questions[key]
        if question.kind == "points":
            return self._points(question, None)
        parts = self._default_parts(question)
        if not parts or any(isinstance(s, Gap) for part in parts for s in part):
            return None
        return self._plain_default(question, parts)

    def outline(self, points: tuple[Point, ...] | None = None) -> tuple[str, tuple[Point, ...]]:
        """The key of the points question and `points` with all that the template knows of them filled in.

        Without `points`: those given, else the default ones. An empty key where the template asks for none.
        """
        question = next((q for q in self.questions.values() if q.kind == "points"), None)
        if question is None:
            return "", ()
        views = self.value(question.key) if points is None else None
        if isinstance(views, Many):
            return question.key, plain_points(views)
        return question.key, self._points(question, self._given_points(question) if points is None else points)

    def _check_distance(self, passed: list[str], key: str) -> None:
        if len(passed) > _FARTHEST:
            around = f"{passed[0]} → … → {key}"
            raise InputError(Problem(f"推算经过的问题超过{_FARTHEST}个：{around}", self.questions[key].place))

    def _again(self, question: Question) -> object:
        """What a question came to before, if it hangs on nothing that changed since, else what it comes to now."""
        last = self.before.get(question.key)
        if last and self._is_given_again(question.key, last):
            for name, value in last.used:
                if self.value(name) is not value:
                    break
            else:
                return last.value
            self._used = []
        found = self._resolved(question)
        given, is_left_open = self.given.get(question.key), question.key in self.left_open
        self.before[question.key] = Resolved(found, given, is_left_open, self._used)
        return found

    def _is_given_again(self, key: str, last: Resolved) -> bool:
        """Whether the same was given for a question as the last time. 1 and True are not the same."""
        one, other = last.given, self.given.get(key)
        same = one is other or (type(one) is type(other) and one == other)
        return same and last.is_left_open == (key in self.left_open)

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
        if question.kind == "list" and isinstance(question.default, tuple):
            return Many(question.key, [owned(part, f"{question.key}.{n}") for n, part in enumerate(parts, 1)])
        if question.kind == "text":
            return owned(parts[0], question.key)
        if any(isinstance(segment, Gap) for part in parts for segment in part):
            return Open(question.key, question.gap, many=_is_many(question))
        value = self._plain_default(question, parts)
        return Open(question.key, question.gap, many=_is_many(question)) if value is None else _view(question, value)

    def _plain_default(self, question: Question, parts: list[tuple[Segment, ...]]) -> Value | None:
        texts = tuple(plain(part) for part in parts)
        return texts if isinstance(question.default, tuple) else self._converted(question, texts[0])

    def _default_parts(self, question: Question) -> list[tuple[Segment, ...]]:
        """The default rendered: one part, or one for each item of a list; none for what comes to nothing."""
        default = question.default
        sources = default if isinstance(default, tuple) else (default or "",)
        place = question.place or Place(question.key)
        if question.kind in {"choice", "yesno"}:
            self._check_steered(question, place)
        parts = [self._rendered(text, place) for text in sources if isinstance(text, str)]
        return [part for part in parts if plain(part).strip()]

    def _check_steered(self, question: Question, place: Place) -> None:
        """A default that steers may hang on what may steer only: else a writer's words would choose the sections."""
        for name in self.renderer.names(str(question.default), place):
            if name in self.questions and self.questions[name].kind not in {"choice", "several", "yesno"}:
                message = f"“{question.key}”决定写哪些内容，它的默认值不能由“{name}”推算"
                raise InputError(Problem(message, place, "只能由是否题和选择题推算"))

    def _rendered(self, source: str, place: Place, **extra: object) -> tuple[Segment, ...]:
        names = self.renderer.names(source, place)
        if unknown := sorted(names - self.questions.keys() - extra.keys() - {"gap"}):
            faults = (Problem(f"没有“{name}”这个问题", place, nearest(name, self.questions)) for name in unknown)
            raise InputError(*faults)
        values = {name: self.value(name) for name in sorted(names) if name in self.questions}
        return self.renderer.text(source, {**values, **extra}, place)

    def _converted(self, question: Question, text: str) -> Value | None:
        try:
            return convert(question, text)
        except InputError as error:
            raise InputError(*(replace(p, place=question.place) for p in error.problems)) from error

    def _points(self, question: Question, points: tuple[Point, ...] | None) -> tuple[Point, ...]:
        return plain_points(self._point_views(question, points))

    def _given_points(self, question: Question) -> tuple[Point, ...] | None:
        given = self.given.get(question.key)
        return tuple(p for p in given if isinstance(p, Point)) if isinstance(given, tuple) else None

    def _point_views(self, question: Question, given: tuple[Point, ...] | None) -> Many:
        if given is not None:
            check_points(question, given, self.renderer.files())
        return point_views(question, given, self._rendered)


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


def _is_many(question: Question) -> bool:
    return question.kind in {"several", "list"}


def day_of(value: object) -> dt.date | None:
    """The day that a date answer holds, None for anything else."""
    plain = value._value if isinstance(value, Answer) else None
    return plain if isinstance(plain, dt.date) else None
