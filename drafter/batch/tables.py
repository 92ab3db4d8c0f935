"""A table of answers: a draft a row, a question a column.

A row's places are those of the table, row and column counted from 1 with the row of heads; those of a YAML file are
its own lines and columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.batch.sheets import CELLS, COLUMNS, ROWS, csv_cells, xlsx_cells
from drafter.errors import InputError, Place, Problem
from drafter.files import read_bytes
from drafter.layers import Layer
from drafter.questions import nearest
from drafter.records import dataclass
from drafter.yamlfile import Items, Mapping, Scalar, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Mapping as MappingType
    from pathlib import Path

    from drafter.batch.sheets import Cell, Rows
    from drafter.questions import Question
    from drafter.yamlfile import Node

_LIMIT = 20 * 1024 * 1024
_READERS = {".csv": csv_cells, ".txt": csv_cells, ".xlsx": xlsx_cells}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the table, its answers as they were written, and what is wrong with its cells.

    An empty cell is no answer.
    """

    number: int
    layer: Layer
    problems: tuple[Problem, ...] = ()


def read_table(path: Path, questions: MappingType[str, Question]) -> list[Row]:
    """The rows of a .csv, .xlsx or .yaml. InputError lists everything that is wrong with the file or its heads."""
    ending = path.suffix.lower()
    if ending in {".yaml", ".yml"}:
        return _yaml_rows(path)
    if ending not in _READERS:
        raise InputError(Problem("不认识这种表格", Place(str(path)), "用 .xlsx、.csv 或 .yaml"))
    rows = _within(_READERS[ending](read_bytes(path, _LIMIT), str(path)), str(path))
    first, heads = next(rows, (1, {}))
    if first > 1:
        raise InputError(Problem("第一行是空的", Place(str(path), 1), "第一行写问题，从第二行起每行一篇"))
    keys = _keys(heads, questions, str(path))
    found = [_row(number, cells, keys, str(path)) for number, cells in rows]
    if not found:
        raise InputError(Problem("表格里没有答案", Place(str(path)), "第一行写问题，从第二行起每行一篇"))
    return found


def _within(rows: Rows, path: str) -> Rows:
    """The same rows; InputError where there are more than can be held, or where they stand too far down."""
    count = 0
    for number, cells in rows:
        count += len(cells)
        if number > ROWS + 1:
            raise InputError(Problem(f"表格过长，最多 {ROWS} 行", Place(path, number), "分成几个文件"))
        if count > CELLS:
            raise InputError(Problem(f"表格过大，最多 {CELLS} 格", Place(path, number), "分成几个文件"))
        yield number, cells


def _keys(heads: dict[int, Cell], questions: MappingType[str, Question], path: str) -> dict[int, str]:
    """The key of each column that has a head, by the keys or the labels in the first row."""
    if len(heads) > COLUMNS:
        raise InputError(Problem(f"表格过宽，最多 {COLUMNS} 列", Place(path, 1)))
    labels = {question.label: key for key, question in questions.items()}
    problems: list[Problem] = []
    keys: dict[int, str] = {}
    for column, cell in sorted(heads.items()):
        head, at = cell.text.strip(), Place(path, 1, column)
        key = head if head in questions else labels.get(head, "")
        if cell.fault:
            problems.append(Problem(cell.fault, at, cell.mend))
        elif not key:
            problems.append(Problem(f"没有“{head}”这个问题", at, nearest(head, [*questions, *labels])))
        elif key in keys.values():
            problems.append(Problem(f"“{head}”有两列", at, "留一列"))
        keys[column] = key
    if problems:
        raise InputError(*problems)
    return keys


def _row(number: int, cells: dict[int, Cell], keys: dict[int, str], path: str) -> Row:
    """A row's answers by key, and the faults of its cells."""
    entries: dict[str, Node] = {}
    places, problems = {}, []
    for column, cell in sorted(cells.items()):
        key, place = keys.get(column), Place(path, number, column)
        if cell.fault:
            problems.append(Problem(cell.fault, place, cell.mend))
        elif not key:
            problems.append(Problem(f"这一格上面没有写问题：{cell.text.strip()[:20]}", place, "在第一行写上问题"))
        else:
            entries[key], places[key] = Scalar(cell.text, place), place
    return Row(number, Layer(f"表格第{number}行", Mapping(entries, places, Place(path, number))), tuple(problems))


def _yaml_rows(path: Path) -> list[Row]:
    """The rows of a YAML file: a list `rows`, each row as a file of answers."""
    root = load(path)
    node = root.entries.get("rows")
    if list(root.entries) != ["rows"] or not isinstance(node, Items) or not node.items:
        raise InputError(Problem("应是一个列表 rows", root.place, "写成“rows:”，下面每篇一条“- 问题: 答案”"))
    problems = [Problem("一条应是“问题: 答案”的形式", item.place) for item in _others(node.items)]
    if problems:
        raise InputError(*problems)
    rows = [item for item in node.items if isinstance(item, Mapping)]
    return [Row(number, Layer(f"第{number}条", row)) for number, row in enumerate(rows, 1)]


def _others(nodes: Iterable[Node]) -> Iterator[Node]:
    return (node for node in nodes if not isinstance(node, Mapping))
