"""`drafter layout`, `drafter doctor`, and a draft in another layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.cli import EXIT_DONE, EXIT_MEND, EXIT_USAGE, run
from drafter.document import Block, Document, Words
from drafter.word import fonts, write
from drafter.word.borrowed import borrow
from drafter.word.catalog import standard


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with state of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path


def drafted(*options: str) -> int:
    """Draft without questions into draft.docx."""
    given = ("--profile", "group-talk", "--no-input", "--guidance", "none", "--output", "draft.docx")
    return run(["new", "group-talk", *given, *options])


def test_layouts_are_listed(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The list has the shipped layouts and the workspace's own."""
    (workspace / "layouts").mkdir()
    (workspace / "layouts" / "bureau.yaml").write_text("numbers: typed\n", encoding="utf-8")
    assert run(["layout", "list"]) == EXIT_DONE
    printed = capsys.readouterr().out
    assert all(name in printed for name in ("gbt9704", "lectern", "bureau"))


def test_differences_from_the_standard_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """`layout show` counts and lists them."""
    assert run(["layout", "show", "gbt9704"]) == EXIT_DONE
    assert "没有不同" in capsys.readouterr().out
    assert run(["layout", "show", "lectern"]) == EXIT_DONE
    assert "行距（磅）：标准28.95，这里30" in capsys.readouterr().out


def test_a_draft_is_written_in_the_layout_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """`--layout lectern` gives letters of 18 pt, and the summary counts its lines."""
    assert drafted("--layout", "lectern") == EXIT_DONE
    assert "每页21行、每行24字" in capsys.readouterr().out
    layout, _ = borrow(Path("draft.docx").read_bytes(), "draft.docx", standard())
    assert (layout.body.size, layout.grid.pitch) == (18, 30)


def test_a_layout_from_a_word_file_says_what_it_found(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--layout some.docx` lists what was taken and what wasn't, and writes the draft in it."""
    (workspace / "本局.docx").write_bytes(write(Document((Block("paragraph", (Words("甲"),)),))))
    assert drafted("--layout", "本局.docx") == EXIT_DONE
    told = capsys.readouterr().err
    assert "版式　正文：仿宋_GB2312，16磅" in told
    assert "版式　页码：— 1 —" in told


@pytest.mark.parametrize(
    ("layout", "code"),
    [("none", EXIT_USAGE), ("none.yaml", EXIT_MEND), ("none.docx", EXIT_MEND), ("bad.yaml", EXIT_MEND)],
)
def test_a_faulty_layout_stops_before_anything_is_written(workspace: Path, layout: str, code: int) -> None:
    """A layout that isn't there or has faults leaves no file."""
    (workspace / "bad.yaml").write_text("page: {left: -1}\n", encoding="utf-8")
    assert drafted("--layout", layout) == code
    assert not Path("draft.docx").exists()


def test_substitutes_are_written_on_demand(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`--fonts installed` puts what is there for what is missing, and says so."""
    monkeypatch.setattr(
        fonts, "installed_fonts", lambda: frozenset({"仿宋", "黑体", "宋体", "Times New Roman", "楷体"})
    )
    assert drafted("--fonts", "installed") == EXIT_DONE
    told = capsys.readouterr().err
    assert "没有装仿宋_GB2312，用仿宋代替" in told
    assert "没有装方正小标宋简体，也没有可代替的" in told
    layout, _ = borrow(Path("draft.docx").read_bytes(), "draft.docx", standard())
    assert (layout.body.fonts.east_asia, layout.title.fonts.east_asia) == ("仿宋", "方正小标宋简体")


def test_the_doctor_names_missing_fonts(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`drafter doctor` has a line for Python, LibreOffice and each font of the layout."""
    monkeypatch.setattr(fonts, "installed_fonts", lambda: frozenset({"黑体", "楷体"}))
    assert run(["doctor"]) == EXIT_DONE
    printed = capsys.readouterr().out
    assert "字体　黑体：有" in printed
    assert "字体　楷体_GB2312：没有，可用楷体代替" in printed
    assert "字体　仿宋_GB2312：没有，也没有列出的代用字体" in printed
    assert "--fonts installed" in printed
    assert "LibreOffice" in printed
