"""A title that was changed in its file, broken anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.document import Block, Field, Words
from drafter.word.editing import begin_run, split_line
from drafter.word.looks import title_measure
from drafter.word.order import properties_of, put, take
from drafter.word.runs import line_break
from drafter.word.styles import TITLE_BREAK_NAME
from drafter.word.title import title_shape
from drafter.word.trees import drop, is_bare
from drafter.word.wml import elements, make, w

if TYPE_CHECKING:
    from drafter.document import Inline
    from drafter.word.layout import Layout
    from drafter.word.lines import Line
    from drafter.word.opened import Opened


def is_title(line: Line) -> bool:
    """Whether a line has Word's style of titles."""
    return line.style.lower() == "title"


def break_anew(opened: Opened, line: Line, layout: Layout) -> None:
    """Give a title as it stands now the indents and the line breaks that the layout has for it, and no others."""
    for piece in [piece for piece in line.pieces if not piece.text]:
        run = piece.element.getparent()
        drop(piece.element)
        if run is not None and is_bare(run):
            drop(run)
    line.pieces = [piece for piece in line.pieces if piece.text]
    title = _block(opened, line)
    shape = title_shape(title, layout.characters(layout.title))
    properties = properties_of(line.element, "pPr")
    take(properties, w("ind"))
    measure = next(iter(elements(title_measure(shape.measure, layout))), None)
    if measure is not None:
        put(properties, measure)
    for place in sorted(shape.breaks, reverse=True):
        _break_before(opened, line, place)


def _block(opened: Opened, line: Line) -> Block:
    """The title as it stands: what is marked as fields."""
    marks = [mark for several in opened.marks.values() for mark in several if mark.line is line and not mark.fault]
    inlines: list[Inline] = []
    done = 0
    for mark in sorted(marks, key=lambda mark: mark.start):
        if mark.start >= done and mark.end > mark.start:
            inlines += [Words(line.text[done : mark.start]), Field("title", mark.text)]
            done = mark.end
    return Block("title", tuple(each for each in (*inlines, Words(line.text[done:])) if each.text))


def _break_before(opened: Opened, line: Line, place: int) -> None:
    """Break the line before a place, outside of the mark that may begin there."""
    split_line(line, place)
    start = 0
    for piece in line.pieces:
        found = begin_run(piece) if start == place else None
        if found is not None:
            before = found.getprevious()
            while before is not None and before.tag == w("bookmarkStart"):
                found, before = before, before.getprevious()
            for element in elements(line_break()):
                style = opened.styles.identifier(TITLE_BREAK_NAME)
                if style:
                    put(element[0], make("rStyle", val=style))
                found.addprevious(element)
            return
        start += len(piece.text)
