"""The form that sibling headings share (对仗): the words that stand in all of them, and the slots in between."""

from __future__ import annotations

import re
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

from drafter.mining.alignment import Fixed, align, words
from drafter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST, MOST = 130, 30
"""No longer headings and no more siblings are compared: whatever is put in takes a few seconds at most."""

_SHOWN = "……"
_TYPED = re.compile(r"[…*＊]+")
_PAIR = 2
_LEAST_HELD = {2: 3, 3: 2, 4: 2, 5: 2}
"""So many characters must be held by so few siblings; of six or more siblings one is enough (以……, 要……)."""
_SHARE = 0.5
"""Fewer are enough where they are half of two headings, a quarter of three (讲……), a sixth of four."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place where siblings differ. filled: what stood there in each, in order; nothing where the form was typed."""

    filled: tuple[str, ...] = ()

    @property
    def least(self) -> int:
        """How many characters must stand there: none where a sibling has none, or nothing is known."""
        return int(bool(self.filled) and all(self.filled))


@dataclass(frozen=True, slots=True)
class Form:
    """Words and slots in turn."""

    parts: tuple[str | Slot, ...]

    @property
    def text(self) -> str:
        """The form as a writer reads it: 守住……，管好……."""
        return "".join(_SHOWN if isinstance(part, Slot) else part for part in self.parts)

    @property
    def fixed(self) -> int:
        """How many characters are the same in all siblings, marks too."""
        return sum(len(part) for part in self.parts if isinstance(part, str))

    def matches(self, heading: str) -> bool:
        """Whether a heading could be of this form. Each part is looked for once, from where the one before ended."""
        at, gap = 0, None
        for number, part in enumerate(self.parts, 1):
            if isinstance(part, Slot):
                gap = part.least
                continue
            if gap is None:
                found = at if heading.startswith(part, at) else -1
            elif number == len(self.parts):
                last = len(heading) - len(part)
                found = last if last >= at + gap and heading.endswith(part) else -1
            else:
                found = heading.find(part, at + gap)
            if found < 0:
                return False
            at, gap = found + len(part), None
        return at == len(heading) if gap is None else at + gap <= len(heading)


def parse(text: str) -> Form:
    """The form that someone typed: …, ……, * and ＊ are slots, and may be empty."""
    parts = [part for fixed in _TYPED.split(text) for part in (Slot(), fixed)][1:]
    return Form(tuple(part for part in parts if part))


def form(headings: Sequence[str]) -> Form | None:
    """The form that all headings share; None for a lone heading, and where they share too little.

    What they share is said in `align`. Only characters that are held there make a form, marks not counted: three of two
    headings, two of three to five, one of six or more; fewer where these are much of short headings. Two headings,
    which may share a subject and no form, must also begin alike, end alike or be of one shape.
    """
    if not 1 < len(headings) <= MOST or max(map(len, headings)) > LONGEST:
        return None
    found, held = _aligned(headings)
    if found.parts == (headings[0],):
        return found
    share = held * len(headings) / (sum(map(words, headings)) or 1)
    enough = held >= _LEAST_HELD.get(len(headings), 1) or share * (len(headings) - 1) >= _SHARE
    return found if enough and (len(headings) > _PAIR or _is_pair(found)) else None


def forms(headings: Sequence[str]) -> list[tuple[Form, tuple[int, ...]]]:
    """The one form of all headings, else those of groups of two and more, with their indexes; the best first.

    A heading is in one group at most. The best group shares most, counted for each pair of its headings. Headings that
    are too long, and those after the first `MOST`, are in no group.
    """
    free = [number for number, heading in enumerate(headings) if len(heading) <= LONGEST][:MOST]
    whole = form(headings)
    if whole:
        return [(whole, tuple(free))]
    pairs = (_aligned([headings[one], headings[other]]) for one, other in combinations(free, 2))
    likely = [one for one, held in pairs if held]
    found: list[tuple[Form, tuple[int, ...]]] = []
    while best := _best(headings, free, likely):
        found.append(best)
        free = [number for number in free if number not in best[1]]
    return found


def _aligned(headings: Sequence[str]) -> tuple[Form, int]:
    """The form of headings, be it ever so weak, and how many of its characters are held."""
    parts: list[str | Slot] = []
    held = 0
    for piece in align(headings):
        if not isinstance(piece, Fixed):
            parts.append(Slot(piece))
            continue
        before = parts.pop() if parts and isinstance(parts[-1], str) else ""
        parts.append(f"{before}{piece.text}")
        held += words(piece.text) * piece.held
    return Form(tuple(parts)), held


def _is_pair(found: Form) -> bool:
    """Whether two headings begin alike, end alike, or have slots of the same lengths."""
    ends = [part for part in (found.parts[0], found.parts[-1]) if isinstance(part, str)]
    lengths = [{len(filled) for filled in part.filled} for part in found.parts if isinstance(part, Slot)]
    return any(map(words, ends)) or all(len(sizes) == 1 for sizes in lengths)


def _best(headings: Sequence[str], free: Sequence[int], likely: Iterable[Form]) -> tuple[Form, tuple[int, ...]] | None:
    """The best group that one of the likely forms brings together, with the form that it has as a whole."""
    groups: dict[tuple[int, ...], int] = {}
    for one in likely:
        group = tuple(number for number in free if one.matches(headings[number]))
        groups[group] = max(_worth(one, group), groups.get(group, 0))
    for group in sorted(groups, key=lambda group: (-groups[group], -len(group), group)):
        whole = form([headings[number] for number in group])
        if whole:
            return whole, group
    return None


def _worth(found: Form, group: Sequence[int]) -> int:
    """How many characters are shared, for each pair of headings."""
    return comb(len(group), 2) * sum(words(part) for part in found.parts if isinstance(part, str))
