"""Where an answer stands in the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.document import Block, Document, Field, Gap, Words
from drafter.interview.whereabouts import explained, places

if TYPE_CHECKING:
    from drafter.document import Inline
    from drafter.interview.session import Session

_LONG = "很长的一句" * 10


@pytest.mark.parametrize(
    ("inlines", "found"),
    [
        ((Words("前一句。在"), Field("unit", "甲局"), Words("里。后一句。")), ["回顾｜在〔甲局〕里。"]),
        ((Gap("unit", "单位"), Words("来了")), ["回顾｜〔【待补：单位】〕来了"]),
        ((Field("unit.1", "甲"), Words("、"), Field("unit.2", "乙")), ["回顾｜〔甲〕、乙", "回顾｜甲、〔乙〕"]),
        ((Words(_LONG), Field("unit", "甲"), Words(_LONG)), [f"回顾｜……{_LONG[-24:]}〔甲〕{_LONG[:24]}……"]),
        ((Words("上\n下"), Field("unit", "甲\n乙"), Words("\n后")), ["回顾｜下〔甲 乙〕"]),
        ((Field("united", "甲"), Words("unit")), []),
    ],
)
def test_a_place_is_the_sentence_around_it(inlines: tuple[Inline, ...], found: list[str]) -> None:
    """Of each place the section's role and its sentence are told, cut where long; keys are whole keys."""
    document = Document((Block("paragraph", inlines, role="回顾"),))
    assert list(places(document, "unit")) == found


def test_guidance_is_no_place() -> None:
    """What stands in a note to the writer is not in the draft; a front line is named by its kind."""
    inlines = (Field("unit", "甲"),)
    document = Document((Block("guidance", inlines), Block("title", inlines)))
    assert list(places(document, "unit")) == ["标题｜〔甲〕"]


def test_many_places_are_counted(session: Session) -> None:
    """Of many places the first three are shown and all are counted; an answer that stands nowhere says so."""
    document = Document((Block("paragraph", (Field("story", "甲"),) * 5),))
    lines = list(explained(session, session.questions["story"], lambda: document))
    assert len([line for line in lines if line.startswith("在稿中")]) == 3
    assert lines[-1].strip("　") == "共5处"
    assert list(explained(session, session.questions["year"], lambda: document))[-1].endswith("没有用到")
