"""What commands have in common."""

from __future__ import annotations

import io
import sys

import pytest

from drafter.cli.command import agrees, asked
from drafter.errors import InterruptedByUserError, UsageError


class _Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "agreed"), [("是", True), ("y", True), ("yes ", True), ("", False), ("否", False), ("好", False)]
)
def test_only_yes_is_yes(typed: str, agreed: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001
    """A plain Enter, and whatever isn't yes, is no."""
    screen = _Screen()
    monkeypatch.setattr(sys, "stdin", _Screen(f"{typed}\n"))
    monkeypatch.setattr(sys, "stdout", screen)
    assert agrees("加进来吗？", "加") is agreed
    assert "加进来吗？（是/否）" in screen.getvalue()


def test_nobody_is_asked_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal the way to say yes is told."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("是\n"))
    with pytest.raises(UsageError, match="确定要加就加 --yes"):
        agrees("加进来吗？", "加")


@pytest.mark.parametrize("broken_off", [EOFError, KeyboardInterrupt])
def test_breaking_off_a_question_says_what_comes_of_it(
    broken_off: type[BaseException], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C and Ctrl-D at a question end the command with what was not done."""

    def end() -> str:
        raise broken_off

    monkeypatch.setattr("builtins.input", end)
    with pytest.raises(InterruptedByUserError, match="已中断，没有存"):
        asked("选 1、2 或 3", "1", "已中断，没有存")
    assert capsys.readouterr() == ("选 1、2 或 3: ", "\n")


def test_a_question_without_an_answer_takes_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain Enter, or blanks, is the default."""
    monkeypatch.setattr(sys, "stdin", _Screen("  \n"))
    assert asked("选 1、2 或 3", "1", "已中断") == "1"
