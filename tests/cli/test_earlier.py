"""Headings of earlier speeches."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.cli.earlier import earlier_headings
from drafter.template import open_template

if TYPE_CHECKING:
    import pytest


def test_the_headings_of_profiles_are_found_by_level(workspace: Path) -> None:
    """Headings that were typed are found by their level, each once; the template's own and broken profiles are not."""
    (workspace / "profiles").mkdir()
    points = "answers:\n  points:\n  - heading: 大处着眼\n    points: [小处着手, 大处着眼]\n  - body: stand\n"
    (workspace / "profiles" / "a.yaml").write_text(points, encoding="utf-8")
    (workspace / "profiles" / "b.yaml").write_text(f"{points}  - 大处着眼\n", encoding="utf-8")
    (workspace / "profiles" / "c.yaml").write_text("answers: [\n", encoding="utf-8")
    (workspace / "profiles" / "d.yaml").write_text("answers:\n  points: {a: b}\n", encoding="utf-8")
    questions = open_template("accountability-meeting", Path("nowhere")).definition.questions.values()
    assert earlier_headings(workspace, questions) == (("大处着眼",), ("小处着手", "大处着眼"))


def test_profiles_that_cannot_be_looked_into_have_no_headings(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the user may not read the folder of profiles, no headings are suggested, and nothing else stops."""

    def refuse(_: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    (workspace / "profiles").mkdir()
    questions = open_template("accountability-meeting", Path("nowhere")).definition.questions.values()
    monkeypatch.setattr(type(workspace), "iterdir", refuse)
    assert earlier_headings(workspace, questions) == ((), ())
