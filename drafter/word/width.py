"""How wide text is, in full-width letters.

An estimate that needs no fonts: a Chinese letter or mark is 1 wide, a digit or a Latin letter 0.5.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Classes of Unicode's annex 11 that a Chinese font gives the full width; A holds “ ” … — ·
_FULL = {"W", "F", "A"}


def width(text: str) -> float:
    """The width of text on one line; marks that sit on another letter take none."""
    return sum(map(_letter, text))


@lru_cache(maxsize=10_000)
def _letter(letter: str) -> float:
    """The width of one letter; a tab reaches to the next stop, two letters on."""
    if letter == "\t":
        return 2.0
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0.0
    return 1.0 if unicodedata.east_asian_width(letter) in _FULL else 0.5
