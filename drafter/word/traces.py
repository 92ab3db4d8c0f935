"""What is left of a file when nothing in it tells how and by whom it was made: its pages, and what they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.word.links import needed
from drafter.word.package import TYPES
from drafter.word.styles import GAP_NAME
from drafter.word.trees import drop, drop_all
from drafter.word.wml import parse, serialize, value, w

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

# The settings that bear on how pages look (ECMA-376-1, 17.15.1); the others tell of people, programs and sessions.
_SETTINGS = {
    *("zoom", "displayBackgroundShape", "hideSpellingErrors", "hideGrammaticalErrors", "mirrorMargins", "gutterAtTop"),
    *("alignBordersAndEdges", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "embedTrueTypeFonts"),
    *("embedSystemFonts", "saveSubsetFonts", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit"),
    *("hyphenationZone", "doNotHyphenateCaps", "evenAndOddHeaders", "bookFoldRevPrinting", "bookFoldPrinting"),
    *("bookFoldPrintingSheets", "drawingGridHorizontalSpacing", "drawingGridVerticalSpacing", "noPunctuationKerning"),
    *("displayHorizontalDrawingGridEvery", "displayVerticalDrawingGridEvery", "doNotUseMarginsForDrawingGridOrigin"),
    *("drawingGridHorizontalOrigin", "drawingGridVerticalOrigin", "characterSpacingControl", "printTwoOnOne"),
    *("strictFirstAndLastChars", "noLineBreaksAfter", "noLineBreaksBefore", "hdrShapeDefaults", "footnotePr"),
    *("endnotePr", "compat", "mathPr", "themeFontLang", "clrSchemeMapping", "defaultTableStyle", "shapeDefaults"),
    *("decimalSymbol", "listSeparator"),
}
# Numbers by which Word tells sessions and lists apart (17.9.14, 17.9.28); nothing on the page hangs on them.
_SESSIONS = ("rsid", "nsid", "tmpl")


def without_traces(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts that are read on the page, and what these need; settings and styles say nothing of people."""
    edits = {"/settings.xml": _settings, "/styles.xml": _styles, "/numbering.xml": _styles}
    found = {name: edits.get(name[name.rfind("/") :]) for name in parts}
    kept = needed({name: _edited(part, edit) if (edit := found[name]) else part for name, part in parts.items()})
    kept[TYPES] = _edited(kept[TYPES], lambda types: _typed(types, kept))
    return kept


def forget_sessions(root: _Element) -> None:
    """Take out the numbers by which Word tells in which session what was typed (17.15.1.70)."""
    for element in root.iter("*"):
        for name in [str(name) for name in element.attrib if _is_session(str(name))]:
            del element.attrib[name]


def _is_session(name: str) -> bool:
    local = name.rpartition("}")[2]
    return local.startswith("rsid") or local in ("paraId", "textId")


def _edited(part: bytes, edit: Callable[[_Element], None]) -> bytes:
    root = parse(part)
    edit(root)
    return serialize(root)


def _settings(root: _Element) -> None:
    for child in list(root):
        if str(child.tag).rpartition("}")[2] not in _SETTINGS:
            drop(child)


def _styles(root: _Element) -> None:
    forget_sessions(root)
    drop_all(root, _SESSIONS)
    for style in root.findall(w("style")):
        if value(style.find(w("name"))) == GAP_NAME:
            drop(style)


def _typed(types: _Element, kept: dict[str, bytes]) -> None:
    """Say nothing of parts that are gone."""
    for each in list(types):
        part = each.get("PartName")
        if part and part.lstrip("/") not in kept:
            drop(each)
