"""The dialogue about the items of a list: change, add, move or remove one without typing the rest again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.errors import Place
from drafter.interview import lines
from drafter.interview.screen import KEYS, Prompt, Step
from drafter.interview.width import clipped
from drafter.yamlfile import Items, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.interview.screen import Screen
    from drafter.interview.session import Session
    from drafter.questions import Question

_CHANGE, _ADD, _UP, _DOWN, _REMOVE, _DONE = "改", "在后面加一条", "上移", "下移", "删除", "返回"
_FINISHED, _APPEND = -1, -2
_AROUND = 12


def edit(screen: Screen, session: Session, question: Question, keep: Callable[[], None]) -> Step:
    """Change the items one by one, until done; each change is put and kept at once. The list never runs empty."""
    while True:
        value = session.current(question.key)
        listed = [str(item) for item in value] if isinstance(value, tuple) else []
        found = _chosen(screen, question, listed)
        if isinstance(found, Step):
            return found
        if found == _FINISHED:
            return Step.ANSWER
        changed = _changed(screen, question, listed, found)
        if not changed:
            screen.say(f"  至少要留一条；一条也没有，返回后按 {KEYS[Step.OPEN]}。", is_fault=True)
        elif changed != listed:
            session.put(question.key, tuple(changed))
            keep()


def _chosen(screen: Screen, question: Question, listed: list[str]) -> int | Step:
    choices = [("完成", _FINISHED)]
    choices += [(f"{n}. {clipped(item, screen.columns - _AROUND)}", n - 1) for n, item in enumerate(listed, 1)]
    choices.append(("加一条", _APPEND))
    return screen.choose(question.label, choices, steps=(Step.BACK, Step.OPEN, Step.HELP))


def _changed(screen: Screen, question: Question, listed: list[str], n: int) -> list[str]:
    """The items after one action on the item at `n`; as they were where nothing was done."""
    if n == _APPEND:
        return listed + _written(screen, question, "")
    rest = listed[:n] + listed[n + 1 :]
    actions = (_CHANGE, _ADD, _UP, _DOWN, _REMOVE, _DONE)
    message = clipped(listed[n], screen.columns - _AROUND)
    action = screen.choose(message, [(label, label) for label in actions], steps=(Step.BACK,))
    if action == _CHANGE:
        return listed[:n] + (_written(screen, question, listed[n]) or [listed[n]]) + listed[n + 1 :]
    if action == _ADD:
        return listed[: n + 1] + _written(screen, question, "") + listed[n + 1 :]
    if action in {_UP, _DOWN}:
        to = max(0, n - 1) if action == _UP else n + 1
        return [*rest[:to], listed[n], *rest[to:]]
    return rest if action == _REMOVE else listed


def _written(screen: Screen, question: Question, default: str) -> list[str]:
    """One item, or several where lines were pasted; empty where nothing is to be done."""
    text = default
    while True:
        reply = screen.ask(Prompt(question.label, default=text, fault=lambda typed: _fault(question, typed)))
        if reply.step is Step.STOP:
            raise KeyboardInterrupt
        if reply.step is not Step.ANSWER:
            return []
        found = lines.asked(screen, reply.text, lines.AS_ITEMS)
        if found is not None:
            return found
        text = reply.text


def _fault(question: Question, text: str) -> str:
    return lines.fault(question, Items((Scalar(text, Place("")),), Place("")))
