"""The draft as plain data."""

from __future__ import annotations

import ast
import dataclasses
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import drafter.document
from drafter.document import Block, Document, Field, Gap, Words


def _draft(answer: str, hint: str = "几月几日") -> Document:
    return Document(
        (
            Block("title", (Words("在"), Field("meeting", answer))),
            Block("title", (Words("上的讲话"),)),
            Block("heading", (Field("points.1", answer),), 1, "一、", "要点", "points"),
            Block("guidance", (Gap("case", "案例"),)),
            Block("paragraph", (Words("到"), Gap("date", hint), Words("为止"))),
        )
    )


@pytest.mark.parametrize(("hint", "text"), [("会议日期", "【待补：会议日期】"), ("", "【待补】")])
def test_gap_is_shown_with_its_hint(hint: str, text: str) -> None:
    """A gap is shown as 待补 in brackets, with its hint where it has one."""
    assert Gap("date", hint).text == text


@given(st.lists(st.text()))
def test_block_text_is_all_its_characters(texts: list[str]) -> None:
    """A block's text is every character of its parts in order, whatever they hold."""
    inlines = tuple(Field("k", text) if n % 2 else Words(text) for n, text in enumerate(texts))
    assert Block("paragraph", inlines).text == "".join(texts)


def test_title_of_several_lines_is_told_on_one() -> None:
    """A title that stands in several blocks is told as one line, and a draft without one has an empty title."""
    assert _draft("大会").title == "在大会上的讲话"
    assert Document(()).title == ""


def test_headings_are_only_headings() -> None:
    """The headings of a draft are its heading blocks alone, each with what counts it apart."""
    assert [block.text for block in _draft("甲").headings] == ["甲"]
    assert _draft("甲").apart == ("points",)


def test_guidance_is_never_part_of_the_speech() -> None:
    """Guidance is left out of what is spoken, and gaps in it are none of the draft's."""
    draft = _draft("甲")
    assert [block.kind for block in draft.spoken] == ["title", "title", "heading", "paragraph"]
    assert [gap.key for gap in draft.gaps] == ["date"]


def test_every_place_of_a_gap_counts() -> None:
    """A gap that stands in two places is listed twice."""
    gap = Gap("date", "日期")
    draft = Document((Block("paragraph", (gap, Words("至"), gap)),))
    assert draft.gaps == (gap, gap)


@given(st.text(), st.text())
def test_wording_of_an_answer_is_no_part_of_the_shape(one: str, other: str) -> None:
    """Two drafts that differ in an answer's or a hint's wording alone have the same shape."""
    assert _draft(one, other).shape() == _draft(other, one).shape()


@pytest.mark.parametrize(
    "block",
    [
        Block("paragraph", (Field("k", "x"),)),
        Block("heading", (Field("k", "x"),), 2),
        Block("heading", (Field("other", "x"),), 1),
        Block("heading", (Field("k", "x"), Gap("k", "x")), 1),
    ],
)
def test_shape_tells_kind_level_and_keys(block: Block) -> None:
    """Drafts whose blocks differ in kind, level or keys differ in shape."""
    assert Document((block,)).shape() != Document((Block("heading", (Field("k", "x"),), 1),)).shape()


@pytest.mark.parametrize("value", [Words("x"), Field("k", "x"), Gap("k", "x"), Block("title", ()), Document(())])
def test_the_draft_cannot_be_changed_in_place(value: object) -> None:
    """Every part of a draft refuses to be changed."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, dataclasses.fields(value)[0].name, None)  # type: ignore[arg-type]


def test_document_knows_of_nothing_but_data() -> None:
    """The module of the draft imports the standard library and our data classes, nothing else."""
    tree = ast.parse(Path(drafter.document.__file__).read_text("utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    names.remove("drafter.records")
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names
