"""The file as a whole: its parts, and the same bytes for the same parts."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from drafter.records import dataclass
from drafter.word.wml import RELATIONSHIPS
from drafter.word.wml import attributes as written
from drafter.zipped import pack, pack_upon, unpack, unpack_stretches

if TYPE_CHECKING:
    from drafter.word.steps import Step

TYPES = "[Content_Types].xml"
PLACE = b"<!--paragraphs-->"
"""Where the text of a draft goes in the main part of a base."""
_LINKS = "word/_rels/document.xml.rels"

__all__ = ["PLACE", "TYPES", "Base", "add_link", "add_type", "pack", "pack_upon", "unpack", "unpack_stretches"]


@dataclass(frozen=True, slots=True)
class Base:
    """An empty document in a layout: all that a draft has besides its text.

    parts: (name, bytes) in the order of the zip; the main part has `PLACE` for all paragraphs. steps: the levels of its
    list. Plain data: it can be kept in a file and used without python-docx.
    """

    parts: tuple[tuple[str, bytes], ...]
    steps: tuple[Step, ...]


def add_type(parts: dict[str, bytes], name: str, kind: str) -> None:
    """Say what kind of content a part has (ECMA-376-2, 7.2.3)."""
    parts[TYPES] = _with(parts[TYPES], "Override", PartName=f"/{name}", ContentType=kind)


def add_link(parts: dict[str, bytes], identifier: str, kind: str, target: str) -> None:
    """Let the text name a part as its own of this kind (ECMA-376-2, 6.5)."""
    parts[_LINKS] = _with(parts[_LINKS], "Relationship", Id=identifier, Type=f"{RELATIONSHIPS}/{kind}", Target=target)


@lru_cache(maxsize=64)
def _with(part: bytes, tag: str, **attributes: str) -> bytes:
    """A part of a base with one more element, the last; the same for all drafts of it."""
    before, end, after = part.rpartition(b"</")
    return b"".join((before, f"<{tag}{written(attributes)}/>".encode(), end, after))
