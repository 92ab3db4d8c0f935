"""The cells of a table in a file, as text: .xlsx or .csv. The one door to openpyxl."""

from __future__ import annotations

import csv
import datetime as dt
import io
import warnings
from typing import TYPE_CHECKING, Any, NamedTuple

from drafter.encodings import decoded
from drafter.errors import InputError, Place, Problem
from drafter.word.opening import Archive

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS, COLUMNS = 100_000, 500
"""More than these a table can't have."""

_AS_CSV = "用 Excel 或 WPS 打开，另存为 .xlsx 或 .csv"
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


class Cell(NamedTuple):
    """What a cell says, and what is wrong with it."""

    text: str
    fault: str = ""


def csv_cells(data: bytes, path: str) -> Iterator[list[Cell]]:
    """The rows of a .csv in UTF-8, UTF-16 or GB18030, with commas, tabs or semicolons. InputError with the row."""
    text, _ = decoded(data, path)
    head = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",\t;", key=head.count), strict=True)
    read = 0
    try:
        for row in rows:
            read += 1
            yield [Cell(text) for text in row]
    except csv.Error as error:
        problem = Problem("这一行读不出来：引号没有配对，或一格太长", Place(path, read + 1), _AS_CSV)
        raise InputError(problem) from error


def xlsx_cells(data: bytes, path: str) -> Iterator[list[Cell]]:
    """The rows of the first sheet of an .xlsx: numbers and dates as a person would type them.

    A cell whose look differs from what it holds isn't guessed at: it has a fault. InputError for a file that can't be
    opened.
    """
    _look_over(data, path)
    import openpyxl  # noqa: PLC0415 - only tables of this kind need it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl says of a damaged file in English
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(max_row=ROWS + 2, max_col=COLUMNS + 1):
            yield _trimmed([_cell(cell) for cell in row])
    except Exception as error:  # whatever openpyxl makes of a damaged file
        raise InputError(Problem("表格打不开：文件损坏，或不是 .xlsx", Place(path), _AS_CSV)) from error


def _look_over(data: bytes, path: str) -> None:
    """Refuse what would unpack too large, is locked, or declares entities."""
    try:
        parts = Archive(data, path).parts()
    except InputError as error:
        raise InputError(Problem("表格打不开：文件损坏、有密码，或展开后过大", Place(path), _AS_CSV)) from error
    if any(mark in part for part in parts.values() for mark in _DECLARATIONS):
        raise InputError(Problem("文件里有 Excel 不会写的声明，不予打开", Place(path), _AS_CSV))


def _trimmed(cells: list[Cell]) -> list[Cell]:
    """A row without the empty cells at its end: every row comes as wide as a table may be."""
    return cells[: next((number for number in range(len(cells), 0, -1) if any(cells[number - 1])), 0)]


def _cell(cell: Any) -> Cell:  # noqa: ANN401 - openpyxl's cells are of several classes
    value = cell.value
    if cell.data_type == "e":
        return Cell("", f"这一格的公式没有算出来：{value}")
    if isinstance(value, bool):
        return Cell("是" if value else "否")
    if isinstance(value, (dt.datetime, dt.time, dt.timedelta)):
        return _time(value)
    if isinstance(value, (int, float)) and "%" in (cell.number_format or ""):
        return Cell("", "这一格是百分数格式，读不准")
    if isinstance(value, float) and value.is_integer():
        return Cell(str(int(value)))
    return Cell("" if value is None else str(value))


def _time(value: dt.datetime | dt.time | dt.timedelta) -> Cell:
    """A day; a time of day is a fault: a sheet shows it in one of many forms."""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return Cell(f"{value.year}年{value.month}月{value.day}日")
    return Cell("", "这一格是时间，读不准")
