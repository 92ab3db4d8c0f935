"""A draft as a Word file: its text put into a layout's empty document. Knows nothing of python-docx."""

from __future__ import annotations

from itertools import count, pairwise
from typing import TYPE_CHECKING

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
from drafter.word.wml import COMMENTS, DOCUMENT, make, parse, serialize, w

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from drafter.document import Block, Document
    from drafter.word.layout import Layout
    from drafter.word.package import Base
    from drafter.word.plan import Paragraph
    from drafter.word.store import Origin


def compose(
    document: Document, layout: Layout, base: Base, *, comments: bool = False, origin: Origin | None = None
) -> bytes:
    """The bytes of the .docx; the same for the same arguments.

    comments: guidance becomes Word comments, else it is left out. origin: what the draft is to carry of how it was
    made. Raises InputError where the draft has a character that no Word file can hold.
    """
    _refuse_unwritable(document)
    page = plan(document, layout, base.steps)
    written: list[_Element] = []
    notes: list[str] = []
    numbers = count(1)
    for paragraph in page:
        content = list(_content(paragraph, layout, numbers, live=layout.live and origin is not None))
        if comments and paragraph.notes:
            content = anchored(content, len(notes), len(paragraph.notes))
            notes += paragraph.notes
        written.append(make("p", _properties(paragraph, layout, base), *content))
    parts = dict(base.parts)
    body = make("body", *written)
    live = bind(body)
    parts[DOCUMENT] = _filled(parts[DOCUMENT], list(body))
    if notes:
        add_comments(parts, notes)
    changing = {DOCUMENT, COMMENTS}
    if origin:
        changing.add(add_store(parts, Store(origin, layout, marked(page), live, base.steps)))
    return pack(parts, changing)


def _refuse_unwritable(document: Document) -> None:
    """Raise InputError that names every block with a character XML can't hold."""
    found = [(number, unwritable(block.text)) for number, block in enumerate(document.blocks, 1)]
    if problems := [
        f"第 {number} 段有 Word 存不了的字符（U+{ord(letter):04X}），请删去" for number, letter in found if letter
    ]:
        raise InputError(*problems)


def _filled(empty: bytes, paragraphs: Sequence[_Element]) -> bytes:
    """The empty document with these paragraphs before its section properties (17.2.2)."""
    root = parse(empty)
    body = root.find(w("body"))
    if body is None:
        message = "the base has no w:body"
        raise ValueError(message)
    body[:] = [*paragraphs, *body.findall(w("sectPr"))]
    return serialize(root)


def _content(paragraph: Paragraph, layout: Layout, numbers: Iterator[int], *, live: bool) -> Iterator[_Element]:
    """The runs of a paragraph: typed marker, run-in heading and its stop, then the block's own.

    live: whether fields of the body become content controls.
    """
    style = ""
    if paragraph.lead:
        style = lead(layout.headings[paragraph.lead.level - 1])
    if paragraph.marker:
        yield from runs([Typed(paragraph.marker)], numbers, style)
    if paragraph.lead:
        yield from runs(paragraph.lead.inlines, numbers, style)
        yield from run(paragraph.stop, style)
    if paragraph.block.kind == "title":
        yield from _title(paragraph.block, layout, numbers)
    else:
        yield from runs(paragraph.block.inlines, numbers, live=live and paragraph.block.kind == "paragraph")


def _title(title: Block, layout: Layout, numbers: Iterator[int]) -> Iterator[_Element]:
    """The runs of a title, with the layout's own line breaks between them: none stands inside an answer."""
    breaks = title_shape(title, layout.characters(layout.title)).breaks
    start = 0
    for inline in title.inlines:
        end = start + len(inline.text)
        inside = [place for place in breaks if start <= place < end]
        if isinstance(inline, Words):
            for first, last in pairwise(sorted({start, *inside, end})):
                yield from (line_break() if first in breaks else ())
                yield from run(inline.text[first - start : last - start])
        else:
            yield from (line_break() if inside else ())
            yield from runs([inline], numbers)
        start = end


def _properties(paragraph: Paragraph, layout: Layout, base: Base) -> _Element:
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
    return make("pPr", make("pStyle", val=style), place, measure)
