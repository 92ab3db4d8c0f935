"""What is open in a draft, however people close a gap in Word."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drafter.document import Block, Document, Field, Gap, Words
from drafter.word import write
from drafter.word.catalog import standard
from drafter.word.gaps import OpenPlace, open_places
from drafter.word.opened import Opened
from drafter.word.package import pack, unpack
from drafter.word.store import Origin
from drafter.word.wml import make, w

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.etree import _Element

ONE = Document(
    (
        Block("heading", (Words("甲乙"),), 1, "一、"),
        Block("paragraph", (Words("请"), Gap("speaker", "讲话人"), Words("讲话。"))),
        Block("heading", (Words("丙丁"),), 1, "一、"),
    )
)
ORIGIN = Origin("x", "1", "")


def _typed(text: str) -> Callable[[_Element], None]:
    """An edit that puts this in the place of the gap's text, in its run, which keeps its highlight."""

    def edit(root: _Element) -> None:
        next(each for each in root.iter(w("t")) if "待补" in (each.text or "")).text = text

    return edit


def _unmarked(root: _Element) -> None:
    for name in ("bookmarkStart", "bookmarkEnd"):
        for element in list(root.iter(w(name))):
            element.getparent().remove(element)  # type: ignore[union-attr]


def _deleted(root: _Element) -> None:
    run = next(each for each in root.iter(w("r")) if "待补" in "".join(map(str, each.itertext())))
    run.getparent().remove(run)  # type: ignore[union-attr]


def _struck(root: _Element) -> None:
    run = next(each for each in root.iter(w("r")) if "待补" in "".join(map(str, each.itertext())))
    struck = run.makeelement(w("del"), {})
    run.getparent().replace(run, struck)  # type: ignore[union-attr]
    struck.append(run)


def _found(data: bytes) -> list[tuple[str, bool]]:
    return [(place.hint, place.edited) for place in open_places(Opened(data, "a.docx"))]


def test_a_gap_is_listed_with_heading_hint_and_key() -> None:
    """What is open stands with the heading above it, number included, its hint and its question."""
    (place,) = open_places(Opened(write(ONE, origin=ORIGIN), "a.docx"))
    assert place == OpenPlace("一、甲乙", "讲话人", "【待补：讲话人】", "speaker")


@pytest.mark.parametrize("edit", [_typed("某局长"), _typed("某（代）局长"), _deleted, _struck])
def test_typing_over_a_gap_closes_it(edited: Callable[..., bytes], edit: Callable[[_Element], None]) -> None:
    """Text typed over all of it, yellow as it may be, closes a gap; so does deleting it, tracked or not."""
    assert _found(edited(write(ONE, origin=ORIGIN), edit)) == []


@pytest.mark.parametrize("text", ["【待补：讲话人某局长】", "【待补：某局长】", "【某局长】", "【待补】", "某局长】"])
def test_a_gap_whose_brackets_are_left_is_open(edited: Callable[..., bytes], text: str) -> None:
    """Where somebody typed between the brackets and left one, the place is open still, and told as begun."""
    assert _found(edited(write(ONE, origin=ORIGIN), _typed(text))) == [("讲话人", True)]


@pytest.mark.parametrize(
    "text",
    [
        *("[待补：讲话人]", "（待补：讲话人）", "(待补)", "［待补:讲话人某局长］", "〔待补：某局长〕", "〖讲话人〗"),
        "讲话人",
        "(讲话人)",
    ],
)
def test_a_gap_in_other_brackets_is_open(edited: Callable[..., bytes], text: str) -> None:
    """Where 待补 stands in whatever brackets, or the hint alone, the place is open still."""
    assert _found(edited(write(ONE, origin=ORIGIN), _typed(text))) == [("讲话人", True)]


def test_a_hint_within_what_was_typed_is_open(edited: Callable[..., bytes]) -> None:
    """A hint that no answer would say stands there still beside other words; a short one may be an answer."""
    long, short = (
        edited(write(Document((Block("paragraph", (Gap("a", hint),)),)), origin=ORIGIN), _typed(f"某局{hint}，某事"))
        for hint in ("失责被追究的事例，约60字", "会场")
    )
    assert (_found(long), _found(short)) == ([("失责被追究的事例，约60字", True)], [])


@pytest.mark.parametrize(("text", "hint"), [("(待补：甲乙)", "甲乙"), ("［待补］", ""), ("（待补：甲", "甲")])
def test_a_gap_in_other_brackets_is_found_without_its_mark(text: str, hint: str) -> None:
    """待补 in whatever brackets is open in a paragraph that was copied too; 亟待补上 is not."""
    data = write(Document((Block("paragraph", (Words(f"短板亟待补上（亟待补上）。{text}"),)),)))
    assert _found(data) == [(hint, False)]


@pytest.mark.parametrize("text", ["某局长【待补：讲话人】", "【待补：讲话人】某局长"])
def test_text_typed_beside_a_gap_does_not_close_it(edited: Callable[..., bytes], text: str) -> None:
    """As long as the gap itself stands there it is open."""
    assert _found(edited(write(ONE, origin=ORIGIN), _typed(text))) == [("讲话人", True)]


def test_a_gap_without_its_mark_is_found(edited: Callable[..., bytes]) -> None:
    """A gap in a paragraph that was copied, or whose bookmark is lost, is found by its text."""
    assert _found(edited(write(ONE), _unmarked)) == [("讲话人", False)]


def test_a_gap_is_found_where_the_store_is_damaged() -> None:
    """What is open is told by the text, so it is found too where what the draft carries can't be read."""
    parts = unpack(write(ONE, origin=ORIGIN))
    parts["customXml/item1.xml"] = parts["customXml/item1.xml"].replace(b'width="', b'width="x')
    assert _found(pack(parts)) == [("讲话人", False)]


def test_fields_are_no_gaps() -> None:
    """A draft whose places are filled has nothing open."""
    assert _found(write(Document((Block("paragraph", (Words("【注】"), Field("a", "【甲】"))),)))) == []


@pytest.mark.rendering
def test_gaps_are_found_after_libreoffice(speech: Document, office: Callable[..., Path]) -> None:
    """Saved by LibreOffice a draft has the gaps that it had."""
    data = write(speech, origin=ORIGIN)
    saved = open_places(Opened(office(data, "docx").read_bytes(), "b"))
    assert saved == open_places(Opened(data, "a"))
    assert len(saved) == len(speech.gaps)


def test_what_is_open_below_the_page_is_listed(speech: Document) -> None:
    """A gap that somebody typed into a footer is told, as what it is in."""
    parts = unpack(write(speech))
    parts["word/footer1.xml"] = parts["word/footer1.xml"].replace("— ".encode(), "【待补：页脚】— ".encode())
    last = open_places(Opened(pack(parts), "a"))[-1]
    assert (last.heading, last.hint) == ("页脚", "页脚")


def test_a_control_that_was_emptied_is_open(edited: Callable[..., bytes]) -> None:
    """Where Word shows its own words in an empty control, that is no text of the speech."""

    def empty(root: _Element) -> None:
        control = next(root.iter(w("sdt")))
        control[0].append(make("showingPlcHdr"))
        next(control.iter(w("t"))).text = "单击此处输入文字。"

    document = Document((Block("paragraph", (Words("甲"), Field("unit", "某局"))),))
    data = write(document, replace(standard(), live=True), origin=Origin("x", "1", ""))
    assert open_places(Opened(data, "a")) == []
    (place,) = open_places(Opened(edited(data, empty), "a"))
    assert (place.key, place.text) == ("unit", "单击此处输入文字。")
