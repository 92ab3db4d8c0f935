"""What is kept of an interview that was broken off."""

from __future__ import annotations

import datetime as dt
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from drafter.answers import convert
from drafter.errors import InputError
from drafter.interview.copies import copy_path
from drafter.interview.journal import (
    Journal,
    is_held,
    journal_folder,
    kept_journals,
    new_journal,
    stray_copies,
    sweep,
)
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
    left.typed["post"] = "局\n长"
    left.go("unit")
    new_journal(workspace, {"template": "group-talk"}).write(left)
    (kept,) = kept_journals(workspace)
    back = session()
    kept.journal.restore(back)
    assert (back.answers, back.left_open, back.passed) == (left.answers, left.left_open, left.passed)
    assert (back.typed, back.at) == (left.typed, "unit")
    assert kept.answers == len(left.answers)


def test_what_a_profile_gave_is_in_the_journal(workspace: Path) -> None:
    """Answers of a profile, also those asked anew, can be read again as a profile gives them."""
    begun = session()
    begun.known, begun.last = {"unit": "甲\n“乙”", "rules": ("甲；乙", "丙")}, {"date": dt.date(2026, 1, 15)}
    journal = new_journal(workspace, {})
    journal.write(begun)
    known = {key: convert(begun.questions[key], node) for key, node in journal.known().entries.items()}
    assert known == {**begun.known, **begun.last}


def test_what_is_left_open_is_no_answer(workspace: Path) -> None:
    """An answer that was set aside is kept, comes back, and is not counted."""
    left = session()
    left.answer("unit", "甲")
    left.leave_open("unit")
    new_journal(workspace, {}).write(left)
    (kept,) = kept_journals(workspace)
    back = session()
    kept.journal.restore(back)
    assert (back.answers, back.left_open, kept.answers) == ({"unit": "甲"}, {"unit"}, 0)


def test_the_journals_of_a_workspace_are_found_the_newest_first(workspace: Path, tmp_path: Path) -> None:
    """The newest journal stands first, and those of another workspace are found only where all are looked for."""
    for n, (where, template) in enumerate([(workspace, "a"), (workspace, "b"), (tmp_path, "c")]):
        journal = new_journal(where, {"template": template})
        journal.write(session())
        os.utime(journal.path, (n, n))
    assert [kept.journal.options["template"] for kept in kept_journals(workspace)] == ["b", "a"]
    assert [kept.journal.options["template"] for kept in kept_journals()] == ["c", "b", "a"]


def test_nothing_is_found_where_nothing_was_left(workspace: Path) -> None:
    """Without a journal nothing is found, and nothing is left of one that was removed."""
    assert kept_journals(workspace) == []
    journal = new_journal(workspace, {"template": "a"})
    journal.write(session())
    assert journal.claim()
    journal.remove()
    assert kept_journals(workspace) == []
    assert list(journal_folder().iterdir()) == []


def test_what_the_template_has_no_question_for_stays(workspace: Path) -> None:
    """Answers and half-typed text of a question that is gone, or takes them no longer, outlast being gone on with."""
    left = session()
    left.answer("unit", "甲")
    journal = new_journal(workspace, {})
    journal.strange = {"answers": {"old": ["一", "二"], "date": "昨天"}, "typed": {"older/改/三": "半"}}
    journal.write(left)
    for _ in range(2):
        (kept,) = kept_journals(workspace)
        back = session()
        kept.journal.restore(back)
        assert (back.answers, back.typed) == ({"unit": "甲"}, {})
        assert kept.journal.strange == journal.strange
        kept.journal.write(back)


def test_a_text_that_only_an_editor_has_is_something(workspace: Path) -> None:
    """A journal in which nothing else was done is one to go on with, and forgetting it takes the text."""
    journal = new_journal(workspace, {})
    journal.write(session())
    path = copy_path(journal.path, "cases")
    path.parent.mkdir()
    path.write_text("一段", encoding="utf-8")
    (kept,) = kept_journals(workspace)
    assert not kept.is_untouched
    assert stray_copies() == []
    journal.remove()
    sweep()
    assert stray_copies() == [path]
    journal.forget()
    assert list(journal_folder().iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits; the user's own folder is private there")
def test_only_the_user_can_read_a_journal(workspace: Path) -> None:
    """A journal and the folder it lies in are readable by their user alone."""
    journal = new_journal(workspace, {"template": "a"})
    journal.write(session())
    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(journal.path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"answers": 1, "passed": {}, "left_open": "x", "at": [], "typed": {"unit": 1}}']
)
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


def test_two_interviews_never_share_a_journal(workspace: Path) -> None:
    """A journal that an interview is at is offered to no other; it is again as soon as that process is killed."""
    journal = new_journal(workspace, {"template": "a"})
    journal.write(session())
    code = "import sys; from pathlib import Path; from drafter.interview.journal import Journal; "
    code += "print(Journal(Path(sys.argv[1]), {}).claim(), flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", code, str(journal.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as other:
        assert other.stdout
        assert other.stdout.readline() == "True\n"
        assert kept_journals(workspace) == []
        assert is_held(workspace)
        assert not journal.claim()
        other.kill()
    assert [kept.journal.path for kept in kept_journals(workspace)] == [journal.path]
    assert not is_held(workspace)
    assert journal.claim()


def test_an_interview_that_only_began_is_told_from_one_that_was_left(workspace: Path) -> None:
    """A journal in which nothing was done yet is known as such; one question left open or half-typed is something."""
    begun, left, typed = session(), session(), session()
    left.leave_open("unit")
    typed.typed["unit"] = "甲"
    for n, one in enumerate((begun, left, typed)):
        journal = new_journal(workspace, {})
        journal.write(one)
        os.utime(journal.path, (n, n))
    assert [kept.is_untouched for kept in kept_journals(workspace)] == [False, False, True]


def test_new_journals_have_names_of_their_own(workspace: Path) -> None:
    """Interviews that begin at the same moment get journals of their own."""
    assert len({new_journal(workspace, {}).path for _ in range(100)}) == 100


def test_what_a_killed_process_left_is_swept_away(workspace: Path) -> None:
    """Half-written files and claims without a journal go, journals stay."""
    journal = new_journal(workspace, {})
    journal.write(session())
    for name in (".drafter-x1", "old.lock"):
        (journal_folder() / name).touch()
    sweep()
    assert [path.name for path in journal_folder().iterdir()] == [journal.path.name]
    running = new_journal(workspace, {})
    running.write(session())
    other = Journal(running.path, {})
    assert other.claim()
    (journal_folder() / ".drafter-x2").touch()
    sweep()
    assert (journal_folder() / ".drafter-x2").exists()
    other.remove()
