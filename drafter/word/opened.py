"""A draft that stands in a file, opened to be read and changed: its lines, its marks, and what it carries.

What is changed is changed in the tree of the text; all other parts stay as they are, byte for byte.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from drafter.word.lines import Page
from drafter.word.listlevels import attribute, indent_of
from drafter.word.listnumbers import ListNumbers
from drafter.word.opening import NESTED, NO_DRAFT, NO_STORE, STRANGE, STRICT, Archive, is_xml
from drafter.word.package import TYPES, pack
from drafter.word.store import add_store, is_store, read_store, store_part
from drafter.word.stylenames import StyleNames
from drafter.word.wml import serialize, w

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from drafter.word.lines import Line
    from drafter.word.store import Store


_STORY = re.compile(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml", re.IGNORECASE)


class Opened:
    """A .docx opened with care. Lines and marks are as they were when it was read; `read` reads them anew."""

    def __init__(self, data: bytes, path: str) -> None:
        """Open a file; InputError, which names `path`, for one that isn't whole, isn't safe or isn't a Word text."""
        archive = Archive(data, path)
        self.path = path
        self.main = archive.main
        self.root = archive.parse(self.main)
        if self.root.tag != w("document"):
            raise archive.error(NO_DRAFT)
        if TYPES not in archive:
            raise archive.error(STRANGE)
        if archive.is_strict(self.main):
            raise archive.error(STRICT)
        if next(self.root.iter(w("altChunk"), w("subDoc")), None) is not None:
            raise archive.error(NESTED)
        self._archive = archive
        self.last_id = 0
        self._listed = [archive.beside(self.main, kind) for kind in ("numbering", "styles")]
        self.styles = StyleNames(self._listed[1])
        listed = [] if self._listed[1] is None else list(self._listed[1].iterchildren(w("style")))
        self.style_elements = {attribute(style, "styleId"): style for style in listed}
        self.read()
        self.order = {line.element: line.index for line in self.lines}

    def at(self, line: Line) -> int:
        """Where a line stood when the file was opened; of one put in since, where the one above it stood."""
        return self.order[line.element]

    def read(self) -> None:
        """Read lines and marks off the tree."""
        page = Page(self.root, self.styles, ListNumbers(*self._listed))
        self.lines, self.marks = page.lines, page.marks()

    def list_indent(self, properties: _Element) -> _Element | None:
        """The indent that a paragraph has from its list, by its w:pPr."""
        numbering = self._listed[0]
        return None if numbering is None else indent_of(numbering, *ListNumbers(*self._listed).place(properties))

    def check(self) -> None:
        """Raise InputError where any part can't be read: before all of them are written anew."""
        for name in filter(is_xml, self._archive.names):
            self._archive.parse(name)

    @cached_property
    def parts(self) -> dict[str, bytes]:
        """All parts of the file, in order, by their names without the strokes that only some programs write."""
        return {_written(name): part for name, part in self._archive.parts().items()}

    def texts(self) -> dict[str, bytes]:
        """The same without pictures and whatever else isn't XML: that is not unpacked."""
        return {_written(name): self._archive.read(name) for name in filter(is_xml, self._archive.names)}

    def stories(self) -> dict[str, _Element]:
        """The other parts that are read on the page, by name: what stands above and below it, and notes."""
        names = map(_written, self._archive.names)
        return {name: self._archive.parse(name) for name in names if _STORY.fullmatch(name)}

    @cached_property
    def store_name(self) -> str:
        """The name of the part that carries the store; empty where there is none."""
        targets = self._archive.targets(self.main)
        items = [name for name in targets if name.lower().endswith(".xml") and "customxml/" in name.lower()]
        return next((n.lstrip("/") for n in items if n in self._archive and is_store(self._archive.parse(n))), "")

    @cached_property
    def store(self) -> Store | None:
        """What the draft carries; None where it was lost, InputError where it was damaged."""
        if not self.store_name:
            return None
        try:
            return read_store(self._archive.parse(self.store_name))
        except ValueError as error:
            raise self._archive.error(NO_STORE) from error

    def carrying(self, store: Store) -> bytes:
        """The file with the text as it is now, and with this store in the place of its own. InputError as `check`."""
        self.check()
        changed = {self.main: serialize(self.root)}
        if self.store_name:
            return pack(self.with_parts({**changed, self.store_name: store_part(store)}))
        parts = self.with_parts(changed)
        add_store(parts, store)
        return pack(parts)

    def with_parts(self, changed: Mapping[str, bytes]) -> dict[str, bytes]:
        """All parts of the file, these in the place of its own."""
        new = {_plain(name): part for name, part in changed.items()}
        return {name: new.get(_plain(name), part) for name, part in self.parts.items()}


def _written(name: str) -> str:
    name = name.replace("\\", "/").lstrip("/")
    return TYPES if name.lower() == TYPES.lower() else name


def _plain(name: str) -> str:
    return name.lstrip("/").lower()


def excerpt(text: str, most: int = 20) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split("\n"))
    return line if len(line) <= most else f"{line[:most]}……"


def headings_above(opened: Opened) -> Iterator[tuple[Line, str]]:
    """Each line with the heading that it stands under, its number included."""
    above = ""
    for line in opened.lines:
        if line.level:
            above = excerpt(f"{line.number}{line.text}", 30)
        yield line, above or "开头"
