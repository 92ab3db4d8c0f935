"""The text of a .docx as lines: what stands on the page, with the numbers that Word counts.

What counts as text: all of the body in the order of the file; paragraphs, tables row by row, content controls, links,
what a field shows, tracked insertions, hidden text; a text box after the paragraph that it hangs on, and once where the
file has it in two forms. Left out: what is struck out or moved away, what a field computes from, footnotes, comments,
headers and footers, the reading aid above a word, drawings and charts.

A line break within a paragraph begins a new line. It does so on the page, texts from the web often have nothing else,
and a space or nothing in its place would change the text. So does a page break between two words; at either end of a
paragraph it belongs to the layout.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.word.listnumbers import ListNumbers
from drafter.word.opening import NESTED, NO_DRAFT, Archive
from drafter.word.runs import is_layouts_break
from drafter.word.shown import LETTERS, MATH_TEXT, STRUCK, children, symbol
from drafter.word.wml import w

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml.etree import _Element

_PAGE_BREAK = "\f"  # no XML can hold it
_BREAKS = {"page": _PAGE_BREAK, "column": _PAGE_BREAK}


def read_docx(data: bytes, path: str) -> list[str]:
    """The lines of a .docx; InputError, which names `path`, for a file that isn't whole or isn't safe to open."""
    archive = Archive(data, path)
    main = archive.main
    root = archive.parse(main)
    if root.tag != w("document"):
        raise archive.error(NO_DRAFT)
    fields = []
    for element in _shown(root):
        if element.tag in (w("altChunk"), w("subDoc")):
            raise archive.error(NESTED)
        if element.tag == w("fldChar"):
            fields.append(element)
    numbers = ListNumbers(*(archive.beside(main, kind) for kind in ("numbering", "styles")))
    return _Page(root, numbers, _whole_fields(fields)).lines


class _Page:
    """Goes through a body once, from the top down, as deep as the file does: the parser limits that to 256 steps."""

    def __init__(self, root: _Element, numbers: ListNumbers, fields: set[_Element]) -> None:
        self.lines: list[str] = []
        self._numbers = numbers
        self._text: list[str] = []
        self._whole_fields = fields
        self._fields: list[bool] = []  # of each field that is open: whether this is still what it computes from
        self._computing = 0  # how many of them still are
        self._joined: tuple[list[str], list[str]] = [], []
        self._steps: dict[str, Callable[[_Element], None]] = {
            w("p"): self._paragraph,
            w("br"): self._break,
            w("sym"): lambda each: self._add(symbol(each.get(w("char")) or "")),
            w("fldChar"): self._field,
            w("t"): self._letters,
            MATH_TEXT: self._letters,
        }
        self._visit(root)
        if self._text:  # letters outside of all paragraphs
            self.lines.append("".join(self._text))

    def _visit(self, element: _Element) -> None:
        """Take in an element and all that is in it."""
        tag = str(element.tag)
        step = self._steps.get(tag)
        if step:
            step(element)
        elif tag in LETTERS:
            self._add(LETTERS[tag])
        else:
            for child in children(element):
                self._visit(child)

    def _paragraph(self, element: _Element) -> None:
        """Read a paragraph; one whose end is struck out is joined to the next, which gives the number."""
        joins = _joins_next(element)
        number = "" if joins else self._numbers.next(element.find(w("pPr")))
        around, above = self._text, self.lines
        (self._text, self.lines), self._joined = self._joined, ([], [])
        for child in children(element):
            self._visit(child)
        text, boxes = self._text, self.lines
        self._text, self.lines = around, above
        if joins:
            self._joined = text, boxes
        else:
            shown = "".join(text).strip(_PAGE_BREAK).replace(_PAGE_BREAK, "\n")
            self.lines += [*f"{number}{shown}".split("\n"), *boxes]

    def _break(self, element: _Element) -> None:
        """Break the line, but where a layout of ours broke a title."""
        if not is_layouts_break(element):
            self._add(_BREAKS.get(element.get(w("type")) or "", "\n"))

    def _letters(self, element: _Element) -> None:
        """Letters; a line feed of the file among them is a space in Word."""
        self._add(re.sub("[\n\r]", " ", "".join(map(str, element.itertext()))))

    def _add(self, text: str) -> None:
        """Put text into the open paragraph, unless a field computes from it."""
        if not self._computing:
            self._text.append(text)

    def _field(self, mark: _Element) -> None:
        """Go into a field, on to what it shows, or out of it; half a field is none."""
        kind = mark.get(w("fldCharType"))
        if mark in self._whole_fields:
            self._fields.append(True)
            self._computing += 1
        elif self._fields and kind in ("separate", "end"):
            self._computing -= self._fields.pop()
            if kind == "separate":
                self._fields.append(False)


def _whole_fields(marks: Iterable[_Element]) -> set[_Element]:
    """The begin marks of all fields that end."""
    begun: list[_Element] = []
    whole: set[_Element] = set()
    for mark in marks:
        kind = mark.get(w("fldCharType"))
        if kind == "begin":
            begun.append(mark)
        elif kind == "end" and begun:
            whole.add(begun.pop())
    return whole


def _shown(root: _Element) -> Iterator[_Element]:
    """All elements that are part of the text, in order."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += reversed(children(element))


def _joins_next(paragraph: _Element) -> bool:
    """Whether the mark that ends a paragraph is struck out, and another paragraph follows."""
    mark = f"{w('pPr')}/{w('rPr')}"
    if all(paragraph.find(f"{mark}/{w(name)}") is None for name in STRUCK):
        return False
    following = next(paragraph.itersiblings(w("p"), w("tbl"), w("sdt")), None)
    return following is not None and following.tag == w("p")
