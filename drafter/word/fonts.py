"""Which fonts a machine has, and what it can put in the place of those that a layout wants.

Names are asked from fontconfig where it is, and read from the font files themselves elsewhere: the family names and the
full name of all languages (OpenType, `name` table), since a Chinese font goes by a Chinese and a Latin name.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import BinaryIO

    from drafter.word.layout import Layout

_ENDINGS = {".ttf", ".ttc", ".otf", ".otc"}
_COLLECTION = b"ttcf"
_FAMILY, _FULL_NAME, _TYPOGRAPHIC_FAMILY = 1, 4, 16
_MACINTOSH = 1
_MOST = 1000
_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Missing:
    """A font that a layout wants and the machine lacks; `substitute`: the best one it has, empty if none."""

    font: str
    substitute: str


def missing_fonts(layout: Layout, installed: Collection[str]) -> list[Missing]:
    """The fonts of a layout that aren't among the names of those installed."""
    known = {name.casefold() for name in installed}
    substitutes = dict(layout.substitutes)
    return [
        Missing(font, next((name for name in substitutes.get(font, ()) if name.casefold() in known), ""))
        for font in (*layout.chinese_fonts, *layout.latin_fonts)
        if font.casefold() not in known
    ]


def installed_fonts() -> frozenset[str]:
    """The names of all fonts that programs on this machine can use."""
    listed = _from_fontconfig()
    if listed:
        return listed
    files = (path for folder in _folders() for path in folder.rglob("*") if path.suffix.lower() in _ENDINGS)
    return frozenset(name for path in files for name in font_names(path))


def font_names(path: Path) -> set[str]:
    """The names of the fonts in one file; none for a file that can't be read as one."""
    found: set[str] = set()
    with suppress(OSError, struct.error, UnicodeError, OverflowError), path.open("rb") as file:
        for start in _fonts(file):
            found |= set(_names(file, start))
    return found


def _from_fontconfig() -> frozenset[str]:
    """What fc-list lists, by family and by full name; nothing where it isn't there."""
    program = shutil.which("fc-list")
    if program is None:
        return frozenset()
    command = [program, "--format", "%{family},%{fullname}\n"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - no input in it
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    names = done.stdout.decode("utf-8", "replace").replace("\\", "").replace("\n", ",").split(",")
    return frozenset(name.strip() for name in names if name.strip())


def _folders() -> list[Path]:
    """Where a system keeps fonts: for all users, and for this one."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        return [Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts"), local / "Microsoft" / "Windows" / "Fonts"]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    shared = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
    return [*shared, home / ".fonts", home / ".local" / "share" / "fonts"]


def _fonts(file: BinaryIO) -> Iterator[int]:
    """Where each font of a file begins: one, or those of a collection."""
    if file.read(4) != _COLLECTION:
        yield 0
        return
    _, count = struct.unpack(">LL", file.read(8))
    yield from struct.unpack(f">{min(count, _MOST)}L", file.read(4 * min(count, _MOST)))


def _names(file: BinaryIO, start: int) -> Iterator[str]:
    """The names in the `name` table of the font that begins here."""
    file.seek(start + 4)
    (tables,) = struct.unpack(">H", file.read(2))
    file.seek(start + 12)
    listed = [struct.unpack(">4sLLL", file.read(16)) for _ in range(min(tables, _MOST))]
    for tag, _, offset, _ in listed:
        if tag == b"name":
            file.seek(offset)
            _, count, storage = struct.unpack(">HHH", file.read(6))
            records = [struct.unpack(">6H", file.read(12)) for _ in range(min(count, _MOST))]
            for platform, _, _, kind, length, place in records:
                if kind in (_FAMILY, _FULL_NAME, _TYPOGRAPHIC_FAMILY):
                    file.seek(offset + storage + place)
                    data = file.read(length)
                    yield data.decode("mac-roman" if platform == _MACINTOSH else "utf-16-be", "replace")
