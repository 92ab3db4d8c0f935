"""Stretches are found again by what they are, and what was made of them makes no difference to the next draft."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.document import Block, Document, Field, Words
from drafter.word import stretches, write
from drafter.word.catalog import standard
from drafter.word.kept import base_for
from drafter.word.store import Origin
from tests.word.test_writer import DOCUMENTS

if TYPE_CHECKING:
    from drafter.word.layout import Layout
    from drafter.word.stretches import Stretch

STANDARD = standard()
LAYOUTS = [
    STANDARD,
    replace(STANDARD, numbers="typed"),
    replace(STANDARD, run_in=frozenset({1, 2, 3, 4})),
    replace(STANDARD, at_end=True),
    replace(STANDARD, live=True),
]
ORIGIN = Origin("x", "1", "key: 某局\n", layout="gbt9704")


def forget() -> None:
    """Let go of all that was held of earlier drafts."""
    for name, module in list(sys.modules.items()):
        if name.startswith("drafter.word") or name == "drafter.zipped":
            for held in vars(module).values():
                if hasattr(held, "cache_clear") and held is not base_for:  # which hangs on no draft
                    held.cache_clear()
    vars(stretches)["_known"].clear()
    vars(stretches)["_latest"].clear()


@settings(max_examples=150)
@given(st.lists(DOCUMENTS, min_size=1, max_size=3), st.data(), st.sampled_from(LAYOUTS), st.booleans())
def test_what_is_held_of_other_drafts_changes_no_byte(
    documents: list[Document],
    data: st.DataObject,
    layout: Layout,
    comments: bool,  # noqa: FBT001 - hypothesis gives it
) -> None:
    """Drafts that have blocks in common, one after another, are the files that they are each for itself."""
    pool = [block for document in documents for block in document.blocks]
    drafts = [*documents]
    for _ in range(3):
        drafts.append(Document(tuple(data.draw(st.lists(st.sampled_from(pool), max_size=8)) if pool else ())))
    together = [write(draft, layout, comments=comments, origin=ORIGIN) for draft in drafts]
    for draft, written in zip(drafts, together, strict=True):
        forget()
        assert write(draft, layout, comments=comments, origin=ORIGIN) == written


def test_what_stands_before_a_stretch_tells_how_it_is_numbered() -> None:
    """The same blocks after other comments, or as another of the points, are set anew, though as many marks precede."""
    typed = replace(STANDARD, numbers="typed")
    first, point, last = (Block("heading", (Words(text),), level=1, series="一、") for text in "甲乙丙")
    field, note = Field("key", "丁"), Block("guidance", (Words("写法"),))
    one, two = Block("paragraph", (field,)), Block("paragraph", (field, field))
    drafts = [
        Document((one, first, point)),
        Document((two, point, last)),
        Document((two, note, point, last, note)),
        Document((two, note, note, point, last, note)),
    ]
    forget()
    together = [write(draft, typed, comments=True, origin=ORIGIN) for draft in drafts]
    for draft, written in zip(drafts, together, strict=True):
        forget()
        assert write(draft, typed, comments=True, origin=ORIGIN) == written


@given(DOCUMENTS)
def test_stretches_are_the_draft_in_order(document: Document) -> None:
    """No block is lost or moved; each stretch but the first begins with a heading of the first level."""
    first, *others = stretches.stretches(document)
    assert tuple(block for stretch in (first, *others) for block in stretch.blocks) == document.blocks
    assert all(stretch.blocks[0].level == 1 for stretch in others)
    assert all(block.level != 1 for stretch in (first, *others) for block in stretch.blocks[1:] if stretch is not first)
    assert first.spoken or not document.spoken


def test_the_same_blocks_are_the_same_stretch() -> None:
    """Blocks that are the very same objects make one stretch; equal ones that aren't make another."""
    heading, text = Block("heading", (Words("甲"),), level=1), Block("paragraph", (Words("乙"),))
    front = Block("title", (Words("丙"),))

    def last(*blocks: Block) -> Stretch:
        return stretches.stretches(Document((front, *blocks)))[-1]

    assert last(heading, text) is last(heading, text)
    assert last(heading, text) is not last(heading, replace(text))
    assert last(heading, text).headings == ((1, ""),)


def test_guidance_before_all_text_hangs_on_the_first_block() -> None:
    """Where a draft begins with guidance and a heading, the comment stands at that heading."""
    document = Document((Block("guidance", (Words("写法"),)), Block("heading", (Words("甲"),), level=1)))
    (only,) = stretches.stretches(document)
    assert only.blocks == document.blocks
    assert write(document, comments=True) == write(Document(document.blocks[::-1]), comments=True)
