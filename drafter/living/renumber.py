"""Typed numbers counted anew, as the headings stand in the file: moved, added or removed by hand or by an update."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.living.places import Place
from drafter.numerals import markers
from drafter.records import dataclass, replace
from drafter.word.dressing import Numbered
from drafter.word.editing import Edit, apply_edits
from drafter.word.marks import Shown
from drafter.word.opened import excerpt, headings_above
from drafter.word.plan import Typed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drafter.document import Block
    from drafter.living.update import Updated
    from drafter.word.lines import Line, Mark
    from drafter.word.opened import Opened
    from drafter.word.plan import Paragraph

_COUNTED = "\0"


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading of the file: by what it is counted, and its typed number, if that is marked."""

    line: Line
    level: int
    series: str = ""
    apart: str = ""
    mark: Mark | None = None
    known: bool = False


def renumber(opened: Opened, known: Mapping[int, Shown], page: Sequence[Paragraph], done: Updated) -> None:
    """Put every typed number right that nobody edited, and list the others; the draft is read anew after that.

    known: what the marks showed before the update. page: the document as it is now. done: what the update made of it,
    to which is added what is changed here.
    """
    found = _headings(opened, page, done)
    wanted = markers([(each.level, each.series) for each in found], [each.apart for each in found])
    names = {line.index: heading for line, heading in headings_above(opened)}
    edits = []
    for heading, want in zip(found, wanted, strict=True):
        mark, line = heading.mark, heading.line
        if mark is None:
            if not line.number and not line.text.startswith(want):
                done.left.append(Place(names[line.index], excerpt(line.text), f"序号为“{want}”", opened.at(line)))
            continue
        typed = {shown[mark.number].text for shown in (known, done.shown) if mark.number in shown}
        done.shown[mark.number] = Shown("n", "", want)
        if mark.text in typed and mark.text != want:
            done.changed.append(Place(names[line.index], mark.text, want, opened.at(line)))
            edits.append(Edit(line, mark.start, mark.end, (Numbered(Typed(want), mark.number),), (mark,)))
        elif mark.text != want:
            done.left.append(Place(names[line.index], mark.text, want, opened.at(line)))
    apply_edits(opened, edits)
    opened.read()


def _headings(opened: Opened, page: Sequence[Paragraph], done: Updated) -> list[_Heading]:
    """The headings of the file in order, those that somebody added counted among the typed ones beside them."""
    marks: dict[int, list[Mark]] = {}
    for several in opened.marks.values():
        for mark in several if len(several) == 1 and not several[0].fault else ():
            marks.setdefault(mark.line.index, []).append(mark)
    texts = {paragraph.text: paragraph.heading for paragraph in page if paragraph.heading}
    found = [_heading(line, marks.get(line.index, []), done, texts) for line in opened.lines if line.level]
    return [each if each.known else _among(found, place) for place, each in enumerate(found)]


def _heading(line: Line, marks: Sequence[Mark], done: Updated, texts: Mapping[str, Block | None]) -> _Heading:
    """What is known of a heading by its marks, or by its text where it has none."""
    blocks = [done.headings[mark.number] for mark in marks if mark.number in done.headings]
    block = next(iter(blocks), None) or texts.get(line.text)
    number = next((mark for mark in marks if mark.kind == "n"), None)
    if block and block.level == line.level:
        return _Heading(line, line.level, block.series, block.apart, number, known=True)
    return _Heading(line, line.level, apart=_COUNTED, known=True) if line.number else _Heading(line, line.level)


def _among(found: Sequence[_Heading], place: int) -> _Heading:
    """A heading that somebody added, counted with the nearest one of its level that has a typed number."""
    own = found[place]
    for way in (reversed(found[:place]), iter(found[place + 1 :])):
        for other in way:
            if other.level < own.level:
                break
            if other.level == own.level and other.mark:
                return replace(own, series=other.series, apart=other.apart)
    return own
