"""The elements that say how letters and paragraphs look (ECMA-376-1, 17.3.1 and 17.3.2), and a style around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.word.layout import TWIPS_PER_POINT
from drafter.word.wml import make, xml

if TYPE_CHECKING:
    from lxml.etree import _Element

    from drafter.word.layout import Fonts, Layout, Style
    from drafter.word.wml import Xml


def fonts(slots: Fonts) -> _Element:
    """w:rFonts with all four slots: `ascii` alone would leave Chinese letters in another font."""
    return make("rFonts", ascii=slots.ascii, eastAsia=slots.east_asia, hAnsi=slots.high_ansi, cs=slots.complex_script)


def letters(style: Style) -> list[_Element]:
    """The children of rPr: font, weight, space between letters in twips, size in half points."""
    found = [fonts(style.fonts)]
    if style.bold:
        found += [make("b"), make("bCs")]
    if style.spacing:
        found.append(make("spacing", val=round(style.spacing * TWIPS_PER_POINT)))
    return [*found, make("sz", val=round(style.size * 2)), make("szCs", val=round(style.size * 2))]


def indents(style: Style) -> _Element | None:
    """w:ind, in hundredths of a character for Word and in twips for those who don't count so."""
    attributes: dict[str, int] = {}
    for name, characters in (("left", style.left), ("right", style.right), ("firstLine", style.first_line)):
        if characters:
            attributes[f"{name}Chars"] = round(characters * 100)
            attributes[name] = round(characters * style.size * TWIPS_PER_POINT)
    return make("ind", **attributes) if attributes else None


def title_measure(measure: float | None, layout: Layout) -> Xml:
    """Equal indents that leave this measure, in letters of the title; empty where it needs none."""
    if measure is None:
        return ""
    letter = layout.title.size + layout.title.spacing
    side = round((layout.page.text_width - measure * letter) / 2 * TWIPS_PER_POINT)
    return xml("ind", left=side, right=side)


def named(kind: str, identifier: str, name: str, *more: _Element | None, **attributes: str | int) -> _Element:
    """A w:style of this kind."""
    return make("style", make("name", val=name), *more, type=kind, **attributes, styleId=identifier)
