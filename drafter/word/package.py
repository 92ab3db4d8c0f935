"""The file as a whole: its parts, and the same bytes for the same parts."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.word.steps import Step

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


def pack(parts: dict[str, bytes]) -> bytes:
    """Zip the parts in order, with a fixed time and no trace of the machine."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, data)
    return stream.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """The parts of a zipped document, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
