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
_MOST_TRIED, _MOST_CONDITIONS = 4096, 50


def outcomes(conditions: Iterable[Expression], questions: Mapping[str, Question]) -> set[bool]:
    """What all conditions together can come to, over all answers; both where there are too many to try.

    A question that hangs on another one (`when`) is taken to be asked.
    """
    conditions = [*conditions]
    if len(conditions) > _MOST_CONDITIONS:
        return {True, False}
    atoms: dict[Atom, tuple[object, ...]] = {}
    for condition in conditions:
        atoms.update(_atoms(condition, questions))
    asked = {key for kind, name in atoms if kind == "name" for key in above(str(name), questions)}
    atoms.update({("name", key): (True,) for key in asked})
    if prod(map(len, atoms.values())) > _MOST_TRIED:
        return {True, False}
    tried = (dict(zip(atoms, values, strict=True)) for values in product(*atoms.values()))
    return {all(_value(condition, given) for condition in conditions) for given in tried}


def above(key: str, questions: Mapping[str, Question]) -> list[str]:
    """The yes/no questions that must be yes for one to be asked."""
    found: list[str] = []
    while key in questions and (key := questions[key].when) and key not in found:
        found.append(key)
    return found


def is_always_answered(key: str, questions: Mapping[str, Question]) -> bool:
    """Whether a question has a value whatever a writer does."""
    return key in questions and questions[key].kind in {"choice", "yesno", "points"} and not questions[key].when


def parts(expression: Expression) -> Iterator[Expression]:
    """An expression and all within it."""
    yield expression
    for part in expression.parts:
        yield from parts(part)


def _atoms(expression: Expression, questions: Mapping[str, Question]) -> dict[Atom, tuple[object, ...]]:
    """What the outcome of an expression hangs on, with the values that each can have."""
    kind = expression.kind
    if kind in {"and", "or", "not"} or (kind in _COMPARING and _is_told(expression, questions)):
        return {atom: values for part in expression.parts for atom, values in _atoms(part, questions).items()}
    if kind in {"const", "list"}:
        return {}
    if kind == "name" and expression.value in questions:
        question = questions[str(expression.value)]
        if question.kind in {"yesno", "choice"}:
            return {("name", question.key): _BOTH if question.kind == "yesno" else question.choices}
    if kind in {"open", "answered"} and expression.parts[0].kind == "name":
        name = str(expression.parts[0].value)
        return {("open", name): (False,) if is_always_answered(name, questions) else _BOTH}
    return {("at", expression.at): _BOTH}


def _is_told(expression: Expression, questions: Mapping[str, Question]) -> bool:
    """Whether a comparison is one of choices and constants only."""
    names = [part for part in parts(expression) if part.kind not in {"const", "list", expression.kind}]
    return all(("name", part.value) in _atoms(part, questions) for part in names)


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
