"""Points: the writer's headings whole, the template's own with their gaps, and nothing of a gap in an answer."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pytest

from drafter.document import Field, Gap
from drafter.errors import InputError
from drafter.questions import Point
from drafter.template.pouring import PouringRenderer
from drafter.template.questionnaire import shared_questions
from drafter.template.render import Renderer
from drafter.template.resolve import Resolver
from drafter.template.values import Many, segments
from drafter.yamlfile import parse

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.markup import Segment
    from drafter.questions import Value

_QUESTIONS = """\
questions:
- {key: unit, hint: 单位}
- {key: year, kind: year, hint: 年度}
- {key: guests, kind: yesno, default: no}
- key: points
  label: 要点
  kind: points
  default:
  - heading: '坚持{{ gap("四字，如“实干兴局”") }}，全力{{ gap("如“【抓】落实”") }}'
    body: work
    series: 一是
    points:
    - {heading: '{{ gap("如“抓早”") }}', body: early}
    - {heading: '{{ unit }}', series: ①}
  - {heading: "{{ year|previous }}年的“{{ count }}力”", figure: 力, points: [眼力, {form: 脑力……}]}
  - {heading: "{% if guests %}致谢{% endif %}"}
"""


def _resolver(**given: Value) -> Resolver:
    def source(name: str) -> tuple[str, Path]:
        raise KeyError(name)

    def files() -> tuple[str, ...]:
        return ("points/work.j2", "points/early.j2")

    renderer = PouringRenderer(lambda: Renderer(source, {}, files), files)
    return Resolver(shared_questions(parse(_QUESTIONS, "q.yaml")), renderer, given)


def _headings(resolver: Resolver) -> list[tuple[Segment, ...]]:
    views = resolver.value("points")
    assert isinstance(views, Many)
    return [segments(view.heading) for top in views for view in chain([top], top.points)]


def _untouched(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The points as an answer that changes nothing holds them."""
    return tuple(Point(body=p.body, own=p.own, points=_untouched(p.points)) for p in points)


def test_a_default_heading_has_its_gaps() -> None:
    """Words of a default heading are fields of the point, gaps in it gaps of the point or of an open question."""
    work, early, unit, force, eyes, brain, thanks = _headings(_resolver())
    assert work == (
        Field("points.1", "坚持"),
        Gap("points.1", "四字，如“实干兴局”"),
        Field("points.1", "，全力"),
        Gap("points.1", "如“〔抓〕落实”"),
    )
    assert early == (Gap("points.1.1", "如“抓早”"),)
    assert unit == (Field("points.1.2", ""), Gap("unit", "单位"))
    assert force == (Gap("year", "年度"), Field("points.2", "年的“"), *force[2:])
    assert eyes == (Field("points.2.1", "眼力"),)
    assert brain == (Field("points.2.2", "脑力"), Gap("points.2.2", "标题里的一处"))
    assert thanks == (Gap("points.3", "这一条的标题"),)


def test_a_default_heading_follows_answers() -> None:
    """What a default heading shows of other questions follows their answers, in one field of the point."""
    headings = _headings(_resolver(unit="甲局", year=2031, guests=True))
    assert headings[2:4] == [(Field("points.1.2", "甲局"),), (Field("points.2", "2030年的“两力”"),)]
    assert headings[6] == (Field("points.3", "致谢"),)


def test_points_put_back_untouched_are_the_same_points() -> None:
    """Points that only say which of the template's they are have its headings, gaps, families and figures."""
    resolver = _resolver(unit="甲局")
    key, points = resolver.outline()
    again = _resolver(unit="甲局", points=_untouched(points))
    assert again.outline() == (key, points)
    assert _headings(again) == _headings(resolver)
    later = _resolver(unit="乙局", points=_untouched(points))
    assert later.outline()[1][0].points[1].heading == "乙局"


def test_no_text_of_a_gap_is_in_what_an_answer_holds() -> None:
    """An outline tells a heading with gaps as it shows, and its form, in which each gap is a slot."""
    first, second, _ = _resolver().outline()[1]
    assert (first.heading, first.form) == (
        "坚持【待补：四字，如“实干兴局”】，全力【待补：如“〔抓〕落实”】",
        "坚持……，全力……",
    )
    assert [below.form for below in first.points] == ["……", "……"]
    assert [below.form for below in second.points] == ["", "脑力……"]


@pytest.mark.parametrize("point", [Point(form="坚持……，全力抓"), Point("坚持【待补】", form="坚持……，全力抓")])
def test_an_unfinished_heading_has_a_gap_for_each_slot(point: Point) -> None:
    """A form shows its words and a gap for each slot, whatever the heading showed; nothing of it is taken as done."""
    (heading,) = _headings(_resolver(points=(point,)))
    gap = Gap("points.1", "标题里的一处")
    assert heading == (Field("points.1", "坚持"), gap, Field("points.1", "，全力抓"))


def test_slots_in_a_heading_that_is_done_are_its_text() -> None:
    """A heading that a writer takes as done is literal text, dots and all."""
    assert _headings(_resolver(points=(Point("坚持……"),))) == [(Field("points.1", "坚持……"),)]


def test_a_renamed_heading_of_the_template_keeps_its_family() -> None:
    """A point without text that is told by its own heading keeps family and figure under another heading."""
    given = (Point("甲", own="{{ year|previous }}年的“{{ count }}力”", points=(Point("眼力"),)),)
    (point,) = _resolver(points=given).outline()[1]
    assert (point.heading, point.figure) == ("甲", "力")


def test_a_point_of_the_writer_takes_nothing_of_the_template() -> None:
    """A point without body and own heading has no family or figure but those it says."""
    assert _resolver(points=(Point("甲"),)).outline()[1] == (Point("甲"),)


def test_an_own_heading_that_there_is_not_is_a_fault() -> None:
    """An own heading that the template no longer has is told, with the nearest; one of a point with text is none."""
    given = (Point(own="{{ year|previous }}年的"), Point(own="坚持"))
    with pytest.raises(InputError) as caught:
        _resolver(points=given).values()
    assert [str(problem) for problem in caught.value.problems] == [
        "要点第1条：模板里没有“{{ year|previous }}年的”这个标题（相近的有：{{ year|previous }}年的“{{ count }}力”）",
        "要点第2条：模板里没有“坚持”这个标题（改写 heading）",
    ]
