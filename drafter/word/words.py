"""The words of a text, most likely as they follow one another: so that a title is broken between two of them.

The dictionary is jieba's (MIT), with how often each word was seen. Only the words that may stand in the text are looked
up, by halves, since the file is in the order of its letters: a few milliseconds, where loading jieba itself takes over
a second and leaves a cache in a folder that all users share. `words.txt` adds those of our own trade that it lacks.
"""

from __future__ import annotations

import math
import mmap
import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

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
    known = {word: math.log(max(seen, 1) / _ALL_SEEN) for word, seen in _seen(tuple(units)).items()}
    unknown = math.log(1 / _ALL_SEEN)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(units) + 1):
        starts = range(max(0, end - _LONGEST), end)
        ways = [(start, "".join(units[start:end])) for start in starts]
        best.append(
            max(
                (best[start][0] + known.get(word, unknown), start)
                for start, word in ways
                if word in known or start == end - 1
            )
        )
    found, end = [], len(units)
    while end:
        start = best[end][1]
        found.append("".join(units[start:end]))
        end = start
    return found[::-1]


def _seen(units: tuple[str, ...]) -> dict[str, int]:
    """How often each word that stands in the text was seen."""
    own = _own()
    found: dict[str, int] = {}
    for start in range(len(units)):
        begins_more = True
        for end in range(start + 1, min(start + _LONGEST, len(units)) + 1):
            word = "".join(units[start:end])
            if begins_more and word not in found:
                found[word], begins_more = _looked_up(word)
            if word in own:
                found[word] = _OWN_SEEN
    return {word: seen for word, seen in found.items() if seen}


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
            return int(rest.split(b" ")[0]), True
        if found < wanted:
            low = start + len(line) + 1
        else:
            high = start
    # a few words are not in their order: those before 一, and some that stand a line too far down
    return 0, word[0] <= _UNORDERED or b"\n" + wanted in b"\n" + dictionary[low : low + 200]
