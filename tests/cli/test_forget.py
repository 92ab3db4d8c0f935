"""`drafter forget`: what broken-off interviews left is listed and removed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter.interview.journal import journal_folder, kept_journals, new_journal
from drafter.interview.session import Session
from drafter.template import open_template

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome


@pytest.fixture
def two_kept(workspace: Path) -> None:
    """Two interviews that were broken off, one of them damaged."""
    template = open_template("group-talk", Path("nowhere"))
    session = Session(template.definition.questions, template.resolver)
    session.answer("unit", "甲市公安局")
    new_journal(workspace, {"template": "group-talk", "name": template.definition.name}).write(session)
    damaged = new_journal(workspace, {})
    damaged.path.write_text("{", encoding="utf-8")
    (journal_folder() / ".drafter-half").write_text("甲", encoding="utf-8")


@pytest.mark.usefixtures("two_kept")
def test_all_that_is_kept_is_listed_and_removed(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """With --yes everything goes, damaged or half-written too, after it was listed with speech, answers and folder."""
    outcome = drafter("forget", "--yes")
    assert outcome.code == 0
    for said in ("领导干部集体谈心谈话会讲话", "答了1项", "已损坏", str(workspace), "已删去2份"):
        assert said in outcome.out
    assert "甲市公安局" not in outcome.out
    assert list(journal_folder().iterdir()) == []
    assert "没有留下什么" in drafter("forget").out


@pytest.mark.usefixtures("two_kept")
def test_where_nobody_can_be_asked_nothing_is_removed(drafter: Callable[..., Outcome]) -> None:
    """Without a terminal and without --yes it lists, says what to do, exits 2 and removes nothing."""
    outcome = drafter("forget")
    assert outcome.code == 2
    assert "--yes" in outcome.err
    assert len(kept_journals()) == 2
