"""The paragraphs of a page set: their properties, their runs and the marks around fields, gaps and numbers."""

from __future__ import annotations

from functools import lru_cache
from itertools import count, pairwise
from typing import TYPE_CHECKING, NamedTuple

from drafter.document import Words
from drafter.word.headings import heading_id, lead, list_place, run_in_id
from drafter.word.looks import title_measure
from drafter.word.marks import marked_in
from drafter.word.plan import Typed
from drafter.word.runs import line_break, run, runs
from drafter.word.title import title_shape
from drafter.word.wide import wide_id
from drafter.word.wml import xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.document import Block
    from drafter.word.layout import Layout
    from drafter.word.marks import Shown
    from drafter.word.plan import Paragraph
    from drafter.word.steps import Step
    from drafter.word.wml import Xml

_HELD = 2000


class SetParagraph(NamedTuple):
    """The properties and the content of a paragraph, both as they stand in the file, and what its marks show."""

    properties: Xml
    content: Xml
    written: bytes
    shown: tuple[Shown, ...]

    @classmethod
    def of(cls, properties: Xml, content: Xml, shown: tuple[Shown, ...] = ()) -> SetParagraph:
        """A paragraph of these."""
        return cls(properties, content, f"<w:p>{properties}{content}</w:p>".encode(), shown)


class Typesetter:
    """Sets paragraphs in a layout, and holds what it set: drafts of one template share most of their blocks."""

    def __init__(self, layout: Layout, steps: Sequence[Step], *, live: bool) -> None:
        """Take the layout, the steps of the list, and whether fields of the body become content controls."""
        self._layout = layout
        self._steps = steps
        self._live = live
        # by identity, which costs nothing to look up: each entry holds the blocks that it goes by
        self._held: dict[tuple[object, ...], tuple[SetParagraph, Paragraph]] = {}

    def set(self, paragraph: Paragraph, number: int) -> SetParagraph:
        """A paragraph as it stands in the file, the first of its marks of this number."""
        key = (id(paragraph.block), id(paragraph.lead), paragraph.step, paragraph.marker, number)
        found = self._held.get(key)
        if found is None:
            content = "".join(_content(paragraph, self._layout, count(number), live=self._live))
            properties = _properties(paragraph, self._layout, self._steps)
            if len(self._held) >= _HELD:
                self._held.clear()
            found = self._held[key] = SetParagraph.of(properties, content, marked_in(paragraph)), paragraph
        return found[0]


@lru_cache(maxsize=8)
def typesetter_for(layout: Layout, steps: tuple[Step, ...], *, live: bool) -> Typesetter:
    """The one for a layout, a list of these steps, and live fields or not."""
    return Typesetter(layout, steps, live=live)


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


def _properties(paragraph: Paragraph, layout: Layout, steps: Sequence[Step]) -> Xml:
    """w:pPr: the style, and what a style can't know: the measure of a title (17.3.1.26).

    A heading that has a line of its own on a level that runs in stands in the list by itself: the list is linked to the
    style of those that run in.
    """
    block, step = paragraph.block, paragraph.step
    style, place = paragraph.style(layout).identifier, ""
    if paragraph.lead:
        style = run_in_id(steps, step)
    elif block.kind == "heading":
        style = heading_id(steps, step)
        place = list_place(step) if layout.runs_in(block) else ""
    shape = title_shape(block, layout.characters(layout.title)) if block.kind == "title" else None
    return xml("pPr", xml("pStyle", val=style), place, title_measure(shape.measure, layout) if shape else "")
