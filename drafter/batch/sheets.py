"""The cells of a table in a file, as text: .xlsx or .csv. The one door to openpyxl."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from drafter.batch.grid import FORMULA, INLINE, held_rows, merges, shared_strings
from drafter.batch.looks import is_day, is_text_as_it_is, number_shown
from drafter.encodings import decoded
from drafter.errors import InputError, Place, Problem
from drafter.word.opening import Archive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.batch.grid import Held, Merge

ROWS, COLUMNS, CELLS = 100_000, 500, 400_000
"""More than these a table can't have: answers below each other and side by side, and all that are written."""

_MOST_MERGED = 100_000
_AS_CSV = "用 Excel 或 WPS 打开，另存为 .xlsx 或 .csv"
_AS_TEXT = "把这一格设成文本格式，照要写的样子输入"


class Cell(NamedTuple):
    """What a cell says; or what is wrong with it, and what to do."""

    text: str
    fault: str = ""
    mend: str = ""


Rows: TypeAlias = "Iterator[tuple[int, dict[int, Cell]]]"
"""The rows of a table that say something: their number, and the cells that do by column; both from 1."""

_UNSURE = Cell("", "这一格显示的样子和存的不一定相同，读不准", _AS_TEXT)
_NOT_COMPUTED = Cell("", "公式没有算出来", "用 Excel 或 WPS 打开保存一次，或改填算出来的字")
_MERGED = Cell("", "合并的单元格读不准", "取消合并，逐格填写")

# What a table is read from; in customXml Power Query keeps UTF-16, which has no say in it.
_READ = re.compile(r"(?!/?customXml/).*\.(xml|rels)", re.IGNORECASE)
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml\s[^>]*?encoding\s*=\s*[\"']([^\"']*))?")
_ENCODINGS = {None, b"utf-8", b"utf8", b"us-ascii", b"ascii"}
# Formats that mean a day in Chinese, Japanese and Korean files, without being written there (ECMA-376-1, 18.8.30).
_DAYS = {30: "m/d/yy", 31: "yyyy/m/d"}
_RECALCULATED = re.compile(rb"\sfullCalcOnLoad\s*=\s*[\"'](?:1|true)")
_TEXTS = {"s", "str", INLINE}
_LOGICAL = {"1": "是", "true": "是", "0": "否", "false": "否"}
_FIRST_DAY = 61  # before March 1900 sheets count a day that never was


def csv_cells(data: bytes, path: str) -> Rows:
    """The rows of a .csv in UTF-8, UTF-16 or GB18030, with commas, tabs or semicolons. InputError with the row."""
    text, _ = decoded(data, path)
    head = text.partition("\n")[0]
    lines = (line[0] for line in re.finditer(r".*\n|.+", text))  # a StringIO takes four bytes for each letter
    rows = csv.reader(lines, delimiter=max(",\t;", key=head.count), strict=True)
    read = 0
    try:
        for row in rows:
            read += 1
            if cells := {column: Cell(text) for column, text in enumerate(row, 1) if text.strip()}:
                yield read, cells
    except csv.Error as error:
        problem = Problem("这一行读不出来：引号没有配对，或一格太长", Place(path, read + 1), _AS_CSV)
        raise InputError(problem) from error


def xlsx_cells(data: bytes, path: str) -> Rows:
    """The rows of the first sheet of an .xlsx that can be seen; hidden rows and columns are read too.

    A cell whose look differs from what it holds isn't guessed at: it has a fault, as has one whose formula wasn't
    computed, and what is merged below the first row. InputError for a file that can't be opened.
    """
    parts, strings = _parts(data, path)
    try:
        sheet = _Sheet(parts, strings)
        part = parts[sheet.part]
        parts.clear()
        yield from _told_of(_merged_rows(part, path), map(sheet.row, held_rows(part, path)))
    except InputError:
        raise
    except Exception as error:  # whatever openpyxl and expat make of a damaged file
        raise InputError(Problem("表格打不开：文件损坏，或不是 .xlsx", Place(path), _AS_CSV)) from error


def _parts(data: bytes, path: str) -> tuple[dict[str, bytes], bytes]:
    """The parts that openpyxl is to read, and the one of shared strings, empty if there is none.

    InputError for what would unpack too large, is locked, or isn't written as Excel does.
    """
    try:
        archive = Archive(data, path)
        parts = {name: part for name, part in archive.parts().items() if _READ.fullmatch(name)}
        shared = archive.related(archive.main, "sharedStrings").lstrip("/").lower()
    except InputError as error:
        raise InputError(Problem("表格打不开：文件损坏、有密码，或展开后过大", Place(path), _AS_CSV)) from error
    if any(map(_is_strange, parts.values())):
        raise InputError(Problem("文件里有 Excel 不会写的声明或编码，不予打开", Place(path), _AS_CSV))
    name = next((name for name in parts if name.lower() == shared), "")
    strings = parts.get(name, b"")
    if name:  # openpyxl takes escapes out of them that it doesn't undo
        parts[name] = b"<sst/>"
    return parts, strings


def _is_strange(part: bytes) -> bool:
    """Whether a part declares entities, or is in an encoding in which that couldn't be seen."""
    beginning = _BEGINNING.match(part)
    encoding = beginning and beginning[1] and beginning[1].lower()
    return not beginning or encoding not in _ENCODINGS or any(mark in part for mark in (b"\0", *_DECLARATIONS))


class _Sheet:
    """The first sheet of a book that can be seen, as openpyxl tells of it: its part, and what its cells mean."""

    def __init__(self, parts: dict[str, bytes], strings: bytes) -> None:
        """Open a book that has these parts, and no others."""
        import openpyxl  # noqa: PLC0415 - only tables of this kind need it

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl says of a damaged file in English
            self._book = openpyxl.load_workbook(_packed(parts), read_only=True, keep_links=False)
        sheets: list[Any] = self._book.worksheets
        self._sheet = next((sheet for sheet in sheets if sheet.sheet_state == "visible"), sheets[0])
        self.part: str = self._sheet._worksheet_path  # noqa: SLF001 - told nowhere else
        self._strings = shared_strings(strings) if strings else []
        self._is_computed = not any(map(_RECALCULATED.search, parts.values()))
        self._look = lru_cache(maxsize=None)(self._look_of)

    def row(self, row: tuple[int, dict[int, Held]]) -> tuple[int, dict[int, Cell]]:
        """What the cells of a row say, those that do."""
        number, cells = row
        said = ((column, self._cell(held)) for column, held in cells.items())
        return number, {column: cell for column, cell in said if cell.fault or cell.text.strip()}

    def _cell(self, held: Held) -> Cell:
        if held.kind == "e":
            return Cell("", f"公式出错：{held.text}", "改好公式，或改填要写的字")
        if held.kind == FORMULA or (held.is_formula and not self._is_computed):
            return _NOT_COMPUTED
        look = self._look(held.style)
        if held.kind in _TEXTS:
            return Cell(self._text(held)) if is_text_as_it_is(look) else _UNSURE
        if held.kind == "b":
            shown = _LOGICAL.get(held.text, "")
        elif held.kind == "n":
            shown = self._day(held.text) if is_day(look) else number_shown(held.text, look)
        else:
            shown = ""
        return Cell(shown) if shown else _UNSURE

    def _text(self, held: Held) -> str:
        """A text with its escapes undone (22.9.2.19) and its line ends as everywhere."""
        from openpyxl.utils.escape import unescape  # noqa: PLC0415 - as above

        text = self._strings[int(held.text)] if held.kind == "s" else held.text
        return unescape(text).replace("\r\n", "\n").replace("\r", "\n")

    def _day(self, held: str) -> str:
        """A day as it is written out; empty for what is none, or has a time of day, which a sheet doesn't show."""
        from openpyxl.utils.datetime import from_excel  # noqa: PLC0415 - as above

        try:
            count = float(held)
            day = from_excel(count, self._book.epoch)
        except (OverflowError, ValueError):
            return ""
        return f"{day.year}年{day.month}月{day.day}日" if count.is_integer() and count >= _FIRST_DAY else ""

    def _look_of(self, style: int) -> str:
        """The number format of a style, empty where the file leaves it to the language of the program."""
        from openpyxl.cell.read_only import ReadOnlyCell  # noqa: PLC0415 - as above
        from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE  # noqa: PLC0415 - as above

        cell = ReadOnlyCell(self._sheet, 1, 1, None, style_id=style)
        number = cell.style_array.numFmtId
        is_known = number in BUILTIN_FORMATS or number >= BUILTIN_FORMATS_MAX_SIZE
        return str(cell.number_format) if is_known else _DAYS.get(number, "")


def _packed(parts: dict[str, bytes]) -> io.BytesIO:
    """A book of these parts alone, so that openpyxl reads what was looked over; without cells.

    In a sheet that doesn't say its size it would look for that to the end.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts.items():
            archive.writestr(name, b"<worksheet/>" if b"sheetData" in part else part)
    return stream


def _merged_rows(sheet: bytes, path: str) -> dict[int, list[Merge]]:
    """What is merged in each row, where that reaches below the heads."""
    ranges = [(range(merge.top, min(merge.bottom, ROWS + 1) + 1), merge) for merge in merges(sheet) if merge.bottom > 1]
    if sum(len(numbers) for numbers, _ in ranges) > _MOST_MERGED:
        raise InputError(Problem("合并的单元格太多", Place(path), _MERGED.mend))
    rows: dict[int, list[Merge]] = {}
    for numbers, merge in ranges:
        for number in numbers:
            rows.setdefault(number, []).append(merge)
    return rows


def _told_of(merged: dict[int, list[Merge]], rows: Rows) -> Rows:
    """The rows with a fault below the heads for whatever is merged and says something."""
    speaking: set[Merge] = set()
    for number, cells in rows:
        for merge in merged.get(number, ()):
            if merge in speaking or any(merge.left <= column <= merge.right for column in cells):
                speaking.add(merge)
                if number > 1:
                    cells[merge.left] = _MERGED
        if cells:
            yield number, cells
