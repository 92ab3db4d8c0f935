"""The list that numbers the headings: word/numbering.xml, and the paragraph styles that stand on its levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.word.headings import heading_id, run_in_id
from drafter.word.looks import indents, letters
from drafter.word.steps import counted_form
from drafter.word.wml import make

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from drafter.word.layout import Layout
    from drafter.word.steps import Step


def numbering(layout: Layout, steps: Sequence[Step]) -> list[_Element]:
    """The children of w:numbering: one list, each level of it linked to the style of its headings (17.9.23)."""
    levels = [_level(layout, steps, index) for index in range(len(steps))]
    definition = make("abstractNum", make("multiLevelType", val="multilevel"), *levels, abstractNumId=0)
    return [definition, make("num", make("abstractNumId", val=0), numId=1)]


def _level(layout: Layout, steps: Sequence[Step], index: int) -> _Element:
    """One level: its number in the heading's own letters, nothing between it and the text (17.9.28)."""
    step = steps[index]
    form, text = counted_form(step.family) or ("decimal", "")
    runs_in = step.level in layout.run_in
    style = run_in_id(steps, index) if runs_in else heading_id(steps, index)
    look = layout.headings[step.level - 1]
    return make(
        "lvl",
        make("start", val=1),
        make("numFmt", val=form),
        make("pStyle", val=style),
        make("suff", val="nothing"),
        make("lvlText", val=text.format(f"%{index + 1}")),
        make("lvlJc", val="left"),
        # LibreOffice takes the indent of a paragraph that joins the list from here, and would else have none.
        make("pPr", indents(layout.body if runs_in else look)),
        make("rPr", *letters(look)),
        ilvl=index,
    )
