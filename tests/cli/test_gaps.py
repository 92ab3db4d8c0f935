"""`drafter gaps`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome


def test_the_gaps_of_a_draft_are_those_the_summary_named(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """What `drafter new` lists as 待补, `drafter gaps` finds in the file; --json gives the same with their keys."""
    said = drafter("new", "--profile", "group-talk", "--no-input", "--set", "goal=").out
    (draft,) = (workspace / "output").glob("*.docx")
    found = drafter("gaps", str(draft))
    assert found.code == 0
    places = json.loads(drafter("gaps", str(draft), "--json").out)
    assert f"待补{len(places)}处" in said
    assert f"待补{len(places)}处" in found.out
    assert "goal" in [place["key"] for place in places]
    assert all(place["hint"] in found.out for place in places)


def test_a_file_that_is_no_draft_is_said_to_be_none(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """What is no .docx, or isn't there, is one line that names it, and exit code 1."""
    (workspace / "a.docx").write_bytes(b"text")
    for name in ("a.docx", "b.docx"):
        outcome = drafter("gaps", name)
        assert (outcome.code, outcome.out) == (1, "")
        assert outcome.err.startswith(name)
        assert len(outcome.err.splitlines()) == 1


@pytest.mark.parametrize(
    "command", ["gaps", "update", "finish", "outline", "layout show", "profile save 某局 --from", "new --layout"]
)
def test_a_file_with_a_password_is_said_to_have_one(
    drafter: Callable[..., Outcome], workspace: Path, command: str
) -> None:
    """Word and WPS wrap such a file into one of the old form: every command says what it is and what to do."""
    head, name = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
    (workspace / "a.docx").write_bytes(head + bytes(500) + name + bytes(500))
    given = [*command.split(), "a.docx", *(("--profile", "group-talk", "--no-input") if "new" in command else ())]
    outcome = drafter(*given)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == "a.docx: 文件有密码（用 Word 或 WPS 打开，去掉密码后另存）\n"
