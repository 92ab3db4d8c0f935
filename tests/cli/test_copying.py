"""`drafter template copy` and `diff`: one section changed, the rest as it is shipped, and both sides' changes told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.files import shipped
from drafter.template.catalog import user_layer
from drafter.word.reader import read_docx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

    Drafter = Callable[..., Outcome]

_TALK = "group-talk"
_OLD, _NEW = "把心结谈开", "把疙瘩解开"


def _change(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")


@pytest.fixture
def closing(drafter: Drafter, workspace: Path) -> Path:
    """The closing section of the group talk, copied and changed in the workspace."""
    assert drafter("template", "copy", _TALK, "结尾").code == 0
    path = workspace / "templates" / _TALK / "closing.j2"
    _change(path, _OLD, _NEW)
    return path


def _draft(drafter: Drafter, path: Path) -> tuple[list[str], str]:
    """The lines of a draft with the sample answers, and what was said on the way."""
    done = drafter("new", _TALK, "--profile", _TALK, "--no-input", "--output", str(path))
    assert done.code == 0, done.err
    return read_docx(path.read_bytes(), str(path)), done.err


def test_a_writer_changes_the_closing_and_nothing_else(drafter: Drafter, workspace: Path) -> None:
    """The closing is looked at, copied, changed, compared, previewed and drafted: in Word only that differs."""
    before, _ = _draft(drafter, workspace / "before.docx")
    assert _OLD in drafter("template", "show", _TALK, "结尾").out
    assert drafter("template", "copy", _TALK, "结尾").code == 0
    _change(workspace / "templates" / _TALK / "closing.j2", _OLD, _NEW)
    assert _NEW in drafter("template", "diff", _TALK).out
    assert _NEW in drafter("template", "preview", _TALK, "结尾").out
    after, _ = _draft(drafter, workspace / "after.docx")
    assert _OLD in "".join(before)
    assert [line.replace(_OLD, _NEW) for line in before] == after


def test_a_difference_shows_both_lines_and_where_each_comes_from(drafter: Drafter, closing: Path) -> None:
    """The shipped line stands above one's own, with one line around them; in a pipe each is one line."""
    shown = drafter("template", "diff", _TALK, "closing").out.splitlines()
    ours = (shipped("templates") / _TALK / "closing.j2").read_text("utf-8").splitlines()
    mine = closing.read_text("utf-8").splitlines()
    heads = ["--- 自带的 closing.j2", "+++ 你的 closing.j2（工作文件夹）", "@@ 第1行"]
    assert shown == [*heads, f"  {ours[0]}", f"- {ours[1]}", f"+ {mine[1]}", f"  {ours[2]}", *["  "] * (len(shown) - 7)]


def test_without_changes_there_is_no_difference(drafter: Drafter) -> None:
    """A template that nobody changed, and a section that was merely copied, have nothing to show."""
    assert drafter("template", "copy", _TALK).code == 0
    assert drafter("template", "diff", _TALK).out == "没有改过自带的。\n"
    assert drafter("template", "diff", _TALK, "closing").out == "没有改过自带的。\n"


def test_what_was_shipped_since_is_told_until_it_was_seen(drafter: Drafter, workspace: Path, closing: Path) -> None:
    """Where the shipped section has changed since, list and new say so in one line, diff shows both, --seen ends it."""
    for path in (closing, closing.parent / ".shipped" / "closing.j2"):
        _change(path, "是信任，也是考验", "是信任")
    told = f"复制以后，自带的又有更新：{_TALK}/closing.j2（用 drafter template diff"
    assert told in drafter("template", "list").err
    assert told in drafter("template", "show", _TALK).err
    assert told in _draft(drafter, workspace / "a.docx")[1]
    both = drafter("template", "diff", _TALK).out
    assert "你复制以后，自带的也有更新" in both
    mine, ours = both.split("自带的更新：")
    assert (_NEW in mine, "也是考验" in mine) == (True, False)
    assert (_NEW in ours, "也是考验" in ours) == (False, True)
    assert drafter("template", "diff", _TALK, "--seen").out == both
    assert "更新" not in drafter("template", "list").err + _draft(drafter, workspace / "b.docx")[1]
    assert _NEW in drafter("template", "diff", _TALK).out


def test_a_section_shipped_no_more_is_told(drafter: Drafter, workspace: Path) -> None:
    """A copy of a section that is shipped no more is compared with what it was made from."""
    folder = workspace / "templates" / _TALK
    assert drafter("template", "copy", _TALK, "closing").code == 0
    for path in (folder / "closing.j2", folder / ".shipped" / "closing.j2"):
        path.rename(path.with_name("farewell.j2"))
    _change(folder / "farewell.j2", _OLD, _NEW)
    shown = drafter("template", "diff", _TALK).out
    assert "自带的已经没有这一份了" in shown
    assert _OLD in shown
    assert "自带的更新" not in shown


def test_a_copy_for_every_workspace(drafter: Drafter, workspace: Path) -> None:
    """--to-user copies into the user's layer, and the list names it once it is changed."""
    assert drafter("template", "copy", _TALK, "closing", "--to-user").code == 0
    path = user_layer() / _TALK / "closing.j2"
    _change(path, _OLD, _NEW)
    assert not (workspace / "templates").exists()
    lines = [line.split() for line in drafter("template", "list").out.splitlines()]
    assert [line[-1] for line in lines if "closing.j2" in line] == ["自带", "用户文件夹"]


def test_what_templates_share_can_be_copied(drafter: Drafter, workspace: Path) -> None:
    """The phrases are copied into shared/ and changed there for all templates, and the list says so."""
    assert drafter("template", "copy", _TALK, "phrases").code == 0
    path = workspace / "templates" / "shared" / "phrases.yaml"
    _change(path, "text: “一岗双责”", "text: “一岗两责”")
    lines = [line.split() for line in drafter("template", "list").out.splitlines()]
    assert ["phrases.yaml", "工作文件夹"] in [line[-2:] for line in lines]
    assert "一岗两责" in drafter("template", "diff", "shared").out


def test_a_copy_that_is_there_is_named_where_it_is(drafter: Drafter, workspace: Path) -> None:
    """What can't be copied since it is there already is told with its path, and stays."""
    assert drafter("template", "copy", _TALK, "phrases").code == 0
    path = workspace / "templates" / "shared" / "phrases.yaml"
    path.write_text("提法: {}\n", encoding="utf-8")
    again = drafter("template", "copy", _TALK, "phrases")
    assert str(path.relative_to(workspace)) in again.err
    assert path.read_text("utf-8") == "提法: {}\n"
