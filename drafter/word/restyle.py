"""The properties of a paragraph of a page in a file that was made for another, by the names of the file's styles."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from drafter.word.headings import heading_name, lead_style, run_in_name
from drafter.word.order import properties_of, put, take
from drafter.word.steps import NO_STEP
from drafter.word.wml import make, value, w

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.word.editing import Looks
    from drafter.word.layout import Layout
    from drafter.word.lines import Line
    from drafter.word.opened import Opened
    from drafter.word.plan import Paragraph
    from drafter.word.steps import Step


def styled(opened: Opened, paragraph: Paragraph, layout: Layout, steps: Sequence[Step]) -> Looks | None:
    """The looks of a paragraph; None where the file has no such style, or its list no such place."""
    style = opened.styles.identifier(_name(paragraph, layout, steps))
    if not style or (paragraph.block.kind == "heading" and layout.runs_in(paragraph.block)):
        return None
    made = make("pPr", make("pStyle", val=style))
    if paragraph.heading and paragraph.step == NO_STEP:
        indent = opened.list_indent(made)  # LibreOffice has none where a list of the style is ended
        put(made, make("numPr", make("numId", val=0)))
        if indent is not None:
            put(made, deepcopy(indent))
    if paragraph.lead is None:
        return made, None, None
    name = value(lead_style(layout.headings[paragraph.lead.level - 1]).find(w("name")))
    lead = make("rPr", make("rStyle", val=opened.styles.identifier(name)), make("rFonts", hint="eastAsia"))
    return made, lead, None


def restyle(line: Line, looks: Looks | None) -> bool:
    """Give a paragraph the style and the place in the list of these looks; its other formatting stays."""
    wanted = looks[0] if looks else None
    if wanted is None:
        return False
    own = properties_of(line.element, "pPr")
    for name in ("pStyle", "numPr", "ind"):
        take(own, w(name))
        for child in wanted.findall(w(name)):
            put(own, child)
    return True


def _name(paragraph: Paragraph, layout: Layout, steps: Sequence[Step]) -> str:
    """The name of the style; of a heading that is in no list, that of the first step of its level."""
    heading = paragraph.heading
    if heading is None:
        return paragraph.style(layout).name
    first = next((index for index, step in enumerate(steps) if step.level == heading.level), None)
    index = first if paragraph.step == NO_STEP else paragraph.step
    if index is None:
        return ""
    return run_in_name(steps, index) if paragraph.lead else heading_name(steps, index)
