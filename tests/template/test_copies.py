"""What is copied to be changed can be compared with what it was made from, and with what that has become."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.drafting import draft
from drafter.errors import UsageError
from drafter.files import shipped
from drafter.template import open_template
from drafter.template.catalog import HERE, OURS, SHARED, USERS, Catalog, user_layer
from drafter.template.copies import copy, home, override, overrides, part, parts, settle

if TYPE_CHECKING:
    from pathlib import Path

_TALK = "group-talk"
_CLOSING = "closing.j2"


def _ours(name: str) -> str:
    return (shipped("templates") / name).read_text("utf-8")


def test_a_copy_is_no_override_until_it_is_changed(workspace: Path) -> None:
    """A copy, even with other line ends, counts as the shipped one; one changed character makes it one's own."""
    catalog = Catalog.of(workspace)
    path = copy(catalog, _TALK, _CLOSING, workspace / "templates")
    assert path == workspace / "templates" / _TALK / _CLOSING
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert (catalog.origin(_TALK, _CLOSING), overrides(catalog, _TALK)) == (OURS, [])
    path.write_bytes(path.read_bytes() + "。".encode())
    (found,) = overrides(catalog, _TALK)
    assert catalog.origin(_TALK, _CLOSING) == HERE
    assert (found.title, found.then, found.now) == (f"{_TALK}/{_CLOSING}", *[_ours(f"{_TALK}/{_CLOSING}")] * 2)
    assert not found.has_moved


@pytest.mark.parametrize("folder", ["accountability-meeting", _TALK])
def test_a_template_copied_whole_drafts_the_same(workspace: Path, folder: str) -> None:
    """All files of a template and of what is shared, copied but not changed, give the draft of the shipped ones."""
    before = draft(open_template(folder, workspace), {}).document
    catalog = Catalog.of(workspace)
    for each in (folder, SHARED):
        for name in catalog.files(each):
            if each == SHARED or name not in catalog.files(SHARED):
                copy(catalog, each, name, workspace / "templates")
    assert len(list((workspace / "templates").rglob("*.j2"))) > 10
    assert draft(open_template(folder, workspace), {}).document == before


def test_what_a_copy_was_made_from_is_no_part_of_the_template(workspace: Path) -> None:
    """The text kept beside a copy is no section, no file of the template and no template."""
    catalog = Catalog.of(workspace)
    before = [parts(catalog, folder).keys() for folder in (_TALK, SHARED)]
    copy(catalog, _TALK, "points/front.j2", workspace / "templates")
    copy(catalog, _TALK, "template.yaml", workspace / "templates")
    copy(catalog, SHARED, "questions.yaml", workspace / "templates")
    assert (workspace / "templates" / _TALK / ".shipped" / "points" / "front.j2").is_file()
    assert (workspace / "templates" / _TALK / ".shipped" / "template.yaml").is_file()
    assert [parts(catalog, folder).keys() for folder in (_TALK, SHARED)] == before
    assert catalog.find(_TALK, ".shipped/points/front.j2") is None
    assert catalog.find(".shipped", "template.yaml") is None
    assert catalog.definition(_TALK)


def test_both_changes_are_known_when_the_shipped_one_moves(workspace: Path) -> None:
    """A shipped text that differs from the one a copy was made from is told, until the writer has settled it."""
    catalog = Catalog.of(workspace)
    path = copy(catalog, _TALK, _CLOSING, workspace / "templates")
    path.write_text("自己的结尾。\n", encoding="utf-8")
    path.with_name(".shipped").joinpath(_CLOSING).write_text("去年的结尾。\n", encoding="utf-8")
    found = override(catalog, _TALK, _CLOSING)
    assert found
    assert found.has_moved
    assert (found.mine, found.then, found.now) == ("自己的结尾。\n", "去年的结尾。\n", _ours(f"{_TALK}/{_CLOSING}"))
    settle(catalog, _TALK, _CLOSING)
    settled = override(catalog, _TALK, _CLOSING)
    assert settled
    assert (settled.mine, settled.has_moved) == ("自己的结尾。\n", False)


def test_a_copy_whose_original_is_gone_is_told_once(workspace: Path) -> None:
    """A copy of what is shipped no more still knows what it was made from; settled, it is a file like any other."""
    home_folder = workspace / "templates" / "old"
    (home_folder / ".shipped").mkdir(parents=True)
    (home_folder / _CLOSING).write_text("自己的结尾。", encoding="utf-8")
    (home_folder / ".shipped" / _CLOSING).write_text("去年的结尾。", encoding="utf-8")
    catalog = Catalog.of(workspace)
    (found,) = overrides(catalog, "old")
    assert (found.has_moved, found.then, found.now) == (True, "去年的结尾。", None)
    settle(catalog, "old", _CLOSING)
    assert overrides(catalog, "old") == []


def test_the_users_layer_stands_between(workspace: Path) -> None:
    """A user's section serves every workspace, and a workspace's own goes before it; both descend from the shipped."""
    catalog = Catalog.of(workspace)
    users = copy(catalog, _TALK, _CLOSING, user_layer())
    users.write_text("处里的结尾。", encoding="utf-8")
    assert (catalog.origin(_TALK, _CLOSING), catalog.source(_TALK, _CLOSING)[0]) == (USERS, "处里的结尾。")
    own = copy(catalog, _TALK, _CLOSING, workspace / "templates")
    assert own.read_text("utf-8") == "处里的结尾。"
    own.write_text("本次的结尾。", encoding="utf-8")
    found = override(catalog, _TALK, _CLOSING)
    assert found
    assert catalog.origin(_TALK, _CLOSING) == HERE
    assert (found.mine, found.then, found.has_moved) == ("本次的结尾。", _ours(f"{_TALK}/{_CLOSING}"), False)


def test_ones_own_template_moves_up_to_the_users_layer(workspace: Path) -> None:
    """A template that only a workspace has is copied to the user's layer, where nothing lies below it."""
    path = workspace / "templates" / "own" / "body.j2"
    path.parent.mkdir(parents=True)
    path.write_text("正文。", encoding="utf-8")
    catalog = Catalog.of(workspace)
    copied = copy(catalog, "own", "body.j2", user_layer())
    assert catalog.origin("own", "body.j2") == USERS
    path.unlink()
    assert catalog.find("own", "body.j2") == copied
    assert overrides(catalog, "own") == []


def test_what_templates_share_is_copied_to_where_it_is_read(workspace: Path) -> None:
    """phrases.yaml goes to shared/ whichever template it is copied from; a shared section stays with its template."""
    catalog = Catalog.of(workspace)
    layer = workspace / "templates"
    assert copy(catalog, _TALK, "phrases.yaml", layer) == layer / SHARED / "phrases.yaml"
    assert copy(catalog, _TALK, "points.j2", layer) == layer / _TALK / "points.j2"
    assert copy(catalog, SHARED, "points.j2", layer) == layer / SHARED / "points.j2"


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("closing", _CLOSING),
        (_CLOSING, _CLOSING),
        ("结尾", _CLOSING),
        ("points/front", "points/front.j2"),
        ("template", "template.yaml"),
        ("phrases", "phrases.yaml"),
        ("要点", "points.j2"),
    ],
)
def test_a_file_goes_by_what_a_writer_calls_it(workspace: Path, wanted: str, name: str) -> None:
    """A file is meant by its name, with or without its ending, or by the role of the section."""
    assert part(Catalog.of(workspace), home(Catalog.of(workspace), _TALK), wanted) == name


def test_an_unknown_section_names_the_nearest(workspace: Path) -> None:
    """A section that there is not is a wrong use that names the nearest."""
    with pytest.raises(UsageError, match=r"没有“clsing”这一节（相近的有：closing\.j2"):
        part(Catalog.of(workspace), _TALK, "clsing")
    with pytest.raises(UsageError, match=r"现有：.*questions\.yaml"):
        part(Catalog.of(workspace), home(Catalog.of(workspace), SHARED), "结尾")
