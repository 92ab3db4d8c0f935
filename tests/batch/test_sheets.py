"""Cells of tables, as text."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.batch.sheets import COLUMNS, csv_cells, xlsx_cells
from drafter.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

TABLE = [["单位全称", "讲话人"], ["××市公安局", "“甲”，\n乙"]]


def texts(rows: Sequence[Sequence[object]]) -> list[list[str]]:
    """Rows of cells as text alone."""
    return [[str(getattr(cell, "text", cell)) for cell in row] for row in rows]


def sheet(rows: Sequence[Sequence[object]], formats: dict[str, str] | None = None) -> bytes:
    """An .xlsx with these values, and number formats by cell."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in rows:
        page.append(list(row))
    for name, look in (formats or {}).items():
        page[name].number_format = look
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def refusal(data: bytes) -> str:
    """What is said of a sheet that can't be opened."""
    with pytest.raises(InputError) as caught:
        list(xlsx_cells(data, "表.xlsx"))
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_a_csv_is_read_in_the_encodings_and_marks_that_offices_have(encoding: str, mark: str) -> None:
    """UTF-8, GB18030 and UTF-16, with commas, tabs or semicolons, give the same cells, line breaks in them kept."""
    lines = mark.join(TABLE[0]), mark.join(["××市公安局", '"“甲”，\n乙"'])
    assert texts(list(csv_cells("\n".join(lines).encode(encoding), "表.csv"))) == TABLE


def test_an_open_quote_is_told_with_its_row() -> None:
    """A row whose quotes don't match is named, and nothing of it is guessed."""
    with pytest.raises(InputError, match=r"表\.csv:2: 这一行读不出来"):
        list(csv_cells('甲,乙\n"一,二\n三,四\n'.encode(), "表.csv"))


def test_a_sheet_is_read_as_a_person_would_type_it() -> None:
    """Whole numbers have no point, days are spelled out, yes and no are words, an empty cell is empty."""
    rows = [["a", 12.0, 0.5, dt.datetime(2026, 1, 5), True, None, 2026]]  # noqa: DTZ001 - a sheet's days have no zone
    assert texts(list(xlsx_cells(sheet(rows), "表.xlsx"))) == [["a", "12", "0.5", "2026年1月5日", "是", "", "2026"]]


@pytest.mark.parametrize(
    ("value", "look", "fault"),
    [
        (0.12, "0%", "百分数"),
        (dt.time(9, 30), "h:mm", "时间"),
        (dt.datetime(2026, 1, 5, 9, 30), "yyyy-mm-dd h:mm", "时间"),  # noqa: DTZ001 - as above
        ("#DIV/0!", "General", "公式"),
    ],
)
def test_a_cell_that_looks_other_than_it_is_has_a_fault(value: object, look: str, fault: str) -> None:
    """What a person sees in such a cell can't be told from what it holds, so that no answer is made of it."""
    (cell,) = next(iter(xlsx_cells(sheet([[value]], {"A1": look}), "表.xlsx")))
    assert cell.text == ""
    assert fault in cell.fault


def test_a_cell_far_out_costs_nothing() -> None:
    """A sheet with one cell in the last column gives no more cells than a table may have."""
    book = openpyxl.Workbook()
    book.worksheets[0]["XFD1"] = "远"
    stream = io.BytesIO()
    book.save(stream)
    assert [len(row) for row in xlsx_cells(stream.getvalue(), "表.xlsx")] <= [COLUMNS + 1]


def test_a_sheet_that_declares_entities_is_refused() -> None:
    """No part of a sheet may have declarations: they are how a small file unfolds to a huge one."""
    data = sheet([["甲"]])
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                part = b'<!DOCTYPE a [<!ENTITY b "c">]>' + part
            new.writestr(name, part)
    assert "声明" in refusal(stream.getvalue())


@given(st.binary(max_size=200), st.integers(0, 4000))
def test_a_damaged_sheet_is_refused_in_words(noise: bytes, at: int) -> None:
    """Whatever is cut out of a sheet or put into it, it is read, or refused with a sentence."""
    data = sheet(TABLE)
    with suppress(InputError):
        list(xlsx_cells(data[:at] + noise + data[at + len(noise) :], "表.xlsx"))


@given(st.binary(max_size=300))
def test_any_bytes_are_rows_or_refused_in_words(data: bytes) -> None:
    """Whatever a .csv holds, it is read, or refused with a sentence."""
    with suppress(InputError):
        list(csv_cells(data, "表.csv"))
