"""The kinds of facts that a speech's wording holds, and where one stands."""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """What a writer is asked about a fact: its label, the kind of question, whether it passes with time (每次必问)."""

    label: str
    question: str
    always: bool = False


class Slot(NamedTuple):
    """A fact: text[start:end] == value.

    group: slots of one kind and group are the same fact, and one answer fills them all.
    """

    start: int
    end: int
    kind: str
    value: str
    group: str


KINDS = {
    "meeting": Kind("会议名称", "text", always=True),
    "document": Kind("文件", "text"),
    "documents": Kind("文件", "list"),
    "campaign": Kind("专项活动", "text", always=True),
    "campaigns": Kind("专项活动", "list", always=True),
    "superiors": Kind("上级党委和机关", "text"),
    "unit": Kind("单位全称", "text"),
    "unit_short": Kind("单位简称", "text"),
    "unit_own": Kind("单位自称", "text"),
    "level": Kind("单位层级（市、县等）", "text"),
    "superior_organ": Kind("上级机关", "text"),
    "date": Kind("日期", "date", always=True),
    "year": Kind("年份", "year", always=True),
    "period": Kind("会议或规划时期", "text", always=True),
    "person": Kind("姓名", "text", always=True),
    "place": Kind("地名", "text"),
    "mask": Kind("原稿隐去的字", "text", always=True),
    "count": Kind("数字", "text", always=True),
}
"""The kinds, the more specific before the more general."""


def cut(text: str, start: int, end: int, kind: str, group: str = "") -> Slot:
    """The slot of text[start:end]; its group is the value where none is given."""
    value = text[start:end]
    return Slot(start, end, kind, value, group or value)


def cut_alone(text: str, start: int, end: int, kind: str) -> Slot:
    """A slot that is a fact of its own, whatever its value: its group has the words around it."""
    return Slot(start, end, kind, text[start:end], text[max(0, start - _AROUND) : end + _AROUND])


_AROUND = 4
