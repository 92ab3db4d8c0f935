"""A draft in stretches, parted before each heading of the first level.

Drafts of a batch differ in few of them. What a stretch is set as, and what the file must say of it, hangs on nothing
before it but numbers, so it is worked out once and found again by the stretch itself.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.document import Block, Document

_HELD = 1000


class Stretch:
    """Blocks that follow one another: the very same object where the very same blocks come again.

    spoken: what stands on the page. headings: (level, marker family) of each. apart: what counts each of them apart.
    """

    __slots__ = ("apart", "blocks", "headings", "spoken")

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        """Take the blocks, and tell what they are once for all drafts that have them."""
        self.blocks = blocks
        self.spoken = tuple([block for block in blocks if block.kind != "guidance"])
        headings = [block for block in blocks if block.kind == "heading"]
        self.headings = tuple([(block.level, block.series) for block in headings])
        self.apart = tuple([block.apart for block in headings])


# by the identity of blocks, which costs nothing to look up: each stretch holds the blocks that it goes by
_known: dict[tuple[int, ...], Stretch] = {}
_latest: list[tuple[Document, list[Stretch]]] = []


def stretches(document: Document) -> list[Stretch]:
    """The stretches of a draft, in order; the first has something that stands on the page, if any has."""
    if not _latest or _latest[0][0] is not document:
        _latest[:] = [(document, _parted(document))]
    return _latest[0][1]


def _parted(document: Document) -> list[Stretch]:
    blocks = document.blocks
    starts = [number for number, block in enumerate(blocks) if block.level == 1]
    if starts and all(block.kind == "guidance" for block in blocks[: starts[0]]):
        del starts[0]
    return [_stretch(blocks[start:end]) for start, end in pairwise((0, *starts, len(blocks)))]


def _stretch(blocks: tuple[Block, ...]) -> Stretch:
    key = tuple(map(id, blocks))
    found = _known.get(key)
    if found is None:
        if len(_known) >= _HELD:
            _known.clear()
        found = _known[key] = Stretch(blocks)
    return found
