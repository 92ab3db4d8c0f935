"""Where templates lie: folders in layers, of which the first that has a file gives it.

A workspace's `templates/` stands before the shipped ones, file by file: a section of the same name overrides just
that section. Files in `shared/` of any layer serve every template.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafter.errors import InputError, Place, Problem, UsageError
from drafter.files import is_plain_name, read_text, shipped
from drafter.questions import nearest
from drafter.template.definition import define, shared_questions
from drafter.template.phrases import read_phrases
from drafter.yamlfile import load

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.questions import Question
    from drafter.template.definition import Definition
    from drafter.template.phrases import Phrase

SHARED = "shared"
DEFINITION = "template.yaml"
_NAME = re.compile(r"(?m)^name:[ \t]*[\"']?(.*?)[\"']?[ \t]*$")
_PART = re.compile(r"[\w-]+(\.[\w-]+)*")


@dataclass(frozen=True, slots=True)
class Catalog:
    """The layers, first wins."""

    layers: tuple[Path, ...]

    @classmethod
    def of(cls, workspace: Path) -> Catalog:
        """The layers seen from a workspace: its own `templates/`, then the shipped ones."""
        own, ours = workspace / "templates", shipped("templates")
        return cls((ours,) if own.resolve() == ours.resolve() else (own, ours))

    def names(self) -> dict[str, str]:
        """Folder name → Chinese name of every template, sorted; the latter is read without checking the rest."""
        found: dict[str, str] = {}
        for layer in self.layers:
            for entry in sorted(layer.iterdir()) if layer.is_dir() else ():
                if entry.name not in found and (entry / DEFINITION).is_file():
                    name = _NAME.search(read_text(entry / DEFINITION))
                    found[entry.name] = name[1] if name else entry.name
        return dict(sorted(found.items()))

    def folder(self, name: str) -> str:
        """The folder name of a template named by folder or by Chinese name. UsageError, with the nearest, if none."""
        names = self.names()
        for folder, chinese in names.items():
            if name in {folder, chinese}:
                return folder
        known = [*names, *names.values()]
        raise UsageError(Problem(f"没有“{name}”这个模板", mend=nearest(name, known) or f"现有：{'、'.join(known)}"))

    def find(self, folder: str, name: str) -> Path | None:
        """The file `name` (parts joined by /) of a template: its own in any layer, else the shared one."""
        parts = name.split("/")
        if not is_plain_name(folder) or not all(_PART.fullmatch(part) for part in parts):
            return None
        for home in (folder, SHARED):
            for layer in self.layers:
                path = layer.joinpath(home, *parts)
                if path.is_file() and path.resolve().is_relative_to(layer.resolve()):
                    return path
        return None

    def is_own(self, path: Path) -> bool:
        """Whether a file comes from a layer above the shipped one."""
        return not path.is_relative_to(self.layers[-1])

    def files(self, folder: str) -> dict[str, Path]:
        """Name within the template → file, for all that a template is made of: its own and the shared sections."""
        found: dict[str, Path] = {}
        for home in [layer / name for name in (folder, SHARED) for layer in self.layers]:
            for path in sorted(home.rglob("*.*")):
                name = path.relative_to(home).as_posix()
                if path.is_file() and (home.name == folder or path.suffix == ".j2"):
                    found.setdefault(name, path)
        return found

    def source(self, folder: str, name: str) -> tuple[str, Path]:
        """The text and path of such a file. KeyError where there is none."""
        path = self.find(folder, name)
        if path is None:
            raise KeyError(name)
        return read_text(path), path

    def definition(self, folder: str) -> Definition:
        """The template's definition, checked, with every section's file there. InputError lists the faults."""
        path = self.find(folder, DEFINITION)
        if path is None:
            raise InputError(Problem("缺 template.yaml", Place(folder)))
        definition = define(load(path), self._shared_questions())
        missing = [s for s in definition.sections if self.find(folder, f"{s.name}.j2") is None]
        if missing:
            raise InputError(*(Problem(f"没有这一节的文件 {s.name}.j2", s.place) for s in missing))
        return definition

    def phrases(self) -> dict[str, Phrase]:
        """All set phrases, documents and campaigns, by name."""
        path = self.find(SHARED, "phrases.yaml")
        return read_phrases(load(path)) if path else {}

    def _shared_questions(self) -> dict[str, Question]:
        path = self.find(SHARED, "questions.yaml")
        return shared_questions(load(path)) if path else {}
