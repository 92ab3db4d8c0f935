"""How many columns text takes in a terminal."""

from __future__ import annotations

import functools
import os
import sys
import unicodedata

from drafter.questions import SLOT

_GB2312 = 936


@functools.cache
def has_wide_marks() -> bool:
    """Whether this terminal shows marks of the ambiguous class (Unicode annex 11: “ ” … — ·) as wide as a letter.

    Most show them half as wide. DRAFTER_WIDE_MARKS says it, 0 for no; else old Windows consoles with a Chinese code
    page do: Windows Terminal, which does not, names itself in WT_SESSION.
    """
    if setting := os.environ.get("DRAFTER_WIDE_MARKS", ""):
        return setting != "0"
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - there only

        return "WT_SESSION" not in os.environ and ctypes.windll.kernel32.GetConsoleOutputCP() == _GB2312
    return False


def cells(text: str) -> int:
    """The columns that text takes on one line; marks that sit on another letter take none."""
    return sum(_cells(letter) for letter in text)


def padded(text: str, columns: int) -> str:
    """Text with blanks behind it, so that what follows begins at that column."""
    return text + " " * (columns - cells(text))


def clipped(text: str, columns: int) -> str:
    """A text short enough for so many columns."""
    if cells(text) <= columns:
        return text
    kept = text
    while kept and cells(kept) + cells(SLOT) > columns:
        kept = kept[:-1]
    return f"{kept}{SLOT}"


def _cells(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    wide = {"W", "F", "A"} if has_wide_marks() else {"W", "F"}
    return 2 if unicodedata.east_asian_width(letter) in wide else 1
