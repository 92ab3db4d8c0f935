"""A draft that stands in a file, opened to be read and changed: its lines, its marks, and what it carries.

What is changed is changed in the tree of the text; all other parts stay as they are, byte for byte.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from drafter.word.listlevels import attribute, indent_of
from drafter.word.listnumbers import ListNumbers
from drafter.word.marks import read_name
from drafter.word.opening import NESTED, NO_DRAFT, NO_STORE, STRICT, Archive
from drafter.word.package import pack
from drafter.word.shown import LETTERS, MATH_TEXT, children, symbol
from drafter.word.store import add_store, is_store, read_store, store_part
from drafter.word.stylenames import StyleNames
from drafter.word.styles import TITLE_BREAK_NAME
from drafter.word.wml import serialize, w

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from drafter.word.marks import MarkKind
    from drafter.word.store import Store


@dataclass(slots=True)
class Piece:
    """An element of a run that shows text, and the text."""

    element: _Element
    text: str


@dataclass(slots=True, eq=False)
class Line:
    """A paragraph of the page, from 0. level: of the heading that it is or is opened by, 0 for none. number: Word's."""

    index: int
    element: _Element
    level: int
    number: str
    style: str
    pieces: list[Piece] = field(default_factory=list)

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


class Opened:
    """A .docx opened with care. Lines and marks are as they were when it was read; `read` reads them anew."""

    def __init__(self, data: bytes, path: str) -> None:
        """Open a file; InputError, which names `path`, for one that isn't whole, isn't safe or isn't a Word text."""
        archive = Archive(data, path)
        self.path = path
        self.main = archive.main
        self.root = archive.parse(self.main)
        if self.root.tag != w("document"):
            raise archive.error(NO_DRAFT)
        if archive.is_strict(self.main):
            raise archive.error(STRICT)
        if next(self.root.iter(w("altChunk"), w("subDoc")), None) is not None:
            raise archive.error(NESTED)
        self._archive = archive
        self.last_id = 0
        self._listed = [archive.beside(self.main, kind) for kind in ("numbering", "styles")]
        self.styles = StyleNames(self._listed[1])
        self.read()

    def read(self) -> None:
        """Read lines and marks off the tree."""
        page = _Page(self.root, self.styles, ListNumbers(*self._listed))
        self.lines, self.marks = page.lines, page.marks()

    def list_indent(self, properties: _Element) -> _Element | None:
        """The indent that a paragraph has from its list, by its w:pPr."""
        numbering = self._listed[0]
        return None if numbering is None else indent_of(numbering, *ListNumbers(*self._listed).place(properties))

    @cached_property
    def parts(self) -> dict[str, bytes]:
        """All parts of the file, in order."""
        return self._archive.parts()

    @cached_property
    def store_name(self) -> str:
        """The name of the part that carries the store; empty where there is none."""
        links = self._archive.links(self.main)
        targets = (self._archive.target(self.main, link.get("Id") or "") for link in links)
        items = [name for name in targets if name.lower().endswith(".xml") and "customxml/" in name.lower()]
        return next((n.lstrip("/") for n in items if n in self._archive and is_store(self._archive.parse(n))), "")

    @cached_property
    def store(self) -> Store | None:
        """What the draft carries; None where it was lost, InputError where it was damaged."""
        if not self.store_name:
            return None
        try:
            return read_store(self._archive.parse(self.store_name))
        except ValueError as error:
            raise self._archive.error(NO_STORE) from error

    def saved(self) -> bytes:
        """The file with the text as it is now."""
        return pack(self.with_parts({self.main: serialize(self.root)}))

    def carrying(self, store: Store) -> bytes:
        """The file with the text as it is now, and with this store in the place of its own."""
        changed = {self.main: serialize(self.root)}
        if self.store_name:
            return pack(self.with_parts({**changed, self.store_name: store_part(store)}))
        parts = self.with_parts(changed)
        add_store(parts, store)
        return pack(parts)

    def with_parts(self, changed: Mapping[str, bytes]) -> dict[str, bytes]:
        """All parts of the file, these in the place of its own."""
        new = {_plain(name): part for name, part in changed.items()}
        return {name: new.get(_plain(name), part) for name, part in self.parts.items()}


class _Page:
    """Goes through a body once."""

    def __init__(self, root: _Element, styles: StyleNames, numbers: ListNumbers) -> None:
        self.lines: list[Line] = []
        self._line: Line | None = None
        self._styles, self._numbers = styles, numbers
        self._starts: list[tuple[_Element, int, int]] = []
        self._ends: dict[str, list[tuple[_Element, int, int]]] = {}
        self._visit(root)

    def marks(self) -> dict[int, list[Mark]]:
        """All marks of ours, by number; more than one where a copy or a cut left more."""
        found: dict[int, list[Mark]] = {}
        for start, line, offset in self._starts:
            named = read_name(attribute(start, "name"))
            if named and self.lines:
                ends = self._ends.get(attribute(start, "id"), [])
                after = [end for end in ends if end[1:] >= (line, offset)]
                found.setdefault(named[1], []).append(self._mark(named, (start, line, offset), after[:1]))
        for several in found.values():
            for mark in several if len(several) > 1 else ():
                mark.fault = mark.fault or "doubled"
        return found

    def _mark(
        self, named: tuple[MarkKind, int], start: tuple[_Element, int, int], ends: list[tuple[_Element, int, int]]
    ) -> Mark:
        element, first, offset = start
        line = self.lines[min(first, len(self.lines) - 1)]
        if not ends:
            return Mark(*named, line, offset, offset, "", (element,), "cut")
        end, last, until = ends[0]
        texts = [each.text for each in self.lines[first : last + 1]]
        texts[-1:] = [text[:until] for text in texts[-1:]]
        texts[:1] = [text[offset:] for text in texts[:1]]
        return Mark(*named, line, offset, until, "\n".join(texts), (element, end), "" if first == last else "split")

    def _visit(self, element: _Element) -> None:
        """Take in an element and all that is in it."""
        tag = str(element.tag)
        if tag == w("p"):
            self._paragraph(element)
        elif tag == w("bookmarkStart"):
            line = self._line
            self._starts.append((element, line.index, len(line.text)) if line else (element, len(self.lines), 0))
        elif tag == w("bookmarkEnd"):
            line = self._line or (self.lines[-1] if self.lines else None)
            if line:
                self._ends.setdefault(attribute(element, "id"), []).append((element, line.index, len(line.text)))
        elif (text := self._text(element, tag)) is not None:
            if self._line:
                self._line.pieces.append(Piece(element, text))
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


def _plain(name: str) -> str:
    return name.lstrip("/").lower()


def excerpt(text: str, most: int = 20) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split("\n"))
    return line if len(line) <= most else f"{line[:most]}……"


def headings_above(opened: Opened) -> Iterator[tuple[Line, str]]:
    """Each line with the heading that it stands under, its number included."""
    above = ""
    for line in opened.lines:
        if line.level:
            above = excerpt(f"{line.number}{line.text}", 30)
        yield line, above or "开头"
