"""A command's page of help."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.cli import COMMANDS
from drafter.cli.arguments import Argument, Command, Option, choice, command, flag
from drafter.cli.helppage import page, wrapped
from drafter.interview.width import cells

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile("[!-~]+")
PAGE = """用法：drafter new [选项] 模板 [节] [讲话稿]…

  起草一篇讲话稿：答几个问题，得到 output 文件夹里的 Word 初稿；没有答的地方留
  待补。

  模板写文件夹名。

选项：
  -o, --output 文件     写到这里
  --set 问题=答案       一个问题的答案（必填）
  --minutes 分钟        多少分钟（1 到 999）
  --guidance [list|no]  写作提示
  --a-flag-that-is-longer-than-all
                        不问
  -h, --help            显示这份说明"""


@command(
    """起草一篇讲话稿：答几个问题，得到 output 文件夹里的 Word 初稿；
没有答的地方留待补。

模板写文件夹名。""",
    Argument("template", "模板"),
    Argument("section", "节", required=False),
    Argument("speeches", "讲话稿", required=False, many=True),
    Option("-o, --output", "文件", "写到这里", kind=Path),
    Option("--set", "问题=答案", "一个问题的答案", required=True),
    Option("--minutes", "分钟", "多少分钟", within=range(1, 1000)),
    choice("--guidance", ("list", "no"), "写作提示"),
    flag("--a-flag-that-is-longer-than-all", "不问"),
)
def new_command() -> None:
    """Do nothing."""


def _commands() -> Iterator[tuple[str, Command]]:
    for name, (module, _) in COMMANDS.items():
        found = importlib.import_module(module)
        below = getattr(found, "COMMANDS", {name: (module, "")})
        for own, (where, _) in below.items():
            yield f"drafter {name} {own}", getattr(importlib.import_module(where), f"{own}_command")


@pytest.fixture(autouse=True)
def _columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window of 80 columns that shows marks half as wide as letters."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("DRAFTER_WIDE_MARKS", "0")


def test_a_page_keeps_its_columns() -> None:
    """Options stand in columns however wide their Chinese is, each with what its value must be."""
    assert page(new_command, "drafter new") == PAGE


@pytest.mark.parametrize("columns", ["20", "60", "80", "200"])
def test_no_page_is_wider_than_its_window(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line of each command's page fits, in a window of 50 columns and more; a wide one isn't filled."""
    monkeypatch.setenv("COLUMNS", columns)
    most = min(max(int(columns) - 2, 50), 78)
    for path, one in _commands():
        _usage, *lines = page(one, path).split("\n")
        assert [line for line in lines if cells(line) > most] == []


def test_every_option_is_on_its_page() -> None:
    """Nothing that a command takes is missing from its page."""
    for path, one in _commands():
        shown = page(one, path)
        assert all(what.shown in shown for what in one.takes if isinstance(what, Argument))
        assert all(f"  {what.flags}" in shown for what in one.takes if isinstance(what, Option))


@given(
    st.lists(st.sampled_from([*"甲乙丙", "丁。", "甲；", "（乙）", "“丙”", "--no-input ", "a", " "]), max_size=60).map(
        "".join
    ),
    st.integers(min_value=20, max_value=60),
)
def test_wrapping_loses_nothing_and_breaks_no_word(text: str, columns: int) -> None:
    """Only blanks at the ends of lines are lost; a Latin word stays whole, and no line begins with what closes."""
    lines = wrapped(text, columns)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert _WORD.findall("\n".join(lines)) == _WORD.findall(text)
    assert [line for line in lines[1:] if line[0] in "，。；）”"] == []
