"""Inlines made into runs of a draft that stands in a file, in the letters of what stands beside them."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

from drafter.document import Gap
from drafter.word.order import put, take
from drafter.word.runs import run, runs
from drafter.word.styles import GAP_NAME
from drafter.word.wml import attribute, elements, make, value, w, whole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from drafter.document import Inline
    from drafter.word.lines import Piece
    from drafter.word.opened import Opened
    from drafter.word.plan import Typed


class Numbered(NamedTuple):
    """An inline, and the number of its mark; 0 for words. live: whether a field of it is to be a content control."""

    inline: Inline | Typed
    number: int
    live: bool = False


def made(
    opened: Opened, inlines: Iterable[Numbered], letters: _Element | None, properties: _Element | None
) -> list[_Element]:
    """The elements of these inlines, in these letters. properties: of the paragraph."""
    found = []
    letters = narrow(opened, letters)
    wide = opened.styles.wide(properties, plain(opened, letters))
    for inline, number, live in inlines:
        trees = elements(runs([inline], iter([number]), "", wide, live=live) if number else run(inline.text, "", wide))
        for element in trees:
            for each in list(element.iter(w("r"))):
                _dress(opened, each, letters, wide, gap=isinstance(inline, Gap))
            if element.tag == w("bookmarkStart"):
                identifier = str(_free_id(opened))
            if element.tag in (w("bookmarkStart"), w("bookmarkEnd")):
                element.set(w("id"), identifier)
        found += trees
    return found


def _dress(opened: Opened, element: _Element, letters: _Element | None, wide: str, *, gap: bool) -> None:
    """Give a run of ours these letters; a gap its colour, in the style by the id that it has in this file.

    wide: the style of “ ” … — · beside digits, which a run of such marks keeps.
    """
    own = element[0]
    keeps = bool(wide) and value(own.find(w("rStyle"))) == wide
    style = opened.styles.identifier(GAP_NAME)
    if letters is not None:
        worn = deepcopy(letters)
        element.replace(own, worn)
        if keeps:
            put(worn, make("rStyle", val=wide))
        if gap:
            if style and worn.find(w("rStyle")) is None:
                put(worn, make("rStyle", val=style))
            put(worn, make("highlight", val="yellow"))
    elif gap and style and not keeps:
        put(own, make("rStyle", val=style))


def plain(opened: Opened, letters: _Element | None) -> _Element | None:
    """Letters without the colour of a gap."""
    if letters is None:
        return None
    plain = deepcopy(letters)
    take(plain, w("highlight"))
    if opened.styles.name(plain) == GAP_NAME:
        take(plain, w("rStyle"))
    return plain


def narrow(opened: Opened, letters: _Element | None) -> _Element | None:
    """Letters without the style that “ ” … — · have beside digits."""
    main = None if letters is None else opened.styles.narrow(letters)
    if letters is None or main is None:
        return letters
    narrow = deepcopy(letters)
    take(narrow, w("rStyle"))
    if main:
        put(narrow, make("rStyle", val=main))
    return narrow


def letters(piece: Piece) -> _Element | None:
    """The letters of the run that a piece is in."""
    found = piece.element.getparent()
    return None if found is None else found.find(w("rPr"))


def _free_id(opened: Opened) -> int:
    """An id that no bookmark has; each call gives another."""
    if not opened.last_id:
        ids = (whole(attribute(each, "id")) or 0 for each in opened.root.iter(w("bookmarkStart")))
        opened.last_id = max(ids, default=0)
    opened.last_id += 1
    return opened.last_id
