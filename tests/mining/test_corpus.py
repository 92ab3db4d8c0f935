"""Many files are read on all cores, in the order given, each fault as its own result."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter.mining.corpus import read_all, speeches_in

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = "同志们：\n今天开第{}次会。\n一、要快\n马上办。\n二、要好\n认真办。\n"


def test_a_folder_stands_for_the_speeches_in_it(tmp_path: Path) -> None:
    """Speeches below a folder are found, sorted, each once; hidden files, pictures and our own checklists are not."""
    for name in ("b.txt", "a.docx", "下/c.md", ".d.txt", "~$a.docx", "e.png", "某稿写作清单.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    found, outside = speeches_in([tmp_path / "b.txt", tmp_path, tmp_path / "没有.txt"])
    assert [path.name for path in found] == ["b.txt", "a.docx", "c.md", "没有.txt"]
    assert outside == []


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="links")
def test_a_link_that_leaves_a_folder_is_passed_over(tmp_path: Path) -> None:
    """A file that a folder only links to is told and not read; one that is named is, and so is what lies within."""
    folder, elsewhere = tmp_path / "往年", tmp_path / "别处.txt"
    (folder / "下").mkdir(parents=True)
    elsewhere.write_text(TEXT, "utf-8")
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "b.txt").symlink_to(elsewhere)
    (folder / "下" / "c.txt").symlink_to("../../别处.txt")
    (folder / "下" / "d.txt").symlink_to("../a.txt")
    (tmp_path / "链接").symlink_to(folder)
    for given in (folder, tmp_path / "链接"):
        found, outside = speeches_in([given])
        assert [path.name for path in found] == ["a.txt"]
        assert [Path(problem.place.path).name for problem in outside if problem.place] == ["b.txt", "c.txt"]
    assert list(speeches_in([folder / "b.txt"])[0]) == [folder / "b.txt"]


def test_a_folder_below_that_cannot_be_looked_into_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies in a folder that the user may not read isn't passed over in silence, and stops no other."""
    for name in ("下/a.txt", "乙.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, "utf-8")
    as_it_is = Path.iterdir

    def refuse(folder: Path) -> Iterator[Path]:
        if folder.name == "下":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
        return as_it_is(folder)

    monkeypatch.setattr(Path, "iterdir", refuse)
    found, problems = speeches_in([tmp_path])
    assert [path.name for path in found] == ["乙.txt"]
    assert [str(problem) for problem in problems] == [f"{tmp_path / '下'}: 文件夹打不开：没有权限"]


def test_many_files_come_back_in_order(tmp_path: Path) -> None:
    """With several processes the results still stand in the order of the files."""
    paths = [tmp_path / f"{number:02}.txt" for number in range(40)]
    for number, path in enumerate(paths):
        path.write_text(TEXT.format(number), "utf-8")
    paths[7].write_bytes(b"\xff\xfe\xff")
    read = list(read_all(paths, topics=True))
    assert [one.skeleton.path for one in read if one.skeleton] == [str(path) for path in paths if path != paths[7]]
    assert read[7].skeleton is None
    assert read[7].problems


def test_the_same_words_have_the_same_digest(tmp_path: Path) -> None:
    """Blanks and encodings don't tell two copies of a speech apart."""
    one, other = tmp_path / "1.txt", tmp_path / "2.txt"
    one.write_text(TEXT.format(1), "utf-8")
    other.write_text(TEXT.format(1).replace("\n", "\r\n\r\n"), "gb18030")
    first, second = read_all([one, other], topics=True)
    assert first.skeleton
    assert second.skeleton
    assert first.skeleton.digest == second.skeleton.digest
