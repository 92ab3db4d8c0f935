"""Copies that a writer changes: the text that each was made from is kept beside it, so that both sides' changes show.

`closing.j2` has it as `.shipped/closing.j2` in its template's folder, where no section can be.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from drafter.errors import Problem, UsageError
from drafter.files import read_text, write_atomic
from drafter.inside import is_inside
from drafter.questions import nearest
from drafter.records import dataclass
from drafter.template.catalog import KEPT, SHARED

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.template.catalog import Catalog

_ENDINGS = ("", ".j2", ".yaml")


@dataclass(frozen=True, slots=True)
class Override:
    """A file that says something else than its original.

    then: the original's text when the copy was made, None where that isn't known. now: the original's text now, None
    where it is there no more.
    """

    name: str
    path: Path
    mine: str
    then: str | None
    now: str | None

    @property
    def title(self) -> str:
        """Its folder and name, as a writer knows it: group-talk/closing.j2."""
        return f"{_home(self.path, self.name).name}/{self.name}"

    @property
    def has_moved(self) -> bool:
        """Whether the original has changed since the copy was made."""
        return self.then is not None and self.then != self.now


def parts(catalog: Catalog, folder: str) -> dict[str, Path]:
    """Name → file of all that a template is made of or draws on: what lies in shared/ too."""
    own = catalog.files(folder)
    return own | {name: path for name, path in catalog.files(SHARED).items() if name not in own}


def home(catalog: Catalog, name: str) -> str:
    """The folder of a template that is named by folder or Chinese name; `shared` is one too."""
    return SHARED if name == SHARED else catalog.folder(name)


def part(catalog: Catalog, folder: str, wanted: str) -> str:
    """The file of a template that a writer means: closing.j2, closing, points/stand, or a section's role as 结尾.

    UsageError, with the nearest, where there is none.
    """
    known = parts(catalog, folder)
    found = next((wanted + ending for ending in _ENDINGS if wanted + ending in known), "")
    if found:
        return found
    sections = () if folder == SHARED else catalog.definition(folder).sections
    roles = {section.role: f"{section.name}.j2" for section in sections}
    if wanted not in roles:
        mend = nearest(wanted, [*known, *roles]) or f"现有：{'、'.join(known)}"
        raise UsageError(Problem(f"没有“{wanted}”这一节", mend=mend))
    return roles[wanted]


def override(catalog: Catalog, folder: str, name: str) -> Override | None:
    """What a file overrides, None where it overrides nothing."""
    path, original = catalog.find(folder, name), catalog.original(folder, name)
    if path is None or original is None:
        return None
    then = _then(catalog, path, name)
    if not (catalog.is_override(folder, name) or (path == original and then is not None)):
        return None
    return Override(name, path, read_text(path), then, None if path == original else read_text(original))


def overrides(catalog: Catalog, folder: str) -> list[Override]:
    """All that a template has of them, in shared/ too."""
    found = (override(catalog, folder, name) for name in parts(catalog, folder))
    return [each for each in found if each]


def moved(catalog: Catalog, folder: str) -> list[Override]:
    """All whose original has changed since they were copied; files that were not copied are not even opened."""
    copied = (name for name, path in parts(catalog, folder).items() if _kept(path, name).is_file())
    found = (override(catalog, folder, name) for name in copied)
    return [each for each in found if each and each.has_moved]


def destination(catalog: Catalog, folder: str, name: str, layer: Path) -> Path:
    """Where a layer has the copy of a file: in shared/ what templates read from there only, as phrases.yaml."""
    path = parts(catalog, folder)[name]
    is_shared = path.suffix != ".j2" and _home(path, name).name == SHARED
    return layer / (SHARED if is_shared else folder) / name


def copy(catalog: Catalog, folder: str, name: str, layer: Path) -> Path:
    """Copy a file as it is seen into a layer, and what it was made from beside it; the path of the copy.

    FileExistsError where the layer has one, which stays.
    """
    path, target = parts(catalog, folder)[name], destination(catalog, folder, name, layer)
    then = _then(catalog, path, name)
    write_atomic(target, path.read_bytes())
    original = catalog.original(folder, name)
    if original and original.resolve() != target.resolve():  # else there is nothing below it to be compared with
        text = read_text(original) if then is None else then
        write_atomic(_kept(target, name), text.encode(), replace=True)
    return target


def settle(catalog: Catalog, folder: str, name: str) -> None:
    """Take the original as it is now for what a copy was made from."""
    path, original = catalog.find(folder, name), catalog.original(folder, name)
    if path is None or original is None or _then(catalog, path, name) is None:
        return
    if path == original:
        with suppress(FileNotFoundError):
            _kept(path, name).unlink()
    else:
        write_atomic(_kept(path, name), read_text(original).encode(), replace=True)


def _home(path: Path, name: str) -> Path:
    """The folder of the template, or of what is shared, in which a file has this name."""
    return path.parents[name.count("/")]


def _kept(path: Path, name: str) -> Path:
    """Where the text is kept that a copy was made from."""
    return _home(path, name) / KEPT / name


def _then(catalog: Catalog, path: Path, name: str) -> str | None:
    kept = _kept(path, name)
    inside = any(is_inside(kept, layer) for layer in catalog.layers if path.is_relative_to(layer))
    return read_text(kept) if inside else None
