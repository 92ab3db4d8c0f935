"""Other answers put into a draft that stands in a file, however it was edited since.

The template is rendered with the old and with the new answers. Where the two differ, and what stands in the draft is
still what the old ones gave, it is changed; where somebody changed it by hand, it is listed and left. Nothing else is
touched.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.document import Gap, Words
from drafter.living.pairing import paired, token
from drafter.living.places import Place, Places, Span
from drafter.living.restructure import Restructuring
from drafter.records import dataclass, field
from drafter.word.dressing import Numbered
from drafter.word.editing import Edit, apply_edits
from drafter.word.marks import shown
from drafter.word.opened import headings_above
from drafter.word.plan import Typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.document import Block, Field
    from drafter.word.marks import Shown
    from drafter.word.opened import Opened
    from drafter.word.plan import Paragraph
    from drafter.word.store import Store

_LOST = "（这一处已删去，或被复制、拆开）"


@dataclass(slots=True)
class Updated:
    """What came of it: the places changed, and those left as somebody edited them.

    shown: by mark, in order. headings: by mark, of the paragraphs that a heading is in.
    """

    changed: list[Place] = field(default_factory=list)
    left: list[Place] = field(default_factory=list)
    shown: dict[int, Shown] = field(default_factory=dict)
    headings: dict[int, Block] = field(default_factory=dict)

    def in_order(self) -> tuple[list[Place], list[Place]]:
        """The places changed and left, from the top of the page down; those that were not found last."""
        changed, left = (
            sorted(places, key=lambda place: (place.at < 0, place.at)) for places in (self.changed, self.left)
        )
        return changed, left


def put_in(opened: Opened, store: Store, old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Updated:
    """Change a draft, which carries this store, from one page to another, in its tree.

    The draft is read anew after that.
    """
    work = _Work(opened, store, old, new)
    work.run()
    return work.result


class _Work:
    def __init__(self, opened: Opened, store: Store, old: Sequence[Paragraph], new: Sequence[Paragraph]) -> None:
        self.result = Updated()
        self._opened, self._known, self._old, self._new = opened, store.shown, old, new
        self._store = store
        self._places = Places(opened, store.shown, old)
        self._headings = {line.index: heading for line, heading in headings_above(opened)}
        self._edits: list[Edit] = []
        self._changes: list[tuple[Span, str]] = []  # what becomes what
        self._last = max([0, *store.shown, *opened.marks])
        self._numbers: dict[tuple[int, int], int] = {}  # of the marks of the new page

    def run(self) -> None:
        """Find what differs, change it, and put down what each mark shows now."""
        pairs = paired(self._old, self._new)
        for before, after in pairs:
            if before is not None and after is not None:
                self._paragraph(before, after)
        self._tell()
        structure = Restructuring(self._opened, self._store, self._new, self._places, self.result)
        structure.restyle(pairs)
        structure.take_out(pairs)
        structure.put_in(pairs, self._numbered)
        apply_edits(self._opened, self._edits)
        self._opened.read()
        self._put_down()

    def _put_down(self) -> None:
        """What each mark shows, in the order of the new page; then those that stand in the file from before."""
        for number, paragraph in enumerate(self._new):
            for each, inline in enumerate(paragraph.inlines):
                mark = self._numbers.get((number, each))
                if mark and not isinstance(inline, Words):
                    self.result.shown[mark] = shown(inline)
                if mark and paragraph.heading:
                    self.result.headings[mark] = paragraph.heading
        for number, known in self._known.items():
            if number in self._opened.marks:
                self.result.shown.setdefault(number, known)

    def _paragraph(self, before: int, after: int) -> None:
        """Change one paragraph into another, stretch by stretch."""
        old, new = self._old[before].inlines, self._new[after].inlines
        tokens = list(map(token, old)), list(map(token, new))
        if [(type(each), each.text) for each in old] == [(type(each), each.text) for each in new]:
            tokens = tokens[0], tokens[0]  # a point that has another number now
        matcher = SequenceMatcher(None, *tokens, autojunk=False)
        for tag, first, last, begin, end in matcher.get_opcodes():
            if tag != "equal":
                self._stretch(before, range(first, last), after, range(begin, end))
                continue
            for was, now in zip(range(first, last), range(begin, end), strict=True):
                inline, other = old[was], new[now]
                if not isinstance(inline, Words) and not isinstance(other, Words):
                    self._inline(before, was, (after, now), inline, other)

    def _inline(
        self, before: int, was: int, now: tuple[int, int], old: Field | Gap | Typed, new: Field | Gap | Typed
    ) -> None:
        """Change a field or a gap. A typed number is left to be counted anew."""
        number = self._places.number(before, was)
        if number:
            self._numbers[now] = number
        if isinstance(new, Typed) or (shown(old).kind, old.text) == (shown(new).kind, new.text):
            return
        span = self._places.spans(before)[was]
        if span is None or span.mark is None or span.touched:
            self._leave(before, span, self._places.stands(before, was), new.text)
            return
        self._change(span, new.text)
        gone, inlines = (span.mark,), (self._made(now, number),)
        self._edits.append(Edit(span.line, span.start, span.end, inlines, gone, of_gap=isinstance(old, Gap)))

    def _stretch(self, before: int, was: range, after: int, now: range) -> None:
        """Change a stretch of a paragraph that has other fields now, or other words."""
        wanted = "".join(self._new[after].inlines[each].text for each in now)
        spans = self._places.spans(before)
        region = _region([spans[each] for each in was], spans[was.start - 1] if was.start else None, spans[was.start :])
        if region is None:
            stands = [span.line.text[span.start : span.end] for each in was if (span := spans[each])]
            self._leave(before, next(filter(None, spans), None), "".join(stands), wanted)
            return
        self._change(region, wanted)
        gone = tuple(span.mark for each in was if (span := spans[each]) and span.mark)
        inlines = tuple(self._numbered(after, each) for each in now)
        of_gap = len(was) > 0 and isinstance(self._old[before].inlines[was.start], Gap)
        self._edits.append(Edit(region.line, region.start, region.end, inlines, gone, of_gap))

    def _numbered(self, paragraph: int, inline: int) -> Numbered:
        """An inline of the new page with the number of its mark, a new one."""
        if isinstance(self._new[paragraph].inlines[inline], Words):
            return self._made((paragraph, inline), 0)
        self._last += 1
        self._numbers[paragraph, inline] = self._last
        return self._made((paragraph, inline), self._last)

    def _made(self, place: tuple[int, int], mark: int) -> Numbered:
        """An inline of the new page with this mark."""
        paragraph = self._new[place[0]]
        live = self._store.layout.live and paragraph.block.kind == "paragraph" and place[1] >= paragraph.opening
        return Numbered(paragraph.inlines[place[1]], mark, live)

    def _change(self, span: Span, wanted: str) -> None:
        self._changes.append((span, wanted))

    def _tell(self) -> None:
        """List the changes; those that stand side by side as one."""
        told: list[tuple[Span, str]] = []
        for span, wanted in sorted(self._changes, key=lambda each: (each[0].line.index, each[0].start, each[0].end)):
            last, before = told[-1] if told else (span, "")
            if told and last.line is span.line and last.end == span.start:
                told[-1] = Span(span.line, last.start, span.end), before + wanted
            else:
                told.append((span, wanted))
        for span, wanted in told:
            stood = span.line.text[span.start : span.end]
            self.result.changed.append(Place(self._headings[span.line.index], stood, wanted, span.line.index))

    def _leave(self, before: int, span: Span | None, stands: str | None, wanted: str) -> None:
        """List a place that was edited by hand, but where just that was typed which would be put there."""
        if stands is not None and stands == wanted and (not wanted or span is None or span.touched):
            return
        line = span.line if span else self._places.near(before)
        heading = self._headings[line.index] if line else ""
        at = line.index if line else -1
        self.result.left.append(Place(heading, _LOST if stands is None else stands, wanted, at))


def _region(stretch: Sequence[Span | None], before: Span | None, after: Sequence[Span | None]) -> Span | None:
    """The place that these make up, or the one between two; None where somebody edited them or what is between."""
    spans = [span for span in stretch if span and not span.touched]
    if len(spans) < len(stretch):
        return None
    if not spans:
        following = after[0] if after else None
        beside = [span for span in (before, following) if span]
        if any(span.touched for span in beside):
            return None
        if before and following and (before.line is not following.line or before.end != following.start):
            return None
        if before:
            return Span(before.line, before.end, before.end)
        return Span(following.line, following.start, following.start) if following else None
    joined = all(a.line is b.line and a.end == b.start for a, b in pairwise(spans))
    return Span(spans[0].line, spans[0].start, spans[-1].end) if joined else None
