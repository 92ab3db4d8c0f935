"""How far a long piece of work is."""

from __future__ import annotations

import io
import sys

import pytest

from drafter.cli.progress import progress


class _Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("total", "screen"), [(19, _Screen()), (100, io.StringIO())])
def test_short_work_and_work_without_a_terminal_load_no_bar(
    total: int, screen: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Items are handed on as they are, and rich isn't loaded."""
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setitem(sys.modules, "drafter.cli.display", None)
    assert list(progress("写", range(total), total)) == list(range(total))
    assert screen.getvalue() == ""


def test_long_work_on_a_terminal_shows_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """All items come, and what is done to them is said on standard error."""
    screen = _Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    assert list(progress("写", range(20), 20)) == list(range(20))
    assert "写" in screen.getvalue()
