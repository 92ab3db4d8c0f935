"""A draft as a Word file: its text put into a layout's empty document. Knows nothing of python-docx."""

from __future__ import annotations

from functools import lru_cache
from itertools import count, pairwise
from typing import TYPE_CHECKING

from lxml import etree

from drafter.document import Words
from drafter.errors import InputError
from drafter.word.comments import add_comments, anchored
from drafter.word.headings import heading_id, lead, list_place, run_in_id
from drafter.word.live import bind
from drafter.word.looks import title_measure
from drafter.word.marks import marked
from drafter.word.package import pack
from drafter.word.plan import Typed, plan
from drafter.word.runs import line_break, run, runs, unwritable
from drafter.word.store import Store, add_store
from drafter.word.title import title_shape
from drafter.word.wide import wide_id
from drafter.word.wml import COMMENTS, DOCUMENT, as_text, parse, serialize, w, xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.document import Block, Document
    from drafter.word.layout import Layout
    from drafter.word.package import Base
    from drafter.word.plan import Paragraph
    from drafter.word.store import Origin
    from drafter.word.wml import Xml

_PLACE = "paragraphs"


def compose(
    document: Document, layout: Layout, base: Base, *, comments: bool = False, origin: Origin | None = None
) -> bytes:
    """The bytes of the .docx; the same for the same arguments.

    comments: guidance becomes Word comments, else it is left out. origin: what the draft is to carry of how it was
    made. Raises InputError where the draft has a character that no Word file can hold.
    """
    _refuse_unwritable(document)
    page = plan(document, layout, base.steps)
    written, notes = _written(page, layout, base, comments=comments, live=layout.live and origin is not None)
    parts = dict(base.parts)
    before, after = _around(parts[DOCUMENT])
    parts[DOCUMENT] = b"".join((before, written.encode(), after))
    shown: tuple[str, ...] = ()
    if layout.live:
        root = parse(parts[DOCUMENT])
        shown = bind(root)
        parts[DOCUMENT] = serialize(root)
    if notes:
        add_comments(parts, notes)
    changing = {DOCUMENT, COMMENTS}
    if origin:
        changing.add(add_store(parts, Store(origin, layout, marked(page), shown, base.steps)))
    return pack(parts, changing)


def _written(
    page: Iterable[Paragraph], layout: Layout, base: Base, *, comments: bool, live: bool
) -> tuple[Xml, list[str]]:
    """The paragraphs of a page, and the texts of the comments that they are anchors of."""
    written: list[Xml] = []
    notes: list[str] = []
    numbers = count(1)
    for paragraph in page:
        content = "".join(_content(paragraph, layout, numbers, live=live))
        if comments and paragraph.notes:
            content = anchored(content, len(notes), len(paragraph.notes))
            notes += paragraph.notes
        written.append(f"<w:p>{_properties(paragraph, layout, base)}{content}</w:p>")
    return "".join(written), notes


def _refuse_unwritable(document: Document) -> None:
    """Raise InputError that names every block with a character XML can't hold."""
    found = [(number, unwritable(block.text)) for number, block in enumerate(document.blocks, 1)]
    if problems := [
        f"第 {number} 段有 Word 存不了的字符（U+{ord(letter):04X}），请删去" for number, letter in found if letter
    ]:
        raise InputError(*problems)


@lru_cache(maxsize=16)
def _around(empty: bytes) -> tuple[bytes, bytes]:
    """What of an empty document stands before its paragraphs and after them: its section properties (17.2.2)."""
    root = parse(empty)
    body = root.find(w("body"))
    if body is None:
        message = "the base has no w:body"
        raise ValueError(message)
    body[:] = [etree.Comment(_PLACE), *body.findall(w("sectPr"))]
    before, _, after = serialize(root).partition(f"<!--{_PLACE}-->".encode())
    return before, after


def _content(paragraph: Paragraph, layout: Layout, numbers: Iterator[int], *, live: bool) -> Iterator[Xml]:
    """The runs of a paragraph: typed marker, run-in heading and its stop, then the block's own.

    live: whether fields of the body become content controls.
    """
    wide = wide_id(paragraph.style(layout).identifier)
    style = lead(layout.headings[paragraph.lead.level - 1]) if paragraph.lead else ""
    if paragraph.marker:
        yield runs([Typed(paragraph.marker)], numbers, style)
    if paragraph.lead:
        yield runs(paragraph.lead.inlines, numbers, style, wide_id(style))
        yield run(paragraph.stop, style)
    if paragraph.block.kind == "title":
        yield from _title(paragraph.block, layout, numbers, wide)
    else:
        yield runs(paragraph.block.inlines, numbers, "", wide, live=live and paragraph.block.kind == "paragraph")


def _title(title: Block, layout: Layout, numbers: Iterator[int], wide: str) -> Iterator[Xml]:
    """The runs of a title, with the layout's own line breaks between them: none stands inside an answer."""
    breaks = title_shape(title, layout.characters(layout.title)).breaks
    start = 0
    for inline in title.inlines:
        end = start + len(inline.text)
        inside = [place for place in breaks if start <= place < end]
        if isinstance(inline, Words):
            for first, last in pairwise(sorted({start, *inside, end})):
                yield line_break() if first in breaks else ""
                yield run(inline.text[first - start : last - start], "", wide)
        else:
            yield line_break() if inside else ""
            yield runs([inline], numbers, "", wide)
        start = end


def _properties(paragraph: Paragraph, layout: Layout, base: Base) -> Xml:
    """w:pPr: the style, and what a style can't know: the measure of a title (17.3.1.26).

    A heading that has a line of its own on a level that runs in stands in the list by itself: the list is linked to the
    style of those that run in.
    """
    block, step = paragraph.block, paragraph.step
    style, place = paragraph.style(layout).identifier, None
    if paragraph.lead:
        style = run_in_id(base.steps, step)
    elif block.kind == "heading":
        style = heading_id(base.steps, step)
        place = list_place(step) if layout.runs_in(block) else None
    shape = title_shape(block, layout.characters(layout.title)) if block.kind == "title" else None
    measure = title_measure(shape.measure, layout) if shape else None
    return xml("pPr", xml("pStyle", val=style), as_text(place), as_text(measure))
