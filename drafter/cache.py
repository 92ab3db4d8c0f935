"""What takes long to make, kept on this machine from one run to the next; without it all is the same, but slower."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from drafter import homes
from drafter.errors import InputError
from drafter.files import write_atomic

try:  # hashlib gives this very function, and loads OpenSSL before, which takes three times as long as to draft
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

if TYPE_CHECKING:
    from pathlib import Path

_DIGEST = 32


def digest(data: bytes) -> bytes:
    """32 bytes that tell data from all others (BLAKE2b, RFC 7693)."""
    return blake2b(data, digest_size=_DIGEST).digest()


def named(made_from: object, *by: Path | str) -> str:
    """The file name of what is made from plain data by the modules of these folders, and by these libraries."""
    told = repr((made_from, list(map(makers, by))))
    return digest(told.encode("utf-8", "surrogatepass")).hex()[:32]


def recall(kind: str, name: str) -> bytes | None:
    """What was kept under a file name; None where nothing is, or it was damaged since."""
    try:
        found = (homes.cache_folder() / kind / name).read_bytes()
    except OSError:
        return None
    told, data = found[:_DIGEST], found[_DIGEST:]
    return data if told == digest(data) else None


def remember(kind: str, name: str, data: bytes, most: int) -> None:
    """Keep bytes under a file name, for their user only; a machine that keeps nothing works all the same.

    most: so many of a kind are kept; where there are more, all go.
    """
    with suppress(InputError, OSError):
        folder = homes.cache_folder() / kind
        _sweep(folder, most)
        whole = digest(data) + data
        write_atomic(folder / name, whole, replace=True, private=True, lasting=False)


@lru_cache(maxsize=16)
def makers(by: Path | str) -> tuple[tuple[str, int, int], ...]:
    """Name, size and time of each module in a folder, for the name of what they make: others may make another thing.

    by: the folder, or the name of a library, which isn't loaded for that; of its modules those of its own folder, of
    which one says the version. They are looked at once: a process goes on with those that it has loaded.
    """
    try:
        with os.scandir(_folder(by) if isinstance(by, str) else by) as entries:
            stats = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".py")]
    except OSError:  # a program packed as one file has no such folder
        return ()
    return tuple(sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats))


def _folder(library: str) -> str:
    """Where a library lies. FileNotFoundError where there is none."""
    spec = find_spec(library)
    folder = next(iter(spec.submodule_search_locations or ()), None) if spec else None
    if folder is None:
        raise FileNotFoundError(library)
    return folder


def _sweep(folder: Path, most: int) -> None:
    there = list(folder.glob("*"))
    if len(there) >= most:
        for path in there:
            path.unlink(missing_ok=True)
