"""The numbers that Word counts by itself, as text (ECMA-376-1, 17.9).

Counts are kept for each abstract list: all lists made of it go on counting together, but where one says at which number
it starts (17.9.27). A level that a deeper paragraph leaves out counts as begun, as Word and LibreOffice have it: after
a first 1.1 the next number of level one is 2.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.records import dataclass
from drafter.word.listforms import formed
from drafter.word.listlevels import read_lists
from drafter.word.wml import attribute, value, w, whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.etree import _Element

    from drafter.word.listlevels import Level, List

# No honest chain of styles is longer; a hostile one must not make each paragraph walk along it.
_LONGEST_CHAIN = 64


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says of lists: the style it is based on, its list and its level, None where it says nothing."""

    identifier: str
    base: str
    number: str | None
    level: int | None


class ListNumbers:
    """Counts the paragraphs of a document; ask for each once, in order."""

    def __init__(self, numbering: _Element | None, styles: _Element | None) -> None:
        """Read the parts; None stands for a part that the file doesn't have."""
        every = [] if styles is None else list(styles.iterchildren(w("style")))
        self._styles = {style.identifier: style for style in map(_style, every)}
        self._default = _default(every)
        linked = {style.identifier: style.number or "" for style in self._styles.values()}
        self._lists = {} if numbering is None else read_lists(numbering, linked)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, properties: _Element | None) -> str:
        """The number before the text of the next paragraph, given its w:pPr, and the tab or space after it."""
        number, level = self.place(properties)
        found = self._lists.get(number)
        if found is None or level not in found.levels:
            return ""
        counts = self._count(number, found, level)
        text = _text(found, found.levels[level], counts)
        return text and text + found.levels[level].after

    def place(self, properties: _Element | None) -> tuple[str, int]:
        """The list and the level of a paragraph; it may say each for itself, else its style does (17.3.1.19).

        A list that isn't there means none, 0 above all.
        """
        number, level = _list_place(properties)
        named = "" if properties is None else value(properties.find(w("pStyle")))
        chain = self._chain(named if named in self._styles else self._default)
        if number is None:
            number = next((style.number for style in chain if style.number is not None), "")
        if level is None:
            level = self._style_level(chain, number)
        return number, level

    def _chain(self, identifier: str) -> Sequence[_Style]:
        """A style and those it is based on."""
        chain: list[_Style] = []
        while identifier in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[identifier])
            identifier = chain[-1].base
        return chain

    def _style_level(self, chain: Sequence[_Style], number: str) -> int:
        """The level that is tied to a style (17.9.23), or that the style names."""
        levels = self._lists[number].levels if number in self._lists else {}
        tied = {level.style: index for index, level in levels.items() if level.style}
        found = (tied.get(style.identifier, style.level) for style in chain)
        return next((level for level in found if level is not None), 0)

    def _count(self, number: str, found: List, level: int) -> Mapping[int, int]:
        """Count a paragraph, and give the counts of all levels."""
        counts = self._counts.setdefault(found.abstract, {})
        starts = level in found.starts and (number, level) not in self._begun
        counts[level] = counts[level] + 1 if level in counts and not starts else found.start(level)
        self._begun.add((number, level))
        for above in range(level):
            counts.setdefault(above, found.start(above))
        for below in [other for other in counts if other > level and found.restarts(other, level)]:
            del counts[below]
        return counts


def _text(found: List, shown: Level, counts: Mapping[int, int]) -> str:
    """The number as it is printed: each %n of the level's text is the number of level n (17.9.11)."""
    if shown.form == "bullet":
        return shown.text

    def part(match: re.Match[str]) -> str:
        level = int(match[1]) - 1
        if level not in counts:
            return ""
        form = found.levels[level].form if level in found.levels else "decimal"
        return formed(counts[level], "decimal" if shown.legal and form not in ("bullet", "none") else form)

    return re.sub("%([1-9])", part, shown.text)


def _style(element: _Element) -> _Style:
    """What one w:style says of lists."""
    number, level = _list_place(element.find(w("pPr")))
    return _Style(attribute(element, "styleId"), value(element.find(w("basedOn"))), number, level)


def _default(styles: Sequence[_Element]) -> str:
    """The style of a paragraph that names none (17.7.4.17)."""
    on = ("1", "true", "on")
    found = (s for s in styles if attribute(s, "type") == "paragraph" and attribute(s, "default") in on)
    return next((attribute(style, "styleId") for style in found), "")


def _list_place(properties: _Element | None) -> tuple[str | None, int | None]:
    """The list and the level that a w:pPr names, None for what it leaves out."""
    place = None if properties is None else properties.find(w("numPr"))
    if place is None:
        return None, None
    return value(place.find(w("numId"))) or None, whole(value(place.find(w("ilvl"))))
