"""Which interview that was broken off to go on with, and what its profile gave."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter.cli.asking import Asked, begin
from drafter.cli.length import Length
from drafter.cli.new import _resumed
from drafter.cli.options import Options
from drafter.cli.resuming import Wanted, journal_to_resume, profile_of
from drafter.errors import InputError, UsageError
from drafter.interview import journal as journals
from drafter.interview.copies import copy_path
from drafter.interview.journal import Journal, new_journal
from drafter.interview.prompts import Terminal
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


def test_where_there_are_some_elsewhere_the_folders_are_named(workspace: Path, begun: Journal, tmp_path: Path) -> None:
    """In a folder without a journal the message says in which there are some."""
    assert begun.path.exists()
    with pytest.raises(UsageError, match="没有中断的起草") as caught:
        journal_to_resume(tmp_path, Wanted(), newest=True)
    assert f"别的文件夹里有：{workspace}" in str(caught.value)


@pytest.mark.parametrize(
    ("wanted", "unused"),
    [
        (Wanted(), ""),
        (Wanted("group-talk", "本局", has_answers=True), ""),
        (Wanted("领导干部集体谈心谈话会讲话"), ""),
        (Wanted("述责述廉大会讲话"), "这次写的模板“述责述廉大会讲话”"),
        (Wanted("x", "y", has_answers=True), "这次写的模板“x”、--set、--answers 的答案、档案“y”"),
    ],
)
def test_what_going_on_would_not_use_is_said(
    workspace: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    wanted: Wanted,
    unused: str,
) -> None:
    """A journal of another template or profile is offered second, and says what of the command line it leaves out."""
    session = Session(TEMPLATE.definition.questions, TEMPLATE.resolver)
    session.answer("unit", "甲市公安局")
    name = TEMPLATE.definition.name
    journal = new_journal(workspace, {"template": "group-talk", "name": name, "profile": "本局"})
    journal.write(session)

    def choose(_self: object, _message: str, choices: list[tuple[str, object]], **_more: object) -> object:
        return choices[0][1]

    monkeypatch.setattr(Terminal, "choose", choose)
    found = journal_to_resume(workspace, wanted, newest=False)
    assert (found is None) == bool(unused)
    assert capsys.readouterr().err == (f"接着答{name}，就不用{unused}。\n" if unused else "")


def test_answers_for_another_template_are_not_laid_over_a_journal(workspace: Path) -> None:
    """Going on with a journal of another template than was named leaves --set and --answers out; of the same, not."""
    given = {"profile": "", "no_input": False, "outline_only": False, "output": None, "save_profile": ""}
    rest = {"resume": False, "guidance": "list", "layout": "gbt9704", "fonts": "layout", "minutes": None}
    for template, left in (("other", ()), ("group-talk", ("unit=甲",)), ("", ("unit=甲",))):
        options = Options(template, answers=None, settings=("unit=甲",), workspace=workspace, **given, **rest)  # type: ignore[arg-type]
        assert options.resumed({"template": "group-talk", "name": "谈话"}).settings == left


def test_what_a_changed_template_no_longer_asks_is_told(
    workspace: Path, begun: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """Going on with answers to questions that are gone says what they are, once, and leaves them in the journal."""
    begun.strange = {"answers": {"old": ["一", "二"]}, "typed": {"older": "半"}}
    begun.write(Session(TEMPLATE.definition.questions, TEMPLATE.resolver))
    session = begin(TEMPLATE, merge([], TEMPLATE.definition.questions, lambda _: ()), None, begun)
    said = capsys.readouterr().err
    assert said.count("现在没有问题可放") == 1
    assert 'old：["一", "二"]' in said
    assert "older：半" in said
    begun.write(session)
    assert '"old"' in begun.path.read_text(encoding="utf-8")
    assert workspace.exists()


def test_what_an_editor_had_is_brought_back_and_its_file_goes(
    workspace: Path, begun: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """An editor's text is put down in the journal before its file goes; one at fault is told and stays."""
    session = Session(TEMPLATE.definition.questions, TEMPLATE.resolver)
    path = copy_path(begun.path, "cases")
    path.parent.mkdir()
    path.write_bytes("一段".encode("gb18030"))
    asked = Asked(session, begun, Length(250, 0))
    asked.bring_back()
    assert str(path) in capsys.readouterr().err
    path.write_text("一段", encoding="utf-8")
    asked.bring_back()
    assert "一段" in begun.path.read_text(encoding="utf-8")
    assert not path.parent.exists()
    assert workspace.exists()


def test_a_template_that_is_gone_leaves_its_answers(workspace: Path, begun: Journal) -> None:
    """Going on without the template says that the answers are kept and where."""
    given = {"answers": None, "settings": (), "no_input": False, "outline_only": False, "output": None}
    rest = {"save_profile": "", "guidance": "list", "layout": "gbt9704", "fonts": "layout", "minutes": None}
    options = Options("没有了", "", resume=True, workspace=workspace, **given, **rest)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="上次答过的都还留着") as caught:
        _resumed(options, begun)
    assert str(begun.path) in str(caught.value)
    assert begun.path.exists()
