"""What the cells of a sheet hold, as its XML says it."""

from __future__ import annotations

from xml.parsers import expat

import pytest

from drafter.batch.grid import FORMULA, Held, Merge, held_rows, merges, shared_strings
from drafter.errors import InputError

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet(rows: str, behind: str = "") -> bytes:
    """The XML of a sheet with these rows, and what stands behind them."""
    return f'<worksheet xmlns="{SPACE}"><sheetData>{rows}</sheetData>{behind}</worksheet>'.encode()


def cells(row: str) -> dict[int, Held]:
    """The cells of a sheet's one row."""
    return dict(held_rows(sheet(f"<row>{row}</row>"), "表.xlsx"))[1]


def test_rows_and_cells_are_where_they_say() -> None:
    """A row or a cell that has no name follows the one before; those that hold nothing are passed over."""
    rows = '<row/><row><c/><c><v>1</v></c><c r="F2" s="3"><v>2</v></c><c/><c><v>3</v></c></row><row r="9"><c/></row>'
    assert list(held_rows(sheet(rows), "表.xlsx")) == [
        (2, {2: Held("n", 0, "1"), 6: Held("n", 3, "2"), 8: Held("n", 0, "3")})
    ]


def test_cells_may_stand_in_any_order() -> None:
    """A cell is where its name says, whatever stands before it."""
    assert cells('<c r="C1"><v>3</v></c><c r="AB1"><v>28</v></c><c r="A1"><v>1</v></c>').keys() == {1, 3, 28}


@pytest.mark.parametrize("second", ['<row r="3"><c><v>1</v></c></row>', '<row r="2"/>', '<row r="0"/>'])
def test_a_row_out_of_its_order_is_told(second: str) -> None:
    """A row that stands after a later one, or twice, is never passed over."""
    with pytest.raises(InputError, match=r"表\.xlsx:\d: 这一行排在更后面的行之后|表\.xlsx: 这一行排在"):
        list(held_rows(sheet(f'<row r="3"><c><v>1</v></c></row>{second}'), "表.xlsx"))


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("<c><f>1+1</f></c>", FORMULA),
        ("<c><f>1+1</f><v/></c>", FORMULA),
        ('<c t="str"><f>A2</f></c>', FORMULA),
        ("<c><f>1+1</f><v>2</v></c>", "n"),
        ('<c t="str"><f>A2</f><v>甲</v></c>', "str"),
    ],
)
def test_a_formula_without_its_value_is_no_empty_cell(cell: str, kind: str) -> None:
    """A formula that was never computed is told from one that was."""
    assert cells(cell)[1].kind == kind


def test_a_formula_may_come_to_an_empty_text() -> None:
    """A formula that was computed and gave no letters is as empty as its cell looks."""
    assert list(held_rows(sheet('<row><c t="str"><f>""</f><v></v></c></row>'), "表.xlsx")) == []


def test_an_inline_text_is_read_without_how_it_is_said_aloud() -> None:
    """The runs of a text are put together; phonetic ones are none of it."""
    runs = "<r><t>甲</t></r><r><rPr/><t xml:space='preserve'> 乙</t></r><rPh><t>jia</t></rPh>"
    assert cells(f'<c t="inlineStr"><is>{runs}</is></c>')[1].text == "甲 乙"
    assert shared_strings(f'<sst xmlns="{SPACE}"><si>{runs}</si><si/><si><t>丙</t></si></sst>'.encode()) == [
        "甲 乙",
        "",
        "丙",
    ]


@pytest.mark.parametrize(
    "row",
    [
        '<c r="A2"><v>1</v></c>',
        '<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>',
        '<c r="甲"><v>1</v></c>',
        "<c><v>1</v><v>2</v></c>",
        "<c><v>1<x/>2</v></c>",
        "<c><c><v>1</v></c></c>",
        "<x><c><v>1</v></c></x>",
        "<c><x><v>1</v></x></c>",
        "<v>1</v>",
        "<row><c><v>1</v></c></row>",
        "<c><is><t>甲</t></is></c>",
        '<c t="inlineStr"><v>甲</v></c>',
        '<c t="inlineStr"><is><x><t>甲</t></x></is></c>',
        '<c s="-1"><v>1</v></c>',
        '<c t="s"><v>-1</v></c>',
        "<c><v>1",
    ],
)
def test_what_no_program_writes_is_damaged(row: str) -> None:
    """Where something stands that could be read in two ways or in none, nothing is guessed and nothing lost."""
    with pytest.raises((ValueError, expat.ExpatError)):
        cells(row)


def test_merged_cells_are_found_behind_the_rows() -> None:
    """Ranges have their corners; a sheet without any has none."""
    behind = '<mergeCells><mergeCell ref="A2:C4"/><mergeCell ref="XFD9"/></mergeCells>'
    assert merges(sheet("", behind)) == [Merge(2, 1, 4, 3), Merge(9, 16384, 9, 16384)]
    assert merges(sheet("")) == []


@pytest.mark.parametrize("ref", ["A4:A2", "C2:A2", "", "A:B"])
def test_a_range_that_is_none_is_damaged(ref: str) -> None:
    """A range whose corners are wrong isn't passed over."""
    with pytest.raises(ValueError, match=r".*"):
        merges(sheet("", f'<mergeCells><mergeCell ref="{ref}"/></mergeCells>'))
