"""A layout's empty document, kept on this machine from one run to the next: making it takes longer than a draft."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.cache import named, recall, remember
from drafter.word.package import PLACE, Base, pack, unpack
from drafter.word.wml import DOCUMENT

if TYPE_CHECKING:
    from drafter.word.layout import Layout
    from drafter.word.steps import Step

_KIND, _MOST = "bases", 64


@lru_cache(maxsize=16)
def base_for(layout: Layout, steps: tuple[Step, ...]) -> Base:
    """The empty document of a layout whose list has these steps: the kept one, else one that is made and kept."""
    name = named((layout, steps), Path(__file__).parent, "docx")
    base = _read(recall(_KIND, name), steps)
    if base is None:
        from drafter.word.base import make_base  # noqa: PLC0415 - and with it python-docx

        base = make_base(layout, steps)
        remember(_KIND, name, pack(dict(base.parts)), _MOST)
    return base


def _read(data: bytes | None, steps: tuple[Step, ...]) -> Base | None:
    """A kept base; None where there is none, or where it was damaged."""
    if data is None:
        return None
    try:
        parts = unpack(data)
    except ValueError:
        return None
    return Base(tuple(parts.items()), steps) if PLACE in parts.get(DOCUMENT, b"") else None
