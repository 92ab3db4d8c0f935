"""Files looked for in a folder, and links that leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.inside import is_inside

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file in a folder of its own, beside one that is none of its business."""
    for name in ("layer/own", "elsewhere"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "file.j2").touch()
    return tmp_path / "layer"


def test_what_lies_in_a_folder_is_inside(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However the folder is named, and by whatever way down."""
    monkeypatch.chdir(folder)
    here = folder.relative_to(folder.parent)
    assert is_inside(folder / "own" / "file.j2", folder)
    assert is_inside(folder / "own" / ".." / "own" / "file.j2", folder)
    assert is_inside(folder.parent / "layer" / "own" / "file.j2", folder / "own" / "..")
    monkeypatch.chdir(folder.parent)
    assert is_inside(here / "own" / "file.j2", here)
    assert is_inside(folder / "own" / "file.j2", here)


@pytest.mark.parametrize(
    "name", ["own", "own/none.j2", "none/file.j2", "", "../elsewhere/file.j2", "own/file.j2/file.j2"]
)
def test_what_is_no_file_or_lies_elsewhere_is_not(folder: Path, name: str) -> None:
    """Folders, what isn't there, and what a way up leads to."""
    assert not is_inside(folder / name, folder)


def test_a_link_is_followed_to_where_it_leads(folder: Path) -> None:
    """A link to a file or a folder counts by what it leads to, whatever comes below it."""
    (folder / "file.j2").symlink_to(folder.parent / "elsewhere" / "file.j2")
    (folder / "away").symlink_to(folder.parent / "elsewhere", target_is_directory=True)
    (folder / "back").symlink_to(folder / "own", target_is_directory=True)
    (folder / "own" / "round").symlink_to(folder / "own" / "round")
    assert not is_inside(folder / "file.j2", folder)
    assert not is_inside(folder / "away" / "file.j2", folder)
    assert is_inside(folder / "back" / "file.j2", folder)
    assert not is_inside(folder / "own" / "round", folder)


def test_a_folder_that_is_a_link_has_what_it_leads_to_inside(folder: Path) -> None:
    """A layer may itself be a link, as on a shared drive."""
    link = folder.parent / "link"
    link.symlink_to(folder, target_is_directory=True)
    assert is_inside(link / "own" / "file.j2", link)
    assert is_inside(link / "own" / "file.j2", folder)
    assert is_inside(folder / "own" / "file.j2", link)
