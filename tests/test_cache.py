"""Bytes kept from one run to the next."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from drafter import homes
from drafter.cache import makers, named, recall, remember

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's cache folder, which isn't there yet."""
    monkeypatch.setattr(homes, "cache_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache"


def test_what_was_kept_comes_back(folder: Path) -> None:
    """Bytes come back under their kind and name, the last ones that were kept, and under no other."""
    assert recall("bases", "one") is None
    remember("bases", "one", b"1", 9)
    remember("bases", "one", b"2", 9)
    assert recall("bases", "one") == b"2"
    assert recall("bases", "two") is None
    assert recall("yaml", "one") is None
    assert [path.name for path in (folder / "bases").iterdir()] == ["one"]


@pytest.mark.parametrize("damage", [b"", b"1", b"x" * 40])
def test_what_was_damaged_is_as_good_as_none(folder: Path, damage: bytes) -> None:
    """A file that was cut or changed is not taken for what was kept."""
    remember("bases", "one", b"a draft's parts", 9)
    path = folder / "bases" / "one"
    path.write_bytes(damage or path.read_bytes()[:-1] + b"?")
    assert recall("bases", "one") is None


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a user's folder to himself, and has no such bits")
def test_only_its_user_can_read_it(folder: Path) -> None:
    """A template's words stand in what is kept, and what was chosen: no other user of the machine sees them."""
    remember("moulds", "one", b"1", 9)
    assert (folder / "moulds" / "one").stat().st_mode & 0o077 == 0


def test_a_name_tells_what_it_was_made_from(tmp_path: Path) -> None:
    """Other data, or another version of a module that makes it, is another name."""
    before = named(("甲", 1), tmp_path)
    assert named(("甲", 1), tmp_path) == before
    assert named(("甲", 2), tmp_path) != before
    _changed(tmp_path / "a.py", "1")
    assert named(("甲", 1), tmp_path) != before


def test_a_name_tells_of_the_libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of a library that makes it is another name; the library is not loaded for that."""
    monkeypatch.syspath_prepend(tmp_path)
    module = tmp_path / "drafters_library" / "__init__.py"
    module.parent.mkdir()
    _changed(module, "version = 1")
    before = named("甲", "drafters_library")
    assert named("甲", "drafters_library") == before
    assert named("甲") != before
    _changed(module, "version = 22")
    assert named("甲", "drafters_library") != before
    assert "drafters_library" not in sys.modules


def test_what_is_kept_has_an_end(folder: Path) -> None:
    """A kind never has more than so many files."""
    for number in range(10):
        remember("bases", str(number), b"", 4)
        assert len(list((folder / "bases").iterdir())) <= 4


def test_a_machine_that_keeps_nothing_says_nothing(folder: Path) -> None:
    """Where the folder can't be made nothing is kept, and nobody is bothered."""
    folder.touch()
    remember("bases", "one", b"1", 9)
    assert recall("bases", "one") is None


def test_what_makes_a_thing_is_known_by_its_modules(tmp_path: Path) -> None:
    """A module that is changed, added or gone makes another maker; other files don't, and no folder is none."""
    (tmp_path / "a.txt").write_text("1")
    _changed(tmp_path / "a.py", "1")
    (first,) = makers(tmp_path)
    assert first[:2] == ("a.py", 1)
    _changed(tmp_path / "a.py", "22")
    assert makers(tmp_path) != (first,)
    (tmp_path / "a.py").unlink()
    makers.cache_clear()
    assert makers(tmp_path) == makers(tmp_path / "none") == makers("no_such_library") == ()


def _changed(module: Path, text: str) -> None:
    """Change a module, as seen by a process that begins then."""
    module.write_text(text)
    makers.cache_clear()
