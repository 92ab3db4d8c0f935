"""What takes longer to make than to read, kept in the user's folder from one run to the next.

Nothing hangs on it: whatever is missing, damaged or can't be kept is made anew. What is kept is found by a name that
tells all that it was made from, the modules that made it among them.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from drafter import homes
from drafter.errors import InputError
from drafter.files import write_atomic

MOST = 64
"""So many of a kind are kept; where there are more, all go."""
_LENGTH = 32  # of the digest before what is kept


def name_of(made_from: object, *folders: str) -> str:
    """The name of what is made from plain data by the modules of these folders of drafter, and its own."""
    home = Path(__file__).parent
    modules = sorted(module for folder in ("", *folders) for module in (home / folder).glob("*.py"))
    made_by = [(module.name, module.stat().st_size, module.stat().st_mtime_ns) for module in modules]
    return hashlib.sha256(repr((made_from, made_by)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def kept(kind: str, name: str) -> bytes | None:
    """What was kept under a name, None where there is nothing, or not what was kept."""
    try:
        found = (homes.cache_folder() / kind / name).read_bytes()
    except OSError:
        return None
    digest, data = found[:_LENGTH], found[_LENGTH:]
    return data if digest == _digest(data) else None


def keep(kind: str, name: str, data: bytes) -> None:
    """Keep something; a machine that keeps nothing drafts all the same."""
    folder = homes.cache_folder() / kind
    with suppress(InputError, OSError):
        _sweep(folder)
        write_atomic(folder / name, _digest(data) + data, replace=True, private=True, lasting=False)


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _sweep(folder: Path) -> None:
    found = list(folder.glob("*"))
    if len(found) >= MOST:
        for path in found:
            path.unlink(missing_ok=True)
