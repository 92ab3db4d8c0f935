"""A speech read once more for its wording."""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import InputError, Place, Problem
from drafter.mining.corpus import speech_text
from drafter.mining.heads import line_starts
from drafter.mining.skeleton import digest
from drafter.mining.slots import facts, find
from drafter.records import dataclass
from drafter.speech.outline import outline

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    starts: Sequence[int]

    def slots(self, start: int, end: int) -> list[Slot]:
        """What in a stretch is this time's fact; the places count from the start of the speech."""
        return [s._replace(start=start + s.start, end=start + s.end) for s in find(self.text[start:end], self.facts)]

    def place(self, at: int) -> str:
        """File and line of a character, as a person finds it."""
        return f"{self.skeleton.file} 第{bisect_right(self.starts, at)}行"


def read_again(skeleton: Skeleton) -> Spoken:
    """Read the speech of a skeleton. InputError where the file has changed since."""
    text = speech_text(Path(skeleton.path))
    if len(text) != skeleton.text_size or skeleton.digest != digest(text):
        raise InputError(Problem("读到一半，文件变了", Place(skeleton.path), "关掉正在改它的程序，再来一次"))
    front = [skeleton.front[name] for name in ("date", "speaker") if name in skeleton.front]
    found = outline(text, skeleton.path)
    return Spoken(skeleton, found, text, facts(skeleton.title, front, text), line_starts(found))
