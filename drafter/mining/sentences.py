"""Sentences that several speeches have, whatever year, place or number stands in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.speech.ground import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterator

_SENTENCE = re.compile(r"[^。！？；：\n]+[。！？；：]?[”’」』）》]*")
_CHANGES = re.compile(
    r"[0-9０-９,.％%]+|[×*＊✕]+|《[^《》\n]*》|党的[一二三四五六七八九十]+大|“十[一二三四五六七八九]五”"
)
_BLANKS = re.compile(f"[{BLANK}]+")
_SHORTEST = 6


def unchanging(words: str) -> str:
    """Words without blanks and what changes from time to time."""
    return _CHANGES.sub("□", _BLANKS.sub("", words))


def normal(sentence: str) -> str:
    """A sentence without blanks and what changes from time to time; empty where little is left."""
    words = unchanging(sentence)
    return words if len(words) >= _SHORTEST else ""


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text as `normal` writes them."""
    return (words for match in _SENTENCE.finditer(text) if (words := normal(match[0])))


def told(text: str, wanted: frozenset[str]) -> frozenset[str]:
    """Which of these sentences a text has."""
    return wanted.intersection(sentences(text))
