"""Whole paragraphs taken out of a draft and put into it, so that what somebody wrote stays under its heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.living.counts import missing, section
from drafter.living.places import Place
from drafter.word.below import has_unknown, last_unknown
from drafter.word.editing import can_delete, delete_paragraph, insert_paragraph, looks_of
from drafter.word.opened import excerpt, headings_above
from drafter.word.restyle import restyle, styled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from drafter.living.places import Places
    from drafter.living.update import Updated
    from drafter.word.dressing import Numbered
    from drafter.word.editing import Looks
    from drafter.word.lines import Line
    from drafter.word.opened import Opened
    from drafter.word.plan import Paragraph
    from drafter.word.store import Store

    Pairs = Sequence[tuple[int | None, int | None]]


class Restructuring:
    """Paragraphs that one of two pages has and the other has not."""

    def __init__(self, opened: Opened, store: Store, new: Sequence[Paragraph], places: Places, done: Updated) -> None:
        """new: the page to come. places: where in the file the old one is. done: gets what is changed and left."""
        self._opened, self._store, self._old, self._new = opened, store, places.page, new
        self._places, self._done = places, done
        self._above = {line.index: heading for line, heading in headings_above(opened)}

    def restyle(self, pairs: Pairs) -> None:
        """Give headings that Word is to count otherwise, or no more, the style and the place in the list for that."""
        for before, after in pairs:
            if before is None or after is None or self._old[before].step == self._new[after].step:
                continue
            line = self._places.line(before)
            if line is None or not restyle(line, self._styled(self._new[after])):
                told = "（序号要在 Word 里改）"
                self._done.left.append(self._place(line, line.text, told) if line else Place("", "", told))

    def _styled(self, paragraph: Paragraph) -> Looks | None:
        return styled(self._opened, paragraph, self._store.layout, self._store.steps)

    def take_out(self, pairs: Pairs) -> None:
        """Take out the old paragraphs that have no new one; a heading only with all that stands under it."""
        gone = [before for before, after in pairs if before is not None and after is None]
        kept = {number for first in gone for number in self._held(first, gone)}
        known = {each for first in missing(self._opened, self._places) for each in section(self._old, first)}
        for number in gone:
            line = self._places.line(number)
            if line is None and number in known:
                continue
            if line is None:
                told = f"（没有找到这一段：改过，或已删去）{excerpt(self._old[number].text)}"
                near = self._places.near(number)
                self._done.left.append(self._place(near, told, "") if near else Place("", told, ""))
            elif number in kept or not self._whole(number):
                self._done.left.append(self._place(line, line.text, ""))
            else:
                self._done.changed.append(self._place(line, line.text, ""))
                delete_paragraph(line)

    def put_in(self, pairs: Pairs, numbered: Callable[[int, int], Numbered]) -> None:
        """Put in the new paragraphs that have no old one, below those that they follow."""
        lines = {n: line for o, n in pairs if o is not None and n is not None and (line := self._places.line(o))}
        known = self._known()
        below: Line | None = None
        lost = False
        for before, after in pairs:
            if before is None and after is not None:
                if below and (lost or self._new[after].heading):
                    below = last_unknown(self._opened, below, known, stop=not self._new[after].heading)
                below, lost = self._put_below(after, below, lines, numbered), False
            elif after in lines:
                below, lost = lines[after], False
            elif after is not None:
                lost = True

    def _held(self, first: int, gone: Sequence[int]) -> Sequence[int]:
        """A heading that is to go with all under it, if something under it is to stay; nothing otherwise."""
        heading = self._old[first].heading
        if heading is None:
            return ()
        section = [first]
        for number in range(first + 1, len(self._old)):
            below = self._old[number].heading
            if number not in gone or (below and below.level <= heading.level):
                break
            section.append(number)
        lines = {number: line for number in section if (line := self._places.line(number))}
        stays = any(not self._whole(number) for number in lines)
        known = self._known()
        return section if stays or any(has_unknown(self._opened, line, known) for line in lines.values()) else ()

    def _known(self) -> set[Line]:
        """The paragraphs of the file that the draft was made with."""
        return {line for number in range(len(self._old)) if (line := self._places.line(number))}

    def _whole(self, number: int) -> bool:
        """Whether a paragraph stands as it was put there, and can go without taking anything else along."""
        line, spans = self._places.line(number), self._places.spans(number)
        if line is None or any(span is None or span.touched for span in spans):
            return False
        return sum(span.end - span.start for span in spans if span) == len(line.text) and can_delete(line)

    def _put_below(
        self, after: int, below: Line | None, lines: Mapping[int, Line], numbered: Callable[[int, int], Numbered]
    ) -> Line | None:
        """Put a paragraph below another, in the looks of one of its kind, else in its style; list it if it has none."""
        paragraph = self._new[after]
        alike = [number for number in lines if _looks(self._new[number]) == _looks(paragraph)]
        looks = looks_of(lines[min(alike, key=lambda n: abs(n - after))]) if alike else self._styled(paragraph)
        if below is None or looks is None:
            self._done.left.append(self._place(below, "", paragraph.text) if below else Place("", "", paragraph.text))
            return below
        inlines = [numbered(after, each) for each in range(len(paragraph.inlines))]
        opening = paragraph.opening if paragraph.lead else 0
        self._done.changed.append(self._place(below, "", paragraph.text))
        return insert_paragraph(self._opened, below, looks, inlines[:opening], inlines[opening:])

    def _place(self, line: Line, stands: str, wanted: str) -> Place:
        return Place(self._above[line.index], stands, wanted, self._opened.at(line))


def _looks(paragraph: Paragraph) -> tuple[str, int, int, int]:
    """What gives a paragraph its style."""
    return paragraph.block.kind, paragraph.block.level, paragraph.lead.level if paragraph.lead else 0, paragraph.step
