"""One answer checked and converted: from text that a person typed or a node of a YAML file to a plain value.

An empty answer is no answer: it converts to None, and the question stays open.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING

from drafter.characters import faulty_characters
from drafter.errors import InputError, Place, Problem
from drafter.questions import POINT_KEYS, Point, nearest
from drafter.yamlfile import Items, Mapping, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from drafter.questions import Question, Value


def convert(question: Question, answer: str | Node) -> Value | None:
    """The value of one answer, None for an empty one. InputError lists every fault, at its place where it has one."""
    node = Scalar(answer.replace("\r\n", "\n"), Place("")) if isinstance(answer, str) else answer
    try:
        return _READERS[question.kind](question, node)
    except _FaultError as fault:
        problems = [
            Problem(f"{question.label}：{message}", place if place.path else None, mend)
            for message, place, mend in fault.faults
        ]
        raise InputError(*problems) from None


class _FaultError(Exception):
    """Raised inside this module for answers that can't be converted; carries (message, place, mend) of each fault."""

    def __init__(self, *faults: tuple[str, Place, str]) -> None:
        super().__init__()
        self.faults = faults


def _scalar(node: Node) -> str:
    if not isinstance(node, Scalar):
        raise _FaultError(("这里只能是一个值", node.place, ""))
    if fault := faulty_characters(node.text):
        raise _FaultError((f"含有不能写进文档的字符 {fault}", node.place, "删去这个字符"))
    return node.text


def _text(_question: Question, node: Node) -> str | None:
    text = _scalar(node)
    return text if text.strip() else None


def _long(_question: Question, node: Node) -> tuple[str, ...] | None:
    lines = [line for text in _texts(node, split="\n") for line in text.split("\n")]
    # the indent of a pasted paragraph is the layout's business: kept, it would stand beside the layout's own
    return tuple(line.lstrip(_INDENT) for line in lines if line.strip()) or None


_INDENT = " \t\u3000"


def _list(_question: Question, node: Node) -> tuple[str, ...] | None:
    return _texts(node, split="\n；;") or None


def _texts(node: Node, split: str) -> tuple[str, ...]:
    texts = _each(node.items, _scalar) if isinstance(node, Items) else re.split(f"[{split}]", _scalar(node))
    return tuple(text for text in texts if text.strip())


def _each(nodes: Iterable[Node], read: Callable[[Node], str]) -> list[str]:
    """Read every node; report the faults of all of them at once."""
    found: list[str] = []
    faults: list[tuple[str, Place, str]] = []
    for node in nodes:
        try:
            found.append(read(node))
        except _FaultError as error:
            faults += error.faults
    if faults:
        raise _FaultError(*faults)
    return found


def _year(_question: Question, node: Node) -> int | None:
    text = _plain(node)
    if not text:
        return None
    if not re.fullmatch(r"(?:1[89]|2[01])\d{2}年?", text, re.ASCII):
        raise _FaultError((f"“{text}”不是年份", node.place, "写四位数字，如 2026"))
    return int(text[:4])


_YEAR = r"((?:19|2[01])\d{2})"
_DATES = [rf"{_YEAR}{mark}(\d{{1,2}}){mark}(\d{{1,2}})" for mark in ("-", "/", r"\.")]
_DATE = re.compile(
    "|".join([*_DATES, rf"{_YEAR}年(\d{{1,2}})月(\d{{1,2}})日", rf"{_YEAR}(\d{{2}})(\d{{2}})"]), re.ASCII
)


def _date(_question: Question, node: Node) -> dt.date | None:
    text = _plain(node)
    if not text:
        return None
    found = _DATE.fullmatch(text)
    try:
        year, month, day = (int(group) for group in found.groups() if group) if found else (0, 0, 0)
        return dt.date(year, month, day)
    except ValueError:
        message = f"没有“{text}”这一天" if found else f"“{text}”不是日期"
        raise _FaultError((message, node.place, "写成 2026-01-15 或 2026年1月15日")) from None


_YES = {"是", "有", "要", "yes", "y", "true"}
_NO = {"否", "无", "没有", "不", "不要", "no", "n", "false"}


def _yesno(_question: Question, node: Node) -> bool | None:
    text = _plain(node).lower()
    if text and text not in _YES | _NO:
        raise _FaultError((f"“{text}”既不是“是”也不是“否”", node.place, "写“是”或“否”"))
    return text in _YES if text else None


def _choice(question: Question, node: Node) -> str | None:
    text = _scalar(node).strip()
    if not text:
        return None
    if text not in question.choices:
        raise _FaultError((f"没有“{text}”这一项", node.place, f"可选：{'、'.join(question.choices)}"))
    return text


def _several(question: Question, node: Node) -> tuple[str, ...] | None:
    if isinstance(node, Items):
        texts, places = _each(node.items, _scalar), [item.place for item in node.items]
    else:
        texts = _typed_choices(question, _scalar(node))
        places = [node.place] * len(texts)
    given = [(text.strip(), place) for text, place in zip(texts, places, strict=True) if text.strip()]
    wrong = [
        (f"没有“{text}”这一项", place, f"可选：{'、'.join(question.choices)}")
        for text, place in given
        if text not in question.choices
    ]
    if wrong:
        raise _FaultError(*wrong)
    chosen = {text for text, _ in given}
    return tuple(choice for choice in question.choices if choice in chosen) or None


def _typed_choices(question: Question, text: str) -> list[str]:
    """Choices typed one after the other; one that has a separator in its own name is found whole."""
    names = "|".join(re.escape(choice) for choice in sorted(question.choices, key=len, reverse=True))
    return [found[0] for found in re.finditer(rf"\s*(?:{names})(?=\s*(?:[\n；;、]|$))|[^\n；;、]+", text)]


_MOST_POINTS = 99


def _points(_question: Question, node: Node) -> tuple[Point, ...] | None:
    faults: list[tuple[str, Place, str]] = []
    if isinstance(node, Scalar):
        if re.search("[；;]", _scalar(node)):
            mend = "一行写一条；要留下面的小点和正文，写进 YAML 文件，用 --answers"
            raise _FaultError(("要点不用“；”隔开", node.place, mend))
        lines = [line for line in _scalar(node).split("\n") if line.strip()]
        node = Items(tuple(Scalar(line, node.place) for line in lines), node.place)
    points = _point_list(node, faults)
    if faults:
        raise _FaultError(*faults)
    return points or None


def _point(node: Node, faults: list[tuple[str, Place, str]], depth: int = 1) -> Point:
    if isinstance(node, Scalar):
        node = Mapping({"heading": node}, {}, node.place)
    if not isinstance(node, Mapping):
        faults.append(("一条要点应是标题，或“heading: 标题”的形式", node.place, ""))
        return Point()
    for key in node.entries:
        if key not in POINT_KEYS:
            faults.append((f"要点里没有“{key}”这一项", node.places[key], nearest(key, POINT_KEYS)))
    texts = {key: _point_text(entry, faults) for key, entry in node.entries.items() if key in POINT_KEYS[:-1]}
    if texts.get("heading") and texts.get("form"):
        faults.append(("heading 和 form 只能写一个", node.entries["form"].place, "标题还没写完的写 form"))
    below = _sub_points(node.entries.get("points"), faults, depth)
    return Point(points=below, place=node.place if node.place.path else None, **texts)


def _point_text(node: Node, faults: list[tuple[str, Place, str]]) -> str:
    try:
        return _scalar(node).strip()
    except _FaultError as error:
        faults += error.faults
        return ""


def _sub_points(node: Node | None, faults: list[tuple[str, Place, str]], depth: int) -> tuple[Point, ...]:
    if node is None or (isinstance(node, Scalar) and not node.text):
        return ()
    if depth > 1:
        faults.append(("要点最多两层", node.place, ""))
        return ()
    return _point_list(node, faults, depth + 1)


def _point_list(node: Node, faults: list[tuple[str, Place, str]], depth: int = 1) -> tuple[Point, ...]:
    if not isinstance(node, Items):
        faults.append(("要点应是一个列表", node.place, "每条前面写“- ”"))
    elif len(node.items) > _MOST_POINTS:
        faults.append((f"要点过多，一列最多 {_MOST_POINTS} 条", node.place, ""))
    else:
        return tuple(_point(item, faults, depth) for item in node.items)
    return ()


def _plain(node: Node) -> str:
    """A short answer with full-width digits and letters made plain, edges trimmed."""
    return unicodedata.normalize("NFKC", _scalar(node)).strip()


_READERS: dict[str, Callable[[Question, Node], Value | None]] = {
    "text": _text,
    "long": _long,
    "year": _year,
    "date": _date,
    "choice": _choice,
    "several": _several,
    "yesno": _yesno,
    "list": _list,
    "points": _points,
}
