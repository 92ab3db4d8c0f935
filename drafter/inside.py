"""Whether a file lies in a folder, wherever links lead."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def is_inside(path: Path, folder: Path) -> bool:
    """Whether there is such a file, and it lies in the folder: a link that leaves it is not followed."""
    if not path.is_file():
        return False
    return _is_without_link(path, folder) or path.resolve().is_relative_to(folder.resolve())


def _is_without_link(path: Path, folder: Path) -> bool:
    """Whether a path leads down from a folder by names that are no links (nor Windows's junctions), as most do.

    A hundred are looked at before the first question, and to follow a path from the root takes thirty times as long.
    """
    names = path.parts[len(folder.parts) :]
    if path.parts != folder.parts + names or ".." in names:
        return False
    below = [os.path.join(folder, *names[:count]) for count in range(1, len(names) + 1)]  # noqa: PTH118 - as above
    return not any(map(_is_link, below))


def _is_link(path: str) -> bool:
    try:
        found = os.lstat(path)
    except OSError:
        return True
    return stat.S_ISLNK(found.st_mode) or bool(getattr(found, "st_reparse_tag", 0))
