"""What a command line comes to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.cli.arguments import Argument, Option, choice, command, flag, parse
from drafter.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

TAKES = (
    Argument("template", "模板"),
    Argument("section", "节", required=False),
    Option("--title", "会议类名", "不写就用名称"),
    Option("--set", "问题=答案", "可多次使用", repeated=True, name="settings"),
    Option("-o, --output", "文件", "写到这个文件", kind=Path, default=None),
    choice("--guidance", ("list", "none"), "写作提示"),
    Option("--minutes", "分钟", "多少分钟", within=range(1, 1000), default=None),
    flag("--no-input", "什么都不问"),
    flag("--json", "输出 JSON", "as_json"),
)
DEFAULTS = {
    "template": "甲",
    "section": "",
    "title": "",
    "settings": (),
    "output": None,
    "guidance": "list",
    "minutes": None,
    "no_input": False,
    "as_json": False,
}
LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


@command("说明", *TAKES)
def named_command() -> None:
    """Do nothing."""


def read(*words: str, takes: Sequence[Argument | Option] = TAKES) -> dict[str, object]:
    """What these words come to."""
    found = parse(takes, words)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["甲"], {}),
        (["甲", "乙"], {"section": "乙"}),
        (["甲", "--title", "动员会"], {"title": "动员会"}),
        (["--title=动员会", "甲"], {"title": "动员会"}),
        (["甲", "--title", "--no-input"], {"title": "--no-input"}),
        (["甲", "--title", "--"], {"title": "--"}),
        (["甲", "--title=a=b"], {"title": "a=b"}),
        (["甲", "--title", "一", "--title", "二"], {"title": "二"}),
        (["甲", "--set", "a=1", "--set=b=2"], {"settings": ("a=1", "b=2")}),
        (["-o", "a.docx", "甲"], {"output": Path("a.docx")}),
        (["-oa.docx", "甲"], {"output": Path("a.docx")}),
        (["-o=a.docx", "甲"], {"output": Path("=a.docx")}),
        (["-o", "-", "甲"], {"output": Path("-")}),
        (["-ohelp", "甲"], {"output": Path("help")}),
        (["--output", "a.docx", "-o", "b.docx", "甲"], {"output": Path("b.docx")}),
        (["甲", "--guidance", "none"], {"guidance": "none"}),
        (["甲", "--guidance", "x", "--guidance", "none"], {"guidance": "none"}),
        (["甲", "--minutes", "999"], {"minutes": 999}),
        (["甲", "--no-input", "--json", "--no-input"], {"no_input": True, "as_json": True}),
        (["--no-input", "--", "甲", "--json"], {"no_input": True, "section": "--json"}),
        (["甲", "-"], {"section": "-"}),
        (["甲", ""], {}),
        (["甲", "--", "-5"], {"section": "-5"}),
    ],
)
def test_every_form_of_a_command_line_is_read(words: list[str], found: dict[str, object]) -> None:
    """Options stand anywhere, with their value beside or joined; the last counts; `--` ends them."""
    assert read(*words) == {**DEFAULTS, **found}


@pytest.mark.parametrize(
    ("words", "faults"),
    [
        ([], ["缺少模板"]),
        (["甲", "乙", "丙", "丁"], ["多了参数：丙、丁"]),
        (["甲", "--tilte", "x"], ["没有 --tilte 这个选项（相近的有：--title"]),
        (["甲", "--titl=x"], ["没有 --titl 这个选项（相近的有：--title"]),
        (["甲", "-title"], ["没有 -t 这个选项"]),
        (["甲", "-5"], ["没有 -5 这个选项"]),
        (["甲", "---"], ["没有 --- 这个选项"]),
        (["甲", "--title"], ["--title 后面要有值"]),
        (["甲", "-o"], ["-o 后面要有值"]),
        (["甲", "--no-input=x"], ["--no-input 后面不带值"]),
        (["甲", "--no-input="], ["--no-input 后面不带值"]),
        (["甲", "--guidance", "List"], ["--guidance 的值不对（可选：list、none）"]),
        (["甲", "--minutes", "0"], ["--minutes 的值不对（写 1 到 999 的整数）"]),
        (["甲", "--minutes", "1000"], ["--minutes 的值不对（写 1 到 999 的整数）"]),
        (["甲", "--minutes", "九"], ["--minutes 的值不对（写 1 到 999 的整数）"]),
        (["甲", "--minutes", "9" * 5000], ["--minutes 的值不对（写 1 到 999 的整数）"]),
        (["甲", "--title="], ["--title 后面要有值"]),
        (["甲", "--title", "", "--set="], ["--title 后面要有值", "--set 后面要有值"]),
        (["甲", "--minutes=1_0"], ["--minutes 的值不对"]),
        (["--guidance=", "--minutes="], ["--guidance", "--minutes", "缺少模板"]),
    ],
)
def test_every_fault_is_named_as_it_was_written(words: list[str], faults: list[str]) -> None:
    """What is wrong is told with what would be right, all that can be told at once."""
    with pytest.raises(UsageError) as raised:
        parse(TAKES, words)
    told = [str(problem) for problem in raised.value.problems]
    assert len(told) == len(faults)
    assert all(one.startswith(fault) for one, fault in zip(told, faults, strict=True))


def test_all_words_from_a_place_on_may_be_one_argument() -> None:
    """An argument of many words takes what is left, which may be nothing."""
    takes = (Argument("first", "档案"), Argument("speeches", "讲话稿", kind=Path, required=False, many=True))
    assert read("a", "b", "c", takes=takes) == {"first": "a", "speeches": (Path("b"), Path("c"))}
    assert read("a", takes=takes) == {"first": "a", "speeches": ()}


def test_a_required_option_must_be_given() -> None:
    """Without it the command is not run."""
    takes = (Option("--answers", "表格", "答案的表格", kind=Path, required=True),)
    assert read("--answers", "a.csv", takes=takes) == {"answers": Path("a.csv")}
    with pytest.raises(UsageError, match=r"^缺少 --answers$"):
        parse(takes, [])


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["甲", "乙", "丙", "--help"], ["--minutes=x", "--help"]])
def test_help_is_shown_whatever_else_is_missing(words: list[str]) -> None:
    """Who asks for help need not have the rest right."""
    assert parse(named_command.takes, words) is None


@pytest.mark.parametrize("words", [["--title", "--help", "甲"], ["--", "--help"]])
def test_a_value_that_reads_like_help_is_a_value(words: list[str]) -> None:
    """Where a value stands, or behind `--`, nobody asks for help."""
    assert "--help" in read(*words, takes=named_command.takes).values()


@given(title=LETTERS.filter(bool), settings=st.lists(LETTERS.filter(bool)), template=LETTERS)
def test_every_text_comes_through_as_it_is(title: str, settings: list[str], template: str) -> None:
    """No letter of a value is lost, whatever it looks like."""
    words = [f"--title={title}", *(word for text in settings for word in ("--set", text)), "--", template]
    wanted = {**DEFAULTS, "title": title, "settings": tuple(settings), "template": template}
    assert read(*words) == wanted
