"""Whether conditions can hold, found by trying every answer that yes/no questions and choices can have."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from drafter.questions import Question
    from drafter.template.survey import Expression

Atom: TypeAlias = tuple[str, object]
_COMPARING = {"==", "!=", "in", "not in"}
_BOTH = (True, False)
_MOST_CONDITIONS = 50
_SHARE = 1_000_000


class Logic:
    """The questions of one template, and what conditions on them can come to.

    All that is tried for one template is counted: a hostile one could have it go on for hours.
    """

    def __init__(self, questions: Mapping[str, Question]) -> None:
        """Begin with a whole share of tries."""
        self._questions = questions
        self._left = _SHARE

    def outcomes(self, conditions: Iterable[Expression]) -> set[bool]:
        """What all conditions together can come to, over all answers; both where there are too many to try.

        A question that hangs on another one (`when`) is taken to be asked.
        """
        conditions = [*conditions]
        if len(conditions) > _MOST_CONDITIONS or self._left <= 0:
            return {True, False}
        atoms: dict[Atom, tuple[object, ...]] = {}
        for condition in conditions:
            atoms.update(self._atoms(condition))
        asked = {key for kind, name in atoms if kind == "name" for key in self.above(str(name))}
        atoms.update({("name", key): (True,) for key in asked})
        work = 1 + len(atoms) + sum(1 for one in conditions for _ in parts(one))
        cost = work * prod(map(len, atoms.values()))
        if cost > self._left:
            self._left -= work
            return {True, False}
        self._left -= cost
        tried = (dict(zip(atoms, values, strict=True)) for values in product(*atoms.values()))
        return {all(_value(condition, given) for condition in conditions) for given in tried}

    def above(self, key: str) -> list[str]:
        """The yes/no questions that must be yes for one to be asked."""
        found: list[str] = []
        while key in self._questions and (key := self._questions[key].when) and key not in found:
            found.append(key)
        return found

    def is_always_answered(self, key: str) -> bool:
        """Whether a question has a value whatever a writer does."""
        question = self._questions.get(key)
        return bool(question and question.kind in {"choice", "yesno", "points"} and not question.when)

    def _atoms(self, expression: Expression) -> dict[Atom, tuple[object, ...]]:
        """What the outcome of an expression hangs on, with the values that each can have."""
        kind = expression.kind
        if kind in {"and", "or", "not"} or (kind in _COMPARING and self._is_told(expression)):
            return {atom: values for part in expression.parts for atom, values in self._atoms(part).items()}
        if kind in {"const", "list"}:
            return {}
        if kind == "name" and expression.value in self._questions:
            question = self._questions[str(expression.value)]
            if question.kind in {"yesno", "choice"}:
                return {("name", question.key): _BOTH if question.kind == "yesno" else question.choices}
        if kind in {"open", "answered"} and expression.parts[0].kind == "name":
            name = str(expression.parts[0].value)
            return {("open", name): (False,) if self.is_always_answered(name) else _BOTH}
        return {("at", expression.at): _BOTH}

    def _is_told(self, expression: Expression) -> bool:
        """Whether a comparison is one of choices and constants only."""
        names = [part for part in parts(expression) if part.kind not in {"const", "list", expression.kind}]
        return all(("name", part.value) in self._atoms(part) for part in names)


def parts(expression: Expression) -> Iterator[Expression]:
    """An expression and all within it."""
    yield expression
    for part in expression.parts:
        yield from parts(part)


def _value(expression: Expression, given: Mapping[Atom, object]) -> object:
    """What an expression comes to."""
    kind = expression.kind
    if kind == "const":
        return expression.value
    for atom in (("at", expression.at), ("name", expression.value)):
        if kind not in {"and", "or", "not", "list"} and atom in given:
            return given[atom]
    if kind in {"open", "answered"}:
        return given["open", str(expression.parts[0].value)] is (kind == "open")
    values = [_value(part, given) for part in expression.parts]
    return _joined(kind, values)


def _joined(kind: str, values: list[object]) -> object:
    if kind == "list":
        return values
    if kind in {"and", "or", "not"}:
        return all(values) if kind == "and" else any(values) if kind == "or" else not values[0]
    left, right = values
    if kind in {"==", "!="}:
        return (left == right) is (kind == "==")
    return (left in right if isinstance(right, (list, str)) else False) is (kind == "in")
