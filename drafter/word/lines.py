"""The lines of a page in a file, and the marks in them, as editing left them."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from drafter.records import dataclass, field
from drafter.word.listlevels import attribute
from drafter.word.marks import read_name
from drafter.word.shown import LETTERS, MATH_TEXT, children, symbol
from drafter.word.styles import TITLE_BREAK_NAME
from drafter.word.wml import w

if TYPE_CHECKING:
    from lxml.etree import _Element

    from drafter.word.listnumbers import ListNumbers
    from drafter.word.marks import MarkKind
    from drafter.word.stylenames import StyleNames

# No honest mark is spread over more; a hostile one must not make each of many hold the whole text.
_MOST_LINES = 20


@dataclass(slots=True)
class Piece:
    """An element of a run that shows text, and the text."""

    element: _Element
    text: str


@dataclass(slots=True, eq=False)
class Line:
    """A paragraph of the page, from 0. level: of the heading that it is or is opened by, 0 for none. number: Word's.

    length: of its text, as it was read.
    """

    index: int
    element: _Element
    level: int
    number: str
    style: str
    pieces: list[Piece] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        """All that is typed in it."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True, eq=False)
class Mark:
    """A mark that was found. fault: empty, cut, doubled or split, where it is not in one place of one line.

    line, start, end: where it is, if it is in one line. bounds: its bookmark's elements.
    """

    kind: MarkKind
    number: int
    line: Line
    start: int
    end: int
    text: str
    bounds: tuple[_Element, ...]
    fault: str = ""


class Page:
    """Goes through a body once."""

    def __init__(self, root: _Element, styles: StyleNames, numbers: ListNumbers) -> None:
        """Read the lines of a body."""
        self.lines: list[Line] = []
        self._line: Line | None = None
        self._styles, self._numbers = styles, numbers
        self._starts: list[tuple[_Element, int, int]] = []
        self._ends: dict[str, list[tuple[int, int, _Element]]] = {}
        self._visit(root)

    def marks(self) -> dict[int, list[Mark]]:
        """All marks of ours, by number; more than one where a copy or a cut left more."""
        texts = [line.text for line in self.lines]
        found: dict[int, list[Mark]] = {}
        for start, line, offset in self._starts if texts else ():
            if named := read_name(attribute(start, "name")):
                ends = self._ends.get(attribute(start, "id"), [])
                after = ends[bisect_left(ends, (line, offset)) :][:1]
                found.setdefault(named[1], []).append(self._mark(named, (start, line, offset), after, texts))
        for several in found.values():
            for mark in several if len(several) > 1 else ():
                mark.fault = mark.fault or "doubled"
        return found

    def _mark(
        self,
        named: tuple[MarkKind, int],
        start: tuple[_Element, int, int],
        ends: list[tuple[int, int, _Element]],
        texts: list[str],
    ) -> Mark:
        element, first, offset = start
        line = self.lines[min(first, len(self.lines) - 1)]
        if not ends:
            return Mark(*named, line, offset, offset, "", (element,), "cut")
        last, until, end = ends[0]
        if first == last:
            return Mark(*named, line, offset, until, texts[first][offset:until], (element, end))
        between = texts[first + 1 : min(last, first + _MOST_LINES)]
        text = "\n".join([texts[first][offset:], *between, texts[last][:until]])
        return Mark(*named, line, offset, until, text, (element, end), "split")

    def _visit(self, element: _Element) -> None:
        """Take in an element and all that is in it."""
        tag = str(element.tag)
        if tag == w("p"):
            self._paragraph(element)
        elif tag == w("bookmarkStart"):
            line = self._line
            self._starts.append((element, line.index, line.length) if line else (element, len(self.lines), 0))
        elif tag == w("bookmarkEnd"):
            line = self._line or (self.lines[-1] if self.lines else None)
            if line:
                self._ends.setdefault(attribute(element, "id"), []).append((line.index, line.length, element))
        elif (text := self._text(element, tag)) is not None:
            if self._line:
                self._line.pieces.append(Piece(element, text))
                self._line.length += len(text)
        else:
            for child in children(element):
                self._visit(child)

    def _paragraph(self, element: _Element) -> None:
        around, properties = self._line, element.find(w("pPr"))
        level, style = self._styles.level(properties), self._styles.name(properties)
        self._line = Line(len(self.lines), element, level, self._numbers.next(properties), style)
        self.lines.append(self._line)
        for child in children(element):
            self._visit(child)
        self._line = around

    def _text(self, element: _Element, tag: str) -> str | None:
        """What an element of a run shows, None for one that shows nothing by itself."""
        if tag in (w("t"), MATH_TEXT):
            return "".join(map(str, element.itertext()))
        if tag == w("br"):
            run = element.getparent()
            named = "" if run is None else self._styles.name(run.find(w("rPr")))
            return "" if named == TITLE_BREAK_NAME else "\n"
        if tag == w("sym"):
            return symbol(element.get(w("char")) or "")
        return LETTERS.get(tag)
