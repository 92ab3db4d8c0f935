"""About how many lines and pages a draft takes, without fonts or a word processor."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.word.plan import Paragraph, plan
from drafter.word.steps import steps
from drafter.word.title import title_shape
from drafter.word.width import width

if TYPE_CHECKING:
    from drafter.document import Document
    from drafter.word.layout import Layout, Style


def pages(document: Document, layout: Layout) -> int:
    """About how many pages the draft takes, at least one; headings kept with their text are not reckoned with."""
    paragraphs = plan(document, layout, steps(document, "typed"))
    styles = [paragraph.style(layout) for paragraph in paragraphs]
    text = sum(_lines(paragraph, layout) for paragraph in paragraphs)
    blank = sum(_blank(above, below) for above, below in pairwise(styles))
    return max(1, math.ceil((text + blank) / layout.grid.lines))


def _lines(paragraph: Paragraph, layout: Layout) -> int:
    """The lines of one paragraph; its first line is indented."""
    style = paragraph.style(layout)
    characters = layout.characters(style)
    if paragraph.block.kind == "title":
        return len(title_shape(paragraph.block, characters).lines)
    indent, *rest = (width(line) for line in paragraph.text.split("\n"))
    return sum(max(1, math.ceil(taken / characters)) for taken in (indent + style.first_line, *rest))


def _blank(above: Style, below: Style) -> float:
    """The lines left blank between two paragraphs: the larger space counts (17.3.1.33, 17.3.1.9)."""
    return 0 if above == below and above.contextual else max(above.after, below.before)
