"""A draft as a Word file: its text put into a layout's empty document. Knows nothing of python-docx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.errors import InputError
from drafter.word.comments import add_comments, anchored
from drafter.word.live import bind
from drafter.word.package import PLACE, pack_upon
from drafter.word.plan import plan
from drafter.word.runs import unwritable
from drafter.word.store import Store, add_store
from drafter.word.typesetter import SetParagraph, typesetter_for
from drafter.word.wml import COMMENTS, DOCUMENT, parse, serialize

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drafter.document import Document
    from drafter.word.layout import Layout
    from drafter.word.marks import Shown
    from drafter.word.package import Base
    from drafter.word.plan import Paragraph
    from drafter.word.store import Origin
    from drafter.word.typesetter import Typesetter


def compose(
    document: Document, layout: Layout, base: Base, *, comments: bool = False, origin: Origin | None = None
) -> bytes:
    """The bytes of the .docx; the same for the same arguments.

    comments: guidance becomes Word comments, else it is left out. origin: what the draft is to carry of how it was
    made. Raises InputError where the draft has a character that no Word file can hold.
    """
    _refuse_unwritable(document)
    page = plan(document, layout, base.steps)
    typesetter = typesetter_for(layout, base.steps, live=layout.live and origin is not None)
    stretches, notes, marks = _written(page, typesetter, comments=comments)
    parts = dict(base.parts)
    before, _, after = parts.pop(DOCUMENT).partition(PLACE)
    changing: dict[str, Sequence[bytes]] = {DOCUMENT: [before, *stretches, after]}
    live: tuple[str, ...] = ()
    if layout.live:
        root = parse(b"".join(changing[DOCUMENT]))
        live = bind(root)
        changing[DOCUMENT] = [serialize(root)]
    if notes:
        add_comments(parts, notes)
        changing[COMMENTS] = [parts.pop(COMMENTS)]
    if origin:
        name = add_store(parts, Store(origin, layout, dict(enumerate(marks, 1)), live, base.steps))
        changing[name] = [parts.pop(name)]
    return pack_upon(parts, changing)


def _written(
    page: Iterable[Paragraph], typesetter: Typesetter, *, comments: bool
) -> tuple[list[bytes], list[str], list[Shown]]:
    """The paragraphs of a page, the texts of the comments that they are anchors of, and what their marks show.

    The paragraphs are parted before each heading of the first level: drafts of a batch have most of their parts alike.
    """
    written: list[list[bytes]] = [[]]
    notes: list[str] = []
    marks: list[Shown] = []
    for paragraph in page:
        found = typesetter.set(paragraph, len(marks) + 1)
        marks += found.shown
        if comments and paragraph.notes:
            content = anchored(found.content, len(notes), len(paragraph.notes))
            found = SetParagraph.of(found.properties, content)
            notes += paragraph.notes
        if paragraph.heading and paragraph.heading.level == 1:
            written.append([])
        written[-1].append(found.written)
    return [b"".join(stretch) for stretch in written], notes, marks


def _refuse_unwritable(document: Document) -> None:
    """Raise InputError that names every block with a character XML can't hold."""
    found = [(number, unwritable(block.text)) for number, block in enumerate(document.blocks, 1)]
    if problems := [
        f"第 {number} 段有 Word 存不了的字符（U+{ord(letter):04X}），请删去" for number, letter in found if letter
    ]:
        raise InputError(*problems)
