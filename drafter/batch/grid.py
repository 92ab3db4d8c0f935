"""What the cells of a sheet hold, as its XML says it, row by row (ECMA-376-1, 18.3.1 and 18.4).

Read without openpyxl, which doesn't tell a formula never computed from an empty cell, nor what is merged, makes
cells that aren't there, and passes over rows that stand after a later one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from drafter.errors import InputError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

INLINE, FORMULA = "inlineStr", "formula"

_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
_CHUNK = 1 << 16
_LETTERS = 26
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
_WHOLE = re.compile(r"[0-9]{1,7}", re.ASCII)
# What may stand right above each element that is read; anywhere else no program shows it, or each another way.
_ABOVE = {
    "sheetData": {"worksheet"},
    "row": {"sheetData"},
    "c": {"row"},
    "f": {"c"},
    "v": {"c"},
    "is": {"c"},
    "si": {"sst"},
    "r": {"is", "si"},
    "rPh": {"is", "si"},
    "t": {"is", "si", "r", "rPh"},
    "mergeCells": {"worksheet"},
    "mergeCell": {"mergeCells"},
}


class Held(NamedTuple):
    """What a cell holds: its type (18.18.11), the number of its style, and the text of its value.

    A type of FORMULA is one whose value isn't there. `is_formula` tells of the others whether they were computed.
    """

    kind: str
    style: int
    text: str
    is_formula: bool = False


class Merge(NamedTuple):
    """Cells merged into one; rows and columns from 1, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


class _Reader:
    """Walks through a part: `begins` and `ends` are called by name, with the text that stood in `v` and `t`."""

    def __init__(
        self, begins: dict[str, Callable[[dict[str, str]], None]], ends: dict[str, Callable[[str], None]]
    ) -> None:
        self._begins, self._ends = begins, ends
        self._stack: list[str] = []
        self._text: list[str] = []
        self._parser = expat.ParserCreate("utf-8", " ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text.append

    def read(self, part: bytes) -> Iterator[None]:
        """Go through it; a step a chunk. ExpatError or ValueError where it is damaged."""
        for start in range(0, len(part), _CHUNK):
            self._parser.Parse(part[start : start + _CHUNK], False)  # noqa: FBT003 - takes it by place only
            yield
        self._parser.Parse(b"", True)  # noqa: FBT003 - as above
        yield

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.removeprefix(_SPACE)
        above = self._stack[-1] if self._stack else ""
        if above in {"v", "t"} or above not in _ABOVE.get(name, {above}):
            raise ValueError(name)
        self._stack.append(name)
        self._text.clear()
        if begin := self._begins.get(name):
            begin(attributes)

    def _end(self, _: str) -> None:
        name = self._stack.pop()
        is_read = name != "t" or self._stack[-1] != "rPh"  # how a word is said aloud
        if is_read and (end := self._ends.get(name)):
            end("".join(self._text))
        self._text.clear()


class _Strings:
    """The texts of a part of shared strings."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self.reader = _Reader({}, {"t": self._pieces.append, "si": self._done})

    def _done(self, _: str) -> None:
        self.found.append("".join(self._pieces))
        self._pieces.clear()


class _Rows:
    """The rows of a sheet that were read but not yet handed on."""

    def __init__(self, path: str) -> None:
        self.done: list[tuple[int, dict[int, Held]]] = []
        self._path = path
        self._row, self._column = 0, 0
        self._cells: dict[int, Held] = {}
        self._attributes: dict[str, str] = {}
        self._value: str | None = None
        self._pieces: list[str] = []
        self._is_formula = False
        begins = {"row": self._row_begins, "c": self._cell_begins, "f": self._formula}
        ends = {"row": self._row_ends, "c": self._cell_ends, "v": self._valued, "t": self._pieces.append}
        self.reader = _Reader(begins, ends)

    def _row_begins(self, attributes: dict[str, str]) -> None:
        number = _whole(attributes["r"]) if "r" in attributes else self._row + 1
        if number <= self._row:
            raise InputError(
                Problem("这一行排在更后面的行之后，读不准", Place(self._path, number), "用 Excel 或 WPS 打开，另存一份")
            )
        self._row, self._column, self._cells = number, 0, {}

    def _row_ends(self, _: str) -> None:
        if self._cells:
            self.done.append((self._row, self._cells))

    def _cell_begins(self, attributes: dict[str, str]) -> None:
        row, column = _placed(attributes["r"]) if "r" in attributes else (self._row, self._column + 1)
        if row != self._row or column in self._cells:
            raise ValueError(attributes)
        self._column, self._attributes, self._value, self._is_formula = column, attributes, None, False
        self._pieces.clear()

    def _formula(self, _: dict[str, str]) -> None:
        self._is_formula = True

    def _valued(self, text: str) -> None:
        if self._value is not None:
            raise ValueError(text)
        self._value = text

    def _cell_ends(self, _: str) -> None:
        kind, inline = self._attributes.get("t", "n"), "".join(self._pieces)
        if inline if kind != INLINE else self._value:
            raise ValueError(kind)
        text = inline or self._value or ""
        # a formula may come to a text without letters, but not to a number without digits
        if self._is_formula and not text and (self._value is None or kind != "str"):
            kind = FORMULA
        if kind == "s" and text:
            _whole(text)
        if text or kind == FORMULA:
            self._cells[self._column] = Held(kind, _whole(self._attributes.get("s", "0")), text, self._is_formula)


def held_rows(sheet: bytes, path: str) -> Iterator[tuple[int, dict[int, Held]]]:
    """The rows of a sheet's XML that hold something: their number and their cells by column, both from 1.

    ExpatError or ValueError where it is damaged, InputError for a row out of its order.
    """
    rows = _Rows(path)
    for _ in rows.reader.read(sheet):
        yield from rows.done
        rows.done.clear()


def shared_strings(part: bytes) -> list[str]:
    """The strings that cells share, in order. ExpatError or ValueError where the part is damaged."""
    strings = _Strings()
    for _ in strings.reader.read(part):
        pass
    return strings.found


def merges(sheet: bytes) -> list[Merge]:
    """The merged cells of a sheet's XML, which stand behind all its rows. ExpatError or ValueError as above."""
    found: list[Merge] = []

    def begin(attributes: dict[str, str]) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        merge = Merge(*_placed(first), *_placed(last or first))
        if merge.top > merge.bottom or merge.left > merge.right:
            raise ValueError(merge)
        found.append(merge)

    if b"mergeCell" in sheet:
        for _ in _Reader({"mergeCell": begin}, {}).read(sheet):
            pass
    return found


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError(text)
    return int(text)


def _placed(reference: str) -> tuple[int, int]:
    """Row and column of a cell by its name (A1)."""
    match = _REFERENCE.fullmatch(reference)
    if not match:
        raise ValueError(reference)
    column = 0
    for letter in match[1]:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return int(match[2]), column
