"""The screen of a terminal: the one door to questionary and prompt_toolkit."""

from __future__ import annotations

import asyncio
import re
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import questionary
from prompt_toolkit import utils
from prompt_toolkit.application import get_app
from prompt_toolkit.application.current import get_app_session
from prompt_toolkit.completion import Completer, Completion
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from questionary.prompts.common import InquirerControl

from drafter.interview import outline
from drafter.interview.screen import Prompt, Reply, Step
from drafter.interview.width import cells, clipped, has_wide_marks
from drafter.records import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document

    from drafter.interview.screen import Kind

_T = TypeVar("_T")
_GREY, _RED = "fg:#808080", "fg:#a40000"
_STYLE = questionary.Style([("qmark", _RED), ("answer", "fg:#005f87 bold"), ("instruction", _GREY)])
_LOOK: dict[str, Any] = {"style": _STYLE, "qmark": "·"}
_ERASED = {**_LOOK, "erase_when_done": True}
# either mark asks for help where nothing is typed yet; F1 does always, where the terminal lets it through
_MARKS = ("?", "？")
_KEYS = {
    Step.BACK: ("c-b",),
    Step.OPEN: ("c-g",),
    Step.HELP: ("f1", *_MARKS),
    Step.EDITOR: ("c-o",),
    Step.STOP: ("c-c",),
}
_STEPS = {Step.BACK, Step.OPEN, Step.EDITOR}
_PAUSE = 1.0  # seconds from a letter typed until it is put down
_TICKS = "；"
_COLUMNS = re.compile("[ 　]{2,}")


class Terminal:
    """The terminal as the interview sees it."""

    def __init__(self, keep: Callable[[], None] = lambda: None) -> None:
        """Tell prompt_toolkit, which takes marks for half-width, where they are wide: else the cursor goes astray.

        keep: called within a second of a letter typed, so that whatever ends the process takes no more with it.
        """
        self._keep = keep
        if has_wide_marks():
            vars(utils)["wcwidth"] = cells  # what its get_cwidth calls; there is no setting

    @property
    def columns(self) -> int:
        """The width of the window."""
        return get_app_session().output.get_size().columns

    def ask(self, prompt: Prompt) -> Reply:
        """Show a prompt once; what was typed comes back whatever was done. EOFError for Ctrl-D."""
        shown = _MAKERS[prompt.kind](prompt)
        is_typed = prompt.kind in {"line", "long"}
        if prompt.kind == "long":
            self.say(f"  {prompt.instruction}")
        if is_typed:
            noted = self._noting(prompt)
            shown.application.current_buffer.on_text_changed += lambda buffer: noted(buffer.text)
        if prompt.kind == "several":
            noted = self._noting(prompt)
            shown.application.after_render += lambda application: noted(_ticked(application))
        reply = _run(shown, (*prompt.steps, Step.STOP), is_typed=is_typed)
        if isinstance(reply, Reply):
            return reply
        text = _TICKS.join(reply) if isinstance(reply, list) else str(reply)
        if not is_typed:
            self._echo(prompt.label, text)
        return Reply(text)

    def _noting(self, prompt: Prompt) -> Callable[[str], None]:
        """What is done with what stands in a prompt: a change is noted at once, and kept when a second has gone by."""
        due: list[asyncio.TimerHandle] = []
        stood = [prompt.default]

        def noted(text: str) -> None:
            if text == stood[-1]:
                return
            stood[:] = [text]
            prompt.note(text)
            loop = asyncio.get_running_loop()
            if not due or due[-1].when() <= loop.time():
                due[:] = [loop.call_later(_PAUSE, self._keep)]

        return noted

    def _echo(self, message: str, label: str) -> None:
        """A choice that was made, on one line: the list it was made from is gone."""
        self.say(clipped(f"· {message}　{_COLUMNS.sub('　', label)}", self.columns - 1))

    def choose(
        self,
        message: str,
        choices: Sequence[tuple[str, _T]],
        *,
        start: _T | None = None,
        steps: Sequence[Step] = (),
        back: str = Step.BACK.value,
    ) -> _T | Step:
        """One of these, by its label."""
        # three columns hold the pointer, the last one stays free: in it some terminals break the line
        listed = [questionary.Choice(clipped(label, self.columns - 4), n) for n, (label, _) in enumerate(choices)]
        at = next((n for n, (_, value) in enumerate(choices) if start is not None and value == start), None)
        found = _run(_select(Prompt(message, steps=tuple(steps), back=back), listed, at), steps)
        if isinstance(found, Reply):
            return found.step
        chosen: tuple[str, _T] = choices[found]
        self._echo(message, chosen[0])
        return chosen[1]

    def more(self, message: str) -> bool:
        """Wait for any key; False where it is the one that leads back."""
        waiting = questionary.press_any_key_to_continue(message, style=_STYLE, erase_when_done=True)
        reply = _run(waiting, (Step.BACK, Step.STOP))
        if isinstance(reply, Reply) and reply.step is Step.STOP:
            raise KeyboardInterrupt
        return not isinstance(reply, Reply)

    def say(self, message: str, *, is_fault: bool = False) -> None:
        """Grey, or red where something was not done."""
        questionary.print(message, _RED if is_fault else _GREY)


def choose_template(names: Mapping[str, str]) -> str:
    """Ask which template; `names` maps folder to Chinese name. KeyboardInterrupt when the user breaks off."""
    choices = [(f"{chinese}（{folder}）", folder) for folder, chinese in names.items()]
    return str(Terminal().choose("起草哪一种讲话？", choices))


def _run(prompt: questionary.Question, steps: Sequence[Step], *, is_typed: bool = False) -> Any:  # noqa: ANN401
    """Run a prompt to which keys for these steps were added: what questionary gives, or a Reply for a step."""
    bindings = KeyBindings()
    untyped = Condition(lambda: not (is_typed and get_app().current_buffer.text))
    for step in steps:
        for key in _KEYS[step]:
            bindings.add(key, eager=True, filter=untyped if key in _MARKS else True)(partial(_leave, step, is_typed))
    for step in _STEPS - set(steps):  # else Ctrl-O would end the line
        bindings.add(*_KEYS[step], eager=True)(lambda _: None)
    if not is_typed:
        bindings.add("c-d", eager=True)(lambda event: event.app.exit(exception=EOFError))
    application = prompt.application
    application.renderer.cpr_not_supported_callback = lambda: None  # it would warn in English in the middle of a line
    application.key_bindings = merge_key_bindings([application.key_bindings or KeyBindings(), bindings])
    return prompt.unsafe_ask()


def _leave(step: Step, is_typed: bool, event: Any) -> None:  # noqa: ANN401, FBT001 - prompt_toolkit's event; a partial's
    event.app.exit(result=Reply(event.app.current_buffer.text if is_typed else _ticked(event.app), step))


def _ticked(application: Any) -> str:  # noqa: ANN401 - prompt_toolkit's
    """Which of several choices are ticked now; empty where none are or there is nothing to tick."""
    lists = [control for control in application.layout.find_all_controls() if isinstance(control, InquirerControl)]
    ticked = [choice for one in lists for choice in one.choices if choice.value in one.selected_options]
    return _TICKS.join(str(choice.value) for choice in ticked)


def _text(prompt: Prompt) -> questionary.Question:
    return questionary.text(
        prompt.label,
        default=prompt.default,
        validate=lambda text: prompt.fault(text) or True,
        # before several lines prompt_toolkit shows nothing at all of what is typed if the words before it fill the line
        instruction="\n" if prompt.kind == "long" else prompt.instruction,
        multiline=prompt.kind == "long",
        completer=_Lines(prompt.suggested) if prompt.suggested else None,
        **_LOOK,
    )


def _one(prompt: Prompt) -> questionary.Question:
    return _select(prompt, list(prompt.choices), prompt.default or None)


def _select(prompt: Prompt, choices: Sequence[Any], default: Any) -> questionary.Question:  # noqa: ANN401 - questionary's
    instruction = replace(prompt, hints=("↑↓ 选择", "回车确定")).instruction
    return questionary.select(
        prompt.label, choices, default=default, instruction=instruction, use_jk_keys=False, **_ERASED
    )


def _several(prompt: Prompt) -> questionary.Question:
    ticked = prompt.default.split(_TICKS)
    choices = [questionary.Choice(choice, checked=choice in ticked) for choice in prompt.choices]
    instruction = replace(prompt, hints=("空格选中", "回车确定", *prompt.hints)).instruction
    return questionary.checkbox(prompt.label, choices, instruction=instruction, use_jk_keys=False, **_ERASED)


_MAKERS: dict[Kind, Callable[[Prompt], questionary.Question]] = {
    "line": _text,
    "long": _text,
    "one": _one,
    "several": _several,
}


class _Lines(Completer):
    """Suggests what the line becomes by each form that fits what was typed."""

    def __init__(self, forms: Sequence[str]) -> None:
        self._forms = forms

    def get_completions(self, document: Document, _event: CompleteEvent) -> Iterator[Completion]:
        """What may stand in place of the line, where the cursor is at its end."""
        if document.is_cursor_at_the_end:
            for text in outline.suggested(document.text, self._forms):
                yield Completion(text, -len(document.text))
