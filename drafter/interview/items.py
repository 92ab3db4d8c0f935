"""The dialogue about the items of a list: change, add, move or remove one without typing the rest again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.errors import Place
from drafter.interview import halfway, lines
from drafter.interview.halfway import Begun
from drafter.interview.screen import KEYS, Prompt, Step
from drafter.interview.width import clipped
from drafter.yamlfile import Items, Scalar

if TYPE_CHECKING:
    from drafter.interview.desk import Desk
    from drafter.questions import Question

_APPENDED = "加一条"
_CHANGE, _ADD, _UP, _DOWN, _REMOVE, _DONE = "改", "在后面加一条", "上移", "下移", "删除", "返回"
_FINISHED, _APPEND = -1, -2
_AROUND = 12


def edit(desk: Desk, question: Question) -> Step:
    """Change the items one by one, until done; each change is put and kept at once. The list never runs empty."""
    goes_on = halfway.begun_within(desk.session, question.key)
    while True:
        value = desk.session.offered(question.key)
        listed = [str(item) for item in value] if isinstance(value, tuple) else []
        found = goes_on or _chosen(desk, question, listed)
        goes_on = None
        if isinstance(found, Step):
            return found
        if found == _FINISHED:
            return Step.ANSWER
        changed = _gone_on(desk, question, listed, found) if isinstance(found, Begun) else None
        changed = _changed(desk, question, listed, found) if isinstance(found, int) else changed
        if not changed and listed:
            desk.screen.say(f"  至少要留一条；一条也没有，返回后按 {KEYS[Step.OPEN]}。", is_fault=True)
        elif changed and changed != listed:
            desk.session.put(question.key, tuple(changed))
            desk.keep()


def _chosen(desk: Desk, question: Question, listed: list[str]) -> int | Step | Begun:
    """The place of the item to change, what else is to be done, or what was begun and is to be gone on with."""
    choices: list[tuple[str, int | Begun]] = [
        (f"接着写（{one.what or _APPENDED}{f'“{one.where}”' if one.where else ''}）：{one.text}", one)
        for one in halfway.begun(desk.session, question.key)
    ]
    width = desk.screen.columns - _AROUND
    choices.append(("完成", _FINISHED))
    choices += [(f"{n}. {clipped(item, width)}", n - 1) for n, item in enumerate(listed, 1)]
    choices.append((_APPENDED, _APPEND))
    return desk.screen.choose(question.label, choices, steps=(Step.BACK, Step.OPEN, Step.HELP), back=desk.back)


def _changed(desk: Desk, question: Question, listed: list[str], n: int) -> list[str]:
    """The items after one action on the item at `n`; as they were where nothing was done."""
    if n == _APPEND:
        return listed + _written(desk, question, f"{question.key}/{_APPENDED}")
    rest = listed[:n] + listed[n + 1 :]
    actions = (_CHANGE, _ADD, _UP, _DOWN, _REMOVE, _DONE)
    message = clipped(listed[n], desk.screen.columns - _AROUND)
    action = desk.screen.choose(message, [(label, label) for label in actions], steps=(Step.BACK,))
    if action in {_CHANGE, _ADD}:
        return _with_words(desk, question, listed, n, str(action))
    if action in {_UP, _DOWN}:
        to = max(0, n - 1) if action == _UP else n + 1
        return [*rest[:to], listed[n], *rest[to:]]
    return rest if action == _REMOVE else listed


def _gone_on(desk: Desk, question: Question, listed: list[str], begun: Begun) -> list[str]:
    """The items after what was begun was gone on with; where its item is gone since, it is one more."""
    if begun.where in listed:
        return _with_words(desk, question, listed, listed.index(begun.where), begun.what)
    return listed + _written(desk, question, begun.name)


def _with_words(desk: Desk, question: Question, listed: list[str], n: int, action: str) -> list[str]:
    """The items with the one at `n` changed, or with others behind it."""
    name = f"{question.key}/{action}/{listed[n]}"
    if action == _ADD:
        return listed[: n + 1] + _written(desk, question, name) + listed[n + 1 :]
    words = _written(desk, question, name, listed[n]) or [listed[n]]
    halfway.follow(desk.session, question.key, listed[n], words[0])
    return listed[:n] + words + listed[n + 1 :]


def _written(desk: Desk, question: Question, name: str, default: str = "") -> list[str]:
    """One item, or several where lines were pasted; empty where nothing is to be done. name: of what is typed."""
    while True:
        reply = desk.ask(name, Prompt(question.label, default=default, fault=lambda typed: _fault(question, typed)))
        if reply.step is not Step.ANSWER:
            return []
        found = lines.asked(desk.screen, reply.text, lines.AS_ITEMS)
        if found is not None:
            desk.settle(name)
            return found


def _fault(question: Question, text: str) -> str:
    return lines.fault(question, Items((Scalar(text, Place("")),), Place("")))
