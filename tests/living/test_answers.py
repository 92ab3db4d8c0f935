"""The answers of a draft, what was typed into it in Word included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.living.answers import ReadBack, answers_of
from drafter.questions import Point
from drafter.word.opened import Opened
from drafter.word.wml import w
from tests.living.conftest import BASE

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from tests.living.conftest import Workshop


def _replaced(old: str, new: str, most: int = 99) -> Callable[[_Element], None]:
    """An edit that puts other text into the first runs that have just this."""

    def edit(root: _Element) -> None:
        for element in [each for each in root.iter(w("t")) if each.text == old][:most]:
            element.text = new

    return edit


def _read(workshop: Workshop, data: bytes) -> ReadBack:
    opened = Opened(data, "a.docx")
    assert opened.store
    return answers_of(opened, opened.store, workshop.template)


def test_a_draft_gives_the_answers_that_it_was_made_of(workshop: Workshop) -> None:
    """Nobody having edited it, a draft gives its answers, what was left open and no default."""
    answers = workshop.answers(*BASE, "closing=否", "title=", "points=甲\n乙")
    assert _read(workshop, workshop.draft(answers)) == ReadBack(answers, (), {})


def test_what_was_typed_in_all_places_is_the_answer(workshop: Workshop, edited: Callable[..., bytes]) -> None:
    """Typed over wherever it is shown, an answer is read back; of a list the item, of a default as an answer given."""
    data = workshop.draft(workshop.answers(*BASE))
    for old, new in (
        ("某市局", "某县局"),
        ("乙", "丙"),
        ("2031年2月3日", "2032年1月2日"),
        ("做了一件事。", "做了两件。"),
    ):
        data = edited(data, _replaced(old, new))
    data = edited(data, _replaced("在某市局试写会上的讲话", "在某会上的讲话"))
    back = _read(workshop, data)
    assert back.answers == workshop.answers(
        "unit=某县局", "date=2032-01-02", "rules=《甲》；丙", "results=做了两件。", "title=在某会上的讲话"
    )
    assert back.edited == ("unit", "date", "rules.2", "results", "title")
    assert back.disagreeing == {}


def test_a_gap_that_was_typed_over_is_an_answer(workshop: Workshop, edited: Callable[..., bytes]) -> None:
    """What stands in the place of a gap answers its question."""
    data = edited(workshop.draft(workshop.answers("unit=某市局")), _replaced("【待补：results】", "做了一件事。"))
    assert _read(workshop, data).answers == workshop.answers("unit=某市局", "results=做了一件事。")


def test_a_gap_that_still_says_so_is_no_answer(workshop: Workshop, edited: Callable[..., bytes]) -> None:
    """In other brackets, or begun beside its hint, a gap gives no answer."""
    draft = workshop.draft(workshop.answers("unit=某市局"))
    for text in ("[待补：results]", "（results）", "做了【待补：results】"):
        assert _read(workshop, edited(draft, _replaced("【待补：results】", text))).edited == ()


def test_places_that_disagree_are_listed(workshop: Workshop, edited: Callable[..., bytes]) -> None:
    """Where only some places were edited the stored answer is kept and all that is said is listed."""
    data = edited(workshop.draft(workshop.answers(*BASE)), _replaced("某市局", "某县局", 1))
    back = _read(workshop, data)
    assert back.answers == workshop.answers(*BASE)
    assert back.disagreeing == {"unit": ("某县局", "某市局")}


def test_what_is_no_answer_is_listed(workshop: Workshop, edited: Callable[..., bytes]) -> None:
    """A date that is none any more is not taken."""
    back = _read(workshop, edited(workshop.draft(workshop.answers(*BASE)), _replaced("2031年2月3日", "年初")))
    assert back.answers == workshop.answers(*BASE)
    assert back.disagreeing == {"date": ("年初",)}


def test_a_heading_that_was_typed_over_is_that_of_its_point(workshop: Workshop, edited: Callable[..., bytes]) -> None:
    """A point's heading is read back, the others keep what they follow."""
    data = edited(workshop.draft(workshop.answers(*BASE)), _replaced("脑力", "笔力"))
    points = _read(workshop, data).answers.values["points"]
    assert isinstance(points, tuple)
    first = points[0]
    assert isinstance(first, Point)
    assert [below.heading or below.own for below in first.points] == ["眼力", "笔力"]
    assert first.own == "{{ unit }}要强"
