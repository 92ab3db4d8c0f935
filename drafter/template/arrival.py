"""A package that comes to a workspace: what it would stand before is told first, then all of it comes or nothing.

Files that it takes the place of are kept in `.replaced/` beside the new ones.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import InputError, Place, Problem
from drafter.inside import is_inside
from drafter.records import dataclass
from drafter.template.catalog import DEFINITION, SHARED, Catalog
from drafter.template.folders import write_files
from drafter.template.package import OWN, text_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.template.package import Package

REPLACED = ".replaced"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What adding a package to a workspace comes to. Files are named by folder, as group-talk/closing.j2.

    layer: the folder of templates that it comes to. folder: the template's in there. files: what comes → bytes.
    replaced: files of the layer that it takes the place of. stands_before: whether a lower layer has this template too.
    covered: files of lower layers that say something else and are seen no more. differing: shared files that it draws
    on and that say something else here.
    """

    layer: Path
    folder: str
    files: dict[str, bytes]
    replaced: tuple[str, ...]
    stands_before: bool
    covered: tuple[str, ...]
    differing: tuple[str, ...]

    @property
    def is_there(self) -> bool:
        """Whether all of it is there already, just so."""
        return not self.replaced and all(_says(self.layer / name, data) for name, data in self.files.items())

    def bring(self) -> None:
        """Put everything in its place. InputError where the system refuses; then all is as it was."""
        room = None
        try:
            self.layer.mkdir(parents=True, exist_ok=True)
            room = Path(tempfile.mkdtemp(prefix=".drafter-", dir=self.layer))
            _write(self.files, room)
            _move(list(self._moves(room)))
        except OSError as error:
            place = Place(str(self.layer / self.folder))
            raise InputError(
                Problem("模板写不进去，一切照旧", place, "检查权限和磁盘空间，关掉打开着的文件")
            ) from error
        finally:
            if room and not (room / self.folder / REPLACED).exists():  # what couldn't be taken back stays in reach
                shutil.rmtree(room, ignore_errors=True)

    def _moves(self, room: Path) -> Iterator[tuple[Path, Path]]:
        """From where to where what is staged in a room goes, and what it takes the place of."""
        new = {name for name, data in self.files.items() if not _says(self.layer / name, data)} | {*self.replaced}
        for name in sorted(new):
            path = self.layer / name
            if name.startswith(f"{SHARED}/"):
                if path.exists():
                    yield path, _free(path.parent / REPLACED / path.name)
                yield room / name, path
        target, staged = self.layer / self.folder, room / self.folder
        if any(name.startswith(f"{self.folder}/") for name in new):
            if target.exists():
                yield target, staged / REPLACED
            yield staged, target


def arrival(package: Package, folder: str, workspace: Path) -> Arrival:
    """What a package would do to a workspace under the name of a folder. InputError where links are in the way."""
    here, catalog = workspace / "templates", Catalog.of(workspace)
    files = {_placed(name, folder): data for name, data in package.files.items()}
    for path in (here / folder, here / SHARED, *(here / name for name in files if name.startswith(f"{SHARED}/"))):
        if path.is_symlink():
            raise InputError(Problem("这里是一个链接，不动它", Place(str(path)), "移走它，或用 --name 换一个名字"))
    below = [layer for layer in catalog.layers if layer.resolve() != here.resolve()]
    there = [f"{folder}/{path.relative_to(here / folder).as_posix()}" for path in _files(here / folder)]
    own = [name for name in dict.fromkeys([*files, *there]) if (here / name).exists()]
    return Arrival(
        layer=here,
        folder=folder,
        files=files,
        replaced=tuple(name for name in own if name not in files or not _says(here / name, files[name])),
        stands_before=any(is_inside(layer / folder / DEFINITION, layer) for layer in below),
        covered=tuple(name for name, data in files.items() if _differs(name, data, below)),
        differing=tuple(name for name, text in package.needs.items() if _is_other(catalog.find(SHARED, name), text)),
    )


def check(package: Package, workspace: Path, path: str) -> None:
    """Read a package's template, with nothing of its own but what the package brings.

    path: the package, for places. InputError lists every fault.
    """
    with tempfile.TemporaryDirectory(prefix="drafter-") as name:
        room, folder = Path(name), Path(name).name  # no other layer has a folder of this name
        _write({_placed(name, folder): data for name, data in package.files.items()}, room)
        catalog = Catalog((room, *Catalog.of(workspace).layers))
        problems: list[Problem] = []
        for read in (catalog.phrases, lambda: _definition(catalog, folder, package)):
            try:
                read()
            except InputError as error:
                problems += [_in_package(problem, room, folder, path) for problem in error.problems]
    if problems:
        raise InputError(*problems, Problem("没有加，什么都没有写", mend="请做包的人改好了重新打包"))


def _definition(catalog: Catalog, folder: str, package: Package) -> None:
    """Read the definition, and hold it against what the manifest says of it."""
    found = catalog.definition(folder)
    if (found.name, found.version) != (package.name, package.version):
        raise InputError(Problem("清单里的名称、版本与 template.yaml 里的不一样"))


def _in_package(problem: Problem, room: Path, folder: str, package: str) -> Problem:
    """A problem with its place as it is in the package, where it is about a file of it."""
    place = problem.place
    if place is None or not Path(place.path).is_relative_to(room):
        return problem
    home, *rest = Path(place.path).relative_to(room).parts
    path = f"{package}:{'/'.join([OWN if home == folder else home, *rest])}"
    return Problem(problem.message, Place(path, place.line, place.column), problem.mend)


def _placed(name: str, folder: str) -> str:
    """Where a file of a package comes to in a layer."""
    home, _, rest = name.partition("/")
    return f"{folder if home == OWN else home}/{rest}"


def _write(files: dict[str, bytes], folder: Path) -> None:
    write_files({name: data.decode("utf-8") for name, data in files.items()}, folder)


def _move(moves: list[tuple[Path, Path]]) -> None:
    """Rename one after the other; where one can't be, those before it are taken back."""
    with ExitStack() as undo:
        for source, target in moves:
            target.parent.mkdir(parents=True, exist_ok=True)
            source.rename(target)
            undo.callback(target.rename, source)
        undo.pop_all()


def _files(folder: Path) -> list[Path]:
    """All files in a folder that are a template's, hidden ones aside."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return [path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts)]


def _free(path: Path) -> Path:
    """The path, or the next one with a number that nothing has."""
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _says(path: Path, data: bytes) -> bool:
    """Whether a file has this text, whichever line ends it has."""
    return path.is_file() and path.read_bytes().replace(b"\r\n", b"\n") == data.replace(b"\r\n", b"\n")


def _differs(name: str, data: bytes, layers: list[Path]) -> bool:
    """Whether the first of these layers that has such a file says something else."""
    found = next((layer / name for layer in layers if is_inside(layer / name, layer)), None)
    return found is not None and not _says(found, data)


def _is_other(path: Path | None, text: str) -> bool:
    return path is None or text_digest(path) != text
