"""`drafter profile edit`, with a script for an editor; and what is asked at a terminal."""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TYPE_CHECKING

import pytest

from drafter.cli import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD = "# 本局\nanswers:\n  unit: 甲\n"
GOOD = OLD.replace("甲", "乙")
# writes the next of the texts each time it is opened; ! before it: what someone else saves meanwhile
EDITOR = """
import pathlib, sys
texts = sorted(pathlib.Path(sys.argv[1]).glob("*.txt"))
text = texts[0].read_text("utf-8")
texts[0].unlink()
copy = pathlib.Path(sys.argv[2])
if text == "fail":
    sys.exit(3)
elif text == "gone":
    copy.unlink()
elif text.startswith("!"):
    pathlib.Path("profiles/x.yaml").write_text(text[1:], "utf-8")
else:
    copy.write_text(text, "utf-8")
    copy.with_name("x.yaml~").write_text(text, "utf-8")
"""


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.fixture
def at_terminal(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """Run a command at a terminal at which this is typed, then Ctrl-D: exit code and screen."""

    def at(*arguments: str, typed: str = "") -> tuple[int, str]:
        screen = Terminal()
        with monkeypatch.context() as given:
            given.chdir(workspace)
            given.setattr(sys, "stdin", Terminal(typed))
            given.setattr(sys, "stdout", screen)
            given.setattr(sys, "stderr", screen)
            return run(list(arguments)), screen.getvalue()

    return at


@pytest.fixture
def edit(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_terminal: Callable[..., tuple[int, str]]
) -> Callable[..., tuple[int, str]]:
    """Edit the profile x: what the editor writes each time, then what is typed; exit code and screen."""
    (workspace / "profiles").mkdir()
    (workspace / "profiles" / "x.yaml").write_text(OLD, encoding="utf-8")
    script = tmp_path / "editor.py"
    script.write_text(EDITOR, encoding="utf-8")
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    monkeypatch.setenv("VISUAL", "")
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}" "{tmp_path}"')

    def edited(*texts: str, typed: str = "") -> tuple[int, str]:
        for number, text in enumerate(texts):
            (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
        return at_terminal("profile", "edit", "x", typed=typed)

    return edited


def _copies(tmp_path: Path) -> list[str]:
    return [path.read_text("utf-8") for path in (tmp_path / "tmp").rglob("x.yaml*")]


def test_a_right_edit_takes_the_profiles_place(
    edit: Callable[..., tuple[int, str]], workspace: Path, tmp_path: Path
) -> None:
    """What was edited without a fault is the profile, what it was before stays as .bak, and no copy is left."""
    code, screen = edit(GOOD)
    assert (code, "已存" in screen) == (0, True)
    assert (workspace / "profiles" / "x.yaml").read_text("utf-8") == GOOD
    assert (workspace / "profiles" / "x.yaml.bak").read_text("utf-8") == OLD
    assert list((tmp_path / "tmp").iterdir()) == []


def test_an_edit_that_changes_nothing_writes_nothing(edit: Callable[..., tuple[int, str]], workspace: Path) -> None:
    """A profile closed as it was opened is not written."""
    assert "没有改动" in edit(OLD)[1]
    assert not (workspace / "profiles" / "x.yaml.bak").exists()


@pytest.mark.parametrize(
    ("typed", "texts", "left"),
    [
        ("1\n", (GOOD,), GOOD),
        ("x\n2\n", (), "answers:\n  unti: 甲\n"),
        ("3\n", (), OLD),
    ],
)
def test_a_faulty_edit_is_told_and_asked_about(
    edit: Callable[..., tuple[int, str]], workspace: Path, typed: str, texts: tuple[str, ...], left: str
) -> None:
    """A fault is shown with its line; then the writer edits again, keeps it as it is, or throws it away."""
    code, screen = edit("answers:\n  unti: 甲\n", *texts, typed=typed)
    assert (code, "x.yaml:2:3: 没有“unti”这个问题（相近的有：unit" in screen) == (0, True)
    assert "  3 不存，档案还是原来的" in screen
    assert (workspace / "profiles" / "x.yaml").read_text("utf-8") == left


@pytest.mark.parametrize("text", ["", "# 本局\n", "answers:\n"])
def test_an_emptied_profile_is_asked_about(edit: Callable[..., tuple[int, str]], workspace: Path, text: str) -> None:
    """A profile in which no answer is left is not saved unasked."""
    code, screen = edit(text, typed="3\n")
    assert (code, "一个答案也没有了" in screen) == (0, True)
    assert (workspace / "profiles" / "x.yaml").read_text("utf-8") == OLD


def test_all_faults_of_an_edit_are_told_at_once(edit: Callable[..., tuple[int, str]]) -> None:
    """What is wrong in the answers is told together with an extends that can't be and a strange entry."""
    screen = edit("unit: 甲\nextends: 没有的\nanswers:\n  unti: 甲\n  date: 明天\n", typed="3\n")[1]
    places = [line.split("x.yaml:")[1].split(": ")[0] for line in screen.splitlines() if "x.yaml:" in line]
    assert places == ["1:1", "2:10", "4:3", "5:9"]


def test_an_editor_that_fails_loses_nothing(
    edit: Callable[..., tuple[int, str]], workspace: Path, tmp_path: Path
) -> None:
    """Where the editor fails on the second time the profile stays, and what was edited is kept and named."""
    code, screen = edit("unit: 甲\n", "fail", typed="1\n")
    assert (code, "改过的一份还在" in screen) == (1, True)
    assert (workspace / "profiles" / "x.yaml").read_text("utf-8") == OLD
    assert _copies(tmp_path) == ["unit: 甲\n", "unit: 甲\n"]


def test_an_edit_too_large_is_kept_and_not_saved(
    edit: Callable[..., tuple[int, str]], workspace: Path, tmp_path: Path
) -> None:
    """What no profile may have the size of is refused unread; the profile stays, and so does what was edited."""
    large = OLD + "#" * 1024 * 1024
    code, screen = edit(large)
    assert (code, "文件过大" in screen, "改过的一份还在" in screen) == (1, True, True)
    assert (workspace / "profiles" / "x.yaml").read_text("utf-8") == OLD
    assert _copies(tmp_path) == [large, large]


@pytest.mark.parametrize(("does", "said"), [("fail", "编辑器没有正常打开或退出"), ("gone", "副本不见了")])
def test_an_editor_that_changed_nothing_leaves_no_copy(
    edit: Callable[..., tuple[int, str]], tmp_path: Path, does: str, said: str
) -> None:
    """Where the editor fails at once, or takes the copy away, none is left and none is said to be there."""
    code, screen = edit(does)
    assert (code, said in screen, "还在" in screen, "Errno" in screen) == (1, True, False, False)
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_full_disk_leaves_what_was_edited(
    edit: Callable[..., tuple[int, str]], workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where what was edited can't be saved, why is said, the profile stays, and the copy is kept and named."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    code, screen = edit(GOOD)
    assert (code, "磁盘满了" in screen, "改过的一份还在" in screen) == (1, True, True)
    assert (workspace / "profiles" / "x.yaml").read_text("utf-8") == OLD
    assert GOOD in _copies(tmp_path)


def test_what_another_changed_meanwhile_is_not_overwritten_unasked(
    edit: Callable[..., tuple[int, str]], workspace: Path
) -> None:
    """A profile that was changed elsewhere while it was edited is asked about, and then kept as .bak."""
    code, screen = edit("answers: [\n", f"!{OLD.replace('甲', '丙')}", GOOD, typed="1\n1\n2\n")
    assert code == 0, screen
    assert "别处也改了" in screen
    assert (workspace / "profiles" / "x.yaml").read_text("utf-8") == GOOD
    assert (workspace / "profiles" / "x.yaml.bak").read_text("utf-8") == OLD.replace("甲", "丙")


def test_an_edit_broken_off_is_kept_and_named(
    edit: Callable[..., tuple[int, str]], workspace: Path, tmp_path: Path
) -> None:
    """Ctrl-C at the question what to do leaves the profile, and says where what was edited lies."""
    code, screen = edit("answers: [\n")
    assert (code, "改过的一份还在" in screen, "已中断，没有存" in screen) == (130, True, True)
    assert (workspace / "profiles" / "x.yaml").read_text("utf-8") == OLD
    assert "answers: [\n" in _copies(tmp_path)


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [("是\n", 0, "已删去"), ("否\n", 0, "没有删"), ("\n", 0, "没有删"), ("", 130, "已中断，没有删")],
)
def test_a_profile_is_removed_only_by_a_yes(
    at_terminal: Callable[..., tuple[int, str]], workspace: Path, typed: str, code: int, said: str
) -> None:
    """At a terminal a profile goes only by a yes; a no, nothing at all and a break leave it, and each is said."""
    (workspace / "profiles").mkdir()
    path = workspace / "profiles" / "x.yaml"
    path.write_text(OLD, encoding="utf-8")
    ended, screen = at_terminal("profile", "remove", "x", typed=typed)
    assert (ended, said in screen, path.exists()) == (code, True, typed != "是\n")
