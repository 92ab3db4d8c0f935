"""Bases kept from one run to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter import cache, homes
from drafter.cache import makers
from drafter.word import base as making
from drafter.word.catalog import standard
from drafter.word.kept import base_for
from drafter.word.steps import Step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STEPS = (Step(1, "一、"), Step(2, "（一）"), Step(3, "1."), Step(4, "（1）"))


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of kept bases, empty, and nothing in the process's own memory."""
    monkeypatch.setattr(homes, "cache_folder", lambda: tmp_path)
    base_for.cache_clear()
    yield tmp_path / "bases"
    base_for.cache_clear()


def test_a_kept_base_is_the_one_that_would_be_made(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second process takes what the first one made, part for part, and python-docx is not asked again."""
    made = base_for(standard(), STEPS)
    assert len(list(kept.iterdir())) == 1
    base_for.cache_clear()
    monkeypatch.delattr(making, "make_base")
    assert base_for(standard(), STEPS) == made


def test_another_python_docx_makes_a_base_anew(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an older version made is not taken for what this one makes."""
    base_for(standard(), STEPS)
    base_for.cache_clear()
    monkeypatch.setattr(cache, "makers", lambda by: ("newer",) if by == "docx" else makers(by))
    base_for(standard(), STEPS)
    assert len(list(kept.iterdir())) == 2


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", b"half"])
def test_a_damaged_base_is_made_anew(kept: Path, damage: bytes) -> None:
    """What can't be read of the kept bases is no reason not to draft, and is replaced."""
    made = base_for(standard(), STEPS)
    (path,) = kept.iterdir()
    whole = path.read_bytes()
    path.write_bytes(damage)
    base_for.cache_clear()
    assert base_for(standard(), STEPS) == made
    assert path.read_bytes() == whole


def test_where_nothing_can_be_kept_a_draft_is_made_all_the_same(
    tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache folder that can't be made costs time and nothing else."""
    (tmp_path / "file").touch()
    monkeypatch.setattr(homes, "cache_folder", lambda: tmp_path / "file")
    assert base_for(standard(), STEPS).steps == STEPS
    assert not kept.exists()


def test_what_is_kept_has_an_end(kept: Path) -> None:
    """The folder never holds more than so many bases."""
    kept.mkdir()
    for number in range(200):
        (kept / f"{number}.docx").touch()
    base_for(standard(), STEPS)
    assert len(list(kept.iterdir())) <= 64
