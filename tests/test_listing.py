"""What lies in a folder."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from drafter.errors import InputError
from drafter.listing import listed
from drafter.profiles import profile_names, read_profile
from drafter.word.catalog import layout_names

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_files_of_a_form_are_listed_in_order(tmp_path: Path) -> None:
    """Those whose names are of the form, sorted; none where there is no such folder, or a file in its place."""
    for name in ("乙.yaml", "甲.yaml", "甲.yaml.bak", "a.txt"):
        (tmp_path / name).touch()
    assert [path.name for path in listed(tmp_path, "*.yaml")] == ["乙.yaml", "甲.yaml"]
    assert listed(tmp_path / "none", "*.yaml") == listed(tmp_path / "a.txt", "*.yaml") == []


@pytest.mark.parametrize(
    "look",
    [profile_names, layout_names, lambda workspace: read_profile("某市", workspace)],
    ids=["profiles", "layouts", "a profile"],
)
def test_a_folder_that_cannot_be_looked_into_is_told(
    look: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the user may not read a folder, that is said, and not that nothing is in it."""

    def refuse(folder: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))

    for name in ("profiles", "layouts"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(type(tmp_path), "iterdir", refuse)
    with pytest.raises(InputError, match=r"(?:profiles|layouts): 文件夹打不开：没有权限$"):
        look(tmp_path)
