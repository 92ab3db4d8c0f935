"""Inlines as runs (ECMA-376-1, 17.3.2.25): every character of them, and no formatting a style could give."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.document import Field, Gap, Words
from drafter.word.live import can_live, control
from drafter.word.marks import around
from drafter.word.styles import GAP, TITLE_BREAK
from drafter.word.wml import make, w

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from drafter.document import Inline
    from drafter.word.plan import Typed

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PIECE = re.compile(r"[\n\t\r]|[^\n\t\r]+")
# What XML can't hold (XML 1.0, 2.2): a file with one of these would not open.
# Classes of two ranges each: one of many takes re 6 ms to compile.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c]|[\x0e-\x1f]|[\ud800-\udfff\ufffe\uffff]")

# Letters that have an element of their own (17.3.3.1 br, 17.3.3.32 tab, 17.3.3.4 cr).
ELEMENTS = {"\n": "br", "\t": "tab", "\r": "cr"}


def runs(
    inlines: Iterable[Inline | Typed], numbers: Iterator[int], style: str = "", *, live: bool = False
) -> Iterator[_Element]:
    """The runs of a block's inlines, one for each that has text; `style`: a character style for all of them.

    A field is an ordinary run within a mark, which takes the next of `numbers`; live: with a content control around it.
    """
    for inline in inlines:
        gap = isinstance(inline, Gap)
        made = run(inline.text, style or (GAP if gap else ""), highlight="yellow" if gap else "")
        if isinstance(inline, Words):
            yield from made
            continue
        number = next(numbers)
        if live and isinstance(inline, Field) and can_live(inline):
            yield from around([control(made, inline.key, number)], inline, number)
        else:
            yield from around(made, inline, number)


def run(text: str, style: str = "", *, highlight: str = "") -> Iterator[_Element]:
    """The run of a text; none for no text. The hint keeps “ ” … — · in the Chinese font (17.3.2.26)."""
    if not text:
        return
    properties = make(
        "rPr",
        make("rStyle", val=style) if style else None,
        make("rFonts", hint="eastAsia"),
        make("highlight", val=highlight) if highlight else None,
    )
    yield make("r", properties, *(_piece(piece) for piece in _PIECE.findall(text)))


def line_break() -> Iterator[_Element]:
    """The run of a line break that is the layout's: its style tells it from the breaks of the text."""
    yield make("r", make("rPr", make("rStyle", val=TITLE_BREAK)), make("br"))


def is_layouts_break(element: _Element) -> bool:
    """Whether an element of a run is a line break of the layout."""
    run = element.getparent() if element.tag == w("br") else None
    style = None if run is None else run.find(f"{w('rPr')}/{w('rStyle')}")
    return style is not None and style.get(w("val")) == TITLE_BREAK


def unwritable(text: str) -> str:
    """The first character that no Word file can hold; empty if there is none."""
    found = _UNWRITABLE.search(text)
    return found.group() if found else ""


def _piece(piece: str) -> _Element:
    """A break, or text with all its spaces."""
    if piece in ELEMENTS:
        return make(ELEMENTS[piece])
    text = make("t")
    text.text = piece
    text.set(_SPACE, "preserve")
    return text
