"""What an interview lies on: its screen, its session, and what it can't know itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drafter.interview.screen import Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.document import Document
    from drafter.interview.screen import Prompt, Reply, Screen
    from drafter.interview.session import Session


@dataclass(frozen=True, slots=True)
class Desk:
    """What an interview lies on.

    keep: puts the session down, called at each question and after each answer. drafted: the draft as it would be now.
    preview: shows that draft to the writer. minutes: the time wanted for the speech, 0 for none; want: sets it.
    earlier: headings of earlier speeches for points, by level.
    """

    screen: Screen
    session: Session
    keep: Callable[[], None]
    drafted: Callable[[], Document]
    preview: Callable[[], None]
    minutes: Callable[[], int] = lambda: 0
    want: Callable[[int], None] = lambda _: None
    earlier: tuple[tuple[str, ...], ...] = ()

    def ask(self, name: str, prompt: Prompt) -> Reply:
        """Show a prompt; what stands in it is the session's, by this name, until the name is settled.

        The same prompt begins with it when it is shown again. KeyboardInterrupt where all is to stop.
        """
        typed = self.session.typed

        def note(text: str) -> None:
            if text in ("", prompt.default):
                typed.pop(name, None)
            else:
                typed[name] = text

        reply = self.screen.ask(replace(prompt, default=typed.get(name, prompt.default), note=note))
        note(reply.text)
        self.keep()
        if reply.step is Step.STOP:
            raise KeyboardInterrupt
        return reply

    def settle(self, name: str) -> None:
        """What was typed under this name has become an answer, or nothing."""
        self.session.typed.pop(name, None)

    def tell_begun(self, key: str) -> None:
        """Say what stands half-typed in prompts within this question, which are not shown by themselves."""
        for name, text in self.session.typed.items():
            if name.startswith(f"{key}/"):
                self.screen.say(f"  {name.split('/', 2)[1]}，打了一半：{text}")
