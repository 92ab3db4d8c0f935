"""Which levels Word counts by itself, and the list that does it: word/numbering.xml.

A level that Word counts renumbers by itself when a writer moves a point. That is only allowed where Word would come to
the very numbers of `drafter.numerals.markers`; all other levels are typed, and keep a silent place in the list, so that
the levels below them begin anew (ECMA-376-1, 17.9.10).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.numerals import FAMILIES, markers
from drafter.word.styles import indents, letters
from drafter.word.wml import make

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from drafter.document import Document
    from drafter.word.layout import Layout, Style

STANDARD = ("一、", "（一）", "1.", "（1）")
"""GB/T 9704-2012, 7.3.3: what a level counts with where a draft has no heading of it."""


def counted_families(document: Document) -> tuple[str, ...]:
    """The family that Word counts with at each of the four levels; empty for a level that is typed."""
    headings = [(block.level, block.series) for block in document.headings]
    marks = markers(headings, document.apart)
    chosen = [_candidate(level, headings, marks) for level in range(1, len(STANDARD) + 1)]
    # Each turn types one level more at least, or ends.
    while wrong := _miscounted(chosen, headings, marks):
        for level in wrong:
            chosen[level - 1] = ""
    return tuple(chosen)


def _candidate(level: int, headings: Sequence[tuple[int, str]], marks: Sequence[str]) -> str:
    """The family of a level's first numbered heading, if Word knows it."""
    if all(level != other for other, _ in headings):
        return STANDARD[level - 1]
    names = (name for (other, name), mark in zip(headings, marks, strict=True) if other == level and mark)
    family = FAMILIES.get(next(names, ""))
    return family.name if family and family.counted else ""


def _miscounted(chosen: Sequence[str], headings: Sequence[tuple[int, str]], marks: Sequence[str]) -> set[int]:
    """The counted levels at which Word would write another marker than the draft has."""
    levels = [level for level, _ in headings]
    counts = _counts((level, bool(mark) or not chosen[level - 1]) for level, mark in zip(levels, marks, strict=True))
    return {
        level
        for level, mark, count in zip(levels, marks, counts, strict=True)
        if mark and chosen[level - 1] and FAMILIES[chosen[level - 1]].marker(count, count) != mark
    }


def _counts(headings: Iterable[tuple[int, bool]]) -> list[int]:
    """Count as Word does: each paragraph of the list adds one to its level and sets all deeper levels back.

    A level above it that no paragraph has yet counted is taken as begun.
    """
    counts = [0] * len(STANDARD)
    found = []
    for level, in_list in headings:
        if in_list:
            counts[: level - 1] = [count or 1 for count in counts[: level - 1]]
            counts[level - 1] += 1
            counts[level:] = [0] * (len(counts) - level)
        found.append(counts[level - 1])
    return found


def numbering(layout: Layout, counted: Sequence[str]) -> list[_Element]:
    """The children of w:numbering: one list of four levels, each linked to its heading style (17.9.23)."""
    levels = [
        _level(index, style, family) for index, (style, family) in enumerate(zip(layout.headings, counted, strict=True))
    ]
    definition = make("abstractNum", make("multiLevelType", val="multilevel"), *levels, abstractNumId=0)
    return [definition, make("num", make("abstractNumId", val=0), numId=1)]


def _level(index: int, style: Style, family: str) -> _Element:
    """One level: its number in the heading's own letters, nothing between it and the text (17.9.28)."""
    form, text = (FAMILIES[family].counted if family else None) or ("decimal", "")
    return make(
        "lvl",
        make("start", val=1),
        make("numFmt", val=form),
        make("pStyle", val=style.identifier),
        make("suff", val="nothing"),
        make("lvlText", val=text.format(f"%{index + 1}")),
        make("lvlJc", val="left"),
        # LibreOffice takes the indent of a paragraph that joins the list from here, and would else have none.
        make("pPr", indents(style)),
        make("rPr", *letters(style)),
        ilvl=index,
    )
