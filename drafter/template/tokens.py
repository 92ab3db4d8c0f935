"""Template text in tokens that know their offset, and its syntax faults."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.records import dataclass
from drafter.template.limits import Meter
from drafter.template.sandbox import Environment
from drafter.template.syntax import syntax_fault
from drafter.template.values import FaultError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.template.grammar import Token

PLACE, TAG = "\ue000", "\ue001"
"""In `words`, what stands for each character of {{ … }}, and of {% … %} and comments."""
_POSITION = re.compile(r" at (\d+)$")
_OPENERS = {"if", "for", "macro", "block", "call", "filter", "with"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What may not be written so; opened: offset of the block that is open there, -1 for none."""

    message: str
    at: int
    mend: str = ""
    opened: int = -1


class Placing(Environment):
    """An environment whose tokens, nodes and faults have their offset, from 1, for a line."""

    def __init__(self) -> None:
        """Begin with whole shares, for all that it will take apart."""
        super().__init__(_no_file, str, Meter())
        self.lexed: list[Token] = []

    def tokens(self, source: str, name: str | None, filename: str | None, state: str | None) -> Iterator[Token]:
        """(offset from 1, kind, text) of each token; they are kept in `lexed`, there with offsets from 0."""
        self.lexed = []
        end, last = 0, 0
        try:
            for _, kind, text in super().tokens(source, name, filename, state):
                last = source.index(text, end)
                self.lexed.append((last, kind, text))
                yield last + 1, kind, text
                end = last + len(text)
        except Exception as error:
            if not hasattr(error, "lineno"):
                raise
            told = _POSITION.search(str(error))
            after = len(source) - len(source[end:].lstrip())
            error.lineno = 1 + (int(told[1]) if told else last if "Missing end" in str(error) else after)
            raise

    def line(self, _source: str, at: int) -> int:
        """The offset, from 1."""
        return at + 1


def _no_file(name: str) -> str:
    raise KeyError(name)


def fault_of(error: Exception, source: str, lexed: Sequence[Token]) -> Fault:
    """What was raised for this text, said in Chinese."""
    if isinstance(error, RecursionError):
        return Fault("写得层层嵌套，太深了", 0, "拆成几个文件")
    opened = -1
    if isinstance(error, FaultError):
        message, word, mend, at = error.message, error.word, error.mend, max(0, error.at[1] - 1)
    else:
        said, at = str(getattr(error, "message", error)), max(0, getattr(error, "lineno", 1) - 1)
        message, word, mend = syntax_fault(said)
        if "Unexpected end of template" in said:
            return Fault(message, max(0, _opened(lexed, len(source))), mend)
        opened = _opened(lexed, at) if "还没收尾" in message else -1
    place = source.find(word, at) if word else -1
    is_near = place >= 0 and "\n" not in source[at:place]
    return Fault(message, place if is_near else at, mend, opened)


def _opened(lexed: Sequence[Token], until: int) -> int:
    """The offset of the innermost block that is open before an offset, -1 for none."""
    open_now: list[int] = []
    begun, said = 0, [""]
    for at, kind, text in lexed:
        if at >= until:
            break
        if kind == "block_begin":
            begun, said = at, []
        elif kind in {"name", "operator"}:
            said.append(text)
        elif kind == "block_end" and said:
            if said[0].startswith("end") and open_now:
                open_now.pop()
            elif said[0] in _OPENERS or (said[0] == "set" and "=" not in said):
                open_now.append(begun)
    return open_now[-1] if open_now else -1


def around(source: str, at: int) -> tuple[int, int]:
    """Where the {{ … }} around an offset begins and ends; (-1, -1) where it is in none."""
    start, end = source.rfind("{{", 0, at + 2), source.find("}}", at)
    closed = max(source.rfind(mark, start, at) for mark in ("}}", "{%")) if start >= 0 else 0
    return (start, end + 2) if start >= 0 and end >= 0 and closed < 0 else (-1, -1)


def words(whole: str, source: str, lexed: Sequence[Token]) -> tuple[str, list[tuple[int, int]]]:
    """The template's own words in the text, and where each {{ … }} begins and ends."""
    letters = [letter if letter == "\n" else TAG for letter in whole]
    places: list[tuple[int, int]] = []
    begun = 0
    for at, kind, text in lexed:
        if kind == "data":
            letters[at : at + len(text)] = text
        elif kind == "variable_begin":
            begun = at
        elif kind == "variable_end":
            places.append((begun, at + len(text)))
    places += [found.span() for found in re.finditer(f"{PLACE}+", source)]
    for start, end in places:
        letters[start:end] = ["\n" if letter == "\n" else PLACE for letter in whole[start:end]]
    return "".join(letters), sorted(places)
