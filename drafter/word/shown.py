"""What of a body is part of the text, element by element."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from drafter.word.wml import w

if TYPE_CHECKING:
    from lxml.etree import _Element

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES = f"{_COMPATIBILITY}AlternateContent"
FORMS = f"{_COMPATIBILITY}Choice", f"{_COMPATIBILITY}Fallback"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
LETTERS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}
STRUCK = ("del", "moveFrom")
_UNSEEN = ("instrText", "delText", "delInstrText", "rt")
_SETTINGS = ("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sectPr")
_LEFT_OUT = frozenset(map(w, (*STRUCK, *_UNSEEN, *_SETTINGS)))
_UNKNOWN = "\ufffd"
_SURROGATES = range(0xD800, 0xE000)


def children(element: _Element) -> list[_Element]:
    """The children that are part of the text.

    Of some content in several forms, that is the first with text: programs that know the newer form show it in place
    of the older.
    """
    if element.tag == ALTERNATIVES:
        forms = element.iterchildren(*FORMS)
        return next(([form] for form in forms if next(form.iter(w("t"), w("sym")), None) is not None), [])
    return [child for child in element if not _left_out(child)]


def _left_out(element: _Element) -> bool:
    """Whether an element, with all that is in it, isn't part of the text."""
    if element.tag == w("tr"):
        return element.find(f"{w('trPr')}/{w('del')}") is not None
    if element.tag == w("tc"):
        return element.find(f"{w('tcPr')}/{w('cellDel')}") is not None
    return element.tag in _LEFT_OUT


def shown_text(run: _Element) -> str:
    """What a run shows, in order."""
    return "".join(_shown(each) for each in run.iter("*"))


def _shown(element: _Element) -> str:
    if element.tag in (w("t"), MATH_TEXT):
        return element.text or ""
    if element.tag == w("sym"):
        return symbol(element.get(w("char")) or "")
    return "\n" if element.tag == w("br") else LETTERS.get(str(element.tag), "")


def symbol(code: str) -> str:
    """The character of a w:sym, given in hexadecimal digits (17.3.3.30)."""
    number = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else 0
    return chr(number) if 0 < number <= sys.maxunicode and number not in _SURROGATES else _UNKNOWN
