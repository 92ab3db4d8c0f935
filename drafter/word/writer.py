"""A draft as a Word file: its text put into a layout's empty document. Knows nothing of python-docx."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from drafter.errors import InputError
from drafter.word.comments import add_comments
from drafter.word.live import bind
from drafter.word.package import PLACE, pack_upon
from drafter.word.runs import unwritable
from drafter.word.store import Store, add_store
from drafter.word.stretches import stretches
from drafter.word.typesetter import typesetter_for
from drafter.word.wml import COMMENTS, DOCUMENT, parse, serialize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.document import Document
    from drafter.word.layout import Layout
    from drafter.word.package import Base
    from drafter.word.store import Origin
    from drafter.word.stretches import Stretch


def compose(
    document: Document, layout: Layout, base: Base, *, comments: bool = False, origin: Origin | None = None
) -> bytes:
    """The bytes of the .docx; the same for the same arguments.

    comments: guidance becomes Word comments, else it is left out. origin: what the draft is to carry of how it was
    made. Raises InputError where the draft has a character that no Word file can hold.
    """
    _refuse_unwritable(document)
    typesetter = typesetter_for(layout, base.steps, live=layout.live and origin is not None, comments=comments)
    page = list(typesetter.set(document))
    parts = dict(base.parts)
    before, _, after = parts.pop(DOCUMENT).partition(PLACE)
    changing: dict[str, Sequence[bytes]] = {DOCUMENT: [before, *(stretch.written for stretch in page), after]}
    live: tuple[str, ...] = ()
    if layout.live:
        root = parse(b"".join(changing[DOCUMENT]))
        live = bind(root)
        changing[DOCUMENT] = [serialize(root)]
    if notes := [note for stretch in page for note in stretch.notes]:
        add_comments(parts, notes)
        changing[COMMENTS] = [parts.pop(COMMENTS)]
    if origin:
        marks = dict(enumerate((mark for stretch in page for mark in stretch.shown), 1))
        name = add_store(parts, Store(origin, layout, marks, live, base.steps))
        changing[name] = [parts.pop(name)]
    return pack_upon(parts, changing)


def _refuse_unwritable(document: Document) -> None:
    """Raise InputError that names every block with a character XML can't hold."""
    if not any(map(_is_unwritable, stretches(document))):
        return
    found = [(number, unwritable(block.text)) for number, block in enumerate(document.blocks, 1)]
    raise InputError(
        *(f"第 {number} 段有 Word 存不了的字符（U+{ord(letter):04X}），请删去" for number, letter in found if letter)
    )


@lru_cache(maxsize=100)
def _is_unwritable(stretch: Stretch) -> bool:
    return any(unwritable(block.text) for block in stretch.blocks)
