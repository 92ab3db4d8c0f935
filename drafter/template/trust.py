"""Which templates render in drafter's own process: those that come with it, were made here, or were vouched for.

What counts is what the files say. A template that was vouched for and changed since is a stranger again: it renders
all the same, in a process of its own (`drafter.template.remote`).
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

from drafter.errors import InputError
from drafter.files import locked, read_text, write_atomic
from drafter.homes import state_folder
from drafter.template.catalog import SHARED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drafter.template.catalog import Catalog

_KEPT = 5000
_READ = {".j2", ".yaml"}


def strange(catalog: Catalog, folder: str) -> dict[str, Path]:
    """The files of a template, shared ones too, that say anything else than the shipped ones, by name.

    InputError where one can't be read.
    """
    files = {f"{folder}/{name}": path for name, path in catalog.files(folder).items() if path.suffix in _READ}
    for name in ("questions.yaml", "phrases.yaml"):
        path = catalog.find(SHARED, name)
        if path:
            files[f"{SHARED}/{name}"] = path
    return {name: path for name, path in files.items() if catalog.is_own(path) and not _is_shipped(catalog, path)}


def vouched(catalog: Catalog, folder: str) -> frozenset[Path] | None:
    """The files of a template, beside shipped ones, that may render in this process; None for a stranger's template."""
    try:
        files = strange(catalog, folder)
        if files and _digest(files) not in _digests():
            return None
    except InputError:  # told of when the file is used
        return None
    return frozenset(path for path in catalog.files(folder).values() if catalog.is_own(path))


def vouch(catalog: Catalog, folder: str) -> dict[str, Path]:
    """Let a template render in this process on this machine, as it is now; gives the files that this is about.

    InputError where a file can't be read, or this can't be written down.
    """
    files = strange(catalog, folder)
    if files:
        digest = _digest(files)
        _keep(lambda digests: [*(d for d in digests if d != digest), digest])
    return files


def withdraw(catalog: Catalog, folder: str) -> bool:
    """Let it no longer, as it is now; whether that was so before. InputError as with `vouch`."""
    digest = _digest(strange(catalog, folder))
    was = digest in _digests()
    if was:
        _keep(lambda digests: [d for d in digests if d != digest])
    return was


def _is_shipped(catalog: Catalog, path: Path) -> bool:
    """Whether a file says what the shipped one in its place says."""
    layer = next(layer for layer in catalog.layers if path.is_relative_to(layer))
    twin = catalog.layers[-1] / path.relative_to(layer)
    return twin.is_file() and read_text(twin) == read_text(path)


def _digest(files: dict[str, Path]) -> str:
    """What tells these files and their places within the template from all others; not which folder it is in."""
    found = hashlib.sha256()
    for name, path in sorted(files.items()):
        home, _, within = name.partition("/")
        place = name if home == SHARED else within
        found.update(hashlib.sha256(place.encode()).digest() + hashlib.sha256(read_text(path).encode()).digest())
    return found.hexdigest()


def _home() -> Path:
    return state_folder() / "trust"


def _digests() -> list[str]:
    with suppress(InputError):
        return read_text(_home() / "templates.txt").split()
    return []


def _keep(change: Callable[[list[str]], list[str]]) -> None:
    with locked(_home()):
        lines = change(_digests())[-_KEPT:]
        data = "".join(f"{line}\n" for line in lines).encode()
        write_atomic(_home() / "templates.txt", data, replace=True, private=True)
