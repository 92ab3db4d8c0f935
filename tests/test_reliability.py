"""The promises of docs/reliability.md: each is held by a test that there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
ROWS = re.findall(
    r"^\|.+\| (tests/\S+) (.+?) \|$", (PROJECT / "docs" / "reliability.md").read_text("utf-8"), re.MULTILINE
)
NAMED = [(path, name) for path, names in ROWS for name in re.findall(r"`(test_\w+)`", names)]


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_each_promise_is_held_by_a_test(path: str, name: str) -> None:
    """The test that a promise names is in the file that it names."""
    assert f"def {name}(" in (PROJECT / path).read_text("utf-8")


def test_every_test_of_hostile_input_and_faults_holds_a_promise() -> None:
    """What is tried in tests/fuzz and tests/faults is promised."""
    folders = (PROJECT / "tests" / folder for folder in ("fuzz", "faults"))
    found = {
        (path.relative_to(PROJECT).as_posix(), name)
        for folder in folders
        for path in folder.glob("test_*.py")
        for name in re.findall(r"^def (test_\w+)\(", path.read_text("utf-8"), re.MULTILINE)
    }
    assert found <= set(NAMED)
