"""What the interview asks through: a screen shows prompts and gives replies. A terminal is one, tests have another."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, TypeVar

from drafter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_T = TypeVar("_T")
Kind: TypeAlias = Literal["line", "long", "one", "several"]


class Step(enum.Enum):
    """What a writer may do at a prompt; the value names it on the screen."""

    ANSWER = "回车"
    BACK = "返回"
    OPEN = "待补"
    HELP = "帮助"
    EDITOR = "用编辑器写"
    STOP = "退出"


KEYS = {Step.BACK: "Ctrl-B", Step.OPEN: "Ctrl-G", Step.HELP: "?", Step.EDITOR: "Ctrl-O"}
HELP_KEY = "F1"


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a screen is to show.

    kind: a line of text, a long text, one of the choices or several of them. default: what stands there already, of
    several choices those ticked, with ； between them.
    hints: what to know when answering. steps: what may be done beside answering. suggested: lines that may be typed.
    back: what the key back does here. fault: why an answer can't be taken, empty where it can. note: is told what
    stands there as it is typed.
    """

    label: str
    kind: Kind = "line"
    default: str = ""
    choices: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    steps: tuple[Step, ...] = (Step.BACK,)
    back: str = Step.BACK.value
    suggested: Sequence[str] = ()
    fault: Callable[[str], str] = lambda _: ""
    note: Callable[[str], None] = lambda _: None

    @property
    def instruction(self) -> str:
        """The hints and the keys, in brackets. Behind text ? is a letter, and help has another key."""
        keys = {**KEYS, Step.HELP: HELP_KEY} if self.default and self.kind in {"line", "long"} else KEYS
        names = {step: self.back if step is Step.BACK else step.value for step in self.steps}
        return (
            f"（{'，'.join([*filter(None, self.hints), *(f'{keys[step]} {name}' for step, name in names.items())])}）"
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """What a writer did, and the text that stood there then."""

    text: str = ""
    step: Step = Step.ANSWER


class Screen(Protocol):
    """What asks. `choose` raises KeyboardInterrupt or EOFError when the writer breaks off."""

    @property
    def columns(self) -> int:
        """How many half-width letters a line takes."""

    def ask(self, prompt: Prompt) -> Reply:
        """Show a prompt once, and what came of it."""

    def choose(
        self,
        message: str,
        choices: Sequence[tuple[str, _T]],
        *,
        start: _T | None = None,
        steps: Sequence[Step] = (),
        back: str = Step.BACK.value,
    ) -> _T | Step:
        """Which of these, each given with its label, or one of `steps`; back: what the key back does here."""

    def say(self, message: str, *, is_fault: bool = False) -> None:
        """Show a line, in another colour where it says why something was not done."""
