"""Where in a draft that stands in a file the inlines of its document are, as far as editing left them there."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from drafter.document import Words
from drafter.records import dataclass, field
from drafter.word.marks import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drafter.word.lines import Line, Mark
    from drafter.word.marks import Shown
    from drafter.word.opened import Opened
    from drafter.word.plan import Paragraph


@dataclass(frozen=True, slots=True)
class Place:
    """A place under a heading: what stood or stands there, and what was or would have been put there.

    at: the line that it was in, -1 where it was not found.
    """

    heading: str
    stands: str
    wanted: str
    at: int = field(default=-1, compare=False)


@dataclass(frozen=True, slots=True)
class Span:
    """line.text[start:end]. mark: the one that says so, None for words. touched: whether it was edited by hand."""

    line: Line
    start: int
    end: int
    mark: Mark | None = None
    touched: bool = False


class Places:
    """The paragraphs of the document that a draft was made from, found again in the draft."""

    def __init__(self, opened: Opened, known: Mapping[int, Shown], page: Sequence[Paragraph]) -> None:
        """known: what each mark was put around, in order. page: the document, made anew by the same answers."""
        self._opened, self._known, self.page = opened, known, page
        self._lines: dict[int, Line | None] = {}
        self._numbers = _aligned(known, page)
        self._texts: dict[str, list[Line]] = {}
        for line in opened.lines:
            self._texts.setdefault(line.text, []).append(line)
        self._alike_in_page = Counter(paragraph.text for paragraph in page)
        for number in range(len(page)):
            self._lines[number] = self._find(number)

    def number(self, paragraph: int, inline: int) -> int:
        """The number of the mark of an inline; 0 where it has none."""
        return self._numbers.get((paragraph, inline), 0)

    def mark(self, paragraph: int, inline: int) -> Mark | None:
        """The mark of an inline, if it is in one place."""
        several = self._opened.marks.get(self.number(paragraph, inline), [])
        return several[0] if len(several) == 1 and not several[0].fault else None

    def stands(self, paragraph: int, inline: int) -> str | None:
        """What stands in the place of an inline now, None where the place is lost or is not one."""
        several = self._opened.marks.get(self.number(paragraph, inline), [])
        return several[0].text if len(several) == 1 else None

    def line(self, number: int) -> Line | None:
        """The line that a paragraph is in.

        That is where its first mark is, else the only one that has its text, or where several paragraphs or lines have
        it, the one below the line of the paragraph before it.
        """
        return self._lines[number]

    def near(self, number: int) -> Line | None:
        """The line that a paragraph is in, else that of the nearest one before it."""
        return next((line for each in range(number, -1, -1) if (line := self.line(each))), None)

    def _find(self, number: int) -> Line | None:
        paragraph = self.page[number]
        marks = (self.mark(number, inline) for inline in range(len(paragraph.inlines)))
        found = next((mark.line for mark in marks if mark), None)
        return found or self._alike(number, self._texts.get(paragraph.text.replace("\r", "\n"), []))

    def _alike(self, number: int, lines: Sequence[Line]) -> Line | None:
        if len(lines) == self._alike_in_page[self.page[number].text] == 1:
            return lines[0]
        above = self._lines[number - 1] if number else None
        return next((line for line in lines if above and line.index == above.index + 1), None)

    def spans(self, number: int) -> list[Span | None]:
        """The place of each inline of a paragraph: marked ones by their marks, words by the marks beside them."""
        paragraph = self.page[number]
        inlines = paragraph.inlines
        found: list[Span | None] = [self._marked(number, each) for each in range(len(inlines))]
        if not any(found):
            line = self.line(number)
            return self._whole(line, paragraph) if line else found
        for order in (range(len(inlines)), reversed(range(len(inlines)))):
            forward = isinstance(order, range)
            beside: Span | None = None
            for each in order:
                words = inlines[each]
                if found[each] is None and isinstance(words, Words) and beside:
                    found[each] = _beside(beside, words.text, forward=forward)
                beside = found[each]
        return found

    def _marked(self, paragraph: int, inline: int) -> Span | None:
        mark = self.mark(paragraph, inline)
        if mark is None:
            return None
        before = self._known[mark.number].text.replace("\r", "\n")
        return Span(mark.line, mark.start, mark.end, mark, mark.text != before)

    @staticmethod
    def _whole(line: Line, paragraph: Paragraph) -> list[Span | None]:
        spans: list[Span | None] = []
        start = 0
        for inline in paragraph.inlines:
            spans.append(Span(line, start, start + len(inline.text)))
            start += len(inline.text)
        return spans if line.text == paragraph.text.replace("\r", "\n") else [None] * len(spans)


def _beside(span: Span, text: str, *, forward: bool) -> Span | None:
    """The place of words next to another place, if they stand there."""
    start = span.end if forward else span.start - len(text)
    line = span.line
    same = start >= 0 and line.text[start : start + len(text)] == text.replace("\r", "\n")
    return Span(line, start, start + len(text)) if same else None


def _aligned(known: Mapping[int, Shown], page: Sequence[Paragraph]) -> dict[tuple[int, int], int]:
    """(paragraph, inline) → number of its mark: one by one, and where the template has changed since, what is alike."""
    places = [
        (number, each, shown(inline))
        for number, paragraph in enumerate(page)
        for each, inline in enumerate(paragraph.inlines)
        if not isinstance(inline, Words)
    ]
    numbers = list(known)
    was = [(each.kind, each.key) for each in known.values()]
    now = [(each.kind, each.key) for _, _, each in places]
    if was == now:
        return {place[:2]: number for place, number in zip(places, numbers, strict=True)}
    texts = [(each.key, each.text) for each in known.values()], [(each.key, each.text) for _, _, each in places]
    found = {}
    for first, second, size in SequenceMatcher(None, *texts, autojunk=False).get_matching_blocks():
        for offset in range(size):
            found[places[second + offset][:2]] = numbers[first + offset]
    return found
