"""The styles of headings: Word's own, those based on them, and those of paragraphs that a heading opens.

A list level is linked to one paragraph style (ECMA-376-1, 17.9.23): of a level's steps the first takes Word's own, the
others one based on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.word.looks import indents, letters, named
from drafter.word.wml import elements, make, xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from drafter.word.layout import Layout, Style
    from drafter.word.steps import Step
    from drafter.word.wml import Xml


def heading_id(steps: Sequence[Step], index: int) -> str:
    """The id of the style of headings on this step that have a line of their own: Heading2, or one based on it."""
    return f"Heading{steps[index].level}{_branch(steps, index)}"


def run_in_id(steps: Sequence[Step], index: int) -> str:
    """The id of the style of paragraphs on this step that a heading opens."""
    return f"RunIn{steps[index].level}{_branch(steps, index)}"


def heading_name(steps: Sequence[Step], index: int) -> str:
    """The name of that style: programs that save a draft keep names, and change ids."""
    return (
        f"标题 {steps[index].level}{_suffix(steps, index)}"
        if _branch(steps, index)
        else f"heading {steps[index].level}"
    )


def run_in_name(steps: Sequence[Step], index: int) -> str:
    """The name of the style of paragraphs that a heading opens."""
    return f"标题 {steps[index].level} 接排{_suffix(steps, index)}"


def list_place(index: int) -> Xml:
    """w:numPr: a place on this step of the list."""
    return xml("numPr", xml("ilvl", val=index), xml("numId", val=1))


def _place(index: int) -> _Element:
    """The same for a style."""
    return elements(list_place(index))[0]


def lead(style: Style) -> str:
    """The id of the character style that is linked to a heading's paragraph style."""
    return f"{style.identifier}Char"


def lead_name(style: Style) -> str:
    """The name of that style."""
    return f"{style.name.capitalize()} Char"


def mains(layout: Layout, steps: Sequence[Step]) -> Iterator[tuple[_Element | None, Style]]:
    """Word's own heading styles, each with its place on the first step of its level.

    A level of the list is linked to one style: where headings run in, to the style of the paragraphs that they open.
    """
    for style in layout.headings:
        index = next(index for index, step in enumerate(steps) if step.level == style.outline)
        yield (None if style.outline in layout.run_in else _place(index)), style


def on_steps(layout: Layout, steps: Sequence[Step]) -> Iterator[_Element]:
    """The styles on the other steps of a level, and those of paragraphs that a heading opens: no outline level."""
    for index, step in enumerate(steps):
        branch = _branch(steps, index)
        runs_in = step.level in layout.run_in
        if branch:
            main = f"Heading{step.level}"
            place = None if runs_in else _place(index)
            yield _based(heading_id(steps, index), heading_name(steps, index), main, layout, make("pPr", place))
        if runs_in:
            main = f"RunIn{step.level}" if branch else layout.body.identifier
            properties = make("pPr", _place(index), indents(layout.body))
            yield _based(run_in_id(steps, index), run_in_name(steps, index), main, layout, properties)


def _branch(steps: Sequence[Step], index: int) -> str:
    """What tells a step from the first one of its level; empty for that one."""
    first = next(place for place, step in enumerate(steps) if step.level == steps[index].level)
    return f"Step{index - first + 1}" if index > first else ""


def _suffix(steps: Sequence[Step], index: int) -> str:
    return f" {steps[index].family or '不自动编号'}" if _branch(steps, index) else ""


def _based(identifier: str, name: str, main: str, layout: Layout, properties: _Element) -> _Element:
    """A paragraph style that differs from its main one by its place in the list."""
    then = make("next", val=layout.body.identifier)
    return named(
        "paragraph", identifier, name, make("basedOn", val=main), then, make("qFormat"), properties, customStyle=1
    )


def lead_style(style: Style) -> _Element:
    """The character style linked to a heading: Word's contents find a heading that opens a paragraph by it."""
    attributes: dict[str, str | int] = {"customStyle": 1}
    return named(
        "character",
        lead(style),
        lead_name(style),
        make("basedOn", val="DefaultParagraphFont"),
        make("link", val=style.identifier),
        make("rPr", *letters(style)),
        **attributes,
    )
