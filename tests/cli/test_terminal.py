"""The whole interview with real keys in a real terminal."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import uuid
from contextlib import suppress
from typing import TYPE_CHECKING

import docx
import pytest

from drafter.interview.journal import journal_folder, kept_journals, new_journal
from tests.installed import required

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.terminal
WAIT, PAUSE = 30.0, 0.03
# What runs in a window: drafter is loaded once, and each start of it is a process of its own that begins from there.
SERVER = """
import json, os, signal, sys, termios
from drafter.cli import main, run
import drafter.cli.asking, drafter.cli.forget
run(["new", "accountability-meeting", "--no-input", "--output", "warm.docx"])
usual = termios.tcgetattr(0)
while True:
    print("就绪", flush=True)
    number, folder, environment, arguments = json.loads(sys.stdin.readline())
    print("\\033c\\033[3J", end="", flush=True)
    if not (process := os.fork()):
        os.chdir(folder)
        os.environ.update(environment)
        sys.argv = ["drafter", *arguments]
        print(f"第{number}次，进程{os.getpid()}。", flush=True)
        try:
            main()
        except SystemExit as ended:
            sys.stdout.flush()
            os._exit(ended.code)
    status = os.waitpid(process, 0)[1]
    termios.tcsetattr(0, termios.TCSAFLUSH, usual)
    code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status)
    print("\\r\\n退出码", code, flush=True)
"""


class Terminal:
    """A tmux window in which drafter is started, again and again."""

    def __init__(self, folder: Path) -> None:
        """Take a folder for what the window itself needs."""
        self._folder = folder
        self._socket = ""
        self._starts = 0
        self.workspace = folder

    def start(self, *arguments: str, columns: int = 100, lines: int = 50) -> None:
        """Run drafter in the window; its exit code is shown at the end."""
        if not self._socket:
            self._open()
        self._tmux("resize-window", "-x", str(columns), "-y", str(lines))
        self._starts += 1
        environment = {"XDG_STATE_HOME": os.environ["XDG_STATE_HOME"]}
        self.answer("就绪", json.dumps([self._starts, str(self.workspace), environment, arguments]), "Enter")
        self.wait(f"第{self._starts}次，进程")

    def _open(self) -> None:
        self._socket = f"drafter-{uuid.uuid4().hex}"
        environment = {**os.environ, "LANG": "C.UTF-8"}
        command = ["tmux", "-L", self._socket, "-f", "/dev/null", "new-session", "-d", "-c", str(self._folder)]
        subprocess.run([*command, sys.executable, "-c", SERVER], check=True, env=environment)

    def _tmux(self, *arguments: str) -> str:
        command = ["tmux", "-L", self._socket, *arguments]
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout

    def screen(self, *, above: int = 500) -> str:
        """What the window shows now, with so many lines of what has scrolled off."""
        return self._tmux("capture-pane", "-p", "-J", "-S", str(-above))

    def wait(self, text: str, count: int = 1) -> None:
        """Wait until the window has shown `text` so many times."""
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            if self.screen().count(text) >= count:
                return
            time.sleep(PAUSE)
        pytest.fail(f"“{text}” did not appear:\n{self.screen()}")

    def wait_joined(self, text: str) -> None:
        """Wait until the window shows a text that may take several lines, in each of which a blank may fill the end."""
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            if text in "".join(self.screen().split()):
                return
            time.sleep(PAUSE)
        pytest.fail(f"“{text}” did not appear:\n{self.screen()}")

    def answer(self, label: str, *keys: str, count: int = 1) -> None:
        """Wait for a question, then press keys."""
        self.wait(label, count)
        self.press(*keys)

    def press(self, *keys: str) -> None:
        """Press keys at once."""
        self._tmux("send-keys", *keys)

    def pick(self, question: str, label: str) -> None:
        """Wait for a list and choose from it the first line that has this label."""
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            shown = self.screen(above=0).rpartition(question)[2].splitlines()
            pointer = next((n for n, line in enumerate(shown) if line.startswith(" » ")), None)
            wanted = next((n for n, line in enumerate(shown) if n and label in line), None)
            if pointer is not None and wanted is not None:
                self.press(*["Down"] * (wanted - pointer), *["Up"] * (pointer - wanted), "Enter")
                return
            time.sleep(PAUSE)
        pytest.fail(f"“{label}” is not offered:\n{self.screen()}")

    def page_through(self) -> None:
        """Look at a preview screenful by screenful, however many there are, to its end."""
        number = 1
        while True:
            self.wait_for_either(f"第{number}屏，", "按任意键回到核对")
            is_end = "按任意键回到核对" in self.screen(above=0)
            self.press("Space")
            if is_end:
                return
            number += 1

    def wait_for_either(self, *texts: str) -> None:
        """Wait until the window shows one of these texts."""
        end = time.monotonic() + WAIT
        while not any(text in self.screen(above=0) for text in texts):
            if time.monotonic() > end:
                pytest.fail(f"none of {texts} appeared:\n{self.screen()}")
            time.sleep(PAUSE)

    def leave_all_open(self) -> None:
        """Leave every question open, up to the review."""
        end = time.monotonic() + WAIT
        left = {""}
        while "核对：选一项修改" not in (screen := self.screen(above=0)) and time.monotonic() < end:
            shown = screen.rpartition("\n· ")
            label = shown[2].partition("\n")[0].partition("（")[0].strip() if shown[1] else ""
            if label not in left and "　" not in label:  # there is a wide blank in what is said of a choice made
                left.add(label)
                self.press("C-g")
            time.sleep(PAUSE)

    def pid(self) -> int:
        """The process that drafter is."""
        return int(re.findall(r"进程(\d+)。", self.screen())[-1])

    def kill(self) -> None:
        """End drafter as a power cut would."""
        os.kill(self.pid(), signal.SIGKILL)
        self.wait("退出码 137")

    def stop(self) -> None:
        """Let nothing run any longer."""
        if self._socket:
            with suppress(ProcessLookupError):
                os.kill(self.pid(), signal.SIGKILL)
            self.wait("退出码")

    def close(self) -> None:
        """Close the window and all in it."""
        if self._socket:
            subprocess.run(["tmux", "-L", self._socket, "kill-server"], check=False)
        self._socket = ""


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Terminal]]:
    """Two windows."""
    required("tmux")
    both = [Terminal(tmp_path_factory.mktemp("window")) for _ in range(2)]
    yield both
    for window in both:
        window.close()


@pytest.fixture
def terminal(windows: list[Terminal], workspace: Path) -> Iterator[Terminal]:
    """A window in an empty workspace."""
    windows[0].workspace = workspace
    yield windows[0]
    windows[0].stop()


@pytest.fixture
def other(windows: list[Terminal], workspace: Path) -> Iterator[Terminal]:
    """Another one, in the same workspace."""
    windows[1].workspace = workspace
    yield windows[1]
    windows[1].stop()


FIRST_HALF = [
    ("起草哪一种讲话", ("Enter",)),
    ("· 单位全称", ("甲市公安局", "Enter")),
    ("· 上级党委和机关", ("甲市市委和省公安厅党委", "Enter")),
    ("· 会议日期", ("2099-01-15", "Enter")),
    ("就用它吗", ("Down", "Enter")),
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
    terminal.pick("核对：选一项修改", "写初稿")
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
    terminal.start("new", "--resume")
    for label, keys in SECOND_HALF:
        terminal.answer(label, *keys)
    terminal.pick("核对：选一项修改", "写初稿")
    terminal.wait("退出码 0")
    assert "· 单位全称" not in terminal.screen()
    text = draft_text(workspace)
    assert [answer for answer in ANSWERS if answer not in text] == []
    assert (workspace / "profiles" / "本局.yaml").is_file()


def test_an_interview_goes_on_without_its_profile(terminal: Terminal, workspace: Path) -> None:
    """A profile that was broken, then removed since the break: this is said, and what it gave is in the draft."""
    profile = workspace / "profiles" / "本局.yaml"
    profile.parent.mkdir()
    profile.write_text("pace: 250\nanswers: {unit: 甲市公安局, spirit: 去年的精神}\n", encoding="utf-8")
    terminal.start("new", "accountability-meeting", "--profile", "本局")
    terminal.answer("· 上级党委和机关", "甲市市委", "Enter")
    terminal.answer("· 会议日期", "C-c")
    terminal.wait("退出码 130")
    profile.write_text("pace: [\n", encoding="utf-8")
    terminal.start("new", "--resume")
    terminal.answer("· 会议日期", "C-c")
    terminal.wait("退出码 130")
    profile.unlink()
    terminal.start("new")
    terminal.pick("接着答吗", "接着答：述责述廉大会讲话")
    terminal.wait("档案“本局”现在用不了")
    terminal.answer("· 会议日期", "C-g")
    terminal.leave_all_open()
    assert "去年的精神" in terminal.screen()
    terminal.pick("核对：选一项修改", "写初稿")
    terminal.wait("退出码 0")
    assert "按每分钟250字" in terminal.screen()
    text = draft_text(workspace)
    assert "甲市公安局" in text
    assert "甲市市委" in text
    assert "去年的精神" not in text


def test_back_review_break_and_resume_lose_nothing(terminal: Terminal, workspace: Path) -> None:
    """Three questions back the unit is changed: the title follows, a heading typed by hand stays, through a break."""
    terminal.start("new", "accountability-meeting")
    terminal.answer("· 单位全称", "甲市公安局", "Enter")
    terminal.answer("· 上级党委和机关", "甲市市委", "Enter")
    terminal.answer("· 会议日期", "2099-01-15", "Enter")
    terminal.answer("就用它吗", "Down", "Enter")
    terminal.answer("· 讲话人姓名", "半截", "C-b")
    for label in ("· 会议日期", "· 上级党委和机关"):
        terminal.answer(label, "C-b", count=2)
    terminal.answer("· 单位全称", "C-u", "乙市公安局", "Enter", count=2)
    terminal.wait("· 讲话人姓名", 2)
    terminal.answer("半截", "C-u", "×××", "Enter", count=2)
    terminal.leave_all_open()
    terminal.wait("在乙市公安局2098年度领导干部述责述廉大会上的讲话")
    terminal.pick("核对：选一项修改", "要点")
    terminal.pick("选一条修改", "一、")
    terminal.pick("坚持政治建警", "改标题")
    terminal.answer("· 标题", "C-u", "一以贯之抓落实", "Enter")
    terminal.pick("选一条修改", "二、")
    terminal.pick("坚持知重负重", "改标题")
    terminal.answer("· 标题", "C-u", "半个标", "C-c", count=2)
    terminal.wait("退出码 130")
    terminal.start("new")
    terminal.pick("接着答吗", "接着答：述责述廉大会讲话")
    terminal.answer("· 标题  （Ctrl-B 返回） 半个标", "题", "Enter")
    terminal.pick("选一条修改", "完成")
    terminal.pick("核对：选一项修改", "预览")
    terminal.page_through()
    terminal.pick("核对：选一项修改", "写初稿")
    terminal.wait("退出码 0")
    text = draft_text(workspace)
    assert "在乙市公安局2098年度领导干部述责述廉大会上的讲话" in text
    assert "一以贯之抓落实" in text
    assert "半个标题" in text
    assert "甲市市委" in text
    assert "甲市公安局" not in text
    assert kept_journals() == []


def test_two_windows_at_once_have_journals_of_their_own(terminal: Terminal, other: Terminal) -> None:
    """While one window is in an interview another isn't offered it; closed, both are, and forget removes all."""
    terminal.start("new", "accountability-meeting", "--set", "unit=甲市公安局")
    terminal.answer("· 上级党委和机关", "甲市市委", "Enter")
    terminal.wait("· 会议日期")
    other.start("new", "--resume")
    other.wait("退出码 2")
    assert "另一个窗口" in other.screen()
    other.start("new", "group-talk", "--set", "unit=乙市公安局")
    other.wait("· 上级党委和机关")
    assert "接着答" not in other.screen()
    other.kill()
    terminal.kill()
    terminal.start("new", "group-talk")
    terminal.wait("另起一篇")
    assert terminal.screen().count("接着答：") == 2
    terminal.pick("接着答吗", "另起一篇")
    terminal.wait("· 单位全称")
    terminal.kill()
    terminal.start("forget")
    terminal.pick("删去哪些", "全部删去")
    terminal.wait("已删去3份")
    assert kept_journals() == []


def test_a_closed_window_loses_no_letter(terminal: Terminal, workspace: Path) -> None:
    """The window closed in the middle of a line: the next one goes on in that line."""
    terminal.start("new", "accountability-meeting")
    terminal.answer("· 单位全称", "甲市公安局", "Enter")
    terminal.answer("· 上级党委和机关", "半个答案")
    terminal.wait("半个答案")
    terminal.close()
    end = time.monotonic() + WAIT
    while not kept_journals(workspace) and time.monotonic() < end:
        time.sleep(PAUSE)
    terminal.start("new", "--resume")
    terminal.wait("半个答案")
    terminal.press("C-b")
    terminal.wait("甲市公安局")


def test_killed_at_every_question_in_turn_it_goes_on_there(terminal: Terminal, workspace: Path) -> None:
    """Killed at each question of the first round and in the review, it goes on at that question, and all is there."""
    terminal.start("new", "accountability-meeting")
    for label, keys in (FIRST_HALF + SECOND_HALF)[1:]:
        terminal.wait(label)
        if label != "就用它吗":
            terminal.kill()
            terminal.start("new", "--resume")
        assert "写初稿" not in terminal.screen()
        terminal.answer(label, *keys)
    terminal.pick("核对：选一项修改", "单位全称")
    terminal.wait("· 单位全称  （")
    terminal.kill()
    terminal.start("new", "--resume")
    terminal.answer("· 单位全称", "Enter")
    terminal.pick("核对：选一项修改", "写初稿")
    terminal.wait("退出码 0")
    text = draft_text(workspace)
    assert [answer for answer in ANSWERS if answer not in text] == []


def test_killed_in_the_middle_of_a_line_it_loses_a_second_of_it_at_most(terminal: Terminal) -> None:
    """What was typed of a line a second before a kill -9 stands in it again."""
    terminal.start("new", "accountability-meeting")
    terminal.answer("· 单位全称", "甲市公")
    end = time.monotonic() + WAIT
    while not any("甲市公" in path.read_text(encoding="utf-8") for path in journal_folder().glob("*.json")):
        assert time.monotonic() < end
        time.sleep(PAUSE)
    terminal.kill()
    terminal.start("new", "--resume")
    terminal.wait("甲市公")


def test_a_draft_that_can_not_be_written_leaves_the_answers(terminal: Terminal, workspace: Path) -> None:
    """Where output/ can't be made this is said, the answers stay, and a second try writes the draft."""
    (workspace / "output").touch()
    terminal.start("new", "accountability-meeting", "--set", "unit=甲市公安局")
    terminal.leave_all_open()
    terminal.pick("核对：选一项修改", "写初稿")
    terminal.wait("退出码 1")
    assert "写不进去" in terminal.screen()
    assert "答过的都保留着" in terminal.screen()
    (workspace / "output").unlink()
    terminal.start("new", "--resume")
    terminal.pick("核对：选一项修改", "写初稿")
    terminal.wait("退出码 0")
    assert "甲市公安局" in draft_text(workspace)


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_full_width_marks_stand_where_they_should(terminal: Terminal, workspace: Path, columns: int) -> None:
    """What is typed in the middle of a title of several lines with “ ” … — stands there, on the screen and in Word.

    In the review, and where a choice was made, each question takes one line, whatever the width of the window.
    """
    title = "在“一以贯之”——全面从严治警……推进会" * 5
    unit = "甲“乙”" * 40
    terminal.start("new", "accountability-meeting", "--set", f"unit={unit}", "--output", "x.docx", columns=columns)
    terminal.leave_all_open()
    terminal.wait("核对：选一项修改")
    shown = terminal.screen().split("核对：")[-1].splitlines()
    first = next(n for n, line in enumerate(shown) if "单位全称" in line)
    assert [line for line in shown if "单位全称" in line or "上级党委" in line] == shown[first : first + 4 : 3]
    terminal.pick("核对：选一项修改", "讲话标题")
    terminal.answer("· 讲话标题", "C-u", title)
    terminal.press(*["Left"] * 30, "“中…”")
    terminal.press("Home", "BSpace", "首—", "End", "尾")
    right = f"首—{title[:-30]}“中…”{title[-30:]}尾"
    terminal.wait_joined(right)
    terminal.press("Enter")
    terminal.pick("核对：选一项修改", "写初稿")
    terminal.wait("退出码 0")
    echoes = [line for line in terminal.screen().splitlines() if line.startswith("· 核对")]
    assert [line.split("　")[1] for line in echoes] == ["讲话标题", "写初稿"]
    text = "".join(paragraph.text for paragraph in docx.Document(str(workspace / "x.docx")).paragraphs)
    assert right in text.replace("\n", "")


def test_a_window_of_24_lines_shows_each_list_and_each_page_whole(terminal: Terminal) -> None:
    """In 24 lines of 80 columns no question is hidden, the review scrolls, and the preview waits at each screenful."""
    terminal.start("new", "accountability-meeting", "--set", "unit=甲市公安局", columns=80, lines=24)
    terminal.leave_all_open()
    terminal.wait("项待补")
    assert "还有" in terminal.screen(above=0)
    assert "· 这一年的主要成效" in terminal.screen()
    terminal.press("Up", "Up")
    terminal.wait(" » 要点")
    terminal.press("Down", "Down")
    terminal.pick("核对：选一项修改", "预览")
    terminal.wait("第1屏")
    first = terminal.screen(above=0)
    assert "在甲市公安局" in first
    terminal.press("Space")
    terminal.wait("第2屏")
    second = terminal.screen(above=0)
    assert first.splitlines()[-2] in second.splitlines()[:2]
    terminal.press("C-b")
    terminal.wait(" » 预览")


def test_a_damaged_journal_stops_only_who_wants_it(terminal: Terminal, workspace: Path) -> None:
    """A damaged journal is told of and a new interview begins all the same."""
    journal = new_journal(workspace, {})
    journal.path.parent.mkdir(parents=True)
    journal.path.write_text("{", encoding="utf-8")
    terminal.start("new", "--resume")
    terminal.wait("退出码 1")
    assert "已损坏" in terminal.screen()
    terminal.start("new", "group-talk")
    terminal.wait("已损坏")
    terminal.answer("· 单位全称", "C-c")
    terminal.wait("退出码 130")
