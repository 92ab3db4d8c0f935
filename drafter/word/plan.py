"""Which blocks share a paragraph on the page, with which marker, and which notes hang on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from drafter.document import Gap, Words
from drafter.records import dataclass
from drafter.word.steps import numbered
from drafter.word.stretches import stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drafter.document import Block, Document, Inline
    from drafter.word.layout import Layout, Style
    from drafter.word.steps import Place, Step
    from drafter.word.stretches import Stretch

_ENDS = "。！？；：，、…—!?;:,."
_CLOSERS = "”’）"


@dataclass(frozen=True, slots=True)
class Typed:
    """The number of a heading where the draft itself writes it."""

    text: str


class Paragraph(NamedTuple):
    """One paragraph of the page.

    block: what gives it its style. lead: the run-in heading that opens it, if any. step: of the list that its heading
    stands on, from 0; 0 too where it has none. marker: the number of the heading where it is typed. notes: guidance.
    """

    block: Block
    lead: Block | None = None
    step: int = 0
    marker: str = ""
    notes: tuple[str, ...] = ()

    @property
    def stop(self) -> str:
        """What ends a run-in heading that has no end mark of its own."""
        return stop(self.lead) if self.lead else ""

    @property
    def heading(self) -> Block | None:
        """The heading in this paragraph, on a line of its own or run in."""
        return self.lead or (self.block if self.block.kind == "heading" else None)

    @property
    def inlines(self) -> tuple[Inline | Typed, ...]:
        """All that stands in it, in order."""
        return (
            *((Typed(self.marker),) if self.marker else ()),
            *(self.lead.inlines if self.lead else ()),
            *((Words(self.stop),) if self.stop else ()),
            *self.block.inlines,
        )

    @property
    def opening(self) -> int:
        """How many of these stand before the block's own."""
        return len(self.inlines) - len(self.block.inlines)

    @property
    def text(self) -> str:
        """All that is typed on the page."""
        return "".join(inline.text for inline in self.inlines)

    def style(self, layout: Layout) -> Style:
        """The paragraph's style."""
        return layout.style(self.block.kind, self.block.level)


def stop(heading: Block) -> str:
    """The full stop that a heading needs when text follows it in the same paragraph, or nothing.

    A gap at the end will be filled, so it takes one whatever its hint ends in.
    """
    text = heading.text.rstrip().rstrip(_CLOSERS)
    ends_in_gap = bool(heading.inlines) and isinstance(heading.inlines[-1], Gap)
    return "" if not text or (text[-1] in _ENDS and not ends_in_gap) else "。"


def plan(document: Document, layout: Layout, steps: Sequence[Step]) -> list[Paragraph]:
    """The paragraphs of the page in order; every spoken block is in one."""
    return [found for stretch, places in placed(document, steps) for found in planned(stretch, layout, places)]


def placed(document: Document, steps: Sequence[Step]) -> Iterator[tuple[Stretch, tuple[Place, ...]]]:
    """The stretches of a draft, each with the places of its headings."""
    places, start = numbered(document, steps), 0
    for stretch in stretches(document):
        end = start + len(stretch.headings)
        yield stretch, places[start:end]
        start = end


def planned(stretch: Stretch, layout: Layout, places: Iterable[Place]) -> list[Paragraph]:
    """The paragraphs of a stretch; places: those of its headings."""
    following = iter(places)
    notes = _notes(stretch)
    spoken = stretch.spoken
    paragraphs: list[Paragraph] = []
    lead: tuple[Block, int, str] | None = None
    pending: tuple[str, ...] = ()
    for index, block in enumerate(spoken):
        step, marker = next(following) if block.kind == "heading" else (0, "")
        pending += notes[index]
        if layout.runs_in(block) and index + 1 < len(spoken) and spoken[index + 1].kind == "paragraph":
            lead = block, step, marker
            continue
        if lead:
            paragraphs.append(Paragraph(block, *lead, pending))
        else:
            paragraphs.append(Paragraph(block, None, step, marker, pending))
        lead, pending = None, ()
    return paragraphs


def _notes(stretch: Stretch) -> list[tuple[str, ...]]:
    """The guidance on each spoken block: that after it, and for the first block that before it too."""
    notes: list[tuple[str, ...]] = [()] * len(stretch.spoken)
    spoken = 0
    for block in stretch.blocks:
        if block.kind != "guidance":
            spoken += 1
        elif notes:
            notes[max(spoken - 1, 0)] += (block.text,)
    return notes
