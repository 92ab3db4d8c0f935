"""The interview of `drafter new`, where its journal can't be kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from drafter.cli.asking import Asked
from drafter.interview.journal import Journal
from drafter.interview.session import Session
from drafter.template import open_template

if TYPE_CHECKING:
    import pytest


def test_an_interview_goes_on_where_its_journal_can_not_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where answers can't be put down this is said once, and no answer is lost from the session."""
    (tmp_path / "file").touch()
    template = open_template("group-talk", Path("nowhere"))
    session = Session(template.definition.questions, template.resolver)
    asked = Asked(session, Journal(tmp_path / "file" / "journal.json", {}))
    session.answer("unit", "甲市公安局")
    asked.keep()
    asked.keep()
    assert capsys.readouterr().err.count("答案记不下来") == 1
    assert session.current("unit") == "甲市公安局"
