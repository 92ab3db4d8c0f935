"""The session shown in a terminal: the one door to questionary."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeVar

import questionary
from prompt_toolkit.completion import Completer, Completion
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings

from drafter.answers import convert
from drafter.errors import InputError
from drafter.interview import outline, points
from drafter.questions import Question, doubt, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document

    from drafter.interview.session import Session
    from drafter.questions import Value

OPEN = "【待补】"
_T = TypeVar("_T")
_LEFT_OPEN = object()
_STYLE = questionary.Style([("qmark", "fg:#a40000"), ("answer", "fg:#005f87 bold"), ("instruction", "fg:#808080")])
_LOOK: dict[str, Any] = {"style": _STYLE, "qmark": "·"}
_SELECT: dict[str, Any] = {**_LOOK, "instruction": "（↑↓ 选择，回车确定）", "use_jk_keys": False}
_ONE_LINE = {"list": "多条用“；”隔开", "date": "如 2026-01-15", "year": "四位数字"}


def choose_template(names: Mapping[str, str]) -> str:
    """Ask which template; `names` maps folder to Chinese name. KeyboardInterrupt when the user breaks off."""
    choices = [questionary.Choice(f"{chinese}（{folder}）", folder) for folder, chinese in names.items()]
    prompt = questionary.select("起草哪一种讲话？", choices, **_SELECT)
    return str(prompt.unsafe_ask())


def first_round(session: Session, keep: Callable[[], None]) -> None:
    """Ask every question of the first round; `keep` is called after each answer. KeyboardInterrupt, EOFError."""
    questionary.print(
        "回车用所示默认；没有默认的回车即待补；Ctrl-G 待补（选择题取默认）；Ctrl-C 退出，已答的保留。", "fg:#808080"
    )
    while question := session.pending():
        ask(session, question, keep)


def review(session: Session, keep: Callable[[], None]) -> None:
    """Show all answers and change any of them until the writer says go. KeyboardInterrupt, EOFError."""
    at = ""
    while True:
        questions = session.asked()
        width = max(len(question.label) for question in questions)
        choices = [questionary.Choice("写初稿", "")]
        choices += [questionary.Choice(_line(session, question, width), question.key) for question in questions]
        at = questionary.select(
            "核对：选一项修改，或写初稿",
            choices,
            default=at or None,
            **_SELECT,
        ).unsafe_ask()
        if not at:
            return
        ask(session, session.questions[at], keep)


def ask(session: Session, question: Question, keep: Callable[[], None] = lambda: None) -> None:
    """Ask one question until the answer is right or left open; `keep` is called when it is."""
    if question.help:
        questionary.print(f"  {question.help}", "fg:#808080")
    if question.key in session.last:
        questionary.print(f"  上次：{shown(session.last[question.key])}", "fg:#808080")
    if question.kind == "points":
        points.edit(_Terminal(), session, question, keep)
    else:
        _ask_once(session, question)
    keep()


def _ask_once(session: Session, question: Question) -> None:
    before = typed = _default_text(session, question)
    while True:
        answer = _PROMPTS.get(question.kind, _ask_text)(session, question, typed)
        if answer is _LEFT_OPEN:
            session.leave_open(question.key)
            return
        if answer and answer == before:
            session.keep(question.key)
            return
        value = convert(question, answer)
        if value is None or _is_sure(question, value):
            session.answer(question.key, answer)
            return
        typed = answer


def _is_sure(question: Question, value: Value) -> bool:
    why = doubt(question, value, dt.date.today())  # noqa: DTZ011 - the writer's own calendar
    return not why or _yes(f"{why}，就用它吗？", default=True)


def _yes(message: str, *, default: bool) -> bool:
    choices = ["是", "否"]
    return bool(questionary.select(message, choices, default=choices[not default], **_SELECT).unsafe_ask() == "是")


def _ask_text(_session: Session, question: Question, default: str) -> Any:  # noqa: ANN401 - text, or left open
    is_long = question.kind == "long"
    finish = "写完按 Esc 再按回车" if is_long else "" if default else "空着回车即待补"
    prompt = questionary.text(
        question.label,
        default=default,
        validate=lambda text: _fault(question, text),
        instruction=f"（{'，'.join(filter(None, (_ONE_LINE.get(question.kind), finish, 'Ctrl-G 待补')))}）",
        multiline=is_long,
        **_LOOK,
    )
    return _with_left_open(prompt)


def _default_text(session: Session, question: Question) -> str:
    """What stands in the prompt before anything is typed."""
    value = session.current(question.key)
    if question.kind == "long" and isinstance(value, tuple):
        return "\n".join(map(str, value))
    return "" if value is None else shown(value)


def _ask_choice(session: Session, question: Question, _default: str) -> Any:  # noqa: ANN401 - as above
    value = session.current(question.key)
    choices = list(question.choices) if question.kind == "choice" else ["是", "否"]
    default = None if value is None else shown(value)
    prompt = questionary.select(question.label, choices, default=default, **_SELECT)
    return _with_left_open(prompt)


def _ask_several(session: Session, question: Question, _default: str) -> Any:  # noqa: ANN401 - as above
    value = session.current(question.key)
    chosen = value if isinstance(value, tuple) else ()
    choices = [questionary.Choice(choice, checked=choice in chosen) for choice in question.choices]
    instruction = "（空格选中，回车确定；都不选即没有，Ctrl-G 待补）"
    answer = _with_left_open(questionary.checkbox(question.label, choices, instruction=instruction, **_LOOK))
    return answer if answer is _LEFT_OPEN else "；".join(answer)


_PROMPTS: dict[str, Callable[[Session, Question, str], Any]] = {
    "choice": _ask_choice,
    "yesno": _ask_choice,
    "several": _ask_several,
}


def _with_left_open(prompt: questionary.Question) -> Any:  # noqa: ANN401 - as above
    """Run a prompt to which Ctrl-G was added: it leaves the question open."""
    bindings = KeyBindings()

    @bindings.add("c-g", eager=True)
    def _(event: Any) -> None:  # noqa: ANN401 - prompt_toolkit's event
        event.app.exit(result=_LEFT_OPEN)

    application = prompt.application
    application.key_bindings = merge_key_bindings([application.key_bindings or KeyBindings(), bindings])
    return prompt.unsafe_ask()


def _fault(question: Question, text: str) -> bool | str:
    try:
        convert(question, text)
    except InputError as error:
        return "；".join(str(problem) for problem in error.problems)
    return True


def _line(session: Session, question: Question, width: int) -> str:
    value = session.derived().outline()[1] if question.kind == "points" else session.current(question.key)
    text = OPEN if value is None else shown(value).replace("\n", " / ")
    if value is None and question.optional:
        text = "（不写）"
    label = question.label + "　" * (width - len(question.label))
    return f"{label}　{points.clipped(text)}"


class _Terminal:
    """The terminal as the dialogue about points sees it."""

    def choose(self, message: str, choices: Sequence[tuple[str, _T]]) -> _T:
        """One of these, by its label."""
        listed = [questionary.Choice(label, value) for label, value in choices]
        chosen: _T = questionary.select(message, listed, **_SELECT).unsafe_ask()
        return chosen

    def heading(self, default: str, forms: Sequence[str]) -> str:
        """A line of text; Tab, or typing at its end, shows the forms that it may become."""
        question = Question("heading", "标题")
        prompt = questionary.text(
            question.label,
            default=default,
            validate=lambda text: _fault(question, text),
            instruction="（按 Tab 选句式，也可以随意写）" if forms else None,
            completer=_Forms(forms) if forms else None,
            **_LOOK,
        )
        return str(prompt.unsafe_ask()).strip()

    def refuse(self, message: str) -> None:
        """Say it in red."""
        questionary.print(f"  {message}", "fg:#a40000")


class _Forms(Completer):
    """Suggests what the heading becomes by each form that fits what was typed."""

    def __init__(self, forms: Sequence[str]) -> None:
        self._forms = forms

    def get_completions(self, document: Document, _event: CompleteEvent) -> Iterator[Completion]:
        """What may stand in place of the line, where the cursor is at its end."""
        if document.is_cursor_at_the_end:
            for text in outline.suggested(document.text, self._forms):
                yield Completion(text, -len(document.text))
