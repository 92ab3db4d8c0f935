"""The lists that a file defines: the levels of numbering.xml, and what each list changes in them (ECMA-376-1, 17.9)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.records import dataclass
from drafter.word.wml import attribute, value, w, whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

__all__ = ["Level", "List", "attribute", "indent_of", "read_lists"]

_NO_LIST = "0"
_BULLET = "•"
_SYMBOL_FONTS = ("wingdings", "webdings", "symbol", "marlett")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_AFTER = {"space": " ", "nothing": ""}
_NINE = range(9)
# No honest number is longer; a hostile one must not make each paragraph so.
_LONGEST_TEXT = 255


@dataclass(frozen=True, slots=True)
class Level:
    """One w:lvl.

    text: with %n for the number of level n, or a bullet. after: what stands between it and the paragraph's text.
    restart: the level, from 1, that it begins anew after; 0 for never, None for any above it. style: the paragraph
    style that is tied to it.
    """

    start: int
    form: str
    text: str
    after: str
    restart: int | None
    legal: bool
    style: str


@dataclass(frozen=True, slots=True)
class List:
    """One w:num: the abstract list that it counts in, its levels from 0, and the numbers it starts them at."""

    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]

    def start(self, level: int) -> int:
        """The number that a level begins with."""
        return self.starts.get(level, self.levels[level].start if level in self.levels else 1)

    def restarts(self, level: int, used: int) -> bool:
        """Whether a level begins anew after a paragraph of the level `used`, which is above it (17.9.10)."""
        after = self.levels[level].restart if level in self.levels else None
        return after is None or after > level or used < after


def read_lists(numbering: _Element, linked: Mapping[str, str]) -> dict[str, List]:
    """Each w:num by its number; `linked`: the number that each style names, for lists that are a style's (17.9.21)."""
    abstracts = {attribute(each, "abstractNumId"): each for each in numbering.iterchildren(w("abstractNum"))}
    levels = {name: _levels(each) for name, each in abstracts.items()}
    numbers = {attribute(each, "numId"): each for each in numbering.iterchildren(w("num"))}
    names = {number: value(each.find(w("abstractNumId"))) for number, each in numbers.items()}
    found = {}
    for number, each in numbers.items():
        name = names[number]
        link = value(abstracts[name].find(w("numStyleLink"))) if name in abstracts else ""
        name = names.get(linked.get(link, ""), name)
        if name in levels and number != _NO_LIST:
            found[number] = _overridden(name, levels[name], each)
    return found


def indent_of(numbering: _Element, number: str, level: int) -> _Element | None:
    """The w:ind that a level of a list gives its paragraphs."""
    named = (
        each.find(w("abstractNumId")) for each in numbering.findall(w("num")) if attribute(each, "numId") == number
    )
    abstracts = {value(each) for each in named}
    for abstract in numbering.findall(w("abstractNum")):
        for each in abstract.findall(w("lvl")) if attribute(abstract, "abstractNumId") in abstracts else ():
            if whole(attribute(each, "ilvl")) == level:
                return each.find(f"{w('pPr')}/{w('ind')}")
    return None


def _overridden(name: str, levels: Mapping[int, Level], number: _Element) -> List:
    """A list with what its w:lvlOverride elements say: whole levels, and the numbers to start at (17.9.8)."""
    own, starts = dict(levels), {}
    for override in number.iterchildren(w("lvlOverride")):
        level = whole(attribute(override, "ilvl"))
        start = whole(value(override.find(w("startOverride"))))
        own.update(_levels(override, level))
        if level is not None and start is not None:
            starts[level] = start
    return List(name, own, starts)


def _levels(parent: _Element, level: int | None = None) -> dict[int, Level]:
    """The levels under an abstract list or an override; `level` stands in where a w:lvl doesn't say which it is."""
    found = {}
    for each in parent.iterchildren(w("lvl")):
        index = whole(attribute(each, "ilvl"))
        index = level if index is None else index
        if index is not None and index in _NINE:
            found[index] = _level(each)
    return found


def _level(element: _Element) -> Level:
    """One w:lvl; what it leaves out is as the standard has it."""
    form = value(element.find(w("numFmt"))) or "decimal"
    text = value(element.find(w("lvlText")))[:_LONGEST_TEXT]
    legal = element.find(w("isLgl"))
    return Level(
        start=whole(value(element.find(w("start")))) or 0,
        form=form,
        text=_bullet(element, text) if form == "bullet" else text,
        after=_AFTER.get(value(element.find(w("suff"))), "\t"),
        restart=whole(value(element.find(w("lvlRestart")))),
        legal=legal is not None and value(legal) not in ("0", "false", "off"),
        style=value(element.find(w("pStyle"))),
    )


def _bullet(element: _Element, text: str) -> str:
    """A bullet; • for a picture and for a letter of a symbol font, which is another sign in print."""
    fonts = element.find(f"{w('rPr')}/{w('rFonts')}")
    names = [] if fonts is None else [str(name).lower() for name in fonts.attrib.values()]
    drawn = _PRIVATE.search(text) or any(name.startswith(_SYMBOL_FONTS) for name in names)
    return _BULLET if drawn or element.find(w("lvlPicBulletId")) is not None else text
