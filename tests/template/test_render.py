"""Templates render to segments that keep the key of every answer, and an answer decides nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

import pytest

from drafter.document import Field, Gap, Words
from drafter.markup import Passage

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.markup import Segment

    Rendered: TypeAlias = Callable[..., tuple[Segment, ...]]

_MACRO = "{% macro around(v) %}前{{ v }}后{% endmacro %}"
_SHOWING = {
    "printed": "前{{ x }}后",
    "tilde": '{{ "前" ~ x ~ "后" }}',
    "plus": '{{ "前" + x + "后" }}',
    "tilde of plus": '{{ ("前" + x) ~ "后" }}',
    "set": "{% set y = x %}前{{ y }}后",
    "set block": "{% set y %}前{{ x }}后{% endset %}{{ y }}",
    "set block with a filter": "{% set y | join %}前{{ x }}后{% endset %}{{ y }}",
    "with": "{% with y = x %}前{{ y }}后{% endwith %}",
    "macro": _MACRO + "{{ around(x) }}",
    "macro by keyword": _MACRO + "{{ around(v=x) }}",
    "macro within a macro": _MACRO + "{% macro m(v) %}{{ around(v) }}{% endmacro %}{{ m(x) }}",
    "macro's spare arguments": "{% macro m() %}前{{ varargs[0] }}后{% endmacro %}{{ m(x) }}",
    "macro's default": "{% macro m(v=x) %}前{{ v }}后{% endmacro %}{{ m() }}",
    "call block": "{% macro m() %}前{{ caller() }}后{% endmacro %}{% call m() %}{{ x }}{% endcall %}",
    "call with arguments": "{% macro m(v) %}前{{ caller(v) }}后{% endmacro %}{% call(w) m(x) %}{{ w }}{% endcall %}",
    "filter block": "{% filter join %}前{{ x }}后{% endfilter %}",
    "include": '{% include "part.j2" %}',
    "include that may be missing": '{% include ["nowhere.j2", "part.j2"] ignore missing %}',
    "import": '{% import "macros.j2" as own %}{{ own.around(x) }}',
    "import with context": '{% import "part.j2" as own with context %}前{{ own.kept }}后',
    "from": '{% from "macros.j2" import around as m %}{{ m(x) }}',
    "extends": '{% extends "base.j2" %}',
    "block": '{% extends "base.j2" %}{% block middle %}{{ x }}{% endblock %}',
    "super": '{% extends "base.j2" %}{% block middle %}{{ super() }}{% endblock %}',
    "super kept": '{% extends "base.j2" %}{% block middle %}{% set y = super() %}{{ y }}{% endblock %}',
    "self": '{% extends "base.j2" %}{% block b %}{{ x }}{% endblock %}{% block middle %}{{ self.b() }}{% endblock %}',
    "list": "{% for y in [x] %}前{{ y }}后{% endfor %}",
    "mapping": '前{{ {"k": x}.k }}后',
    "condition": "{% if guests %}前{{ x }}后{% endif %}",
    "conditional expression": '前{{ x if level == "市" else "" }}后',
    "asked whether it is there": "{% if x is open or x is answered %}前{{ x }}后{% endif %}",
}
_FILES = {
    "part": "{% set kept = x %}前{{ x }}后",
    "macros": _MACRO,
    "base": "前{% block middle %}{{ x }}{% endblock %}后",
}
_SHOWN = {
    "unit": (Field("unit", "甲局"),),
    "goal": (Gap("goal", "目标"),),
    "notes": (Passage("notes", ("子", "丑")),),
    "rules": (Field("rules.1", "《甲》"), Words("、"), Field("rules.2", "乙")),
    "drives": (Gap("drives", "活动"),),
    "day": (Field("day", "2031年2月3日"),),
    "year": (Field("year", "2031"),),
    "level": (Field("level", "市"),),
}


def _of(source: str, name: str) -> str:
    """The source with `name` in place of x."""
    return re.sub(r"\bx\b", name, source)


@pytest.mark.parametrize("name", _SHOWN)
@pytest.mark.parametrize("source", _SHOWING.values(), ids=_SHOWING)
def test_an_answer_keeps_its_key_however_it_is_shown(rendered: Rendered, source: str, name: str) -> None:
    """Whatever a template does to show an answer or a gap, it comes out with its key, between the words around it."""
    files = {file: _of(text, name) for file, text in _FILES.items()}
    assert rendered(_of(source, name), **files) == (Words("前"), *_SHOWN[name], Words("后"))


_FILTERS = ["hint('别的')", "join", "join('；')", "quoted", "count", "date", "date('月日')"]
_FILTERS += ["year_reviewed", "year_ahead", "next", "year_ahead|next|quoted"]


@pytest.mark.parametrize("name", ["goal", "drives", "later"])
@pytest.mark.parametrize("use", _FILTERS)
def test_a_gap_passes_through_every_filter(rendered: Rendered, use: str, name: str) -> None:
    """Every filter gives a gap of the same key for what is open."""
    (gap,) = rendered(f"{{{{ {name}|{use} }}}}")
    assert isinstance(gap, Gap)
    assert gap.key == name


@pytest.mark.parametrize("name", ["goal", "drives", "later"])
def test_open_and_answered_are_told_apart(rendered: Rendered, name: str) -> None:
    """`is open` holds for what is open and `is answered` for what is answered, never both."""
    source = "{% if x is open %}空{% endif %}{% if x is answered %}有{% endif %}"
    assert rendered(_of(source, name)) == (Words("空"),)
    assert rendered(_of(source, "unit")) == (Words("有"),)


def test_a_loop_over_an_open_list_yields_one_gap(rendered: Rendered) -> None:
    """An open list is looped over once, with a gap of its key."""
    source = "{% for drive in drives %}（{{ drive }}）{% else %}无{% endfor %}"
    assert rendered(source) == (Words("（"), Gap("drives", "活动"), Words("）"))


def test_a_loop_over_a_list_knows_each_item_by_its_key(rendered: Rendered) -> None:
    """Items of a list come in order, each with a key of its own."""
    source = "{% for rule in rules %}{{ rule }}{{ '。' if loop.last else '，' }}{% endfor %}"
    assert rendered(source) == (Field("rules.1", "《甲》"), Words("，"), Field("rules.2", "乙"), Words("。"))


def test_what_no_question_fills_is_a_gap_without_a_key(rendered: Rendered) -> None:
    """`gap` shows a gap with the hint that the template gives."""
    assert rendered('{{ gap("一件事") }}') == (Gap("", "一件事"),)


@pytest.mark.parametrize(
    "source",
    [
        '{% if level == "市" %}是{% endif %}',
        '{% if level != "市" %}{% elif level in ["市", "县"] %}是{% endif %}',
        '{% if "市" == level %}是{% endif %}',
        "{% if guests and level %}是{% endif %}",
        "{% if not guests %}{% else %}是{% endif %}",
        '{% if "点评" in marks and not "测评" in marks %}是{% endif %}',
        '{{ {"市": "是"}[level] }}',
        '{{ "是" if guests else "否" }}',
    ],
)
def test_yes_no_and_choices_may_steer(rendered: Rendered, source: str) -> None:
    """What is answered by yes or no, or by choosing, may decide what a template writes."""
    assert rendered(source) == (Words("是"),)


def test_constants_are_shown_like_anything_else(rendered: Rendered) -> None:
    """Set words joined and filtered among themselves come out as these words."""
    assert rendered('{{ ("甲" ~ ("乙"|quoted))|join }}') == (Words("甲“乙”"),)
