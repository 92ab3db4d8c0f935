"""What went wrong in a template, said to the writer who wrote it, and where in its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.questions import nearest
from drafter.template.values import FaultError, SteeringError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# What Jinja says in English
_NAME = re.compile(r"'([^']+)' is undefined")
_ATTRIBUTE = re.compile(r"has no (?:attribute|element) '?(.+?)'?$")
_TOOL = re.compile(r"No (filter|test) named '([^']+)'")
UNKNOWN = ""
"""The name of a short string among files."""
_LONGEST = 400
_TOOLS = {"filter": "过滤器", "test": "测试"}


def said(error: Exception, names: Sequence[str], tools: Mapping[str, Sequence[str]]) -> tuple[str, str, str]:
    """(message, the word in the line that it is about, what to do).

    names: what the template knows. tools: names of its filters and tests, by Jinja's word for the kind. What a
    template made up to be long is cut.
    """
    message, word, mend = _said(error, names, tools)
    return _cut(message), word if len(word) <= _LONGEST else "", _cut(mend)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}……{text[-_LONGEST // 2 :]}"


def _said(error: Exception, names: Sequence[str], tools: Mapping[str, Sequence[str]]) -> tuple[str, str, str]:
    if isinstance(error, FaultError):
        return error.message, error.word, error.mend
    if isinstance(error, SteeringError):
        state = "还没有回答" if error.is_open else "是写作者的原话"
        subject = f"“{error.key}”{state}，" if error.key else "这个值"
        return f"{subject}不能用来判断或计算", error.key, "只有是否题和选择题能用在条件里；其余用 is answered、is open"
    if isinstance(error, RecursionError):
        return "模板互相引用或层层嵌套，没有尽头", "", ""
    if isinstance(error, SyntaxError):  # of Python, on what was compiled: 20 blocks, 100 indents
        return "模板层层嵌套，太深了", "", ""
    if isinstance(error, MemoryError):
        return "模板占用的内存太多", "", ""
    return _translated(str(error), names, tools)


def _translated(text: str, names: Sequence[str], tools: Mapping[str, Sequence[str]]) -> tuple[str, str, str]:
    """The same for what Jinja says."""
    if found := _NAME.search(text):
        return f"没有“{found[1]}”这个问题", found[1], nearest(found[1], names)
    if found := _TOOL.search(text):
        known = tools[found[1]]
        return (
            f"没有“{found[2]}”这个{_TOOLS[found[1]]}",
            found[2],
            nearest(found[2], known) or f"可用：{'、'.join(known)}",
        )
    if found := _ATTRIBUTE.search(text):
        return f"没有“{found[1]}”这一项", found[1], ""
    return f"模板语法有误：{text}", "", ""


def column(text: str, line: int, word: str) -> int:
    """Where in that line of a file's text the word stands, else the code that holds it; 0 where neither can be told."""
    lines = text.split("\n")
    if not 0 < line <= len(lines):
        return 0
    text = lines[line - 1]
    code = text.find("{")
    names = [name for name in (word, word.partition(".")[0]) if name]  # of a list's item, then of the list
    places = [re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.ASCII).search(text, max(code, 0)) for name in names]
    return next((found.start() for found in places if found), code) + 1
