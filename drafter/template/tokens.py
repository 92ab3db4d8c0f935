"""Template text in tokens that know their offset, and its syntax faults."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drafter.template.syntax import syntax_fault

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACE, TAG = "\ue000", "\ue001"
"""In `words`, what stands for each character of {{ … }}, and of {% … %} and comments."""
_POSITION = re.compile(r" at (\d+)$")
_OPENERS = {"if", "for", "macro", "block", "call", "filter", "raw", "with"}
_BLOCK = re.compile(r"\{#.*?#\}|\{%[-+]?\s*(?P<name>\w+)(?P<rest>.*?)%\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fault:
    """A syntax fault; opened: offset of the block that is open there, -1 for none."""

    message: str
    at: int
    mend: str = ""
    opened: int = -1


class Placing:
    """An extension, to Jinja: gives its parser tokens whose line number is their offset, from 1."""

    identifier = "placing"
    priority = 100
    tags: frozenset[str] = frozenset()

    def __init__(self, environment: Any) -> None:  # noqa: ANN401 - Jinja's
        """Take the environment that it is bound to."""
        self._environment = environment
        self._source = ""

    def preprocess(self, source: str, _name: object, _filename: object = None) -> str:
        """Keep the text that is parsed next."""
        self._source = source
        return source

    def filter_stream(self, _stream: object) -> Iterator[Any]:
        """The tokens of that text, in place of Jinja's own."""
        tokens = placed(self._environment, self._source)
        yield from self._environment.lexer.wrap((at + 1, kind, text) for at, kind, text in tokens)


def placed(environment: Any, source: str) -> Iterator[tuple[int, str, str]]:  # noqa: ANN401 - Jinja's
    """(offset, kind, text) of each token; an error says the offset from 1 for a line."""
    end, last = 0, 0
    try:
        for _, kind, text in environment.lexer.tokeniter(source, None, None):
            last = source.index(text, end)
            yield last, kind, text
            end = last + len(text)
    except Exception as error:
        if not hasattr(error, "lineno"):
            raise
        told = _POSITION.search(str(error))
        after = len(source) - len(source[end:].lstrip())
        error.lineno = 1 + (int(told[1]) if told else last if "Missing end" in str(error) else after)
        raise


def fault_of(error: Exception, source: str) -> Fault:
    """What Jinja raised for this text, said in Chinese."""
    if not hasattr(error, "lineno"):
        return Fault("写得层层嵌套，太深了", 0, "拆成几个文件")
    said = str(getattr(error, "message", error))
    message, word, mend = syntax_fault(said)
    at = max(0, error.lineno - 1)
    if "Unexpected end of template" in said:
        return Fault(message, max(0, _opened(source, len(source))), mend)
    opened = _opened(source, at) if "还没收尾" in message else -1
    place = source.find(word, at) if word else -1
    is_near = place >= 0 and "\n" not in source[at:place]
    return Fault(message, place if is_near else at, mend, opened)


def _opened(source: str, until: int) -> int:
    """The offset of the innermost block that is open before an offset, -1 for none."""
    open_now: list[int] = []
    for found in _BLOCK.finditer(source, 0, until):
        name = found["name"] or ""
        if name.startswith("end") and open_now:
            open_now.pop()
        elif name in _OPENERS or (name == "set" and "=" not in found["rest"]):
            open_now.append(found.start())
    return open_now[-1] if open_now else -1


def around(source: str, at: int) -> tuple[int, int]:
    """Where the {{ … }} around an offset begins and ends; (-1, -1) where it is in none."""
    start, end = source.rfind("{{", 0, at + 2), source.find("}}", at)
    closed = max(source.rfind(mark, start, at) for mark in ("}}", "{%")) if start >= 0 else 0
    return (start, end + 2) if start >= 0 and end >= 0 and closed < 0 else (-1, -1)


def words(whole: str, source: str, lexed: list[tuple[int, str, str]]) -> tuple[str, list[tuple[int, int]]]:
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
