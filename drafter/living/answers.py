"""The answers that a draft in a file gives: those it carries, and those that somebody typed into it since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.answers import convert
from drafter.errors import InputError, Place
from drafter.layers import merge
from drafter.living.draft import Answers
from drafter.living.origin import carried
from drafter.questions import Point, numbered, shown
from drafter.records import dataclass, replace
from drafter.word.gaps import still_open
from drafter.yamlfile import Items, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from drafter.questions import Question, Value
    from drafter.template import Template
    from drafter.word.opened import Opened
    from drafter.word.store import Store

_OPEN = "【待补"
_MANY = ("list", "several", "long")


@dataclass(frozen=True, slots=True)
class ReadBack:
    """Answers read from a draft.

    edited: keys of answers that are what somebody typed; of a list's items, as `rules.1`. disagreeing: key → what its
    places say, where they say different things or what is no answer to it; there the answer that the draft carries is
    kept.
    """

    answers: Answers
    edited: tuple[str, ...]
    disagreeing: Mapping[str, tuple[str, ...]]


def answers_of(opened: Opened, store: Store, template: Template) -> ReadBack:
    """Read them back: what all places that showed an answer as it was given now say.

    Places that show what is derived from an answer, as 市局 from a unit's name, are not asked.
    """
    questions = template.definition.questions
    merged = merge([carried(store.origin, template, opened.path)], questions, lambda _: ())
    reader = _Reader(opened, store, template, Answers(merged.values, frozenset(merged.left_open)))
    values = dict(merged.values)
    for key, question in questions.items():
        value = reader.value(question)
        if value is not None:
            values[key] = value
    left_open = frozenset(key for key in merged.left_open if key not in values)
    return ReadBack(Answers(values, left_open), tuple(reader.edited), reader.disagreeing)


class _Reader:
    def __init__(self, opened: Opened, store: Store, template: Template, carried_: Answers) -> None:
        self.edited: list[str] = []
        self.disagreeing: dict[str, tuple[str, ...]] = {}
        self._resolver = template.resolver(carried_.values, carried_.left_open)
        self._given = carried_
        self._places: dict[str, list[tuple[str, str]]] = {}
        for number, mark in store.shown.items():
            for found in opened.marks.get(number, []):
                if mark.key and found.text and not found.fault:
                    self._places.setdefault(mark.key, []).append((mark.text, found.text))

    def value(self, question: Question) -> Value | None:
        """The answer that was typed over that of a question; None where none was."""
        known = None if question.key in self._given.left_open else self._known(question)
        if question.kind == "points":
            return self._points(question)
        if isinstance(known, tuple):
            return self._items(question, tuple(str(item) for item in known))
        text = self._agreed(question.key, "" if known is None else shown(known))
        return None if text is None else self._converted(question, question.key, (text,))

    def _known(self, question: Question) -> Value | None:
        given = self._given.values.get(question.key)
        return self._resolver.default(question.key) if given is None else given

    def _items(self, question: Question, items: tuple[str, ...]) -> Value | None:
        """A list, item by item; the paragraphs of a long answer, which are shown one after the other."""
        if question.kind == "long":
            places = self._places.get(question.key, [])
            before, after = tuple(was for was, _ in places), tuple(now for _, now in places)
            if before != items:
                self._agreed(question.key, "\0")
            return self._converted(question, question.key, after) if before == items != after else None
        keys = [f"{question.key}.{number}" for number in range(1, len(items) + 1)]
        said = [self._agreed(key, item) for key, item in zip(keys, items, strict=True)]
        if not any(said):
            return None
        typed = tuple(new or item for new, item in zip(said, items, strict=True))
        return self._converted(question, question.key, typed)

    def _points(self, question: Question) -> Value | None:
        """The points, where a heading was typed over; the others keep what they follow."""
        given = self._given.values.get(question.key)
        points = given if isinstance(given, tuple) else self._resolver.outline()[1]
        told = tuple(point for point in points if isinstance(point, Point))
        said = {
            number: text
            for number, point in numbered(told)
            if point.heading and (text := self._agreed(f"{question.key}.{number}", point.heading))
        }
        return _retold(told, said, "", follows=given is None) if said else None

    def _agreed(self, key: str, known: str) -> str | None:
        """What the places that showed an answer say instead of it; None where they still show it, or disagree."""
        given = known.replace("\r", "\n")
        direct = [
            now
            for was, now in self._places.get(key, [])
            if was == given or (was.startswith(_OPEN) and not still_open(now, was))
        ]
        said = tuple(dict.fromkeys(text for text in direct if not text.startswith(_OPEN)))
        if not said or said == (known,):
            return None
        if len(said) > 1:
            self.disagreeing[key] = said
            return None
        self.edited.append(key)
        return said[0]

    def _converted(self, question: Question, key: str, texts: tuple[str, ...]) -> Value | None:
        """The texts as an answer; listed where they are none."""
        nowhere = Place("")
        items = tuple(Scalar(text, nowhere) for text in texts)
        try:
            value = convert(question, Items(items, nowhere) if question.kind in _MANY else items[0])
        except InputError:
            value = None
        if value is None:
            self.disagreeing[key] = texts
            self.edited = [each for each in self.edited if each.partition(".")[0] != key]
        elif all(each.partition(".")[0] != key for each in self.edited):
            self.edited.append(key)
        return value


def _retold(points: Iterable[Point], said: Mapping[str, str], above: str, *, follows: bool) -> tuple[Point, ...]:
    """The points with these headings; follows: whether the others are to go on having the template's own."""
    found = []
    for number, point in enumerate(points, 1):
        place = f"{above}{number}"
        heading, form, own = point.heading, point.form, point.own
        if place in said:
            heading, form, own = said[place], "", ""
        elif follows and (point.body or own):
            heading, form = "", ""
        below = _retold(point.points, said, f"{place}.", follows=follows)
        found.append(replace(point, heading=heading, form=form, own=own, points=below))
    return tuple(found)
