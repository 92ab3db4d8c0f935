"""The fonts a machine has, by all their names; and what stands in for those it lacks."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest

from drafter.document import Block, Document, Words
from drafter.word import write
from drafter.word.catalog import standard
from drafter.word.fonts import Missing, font_names, installed_fonts, missing_fonts
from drafter.word.package import unpack

if TYPE_CHECKING:
    from pathlib import Path


def font(*names: tuple[int, int, str]) -> bytes:
    """A font file with nothing in it but (platform, kind, name)."""
    texts = [text.encode("mac-roman" if platform == 1 else "utf-16-be") for platform, _, text in names]
    records, storage = b"", b""
    for (platform, kind, _), data in zip(names, texts, strict=True):
        records += struct.pack(">6H", platform, 1, 0, kind, len(data), len(storage))
        storage += data
    table = struct.pack(">HHH", 0, len(names), 6 + len(records)) + records + storage
    return struct.pack(">LHHHH", 0x10000, 1, 0, 0, 0) + struct.pack(">4sLLL", b"name", 0, 28, len(table)) + table


def test_a_font_goes_by_all_its_names(tmp_path: Path) -> None:
    """Family and full names of every language are read; other names are not."""
    path = tmp_path / "a.ttf"
    path.write_bytes(font((3, 1, "仿宋_GB2312"), (1, 1, "FangSong_GB2312"), (3, 4, "仿宋 全名"), (3, 0, "版权")))
    assert font_names(path) == {"仿宋_GB2312", "FangSong_GB2312", "仿宋 全名"}


@pytest.mark.parametrize(
    "data", [b"", b"ttcf", b"ttcf\0\1\0\0\xff\xff\xff\xff", b"\0\1\0\0\xff\xff", b"no font", b"\0" * 99]
)
def test_a_file_that_is_no_font_has_no_names(tmp_path: Path, data: bytes) -> None:
    """A damaged file is passed over."""
    path = tmp_path / "a.ttf"
    path.write_bytes(data)
    assert font_names(path) == set()
    assert font_names(tmp_path / "none.ttf") == set()


def test_without_fontconfig_the_folders_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no fc-list the files of the system's folders are asked for their names."""
    (tmp_path / "Fonts").mkdir()
    (tmp_path / "Fonts" / "a.TTF").write_bytes(font((3, 1, "黑体")))
    (tmp_path / "Fonts" / "read.me").write_bytes(font((3, 1, "楷体")))
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("WINDIR", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "none"))
    assert installed_fonts() == {"黑体"}


def test_the_first_substitute_that_is_there_is_named() -> None:
    """Substitutes go in the layout's order; a font without one is still told."""
    installed = {"华文仿宋", "fangsong", "KaiTi", "黑体", "宋体", "Times New Roman"}
    assert missing_fonts(standard(), installed) == [
        Missing("仿宋_GB2312", "FangSong"),
        Missing("楷体_GB2312", "KaiTi"),
        Missing("方正小标宋简体", ""),
    ]


def test_a_dressed_layout_writes_the_substitutes() -> None:
    """`--fonts installed` puts the substitute wherever the layout names the font, and leaves the others."""
    layout = standard().dressed({"仿宋_GB2312": "FangSong"})
    parts = unpack(write(Document((Block("paragraph", (Words("甲"),)),)), layout))
    text = b"".join(parts.values()).decode("utf-8", "replace")
    assert "仿宋_GB2312" not in text
    assert 'w:eastAsia="FangSong"' in text
    assert 'w:eastAsia="楷体_GB2312"' in text
