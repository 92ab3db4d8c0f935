"""A table of answers: a draft a row, a question a column.

A row's places are those of the table, row and column counted from 1 with the row of heads; those of a YAML file are
its own lines and columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.batch.sheets import COLUMNS, ROWS, csv_cells, xlsx_cells
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

    from drafter.batch.sheets import Cell
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
    rows = enumerate(_READERS[ending](read_bytes(path, _LIMIT), str(path)), 1)
    _, heads = next(rows, (1, []))
    keys = _keys([head.text.strip() for head in heads], questions, str(path))
    found = [_row(number, cells, keys, str(path)) for number, cells in rows if any(map(_says, cells))]
    if not found:
        raise InputError(Problem("表格里没有答案", Place(str(path)), "第一行写问题，从第二行起每行一篇"))
    if len(found) > ROWS:
        raise InputError(Problem(f"表格过长，最多 {ROWS} 行", Place(str(path)), "分成几个文件"))
    return found


def _keys(heads: list[str], questions: MappingType[str, Question], path: str) -> list[str]:
    """The key of each column, by the keys or the labels in the first row; empty for a column without a head."""
    if len(heads) > COLUMNS:
        raise InputError(Problem(f"表格过宽，最多 {COLUMNS} 列", Place(path, 1)))
    labels = {question.label: key for key, question in questions.items()}
    problems: list[Problem] = []
    keys: list[str] = []
    for column, head in enumerate(heads, 1):
        key = head if head in questions else labels.get(head, "")
        at = Place(path, 1, column)
        if head and not key:
            problems.append(Problem(f"没有“{head}”这个问题", at, nearest(head, [*questions, *labels])))
        elif key and key in keys:
            problems.append(Problem(f"“{head}”有两列", at, "留一列"))
        keys.append(key)
    if problems:
        raise InputError(*problems)
    return keys


def _row(number: int, cells: list[Cell], keys: list[str], path: str) -> Row:
    """A row's answers by key, and the faults of its cells."""
    entries: dict[str, Node] = {}
    places, problems = {}, []
    for column, cell in enumerate(cells, 1):
        if not _says(cell):
            continue
        key, place = keys[column - 1] if column <= len(keys) else "", Place(path, number, column)
        if cell.fault:
            problems.append(Problem(cell.fault, place, "把这一格设为“文本”，重新填"))
        elif not key:
            problems.append(Problem(f"这一格上面没有写问题：{cell.text.strip()[:20]}", place, "在第一行写上问题"))
        else:
            entries[key], places[key] = Scalar(cell.text.replace("\r\n", "\n"), place), place
    return Row(number, Layer(f"表格第{number}行", Mapping(entries, places, Place(path, number))), tuple(problems))


def _says(cell: Cell) -> bool:
    return bool(cell.fault or cell.text.strip())


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
