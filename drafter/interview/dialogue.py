"""What is said and asked in an interview, with any screen: one question, the first round, the review."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from drafter.errors import DrafterError, InputError
from drafter.interview import items, lines, points
from drafter.interview.editor import edited
from drafter.interview.screen import HELP_KEY, KEYS, Prompt, Step
from drafter.interview.whereabouts import explained
from drafter.interview.width import cells, clipped, padded
from drafter.questions import Point, doubt, numbered, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.interview.desk import Desk
    from drafter.interview.screen import Kind
    from drafter.interview.session import Session
    from drafter.questions import Question, Value

OPEN = "【待补】"
_GO, _PREVIEW, _MINUTES = "写初稿", "预览", "讲话时间"
_ABOUT = (
    "回车用所示默认；没有默认的，空着回车即待补；Ctrl-C 退出，已答的保留。\n"
    f"{KEYS[Step.BACK]} 上一题；{KEYS[Step.OPEN]} 待补（选择题取默认）；{HELP_KEY} 或空着按 {KEYS[Step.HELP]} 看帮助。"
)
_HINTS = {"list": "多条用“；”隔开", "date": "如 2026-01-15", "year": "四位数字", "long": "写完按 Esc 再按回车"}
_KINDS: dict[str, Kind] = {"long": "long", "choice": "one", "yesno": "one", "several": "several"}
_YES, _NO = "是", "否"
_TIME = "/讲话时间"


def interview(desk: Desk) -> None:
    """Ask what is due, then review until the writer says go. KeyboardInterrupt or EOFError when they break off."""
    desk.screen.say(_ABOUT)
    last = "" if desk.session.pending() else desk.session.at
    while True:
        question = desk.session.asking()
        if question is None:
            last = _reviewed(desk, last)
            if not last:
                return
            desk.session.go(last)
        else:
            ask(desk, question)


def _reviewed(desk: Desk, last: str) -> str:
    """The key of the question to ask again, empty when the draft is to be written; the pointer begins at `last`."""
    while True:
        questions = desk.session.asked()
        width = max(cells(question.label) for question in questions)
        time = f"{desk.minutes()}分钟" if desk.minutes() else "（没有要求）"
        choices = [(_GO, ""), (_PREVIEW, _PREVIEW), (f"{padded(_MINUTES, width)}　{time}", _MINUTES)]
        choices += [(_line(desk, question, width), question.key) for question in questions]
        open_ones = [question for question in questions if _is_open(desk.session, question)]
        left = f"；还有{len(open_ones)}项待补" if open_ones else ""
        start = last or (_PREVIEW if open_ones else None)  # an Enter too many shows the draft, and does not write it
        found = desk.screen.choose(f"核对：选一项修改，或{_GO}{left}", choices, start=start)
        if found in _REVIEWING:
            last = str(found)
            _REVIEWING[last](desk)
        elif isinstance(found, str):
            return found


def _previewed(desk: Desk) -> None:
    try:
        desk.preview()
    except DrafterError as error:
        desk.screen.say(str(error), is_fault=True)


def _timed(desk: Desk) -> None:
    """Let the time for the speech be typed, empty for none."""
    now = str(desk.minutes() or "")
    reply = desk.ask(_TIME, Prompt(_MINUTES, default=now, hints=("多少分钟",), fault=_no_minutes))
    if reply.step is Step.ANSWER:
        desk.settle(_TIME)
        desk.want(int(reply.text.strip() or 0))


def _no_minutes(text: str) -> str:
    return "" if re.fullmatch(r"\s*([1-9][0-9]{0,2})?\s*", text, re.ASCII) else "写分钟数，如 30；没有要求就空着"


_REVIEWING: dict[object, Callable[[Desk], None]] = {_PREVIEW: _previewed, _MINUTES: _timed}


def _is_open(session: Session, question: Question) -> bool:
    """Whether an answer is wanted and not there, or a heading has gaps."""
    if question.kind == "points":
        return any(point.form for _, point in numbered(session.derived().outline()[1]))
    return session.current(question.key) is None and not question.optional


def _line(desk: Desk, question: Question, width: int) -> str:
    session = desk.session
    value = session.derived().outline()[1] if question.kind == "points" else session.current(question.key)
    text = OPEN if value is None else shown(value).replace("\n", " / ")
    if value is None and question.optional:
        text = "（不写）"
    # three columns hold the pointer, the last one stays free: in it some terminals break the line
    return clipped(f"{padded(question.label, width)}　{text}", desk.screen.columns - 4)


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
        session.leave_open(question.key)
    elif step is Step.BACK and not session.back():
        desk.screen.say("  这是第一题。")
    desk.keep()


def _asked(desk: Desk, question: Question) -> Step:
    if question.kind == "points":
        step = points.edit(desk, question)
    elif question.kind == "list" and isinstance(desk.session.offered(question.key), tuple):
        step = items.edit(desk, question)
    else:
        return _typed(desk, question)
    if step is Step.ANSWER:
        desk.session.keep(question.key)
    return step


def _help(desk: Desk, question: Question) -> None:
    for line in explained(desk.session, question, desk.drafted):
        desk.screen.say(f"  {line}")


def _typed(desk: Desk, question: Question) -> Step:
    """Let one answer be typed or chosen, until it can be taken."""
    session, key = desk.session, question.key
    before = _default_text(session, question)
    while True:
        reply = desk.ask(key, _prompt(session, question, before))
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
                session.leave_open(key) if found.value is None else session.choose(key, found.value)
                return Step.ANSWER


def _write_in_editor(desk: Desk, question: Question, text: str) -> None:
    """Let the text be written in the editor, for the prompt to show; where that fails it stays as it is."""
    try:
        desk.session.typed[question.key] = edited(text)
    except InputError as error:
        desk.screen.say(f"  {error}", is_fault=True)


def _is_sure(desk: Desk, question: Question, value: Value) -> bool:
    why = doubt(question, value, dt.date.today())  # noqa: DTZ011 - the writer's own calendar
    return not why or desk.screen.choose(f"{why}，就用它吗？", [(_NO, False), (_YES, True)]) is True


def _prompt(session: Session, question: Question, default: str) -> Prompt:
    """The prompt of a question that is answered in one go."""
    steps = (Step.BACK, Step.OPEN, Step.HELP)
    kind = _KINDS.get(question.kind, "line")
    prompt = Prompt(question.label, kind, default, steps=steps, fault=lambda text: lines.fault(question, text))
    if kind == "one":
        return replace(prompt, choices=question.choices if question.kind == "choice" else (_YES, _NO))
    if kind == "several":
        value = session.offered(question.key)
        chosen = tuple(str(item) for item in value if not isinstance(item, Point)) if isinstance(value, tuple) else ()
        return replace(prompt, choices=question.choices, chosen=chosen, hints=("都不选即没有",))
    hints = (_HINTS.get(question.kind, ""),)
    return replace(prompt, hints=hints, steps=(*steps, Step.EDITOR) if kind == "long" else steps)


def _default_text(session: Session, question: Question) -> str:
    """What stands in the prompt before anything is typed."""
    value = session.offered(question.key)
    if question.kind == "long" and isinstance(value, tuple):
        return "\n".join(map(str, value))
    return "" if value is None else shown(value)
