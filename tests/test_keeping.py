"""What is kept from one run to the next."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from drafter import homes, keeping
from drafter.keeping import keep, kept, name_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for what is kept."""
    monkeypatch.setattr(homes, "cache_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache"


def test_what_was_kept_is_there_again() -> None:
    """By its kind and name, and nothing else is."""
    keep("bases", "a", b"1")
    assert kept("bases", "a") == b"1"
    assert kept("moulds", "a") is None
    assert kept("bases", "b") is None


@pytest.mark.parametrize("damage", [b"", b"1", b"x" * 40])
def test_what_was_damaged_is_as_good_as_none(folder: Path, damage: bytes) -> None:
    """A file that was cut or changed is not taken for what was kept."""
    keep("bases", "a", b"a draft's parts")
    path = folder / "bases" / "a"
    path.write_bytes(damage or path.read_bytes()[:-1] + b"?")
    assert kept("bases", "a") is None


def test_only_the_user_can_read_it(folder: Path) -> None:
    """Answers stand in what is kept: no other user of the machine sees them."""
    keep("moulds", "a", b"1")
    assert os.name == "nt" or (folder / "moulds" / "a").stat().st_mode & 0o077 == 0


def test_the_folder_stays_small(folder: Path) -> None:
    """Where there are too many of a kind, all go but the last."""
    for number in range(keeping.MOST + 1):
        keep("bases", str(number), b"")
    assert [path.name for path in (folder / "bases").iterdir()] == [str(keeping.MOST)]


def test_where_nothing_can_be_kept_nothing_happens(folder: Path) -> None:
    """A file where the folder should be costs time and nothing else."""
    folder.touch()
    keep("bases", "a", b"1")
    assert kept("bases", "a") is None


def test_a_name_tells_what_it_was_made_from(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Other data, or another version of a module that makes it, is another name."""
    (tmp_path / "word").mkdir()
    (tmp_path / "word" / "base.py").write_text("1", encoding="utf-8")
    monkeypatch.setattr(keeping, "__file__", str(tmp_path / "keeping.py"))
    before = name_of(("甲", 1), "word")
    assert name_of(("甲", 1), "word") == before
    assert name_of(("甲", 2), "word") != before
    (tmp_path / "word" / "base.py").write_text("12", encoding="utf-8")
    assert name_of(("甲", 1), "word") != before
