"""Body fields as content controls that are bound to the store."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from drafter.document import Block, Document, Field, Gap, Words
from drafter.word import write
from drafter.word.catalog import open_layout, standard
from drafter.word.finish import finished
from drafter.word.opened import Opened
from drafter.word.package import unpack
from drafter.word.reader import read_docx
from drafter.word.store import Origin
from drafter.word.wml import DOCUMENT, ITEM_ID, parse, w

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LIVE = replace(standard(), live=True)
UNIT = Field("unit", "某局")
SPEECH = Document(
    (
        Block("title", (Field("title", "某会"),)),
        Block("heading", (UNIT,), 1, "一、"),
        Block("paragraph", (UNIT, Words("和"), Field("other", "某局"), Words("和"), Gap("gap", "补"))),
        Block("paragraph", (UNIT, Field("long", "甲\n乙"))),
    )
)
ORIGIN = Origin("x", "1", "")


def _controls(data: bytes) -> list[tuple[str, str | None]]:
    """(what is shown, what the store says in the place that the control is bound to) of each control."""
    parts = unpack(data)
    store = etree.fromstring(parts["customXml/item1.xml"])
    assert ITEM_ID.encode() in parts["customXml/itemProps1.xml"]
    found = []
    for each in parse(parts[DOCUMENT]).iter(w("sdt")):
        binding = each.find(f"{w('sdtPr')}/{w('dataBinding')}")
        assert binding is not None
        prefix, _, namespace = (binding.get(w("prefixMappings")) or "").partition("=")
        assert prefix == "xmlns:d"
        path = str(binding.get(w("xpath"))).removeprefix("/d:draft[1]/")
        bound = store.find(path, {"d": namespace.strip("'")})
        assert bound is not None
        found.append(("".join(map(str, each.find(w("sdtContent")).itertext())), bound.text))  # type: ignore[union-attr]
    return found


def test_fields_of_the_body_are_bound_to_the_store() -> None:
    """Every field of a paragraph that has one line is a control, which shows what the store says; no other is."""
    data = write(SPEECH, LIVE, origin=ORIGIN)
    assert _controls(data) == [("某局", "某局")] * 3
    paths = [each.get(w("xpath")) for each in parse(unpack(data)[DOCUMENT]).iter(w("dataBinding"))]
    assert paths[0] == paths[2] != paths[1]
    assert read_docx(data, "a") == read_docx(write(SPEECH), "b")


def test_a_layout_says_whether_answers_are_controls(tmp_path: Path) -> None:
    """`live: true` in a layout's file is what makes them."""
    (tmp_path / "a.yaml").write_text("live: true\n", encoding="utf-8")
    assert open_layout(str(tmp_path / "a.yaml"), tmp_path).live
    assert not standard().live


def test_a_final_copy_has_no_controls() -> None:
    """Finished, the same text stands in plain runs."""
    data = write(SPEECH, LIVE, origin=ORIGIN)
    final = finished(data, "a")
    assert read_docx(final, "b") == read_docx(data, "a")
    assert b"w:sdt" not in unpack(final)[DOCUMENT]


@pytest.mark.rendering
def test_what_libreoffice_makes_of_controls(office: Callable[..., Path]) -> None:
    """What docs/living.zh-CN.md says LibreOffice does to such a file when it saves is what it does."""
    data = write(SPEECH, LIVE, origin=ORIGIN)
    saved = Opened(office(data, "docx").read_bytes(), "a")
    texts = [line.text for line in saved.lines]
    assert texts[2] == f"{'某局' * 4}和{'某局' * 4}和【待补：补】"
    assert texts[3] == f"{'某局' * 4}甲\n乙"
    assert [mark.text for mark in saved.marks[3]] == ["某局" * 4]
