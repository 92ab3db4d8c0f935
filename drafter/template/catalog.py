"""Where templates lie: folders in layers, of which the first that has a file gives it.

A workspace's `templates/` stands before the user's, and these before the shipped ones, file by file: a section of the
same name overrides just that section. Files in `shared/` of any layer serve every template.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.errors import InputError, Place, Problem, UsageError
from drafter.files import is_plain_name, read_text, shipped
from drafter.homes import data_folder
from drafter.inside import is_inside
from drafter.questions import Point, nearest
from drafter.records import dataclass
from drafter.template.definition import define
from drafter.template.phrases import read_phrases
from drafter.template.questionnaire import shared_questions
from drafter.yamlfile import load

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.questions import Question
    from drafter.template.definition import Definition
    from drafter.template.phrases import Phrase

SHARED = "shared"
KEPT = ".shipped"
"""The folder, within a template's, of the texts that copies were made from."""
DEFINITION = "template.yaml"
OURS, USERS, HERE = "自带", "用户文件夹", "工作文件夹"
"""The layers as a writer knows them, the lowest first."""
_READ = {".j2", ".yaml"}
_NAME = re.compile(r"(?m)^name:[ \t]*[\"']?(.*?)[\"']?[ \t]*(?:[ \t]#.*)?$")
_PART = re.compile(r"[\w-]+(\.[\w-]+)*")


@dataclass(frozen=True, slots=True)
class Catalog:
    """The layers, first wins."""

    layers: tuple[Path, ...]

    @classmethod
    def of(cls, workspace: Path) -> Catalog:
        """The layers seen from a workspace: its own `templates/`, then the user's, then the shipped ones."""
        layers: list[Path] = []
        for layer in (shipped("templates"), user_layer(), workspace / "templates"):
            if layer.resolve() not in [below.resolve() for below in layers]:
                layers.append(layer)
        return cls(tuple(reversed(layers)))

    def names(self) -> dict[str, str]:
        """Folder name → Chinese name of every template, sorted; the latter is read without checking the rest."""
        found: dict[str, str] = {}
        for layer in self.layers:
            for entry in sorted(layer.iterdir()) if layer.is_dir() else ():
                is_new = entry.name not in found and is_plain_name(entry.name)
                if is_new and is_inside(entry / DEFINITION, layer):
                    found[entry.name] = _chinese_name(entry / DEFINITION) or entry.name
        return dict(sorted(found.items()))

    def folder(self, name: str) -> str:
        """The folder name of a template named by folder or by Chinese name. UsageError, with the nearest, if none."""
        names = self.names()
        for folder, chinese in [*zip(names, names, strict=True), *names.items()]:  # a folder's name goes before
            if name == chinese:
                return folder
        known = [*names, *names.values()]
        raise UsageError(Problem(f"没有“{name}”这个模板", mend=nearest(name, known) or f"现有：{'、'.join(known)}"))

    def find(self, folder: str, name: str) -> Path | None:
        """The file `name` (parts joined by /) of a template: its own in any layer, else the shared one."""
        if not is_plain_name(folder) or not _is_file_name(name):
            return None
        for home in (folder, SHARED):
            for layer in self.layers:
                path = layer.joinpath(home, *name.split("/"))
                if is_inside(path, layer):
                    return path
        return None

    def original(self, folder: str, name: str) -> Path | None:
        """The same file as the lowest layer that has it gives it: mostly the shipped one."""
        found = (Catalog((layer,)).find(folder, name) for layer in reversed(self.layers))
        return next(filter(None, found), None)

    def is_override(self, folder: str, name: str) -> bool:
        """Whether a file says something else than its original: a mere copy, line ends aside, is no override."""
        path, original = self.find(folder, name), self.original(folder, name)
        if path is None or original is None or path == original:
            return False
        return read_text(path) != read_text(original)

    def giver(self, folder: str, name: str) -> Path | None:
        """The file that a text comes from: the original where what stands over it only repeats it."""
        return self.find(folder, name) if self.is_override(folder, name) else self.original(folder, name)

    def origin(self, folder: str, name: str) -> str:
        """The layer that a text comes from, as a writer knows it; empty where there is none."""
        path = self.giver(folder, name)
        return self.layer(path) if path else ""

    def is_own(self, path: Path) -> bool:
        """Whether a file comes from a layer above the shipped one."""
        return not path.is_relative_to(self.layers[-1])

    def layer(self, path: Path) -> str:
        """The layer that a file lies in, as a writer knows it."""
        if path.is_relative_to(self.layers[-1]):
            return OURS
        return USERS if path.is_relative_to(user_layer()) else HERE

    def files(self, folder: str) -> dict[str, Path]:
        """Name within the template → file, for all that a template is made of: its own and the shared sections.

        A name that no section can have, as of a hidden file, is passed over.
        """
        found: dict[str, Path] = {}
        for home, layer in [(layer / name, layer) for name in (folder, SHARED) for layer in self.layers]:
            for path in sorted(home.rglob("*.*")):
                name = path.relative_to(home).as_posix()
                is_wanted = _is_file_name(name) and (home.name == folder or path.suffix.lower() == ".j2")
                if is_wanted and is_inside(path, layer):
                    found.setdefault(name, path)
        return found

    def texts(self, folder: str) -> dict[str, Path]:
        """The same without what is never read, as a picture that lies beside the sections.

        Large letters or small: on some disks a file is read by either name.
        """
        return {name: path for name, path in self.files(folder).items() if path.suffix.lower() in _READ}

    def has_copies(self, folder: str) -> bool:
        """Whether any file of a template, or of what is shared, was copied in a layer."""
        return any((layer / home / KEPT).is_dir() for layer in self.layers for home in (folder, SHARED))

    def source(self, folder: str, name: str) -> tuple[str, Path]:
        """The text and path of such a file. KeyError where there is none."""
        path = self.find(folder, name)
        if path is None:
            raise KeyError(name)
        return read_text(path), path

    def definition(self, folder: str) -> Definition:
        """The template's definition, checked, with the file of every section and point there.

        InputError lists the faults.
        """
        path = self.find(folder, DEFINITION)
        if path is None:
            raise InputError(Problem("缺 template.yaml", Place(folder)))
        definition = define(load(path), self._shared_questions())
        wanted = [(f"{section.name}.j2", section.place) for section in definition.sections]
        for question in definition.questions.values():
            wanted += [(f"points/{body}.j2", question.place or Place(folder)) for body in _bodies(question.default)]
        missing = [Problem(f"缺文件 {name}", place) for name, place in wanted if self.find(folder, name) is None]
        if missing:
            raise InputError(*missing)
        return definition

    def phrases(self) -> dict[str, Phrase]:
        """All set phrases, documents and campaigns, by name."""
        path = self.find(SHARED, "phrases.yaml")
        return read_phrases(load(path)) if path else {}

    def _shared_questions(self) -> dict[str, Question]:
        path = self.find(SHARED, "questions.yaml")
        return shared_questions(load(path)) if path else {}


def user_layer() -> Path:
    """Where the templates lie that the user wants in every workspace."""
    return data_folder() / "templates"


def _is_file_name(name: str) -> bool:
    """Whether a file of a template may have this name, parts joined by /."""
    return all(_PART.fullmatch(part) for part in name.split("/"))


def _chinese_name(path: Path) -> str:
    """The name in a template.yaml that may be faulty otherwise; empty where there is none."""
    try:
        found = _NAME.search(read_text(path))
    except InputError:
        return ""
    return found[1] if found else ""


def _bodies(points: object) -> list[str]:
    """The files of points and their sub-points."""
    found = [point for point in points if isinstance(point, Point)] if isinstance(points, tuple) else []
    return [body for point in found for body in (point.body, *_bodies(point.points)) if body]
