"""Counts that a draft announces, after points were deleted or added in Word."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest

from drafter.living.draft import Answers
from drafter.questions import Point
from drafter.word.opened import Opened
from drafter.word.reader import read_docx
from drafter.word.wml import w
from tests.living.conftest import BASE

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from tests.living.conftest import Workshop


def _paragraphs(root: _Element, first: str, until: str) -> list[_Element]:
    """The paragraphs from the one with this text to that one."""
    body = list(root[0])
    texts = ["".join(map(str, each.itertext())) for each in body]
    places = [next(at for at, text in enumerate(texts) if wanted in text) for wanted in (first, until)]
    return body[places[0] : places[1]]


def _deleted(first: str, until: str) -> Callable[[_Element], None]:
    def edit(root: _Element) -> None:
        for each in _paragraphs(root, first, until):
            root[0].remove(each)

    return edit


def _announced(data: bytes) -> str:
    return next(line for line in read_docx(data, "a.docx") if "点意见" in line).partition("下面讲")[2]


def test_a_point_deleted_in_word_is_counted_no_more(workshop: Workshop, edited: Callable[..., bytes]) -> None:
    """The announced number follows, and so do the answers that the draft carries; nothing else goes or comes."""
    data = edited(workshop.draft(workshop.answers(*BASE)), _deleted("第二，", "第三，"))
    renewed = workshop.update(data)
    assert (_announced(renewed.data), renewed.left) == ("两点意见。", [])
    wanted = [line.replace("三点", "两点").replace("第三，", "第二，") for line in read_docx(data, "a")]
    assert read_docx(renewed.data, "a") == wanted
    assert "要实" not in Opened(renewed.data, "a").store.origin.answers  # type: ignore[union-attr]
    again = workshop.update(renewed.data, "unit=某县局")
    assert again.left == []
    assert "第一，某县局要强" in read_docx(again.data, "a")
    assert workshop.update(renewed.data).changed == []


def test_a_heading_with_a_count_follows_its_points(workshop: Workshop, edited: Callable[..., bytes]) -> None:
    """The template's own heading is counted anew where a point below it was deleted; one of the writer's is listed."""
    data = workshop.draft(workshop.answers(*BASE))
    renewed = workshop.update(edited(data, _deleted("红线", "让我们")))
    assert (renewed.left, [place.wanted for place in renewed.changed]) == ([], ["要严一线"])
    points = (Point("要有两力", points=(Point("甲力"), Point("乙力"))), Point("要实"))
    own = workshop.draft(Answers({"unit": "某局", "points": points}))
    (place,) = workshop.update(edited(own, _deleted("乙力", "第二，"))).left
    assert (place.stands, place.wanted) == ("要有两力", "要有一力")


def test_a_point_added_in_word_is_listed(workshop: Workshop, edited: Callable[..., bytes]) -> None:
    """A heading that somebody added makes the announced number wrong: that is listed until it says the right one."""

    def add(root: _Element) -> None:
        last = _paragraphs(root, "第三，", "让我们")[0]
        new = deepcopy(last)
        for each in [each for each in new if each.tag in (w("bookmarkStart"), w("bookmarkEnd"))]:
            new.remove(each)
        last.addprevious(new)

    data = edited(workshop.draft(workshop.answers(*BASE)), add)
    assert ("三", "四") in [(place.stands, place.wanted) for place in workshop.update(data).left]

    def count(root: _Element) -> None:
        next(each for each in root.iter(w("t")) if each.text == "三").text = "四"

    left = workshop.update(edited(data, count)).left
    assert [place.wanted for place in left if place.wanted == "四"] == []


@pytest.mark.parametrize("edit", [_deleted("第二，", "第三，"), _deleted("这一段不变", "第二，")])
def test_text_that_stands_is_never_deleted(
    workshop: Workshop, edited: Callable[..., bytes], edit: Callable[[_Element], None]
) -> None:
    """Where only a part of a point was deleted, what is left of it stays, and its number stays as it was counted."""
    data = edited(workshop.draft(workshop.answers(*BASE, "points=甲要强\n乙要实\n丙要严")), edit)
    assert len(read_docx(workshop.update(data).data, "a")) == len(read_docx(data, "a"))


def test_a_heading_deleted_alone_leaves_its_text(workshop: Workshop, edited: Callable[..., bytes]) -> None:
    """A point whose heading alone was deleted keeps its text; that it is announced still is listed."""

    def edit(root: _Element) -> None:
        root[0].remove(_paragraphs(root, "红线", "让我们")[0])

    data = edited(workshop.draft(workshop.answers(*BASE)), edit)
    renewed = workshop.update(data)
    texts = [[line.rpartition("，")[2] for line in read_docx(each, "a")] for each in (renewed.data, data)]
    assert texts[0] == texts[1]
    assert [(place.stands, place.wanted) for place in renewed.left] == [("要严两线", "要严一线")]
