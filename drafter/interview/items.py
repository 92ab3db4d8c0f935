"""The dialogue about the items of a list: change, add, move or remove one without typing the rest again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.errors import Place
from drafter.interview import lines
from drafter.interview.screen import KEYS, Prompt, Step
from drafter.interview.width import clipped
from drafter.yamlfile import Items, Scalar

if TYPE_CHECKING:
    from drafter.interview.desk import Desk
    from drafter.interview.screen import Screen
    from drafter.questions import Question

_APPENDED = "加一条"
_CHANGE, _ADD, _UP, _DOWN, _REMOVE, _DONE = "改", "在后面加一条", "上移", "下移", "删除", "返回"
_FINISHED, _APPEND = -1, -2
_AROUND = 12


def edit(desk: Desk, question: Question) -> Step:
    """Change the items one by one, until done; each change is put and kept at once. The list never runs empty."""
    desk.tell_begun(question.key)
    while True:
        value = desk.session.offered(question.key)
        listed = [str(item) for item in value] if isinstance(value, tuple) else []
        found = _chosen(desk.screen, question, listed)
        if isinstance(found, Step):
            return found
        if found == _FINISHED:
            return Step.ANSWER
        changed = _changed(desk, question, listed, found)
        if not changed:
            desk.screen.say(f"  至少要留一条；一条也没有，返回后按 {KEYS[Step.OPEN]}。", is_fault=True)
        elif changed != listed:
            desk.session.put(question.key, tuple(changed))
            desk.keep()


def _chosen(screen: Screen, question: Question, listed: list[str]) -> int | Step:
    choices = [("完成", _FINISHED)]
    choices += [(f"{n}. {clipped(item, screen.columns - _AROUND)}", n - 1) for n, item in enumerate(listed, 1)]
    choices.append((_APPENDED, _APPEND))
    return screen.choose(question.label, choices, steps=(Step.BACK, Step.OPEN, Step.HELP))


def _changed(desk: Desk, question: Question, listed: list[str], n: int) -> list[str]:
    """The items after one action on the item at `n`; as they were where nothing was done."""
    if n == _APPEND:
        return listed + _written(desk, question, f"{question.key}/{_APPENDED}")
    rest = listed[:n] + listed[n + 1 :]
    actions = (_CHANGE, _ADD, _UP, _DOWN, _REMOVE, _DONE)
    message = clipped(listed[n], desk.screen.columns - _AROUND)
    action = desk.screen.choose(message, [(label, label) for label in actions], steps=(Step.BACK,))
    name = f"{question.key}/{action}/{listed[n]}"
    if action == _CHANGE:
        return listed[:n] + (_written(desk, question, name, listed[n]) or [listed[n]]) + listed[n + 1 :]
    if action == _ADD:
        return listed[: n + 1] + _written(desk, question, name) + listed[n + 1 :]
    if action in {_UP, _DOWN}:
        to = max(0, n - 1) if action == _UP else n + 1
        return [*rest[:to], listed[n], *rest[to:]]
    return rest if action == _REMOVE else listed


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
