"""A template's folder is there whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.errors import InputError, UsageError
from drafter.template.folders import check_name, publish

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["", "-x", ".x", "a/b", "con", "shared", "a:b"])
def test_a_folder_has_a_name_that_every_system_takes(name: str) -> None:
    """A name that a system refuses, that looks like an option or that is taken by what is shared is refused."""
    with pytest.raises(UsageError, match="不能作文件夹名"):
        check_name(name)


def test_a_folder_is_written_whole(tmp_path: Path) -> None:
    """All files are there, in folders of their own where their names say so, and nothing else."""
    publish({"a.j2": "甲\n", "points/b.j2": "乙\n"}, tmp_path / "templates" / "t")
    found = [path for path in (tmp_path / "templates").rglob("*") if path.is_file()]
    assert sorted(path.relative_to(tmp_path).as_posix() for path in found) == [
        "templates/t/a.j2",
        "templates/t/points/b.j2",
    ]
    assert (tmp_path / "templates/t/points/b.j2").read_bytes() == "乙\n".encode()


def test_a_folder_that_is_there_stays(tmp_path: Path) -> None:
    """Where the folder is taken nothing is written and nothing is left behind."""
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "a.j2").write_text("旧", encoding="utf-8")
    with pytest.raises(InputError, match="写不进去"):
        publish({"a.j2": "新"}, tmp_path / "t")
    assert [path.name for path in tmp_path.iterdir()] == ["t"]
    assert (tmp_path / "t" / "a.j2").read_text("utf-8") == "旧"
