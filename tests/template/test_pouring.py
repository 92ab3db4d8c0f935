"""What is poured is what rendering anew would give."""

from __future__ import annotations

import datetime as dt
from functools import partial
from operator import is_
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.document import Field, Words
from drafter.errors import InputError, Place
from drafter.markup import read
from drafter.questions import Point
from drafter.template.moulds import Mould
from drafter.template.phrases import Phrase
from drafter.template.pouring import PouringRenderer
from drafter.template.render import Renderer
from drafter.template.values import Answer, Choice, Many, Open, PointView, owned, segments

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from drafter.document import Block
    from drafter.markup import Segment

_HERE = Place("这里")
_PHRASES = {"四个甲": Phrase("四个甲", "提法", "“四个甲”")}
_POURED = [
    "{{ unit }}",
    "{{ unit|chinese }}年{{ unit|hint('单位') }}",
    "{% if unit is answered %}{{ unit|short }}和{{ unit|level }}、{{ unit|own }}{% endif %}",
    "{{ goal|hint('目标一句') }}{{ goal }}{% if goal is open %}无{% endif %}",
    "{{ owned }}{{ owned|quoted }}{{ owned|chinese }}",
    "{{ notes }}",
    "前{{ notes|quoted }}后",
    "{{ rules|join }}。{{ rules|join('和') }}{{ rules|quoted }}{{ rules|count }}件",
    "{% for r in rules %}{{ loop.index }}{{ r|chinese }}{% if not loop.last %}、{% endif %}{% endfor %}",
    "{{ drives|join }}{% for drive in drives %}{{ drive }}{% endfor %}{{ drives|count }}",
    "{{ day|date('月日') }}{{ day|year_reviewed|next|chinese }}{{ day|year_ahead }}{{ day }}",
    "{{ year|chinese }}{{ year|previous|previous }}",
    "{{ level }}{% if level == '市' %}是市{% endif %}{{ level ~ unit }}",
    "{{ marks|join }}{% if '点评' in marks %}点{% endif %}{% if guests %}客{{ unit }}{% endif %}",
    "{% set both %}{{ unit }}和{{ goal }}{{ rules }}{% endset %}{{ both }}",
    "{% macro said(v, w=unit) %}{{ v }}说{{ w }}{% endmacro %}{{ said(rules) }}{{ said(day|date('年')) }}",
    "{{ unit ~ goal ~ day }}{{ unit + rules }}",
    "{{ gap('空着') }}{{ '四个甲'|phrase }}{{ 'x'|quoted }}",
    "{% for p in points %}{{ p.heading }}{% for q in p.points %}{{ q.heading|quoted }}{% endfor %}{% endfor %}",
    "{% for p in points %}{{ p.points|count }}{% endfor %}",
    "{% for p in points %}{% if p.body %}有{{ p.body }}{% endif %}{% endfor %}{{ points|count }}",
    "{% with u = unit|short %}{{ u }}{{ u|hint('x') }}{% endwith %}",
]
_RENDERED = [
    "{{ (unit ~ '')|chinese }}",
    "{% if unit|short is open %}没有简称{% else %}有{% endif %}",
    "{% set u = unit|short %}{{ 'x' if u is answered else 'y' }}",
    "{% set both %}{{ unit }}和{{ day }}{% endset %}{{ both|quoted }}",
    "{% filter quoted %}{{ unit }}{% endfilter %}",
]
_TEXTS = st.sampled_from(["甲局", "某市公安局", "“甲”", "《甲》", "12", " ", "{{ unit }}", "分局", "甲\n乙"])


def _shapes() -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(0, 2), min_size=9, max_size=9)


@st.composite
def _values(draw: st.DrawFn, shape: list[int]) -> dict[str, object]:
    """Values of every kind, of a shape and in any wording."""
    unit, goal, own, paragraphs, rules, level, mark, guests, body = shape

    def answer(key: str) -> Answer:
        text = draw(_TEXTS | st.text(min_size=1, max_size=6))
        return Answer(key, text, text)

    def maybe(key: str, is_given: int) -> Answer | Open:
        return answer(key) if is_given else Open(key, "空着")

    day, year = draw(st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))), draw(st.integers(1, 3000))
    notes = tuple(draw(_TEXTS) for _ in range(paragraphs + 1))
    below = PointView(answer("points.1.1"), "", Many("points.1.1", []), Point())
    file = "points/a.j2" if body else ""
    point = PointView(owned([Words(draw(_TEXTS))], "points.1"), file, Many("points.1", [below]), Point())
    return {
        "unit": maybe("unit", unit),
        "goal": maybe("goal", goal),
        "owned": owned([Words(draw(_TEXTS)), *segments(maybe("goal", own))], "owned"),
        "notes": Answer("notes", notes, notes),
        "rules": Many("rules", [answer(f"rules.{number}") for number in range(rules + 1)]),
        "drives": Open("drives", "活动", many=True),
        "day": Answer("day", day, f"{day.year}年{day.month}月{day.day}日"),
        "year": Answer("year", year, str(year)),
        "level": Choice("level", ["市", "县", "省"][level]),
        "marks": Many("marks", [Choice("marks.1", ["点评", "互评", "测评"][mark])]),
        "guests": guests > 0,
        "points": Many("points", [point]),
    }


_ANSWERED = st.lists(_shapes(), min_size=1, max_size=2).flatmap(
    lambda shapes: st.lists(st.sampled_from(shapes).flatmap(_values), min_size=2, max_size=6)
)
_SOURCES = st.lists(st.sampled_from([*_POURED, *_RENDERED]), min_size=1, max_size=4).map("".join)


class _Counted(Renderer):
    """A renderer of strings that counts how often it renders one."""

    rendered = 0

    def __init__(self) -> None:
        super().__init__(_no_file, _PHRASES)

    def text(self, source: str, values: Mapping[str, object], place: Place) -> tuple[Segment, ...]:
        self.rendered += 1
        return super().text(source, values, place)


def _no_file(name: str) -> tuple[str, Path]:
    raise KeyError(name)


def _read(renderer: Renderer | PouringRenderer, source: str, values: Mapping[str, object]) -> list[Block]:
    return read(renderer.text(f"# {source}\n{{{{ notes }}}}", values, _HERE))


def _tried(renderer: Renderer | PouringRenderer, source: str, values: Mapping[str, object]) -> list[Block] | str:
    try:
        return _read(renderer, source, values)
    except InputError as error:
        return str(error)


@settings(deadline=None, max_examples=400)
@given(_SOURCES, _ANSWERED)
def test_what_is_poured_is_what_rendering_gives(source: str, answered: list[dict[str, object]]) -> None:
    """Whatever was rendered before, a string comes to the same blocks, or the same fault, as without anything kept."""
    pouring = PouringRenderer(_Counted, tuple)
    for values in answered:
        assert _tried(pouring, source, values) == _tried(_Counted(), source, values)


@settings(deadline=None, max_examples=200)
@given(_SOURCES, _ANSWERED)
def test_a_poured_document_is_what_rendering_gives(source: str, answered: list[dict[str, object]]) -> None:
    """Blocks are the same too, passages of several paragraphs among them."""
    pouring = PouringRenderer(_Counted, tuple)
    for values in answered:
        anew = _read(_Counted(), source, values)
        assert pouring.document(values, partial(_read, pouring, source, values)) == anew


@settings(deadline=None, max_examples=100)
@given(_SOURCES, _ANSWERED, st.data())
def test_what_hangs_on_the_very_same_values_stays(
    source: str, answered: list[dict[str, object]], data: st.DataObject
) -> None:
    """Values that are the objects of the draft before show the same, and no others do."""
    pouring, last, rendered = PouringRenderer(_Counted, tuple), answered[0], []

    def render(values: Mapping[str, object]) -> list[Block]:
        rendered.append(values)
        return _read(pouring, source, values)

    for values in answered:
        kept = data.draw(st.sets(st.sampled_from(sorted(values))))
        last = {key: (last if key in kept else values)[key] for key in values}
        blocks = pouring.document(last, partial(render, last))
        assert blocks == _read(_Counted(), source, last)
        rendered.clear()
        again = pouring.document(last, partial(render, last))
        assert rendered or all(map(is_, again, blocks))


@settings(deadline=None, max_examples=20)
@given(st.data())
@pytest.mark.parametrize("source", _POURED)
def test_nothing_is_rendered_twice_for_answers_of_one_shape(source: str, data: st.DataObject) -> None:
    """The same answers with another unit and on another day are poured."""
    behind = _Counted()
    pouring = PouringRenderer(lambda: behind, tuple)
    values = data.draw(_shapes().flatmap(_values))
    values["unit"], other = Answer("unit", "甲县公安局", "甲县公安局"), Answer("unit", "乙市公安局", "乙市公安局")
    other_day = Answer("day", dt.date(2031, 9, 9), "2031年9月9日")
    for answers in (values, {**values, "unit": other, "day": other_day}):
        pouring.text(source, answers, _HERE)
    assert behind.rendered == 1


@pytest.mark.parametrize("source", _RENDERED)
def test_what_hangs_on_the_wording_is_rendered_each_time(source: str) -> None:
    """A template may ask whether a short name could be derived: that is no matter of the shape."""
    behind = _Counted()
    pouring = PouringRenderer(lambda: behind, tuple)
    day = Answer("day", dt.date(2031, 9, 9), "2031年9月9日")
    for name in ("甲县公安局", "公司", "乙市公安局"):
        pouring.text(source, {"unit": Answer("unit", name, name), "day": day}, _HERE)
    assert behind.rendered == 3


def test_more_filters_than_can_be_told_are_rendered() -> None:
    """A value that went through very many is no less itself: what comes of it is the same, rendered each time."""
    source = "{% set a = unit" + "|quoted" * 9 + " %}{{ a" + "|hint('x')" * 9 + " }}"
    pouring = PouringRenderer(_Counted, tuple)
    for text in ("甲局", "乙局"):
        values = {"unit": Answer("unit", text, text)}
        assert pouring.text(source, values, _HERE) == _Counted().text(source, values, _HERE)
    assert isinstance(pouring.behind, _Counted)
    assert pouring.behind.rendered == 2


def test_a_document_that_can_not_be_poured_is_rendered_once() -> None:
    """Where a shape's mould doesn't fit, what is rendered then is the mould for those that come after."""
    pouring, source = PouringRenderer(_Counted, tuple), "{{ unit }}，{{ unit|short }}开会"
    rendered = []

    def render(name: str, values: Mapping[str, object]) -> list[Block]:
        rendered.append(name)
        return _read(pouring, source, values)

    for name in ("甲县公安局", "公司", "集团", "工厂"):
        values = {"unit": Answer("unit", name, name), "notes": Answer("notes", ("子",), ("子",))}
        pouring.document(values, partial(render, name, values))
    assert rendered == ["甲县公安局", "公司"]


def test_a_part_that_tells_a_lie_of_itself_is_no_mould() -> None:
    """A process that rendered a stranger's template may say of a field that it came from elsewhere: nothing is kept."""
    values = {"unit": Answer("unit", "甲局", "甲局"), "goal": Answer("goal", "好", "好")}
    true = Field("unit", "甲局", (("unit",), (), 0, None))
    assert Mould.of([true], values) is not None
    lies = [(("goal",), (), 0, None), (("unit",), (("nothing",),), 0, None), (("unit", "_key"), (), 0, None)]
    lies += [(("unit",), (), 1, None), (("unit",), (), 0, 3), ((1,), (), 0, None)]  # type: ignore[list-item]
    for made in lies:
        assert Mould.of([Field("unit", "甲局", made)], values) is None
    assert Mould.of([Field("unit", "甲局")], values) is None
