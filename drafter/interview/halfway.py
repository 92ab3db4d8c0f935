"""What was written and is no answer: text that stands in prompts, and answers of questions left open since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.questions import Point, shown
from drafter.records import dataclass

if TYPE_CHECKING:
    from drafter.interview.session import Session
    from drafter.questions import Question


@dataclass(frozen=True, slots=True)
class Begun:
    """A text by the name of its prompt: the question's key, within a question key/what/where."""

    name: str
    text: str

    @property
    def key(self) -> str:
        """The question's key, empty for what belongs to no question."""
        return self.name.partition("/")[0]

    @property
    def what(self) -> str:
        """What is done within the question, empty for its own prompt."""
        return self._part(1)

    @property
    def where(self) -> str:
        """What tells the point or item, empty for none."""
        return self._part(2)

    def _part(self, n: int) -> str:
        return [*self.name.split("/", 2), "", ""][n]


def begun(session: Session, key: str) -> list[Begun]:
    """What stands half-typed for a question, in its own prompt and in those within it."""
    texts = [Begun(name, text) for name, text in session.typed.items()]
    return [one for one in texts if one.key == key and one.text.strip()]


def begun_within(session: Session, key: str) -> Begun | None:
    """The prompt within a question that is to be gone on with, told only once."""
    if session.within.partition("/")[0] != key or session.within == key:
        return None
    name, session.within = session.within, ""
    return Begun(name, session.typed.get(name, ""))


def unused(session: Session) -> list[Begun]:
    """All that would be gone with the interview: half-typed text, and answers put aside as a question was left open."""
    typed = [Begun(name, text) for name, text in session.typed.items() if text.strip()]
    aside = [q.key for q in session.asked() if q.key in session.left_open & session.answers.keys()]
    return typed + [Begun(key, shown(session.answers[key])) for key in aside if key not in session.typed]


def follow(session: Session, key: str, old: str, new: str) -> None:
    """Let what stands half-typed at a point or item go with it where its name changes."""
    for one in begun(session, key) if old != new else ():
        if one.where == old:
            put_aside(session, f"{key}/{one.what}/{new}", session.typed.pop(one.name))


def put_aside(session: Session, name: str, text: str) -> None:
    """Let a text stand in a prompt; where another stands there already, in one beside it."""
    while name in session.typed:
        name += " "
    session.typed[name] = text


def standing(session: Session, question: Question) -> str:
    """What stands in a question's prompt before anything is typed; of several choices those ticked, in their order."""
    value = session.offered(question.key)
    if question.kind == "several":
        ticked = [item for item in value if not isinstance(item, Point)] if isinstance(value, tuple) else []
        return "；".join(choice for choice in question.choices if choice in ticked)
    if question.kind == "long" and isinstance(value, tuple):
        return "\n".join(map(str, value))
    return "" if value is None else shown(value)
