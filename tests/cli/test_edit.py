"""`drafter profile edit` in a terminal, with a script for an editor."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pty = pytest.importorskip("pty", reason="terminals of POSIX")
pytestmark = pytest.mark.terminal
OLD = "# 本局\nanswers:\n  unit: 甲\n"
GOOD = OLD.replace("甲", "乙")
# writes the next of the texts each time it is opened; one that starts with ! is what someone else saves meanwhile
EDITOR = """
import pathlib, sys
texts = sorted(pathlib.Path(sys.argv[1]).glob("*.txt"))
text = texts[0].read_text("utf-8")
texts[0].unlink()
if text == "fail":
    sys.exit(3)
if text.startswith("!"):
    pathlib.Path("profiles/x.yaml").write_text(text[1:], "utf-8")
else:
    pathlib.Path(sys.argv[2]).write_text(text, "utf-8")
"""


@pytest.fixture
def edit(workspace: Path, tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """Edit the profile x: what the editor writes each time, then what is typed; exit code and screen."""
    (workspace / "profiles").mkdir()
    (workspace / "profiles" / "x.yaml").write_text(OLD, encoding="utf-8")
    script = tmp_path / "editor.py"
    script.write_text(EDITOR, encoding="utf-8")
    (tmp_path / "tmp").mkdir()

    def run(*texts: str, typed: str = "") -> tuple[int, str]:
        for number, text in enumerate(texts):
            (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
        ours, theirs = pty.openpty()
        environment = {
            **os.environ,
            "EDITOR": f"{sys.executable} {script} {tmp_path}",
            "VISUAL": "",
            "PYTHONUTF8": "1",
            "TMPDIR": str(tmp_path / "tmp"),
        }
        command = [sys.executable, "-c", "from drafter.cli import main; main()", "profile", "edit", "x"]
        process = subprocess.Popen(
            command, cwd=workspace, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
        )
        os.close(theirs)
        os.write(ours, typed.encode())
        shown = b""
        while chunk := _read(ours):
            shown += chunk
        os.close(ours)
        return process.wait(timeout=60), shown.decode("utf-8", "replace")

    return run


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other side is closed
        return b""


def _copies(tmp_path: Path) -> list[str]:
    return [path.read_text("utf-8") for path in (tmp_path / "tmp").rglob("x.yaml")]


def test_a_right_edit_takes_the_profiles_place(
    edit: Callable[..., tuple[int, str]], workspace: Path, tmp_path: Path
) -> None:
    """What was edited without a fault is the profile, what it was before stays as .bak, and no copy is left."""
    code, screen = edit(GOOD)
    assert (code, "已存" in screen) == (0, True)
    assert (workspace / "profiles" / "x.yaml").read_text("utf-8") == GOOD
    assert (workspace / "profiles" / "x.yaml.bak").read_text("utf-8") == OLD
    assert _copies(tmp_path) == []


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
    assert (workspace / "profiles" / "x.yaml").read_text("utf-8") == left


def test_an_editor_that_fails_loses_nothing(
    edit: Callable[..., tuple[int, str]], workspace: Path, tmp_path: Path
) -> None:
    """Where the editor fails on the second time the profile stays, and what was edited is kept and named."""
    code, screen = edit("unit: 甲\n", "fail", typed="1\n")
    assert (code, "改过的一份还在" in screen) == (1, True)
    assert (workspace / "profiles" / "x.yaml").read_text("utf-8") == OLD
    assert _copies(tmp_path) == ["unit: 甲\n"]


def test_what_another_changed_meanwhile_is_not_overwritten_unasked(
    edit: Callable[..., tuple[int, str]], workspace: Path
) -> None:
    """A profile that was changed elsewhere while it was edited is asked about, and then kept as .bak."""
    code, screen = edit("answers: [\n", f"!{OLD.replace('甲', '丙')}", GOOD, typed="1\n1\n2\n")
    assert code == 0, screen
    assert "别处也改了" in screen
    assert (workspace / "profiles" / "x.yaml").read_text("utf-8") == GOOD
    assert (workspace / "profiles" / "x.yaml.bak").read_text("utf-8") == OLD.replace("甲", "丙")
