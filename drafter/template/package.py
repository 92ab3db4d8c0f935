"""A template in one file, to be handed on: a .zip of its files, with a manifest that says what they are.

`template/` holds what is the template's own, `shared/` the set phrases and questions that it draws on where they aren't
the shipped ones; sections that it draws on from `shared/` travel as its own. Nothing in it tells of the machine.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from drafter.files import read_text
from drafter.records import dataclass
from drafter.template.catalog import DEFINITION, SHARED
from drafter.yamlfile import dump
from drafter.zipped import pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from drafter.template.catalog import Catalog
    from drafter.template.definition import Definition

MANIFEST = "drafter.yaml"
FORMAT = "1"
OWN = "template"
SOURCES = "sources.tsv"
"""The sheet of a mined template that names the speeches it was learnt from."""

PHRASES, QUESTIONS = "phrases.yaml", "questions.yaml"
_DRAWN = re.compile(r"\|\s*phrase\b")
_CITING = re.compile(r"第\d+行")


@dataclass(frozen=True, slots=True)
class Package:
    """A template as it is handed on.

    folder, name, version: the template's. files: name in the package → bytes. needs: file of `shared/` that it draws
    on and doesn't bring → hash of its text.
    """

    folder: str
    name: str
    version: str
    files: Mapping[str, bytes]
    needs: Mapping[str, str]

    def zipped(self) -> bytes:
        """The .zip; the same template gives the same bytes, whenever and wherever it is packed."""
        manifest = {
            "format": FORMAT,
            "folder": self.folder,
            "name": self.name,
            "version": self.version,
            "files": {name: {"size": str(len(data)), "sha256": digest(data)} for name, data in self.files.items()},
            "needs": dict(self.needs),
        }
        return pack({MANIFEST: dump(manifest).encode(), **self.files})

    def citing(self) -> list[str]:
        """The files that name a line of a speech, as mining leaves it in comments and explanations."""
        return [name for name, data in self.files.items() if _CITING.search(data.decode("utf-8", "replace"))]


def packed(catalog: Catalog, folder: str, *, with_sources: bool = False) -> Package:
    """The package of a template as it is seen through the layers. InputError for the faults of its definition."""
    definition = catalog.definition(folder)
    seen = catalog.files(folder)
    own = {name: path for name, path in seen.items() if path.parents[name.count("/")].name == folder}
    files = {name: path for name, path in own.items() if _is_packed(name, with_sources=with_sources)}
    texts = [read_text(path) for path in files.values()]
    drawn = {name: seen[name] for name in _drawn_on([name for name in seen if name not in own], texts, seen)}
    drawn |= _tables(catalog, definition, [*texts, *map(read_text, drawn.values())])
    brought = {name: path for name, path in drawn.items() if not _is_shipped(catalog, name, path)}
    named = {f"{OWN}/{name}": path for name, path in files.items()}
    named |= {f"{OWN if path.suffix == '.j2' else SHARED}/{name}": path for name, path in brought.items()}
    needs = {name: text_digest(path) for name, path in sorted(drawn.items()) if name not in brought}
    contents = {name: named[name].read_bytes() for name in sorted(named)}
    return Package(folder, definition.name, definition.version, contents, needs)


def _tables(catalog: Catalog, definition: Definition, texts: Iterable[str]) -> dict[str, Path]:
    """The shared set phrases and questions, where the template uses any of them."""
    asked = {question.place.path for question in definition.questions.values() if question.place}
    found = {name: path for name in (PHRASES, QUESTIONS) if (path := catalog.find(SHARED, name))}
    cites = any(_DRAWN.search(text) for text in texts)
    return {name: path for name, path in found.items() if str(path) in asked or (name == PHRASES and cites)}


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def text_digest(path: Path) -> str:
    """The same of a file's text, whichever line ends it has. InputError where it can't be read."""
    return digest(read_text(path).encode())


def _is_packed(name: str, *, with_sources: bool) -> bool:
    """Whether a file of a template's folder goes along: hidden ones and what is no part of a template don't."""
    if any(part.startswith(".") for part in name.split("/")):
        return False
    return name == DEFINITION or name.endswith(".j2") or (with_sources and name == SOURCES)


def _drawn_on(shared: Iterable[str], texts: list[str], seen: Mapping[str, Path]) -> list[str]:
    """The shared sections whose names stand in these texts, or in those of one that does.

    A name may be written without its folder and ending, as template.yaml does.
    """
    found: list[str] = []
    rest = list(shared)
    while new := [name for name in rest if any(_stands_in(name, text) for text in texts)]:
        found += new
        rest = [name for name in rest if name not in new]
        texts = [read_text(seen[name]) for name in new]
    return found


def _stands_in(name: str, text: str) -> bool:
    bare = re.escape(name.removesuffix(".j2").rpartition("/")[2])
    return re.search(rf"(?<![\w-]){bare}(?![\w-])", text) is not None


def _is_shipped(catalog: Catalog, name: str, path: Path) -> bool:
    """Whether a shared file says what the shipped one of its name says."""
    original = catalog.layers[-1] / SHARED / name
    return path == original or (original.is_file() and read_text(original) == read_text(path))
