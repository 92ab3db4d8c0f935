"""The interview as a state machine with no screen: which question is next, what is answered, what is left open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from drafter.answers import convert

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from drafter.questions import Point, Question, Value

# With the choice of the template 15.
FIRST_ROUND = 14


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
    questions that are asked anew each time; they are only shown.
    """

    questions: Mapping[str, Question]
    derive: Callable[[Mapping[str, Value], frozenset[str]], Derived]
    known: Mapping[str, Value] = field(default_factory=dict)
    last: Mapping[str, Value] = field(default_factory=dict)
    answers: dict[str, Value] = field(default_factory=dict)
    left_open: set[str] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)

    def given(self) -> dict[str, Value]:
        """Every answer there is: the known ones, and over them those typed."""
        merged = {**self.known, **self.answers}
        return {key: value for key, value in merged.items() if key not in self.left_open}

    def pending(self) -> Question | None:
        """The next question of the first round, None when it is done."""
        derived = self.derived()
        due = [q for q in self._round() if q.key not in self.passed and derived.is_asked(q.key)]
        return due[0] if due else None

    def _round(self) -> list[Question]:
        """The first round: its own questions, then those asked anew that a profile answered last time; 14 at most."""
        unknown = [q for q in self.questions.values() if q.key not in self.known]
        wanted = [q.key for q in unknown if q.first] + [q.key for q in unknown if q.key in self.last and not q.first]
        return [q for q in unknown if q.key in wanted[:FIRST_ROUND]]

    def derived(self) -> Derived:
        """What follows from the answers as they are now."""
        return self.derive(self.given(), frozenset(self.left_open))

    def answer(self, key: str, text: str) -> Value | None:
        """Take what was typed for a question: an empty text leaves it open, its own default stays a default.

        InputError where it is no answer; the question then is as it was.
        """
        value = convert(self.questions[key], text)
        if value is None:
            self.leave_open(key)
        elif value == self.default(key):
            self.take_default(key)
        else:
            self.put(key, value)
        return value

    def put(self, key: str, value: Value) -> None:
        """Set a checked value."""
        self.answers[key] = value
        self.left_open.discard(key)
        self.passed.add(key)

    def keep(self, key: str) -> None:
        """Let what is shown for a question stand as it is, whether an answer or a default."""
        self.passed.add(key)

    def leave_open(self, key: str) -> None:
        """Leave a question open: it becomes a gap, whatever a profile or its default says."""
        self.answers.pop(key, None)
        self.left_open.add(key)
        self.passed.add(key)

    def take_default(self, key: str) -> None:
        """Let the default stand, which keeps following the answers it comes from."""
        self.answers.pop(key, None)
        self.left_open.discard(key)
        self.passed.add(key)

    def default(self, key: str) -> Value | None:
        """The default of a question as things stand."""
        return self.derived().default(key)

    def current(self, key: str) -> Value | None:
        """The answer as it would go into the draft now, None where it is open."""
        if key in self.left_open and self.questions[key].kind not in {"choice", "yesno"}:
            return None
        value = self.given().get(key)
        return self.default(key) if value is None else value

    def asked(self) -> list[Question]:
        """Every question whose condition holds, in order: what a review shows."""
        derived = self.derived()
        return [question for key, question in self.questions.items() if derived.is_asked(key)]
