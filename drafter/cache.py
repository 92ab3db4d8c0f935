"""What takes long to make, kept on this machine from one run to the next; without it all is the same, but slower."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from drafter import homes
from drafter.errors import InputError
from drafter.files import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

_DIGEST = 32  # bytes before what is kept


def named(made_from: object, *folders: Path) -> str:
    """The file name of what is made from plain data by the modules of these folders."""
    told = repr((made_from, list(map(makers, folders))))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def recall(kind: str, name: str) -> bytes | None:
    """What was kept under a file name; None where nothing is, or it was damaged since."""
    try:
        found = (homes.cache_folder() / kind / name).read_bytes()
    except OSError:
        return None
    digest, data = found[:_DIGEST], found[_DIGEST:]
    return data if digest == hashlib.sha256(data).digest() else None


def remember(kind: str, name: str, data: bytes, most: int) -> None:
    """Keep bytes under a file name, for their user only; a machine that keeps nothing works all the same.

    most: so many of a kind are kept; where there are more, all go.
    """
    folder = homes.cache_folder() / kind
    with suppress(InputError, OSError):
        _sweep(folder, most)
        whole = hashlib.sha256(data).digest() + data
        write_atomic(folder / name, whole, replace=True, private=True, lasting=False)


def makers(folder: Path) -> list[tuple[str, int, int]]:
    """Name, size and time of each module in a folder, for the name of what they make: others may make another thing."""
    try:
        with os.scandir(folder) as entries:
            stats = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".py")]
    except OSError:  # a program packed as one file has no such folder
        return []
    return sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)


def _sweep(folder: Path, most: int) -> None:
    there = list(folder.glob("*"))
    if len(there) >= most:
        for path in there:
            path.unlink(missing_ok=True)
