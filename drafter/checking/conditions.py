"""Rules on conditions: choices that there are not, what can never hold, what is asked too late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.checking.logic import parts
from drafter.errors import Problem
from drafter.questions import nearest
from drafter.template.survey import Expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.checking.view import Source, View
    from drafter.questions import Question
    from drafter.template.survey import Choosing

_STEERING = {"choice", "several", "yesno"}
_FEW = 2


def steered_by_words(seen: View) -> Iterator[Problem]:
    """A condition on what a writer answers in words of their own."""
    for source, test in _tests(seen):
        for name in _deciding(test):
            question = seen.questions.get(str(name.value))
            if question and question.kind not in _STEERING and name.value not in source.survey.own:
                mend = f"写成 {question.key} is answered，或改问一个是否题、选择题"
                yield Problem(f"“{question.key}”答的是文字，不能用来判断", source.place(name.at), mend)


def no_such_choice(seen: View) -> Iterator[Problem]:
    """A choice compared with what is none of its choices, a yes/no question with text."""
    for source, test in _tests(seen):
        for name, text in _compared(test):
            question = seen.questions.get(str(name.value))
            if question is None or question.kind not in _STEERING or text.value in question.choices:
                continue
            if question.kind == "yesno":
                if isinstance(text.value, str):
                    mend = f"写成 {{% if {question.key} %}} 或 {{% if not {question.key} %}}"
                    yield Problem(f"“{question.key}”是是否题，不和文字比较", source.place(text.at), mend)
                continue
            mend = nearest(str(text.value), question.choices) or f"可选：{'、'.join(question.choices)}"
            yield Problem(f"“{question.key}”没有“{text.value}”这一项", source.place(text.at), mend)


def never_holds(seen: View) -> Iterator[Problem]:
    """A condition that comes to the same whatever is answered."""
    for source in seen.sources:
        for choosing in source.survey.choosings:
            before = choosing.within
            for test in choosing.tests:
                if said := _said(test, before, seen):
                    yield Problem(said[0], source.place(test.at), said[1])
                before = (*before, Expression("not", test.at, parts=(test,)))


def always_a_gap(seen: View) -> Iterator[Problem]:
    """An answer shown where the question that it hangs on is no."""
    for source in seen.sources:
        for spot in source.survey.names:
            for key in seen.logic.above(spot.name):
                asked = Expression("name", spot.at, key)
                outcomes = seen.logic.outcomes
                if True in outcomes(spot.within) and True not in outcomes((*spot.within, asked)):
                    message = f"走到这里时“{key}”是“否”，不会问“{spot.name}”，总是待补"
                    yield Problem(message, source.place(spot.at), "换一处写，或改条件")


def later_question(seen: View) -> Iterator[Problem]:
    """A question that hangs on one which is asked after it."""
    keys = [*seen.questions]
    order = {key: (not question.first, keys.index(key)) for key, question in seen.questions.items()}
    for key, question in seen.questions.items():
        if question.when in order and order[question.when] > order[key]:
            yield Problem(*_late(key, question.when), seen.asked_at(key), _EARLIER)
    for source in seen.texts:
        for test in (test for choosing in source.survey.choosings for test in choosing.tests):
            for part in parts(test):
                late = part.kind == "name" and part.value in order and source.question in order
                if late and order[str(part.value)] > order[source.question]:
                    yield Problem(*_late(source.question, str(part.value)), source.place(part.at), _EARLIER)


_EARLIER = "把后者移到前面；先问的（round: first）排在核对时问的前面"


def missing_branch(seen: View) -> Iterator[Problem]:
    """A choice that no branch is written for, where all others have one."""
    covered: dict[str, set[object]] = {}
    first: dict[str, tuple[Source, int]] = {}
    closed: set[str] = set()
    for source in seen.sources:
        for choosing in source.survey.choosings:
            for name, texts, is_equal in _branches(choosing):
                covered.setdefault(name, set()).update(texts)
                first.setdefault(name, (source, choosing.tests[0].at))
                if choosing.has_else or not is_equal:
                    closed.add(name)
        closed |= {spot.name for spot in source.survey.shown()}
    for name, (source, at) in first.items():
        question = seen.questions.get(name)
        if question and question.kind == "choice" and name not in closed and len(covered[name]) >= _FEW:
            for choice in question.choices:
                if choice not in covered[name]:
                    mend = f'补 {{% elif {name} == "{choice}" %}} 或 {{% else %}}'
                    yield Problem(f"“{name}”选“{choice}”时，这里什么都不写", source.place(at), mend)


def _tests(seen: View) -> Iterator[tuple[Source, Expression]]:
    for source in seen.sources:
        for choosing in source.survey.choosings:
            for test in choosing.tests:
                yield source, test


def _deciding(test: Expression) -> Iterator[Expression]:
    """The names whose answers a condition hangs on, whether they are answered aside."""
    if test.kind == "name":
        yield test
    for part in test.parts if test.kind not in {"open", "answered"} else ():
        yield from _deciding(part)


def _compared(test: Expression) -> Iterator[tuple[Expression, Expression]]:
    """(name, constant) of each comparison."""
    for part in parts(test):
        if part.kind in {"==", "!=", "in", "not in"}:
            names = [side for side in part.parts if side.kind == "name"]
            texts = [each for side in part.parts for each in (side.parts or (side,)) if each.kind == "const"]
            for name in names[:1]:
                yield from ((name, text) for text in texts)


def _said(test: Expression, before: tuple[Expression, ...], seen: View) -> tuple[str, str] | None:
    """(message, what to do) where a condition comes to one thing only."""
    questions, outcomes = seen.questions, seen.logic.outcomes
    if any(
        questions.get(str(name.value)) and text.value not in _values(questions[str(name.value)])
        for name, text in _compared(test)
    ):
        return None  # told by another rule
    found = outcomes([test])
    for part in parts(test):
        name = str(part.parts[0].value) if part.kind in {"open", "answered"} else ""
        if name and len(found) == 1 and seen.logic.is_always_answered(name):
            return (
                f"“{name}”总有答案，is {part.kind} {'总是' if part.kind == 'answered' else '永远不'}成立",
                "去掉这个条件",
            )
    if found == {False}:
        return "这个条件永远不成立，里面的内容不会写出", "改条件，或删去这一段"
    if found == {True}:
        return "这个条件总是成立", "去掉条件，只留内容"
    if True in outcomes(before) and True not in outcomes((*before, test)):
        return "走到这里时，这个条件不会成立：前面的条件已经排除了它", "改条件，或删去这一段"
    return None


def _values(question: Question) -> tuple[object, ...]:
    return (True, False) if question.kind == "yesno" else question.choices


def _late(key: str, other: str) -> tuple[str]:
    return (f"“{key}”要看“{other}”的答案，可“{other}”排在它后面",)


def _branches(choosing: Choosing) -> Iterator[tuple[str, set[object], bool]]:
    """(question, choices that have a branch, whether all are told by == or in) of each test."""
    for test in choosing.tests:
        for part in parts(test):
            pairs = [*_compared(part)] if part.kind in {"==", "!=", "in", "not in"} else []
            if pairs:
                yield str(pairs[0][0].value), {text.value for _, text in pairs}, part.kind in {"==", "in"}
