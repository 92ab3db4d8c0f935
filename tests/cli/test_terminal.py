"""The whole interview with real keys in a real terminal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import uuid
from typing import TYPE_CHECKING

import docx
import pytest

from drafter.interview.journal import new_journal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.terminal
WAIT = 30.0


class Terminal:
    """A tmux window with one drafter in it."""

    def __init__(self, workspace: Path, state: Path) -> None:
        """Take where drafter is to work and to keep its journals."""
        self._socket = ""
        self._workspace = workspace
        self._state = state

    def start(self, *arguments: str) -> None:
        """Open a window and run drafter in it; its exit code is shown at the end."""
        self._socket = f"drafter-{uuid.uuid4().hex}"
        code = "from drafter.cli import main; main()"
        command = f"{sys.executable} -c '{code}' {' '.join(arguments)}; echo 退出码 $?; sleep 600"
        environment = {**os.environ, "LANG": "C.UTF-8", "XDG_STATE_HOME": str(self._state)}
        size = ("-x", "100", "-y", "50")
        where = ("-c", str(self._workspace))
        subprocess.run(
            ["tmux", "-L", self._socket, "-f", "/dev/null", "new-session", "-d", *size, *where, command],
            check=True,
            env=environment,
        )

    def screen(self) -> str:
        """What the window shows now, with what has scrolled off."""
        done = subprocess.run(
            ["tmux", "-L", self._socket, "capture-pane", "-p", "-J", "-S", "-500"],
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout

    def wait(self, text: str, count: int = 1) -> None:
        """Wait until the window has shown `text` so many times."""
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            if self.screen().count(text) >= count:
                return
            time.sleep(0.05)
        pytest.fail(f"“{text}” did not appear:\n{self.screen()}")

    def answer(self, label: str, *keys: str) -> None:
        """Wait for a question, then press keys."""
        self.wait(label)
        subprocess.run(["tmux", "-L", self._socket, "send-keys", *keys], check=True)

    def press_until(self, text: str, key: str) -> None:
        """Press a key again and again until the window shows `text`."""
        end = time.monotonic() + WAIT
        while text not in self.screen() and time.monotonic() < end:
            self.answer("", key)
            time.sleep(0.3)
        self.wait(text)

    def close(self) -> None:
        """Close the window and all in it."""
        subprocess.run(["tmux", "-L", self._socket, "kill-server"], check=False)


@pytest.fixture
def terminal(workspace: Path, tmp_path: Path) -> Iterator[Terminal]:
    """A window in an empty workspace; without tmux the test says so, in CI it fails."""
    if shutil.which("tmux") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("tmux is not installed: nothing was typed")
    window = Terminal(workspace, tmp_path / "state")
    yield window
    window.close()


FIRST_HALF = [
    ("起草哪一种讲话", ("Enter",)),
    ("· 单位全称", ("甲市公安局", "Enter")),
    ("· 上级党委和机关", ("甲市市委和省公安厅党委", "Enter")),
    ("· 会议日期", ("2099-01-15", "Enter")),
    ("就用它吗", ("Enter",)),
    ("· 讲话人姓名", ("×××", "Enter")),
    ("· 讲话人职务", ("甲市公安局党委书记", "Enter")),
    ("· 学习贯彻的会议精神", ("党的××大精神", "Enter")),
    ("· 述责述廉人数", ("十二", "Enter")),
]
SECOND_HALF = [
    ("· 述责述廉方式", ("Down", "Enter")),
    ("· 评议环节", ("Space", "Enter")),
    ("· 有上级领导到会", ("Up", "Enter")),
    ("· 到会领导的称呼", ("市纪委各位领导", "Enter")),
    ("· 这一年开展的专项活动", ("甲行动；乙行动", "Enter")),
    ("· 这一年的主要成效", ("一年来，成效很好。", "Escape", "Enter")),
    ("· 存在的突出问题", ("C-g",)),
    ("写初稿", ("Enter",)),
]
ANSWERS = [
    "甲市公安局",
    "甲市市委和省公安厅党委",
    "2099年1月15日",
    "×××",
    "甲市公安局党委书记",
    "党的××大精神",
    "十二名",
]
ANSWERS += ["现场述", "现场点评", "尊敬的市纪委各位领导", "“甲行动”“乙行动”", "一年来，成效很好。", "【待补：突出问题"]


def draft_text(workspace: Path) -> str:
    """The text of the one draft there is."""
    (path,) = (workspace / "output").glob("*.docx")
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def test_a_whole_interview_ends_in_a_draft_with_every_answer(terminal: Terminal, workspace: Path) -> None:
    """Every question answered in Chinese with real keys: the draft has each answer, and a gap for what was open."""
    terminal.start("new")
    for label, keys in FIRST_HALF + SECOND_HALF:
        terminal.answer(label, *keys)
    terminal.wait("退出码 0")
    text = draft_text(workspace)
    assert [answer for answer in ANSWERS if answer not in text] == []


def test_an_interview_broken_off_goes_on_where_it_stopped(terminal: Terminal, workspace: Path) -> None:
    """After Ctrl-C the exit code is 130; --resume goes on at the same question, with all answers and options kept."""
    terminal.start("new", "--save-profile", "本局")
    for label, keys in FIRST_HALF:
        terminal.answer(label, *keys)
    terminal.answer("· 述责述廉方式", "C-c")
    terminal.wait("退出码 130")
    terminal.close()
    terminal.start("new", "--resume")
    for label, keys in SECOND_HALF:
        terminal.answer(label, *keys)
    terminal.wait("退出码 0")
    assert "· 单位全称" not in terminal.screen()
    text = draft_text(workspace)
    assert [answer for answer in ANSWERS if answer not in text] == []
    assert (workspace / "profiles" / "本局.yaml").is_file()


def test_points_changed_before_a_break_are_there_after_it(terminal: Terminal, workspace: Path) -> None:
    """A heading changed in the review of a group talk survives Ctrl-C in the middle of changing points."""
    terminal.start("new", "--profile", "group-talk")
    terminal.press_until("核对：选一项修改", "C-g")
    terminal.answer("核对：选一项修改", "Up", "Enter")
    terminal.answer("选一条修改", "Down", "Enter")
    terminal.answer("恢复默认标题", "Enter")
    terminal.answer("· 标题", "C-u", "“三力”务必越来越强", "Enter")
    terminal.wait("选一条修改", 2)
    terminal.answer("选一条修改", "C-c")
    terminal.wait("退出码 130")
    terminal.close()
    terminal.start("new", "--resume")
    terminal.answer("核对：选一项修改", "Enter")
    terminal.wait("退出码 0")
    assert "“三力”务必越来越强" in draft_text(workspace)


def test_a_damaged_journal_stops_only_who_wants_it(terminal: Terminal, workspace: Path) -> None:
    """A damaged journal is told of and a new interview begins all the same."""
    journal = new_journal(workspace, {})
    journal.path.parent.mkdir(parents=True)
    journal.path.write_text("{", encoding="utf-8")
    terminal.start("new", "--resume")
    terminal.wait("退出码 1")
    assert "已损坏" in terminal.screen()
    terminal.close()
    terminal.start("new", "group-talk")
    terminal.wait("已损坏")
    terminal.answer("· 单位全称", "C-c")
    terminal.wait("退出码 130")
