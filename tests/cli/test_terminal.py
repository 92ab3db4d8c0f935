"""The whole interview with real keys in a real terminal."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
import uuid
from typing import TYPE_CHECKING

import docx
import pytest

from drafter.interview.journal import kept_journals, new_journal

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

    def start(self, *arguments: str, columns: int = 100) -> None:
        """Open a window and run drafter in it; its exit code is shown at the end."""
        self._socket = f"drafter-{uuid.uuid4().hex}"
        code = "import os; from drafter.cli import main; print(f'进程{os.getpid()}。'); main()"
        command = f"{shlex.join([sys.executable, '-c', code, *arguments])}; echo 退出码 $?; sleep 600"
        environment = {**os.environ, "LANG": "C.UTF-8", "XDG_STATE_HOME": str(self._state)}
        size = ("-x", str(columns), "-y", "50")
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

    def wait_joined(self, text: str) -> None:
        """Wait until the window shows a text that may take several lines, in each of which a blank may fill the end."""
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            if text in "".join(self.screen().split()):
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

    def kill(self) -> None:
        """End drafter as a power cut would."""
        (pid,) = re.findall(r"进程(\d+)。", self.screen())
        os.kill(int(pid), signal.SIGKILL)
        self.wait("退出码 137")
        self.close()

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
    terminal.answer("选一条修改", "Enter")
    terminal.answer("核对：选一项修改", "Down", "Enter")
    terminal.wait("退出码 0")
    assert "“三力”务必越来越强" in draft_text(workspace)


def test_back_review_break_and_resume_lose_nothing(terminal: Terminal, workspace: Path) -> None:
    """Three questions back the unit is changed: the title follows, a heading typed by hand stays, through a break."""
    terminal.start("new", "accountability-meeting")
    terminal.answer("· 单位全称", "甲市公安局", "Enter")
    terminal.answer("· 上级党委和机关", "甲市市委", "Enter")
    terminal.answer("· 会议日期", "2099-01-15", "Enter")
    terminal.answer("就用它吗", "Enter")
    terminal.answer("· 讲话人姓名", "半截", "C-b")
    for label in ("· 会议日期", "· 上级党委和机关"):
        terminal.wait(label, 2)
        terminal.answer(label, "C-b")
    terminal.wait("· 单位全称", 2)
    terminal.answer("· 单位全称", "C-u", "乙市公安局", "Enter")
    terminal.wait("· 讲话人姓名", 2)
    terminal.wait("半截", 2)
    terminal.answer("", "C-u", "×××", "Enter")
    terminal.press_until("核对：选一项修改", "C-g")
    terminal.wait("在乙市公安局2098年度领导干部述责述廉大会上的讲话")
    terminal.answer("核对：选一项修改", "Up", "Enter")
    terminal.answer("选一条修改", "Down", "Enter")
    terminal.answer("恢复默认标题", "Enter")
    terminal.answer("· 标题", "C-u", "一以贯之抓落实", "Enter")
    terminal.wait("一以贯之抓落实", 2)
    terminal.answer("选一条修改", "C-c")
    terminal.wait("退出码 130")
    terminal.close()
    terminal.start("new")
    terminal.answer("接着答：述责述廉大会讲话", "Enter")
    terminal.answer("选一条修改", "Enter")
    terminal.answer("核对：选一项修改", "Down", "Down", "Enter")
    terminal.wait("模板占比")
    terminal.wait("写初稿", 2)
    terminal.answer("", "Up", "Enter")
    terminal.wait("退出码 0")
    text = draft_text(workspace)
    assert "在乙市公安局2098年度领导干部述责述廉大会上的讲话" in text
    assert "一以贯之抓落实" in text
    assert "甲市市委" in text
    assert "甲市公安局" not in text
    assert kept_journals() == []


def test_two_windows_at_once_have_journals_of_their_own(terminal: Terminal, tmp_path: Path, workspace: Path) -> None:
    """While one window is in an interview another isn't offered it; closed, both are, and forget removes all."""
    other = Terminal(workspace, tmp_path / "state")
    terminal.start("new", "accountability-meeting", "--set", "unit=甲市公安局")
    terminal.wait("· 上级党委和机关")
    try:
        other.start("new", "group-talk", "--set", "unit=乙市公安局")
        other.wait("· 上级党委和机关")
        assert "接着答" not in other.screen()
    finally:
        other.close()
    terminal.close()
    terminal.start("new", "group-talk")
    terminal.wait("另起一篇")
    assert terminal.screen().count("接着答：") == 2
    terminal.answer("", "Up", "Enter")
    terminal.wait("· 单位全称")
    terminal.close()
    terminal.start("forget")
    terminal.answer("删去哪些", "Down", "Enter")
    terminal.wait("已删去3份")
    assert kept_journals() == []


def test_a_closed_window_loses_no_answer(terminal: Terminal) -> None:
    """The window closed in the middle of a question: the next one goes on at the same question."""
    terminal.start("new", "accountability-meeting")
    terminal.answer("· 单位全称", "甲市公安局", "Enter")
    terminal.answer("· 上级党委和机关", "甲市市委", "Enter")
    terminal.wait("· 会议日期")
    terminal.close()
    terminal.start("new", "--resume")
    terminal.answer("· 会议日期", "C-b")
    terminal.wait("· 上级党委和机关")
    assert "甲市市委" in terminal.screen()


def test_killed_at_every_question_in_turn_it_goes_on_there(terminal: Terminal, workspace: Path) -> None:
    """Killed at each question of the first round and in the review, it goes on at that question, and all is there."""
    terminal.start("new", "accountability-meeting")
    for label, keys in (FIRST_HALF + SECOND_HALF[:-1])[1:]:
        terminal.wait(label)
        if label != "就用它吗":
            terminal.kill()
            terminal.start("new", "--resume")
        terminal.answer(label, *keys)
        assert "写初稿" not in terminal.screen()
    terminal.answer("核对：选一项修改", "Down", "Down", "Down", "Enter")
    terminal.wait("· 单位全称")
    terminal.kill()
    terminal.start("new", "--resume")
    terminal.answer("· 单位全称", "Enter")
    terminal.answer("核对：选一项修改", "Up", "Up", "Up", "Enter")
    terminal.wait("退出码 0")
    text = draft_text(workspace)
    assert [answer for answer in ANSWERS if answer not in text] == []


def test_a_draft_that_can_not_be_written_leaves_the_answers(terminal: Terminal, workspace: Path) -> None:
    """Where output/ can't be made this is said, the answers stay, and a second try writes the draft."""
    (workspace / "output").touch()
    terminal.start("new", "accountability-meeting", "--set", "unit=甲市公安局")
    terminal.press_until("核对：选一项修改", "C-g")
    terminal.answer("核对：选一项修改", "Enter")
    terminal.wait("退出码 1")
    assert "写不进去" in terminal.screen()
    assert "答过的都保留着" in terminal.screen()
    terminal.close()
    (workspace / "output").unlink()
    terminal.start("new", "--resume")
    terminal.answer("核对：选一项修改", "Enter")
    terminal.wait("退出码 0")
    assert "甲市公安局" in draft_text(workspace)


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_long_line_of_full_width_marks_is_edited_where_the_cursor_is(
    terminal: Terminal, workspace: Path, columns: int
) -> None:
    """In a title of several lines with “ ” … — what is typed in its middle stands there, on the screen and in Word."""
    title = "在“一以贯之”——全面从严治警……推进会" * 5
    terminal.start("new", "accountability-meeting", "--output", "x.docx", columns=columns)
    terminal.press_until("核对：选一项修改", "C-g")
    terminal.answer("核对：选一项修改", *["Down"] * 14, "Enter")
    terminal.answer("· 讲话标题", "C-u", title)
    terminal.answer("", *["Left"] * 30, "“中…”")
    terminal.answer("", "Home", "BSpace", "首—", "End", "尾")
    right = f"首—{title[:-30]}“中…”{title[-30:]}尾"
    terminal.wait_joined(right)
    terminal.answer("", "Enter")
    terminal.answer("核对：选一项修改", *["Up"] * 14, "Enter")
    terminal.wait("退出码 0")
    text = "".join(paragraph.text for paragraph in docx.Document(str(workspace / "x.docx")).paragraphs)
    assert right in text.replace("\n", "")


def test_a_line_too_wide_for_the_window_is_cut_in_the_review(terminal: Terminal) -> None:
    """In the review each question takes one line, whatever the width of the window."""
    terminal.start("new", "accountability-meeting", "--set", f"unit={'甲“乙”' * 40}", columns=60)
    terminal.press_until("核对：选一项修改", "C-g")
    shown = terminal.screen().split("核对：")[-1].splitlines()
    assert [line for line in shown if "单位全称" in line or "上级党委" in line] == shown[4:8:3]


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
