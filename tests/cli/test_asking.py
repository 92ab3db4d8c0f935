"""The interview of `drafter new`: where it begins, and where its journal can't be kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from drafter.cli.asking import Asked, begin
from drafter.cli.given import given_layers, lay
from drafter.cli.length import Length
from drafter.interview.journal import Journal
from drafter.interview.session import Session
from drafter.profiles import read_profile
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
    asked = Asked(session, Journal(tmp_path / "file" / "journal.json", {}), Length(180))
    session.answer("unit", "甲市公安局")
    asked.keep()
    asked.keep()
    assert capsys.readouterr().err.count("答案记不下来") == 1
    assert session.current("unit") == "甲市公安局"


def test_a_journal_is_kept_again_as_soon_as_it_can_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Once the disk takes them again, answers are put down, those given meanwhile too; a new fault is told anew."""
    blocked = tmp_path / "file"
    blocked.touch()
    template = open_template("group-talk", Path("nowhere"))
    session = Session(template.definition.questions, template.resolver)
    asked = Asked(session, Journal(blocked / "journal.json", {}), Length(180))
    session.answer("unit", "甲市公安局")
    asked.keep()
    assert not asked.left()
    blocked.unlink()
    asked.want(25)
    assert "--resume" in asked.left()
    back = Session(template.definition.questions, template.resolver)
    asked.journal.restore(back)
    assert back == session
    assert asked.length.wanted == 4500
    assert '"minutes": "25"' in asked.journal.path.read_text(encoding="utf-8")
    assert capsys.readouterr().err.count("答案记不下来") == 1


def test_what_a_profile_leaves_open_is_asked_and_an_answer_typed_to_it_stays(tmp_path: Path) -> None:
    """A question that a profile leaves open is open in the interview; an answer typed is there after a break."""
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "单位.yaml").write_text("answers: {unit: 甲市公安局, goal: 一流}\n", encoding="utf-8")
    text = "template: group-talk\nextends: 单位\nleft_open: [unit, goal]\n"
    (tmp_path / "profiles" / "会议.yaml").write_text(text, encoding="utf-8")
    template = open_template("group-talk", tmp_path)
    layer = read_profile("会议", tmp_path)
    merged = lay(given_layers(layer, None, ["speaker="], tmp_path), template.definition.questions, tmp_path)
    session = begin(template, merged, layer, None)
    assert session.left_open == {"unit", "goal", "speaker"}
    asking = session.asking()
    assert asking
    assert asking.key == "unit"
    session.answer("unit", "乙市公安局")
    journal = Journal(tmp_path / "journal.json", {})
    journal.write(session)
    again = begin(template, merged, layer, journal)
    assert (again.current("unit"), again.left_open) == ("乙市公安局", {"goal", "speaker"})
