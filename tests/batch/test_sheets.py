"""Cells of tables, as text."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from drafter.batch.sheets import Cell, csv_cells, xlsx_cells
from drafter.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TABLE = [["单位全称", "讲话人"], ["××市公安局", "“甲”，\n乙"]]


def texts(rows: Iterable[tuple[int, dict[int, Cell]]]) -> list[list[str]]:
    """Rows of cells as text alone, those that say nothing too."""
    found: list[list[str]] = []
    for number, cells in rows:
        found += [[]] * (number - 1 - len(found))
        found.append([cells[column].text if column in cells else "" for column in range(1, max(cells) + 1)])
    return found


def faults(data: bytes) -> dict[tuple[int, int], str]:
    """What is wrong with the cells of a sheet, by row and column, each with what to do."""
    rows = xlsx_cells(data, "表.xlsx")
    found = {(row, column): cell for row, cells in rows for column, cell in cells.items() if cell.fault}
    assert all(cell.mend and not cell.text for cell in found.values())
    return {place: cell.fault for place, cell in found.items()}


def saved(book: openpyxl.Workbook) -> bytes:
    """A book as openpyxl writes it."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet(rows: Sequence[Sequence[object]], formats: dict[str, str] | None = None, merged: Sequence[str] = ()) -> bytes:
    """An .xlsx with these values, number formats by cell, and merged cells."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in rows:
        page.append(list(row))
    for name, look in (formats or {}).items():
        page[name].number_format = look
    for cells in merged:
        page.merge_cells(cells)
    return saved(book)


def changed(data: bytes, ending: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same .xlsx with another part: the one whose name ends so."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if name.endswith(ending) else part)
    return stream.getvalue()


def of_xml(rows: str) -> bytes:
    """An .xlsx whose sheet has these rows, in XML."""
    written = f"<sheetData>{rows}</sheetData>".encode()
    return changed(sheet([]), "sheet1.xml", lambda part: re.sub(rb"<sheetData *(/>|></sheetData>)", written, part))


def with_strings(data: bytes, strings: str) -> bytes:
    """The same .xlsx with strings that cells share, in XML; openpyxl writes none."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    link = f'<Relationship Type="{kind}" Target="sharedStrings.xml" Id="rId9"/></Relationships>'
    data = changed(data, "workbook.xml.rels", lambda part: part.replace(b"</Relationships>", link.encode()))
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{strings}</sst>')
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
    assert texts(csv_cells("\n".join(lines).encode(encoding), "表.csv")) == TABLE


def test_an_open_quote_is_told_with_its_row() -> None:
    """A row whose quotes don't match is named, and nothing of it is guessed."""
    with pytest.raises(InputError, match=r"表\.csv:2: 这一行读不出来"):
        list(csv_cells('甲,乙\n"一,二\n三,四\n'.encode(), "表.csv"))


def test_a_sheet_is_read_as_a_person_would_type_it() -> None:
    """Whole numbers have no point, days are spelled out, yes and no are words, an empty cell is empty."""
    rows: list[list[object]] = [["a", 12.0, 0.5, dt.date(2026, 1, 5), True, None, 2026], [], ["甲", " "]]
    assert texts(xlsx_cells(sheet(rows), "表.xlsx")) == [
        ["a", "12", "0.5", "2026年1月5日", "是", "", "2026"],
        [],
        ["甲"],
    ]


def test_days_of_an_old_mac_are_the_days_shown() -> None:
    """A book that counts its days from 1904 has the same days."""
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0].append([dt.date(2026, 1, 5)])
    assert texts(xlsx_cells(saved(book), "表.xlsx")) == [["2026年1月5日"]]


@pytest.mark.parametrize(
    ("value", "look"),
    [
        (0.12, "0%"),
        (dt.time(9, 30), "h:mm"),
        (dt.datetime(2026, 1, 5, 9, 30), "yyyy-mm-dd h:mm"),  # noqa: DTZ001 - a sheet's days have no zone
        (dt.datetime(2026, 1, 5, 9, 30), "yyyy-mm-dd"),  # noqa: DTZ001 - as above
        (dt.date(2030, 1, 1), 'yyyy"年"m"月"'),
        (60, "yyyy-mm-dd"),
        (0, "yyyy-mm-dd"),
        (-1, "yyyy-mm-dd"),
        (1e9, "yyyy-mm-dd"),
        (12, '0"名"'),
        (5, "[DBNum1]General"),
        (1e-7, "General"),
        ("甲", '@"局"'),
        ("甲", ";;;"),
    ],
)
def test_a_cell_that_looks_other_than_it_is_has_a_fault(value: object, look: str) -> None:
    """What a person sees in such a cell can't be told from what it holds, so that no answer is made of it."""
    assert "显示" in faults(sheet([["unit"], [None, value]], {"B2": look}))[2, 2]


@pytest.mark.parametrize(("number", "shown"), [(31, "2026年1月5日"), (30, "2026年1月5日"), (27, ""), (57, "")])
def test_formats_without_words_are_those_of_east_asia(number: int, shown: str) -> None:
    """Of the formats that a file only numbers two are days; the others, months or times, are faults."""
    data = changed(
        sheet([[dt.date(2026, 1, 5)]], {"A1": "mm-dd-yy"}),
        "styles.xml",
        lambda part: part.replace(b'numFmtId="14"', b'numFmtId="%d"' % number),
    )
    ((_, cells),) = xlsx_cells(data, "表.xlsx")
    assert cells[1].text == shown
    assert bool(cells[1].fault) is (not shown)


@pytest.mark.parametrize("value", ["#DIV/0!", "#N/A"])
def test_a_formula_that_failed_is_told(value: str) -> None:
    """What a formula couldn't find out is no answer."""
    assert value in faults(sheet([[value]]))[1, 1]


def test_a_formula_that_was_never_computed_is_told_with_its_place() -> None:
    """A formula without a value, as programs write it that don't compute, is no empty cell."""
    found = faults(sheet([["unit", "stated"], ["甲", "=10+2"], ['="乙"&"局"', None]]))
    assert found == {(2, 2): "公式没有算出来", (3, 1): "公式没有算出来"}


@pytest.mark.parametrize(("load", "is_told"), [("1", True), ("true", True), ("0", False)])
def test_a_value_that_waits_to_be_computed_is_none(load: str, is_told: bool) -> None:  # noqa: FBT001
    """Some programs write 0 for every formula, and that all are to be computed when the book is opened."""
    data = of_xml("<row><c><f>1+1</f><v>0</v></c></row>")
    data = changed(
        data, "workbook.xml", lambda part: part.replace(b'fullCalcOnLoad="1"', b'fullCalcOnLoad="%s"' % load.encode())
    )
    ((_, cells),) = xlsx_cells(data, "表.xlsx")
    assert (cells[1].text, cells[1].fault) == (("", "公式没有算出来") if is_told else ("0", ""))


def test_merged_cells_are_told_in_each_of_their_rows() -> None:
    """What is merged below the heads stands in one row only, so that no row takes it; one that says nothing is none."""
    rows = [["a", None, "c", "d"], ["甲", None, "c", "d"], [None, None, "c", "d"], [None, None, "c", "d"]]
    data = sheet(rows, merged=["A1:B1", "A2:B3", "B4:B6", "C7:D9"])
    assert faults(data) == {(2, 1): "合并的单元格读不准", (3, 1): "合并的单元格读不准"}
    assert faults(sheet([["a"], ["甲"]], merged=["A1:A2"])) == {}
    assert faults(sheet([["a"], ["甲", "乙"]], merged=["A1:A2"])) == {(2, 1): "合并的单元格读不准"}


def test_more_merged_cells_than_anybody_has_are_refused() -> None:
    """A sheet in which cells are merged over and over again isn't worked through."""
    merged = '</sheetData><mergeCells><mergeCell ref="A2:A60000"/><mergeCell ref="A2:A60000"/></mergeCells>'
    data = changed(sheet([["甲"]]), "sheet1.xml", lambda part: part.replace(b"</sheetData>", merged.encode()))
    assert "合并" in refusal(data)


def test_escapes_are_undone() -> None:
    """A letter that XML can't hold is written as its number; line ends become line feeds, shared or not."""
    escaped = "甲_x000D_\n乙_x000d_丙_x005F_x000A_丁_x0007_ x005F_"
    inline = of_xml(f'<row><c t="inlineStr"><is><t>{escaped}</t></is></c></row>')
    shared = with_strings(of_xml('<row><c t="s"><v>1</v></c></row>'), f"<si/><si><t>{escaped}</t></si>")
    for data in (inline, shared):
        assert texts(xlsx_cells(data, "表.xlsx")) == [["甲\n乙\n丙_x000A_丁\x07 x005F_"]]


def test_the_first_sheet_that_can_be_seen_is_read() -> None:
    """A hidden sheet before it is passed over; hidden rows and columns of it are not."""
    book = openpyxl.Workbook()
    page = book.create_sheet("乙")
    page.append(["甲", "乙"])
    page.row_dimensions[1].hidden = page.column_dimensions["A"].hidden = True
    book.worksheets[0].append(["藏"])
    book.worksheets[0].sheet_state = "hidden"
    assert texts(xlsx_cells(saved(book), "表.xlsx")) == [["甲", "乙"]]


def test_cells_far_out_are_those_that_are_there() -> None:
    """One cell in the last row, one in the last column, or thousands of empty rows give no more than what they say."""
    rows = "<row/>" * 9000 + '<row><c r="XFD9001"><v>1</v></c></row><row r="1048576"><c><v>2</v></c></row>'
    found = [(number, dict(cells)) for number, cells in xlsx_cells(of_xml(rows), "表.xlsx")]
    assert found == [(9001, {16384: Cell("1")}), (1048576, {1: Cell("2")})]


DECLARED = '<!DOCTYPE a [<!ENTITY b "c">]>'


@pytest.mark.parametrize(
    "part",
    [
        DECLARED.encode() + b"<a/>",
        f'<?xml version="1.0" encoding="utf-16"?>{DECLARED}<a/>'.encode("utf-16"),
        f"{DECLARED}<a/>".encode("utf-16-le"),
        f"{DECLARED}<a/>".encode("utf-16-be"),
        f"{DECLARED}<a/>".encode("utf-32"),
        f'<?xml version="1.0" encoding="cp037"?>{DECLARED}<a/>'.encode("cp037"),
        b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>',
    ],
)
@pytest.mark.parametrize("ending", ["sheet1.xml", "styles.xml", "[Content_Types].xml", "core.xml"])
def test_a_sheet_that_declares_entities_is_refused(part: bytes, ending: str) -> None:
    """No part may have declarations, in whatever encoding: they are how a small file unfolds to a huge one."""
    assert "不予打开" in refusal(changed(sheet([["甲"]]), ending, lambda _: part))


def test_a_part_is_looked_over_by_whatever_name_it_is_read() -> None:
    """Of two parts whose names differ in the size of their letters none is read that wasn't looked at."""
    stream = io.BytesIO(sheet([["甲"]]))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("XL/worksheets/sheet1.xml", archive.read("xl/worksheets/sheet1.xml"))
    assert "打不开" in refusal(stream.getvalue())


def test_what_a_sheet_is_not_read_from_may_be_in_any_encoding() -> None:
    """Power Query keeps UTF-16 beside the sheets, which has no say in them."""
    stream = io.BytesIO(sheet([["甲"]]))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("customXml/item1.xml", "<a/>".encode("utf-16"))
    assert texts(xlsx_cells(stream.getvalue(), "表.xlsx")) == [["甲"]]


def test_a_string_that_is_not_there_is_no_empty_cell() -> None:
    """A cell that names a string which the file doesn't have shows that it is damaged."""
    for data in (
        of_xml('<row><c t="s"><v>1</v></c></row>'),
        with_strings(of_xml('<row><c t="s"><v>1</v></c></row>'), "<si/>"),
    ):
        assert "打不开" in refusal(data)


@pytest.mark.parametrize("cell", ['<c t="d"><v>2030-01-15</v></c>', '<c t="b"><v>x</v></c>', '<c t="x"><v>1</v></c>'])
def test_a_value_of_another_kind_is_told(cell: str) -> None:
    """What isn't known for what it is isn't guessed at."""
    assert "读不准" in faults(of_xml(f"<row>{cell}</row>"))[1, 1]


@settings(max_examples=30)
@given(st.lists(st.lists(st.text("甲乙_x05F \n", max_size=12), max_size=3), max_size=4))
def test_what_is_written_comes_back(rows: list[list[str]]) -> None:
    """Texts are read as they were written, each in its place."""
    data = sheet([[cell.replace("_", "_x005F_") for cell in row] for row in rows])
    wanted = {
        (row, column): cell for row, cells in enumerate(rows, 1) for column, cell in enumerate(cells, 1) if cell.strip()
    }
    found = {(row, column): cell.text for row, cells in xlsx_cells(data, "表.xlsx") for column, cell in cells.items()}
    assert found == wanted


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
