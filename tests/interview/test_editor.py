"""Long text in the writer's own editor."""

from __future__ import annotations

import sys
import tempfile
from typing import TYPE_CHECKING

import pytest

from drafter.errors import InputError
from drafter.interview.editor import edited

if TYPE_CHECKING:
    from pathlib import Path

_START = "import os, pathlib, stat, sys; path = pathlib.Path(sys.argv[1]); "


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which temporary files are made, and nothing else."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.delenv("VISUAL", raising=False)
    return folder


def editor(folder: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Make a script the editor; there are blanks in its path."""
    script = folder.parent / "my editor.py"
    script.write_text(_START + code, encoding="utf-8")
    monkeypatch.setenv("EDITOR", f'{sys.executable} "{script}"')


def test_what_was_written_comes_back_and_leaves_nothing(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The editor has the text; what it saved comes back, with line ends as line feeds, and the file is gone."""
    editor(temporary, monkeypatch, "path.write_bytes(b'\\xef\\xbb\\xbf' + path.read_bytes() + '\\r\\n二\\n'.encode())")
    assert edited("一“甲”") == "一“甲”\n二"
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits; the temporary folder is private")
def test_only_the_user_can_read_the_file(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of the file is closed to others while the editor is open."""
    editor(temporary, monkeypatch, "path.write_text(oct(stat.S_IMODE(path.parent.stat().st_mode)))")
    assert edited("") == "0o700"


@pytest.mark.parametrize(
    ("setting", "said"),
    [("", "没有设置编辑器"), ("no-such-editor -x", "“no-such-editor”打不开"), ('vi "', "写得不对")],
)
@pytest.mark.skipif(sys.platform == "win32", reason="there notepad is always found")
def test_an_editor_that_can_not_be_opened_is_told(
    temporary: Path, monkeypatch: pytest.MonkeyPatch, setting: str, said: str
) -> None:
    """Where no editor is set, or it isn't there, the message says so and that one may go on in place."""
    monkeypatch.setenv("EDITOR", setting)
    with pytest.raises(InputError, match=said) as caught:
        edited("一")
    assert "就在这里写" in str(caught.value)
    assert list(temporary.iterdir()) == []


def test_an_editor_that_fails_changes_nothing(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that ends with an error is told of, what it wrote is not used, and the file is gone."""
    editor(temporary, monkeypatch, "path.write_text('x'); sys.exit(1)")
    with pytest.raises(InputError, match="没有正常结束"):
        edited("一")
    assert list(temporary.iterdir()) == []


def test_a_text_that_can_not_be_read_is_kept(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was saved in another encoding is not lost: it stays in a file that the message names."""
    editor(temporary, monkeypatch, "path.write_bytes('一段'.encode('gb18030'))")
    with pytest.raises(InputError, match="不是 UTF-8") as caught:
        edited("")
    (folder,) = temporary.iterdir()
    (kept,) = folder.iterdir()
    assert str(kept) in str(caught.value)
    assert kept.read_bytes().decode("gb18030") == "一段"
