"""Many files are read on all cores, in the order given, each fault as its own result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.mining.corpus import read_all, speeches_in

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "同志们：\n今天开第{}次会。\n一、要快\n马上办。\n二、要好\n认真办。\n"


def test_a_folder_stands_for_the_speeches_in_it(tmp_path: Path) -> None:
    """Speeches below a folder are found, sorted, each once; hidden files, pictures and our own checklists are not."""
    for name in ("b.txt", "a.docx", "下/c.md", ".d.txt", "~$a.docx", "e.png", "某稿写作清单.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    found = speeches_in([tmp_path / "b.txt", tmp_path, tmp_path / "没有.txt"])
    assert [path.name for path in found] == ["b.txt", "a.docx", "c.md", "没有.txt"]


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
