"""What was typed where one line is asked for: checked, and asked about where several were pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.answers import convert
from drafter.errors import InputError
from drafter.interview.screen import Step
from drafter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.interview.screen import Screen
    from drafter.questions import Question, Value
    from drafter.yamlfile import Node

_JOINED, _FIRST = "接成一行", "只要第一行"
AS_ITEMS, AS_IS = "一行一条", "照原样分行"


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer that can be taken; None for an empty one."""

    value: Value | None


def fault(question: Question, answer: str | Node) -> str:
    """Why this can't be taken as an answer, empty where it can."""
    try:
        convert(question, answer)
    except InputError as error:
        return "；".join(str(problem) for problem in error.problems)
    return ""


def taken(screen: Screen, question: Question, text: str) -> Taken | None:
    """What was typed as a value; where it has several lines the writer says as what. None to type it again."""
    if question.kind not in {"text", "list"} or "\n" not in text:
        return Taken(convert(question, text))
    lines = asked(screen, text, AS_ITEMS if question.kind == "list" else AS_IS)
    if lines is None:
        return None
    if question.kind == "list":
        return Taken(tuple(lines) or None)
    return Taken(convert(question, "\n".join(lines)))


def asked(screen: Screen, text: str, each: str = "") -> list[str] | None:
    """The lines of a text as the writer wants them: joined, the first alone, or each of them where that is offered.

    No question is asked about a single line. The pointer begins at what a field of this kind holds: items in a list,
    else one line, which loses no word. None to type it again.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) <= 1:
        return lines
    as_line, apart = (_JOINED, [_joined(lines)]), [(each, lines)] if each else []
    choices = [*apart, as_line] if each == AS_ITEMS else [as_line, *apart]
    choices.append((_FIRST, lines[:1]))
    found = screen.choose(f"这里有{len(lines)}行，怎么用？", choices, steps=(Step.BACK,))
    return None if isinstance(found, Step) else found


def _joined(lines: Sequence[str]) -> str:
    """Lines as one: blanks at their edges fall away, and one stands between two words that would run together."""
    text = ""
    for line in map(str.strip, lines):
        apart = text and text[-1].isascii() and line[0].isascii() and (text[-1] + line[0]).isalnum()
        text += f" {line}" if apart else line
    return text
