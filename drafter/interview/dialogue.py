"""What is said and asked in an interview, with any screen: one question, the first round, the review."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from drafter.errors import InputError
from drafter.interview import copies, halfway, items, lines, points
from drafter.interview.editor import edit
from drafter.interview.review import review
from drafter.interview.screen import HELP_KEY, KEYS, Prompt, Step
from drafter.interview.session import STEERING
from drafter.interview.whereabouts import explained
from drafter.questions import doubt, shown
from drafter.records import replace

if TYPE_CHECKING:
    from drafter.interview.desk import Desk
    from drafter.interview.screen import Kind
    from drafter.interview.session import Session
    from drafter.questions import Question, Value

_ABOUT = (
    "回车用所示默认；没有默认的，空着回车即待补；Ctrl-C 退出，已答的保留。\n"
    f"{KEYS[Step.BACK]} 上一题，核对时返回；{KEYS[Step.OPEN]} 待补（选择题取默认）；"
    f"{HELP_KEY} 或空着按 {KEYS[Step.HELP]} 看帮助。"
)
_HINTS = {"list": "多条用“；”隔开", "date": "如 2026-01-15", "year": "四位数字", "long": "写完按 Esc 再按回车"}
_KINDS: dict[str, Kind] = {"long": "long", "choice": "one", "yesno": "one", "several": "several"}
_YES, _NO = "是", "否"


def interview(desk: Desk) -> None:
    """Ask what is due, then review until the writer says go. KeyboardInterrupt or EOFError when they break off."""
    desk.screen.say(_ABOUT)
    last = "" if desk.session.pending() else desk.session.at
    while True:
        question = desk.session.asking()
        if question is None:
            last = review(desk, last)
            if not last:
                return
            desk.session.go(last)
        else:
            ask(desk, question)


def ask(desk: Desk, question: Question) -> None:
    """Ask one question until it is answered, left open, or the writer goes to another."""
    session = desk.session
    session.go(question.key)
    desk.keep()
    if question.help:
        desk.screen.say(f"  {question.help}")
    if question.key in session.last:
        desk.screen.say(f"  上次：{shown(session.last[question.key])}")
    step = Step.HELP
    while step is Step.HELP:
        step = _asked(desk, question)
        if step is Step.HELP:
            _help(desk, question)
    if step is Step.OPEN:
        _leave_open(desk, question)
    elif step is Step.BACK and not session.back():
        desk.screen.say("  这是第一题。")
    desk.keep()


def _leave_open(desk: Desk, question: Question) -> None:
    desk.session.leave_open(question.key)
    value = desk.session.current(question.key)
    if question.kind in STEERING and value is not None:
        desk.screen.say(f"  留空的用默认：{shown(value)}")


def _asked(desk: Desk, question: Question) -> Step:
    if question.kind == "points":
        step = points.edit(desk, question)
    elif question.kind == "list" and _has_items(desk.session, question.key):
        step = items.edit(desk, question)
    else:
        return _typed(desk, question)
    if step is Step.ANSWER:
        desk.session.keep(question.key)
    return step


def _has_items(session: Session, key: str) -> bool:
    """Whether a list is changed item by item: it has some, or one was begun."""
    return isinstance(session.offered(key), tuple) or any(one.what for one in halfway.begun(session, key))


def _help(desk: Desk, question: Question) -> None:
    for line in explained(desk.session, question, desk.drafted):
        desk.screen.say(f"  {line}")


def _typed(desk: Desk, question: Question) -> Step:
    """Let one answer be typed or chosen, until it can be taken."""
    session, key = desk.session, question.key
    before = halfway.standing(session, question)
    while True:
        reply = desk.ask(key, _prompt(desk, question, before))
        if reply.step is Step.EDITOR:
            _write_in_editor(desk, question, reply.text)
        elif reply.step is not Step.ANSWER:
            return reply.step
        elif reply.text and reply.text == before:
            session.keep(key)
            return Step.ANSWER
        else:
            found = lines.taken(desk.screen, question, reply.text)
            if found is not None and (found.value is None or _is_sure(desk, question, found.value)):
                if found.value is None:
                    desk.settle(key)
                    session.leave_open(key)
                else:
                    session.choose(key, found.value)
                return Step.ANSWER


def _write_in_editor(desk: Desk, question: Question, text: str) -> None:
    """Let the text be written in the editor, for the prompt to show; where that fails it stays as it is."""
    path = desk.copy(question.key)
    try:
        is_done = edit(text, path)
        written = copies.text_at(path)
    except InputError as error:
        desk.screen.say(f"  {error}", is_fault=True)
        if path.exists():
            desk.screen.say(f"  编辑器里写的还在这个文件里：{path}", is_fault=True)
        return
    if is_done or (written.strip() and written != text and _is_wanted(desk)):
        desk.session.typed[question.key] = written
        desk.keep()
    copies.let_go(path)


def _is_wanted(desk: Desk) -> bool:
    """Whether what was saved in an editor that did not end well is wanted; that it is, unless the writer says no."""
    choices = [("用编辑器里存下的", True), ("用原来的", False)]
    return desk.screen.choose("编辑器没有正常结束，用哪一份？", choices) is True


def _is_sure(desk: Desk, question: Question, value: Value) -> bool:
    why = doubt(question, value, dt.date.today())  # noqa: DTZ011 - the writer's own calendar
    return not why or desk.screen.choose(f"{why}，就用它吗？", [(_NO, False), (_YES, True)]) is True


def _prompt(desk: Desk, question: Question, default: str) -> Prompt:
    """The prompt of a question that is answered in one go."""
    steps = (Step.BACK, Step.OPEN, Step.HELP)
    kind = _KINDS.get(question.kind, "line")
    prompt = Prompt(question.label, kind, default, steps=steps, back=desk.back)
    prompt = replace(prompt, fault=lambda text: lines.fault(question, text))
    if kind == "one":
        return replace(prompt, choices=question.choices if question.kind == "choice" else (_YES, _NO))
    if kind == "several":
        return replace(prompt, choices=question.choices, hints=("都不选即没有",))
    hints = (_HINTS.get(question.kind, ""),)
    return replace(prompt, hints=hints, steps=(*steps, Step.EDITOR) if kind == "long" else steps)
