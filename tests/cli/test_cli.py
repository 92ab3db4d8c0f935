"""The way to a command, its help and its faults."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

HEAVY = ("jinja2", "docx", "lxml", "yaml", "questionary", "rich", "dataclasses")


def test_the_first_page_of_help_loads_no_library() -> None:
    """`drafter --help` imports none of the libraries, so it starts in little more than Python's own time."""
    code = (
        f"import sys; from drafter.cli import run; run(['--help']); print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.rstrip().endswith("[]")


def test_a_draft_without_questions_loads_no_prompts(drafter: Callable[..., Outcome]) -> None:
    """`drafter new --no-input` loads neither questionary nor, for a template that is known, a second process."""
    assert drafter("new", "group-talk", "--no-input").code == 0
    code = (
        "import sys; unused = ('questionary', 'multiprocessing', 'drafter.template.remote'); "
        "sys.modules.update(dict.fromkeys(unused)); from drafter.cli import run; "
        "sys.exit(run(['new', 'group-talk', '--no-input']))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_a_second_draft_loads_no_library(drafter: Callable[..., Outcome]) -> None:
    """Where profile, template and layout were read before, none of the libraries is loaded."""
    new = ["new", "--profile", "group-talk", "--no-input"]
    assert drafter(*new).code == 0
    unused = ("yaml", "jinja2", "docx", "lxml", "zipfile", "rich", "difflib", "dataclasses")
    code = (
        f"import sys; from drafter.cli import run; code = run({new!r}); "
        f"print(code, [name for name in {unused!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.rstrip().endswith("0 []")


@pytest.mark.parametrize("arguments", [(), ("template",), ("profile",)])
def test_a_command_without_its_name_shows_the_page_and_fails(
    drafter: Callable[..., Outcome], arguments: tuple[str, ...]
) -> None:
    """Where a command's name is missing the page of commands is shown and the exit code is 2."""
    outcome = drafter(*arguments)
    assert outcome.code == 2
    assert "命令：" in outcome.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nwe",), "相近的有：new"),
        (("profile", "lsit"), "相近的有：list"),
        (("new", "--guidence", "none"), "没有 --guidence 这个选项"),
        (("new", "--guidance", "x"), "可选：list、comments、none"),
        (("new", "--set"), "--set 后面要有值"),
        (("new", "甲", "乙"), "多了参数"),
        (("profile", "show"), "缺少档案"),
        (("new", "不存在", "--no-input"), "没有“不存在”这个模板"),
        (("new", "group-tak", "--no-input"), "相近的有：group-talk"),
        (("new", "--profile", "甲", "--no-input"), "没有“甲”这份会议档案"),
        (("new", "group-talk", "--no-input", "--set", "甲"), "--set 写成 问题=答案"),
        (("new", "group-talk", "--no-input", "--output", "x.doc"), "以 .docx 结尾"),
        (("new", "group-talk", "--no-input", "--save-profile", "../x"), "不能作档案名"),
    ],
)
def test_a_wrong_use_is_explained_in_chinese(
    drafter: Callable[..., Outcome], arguments: tuple[str, ...], said: str
) -> None:
    """Wrong use is told in Chinese on standard error, with what would be right, exit code 2 and no traceback."""
    outcome = drafter(*arguments)
    assert outcome.code == 2
    assert said in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("path", [("new",), ("template", "list"), ("template", "copy"), ("profile", "list")])
def test_every_help_page_is_in_chinese(drafter: Callable[..., Outcome], path: tuple[str, ...]) -> None:
    """A command's help has Chinese headings and a line for each option."""
    out = drafter(*path, "--help").out
    assert "用法：drafter" in out
    assert "选项：" in out
    assert not {"Usage", "Options", "Show this"} & set(out.split())


def test_copying_twice_leaves_the_first_copy(drafter: Callable[..., Outcome]) -> None:
    """A section that was copied and maybe changed is not overwritten by copying again."""
    first = drafter("template", "copy", "group-talk", "closing")
    again = drafter("template", "copy", "group-talk", "closing")
    assert "已复制" in first.out
    assert "没有覆盖" in again.err


def test_the_list_says_which_section_is_ones_own(drafter: Callable[..., Outcome]) -> None:
    """`template list` names each template and marks the sections that come from the workspace."""
    drafter("template", "copy", "group-talk", "closing")
    lines = drafter("template", "list").out.splitlines()
    assert [line.split()[-1] for line in lines if "closing.j2" in line] == ["自带", "自带"]


def test_a_profile_is_shown_as_it_was_written(drafter: Callable[..., Outcome]) -> None:
    """`profile list` names the samples and `profile show` prints one."""
    assert "group-talk" in drafter("profile", "list").out
    assert "某市公安局" in drafter("profile", "show", "group-talk").out


@pytest.mark.parametrize("arguments", [["--help"], ["new", "--help"], ["template", "list"]])
def test_a_reader_that_has_gone_ends_it_without_a_word(arguments: list[str]) -> None:
    """Where nobody reads what is printed, as behind `| head`, nothing is said of it."""
    reading, writing = os.pipe()
    os.close(reading)
    code = "import sys; from drafter.cli import main; sys.argv[1:] = {!r}; main()"
    with os.fdopen(writing, "wb") as gone:
        done = subprocess.run(
            [sys.executable, "-c", code.format(arguments)], stdout=gone, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal for one process")
@pytest.mark.parametrize("place", ["importlib.import_module", "drafter.cli.command._act"])
def test_ctrl_c_is_told_whenever_it_comes(place: str) -> None:
    """While a command loads or works, and again at the end when it has been told: no traceback, and the code is 130."""
    code = f"""
import atexit, importlib, os, signal, sys
import drafter.cli.command
press = lambda *_: os.kill(os.getpid(), signal.SIGINT)
atexit.register(press)
{place} = press
sys.argv[1:] = ["layout", "list"]
drafter.cli.main()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "\n已中断\n")


@pytest.mark.skipif(os.name == "nt", reason="a stream is closed before the start by a shell of Unix")
def test_no_stream_to_print_to_is_no_fault(workspace: Path) -> None:
    """Where standard output was closed, as under pythonw, a draft is written all the same."""
    code = "import sys; from drafter.cli import main; main()"
    shell = f'"{sys.executable}" -c "{code}" new group-talk --no-input --output a.docx >&-'
    done = subprocess.run(shell, shell=True, cwd=workspace, capture_output=True, check=False)  # noqa: S602 - written here
    assert done.returncode == 0
    assert (workspace / "a.docx").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize("arguments", [["--help"], ["layout", "list"]])
def test_a_full_disk_behind_the_output_is_told(arguments: list[str]) -> None:
    """What can't be printed is said in a line, not in a traceback."""
    code = f"import sys; from drafter.cli import main; sys.argv[1:] = {arguments!r}; main()"
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", code], stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False
        )
    assert done.returncode == 1
    assert "磁盘" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_said_comes_in_its_order(workspace: Path) -> None:
    """What is printed and what is said beside it come in the order in which they were said, in a pipe too."""
    said = ["template", "show", "group-talk", "closing"]
    code = f"import sys; from drafter.cli import main; sys.argv[1:] = {said!r}; main()"
    done = subprocess.run(
        [sys.executable, "-c", f"print('先'); {code}"],
        cwd=workspace,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.startswith("先\n自带")


@pytest.mark.skipif(os.name == "nt", reason="a stream is closed before the start by a shell of Unix")
@pytest.mark.parametrize("closed", ["2>&-", "<&- 2>&-"])
def test_a_fault_without_a_stream_of_its_own_is_not_printed(closed: str, workspace: Path) -> None:
    """Where standard error was closed, what is said there stands in no other stream; the exit code tells."""
    code = "import sys; from drafter.cli import main; main()"
    shell = f'"{sys.executable}" -c "{code}" new 不存在 {closed}'
    done = subprocess.run(shell, shell=True, cwd=workspace, stdout=subprocess.PIPE, check=False)  # noqa: S602 - as above
    assert (done.returncode, done.stdout) == (2, b"")
