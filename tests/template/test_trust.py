"""What comes with drafter, was mined here or was vouched for renders in this process; all else in one of its own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from drafter.drafting import draft
from drafter.files import shipped
from drafter.homes import state_folder
from drafter.template import open_template, remote
from drafter.template.catalog import Catalog
from drafter.template.remote import RemoteRenderer
from drafter.template.trust import vouch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

_SHIPPED = "accountability-meeting"
_SPEECH = """在全市公安工作会议上的讲话

同志们：
一、抓好防范
要抓实。
二、抓好打击
要抓细。
同志们，让我们一起努力！
"""
_SMALL = "name: 小\nfront: {title: 题}\nquestions:\n- {key: unit, default: 甲局}\nsections: [{name: body}]\n"


def _is_apart(workspace: Path, name: str = "small") -> bool:
    """Whether a template renders in a process of its own."""
    return isinstance(open_template(name, workspace).renderer.behind, RemoteRenderer)


@pytest.fixture
def small(workspace: Path) -> Path:
    """A workspace with a template that came from somewhere."""
    folder = workspace / "templates" / "small"
    folder.mkdir(parents=True)
    (folder / "template.yaml").write_text(_SMALL, encoding="utf-8")
    (folder / "body.j2").write_text("{{ unit }}开会。", encoding="utf-8")
    return workspace


def test_a_strangers_template_is_drafted_without_a_question(small: Path) -> None:
    """A template that nobody vouched for drafts as any other."""
    assert _is_apart(small)
    document = draft(open_template("small", small), {}).document
    assert [block.text for block in document.blocks] == ["题", "甲局开会。"]


def test_what_is_vouched_for_is_what_the_files_say(small: Path) -> None:
    """Vouched for once, it renders here; with one character changed it is a stranger's again; put back, it is known."""
    vouch(Catalog.of(small), "small")
    assert not _is_apart(small)
    for name in ("body.j2", "template.yaml"):
        path = small / "templates" / "small" / name
        before = path.read_text("utf-8")
        path.write_text(f"{before}\n", encoding="utf-8")
        assert _is_apart(small)
        path.write_text(before, encoding="utf-8")
        assert not _is_apart(small)
    (small / "templates" / "small" / "more.j2").write_text("多", encoding="utf-8")
    assert _is_apart(small)


def test_a_copy_in_another_folder_is_vouched_for_too(small: Path) -> None:
    """It is the content that counts: the same files under another name are known."""
    vouch(Catalog.of(small), "small")
    (small / "templates" / "small").rename(small / "templates" / "other")
    assert not _is_apart(small, "other")


@pytest.mark.parametrize("name", [_SHIPPED, "group-talk"])
def test_what_comes_with_drafter_is_known(workspace: Path, name: str) -> None:
    """A shipped template renders in this process, and so does an unchanged copy of all of its files."""
    assert not _is_apart(workspace, name)
    for file, path in Catalog.of(workspace).files(name).items():
        copy = workspace / "templates" / name / file
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert not _is_apart(workspace, name)
    (workspace / "templates" / name / "closing.j2").write_text("自己的结尾", encoding="utf-8")
    assert _is_apart(workspace, name)


@pytest.mark.parametrize(("name", "is_apart"), [("more.j2", True), ("questions.yaml", True), ("phrases.yaml", False)])
def test_shared_files_count_for_every_template(workspace: Path, name: str, is_apart: bool) -> None:  # noqa: FBT001 - a row
    """A shared section or question of a stranger makes all templates his; set phrases are text, which does nothing."""
    folder = workspace / "templates" / "shared"
    folder.mkdir(parents=True)
    text = (shipped("templates") / "shared" / name).read_text("utf-8") if name != "more.j2" else ""
    (folder / name).write_text(f"{text}\n# 又一行\n", encoding="utf-8")
    assert _is_apart(workspace, _SHIPPED) is is_apart


def test_a_linked_folder_brings_nothing_in(small: Path) -> None:
    """A file that a known template reaches by a link, and that was not looked at, is no file of it."""
    (small / "templates" / "small" / "body.j2").write_text('{% include "points/x.j2" ignore missing %}在', "utf-8")
    (small / "templates" / "else").mkdir()
    (small / "templates" / "else" / "x.j2").write_text("外来", "utf-8")
    vouch(Catalog.of(small), "small")
    (small / "templates" / "small" / "points").symlink_to(small / "templates" / "else")
    document = draft(open_template("small", small), {}).document
    assert [block.text for block in document.blocks] == ["题", "在"]


@pytest.mark.parametrize("harm", ["nonsense", "a folder", "no text"])
def test_a_list_that_cannot_be_read_vouches_for_nothing(small: Path, harm: str) -> None:
    """Where what was vouched for can't be read, templates render apart, and nothing else happens."""
    vouch(Catalog.of(small), "small")
    path = state_folder() / "trust" / "templates.txt"
    if harm == "a folder":
        path.unlink()
        path.mkdir()
    else:
        path.write_bytes(b"\xff\xfe\0" if harm == "no text" else b"no digest\n")
    assert _is_apart(small)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_list_is_private_and_names_nothing(small: Path) -> None:
    """Only the user can read it, and it has neither the name nor the words of a template."""
    vouch(Catalog.of(small), "small")
    path = state_folder() / "trust" / "templates.txt"
    assert path.stat().st_mode & 0o077 == 0
    assert len(path.read_text("utf-8").split()) == 1
    assert len(path.read_text("utf-8").strip()) == 64


def test_the_command_vouches_and_takes_it_back(small: Path, drafter: Callable[..., Outcome]) -> None:
    """`template trust` names the files it is about; --off takes it back, and says where there was nothing."""
    outcome = drafter("template", "trust", "小")
    assert outcome.code == 0
    assert "templates/small/body.j2\n" in outcome.out
    assert not _is_apart(small)
    assert "已撤销" in drafter("template", "trust", "small", "--off").out
    assert _is_apart(small)
    assert "没有确认过" in drafter("template", "trust", "small", "--off").out
    assert "不用确认" in drafter("template", "trust", _SHIPPED).out


def test_what_is_mined_here_is_known(
    workspace: Path, drafter: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template that `drafter mine` made is tried and rendered in this process, until it is changed."""
    (workspace / "a.txt").write_text(_SPEECH, encoding="utf-8")
    with monkeypatch.context() as given:
        given.setattr(remote, "Worker", None)
        outcome = drafter("mine", "a.txt", "--name", "mined")
        assert outcome.code == 0, outcome.err
        assert not _is_apart(workspace, "mined")
    (workspace / "templates" / "mined" / "new.j2").write_text("多", encoding="utf-8")
    assert _is_apart(workspace, "mined")
