"""What an interview lies on: its screen, its session, and what it can't know itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.interview.screen import Step
from drafter.records import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drafter.document import Document
    from drafter.interview.screen import Prompt, Reply, Screen
    from drafter.interview.session import Session


@dataclass(frozen=True, slots=True)
class Desk:
    """What an interview lies on.

    keep: puts the session down, called at each question and after each answer. drafted: the draft as it would be now.
    preview: shows that draft to the writer. copy: the file of a question's text while an editor has it. minutes: the
    time wanted for the speech, 0 for none; want: sets it. earlier: headings of earlier speeches for points, by level.
    """

    screen: Screen
    session: Session
    keep: Callable[[], None]
    drafted: Callable[[], Document]
    preview: Callable[[], None]
    copy: Callable[[str], Path]
    minutes: Callable[[], int] = lambda: 0
    want: Callable[[int], None] = lambda _: None
    earlier: tuple[tuple[str, ...], ...] = ()

    @property
    def back(self) -> str:
        """What the key back does at a question: in the first round it leads to the one before, else to the review."""
        return Step.BACK.value if self.session.pending() is None else "上一题"

    def ask(self, name: str, prompt: Prompt) -> Reply:
        """Show a prompt; what stands in it is the session's, by this name, until the name is settled.

        The same prompt begins with it when it is shown again. KeyboardInterrupt where all is to stop.
        """
        session = self.session

        def note(text: str) -> None:
            # ticks that were all taken away are something else than those that stood there, an empty line is not
            if text == prompt.default or not (text or prompt.kind == "several"):
                session.typed.pop(name, None)
            else:
                session.typed[name] = text

        session.within = name if "/" in name else ""
        reply = self.screen.ask(replace(prompt, default=session.typed.get(name, prompt.default), note=note))
        note(reply.text)
        if reply.step is not Step.STOP:
            session.within = ""
        self.keep()
        if reply.step is Step.STOP:
            raise KeyboardInterrupt
        return reply

    def settle(self, name: str) -> None:
        """What was typed under this name has become an answer, or nothing."""
        self.session.typed.pop(name, None)
