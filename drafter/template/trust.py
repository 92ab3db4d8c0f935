"""Which templates render in drafter's own process: those that come with it, were made here, or were vouched for.

What counts is what the files say. A template that was vouched for and changed since is a stranger again: it renders
all the same, in a process of its own (`drafter.template.remote`).
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from drafter.errors import InputError
from drafter.files import locked, read_text, write_atomic
from drafter.homes import state_folder
from drafter.template.catalog import SHARED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from drafter.template.catalog import Catalog

_KEPT = 5000
_QUESTIONS = "questions.yaml"  # has defaults to render; phrases.yaml is text and no more


def strange(catalog: Catalog, folder: str) -> dict[str, Path]:
    """The files of a template, shared ones too, that say anything else than the shipped ones, by folder/name.

    InputError where one can't be read.
    """
    return _strange(catalog, list(catalog.texts(folder).values()))


def _strange(catalog: Catalog, paths: list[Path]) -> dict[str, Path]:
    questions = catalog.find(SHARED, _QUESTIONS)
    found = [*paths, questions] if questions else paths
    files = {path.relative_to(_layer(catalog, path)).as_posix(): path for path in found if catalog.is_own(path)}
    return {name: path for name, path in files.items() if not _is_shipped(catalog, path)}


def vouched(catalog: Catalog, folder: str, *, made_here: bool = False) -> frozenset[Path] | None:
    """The files of a template, beside shipped ones, that may render in this process; None for a stranger's template.

    made_here: drafter wrote the template's own files just now.
    """
    paths = list(catalog.texts(folder).values())
    try:
        files = _strange(catalog, paths)
        known = not files or (made_here and _is_of_one_folder(files)) or _digest(files) in _digests()
        if not known:
            return None
    except InputError:  # told of when the file is used
        return None
    return frozenset(path for path in paths if catalog.is_own(path))


def vouch(catalog: Catalog, folder: str) -> dict[str, Path]:
    """Let a template render in this process on this machine, as it is now; gives the files that this is about.

    InputError where a file can't be read, or this can't be written down.
    """
    files = strange(catalog, folder)
    if files:
        digest = _digest(files)
        _keep(lambda digests: [*(d for d in digests if d != digest), digest])
    return files


def vouch_made(catalog: Catalog, folder: str) -> None:
    """Vouch for what drafter wrote just now, where no stranger's files go with it and this can be written down."""
    with suppress(InputError):
        if _is_of_one_folder(strange(catalog, folder)):
            vouch(catalog, folder)


def withdraw(catalog: Catalog, folder: str) -> bool:
    """Let it no longer, as it is now; whether that was so before. InputError as with `vouch`."""
    digest = _digest(strange(catalog, folder))
    was = digest in _digests()
    if was:
        _keep(lambda digests: [d for d in digests if d != digest])
    return was


def _is_of_one_folder(files: Iterable[str]) -> bool:
    return not any(name.startswith(f"{SHARED}/") for name in files)


def _is_shipped(catalog: Catalog, path: Path) -> bool:
    """Whether a file says what the shipped one in its place says, the template's own or the shared one."""
    home, *within = path.relative_to(_layer(catalog, path)).parts
    twins = (catalog.layers[-1].joinpath(folder, *within) for folder in (home, SHARED))
    return any(twin.is_file() and read_text(twin) == read_text(path) for twin in twins)


def _layer(catalog: Catalog, path: Path) -> Path:
    return next(layer for layer in catalog.layers if path.is_relative_to(layer))


def _digest(files: dict[str, Path]) -> str:
    """What tells these files and their places within the template from all others; not which folder it is in."""
    import hashlib

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
