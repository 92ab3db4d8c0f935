"""The words of a text, most likely as they follow one another: so that a title is broken between two of them.

The dictionary is jieba's (MIT), with how often each word was seen. Only the words that may stand in the text are looked
up, among the lines of their first letter, which stand together: a few milliseconds, where loading jieba itself takes
over a second and leaves a cache in a folder that all users share. `words.txt` adds those of our trade that it lacks.
"""

from __future__ import annotations

import math
import mmap
import re
from functools import lru_cache
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path

_DICTIONARY = "dict.txt"
_LONGEST = 12
_ORDERED = "\n一 ".encode()
"""From here on the lines are in the order of their first letters."""
_ALL_SEEN = 60_101_967
"""How many words jieba's dictionary was counted from, in all."""
_OWN_SEEN = 20_000
UNIT = re.compile(r"[!-~]+|[^\n]")
"""What is never parted: digits and Latin letters that stand together, else one letter."""


def words(line: str) -> list[str]:
    """The words of a line in order, which make up all of it; digits and Latin letters that stand together are one."""
    edges = [0, *accumulate(map(len, UNIT.findall(line)))]
    last = len(edges) - 1
    best = [(0.0, 0)] + [(-math.inf, 0)] * last
    for start in range(last):
        so_far = best[start][0]
        for length, likelihood in _first(line[edges[start] : edges[min(start + _LONGEST, last)]]):
            if so_far + likelihood >= best[start + length][0]:
                best[start + length] = so_far + likelihood, start
    found, end = [], last
    while end:
        start = best[end][1]
        found.append(line[edges[start] : edges[end]])
        end = start
    return found[::-1]


@lru_cache(maxsize=20_000)
def _first(text: str) -> list[tuple[int, float]]:
    """The words that a text may begin with: how many units each takes, and the logarithm of its likelihood.

    Titles of a batch have most of their words in common.
    """
    found, word, lines = [], "", _lines(text[0])
    for length, unit in enumerate(UNIT.findall(text), 1):
        word += unit
        seen, is_begun = _looked_up(word, lines)
        seen = _OWN_SEEN if word in _own() else seen
        if seen or length == 1:
            found.append((length, math.log(max(seen, 1) / _ALL_SEEN)))
        if not is_begun and word not in _own_beginnings():
            break
    return found


def _looked_up(word: str, lines: bytes) -> tuple[int, bool]:
    """The frequency of a word among lines, 0 where there is none, and whether any line begins with it.

    No word has a blank in it: a line has, behind its word.
    """
    if " " in word:
        return 0, False
    begins = b"\n" + word.encode()
    at = lines.find(begins)
    whole = lines.find(begins + b" ", at) if at >= 0 else -1
    start = whole + len(begins) + 1
    return int(lines[start : lines.find(b" ", start)]) if whole >= 0 else 0, at >= 0


@lru_cache(maxsize=1)
def _dictionary() -> mmap.mmap:
    """Lines of `word frequency kind` in the order of their letters; jieba itself isn't loaded."""
    spec = find_spec("jieba")
    folder = next(iter(spec.submodule_search_locations or ()), "") if spec else ""
    with Path(folder, _DICTIONARY).open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


@lru_cache(maxsize=1)
def _own() -> frozenset[str]:
    """Words of our own trade that the dictionary lacks, or parts."""
    lines = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def _own_beginnings() -> frozenset[str]:
    return frozenset(word[:length] for word in _own() for length in range(1, len(word)))


@lru_cache(maxsize=1000)
def _lines(letter: str) -> bytes:
    """The lines of all words that begin with a letter, each after a line feed.

    The first of the file are in no order, and stand before those of any letter.
    """
    dictionary, wanted = _dictionary(), letter.encode()
    ordered = dictionary.find(_ORDERED) + 1
    start = _place(wanted, ordered, len(dictionary))
    end = _place(wanted + b"\xff", start, len(dictionary))
    return b"".join((b"\n", dictionary[:ordered], dictionary[start:end]))


def _place(wanted: bytes, low: int, high: int) -> int:
    """Where the first line stands, between two places, that isn't before what is wanted."""
    dictionary = _dictionary()
    while low < high:
        start = dictionary.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = dictionary.find(b"\n", start, high) + 1 or high
        if dictionary[start:end] < wanted:
            low = end
        else:
            high = start
    return low
