"""Children put where the schema has them (ECMA-376-1, 17.3.1.26 and 17.3.2.28): Word refuses another order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.word.wml import make, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_LETTERS = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath rPrChange"
)
_ORDERS = {w("pPr"): [w(name) for name in _PARAGRAPH.split()], w("rPr"): [w(name) for name in _LETTERS.split()]}


def put(properties: _Element, child: _Element) -> None:
    """Put a child into a w:pPr or a w:rPr, in the place of one of its name."""
    take(properties, child.tag)
    order = _ORDERS[str(properties.tag)]
    after = order[order.index(str(child.tag)) + 1 :]
    properties.insert(next((n for n, each in enumerate(properties) if each.tag in after), len(properties)), child)


def take(properties: _Element, tag: str) -> None:
    """Take the children of this name out."""
    for child in properties.findall(tag):
        properties.remove(child)


def properties_of(element: _Element, name: str) -> _Element:
    """The w:pPr of a paragraph or the w:rPr of a run, made where there is none."""
    found = element.find(w(name))
    if found is None:
        found = make(name)
        element.insert(0, found)
    return found
