"""On which level of Word's list each heading stands, and which of these levels Word counts by itself.

The family belongs to the series, so one level of headings may be counted in several: （一） under one point, 一是 under
the next. Each family of a level is a step of the list, the higher headings first: a list has nine, and each begins anew
under all that stand above it (ECMA-376-1, 17.9.10). A marker that is typed stands on a silent step for the same reason.
Word may count a step only where it would come to the very markers of `drafter.numerals`.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Literal, TypeAlias

from drafter.numerals import FAMILIES, chinese, markers
from drafter.records import dataclass
from drafter.word.stretches import stretches

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from drafter.document import Document
    from drafter.numerals import Family

_Heading: TypeAlias = tuple[int, str]
Numbers: TypeAlias = Literal["auto", "typed", "family"]
"""Who writes the markers. auto: Word, all that it can; typed: nobody but the draft; family: Word those that are signs,
as 一、, and the draft those that are words of the sentence, as 第一，."""

Place: TypeAlias = tuple[int, str]
"""Of a heading: the index of its step, NO_STEP where there is none for it, and its marker where it is typed."""

LEVELS = (1, 2, 3, 4)
NO_STEP = -1
_MOST_STEPS = 9
_SHAPES = 16
"""Drafts of a template mostly have their headings alike: so many arrangements are held."""
_TRIED = 30


@dataclass(frozen=True, slots=True)
class Step:
    """A level of Word's list: the level of the headings on it, and the family Word counts them in; empty: silent."""

    level: int
    family: str = ""


STANDARD = (Step(1, "一、"), Step(2, "（一）"), Step(3, "1."), Step(4, "（1）"))
"""GB/T 9704-2012, 7.3.3: the steps of the levels that a draft has no heading of."""


def steps(document: Document, numbers: Numbers = "family") -> tuple[Step, ...]:
    """The steps of a draft's list, higher levels first; on each level the counted step with most headings first."""
    return _steps(*_headings(document), numbers)


def numbered(document: Document, found: Sequence[Step]) -> tuple[Place, ...]:
    """The place of each heading."""
    return _numbered(*_headings(document), tuple(found))


def fits(document: Document, found: Sequence[Step]) -> bool:
    """Whether a list with these steps, made for another draft, gives this one its markers."""
    headings, apart = _headings(document)
    return not _miscounted(headings, markers(headings, apart), found)


def _headings(document: Document) -> tuple[tuple[_Heading, ...], tuple[str, ...]]:
    """The headings, and what counts each apart from the others."""
    found = stretches(document)
    headings = chain.from_iterable([stretch.headings for stretch in found])
    return tuple(headings), tuple(chain.from_iterable([stretch.apart for stretch in found]))


@lru_cache(maxsize=_SHAPES)
def _steps(headings: tuple[_Heading, ...], apart: tuple[str, ...], numbers: Numbers) -> tuple[Step, ...]:
    marks = markers(headings, apart)
    used = {level for level, _ in headings}
    # A heading that stands alone has no marker, and its family is there all the same: others may come beside it.
    wanted = [Step(*heading) for heading in headings if heading[1]]
    spare = [step for step in STANDARD if step.level not in used]
    counted = [step for step in [*wanted, *spare] if counted_form(step.family, numbers)]
    # Each turn makes one step more silent at least, or ends.
    while True:
        arranged = _arranged(headings, marks, counted)
        wrong = _miscounted(headings, marks, arranged)
        if not wrong and len(arranged) > _MOST_STEPS:
            wrong = {min(counted, key=counted.count)}
        if not wrong:
            return arranged
        counted = [step for step in counted if step not in wrong]


@lru_cache(maxsize=_SHAPES)
def _numbered(headings: tuple[_Heading, ...], apart: tuple[str, ...], found: tuple[Step, ...]) -> tuple[Place, ...]:
    return tuple(_placed(headings, markers(headings, apart), found))


def counted_form(family: str, numbers: Numbers = "auto") -> tuple[str, str] | None:
    """Word's (numFmt, lvlText around the number as {}) for a family that Word is to count, else None."""
    known = FAMILIES.get(family)
    if known is None or numbers == "typed":
        return None
    return known.counted or (_spelled(known) if numbers == "auto" else None)


def _spelled(family: Family) -> tuple[str, str] | None:
    """The form of a family that is a word around a Chinese numeral, as 第一，; None for 首先，."""
    pattern = family.marker(1, 1).replace(chinese(1), "{}")
    fits = pattern.count("{}") == 1 and all(
        family.marker(number, number) == pattern.format(chinese(number)) for number in range(1, _TRIED)
    )
    return ("chineseCountingThousand", pattern) if fits else None


def _arranged(headings: Sequence[_Heading], marks: Sequence[str], counted: Sequence[Step]) -> tuple[Step, ...]:
    """The counted steps, and a silent one for each level that has other headings, or none that Word counts."""
    by_use = sorted(dict.fromkeys(counted), key=counted.count, reverse=True)
    pairs = zip(headings, marks, strict=True)
    silent = {heading[0] for heading, mark in pairs if not mark or Step(*heading) not in counted}
    found: list[Step] = []
    for level in LEVELS:
        own = [step for step in by_use if step.level == level]
        found += own if own and level not in silent else [*own, Step(level)]
    return tuple(found)


def _placed(headings: Sequence[_Heading], marks: Sequence[str], found: Sequence[Step]) -> list[Place]:
    """The place of each heading: on its family's step if there is one, else on the silent one."""
    places = {step: index for index, step in enumerate(found)}
    placed = []
    for (level, series), mark in zip(headings, marks, strict=True):
        own = places.get(Step(level, series)) if mark and series else None
        placed.append((places.get(Step(level), NO_STEP), mark) if own is None else (own, ""))
    return placed


def _miscounted(headings: Sequence[_Heading], marks: Sequence[str], found: Sequence[Step]) -> Collection[Step]:
    """The counted steps on which Word would write another marker than the draft has."""
    placed = zip(_placed(headings, marks, found), marks, strict=True)
    listed = [(place, mark) for (place, _), mark in placed if place != NO_STEP]
    counts = _counts([place for place, _ in listed], len(found))
    return {
        found[place]
        for (place, mark), count in zip(listed, counts, strict=True)
        if found[place].family and FAMILIES[found[place].family].marker(count, count) != mark
    }


def _counts(places: Iterable[int], size: int) -> list[int]:
    """Count as Word does: each paragraph of the list adds one to its step and sets all deeper steps back.

    A step above it that no paragraph has yet counted is taken as begun.
    """
    counts = [0] * size
    found = []
    for place in places:
        counts[:place] = [count or 1 for count in counts[:place]]
        counts[place] += 1
        counts[place + 1 :] = [0] * (size - place - 1)
        found.append(counts[place])
    return found
