"""Inlines as runs (ECMA-376-1, 17.3.2.25): every character of them, and no formatting a style could give."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from drafter.characters import is_plain
from drafter.document import Field, Gap, Words
from drafter.word.live import can_live, control
from drafter.word.marks import around
from drafter.word.styles import GAP, TITLE_BREAK
from drafter.word.wide import parted
from drafter.word.wml import letters, w, xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from drafter.document import Inline
    from drafter.word.plan import Typed
    from drafter.word.wml import Xml

_BREAK = re.compile(r"[\n\t\r]")
_PIECE = re.compile(r"[\n\t\r]|[^\n\t\r]+")
# What XML can't hold (XML 1.0, 2.2): a file with one of these would not open.
# Classes of two ranges each: one of many takes re 6 ms to compile.
_UNWRITABLE = "[\x00-\x08\x0b\x0c]|[\x0e-\x1f]|[\ud800-\udfff\ufffe\uffff]"

# Letters that have an element of their own (17.3.3.1 br, 17.3.3.32 tab, 17.3.3.4 cr).
ELEMENTS = {"\n": "br", "\t": "tab", "\r": "cr"}


def runs(
    inlines: Iterable[Inline | Typed], numbers: Iterator[int], style: str = "", wide: str = "", *, live: bool = False
) -> Xml:
    """The runs of a block's inlines, one for each that has text; `style`: a character style for all of them.

    wide: that of “ ” … — · beside digits and Latin letters, which are runs of their own.

    A field is an ordinary run within a mark, which takes the next of `numbers`; live: with a content control around it.
    """
    written = []
    for inline in inlines:
        gap = isinstance(inline, Gap)
        lives = inline if live and isinstance(inline, Field) and can_live(inline) else None
        own = style or (GAP if gap else "")
        made = run(inline.text, own, "" if lives else wide, highlight="yellow" if gap else "")
        if not isinstance(inline, Words):
            number = next(numbers)
            if lives:
                made = control(made, lives.key, number)
            made = around(made, inline, number)
        written.append(made)
    return "".join(written)


def run(text: str, style: str = "", wide: str = "", *, highlight: str = "") -> Xml:
    """The run of a text; none for no text. wide: as above."""
    if wide and not text.isascii():
        return "".join(run(part, wide if is_wide else style, highlight=highlight) for part, is_wide in parted(text))
    if not text:
        return ""
    pieces = "".join(map(_piece, _PIECE.findall(text))) if _BREAK.search(text) else letters(text)
    return f"<w:r>{_properties(style, highlight)}{pieces}</w:r>"


@lru_cache(maxsize=64)
def _properties(style: str, highlight: str) -> Xml:
    """What a run says of its letters. The hint keeps “ ” … — · in the Chinese font (17.3.2.26)."""
    return xml(
        "rPr",
        xml("rStyle", val=style) if style else "",
        xml("rFonts", hint="eastAsia"),
        xml("highlight", val=highlight) if highlight else "",
    )


def line_break() -> Xml:
    """The run of a line break that is the layout's: its style tells it from the breaks of the text."""
    return xml("r", xml("rPr", xml("rStyle", val=TITLE_BREAK)), xml("br"))


def is_layouts_break(element: _Element) -> bool:
    """Whether an element of a run is a line break of the layout."""
    run = element.getparent() if element.tag == w("br") else None
    style = None if run is None else run.find(f"{w('rPr')}/{w('rStyle')}")
    return style is not None and style.get(w("val")) == TITLE_BREAK


@lru_cache(maxsize=500)
def unwritable(text: str) -> str:
    """The first character that no Word file can hold; empty if there is none."""
    found = None if is_plain(text) else re.search(_UNWRITABLE, text)
    return found.group() if found else ""


def _piece(piece: str) -> Xml:
    """A break, or text with all its spaces."""
    return xml(ELEMENTS[piece]) if piece in ELEMENTS else letters(piece)
