"""`drafter outline`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

SPEECH = """在试行会上的讲话
同志们：
今天开个短会。下面，我讲三点意见。
一、要站得稳。站稳了才走得远，这一条不多说。
二、要看得清。看清了才做得对。一是看上头。上头怎么定就怎么办。二是看下头。下头怎么想要心里有数。
同志们，话就讲到这里。
"""


def test_a_speech_is_shown_as_a_tree_with_shares(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """The tree has title, salutation, every point under its parent, and each one's share of the length."""
    (workspace / "稿.txt").write_text(SPEECH, encoding="gb18030")
    outcome = drafter("outline", "稿.txt")
    assert outcome.code == 0, outcome.err
    lines = outcome.out.splitlines()
    assert lines[0] == "在试行会上的讲话"
    assert any(line.startswith("├── 二、要看得清　") and line.endswith("%") for line in lines)
    assert any(line.startswith("│   └── 二是看下头　") for line in lines)


def test_doubts_are_told_and_nothing_is_changed(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """A count announced that differs from the points is a doubt with line and column; the speech stays as it was."""
    (workspace / "稿.txt").write_text(SPEECH, encoding="utf-8")
    outcome = drafter("outline", "稿.txt")
    assert "稿.txt:3:" in outcome.err
    assert outcome.code == 0
    assert (workspace / "稿.txt").read_text(encoding="utf-8") == SPEECH


def test_json_gives_the_points_by_their_place(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """--json gives title, salutation and points with level, line, offset, marker and heading."""
    (workspace / "稿.txt").write_text(SPEECH, encoding="utf-8")
    found = json.loads(drafter("outline", "稿.txt", "--json").out)
    assert (found["title"], found["salutation"]) == ("在试行会上的讲话", "同志们：")
    lines = SPEECH.split("\n")
    assert [point["level"] for point in found["points"]] == [1, 1, 2, 2]
    for point in found["points"]:
        assert lines[point["line"]][point["offset"] :].startswith(point["marker"] + point["heading"])


def test_a_draft_read_back_has_its_own_outline(drafter: Callable[..., Outcome]) -> None:
    """The outline of a draft that drafter wrote has the draft's points, with the numbers that Word counts."""
    drafter("new", "--profile", "accountability-meeting", "--no-input", "--output", "x.docx")
    found = json.loads(drafter("outline", "x.docx", "--json").out)
    below = ["（一）", "（二）", "（三）"]
    assert [point["marker"] for point in found["points"]] == ["一、", *below, "二、", *below, "三、", *below]


def test_a_file_that_is_no_speech_gets_a_clear_error(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """A missing, empty or binary file is told in one line, exit 1, without a traceback."""
    (workspace / "空.txt").touch()
    (workspace / "坏.docx").write_bytes(b"PK\x03\x04" + bytes(200))
    for name in ("无.txt", "空.txt", "坏.docx"):
        outcome = drafter("outline", name)
        assert outcome.code == 1
        assert outcome.err.startswith(name)
        assert len(outcome.err.splitlines()) == 1
