"""The file as a whole: its parts, and the same bytes for the same parts."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from drafter.word.wml import RELATIONSHIPS, parse, serialize

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from drafter.word.steps import Step

TYPES = "[Content_Types].xml"
_LINKS = "word/_rels/document.xml.rels"
# The earliest time that a zip can hold: a draft's bytes must not tell when it was made.
_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Base:
    """An empty document in a layout: all that a draft has besides its text.

    parts: (name, bytes) in the order of the zip. steps: the levels of its list. Plain data: it can be kept in a file
    and used without python-docx.
    """

    parts: tuple[tuple[str, bytes], ...]
    steps: tuple[Step, ...]

    def part(self, name: str) -> bytes:
        """The bytes of one part."""
        return dict(self.parts)[name]


def pack(parts: Mapping[str, bytes], changing: Collection[str] | None = None) -> bytes:
    """Zip the parts, with a fixed time and no trace of the machine.

    changing: names of the parts that differ from draft to draft, None for all; the others come first, and are deflated
    once for all drafts that have them alike.
    """
    others = tuple((name, data) for name, data in parts.items() if changing is not None and name not in changing)
    stream = io.BytesIO(_packed(others))
    with zipfile.ZipFile(stream, "a") as archive:
        for name, data in parts.items():
            if changing is None or name in changing:
                archive.writestr(_entry(name), data)
    return stream.getvalue()


@lru_cache(maxsize=16)
def _packed(parts: tuple[tuple[str, bytes], ...]) -> bytes:
    """The zip of parts that many drafts have."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts:
            archive.writestr(_entry(name), data)
    return stream.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    return entry


def unpack(data: bytes) -> dict[str, bytes]:
    """The parts of a zipped document, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def add_type(parts: dict[str, bytes], name: str, kind: str) -> None:
    """Say what kind of content a part has (ECMA-376-2, 7.2.3)."""
    parts[TYPES] = _with(parts[TYPES], "Override", PartName=f"/{name}", ContentType=kind)


def add_link(parts: dict[str, bytes], identifier: str, kind: str, target: str) -> None:
    """Let the text name a part as its own of this kind (ECMA-376-2, 6.5)."""
    parts[_LINKS] = _with(parts[_LINKS], "Relationship", Id=identifier, Type=f"{RELATIONSHIPS}/{kind}", Target=target)


@lru_cache(maxsize=64)
def _with(part: bytes, tag: str, **attributes: str) -> bytes:
    """A part with one more element; the same for all drafts of a base."""
    root = parse(part)
    etree.SubElement(root, f"{{{etree.QName(root).namespace}}}{tag}", attributes)
    return serialize(root)
