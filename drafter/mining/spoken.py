"""A speech read once more for its wording."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import InputError, Place, Problem
from drafter.mining.corpus import speech_text
from drafter.mining.slots import facts, find
from drafter.speech.outline import outline

if TYPE_CHECKING:
    from drafter.mining.skeleton import Skeleton
    from drafter.mining.slots import Facts, Slot
    from drafter.speech.outline import Outline


@dataclass(frozen=True, slots=True)
class Spoken:
    """The wording of one speech, and what it says of itself."""

    skeleton: Skeleton
    found: Outline
    text: str
    facts: Facts

    def slots(self, start: int, end: int) -> list[Slot]:
        """What in a stretch is this time's fact; the places count from the start of the speech."""
        return [s._replace(start=start + s.start, end=start + s.end) for s in find(self.text[start:end], self.facts)]

    def place(self, at: int) -> str:
        """File and line of a character, as a person finds it."""
        return f"{Path(self.skeleton.path).name} 第{self.text.count(chr(10), 0, at) + 1}行"


def read_again(skeleton: Skeleton) -> Spoken:
    """Read the speech of a skeleton. InputError where the file has changed since."""
    text = speech_text(Path(skeleton.path))
    if len(text) != skeleton.text_size:
        raise InputError(Problem("读到一半，文件变了", Place(skeleton.path), "关掉正在改它的程序，再来一次"))
    front = [skeleton.front[name] for name in ("date", "speaker") if name in skeleton.front]
    return Spoken(skeleton, outline(text, skeleton.path), text, facts(skeleton.title, front, text))
