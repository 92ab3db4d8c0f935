"""Long text in the writer's own editor."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drafter.errors import InputError
from drafter.interview.copies import copies_of, copy_path, take_back
from drafter.interview.dialogue import ask
from drafter.interview.editor import edit
from drafter.interview.screen import Step
from tests.interview.conftest import Script, desk, resumed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drafter.interview.session import Session
    from drafter.template import Template

_START = "import os, pathlib, signal, stat, sys; path = pathlib.Path(sys.argv[1]); "
_SAVES = "path.write_text('写好的', encoding='utf-8'); "


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a journal would lie; nothing else is in its folder."""
    monkeypatch.delenv("VISUAL", raising=False)
    return tmp_path / "journals" / "one.json"


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A function that makes a script the editor; there are blanks in its path."""

    def make(code: str) -> None:
        script = tmp_path / "my editor.py"
        script.write_text(_START + code, encoding="utf-8")
        monkeypatch.setenv("EDITOR", f'{sys.executable} "{script}"')

    return make


@pytest.fixture
def asked(session: Session, template: Template, journal: Path) -> Callable[..., Script]:
    """A function that asks the question of a long text until the script is at its end."""

    def run(*answers: str | Step | tuple[str, Step]) -> Script:
        script = Script(*answers)
        at = replace(desk(script, session, template), copy=lambda key: copy_path(journal, key))
        ask(at, session.questions["story"])
        assert script.answers == []
        return script

    return run


def test_what_was_written_comes_back_and_leaves_nothing(
    journal: Path, editor: Callable[[str], None], asked: Callable[..., Script]
) -> None:
    """The editor has the text; what it saved comes back, with line ends as line feeds, and the file is gone."""
    code = "path.write_bytes(b'\\xef\\xbb\\xbf' + path.read_bytes() + '\\r\\n二\\n'.encode())"
    editor(code)
    script = asked(("一“甲”", Step.EDITOR), Step.BACK)
    assert script.prompts[1].default == "一“甲”\n二"
    assert list(journal.parent.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits; the user's folder is private")
def test_only_the_user_can_read_the_file(journal: Path, editor: Callable[[str], None]) -> None:
    """The folder of the file and the file are closed to others while the editor is open."""
    modes = "[oct(stat.S_IMODE(one.stat().st_mode)) for one in (path, path.parent)]"
    editor(f"path.write_text(str({modes}))")
    path = copy_path(journal, "story")
    assert edit("", path)
    assert path.read_text() == "['0o600', '0o700']"


@pytest.mark.parametrize(
    ("setting", "said"),
    [("", "没有设置编辑器"), ("no-such-editor -x", "“no-such-editor”打不开"), ('vi "', "写得不对")],
)
@pytest.mark.skipif(sys.platform == "win32", reason="there notepad is always found")
def test_an_editor_that_can_not_be_opened_is_told(
    journal: Path, monkeypatch: pytest.MonkeyPatch, setting: str, said: str
) -> None:
    """Where no editor is set, or it isn't there, the message says so and that one may go on in place."""
    monkeypatch.setenv("EDITOR", setting)
    with pytest.raises(InputError, match=said) as caught:
        edit("一", copy_path(journal, "story"))
    assert "就在这里写" in str(caught.value)
    assert copies_of(journal) == []


@pytest.mark.parametrize(("wanted", "stands"), [("用编辑器里存下的", "写好的"), ("用原来的", "一")])
def test_what_a_failing_editor_saved_is_offered(
    journal: Path, editor: Callable[[str], None], asked: Callable[..., Script], wanted: str, stands: str
) -> None:
    """An editor that saved and ends with an error: the writer says which text is to stand in the prompt."""
    editor(_SAVES + "sys.exit(1)")
    script = asked(("一", Step.EDITOR), wanted, Step.BACK)
    assert script.labels[0][0] == "用编辑器里存下的"
    assert script.prompts[-1].default == stands
    assert list(journal.parent.iterdir()) == []


def test_an_editor_that_fails_and_saved_nothing_changes_nothing(
    editor: Callable[[str], None], asked: Callable[..., Script]
) -> None:
    """Where there is only what stood in the prompt, or nothing, no question is asked about it."""
    editor("path.write_text(''); sys.exit(1)")
    script = asked(("一", Step.EDITOR), Step.BACK)
    assert (script.labels, script.prompts[-1].default) == ([], "一")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signal to one process alone")
def test_ctrl_c_is_the_editors(editor: Callable[[str], None], asked: Callable[..., Script]) -> None:
    """The Ctrl-C that both get ends no interview; an editor it ended has its saved text taken back."""
    both = "os.kill(os.getppid(), signal.SIGINT); signal.signal(signal.SIGINT, signal.SIG_DFL); "
    editor(_SAVES + both + "os.kill(os.getpid(), signal.SIGINT)")
    script = asked(("一", Step.EDITOR), "用编辑器里存下的", Step.BACK)
    assert script.prompts[-1].default == "写好的"


def test_a_text_that_can_not_be_read_is_kept(
    journal: Path, editor: Callable[[str], None], asked: Callable[..., Script]
) -> None:
    """What was saved in another encoding is not lost: it stays in a file that the message names."""
    editor("path.write_bytes('一段'.encode('gb18030'))")
    script = asked(("一", Step.EDITOR), Step.BACK)
    (kept,) = copies_of(journal)
    assert "不是 UTF-8" in script.said[0]
    assert script.said[1] == f"!编辑器里写的还在这个文件里：{kept}"
    assert kept.read_bytes().decode("gb18030") == "一段"
    assert script.prompts[-1].default == "一"


def test_a_file_that_can_not_be_made_leaves_the_text_in_the_prompt(
    journal: Path, editor: Callable[[str], None], asked: Callable[..., Script]
) -> None:
    """A folder in which nothing can be written is said, and the text goes on being typed in place."""
    editor(_SAVES)
    journal.parent.parent.mkdir(exist_ok=True)
    journal.parent.write_text("no folder", encoding="utf-8")
    script = asked(("一", Step.EDITOR), Step.BACK)
    assert "写不进去" in script.said[0]
    assert script.prompts[-1].default == "一"


def test_what_an_editor_had_as_the_window_closed_stands_in_its_prompt(
    session: Session, journal: Path, asked: Callable[..., Script]
) -> None:
    """A file that an editor saved and nobody took back is what stands half-typed when the interview goes on."""
    path = copy_path(journal, "story")
    path.parent.mkdir(parents=True)
    path.write_text("写好的\n", encoding="utf-8")
    session.typed["story"] = "写"
    assert take_back(journal, session) == ([path], [])
    assert resumed(session).typed == {"story": "写好的"}
    script = asked(Step.BACK)
    assert script.prompts[0].default == "写好的"


@pytest.mark.parametrize("text", ["", "一段\n二段"])
def test_a_file_that_nothing_was_written_to_is_no_text(session: Session, journal: Path, text: str) -> None:
    """A file that is empty, or has just the answer, leaves nothing half-typed."""
    session.choose("story", ("一段", "二段"))
    path = copy_path(journal, "story")
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    assert take_back(journal, session)[0] == [path]
    assert session.typed == {}


def test_a_file_that_can_not_be_read_back_stays(session: Session, journal: Path) -> None:
    """One in another encoding stays, and the fault names it."""
    path = copy_path(journal, "story")
    path.parent.mkdir(parents=True)
    path.write_bytes("一段".encode("gb18030"))
    taken, faults = take_back(journal, session)
    assert (taken, len(faults)) == ([], 1)
    assert os.fspath(path) in str(faults[0])
