"""Which interview that was broken off to go on with, and what its profile gave."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter.cli.resuming import Wanted, journal_to_resume, profile_of
from drafter.errors import UsageError
from drafter.interview import journal as journals
from drafter.interview.journal import Journal, new_journal
from drafter.interview.session import Session
from drafter.layers import merge
from drafter.template import open_template

if TYPE_CHECKING:
    from drafter.layers import Layer

TEMPLATE = open_template("group-talk", Path("nowhere"))
PROFILE = "pace: 250\nanswers: {unit: 甲市公安局, rules: [甲；乙, 丙]}\n"


@pytest.fixture
def begun(workspace: Path) -> Journal:
    """The journal of an interview that began with a profile."""
    (workspace / "profiles").mkdir()
    (workspace / "profiles" / "本局.yaml").write_text(PROFILE, encoding="utf-8")
    session = Session(TEMPLATE.definition.questions, TEMPLATE.resolver)
    session.known = {"unit": "甲市公安局", "rules": ("甲；乙", "丙")}
    journal = new_journal(workspace, {"profile": "本局", "pace": "250"})
    journal.write(session)
    return journal


def _values(layer: Layer | None) -> object:
    assert layer
    return merge([layer], TEMPLATE.definition.questions, lambda _: ()).values, layer.pace, layer.source


@pytest.mark.parametrize(
    "text", [None, "answers: [\n", "answers: {units: 甲}\n", "answers: {date: 昨天}\n", "extends: 没有\n"]
)
def test_a_profile_that_can_not_be_used_any_more_is_taken_from_the_journal(
    workspace: Path, begun: Journal, text: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """Removed, broken, or with a wrong key or value: this is said once, and what it gave is as it was."""
    path = workspace / "profiles" / "本局.yaml"
    before = profile_of(begun, TEMPLATE, workspace)
    assert capsys.readouterr().err == ""
    if text is None:
        path.unlink()
    else:
        path.write_text(text, encoding="utf-8")
    assert _values(profile_of(begun, TEMPLATE, workspace)) == _values(before)
    assert capsys.readouterr().err.count("档案“本局”现在用不了") == 1


def test_a_profile_that_was_changed_since_is_taken_as_it_is(workspace: Path, begun: Journal) -> None:
    """Answers that were put right in the profile meanwhile are the new ones."""
    changed = PROFILE.replace("甲市", "乙市")
    (workspace / "profiles" / "本局.yaml").write_text(changed, encoding="utf-8")
    assert "乙市公安局" in str(_values(profile_of(begun, TEMPLATE, workspace)))


def test_an_interview_without_a_profile_has_none(workspace: Path) -> None:
    """Where no profile was named none is looked for."""
    assert profile_of(new_journal(workspace, {}), TEMPLATE, workspace) is None


def test_one_that_is_open_elsewhere_is_named_as_such(
    workspace: Path, begun: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another window is at is no break to go on with, and the message says where it is."""
    monkeypatch.setattr(journals, "_kept", lambda _: None)  # as where another process holds it
    assert begun.path.exists()
    with pytest.raises(UsageError, match="另一个窗口"):
        journal_to_resume(workspace, Wanted(), newest=True)


def test_where_nothing_was_broken_off_this_is_said(workspace: Path) -> None:
    """Without a journal there is nothing to go on with, and no word of windows."""
    with pytest.raises(UsageError, match="没有中断的起草"):
        journal_to_resume(workspace, Wanted(), newest=True)
