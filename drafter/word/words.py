"""The words of a text, most likely as they follow one another: so that a title is broken between two of them.

The dictionary is jieba's (MIT), with how often each word was seen. What may stand in the text is looked up letter after
letter, for as long as any word begins so, each time by halving the file, which is in the order of its letters: a few
milliseconds, where loading jieba itself takes over a second and leaves a cache in a folder that all users share.
`words.txt` adds those of our own trade that it lacks.
"""

from __future__ import annotations

import math
import mmap
import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DICTIONARY = "dict.txt"
_LONGEST = 12
_UNORDERED = "一"
_ALL_SEEN = 60_101_967
"""How many words jieba's dictionary was counted from, in all."""
_OWN_SEEN = 20_000
UNIT = re.compile(r"[!-~]+|[^\n]")
"""What is never parted: digits and Latin letters that stand together, else one letter."""


def words(text: str) -> list[str]:
    """The words of a line in order; digits and Latin letters that stand together are one."""
    units = UNIT.findall(text)
    best = [(0.0, 0)] + [(-math.inf, 0)] * len(units)
    for start in range(len(units)):
        for end, likelihood in _from(units, start):
            best[end] = max(best[end], (best[start][0] + likelihood, start))
    found, end = [], len(units)
    while end:
        start = best[end][1]
        found.append("".join(units[start:end]))
        end = start
    return found[::-1]


def _from(units: Sequence[str], start: int) -> Iterator[tuple[int, float]]:
    """The words that may begin with a unit: where each ends, and the logarithm of its likelihood."""
    word, is_begun = "", True
    for end in range(start + 1, min(start + _LONGEST, len(units)) + 1):
        word += units[end - 1]
        seen, is_begun = _looked_up(word) if is_begun else (0, False)
        seen = _OWN_SEEN if word in _own() else seen
        if seen or end == start + 1:
            yield end, math.log(max(seen, 1) / _ALL_SEEN)
        if not is_begun and word not in _own_beginnings():
            return


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


@lru_cache(maxsize=20_000)
def _looked_up(word: str) -> tuple[int, bool]:
    """The frequency of a word, 0 where there is none, and whether a longer one may begin with it.

    Titles of a batch have most of their words in common.
    """
    dictionary, wanted = _dictionary(), word.encode()
    low, high = 0, len(dictionary)
    while low < high:
        start = dictionary.rfind(b"\n", low, (low + high) // 2) + 1 or low
        line, _, _ = dictionary[start : start + 200].partition(b"\n")
        found, _, rest = line.partition(b" ")
        if found == wanted:
            return int(rest.split(b" ")[0]), _is_begun(word, start + len(line))
        if found < wanted:
            low = start + len(line) + 1
        else:
            high = start
    return 0, _is_begun(word, low - 1)


def _is_begun(word: str, at: int) -> bool:
    """Whether lines from an offset on may begin with a word.

    A few are not in their order: those before 一, and some that stand a line too far down.
    """
    return word[0] <= _UNORDERED or b"\n" + word.encode() in _dictionary()[max(at, 0) : at + 200]
