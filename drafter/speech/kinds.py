"""The families of markers, the places where one stands, and what a place is worth to it."""

from __future__ import annotations

import re
from typing import NamedTuple

LAST = 0
"""The ordinal of 最后: whatever comes next."""

TITLED, LINE, SENTENCE, SEMICOLON, COLON, COMMA, MIDST = range(7)
"""What stands before a marker: a line's start, 。 ； ： ， or a word. TITLED: a heading fills its line."""

RANKS = {
    "一、": 0,
    "（一）": 1,
    "第一，": 1,
    "其一，": 2,
    "首先，": 2,
    "1.": 2,
    "（1）": 3,
    "①": 4,
    "一是": 3,
    "一练": 4,
    "——": 2,
}
"""The families, and how high each usually stands; real speeches stack them otherwise too."""

WORDS = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": LAST}
_SPOKEN = re.compile(r"[^。，]{0,6}，?(?:我|让我们|祝|再次感谢|预祝)|再?[提讲说谈强]")


class Kind(NamedTuple):
    """A marker as it is written: its family and ordinal, what is left of it without the ordinal, the verb after it."""

    family: str
    ordinal: int
    style: str
    verb: str = ""


_WEIGHTS = (2.5, 2.0, 1.2, 1.2, 0.8, 0.3, -0.3)
_LATER = (2.5, 2.0, 1.2, 1.2, -1.0, -2.0, -9.0)
"""What a place is worth, to the first of a series and to those after it, which stand apart by a stop."""


def weight(kind: Kind, place: int, after: str) -> float:
    """How much it looks like a marker: what stands before it, and what its family usually asks for."""
    worth = (_WEIGHTS if kind.ordinal == 1 or kind.family == "——" else _LATER)[place]
    if kind.family == "首先，":
        return worth - _doubt_of_word(kind, after)
    if kind.family == "一练":
        return worth - 1.0
    if kind.family == "——":
        return worth - (0.0 if place <= LINE else 1.4)
    if kind.family in _SIGNS:
        worth -= 0.0 if place <= LINE else 0.4
        worth -= 1.0 if kind.style in {"，", ","} else 0.0
        worth -= 2.0 if after[:1] in _NUMERALS and place > TITLED else 0.0
    return worth


_SIGNS = {"一、", "1.", "①", "（1）", "（一）"}
_NUMERALS = set("一二三四五六七八九十0123456789")


def _doubt_of_word(kind: Kind, after: str) -> float:
    """How much 首先 其次 再次 最后 look like adverbs."""
    if not kind.style:
        return 3.0 if kind.ordinal == WORDS["再次"] else 1.0
    return 3.0 if kind.ordinal == LAST and _SPOKEN.match(after) else 0.0
