"""What is kept of an interview that was broken off."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from drafter.errors import InputError
from drafter.interview.journal import Journal, last_journal, new_journal
from drafter.interview.session import Session
from drafter.template import open_template


def session() -> Session:
    """An interview of the group talk that begins."""
    template = open_template("group-talk", Path("nowhere"))
    return Session(template.definition.questions, template.resolver)


def test_a_session_comes_back_as_it_was_left(workspace: Path) -> None:
    """Answers of every kind, what was left open and what was passed come back from the journal."""
    left = session()
    for key, text in {"unit": "甲\n“乙”", "date": "2026-01-15", "rules": "《甲》；《乙》", "closing": "否"}.items():
        left.answer(key, text)
    left.answer("cases", "第一段\n第二段")
    left.answer("points", "甲\n乙")
    left.leave_open("audience")
    new_journal(workspace, {"template": "group-talk"}).write(left)
    journal = last_journal(workspace)
    assert journal is not None
    back = session()
    journal.restore(back)
    assert (back.answers, back.left_open, back.passed) == (left.answers, left.left_open, left.passed)


def test_the_newest_journal_of_this_workspace_is_found(workspace: Path, tmp_path: Path) -> None:
    """Of several journals the newest is found, and none of another workspace."""
    for template in ("a", "b"):
        new_journal(workspace, {"template": template}).write(session())
    new_journal(tmp_path, {"template": "c"}).write(session())
    found = last_journal(workspace)
    assert found is not None
    assert found.options == {"template": "b"}


def test_nothing_is_found_where_nothing_was_left(workspace: Path) -> None:
    """Without a journal there is None, and so there is once it was removed."""
    assert last_journal(workspace) is None
    journal = new_journal(workspace, {"template": "a"})
    journal.write(session())
    journal.remove()
    assert last_journal(workspace) is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits; the user's own folder is private there")
def test_only_the_user_can_read_a_journal(workspace: Path) -> None:
    """A journal and the folder it lies in are readable by their user alone."""
    journal = new_journal(workspace, {"template": "a"})
    journal.write(session())
    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(journal.path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"answers": 1, "passed": {}, "left_open": "x"}'])
def test_a_damaged_journal_never_ends_in_a_traceback(workspace: Path, text: str) -> None:
    """A journal that was damaged is a clear error, or restores nothing."""
    journal = new_journal(workspace, {"template": "a"})
    journal.path.parent.mkdir(parents=True)
    journal.path.write_text(text, encoding="utf-8")
    back = session()
    try:
        Journal(journal.path, {}).restore(back)
    except InputError as error:
        assert "损坏" in str(error)  # noqa: PT017 - an error is one of two right outcomes
    assert back.answers == {}
