"""Tables of answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from drafter.batch.sheets import ROWS
from drafter.batch.tables import read_table
from drafter.errors import InputError
from drafter.questions import Question
from drafter.yamlfile import Mapping, Scalar, plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

QUESTIONS = {
    "unit": Question("unit", "单位全称", "text"),
    "speaker": Question("speaker", "讲话人", "text"),
    "points": Question("points", "要点", "points"),
}


def faults(path: Path, text: str) -> list[str]:
    """What is said of a table, without the folder."""
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_table(path, QUESTIONS)
    return [str(problem).replace(str(path), path.name) for problem in caught.value.problems]


def test_a_column_is_named_by_key_or_label(tmp_path: Path) -> None:
    """The first row may have the keys of questions or what they are called, in any order."""
    path = tmp_path / "表.csv"
    path.write_text("讲话人,unit\n,××市公安局\n", encoding="utf-8")
    (row,) = read_table(path, QUESTIONS)
    assert plain(row.layer.answers) == {"unit": "××市公安局"}


def test_an_answer_knows_its_row_and_column(tmp_path: Path) -> None:
    """Places count rows as a spreadsheet shows them, though a cell has several lines and rows are blank."""
    path = tmp_path / "表.csv"
    path.write_text('unit,speaker\n"甲\n乙",\n,\n丙,丁\n', encoding="utf-8")
    first, last = read_table(path, QUESTIONS)
    assert (first.number, last.number) == (2, 4)
    assert last.layer.answers.entries["speaker"] == Scalar("丁", last.layer.answers.places["speaker"])
    assert str(last.layer.answers.places["speaker"]) == f"{path}:4:2"


def test_all_heads_that_are_wrong_are_told_at_once(tmp_path: Path) -> None:
    """Each head that is no question is named with the nearest, each that stands twice too."""
    assert faults(tmp_path / "表.csv", "unti,unit,单位全称,讲话人\n甲,乙,丙,丁\n") == [
        "表.csv:1:1: 没有“unti”这个问题（相近的有：unit）",
        "表.csv:1:3: “单位全称”有两列（留一列）",
    ]


def test_a_cell_without_a_head_is_no_answer_that_disappears(tmp_path: Path) -> None:
    """Something written where no question stands above is a fault of its row."""
    path = tmp_path / "表.csv"
    path.write_text("unit\n甲,乙\n", encoding="utf-8")
    (row,) = read_table(path, QUESTIONS)
    assert [str(problem) for problem in row.problems] == [f"{path}:2:2: 这一格上面没有写问题：乙（在第一行写上问题）"]


@pytest.mark.parametrize("text", ["", "unit\n", "unit\n\n,\n"])
def test_a_table_without_answers_is_a_fault(tmp_path: Path, text: str) -> None:
    """A table of heads alone is refused, lest nothing be written without a word."""
    assert "没有" in faults(tmp_path / "表.csv", text)[0]


def saved(path: Path, rows: Sequence[Sequence[object]], far: tuple[int, str] = (0, "")) -> Path:
    """An .xlsx with these rows, and one more cell: its row and what it says."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in rows:
        page.append(list(row))
    if far[0]:
        page.cell(far[0], 1, far[1])
    book.save(path)
    return path


def test_faults_of_cells_are_told_in_order(tmp_path: Path) -> None:
    """A row's cells that can't be read are told with their places and what to do, and give no answer."""
    path = saved(tmp_path / "表.xlsx", [["unit", "speaker"], ["=1+1", 1e-7]])
    (row,) = read_table(path, QUESTIONS)
    assert [str(problem).replace(str(path), path.name) for problem in row.problems] == [
        "表.xlsx:2:1: 公式没有算出来（用 Excel 或 WPS 打开保存一次，或改填算出来的字）",
        "表.xlsx:2:2: 这一格显示的样子和存的不一定相同，读不准（把这一格设成文本格式，照要写的样子输入）",
    ]
    assert plain(row.layer.answers) == {}


def test_a_head_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A formula for a head isn't a column without one."""
    path = saved(tmp_path / "表.xlsx", [["unit", '="speaker"'], ["甲", "乙"]])
    with pytest.raises(InputError, match=r"表\.xlsx:1:2: 公式没有算出来"):
        read_table(path, QUESTIONS)


@pytest.mark.parametrize("row", [ROWS + 2, 1048576])
def test_a_row_too_far_down_is_told(tmp_path: Path, row: int) -> None:
    """A row below those that a table may have is never dropped."""
    path = saved(tmp_path / "表.xlsx", [["unit"], ["甲"]], far=(row, "乙"))
    with pytest.raises(InputError, match=rf":{row}: 表格过长，最多 {ROWS} 行"):
        read_table(path, QUESTIONS)


def test_the_last_row_is_read(tmp_path: Path) -> None:
    """The row that stands last of those that a table may have is an answer like any."""
    path = saved(tmp_path / "表.xlsx", [["unit"], ["甲"]], far=(ROWS + 1, "乙"))
    assert [row.number for row in read_table(path, QUESTIONS)] == [2, ROWS + 1]


def test_a_table_of_too_many_cells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are more answers than can be held, the row is told at which they are too many."""
    monkeypatch.setattr("drafter.batch.tables.CELLS", 4)
    path = tmp_path / "表.csv"
    assert faults(path, "unit,speaker\n甲,乙\n\n丙\n") == ["表.csv:4: 表格过大，最多 4 格（分成几个文件）"]
    path.write_text("unit,speaker\n甲,乙\n\n,\n", encoding="utf-8")
    assert len(read_table(path, QUESTIONS)) == 1


def test_more_columns_than_a_table_may_have_are_told_at_once(tmp_path: Path) -> None:
    """A first row of thousands of words isn't looked up word by word."""
    assert faults(tmp_path / "表.csv", "甲," * 501 + "\n乙\n") == ["表.csv:1: 表格过宽，最多 500 列"]


def test_an_empty_first_row_is_told(tmp_path: Path) -> None:
    """Heads that stand further down are told where they belong, not that each cell lacks one."""
    assert faults(tmp_path / "表.csv", "\nunit\n甲\n") == ["表.csv:1: 第一行是空的（第一行写问题，从第二行起每行一篇）"]


def test_rows_of_yaml_may_have_points(tmp_path: Path) -> None:
    """A YAML table has a list `rows` whose items are as a file of answers."""
    path = tmp_path / "表.yaml"
    path.write_text("rows:\n  - unit: 甲\n    points:\n      - {heading: 乙}\n  - {unit: 丙}\n", encoding="utf-8")
    first, second = read_table(path, QUESTIONS)
    assert isinstance(first.layer.answers, Mapping)
    assert plain(first.layer.answers) == {"unit": "甲", "points": [{"heading": "乙"}]}
    assert second.number == 2


@pytest.mark.parametrize("text", ["unit: 甲\n", "rows: 甲\n", "rows: []\n", "rows:\n  - 甲\n", "rows: [{}]\nx: 1\n"])
def test_yaml_of_another_form_is_refused(tmp_path: Path, text: str) -> None:
    """A YAML file that is no list of rows is told how one looks."""
    assert "rows" in faults(tmp_path / "表.yaml", text)[0] or "问题: 答案" in faults(tmp_path / "表.yaml", text)[0]


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    """An old .xls is told what to save it as."""
    assert faults(tmp_path / "表.xls", "x") == ["表.xls: 不认识这种表格（用 .xlsx、.csv 或 .yaml）"]
