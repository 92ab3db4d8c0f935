"""The review: all answers as they stand, what is still open or half-typed, and whether the draft is to be written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.errors import DrafterError
from drafter.interview import halfway
from drafter.interview.screen import Prompt, Step
from drafter.interview.width import cells, clipped, padded
from drafter.questions import numbered, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.interview.desk import Desk
    from drafter.interview.halfway import Begun
    from drafter.interview.session import Session
    from drafter.questions import Question

OPEN = "【待补】"
_GO, _PREVIEW, _MINUTES = "写初稿", "预览", "讲话时间"
_BACK = "回到核对"
_HALF = "（打了一半）"
_TIME = "/讲话时间"


def review(desk: Desk, last: str) -> str:
    """The key of the question to ask again, empty when the draft is to be written; the pointer begins at `last`."""
    if halfway.begun_within(desk.session, ""):
        last = _MINUTES
        timed(desk)
    while True:
        open_ones = [question for question in desk.session.asked() if _is_open(desk.session, question)]
        left = f"；还有{len(open_ones)}项待补" if open_ones else ""
        start = last or (_PREVIEW if open_ones else None)  # an Enter too many shows the draft, and does not write it
        found = desk.screen.choose(f"核对：选一项修改，或{_GO}{left}", _choices(desk), start=start)
        last = found if isinstance(found, str) else last
        if found == _GO:
            goes_to = _unused(desk)
            if goes_to != _BACK:
                return goes_to
        elif found in _REVIEWING:
            _REVIEWING[last](desk)
        else:
            return last


def _choices(desk: Desk) -> list[tuple[str, str]]:
    questions = desk.session.asked()
    width = max(cells(question.label) for question in questions)
    time = f"{desk.minutes()}分钟" if desk.minutes() else "（没有要求）"
    half = _HALF if halfway.begun(desk.session, "") else ""
    choices = [(_GO, _GO), (_PREVIEW, _PREVIEW), (f"{padded(_MINUTES, width)}　{half}{time}", _MINUTES)]
    return choices + [(_line(desk, question, width), question.key) for question in questions]


def _unused(desk: Desk) -> str:
    """Where to go before the draft is written, for what was written and is no answer; empty to write it.

    The draft ends the interview, and with it all of this.
    """
    left = halfway.unused(desk.session)
    if not left:
        return ""
    choices: list[tuple[str, Begun | str]] = [(_told(desk.session, one), one) for one in left]
    choices += [(_BACK, _BACK), (f"不要了，{_GO}", "")]
    found = desk.screen.choose(f"还有{len(left)}处写了没有用上，初稿写成就不再保留", choices)
    if isinstance(found, halfway.Begun) and found.key and desk.session.derived().is_asked(found.key):
        desk.session.within = found.name if found.what else ""
        return found.key
    if isinstance(found, halfway.Begun) and not found.key:
        timed(desk)
    return found if isinstance(found, str) else _BACK


def _told(session: Session, one: Begun) -> str:
    question = session.questions.get(one.key)
    what = f"{question.label}{'，' if one.what else ''}{one.what}" if question else one.what
    asked = not one.key or session.derived().is_asked(one.key)
    return f"{'接着写' if asked else '现在不问'}：{what}　{one.text.replace(chr(10), ' / ')}"


def _previewed(desk: Desk) -> None:
    try:
        desk.preview()
    except DrafterError as error:
        desk.screen.say(str(error), is_fault=True)


def timed(desk: Desk) -> None:
    """Let the time for the speech be typed, empty for none."""
    now = str(desk.minutes() or "")
    reply = desk.ask(_TIME, Prompt(_MINUTES, default=now, hints=("多少分钟",), fault=_no_minutes))
    if reply.step is Step.ANSWER:
        desk.settle(_TIME)
        desk.want(int(reply.text.strip() or 0))


def _no_minutes(text: str) -> str:
    return "" if re.fullmatch(r"\s*([1-9][0-9]{0,2})?\s*", text, re.ASCII) else "写分钟数，如 30；没有要求就空着"


_REVIEWING: dict[object, Callable[[Desk], None]] = {_PREVIEW: _previewed, _MINUTES: timed}


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
    half = _HALF if halfway.begun(session, question.key) else ""
    # three columns hold the pointer, the last one stays free: in it some terminals break the line
    return clipped(f"{padded(question.label, width)}　{half}{text}", desk.screen.columns - 4)
