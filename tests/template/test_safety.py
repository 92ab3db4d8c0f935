"""A stranger's template does no harm: each known trick ends with a fault in plain words, in either process.

The tricks are Jinja's published escapes (CVE-2016-10745, CVE-2019-10906, CVE-2024-22195, CVE-2024-56201,
CVE-2024-56326, CVE-2025-27516), the ways in that lists of payloads name, and ways to use up time and memory. The
worker has 160 MB and a deadline; so what is refused there by name is refused in time and in little memory.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter.errors import InputError, Place
from drafter.template import remote
from drafter.template.remote import RemoteRenderer
from drafter.template.render import Renderer
from drafter.template.values import Answer, Choice, Many, Open

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_USE, _FILTER, _NAME, _SYNTAX = "模板里不能这样用", "这个过滤器", "这个问题", "模板语法有误"
_FILE, _LIST, _SHOW, _TEXT = "这个文件", "列表不能拿来比较", "这里的值不能写进讲话稿", "括号里应是一段文字"
_DEEP, _ENDLESS, _CODE, _DIGITS = "太深了", "没有尽头", "代码太多", "数字太长"
_PARTS, _TURNS, _LETTERS, _LINES = "拼接的次数太多", "循环或引用的次数太多", "写出的字太多", "写出的段落太多"
_ARITHMETIC, _STAR, _NAMES = "模板里不能计算", "不能用 * 和 **", "起的名称超过"

_ESCAPES = {
    "class": ("{{ ''.__class__.__mro__[1].__subclasses__() }}", _USE),
    "class by index": ("{{ ''['__class__'] }}", _USE),
    "class of a number": ("{{ (1).__class__ }}", _USE),
    "class of an answer": ("{{ unit.__class__ }}", _USE),
    "class of a choice": ("{{ level['__class__'] }}", "只能整个用"),
    "attr (CVE-2025-27516)": ("{{ ''|attr('format') }}", _FILTER),
    "attr by joined words": ("{{ ''|attr('__cla' ~ 'ss__') }}", _FILTER),
    "format (CVE-2016-10745)": ("{{ '{0.__call__.__builtins__}'.format(gap) }}", _USE),
    "format_map (CVE-2019-10906)": ("{{ '{a.__class__}'.format_map({'a': 1}) }}", _USE),
    "format kept (CVE-2024-56326)": ("{% set f = '{0.__class__}'.format %}{{ f(1) }}", _USE),
    "format as a filter": ("{{ '%s'|format(unit) }}", _FILTER),
    "xmlattr (CVE-2024-22195)": ("{{ {'a onload=b': 1}|xmlattr }}", _FILTER),
    "name of a file (CVE-2024-56201)": ("{% from \"'+gap+'.j2\" import x %}", _FILE),
    "import of what is not there": ('{% from "lib.j2" import nothing %}{{ nothing }}', _SYNTAX),
    "map": ("{{ ['a']|map('upper') }}", _FILTER),
    "map over attributes": ("{{ [gap]|map(attribute='__globals__') }}", _FILTER),
    "sort by attributes": ("{{ ['a']|sort(attribute='__class__') }}", _FILTER),
    "groupby": ("{{ ['a']|groupby('__class__') }}", _FILTER),
    "joiner": ("{{ joiner() }}", _NAME),
    "cycler": ("{{ cycler.__init__.__globals__ }}", _USE),
    "lipsum": ("{{ lipsum(n=20000) }}", _NAME),
    "range": ("{% for i in range(99999) %}{% endfor %}", _NAME),
    "dict": ("{{ dict(a=1) }}", _NAME),
    "config": ("{{ config.items() }}", _NAME),
    "request": ("{{ request }}", _NAME),
    "environment": ("{{ environment }}", _NAME),
    "context": ("{{ context.parent }}", _NAME),
    "namespace": ("{% set ns = namespace(a=1) %}", _NAME),
    "setting an attribute": ("{% set unit.a = 2 %}", "不能给别的值添项目"),
    "self": ("{{ self.__init__.__globals__ }}", _USE),
    "self's context": ("{{ self._TemplateReference__context }}", _USE),
    "self by index": ("{{ self['__class__'] }}", _USE),
    "super": ('{% extends "base.j2" %}{% block a %}{{ super.__globals__ }}{% endblock %}', "这一项"),
    "super's stack": ('{% extends "base.j2" %}{% block a %}{{ super._stack }}{% endblock %}', _USE),
    "caller": ("{% macro m() %}{{ caller._func }}{% endmacro %}{% call m() %}{% endcall %}", _USE),
    "macro's environment": ("{% macro m() %}{% endmacro %}{{ m._environment }}", _USE),
    "macro's function": ("{% macro m() %}{% endmacro %}{{ m['_func'].__globals__ }}", _USE),
    "macro's arguments": ("{% macro m() %}{{ varargs.__class__ }}{% endmacro %}{{ m(1) }}", _USE),
    "macro's names": ("{% macro m() %}{{ kwargs.items() }}{% endmacro %}{{ m(a=1) }}", _USE),
    "gap": ("{{ gap.__globals__ }}", _USE),
    "gap's inside": ("{{ gap.__wrapped__ }}", _USE),
    "loop's inside": ("{% for a in [1] %}{{ loop._iterable }}{% endfor %}", _USE),
    "loop's method": ("{% for a in [1] %}{{ loop.cycle('a') }}{% endfor %}", _USE),
    "loop called": ("{% for a in [[1]] %}{{ loop([1]) }}{% endfor %}", _USE),
    "recursive loop": ("{% for a in [[1]] recursive %}{{ loop(a) }}{% endfor %}", "循环不能引用自己"),
    "method of a dict": ("{{ {'a': 1}.keys() }}", _USE),
    "method of a list": ("{{ [1].append(2) }}", _USE),
    "do": ("{% do [].append(1) %}", _SYNTAX),
    "debug": ("{% debug %}", _SYNTAX),
    "trans": ("{% trans %}a{% endtrans %}", _SYNTAX),
    "break": ("{% for a in [1] %}{% break %}{% endfor %}", _SYNTAX),
    "autoescape": ("{% autoescape true %}{% endautoescape %}", "不能用 autoescape"),
    "spread arguments": ("{{ gap(*['a']) }}", _STAR),
    "spread names": ("{{ unit|hint(**{'text': 'a'}) }}", _STAR),
    "a file above": ('{% include "../secret.j2" %}', _FILE),
    "a file of the system": ('{% include "/etc/passwd" %}', _FILE),
    "a file that is no section": ('{% include "template.yaml" %}', _FILE),
    "a list as a file": ("{% include [['a']] %}", "这里应写文件名"),
    "extends an answer": ("{% extends unit %}", "不能用来判断或计算"),
    "import of a module": ('{% import "os" as x %}', _FILE),
    "an imported file's inside": ('{% import "lib.j2" as x %}{{ x._body_stream }}', _USE),
    "an import of inner names": ('{% from "lib.j2" import __name__ as n %}{{ n }}', _SYNTAX),
}
_TWINS = "{% set x = ['a'] %}{% set y = ['a'] %}" + "{% set x = [x, x] %}{% set y = [y, y] %}" * 60
_DOUBLED = "{% set x = 'ab' %}" + "{% set x = x ~ x %}"
_LONG = "a" * 900_000


def _many(pattern: str, count: int) -> str:
    return "".join(pattern.replace("#", str(number)) for number in range(count))


def _fan(pattern: str, call: str) -> str:
    """Things of which each calls the one before ten times."""
    return pattern.replace("#", "0").replace("@", "a") + "".join(
        pattern.replace("#", str(n)).replace("@", call.replace("#", str(n - 1)) * 10) for n in range(1, 12)
    )


_BOMBS = {
    "doubling": (_DOUBLED + "{% set x = x ~ x %}" * 40, _PARTS),
    "doubling by blocks": ("{% set x %}ab{% endset %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 40, _PARTS),
    "doubling by a filter": (_DOUBLED + "{% set x = x|quoted ~ x %}" * 40, _PARTS),
    "doubling by +": (_DOUBLED + "{% set x = x + x %}" * 40, _PARTS),
    "joining much at once": (_DOUBLED + "{% set x = x ~ x %}" * 14 + "{% set y = " + "x~" * 4000 + "x %}", _PARTS),
    "a long text again and again": (f"{{% set x = '{_LONG}' %}}" + "{{ x }}" * 50, _LETTERS),
    "many paragraphs": ("{% for a in '" + "a" * 2000 + "' %}" + "a\n" * 40 + "{% endfor %}", _LINES),
    "macros that call each other": (
        "{% macro m(x) %}{{ n(x ~ x) }}{% endmacro %}{% macro n(x) %}{{ m(x ~ x) }}{% endmacro %}{{ m('a') }}",
        _PARTS,
    ),
    "twins compared": (_TWINS + "{% if x == y %}{% endif %}", _LIST),
    "twins ordered": (_TWINS + "{% if x < y %}{% endif %}", _LIST),
    "twins looked for": (_TWINS + "{% if x in [y] %}{% endif %}", _LIST),
    "twins in a chain": (_TWINS + "{% if 1 in x in [y] %}{% endif %}", "一次只能比较两样"),
    "twins as an index": (_TWINS + "{{ [1][x] }}", _LIST),
    "twins as a slice": (_TWINS + "{{ [1][x:] }}", _LIST),
    "twins as a phrase": (_TWINS + "{{ x|phrase }}", "这里应写一条提法"),
    "twins as a key": (_TWINS + "{{ {x: 1} }}", _SYNTAX),
    "twins as a hint": (_TWINS + "{{ goal|hint(x) }}", _TEXT),
    "twins as a date's form": (_TWINS + "{{ goal|date(x) }}", _TEXT),
    "twins as a gap": (_TWINS + "{{ gap(x) }}", _TEXT),
    "twins as a file": (_TWINS + "{% include [x] %}", "这里应写文件名"),
    "twins shown": (_TWINS + "{{ x }}", _SHOW),
    "twins joined": (_TWINS + "{{ x ~ 'a' }}", _SHOW),
    "tuples as a key": ("{% set x = ('a','a') %}" + "{% set x = (x, x) %}" * 60 + "{{ {x: 1} }}", "不能列几项"),
    "loops in loops": ("{% for a in 'aaaaaaaaaa' %}" * 8 + "a" + "{% endfor %}" * 8, _TURNS),
    "a loop over a long text": (f"{{% for a in '{_LONG}' %}}{{% endfor %}}", _TURNS),
    "a loop with much in it": (
        f"{{% for a in '{_LONG}' %}}" + "{% if 'a' == 'b' %}{% endif %}" * 1000 + "{% endfor %}",
        _TURNS,
    ),
    "a loop that takes none": (f"{{% for a in '{_LONG}' if a in [{'1,' * 5000}] %}}{{% endfor %}}", _TURNS),
    "files that are not there": (
        f"{{% for a in '{_LONG}' %}}{{% include 'x.j2' ignore missing %}}{{% endfor %}}",
        _TURNS,
    ),
    "a file in itself": ('{% include "self.j2" %}', _ENDLESS),
    "files that fan out": ('{% include "fan11.j2" %}', _TURNS),
    "macros that fan out": (_fan("{% macro m#() %}@{% endmacro %}", "{{ m#() }}") + "{{ m11() }}", _TURNS),
    "blocks that fan out": (_fan("{% block b# %}@{% endblock %}", "{{ self.b#() }}"), _TURNS),
    "a macro in itself": ("{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}", _ENDLESS),
    "parentheses": ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", _DEEP),
    "lists in lists": ("{{ " + "[" * 3000 + "1" + "]" * 3000 + " }}", _DEEP),
    "openings": ("{{ " * 100_000, _DEEP),
    "not not": ("{{ " + "not " * 5000 + "1 }}", _ENDLESS),
    "minus minus": ("{{ " + "-" * 5000 + "1 }}", _ENDLESS),
    "plus and plus": ("{{ " + "1 + " * 4000 + "1 }}", _DEEP),
    "or and or": ("{{ " + "guests or " * 4000 + "1 }}", _DEEP),
    "else and else": ("{{ " + "1 if 1 else " * 3000 + "1 }}", _ENDLESS),
    "dots": ("{{ unit" + ".a" * 4000 + " }}", _DEEP),
    "filters of filters": ("{{ unit" + "|join" * 4000 + " }}", _DEEP),
    "for in for": ("{% for a in [1] %}" * 25 + "{% endfor %}" * 25, _DEEP),
    "if in if": ("{% if guests %}" * 60 + "{% endif %}" * 60, _DEEP),
    "blocks in blocks": (_many("{% block a# %}", 50) + "{% endblock %}" * 50, _DEEP),
    "elif and elif": ("{% if guests %}" + "{% elif guests %}" * 3000 + "{% endif %}", "elif 超过"),
    "a huge number": ("{{ " + "9" * 900_000 + " }}", _DIGITS),
    "a number that is long": ("{{ " + "9" * 900 + " }}", _DIGITS),
    "a huge fraction": ("{{ 1." + "9" * 900_000 + " }}", _DIGITS),
    "a huge number in groups": ("{{ " + "1_" * 400_000 + "1 }}", _DIGITS),
    "a power": ("{{ 10 ** 100000000 }}", _ARITHMETIC),
    "a text times a number": ("{{ 'a' * 300000000 }}", _ARITHMETIC),
    "a text with a width": ("{{ '%1000000000d' % 1 }}", _ARITHMETIC),
    "center": ("{{ 'a'|center(300000000) }}", _FILTER),
    "center around a block": ("{% filter center(300000000) %}a{% endfilter %}", _FILTER),
    "zfill": ("{{ 'a'.zfill(1000000000) }}", _USE),
    "many outputs": ("{{ guests }}" * 50_000, _CODE),
    "many blocks": (_many("{% block a# %}{% endblock %}", 5000), _CODE),
    "many names": (_many("{% set a# = 1 %}", 1500), _NAMES),
    "many arguments": ("{% macro a(" + _many("b#,", 1500) + "c) %}{% endmacro %}", _NAMES),
    "many names passed on": (_many("{% set a# = 1 %}", 290) + '{% include "lib.j2" %}' * 3000, _CODE),
    "a long list": ("{{ [" + "1," * 100_000 + "] }}", _CODE),
    "a long name": (f"{{{{ {_LONG[:100_000]} }}}}", _NAME),
    "a long filter": (f"{{{{ unit|{_LONG} }}}}", _FILTER),
    "a long file name": (f"{{% include '{_LONG}.j2' %}}", _FILE),
    "a long attribute": (f"{{{{ points.{_LONG} }}}}", "“"),
    "a comment without end": ("{#" * 400_000, _SYNTAX),
    "raw text without end": ("{% raw %}" + "{%   " * 180_000, _SYNTAX),
    "a quotation without end": ("{{ '" + "\\'" * 400_000, _SYNTAX),
    "quotation marks": ("{{ " + "'" * 300_000, _CODE),
    "blanks": ("{% " + " " * 900_000 + "x", _SYNTAX),
    "signs that begin lines": ("\n{% if" * 100_000, _DEEP),
    "signs that cut blanks": ("{%-" * 200_000, _DEEP),
}
_TRICKS = _ESCAPES | _BOMBS
_FILES = {
    "lib.j2": "{% macro lib() %}{% endmacro %}",
    "base.j2": "{% block a %}{% endblock %}",
    "self.j2": '{% include "self.j2" %}' * 2,
    "fan0.j2": "a",
} | {f"fan{n}.j2": f'{{% include "fan{n - 1}.j2" %}}' * 10 for n in range(1, 12)}
_VALUES = {
    "unit": Answer("unit", "甲局", "甲局"),
    "goal": Open("goal", "目标"),
    "points": Many("points", [Answer("points.1", "子", "子")]),
    "level": Choice("level", "市"),
    "guests": True,
}
_Texts = dict[str, str]


@pytest.fixture(scope="module")
def texts() -> _Texts:
    """The files that the worker can ask for."""
    return dict(_FILES)


@pytest.fixture(scope="module")
def worker(texts: _Texts) -> Iterator[RemoteRenderer]:
    """One worker for all tricks; its deadline is out of the way, for this machine may be busy."""
    with pytest.MonkeyPatch.context() as given:
        given.setattr(remote, "DEADLINE", 30.0)
        found = RemoteRenderer(lambda name: (texts[name], Path(name)), {}, lambda: texts)
        found.text("{{ 'a' }}", {}, Place(""))
        yield found


def _refusal(render: Callable[[], object]) -> str:
    """The one fault that a trick ends with."""
    with pytest.raises(InputError) as caught:
        render()
    (problem,) = caught.value.problems
    assert problem.place
    return str(problem)


@pytest.mark.parametrize("trick", _TRICKS)
def test_a_trick_is_refused_in_this_process(trick: str) -> None:
    """A template that was vouched for is held to the same lists and counts; each trick ends at its file's name."""
    source, message = _TRICKS[trick]
    texts = {**_FILES, "main.j2": source}
    renderer = Renderer(lambda name: (texts[name], Path(name)), {}, lambda: texts)
    said = _refusal(lambda: renderer.file("main.j2", _VALUES))
    assert message in said
    assert ".j2" in said.split(": ")[0]
    assert len(said) < 1000


@pytest.mark.parametrize("trick", _TRICKS)
def test_a_trick_is_refused_in_the_worker(trick: str, worker: RemoteRenderer, texts: _Texts) -> None:
    """In its own process a trick ends in the same way, and the process goes on serving."""
    source, message = _TRICKS[trick]
    name = f"main{list(_TRICKS).index(trick)}.j2"
    texts[name] = source
    worker.begin()
    process = worker.worker
    assert message in _refusal(lambda: worker.file(name, _VALUES))
    assert worker.worker is process


def test_a_long_speech_is_no_bomb(texts: _Texts) -> None:
    """Ten thousand paragraphs, thousands of gaps in one file and a long text shown often are within the counts."""
    points = Many("points", [Answer(f"points.{n}", "字" * 100, "字" * 100) for n in range(10_000)])
    loop = "{% for point in points %}{% if level == '市' %}{{ point|quoted }}\n{% endif %}{% endfor %}"
    written = {"main.j2": loop, "gaps.j2": '一段话{{ gap("十个字") }}。\n' * 2000}
    renderer = Renderer(lambda name: (written[name], Path(name)), {}, lambda: texts)
    assert len(renderer.file("main.j2", {"points": points, "level": Choice("level", "市")})) > 30_000
    assert len(renderer.file("gaps.j2", {})) == 4001


def test_counts_begin_anew_with_other_answers() -> None:
    """What one draft has used up is there again for the next."""
    source = "{% for a in '" + "a" * 40_000 + "' %}{% endfor %}"
    renderer = Renderer(lambda name: (source, Path(name)), {})
    for _ in range(9):
        renderer.begin()
        assert renderer.file("main.j2", {}) == ()
    assert _TURNS in _refusal(lambda: [renderer.file("main.j2", {}) for _ in range(9)])
