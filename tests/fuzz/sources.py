"""Sources of templates that mostly hold: every statement and filter, within one another, over answers of each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence

_ANY = ("hint('空')", "quoted", "hint('甲')|quoted")
_TEXT = (*_ANY, "chinese", "level", "short", "own", "short|hint('简称')", "own|quoted|quoted")
_YEAR = (*_ANY, "next", "previous|chinese", "next|next", "chinese|quoted")
_LIST = (*_ANY, "join", "join('和')", "count", "join('、')|quoted", "hint('乙')|join")
_DATE = (
    *(*_ANY, "date", "date('月日')", "date('汉字')|quoted", "date('年')|chinese"),
    *(f"{year}{rest}" for year in ("year_reviewed", "year_ahead") for rest in ("", "|next", "|chinese")),
)
_FILTERS = {
    **dict.fromkeys(("unit", "meeting", "title", "short"), _TEXT),
    "date": _DATE,
    "year": _YEAR,
    **dict.fromkeys(("marks", "names", "rules", "late"), _LIST),
    **dict.fromkeys(("results", "v"), _ANY),
    "level": ("quoted",),
    "gap('补')": _ANY,
    "'字'": ("quoted",),
    "p.heading": _ANY,
    "q.heading": _ANY,
    "p.points": ("count",),
    "points": ("count",),
    "loop.index": ("quoted",),
}
NAMES = ("unit", "meeting", "date", "year", "level", "marks", "names", "rules", "results", "title", "short", "late")
_ODD = (
    "points",
    "v",
    "loop.index",
    "p",
    "unit|date",
    "rules|next",
    "results|own",
    "late|count",
    "names == rules",
    "[unit]",
)
_LOOPED = (
    "rules",
    "marks",
    "names",
    "rules|hint('x')",
    "late",
    "late|hint('z')",
    "[unit, date, unit|short]",
    "[level, year]",
)
_STEERING = (
    "guests",
    "not guests",
    "level == '市'",
    "marks is answered and '点评' in marks",
    "level in ['县', '省']",
    "unit|short is open",
)
_IN_LOOP = (
    "loop.first",
    "not loop.last and loop.nextitem is answered",
    "v is open",
    "loop.length == 2",
    "v|quoted is open",
)
_FILES = ('"inc.j2"', '"inc.j2"', '"points/strong.j2"', '["none.j2", "inc.j2"]', '"no.j2" ignore missing')
_WORDS = ("甲", "、", "。", " ", "\n", "\n\n", "\n# ", "\n## ", "\n> ", "　", "”“", "# ", ">")


@st.composite
def value(draw: st.DrawFn, names: Sequence[str] = NAMES) -> str:
    """An expression that can be shown, but for one in a hundred."""
    if len(names) >= len(NAMES) and not draw(st.integers(0, 99)):
        return draw(st.sampled_from(_ODD))
    name = draw(st.sampled_from([*names, *names, "gap('补')", "'字'"]))
    way = draw(st.sampled_from(["", "", "|", "|", "|", "~", "+", "if"]))
    filtered = (
        f"{name}|{draw(st.sampled_from(_FILTERS[name]))}" if way != "" or name in {"points", "p.points"} else name
    )
    if way == "if":
        return f"({filtered} if {draw(condition(names))} else {draw(st.sampled_from(names))})"
    shown = [each for each in names if each not in {"points", "p.points"}]
    return f"({filtered} {way} {draw(st.sampled_from(shown))})" if way in {"~", "+"} else filtered


@st.composite
def condition(draw: st.DrawFn, names: Sequence[str] = NAMES) -> str:
    """What a template may decide by."""
    name = draw(st.sampled_from([each for each in names if each != "loop.index"]))
    derived = f"{name}|{draw(st.sampled_from(_FILTERS[name]))}"
    asked = [f"{each} is {how}" for each in (name, derived) for how in ("open", "answered")]
    steering = st.sampled_from([*_STEERING, *(_IN_LOOP if "v" in names and "loop.index" in names else ())])
    text: str = draw(st.sampled_from([*asked, draw(steering), draw(steering)]))
    return draw(st.sampled_from([text, text, f"not ({text})", f"({text}) and ({draw(steering)})"]))


@st.composite
def body(draw: st.DrawFn, depth: int = 3, names: Sequence[str] = NAMES) -> str:
    """The text of a file, or of a part of one where these names are known."""
    return "".join(draw(st.lists(_piece(depth, names), min_size=1, max_size=5 if depth > 1 else 3)))


@st.composite
def _piece(draw: st.DrawFn, depth: int, names: Sequence[str]) -> str:
    kind = draw(st.sampled_from(["words", "value", "value", *(_STATEMENTS if depth else ())]))
    if kind == "words":
        return draw(st.sampled_from(_WORDS))
    if kind == "value":
        return f"{{{{ {draw(value(names))} }}}}"
    known, text = _STATEMENTS[kind]
    given = {
        "@inner": body(depth - 1, [*names, *known]),
        "@value": value(names),
        "@other": value(names),
        "@condition": condition(names),
        "@over": st.sampled_from(_LOOPED),
        "@file": st.sampled_from(_FILES),
        "@filter": st.sampled_from(_ANY),
        "@name": st.sampled_from(["s", "unit"]),
    }
    for place, strategy in given.items():
        if place in text:  # what isn't asked for takes as long to draw
            text = text.replace(place, draw(strategy))
    return text


_STATEMENTS: dict[str, tuple[tuple[str, ...], str]] = {
    "for": (("v", "loop.index"), "{% for v in @over %}@inner{% endfor %}"),
    "points": (
        ("p.heading", "p.points", "q.heading"),
        """{% for p in points %}
# {{ p.heading }}
{% for q in p.points %}
## {{ q.heading }}
@inner{% endfor %}{% if p.body %}{% include p.body %}{% endif %}{% endfor %}""",
    ),
    "if": ((), "{% if @condition %}@inner{% else %}{{ @value }}{% endif %}"),
    "set": ((), "{% set @name = @value %}{{ @name }}@inner"),
    "block": ((), "{% set s %}@inner{{ @value }}{% endset %}{{ s }}{{ s|@filter }}{% if s is open %}甲{% endif %}"),
    "macro": (
        ("v",),
        "{% macro m(v, w=@value) %}@inner{{ v }}{{ w }}{% endmacro %}{{ m(@other) }}{{ m(unit, w=date) }}",
    ),
    "call": ((), "{% macro c() %}{{ caller() }}{{ @value }}{% endmacro %}{% call c() %}@inner{% endcall %}"),
    "filter": ((), "{% filter @filter %}@inner{% endfilter %}"),
    "with": (("v",), "{% with v = @value %}@inner{% endwith %}"),
    "include": ((), "{% include @file %}"),
    "import": ((), '{% import "said.j2" as tool with context %}{{ tool.said(@value) }}'),
}
SAID = "{% macro said(v) %}{{ v }}{{ unit|short }}{% if v is open %}{{ gap('说') }}{% endif %}{% endmacro %}"
