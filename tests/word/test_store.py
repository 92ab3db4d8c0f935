"""What a draft carries of how it was made."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from drafter.errors import InputError
from drafter.word import write
from drafter.word.catalog import standard
from drafter.word.marks import Shown, marked
from drafter.word.opened import Opened
from drafter.word.package import pack, unpack
from drafter.word.plan import plan
from drafter.word.steps import steps
from drafter.word.store import Origin, Store, read_store, store_part

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drafter.document import Document

ORIGIN = Origin("group-talk", "1", "unit: 某局\nlong: |-\n  甲\n  乙\n", layout="某版式")
ITEM = "customXml/item1.xml"
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))


def test_a_draft_carries_what_it_was_made_from(speech: Document) -> None:
    """Template, version, answers, settings of the layout and what each mark shows are read back as they were."""
    layout = replace(standard(), run_in=frozenset({2}), numbers="typed", at_end=True)
    store = Opened(write(speech, layout, origin=ORIGIN), "a.docx").store
    assert store
    assert store.origin == ORIGIN
    arranged = layout.arranged(speech)
    assert store.shown == marked(plan(arranged, layout, steps(arranged, layout.numbers)))
    assert (store.layout.run_in, store.layout.numbers, store.layout.at_end) == (frozenset({2}), "typed", True)
    assert store.layout.characters(store.layout.title) == layout.characters(layout.title)


@given(
    st.builds(Origin, TEXT, TEXT, TEXT, st.booleans(), TEXT),
    st.dictionaries(st.integers(1, 99), st.builds(Shown, st.sampled_from("fgn"), TEXT, TEXT)),
)
def test_a_store_reads_back(origin: Origin, shown: dict[int, Shown]) -> None:
    """Whatever answers hold, the store is read as it was written, its marks in their order."""
    root = etree.fromstring(store_part(Store(origin, standard(), shown)))
    found = read_store(root)
    assert found.origin == origin
    assert list(found.shown.items()) == list(shown.items())


def test_every_part_is_announced(speech: Document) -> None:
    """The parts of the store have a type and a relationship, and none stands in the file twice."""
    parts = unpack(write(speech, origin=ORIGIN, comments=True))
    assert f"../{ITEM}".encode() in parts["word/_rels/document.xml.rels"]
    assert b"/customXml/itemProps1.xml" in parts["[Content_Types].xml"]
    assert b"itemProps1.xml" in parts["customXml/_rels/item1.xml.rels"]


def test_without_an_origin_nothing_is_carried(speech: Document) -> None:
    """A document that was made from nothing known carries no store, and is opened all the same."""
    assert Opened(write(speech), "a.docx").store is None


@pytest.mark.parametrize(
    ("whole", "damaged"),
    [
        (b"layout", b"lay"),
        (b'width="8844"', b'width="x"'),
        (b'mark="f1"', b'mark="fx"'),
        (b'titleSize="22.0"', b'titleSize="nan"'),
        (b'"8844"', b'"1e9"'),
        (b"<layout ", b"<layout y="),
    ],
)
def test_a_damaged_store_is_an_error_that_names_the_file(speech: Document, whole: bytes, damaged: bytes) -> None:
    """Where somebody cut into the store, the error names the file; where it can still be read as XML, what to do."""
    parts = unpack(write(speech, origin=ORIGIN))
    parts[ITEM] = parts[ITEM].replace(whole, damaged)
    opened = Opened(pack(parts), "a.docx")
    with pytest.raises(InputError, match=r"a\.docx: .*(--template|损坏)"):
        assert opened.store


@pytest.mark.rendering
def test_a_store_outlives_libreoffice(speech: Document, office: Callable[..., Path]) -> None:
    """LibreOffice keeps the store and every mark when it saves a draft as .docx."""
    data = write(speech, origin=ORIGIN)
    before, after = Opened(data, "a"), Opened(office(data, "docx").read_bytes(), "b")
    assert after.store == before.store
    texts = [{n: [(m.kind, m.text, m.fault) for m in marks] for n, marks in o.marks.items()} for o in (before, after)]
    assert texts[0] == texts[1]


def test_a_part_of_another_program_is_not_taken_for_the_store(speech: Document) -> None:
    """A custom XML part with other elements is left alone."""
    parts = unpack(write(speech, origin=ORIGIN))
    parts[ITEM] = b"<draft/>"
    assert Opened(pack(parts), "a.docx").store is None
