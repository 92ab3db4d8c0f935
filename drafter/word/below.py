"""What stands below a paragraph in a file, down to the next one of those that are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.word.wml import w

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from drafter.word.lines import Line
    from drafter.word.opened import Opened


def last_unknown(opened: Opened, line: Line, known: Collection[Line], *, stop: bool) -> Line:
    """The last paragraph before the next known one; stop: no farther than a heading. The line itself if there is none.

    One within a table is none: what is put below it would stand in the table.
    """
    found = line
    for lines, alone in _unknown(opened, line, known):
        if stop and any(each.level for each in lines):
            break
        found = lines[0] if alone else found
    return found


def has_unknown(opened: Opened, line: Line, known: Collection[Line]) -> bool:
    """Whether text stands there."""
    return any(each.text.strip() for lines, _ in _unknown(opened, line, known) for each in lines)


def _unknown(opened: Opened, line: Line, known: Collection[Line]) -> Iterator[tuple[list[Line], bool]]:
    """The lines of each element below that has any, and whether it is a paragraph itself."""
    lines = {each.element: each for each in opened.lines}
    for element in line.element.itersiblings():
        inside = [lines[each] for each in element.iter(w("p")) if each in lines]
        if element.tag == w("sectPr") or any(each in known for each in inside):
            return
        if inside:
            yield inside, element.tag == w("p")
