"""The paragraphs of a page set: their properties, their runs and the marks around fields, gaps and numbers."""

from __future__ import annotations

from functools import lru_cache
from itertools import count, pairwise
from typing import TYPE_CHECKING, NamedTuple

from drafter.document import Words
from drafter.word.comments import anchored
from drafter.word.headings import heading_id, lead, list_place, run_in_id
from drafter.word.looks import title_measure
from drafter.word.marks import marked_in
from drafter.word.plan import Typed, placed, planned
from drafter.word.runs import line_break, run, runs
from drafter.word.title import title_shape
from drafter.word.wide import wide_id
from drafter.word.wml import xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drafter.document import Block, Document
    from drafter.word.layout import Layout
    from drafter.word.marks import Shown
    from drafter.word.plan import Paragraph
    from drafter.word.steps import Step
    from drafter.word.wml import Xml

_HELD, _HELD_STRETCHES = 2000, 100


class SetParagraph(NamedTuple):
    """The properties and the content of a paragraph, both as they stand in the file, and what its marks show."""

    properties: Xml
    content: Xml
    shown: tuple[Shown, ...]


class SetStretch(NamedTuple):
    """The paragraphs of a stretch as they stand in the file, what their marks show, and the texts of its comments."""

    written: bytes
    shown: tuple[Shown, ...]
    notes: tuple[str, ...]


class Typesetter:
    """Sets the paragraphs of a layout, and holds what it set: drafts of one template share most of their blocks."""

    def __init__(self, layout: Layout, steps: Sequence[Step], *, live: bool, comments: bool) -> None:
        """Take the layout and the steps of the list.

        live: whether fields of the body become content controls. comments: whether guidance becomes comments.
        """
        self._layout = layout
        self._steps = steps
        self._live = live
        self._comments = comments
        # by identity, which costs nothing to look up: each entry holds the blocks that it goes by
        self._held: dict[tuple[object, ...], tuple[SetParagraph, Paragraph]] = {}
        self._stretches: dict[tuple[object, ...], SetStretch] = {}

    def set(self, document: Document) -> Iterator[SetStretch]:
        """The stretches of a draft as they stand in the file."""
        mark, note = 1, 0
        for stretch, places in placed(document, self._steps):
            key = stretch, places, mark, note
            found = self._stretches.get(key)
            if found is None:
                if len(self._stretches) >= _HELD_STRETCHES:
                    self._stretches.clear()
                found = self._stretches[key] = self._set(planned(stretch, self._layout, places), mark, note)
            yield found
            mark += len(found.shown)
            note += len(found.notes)

    def _set(self, paragraphs: Iterable[Paragraph], mark: int, note: int) -> SetStretch:
        """The paragraphs of a stretch, the first of their marks and of their comments of these numbers."""
        written: list[Xml] = []
        shown: list[Shown] = []
        notes: list[str] = []
        for paragraph in paragraphs:
            found = self._paragraph(paragraph, mark + len(shown))
            content = found.content
            if self._comments and paragraph.notes:
                content = anchored(content, note + len(notes), len(paragraph.notes))
                notes += paragraph.notes
            written.append(f"<w:p>{found.properties}{content}</w:p>")
            shown += found.shown
        return SetStretch("".join(written).encode(), tuple(shown), tuple(notes))

    def _paragraph(self, paragraph: Paragraph, number: int) -> SetParagraph:
        """A paragraph, the first of its marks of this number."""
        key = (id(paragraph.block), id(paragraph.lead), paragraph.step, paragraph.marker, number)
        found = self._held.get(key)
        if found is None:
            content = "".join(_content(paragraph, self._layout, count(number), live=self._live))
            properties = _properties(paragraph, self._layout, self._steps)
            if len(self._held) >= _HELD:
                self._held.clear()
            found = self._held[key] = SetParagraph(properties, content, marked_in(paragraph)), paragraph
        return found[0]


@lru_cache(maxsize=8)
def typesetter_for(layout: Layout, steps: tuple[Step, ...], *, live: bool, comments: bool) -> Typesetter:
    """The one for a layout, a list of these steps, live fields or not, comments or none."""
    return Typesetter(layout, steps, live=live, comments=comments)


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
