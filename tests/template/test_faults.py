"""What a template may not do, each a fault with file, line and column: above all, an answer may decide nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

import pytest

from drafter.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.markup import Segment

    Rendered: TypeAlias = Callable[..., tuple[Segment, ...]]

_STEERING = {
    "if": "{% if x %}是{% endif %}",
    "elif": "{% if not guests %}{% elif x %}是{% endif %}",
    "and": "{% if guests and x %}是{% endif %}",
    "or": "{% if x or guests %}是{% endif %}",
    "not": "{% if not x %}是{% endif %}",
    "==": '{% if x == "甲局" %}是{% endif %}',
    "== from the right": '{% if "甲局" == x %}是{% endif %}',
    "== to itself": "{% if x == x %}是{% endif %}",
    "!=": '{{ x != "甲局" }}',
    "<": "{% if x < 3 %}是{% endif %}",
    "< from the right": "{% if 3 < x %}是{% endif %}",
    ">=": "{% if x >= 3 %}是{% endif %}",
    "in a text": '{% if x in "甲局" %}是{% endif %}',
    "in a list": '{% if x in ["甲局"] %}是{% endif %}',
    "in a list that has it": "{% if x in [x] %}是{% endif %}",
    "not in": '{% if x not in ["甲局"] %}是{% endif %}',
    "something in it": '{% if "甲" in x %}是{% endif %}',
    "conditional expression": '{{ "是" if x else "否" }}',
    "index of a list": '{{ ["是"][x] }}',
    "index of a mapping": '{{ {"甲局": "是"}[x] }}',
    "slice": '{{ "是否"[x:] }}',
    "indexed": "{{ x[0] }}",
    "sliced": "{{ x[:1] }}",
    "attribute": "{{ x.title }}",
    "method": "{{ x.upper() }}",
    "loop filter": "{% for i in [1] if x %}是{% endfor %}",
    "argument of join": '{{ ["甲"]|join(x) }}',
    "argument of hint": "{{ gap('甲')|hint(x) }}",
    "form of a date": "{{ day|date(x) }}",
    "hint of a gap": "{{ gap(x) }}",
    "name of a phrase": "{{ x|phrase }}",
    "include": "{% include x %}",
    "extends": "{% extends x %}",
    "import": "{% import x as own %}",
}


def _of(source: str, name: str) -> str:
    """The source with `name` in place of x."""
    return re.sub(r"\bx\b", name, source)


def _refused(rendered: Rendered, source: str, **files: str) -> str:
    """The one fault that rendering ends with."""
    with pytest.raises(InputError) as caught:
        rendered(source, **files)
    (problem,) = caught.value.problems
    assert "object at 0x" not in str(problem)
    return str(problem)


@pytest.mark.parametrize("name", ["unit", "goal", "notes", "rules", "drives", "year", "later"])
@pytest.mark.parametrize("source", _STEERING.values(), ids=_STEERING)
def test_an_answer_may_not_steer(rendered: Rendered, source: str, name: str) -> None:
    """Deciding, comparing, calculating or looking up by an answer or a gap is a fault at the key's line and column."""
    line = _of(source, name)
    text = _refused(rendered, f"上一行\n{line}")
    place, message = text.split(": ", 1)
    column = re.search(rf"\b{name}\b", line)
    assert column
    assert place.endswith(f"main.j2:2:{column.start() + 1}")
    state = "还没有回答" if name in {"goal", "drives", "later"} else "是写作者的原话"
    assert re.match(rf"“{name}(\.\d)?”{state}，不能用来判断或计算", message)


@pytest.mark.parametrize("name", ["unit", "goal", "day", "year", "later"])
def test_one_answer_is_no_list(rendered: Rendered, name: str) -> None:
    """Looping over an answer of one value is a fault at its place."""
    assert f"main.j2:1:16: “{name}”" in _refused(rendered, f"{{% for part in {name} %}}{{{{ part }}}}{{% endfor %}}")


def test_an_item_may_not_steer_either(rendered: Rendered) -> None:
    """An item of a list in the writer's own words decides nothing; the fault is at the list's name."""
    text = _refused(rendered, "{% for rule in rules %}{% if rule %}是{% endif %}{% endfor %}")
    assert "main.j2:1:16: “rules.1”是写作者的原话" in text


@pytest.mark.parametrize("source", ["{{ level[0] }}", "{% for c in level %}{{ c }}{% endfor %}", "{{ level[:1] }}"])
def test_a_part_of_a_choice_is_refused(rendered: Rendered, source: str) -> None:
    """A choice is shown whole, with its key, or not at all."""
    assert f"main.j2:1:{source.index('level') + 1}: 选择题“level”的答案只能整个用" in _refused(rendered, source)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{{ 'a' * 300000000 }}", "1:1: 模板里不能计算"),
        ("{{ 10 ** 100000000 }}", "1:1: 模板里不能计算"),
        ("{{ 1 + 1 }}", "1:1: 模板里不能计算"),
        ("{{ -1 }}", "1:1: 模板里不能计算"),
        ("{{ '%1000000000d' % 1 }}", "1:1: 模板里不能计算"),
        ("{{ level.upper() }}", "1:1: 模板里不能这样用"),
        ("{{ 'a'.zfill(1000000000) }}", "1:1: 模板里不能这样用"),
        ("{{ '{0}'.format(unit) }}", "1:1: 模板里不能这样用"),
        ("{{ unit._key }}", "1:1: 模板里不能这样用"),
        ("{{ unit['_key'] }}", "1:4: “unit”是写作者的原话"),
        ("{{ level.__class__ }}", "1:1: 模板里不能这样用"),
        ("{{ gap.__globals__ }}", "1:1: 模板里不能这样用"),
        ("{{ self._TemplateReference__context }}", "1:1: 模板里不能这样用"),
        ("{{ [].append(1) }}", "1:1: 模板里不能这样用"),
        ("{{ unit|upper }}", "1:9: 没有“upper”这个过滤器（可用：hint、"),
        ("{{ unit|quote }}", "1:9: 没有“quote”这个过滤器（相近的有：quoted）"),
        ("{% if guests %}{{ unit|safe }}{% endif %}", "1:24: 没有“safe”这个过滤器"),
        ("{% if unit is defined %}{% endif %}", "1:15: 没有“defined”这个测试（可用：open、answered）"),
        ("{% if unit is anwered %}{% endif %}", "1:15: 没有“anwered”这个测试（相近的有：answered）"),
        ("{{ range(9) }}", "1:4: 没有“range”这个问题"),
        ("{{ lipsum() }}", "1:4: 没有“lipsum”这个问题"),
        ("{{ cycler('a') }}", "1:4: 没有“cycler”这个问题"),
        ("{% set n = namespace(a=1) %}", "1:12: 没有“namespace”这个问题"),
        ("{{ dict(a=1) }}", "1:4: 没有“dict”这个问题"),
        ("局 {{ units }}", "1:6: 没有“units”这个问题（相近的有：unit"),
        ("{{ units|hint('甲') }}", "1:4: 没有“units”这个问题（相近的有：unit"),
        ("{{ 'a' ~ units }}", "1:10: 没有“units”这个问题（相近的有：unit"),
        ("{% if units is answered %}{% endif %}", "1:7: 没有“units”这个问题（相近的有：unit"),
        ("{% if units is open %}{% endif %}", "1:7: 没有“units”这个问题（相近的有：unit"),
        ("{{ gap(units) }}", "1:8: 没有“units”这个问题（相近的有：unit"),
        ("{{ loop.index }}", "1:4: 没有“loop”这个问题"),
        ("{% for rule in rules %}{{ loop.indx }}{% endfor %}", "1:32: 没有“indx”这一项"),
        ("{{ '四个乙'|phrase }}", "1:5: 没有“四个乙”这条提法或文件（相近的有：四个甲）"),
        ("{{ 3|phrase }}", "1:4: 没有“3”这条提法或文件"),
        ("{{ day|date('日月') }}", "1:14: 没有“日月”这种日期写法（可用：年月日、年月、月日、年、汉字）"),
        ("{{ unit|date }}", "1:4: “unit”不是日期"),
        ("{{ unit|next }}", "1:4: “unit”不是年份"),
        ("{{ rules|year_ahead }}", "1:4: “rules”不是日期"),
        ("{{ gap(3) }}", "1:1: 括号里应是一段文字"),
        ("{{ guests }}", "1:1: 这里的值不能写进讲话稿"),
        ("{{ [unit] }}", "1:1: 这里的值不能写进讲话稿"),
        ("{{ none }}", "1:1: 这里的值不能写进讲话稿"),
        ('{% include "mian.j2" %}', "1:13: 没有“mian.j2”这个文件（相近的有：main.j2）"),
        ('{% include "main.j2" %}', "1:1: 模板互相引用或层层嵌套，没有尽头"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "1:1: 模板互相引用或层层嵌套，没有尽头"),
        ("{% autoescape true %}{{ unit }}{% endautoescape %}", "1:4: 模板里不能用 autoescape"),
        ("{{ unit", "1:1: 模板语法有误："),
        ("{% if guests %}", "1:1: 模板语法有误："),
        ("{% frobnicate %}", "1:1: 模板语法有误："),
    ],
)
def test_the_sandbox_refuses_with_a_place(rendered: Rendered, source: str, message: str) -> None:
    """What a template may not do, or names wrongly, is one fault with file, line and column, in plain words."""
    assert f"main.j2:{message}" in _refused(rendered, source)


def test_a_fault_in_an_included_file_is_at_its_place(rendered: Rendered) -> None:
    """The place of a fault is the file, line and column that it stands in, not where that file is included."""
    text = _refused(rendered, '一\n{% include "part.j2" %}', part="一\n二\n三{{ goal or unit }}")
    assert "part.j2:3:5: “goal”还没有回答" in text


def test_the_column_is_that_of_the_whole_name(rendered: Rendered) -> None:
    """A longer name that begins alike, or the same word in the text, is not taken for the key."""
    assert "main.j2:1:34: “unit”" in _refused(rendered, "unit {% set unit_own = 1 %}{% if unit %}{% endif %}")
