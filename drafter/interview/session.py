"""The interview as a state machine with no screen: which question is asked now, what is answered, what is left open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from drafter.answers import convert
from drafter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from drafter.questions import Point, Question, Value

# With the choice of the template 15.
FIRST_ROUND = 14
STEERING = ("choice", "yesno")
"""Kinds of question that always have a value: left open, their default."""


class Derived(Protocol):
    """What follows from the answers so far."""

    def default(self, key: str) -> Value | None:
        """The default of a question, None where it has none yet."""

    def is_asked(self, key: str) -> bool:
        """Whether the question's condition holds."""

    def outline(self, points: tuple[Point, ...] | None = None) -> tuple[str, tuple[Point, ...]]:
        """The key of the points question, and points with all that the template knows of them filled in."""


@dataclass(slots=True)
class Session:
    """One interview.

    questions: in the order in which they are asked. derive: what follows from answers and keys left open.
    known: answers that a profile or a file gave and that need not be asked. last: last time's answers of
    questions that are asked anew each time; they are only shown. answers are kept while their question is hidden or
    left open. typed: text that stands in a prompt and is no answer yet, by the key of its question, for prompts within
    one by key/what/where. at: the question gone to, empty for the next that is due. within: the name of the prompt
    within it that is open.
    """

    questions: Mapping[str, Question]
    derive: Callable[[Mapping[str, Value], frozenset[str]], Derived]
    known: Mapping[str, Value] = field(default_factory=dict)
    last: Mapping[str, Value] = field(default_factory=dict)
    answers: dict[str, Value] = field(default_factory=dict)
    left_open: set[str] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)
    typed: dict[str, str] = field(default_factory=dict)
    at: str = ""
    within: str = ""
    _derived: tuple[dict[str, Value], frozenset[str], Derived] | None = field(
        default=None, init=False, repr=False, compare=False
    )

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was answered, left open or begun yet."""
        return not (self.passed or self.typed)

    def given(self) -> dict[str, Value]:
        """Every answer there is: the known ones, and over them those typed."""
        merged = {**self.known, **self.answers}
        return {key: value for key, value in merged.items() if key not in self.left_open}

    def asking(self) -> Question | None:
        """The question to ask now: the one gone to, else the next of the first round; None is the review."""
        if self.at and self.derived().is_asked(self.at):
            return self.questions[self.at]
        return self.pending()

    def pending(self) -> Question | None:
        """The next question of the first round, None when it is done."""
        return next((q for q in self._due() if q.key not in self.passed), None)

    def go(self, key: str) -> None:
        """Ask this question now, whatever is due; after it what was due before."""
        self.at = key

    def back(self) -> bool:
        """Go to the question before, from one that was gone to in the review to the review; False at the first."""
        if self.pending() is None:
            self.at = ""
            return True
        now = self.asking()
        due = [question.key for question in self._due()]
        place = due.index(now.key) if now and now.key in due else 0
        if place:
            self.at = due[place - 1]
        return bool(place)

    def _due(self) -> list[Question]:
        """The questions of the first round whose condition holds, in order."""
        derived = self.derived()
        return [question for question in self._round() if derived.is_asked(question.key)]

    def _round(self) -> list[Question]:
        """The first round: its own questions, then those asked anew that a profile answered last time; 14 at most."""
        unknown = [q for q in self.questions.values() if q.key not in self.known]
        wanted = [q.key for q in unknown if q.first] + [q.key for q in unknown if q.key in self.last and not q.first]
        return [q for q in unknown if q.key in wanted[:FIRST_ROUND]]

    def derived(self) -> Derived:
        """What follows from the answers as they are now; worked out once, however often it is looked at."""
        given, left_open = self.given(), frozenset(self.left_open)
        if self._derived is None or self._derived[:2] != (given, left_open):
            self._derived = given, left_open, self.derive(given, left_open)
        return self._derived[2]

    def followers(self, key: str) -> list[Question]:
        """The questions asked now whose defaults name this one."""
        name = re.compile(rf"(?<![|\w.]){re.escape(key)}\b", re.ASCII)  # behind a | it is a filter's name
        return [q for q in self.asked() if any(name.search(source) for source in _sources(q))]

    def answer(self, key: str, text: str) -> Value | None:
        """Take what was typed for a question: an empty text leaves it open, its own default stays a default.

        InputError where it is no answer; the question then is as it was.
        """
        value = convert(self.questions[key], text)
        if value is None:
            self.leave_open(key)
        else:
            self.choose(key, value)
        return value

    def choose(self, key: str, value: Value) -> None:
        """Take a checked value; the question's own default stays a default."""
        if key not in self.known and value == self.default(key):
            self.take_default(key)
        else:
            self.put(key, value)
            self._pass(key)

    def put(self, key: str, value: Value) -> None:
        """Set a checked value; where the question is being asked it goes on being asked."""
        self.answers[key] = value
        self.left_open.discard(key)
        self.passed.add(key)

    def keep(self, key: str) -> None:
        """Let what is offered for a question stand as it is, whether an answer or a default."""
        self.left_open.discard(key)
        self._pass(key)

    def leave_open(self, key: str) -> None:
        """Leave a question open: it becomes a gap, whatever a profile or its default says.

        What was answered or stands half-typed is set aside and offered when the question is asked again; a choice takes
        its default.
        """
        if self.questions[key].kind in STEERING:
            self.answers.pop(key, None)
        self.left_open.add(key)
        self._leave(key)

    def take_default(self, key: str) -> None:
        """Let the default stand, which keeps following the answers it comes from."""
        self.answers.pop(key, None)
        self.left_open.discard(key)
        self._pass(key)

    def _pass(self, key: str) -> None:
        self.typed.pop(key, None)
        self._leave(key)

    def _leave(self, key: str) -> None:
        self.passed.add(key)
        if self.at == key:
            self.at = ""

    def default(self, key: str) -> Value | None:
        """The default of a question as things stand."""
        return self.derived().default(key)

    def current(self, key: str) -> Value | None:
        """The answer as it would go into the draft now, None where it is open."""
        if key in self.left_open and self.questions[key].kind not in STEERING:
            return None
        value = self.given().get(key)
        return self.default(key) if value is None else value

    def offered(self, key: str) -> Value | None:
        """What stands in its prompt: the answer, also one set aside as it was left open, else the default."""
        if self.questions[key].kind in STEERING:
            return self.current(key)
        value = self.answers.get(key, self.known.get(key))
        return self.default(key) if value is None else value

    def asked(self) -> list[Question]:
        """Every question whose condition holds, in order: what a review shows."""
        derived = self.derived()
        return [question for key, question in self.questions.items() if derived.is_asked(key)]


def _sources(question: Question) -> list[str]:
    """The Jinja of a default, each item's; headings of points aside, which show where they stand."""
    default = question.default if isinstance(question.default, tuple) else (question.default or "",)
    return [source for source in default if isinstance(source, str)]
