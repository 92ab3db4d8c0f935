"""Template text taken apart: plain data with offsets, whatever the text is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.template.survey import Expression, Survey, Surveyor
from drafter.template.tokens import PLACE, TAG

_PIECES = [
    "{{ a }}",
    "{{ a|join }}",
    "{{",
    "}}",
    "{% if a %}",
    "{% endif %}",
    "{% else %}",
    "{% for b in a %}",
    "{% endfor %}",
]
_PIECES += [
    "{#",
    "#}",
    "{% raw %}",
    "{% endraw %}",
    "{%",
    "%}",
    "# 题\n",
    "甲",
    "“",
    "\n",
    "  ",
    "{",
    "'",
    "(",
    ")",
    "\\x",
]


def _survey(text: str) -> Survey:
    return Surveyor().survey(text)


@given(st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=5)), max_size=12).map("".join))
def test_any_text_is_taken_apart(text: str) -> None:
    """Whatever the text, the words are as long as it with the same line ends, and all offsets lie in it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _survey(text)
    assert len(found.words) == len(text)
    assert [at for at, letter in enumerate(found.words) if letter == "\n"] == [
        at for at, letter in enumerate(text) if letter == "\n"
    ]
    own = [(a, b) for a, b in zip(found.words, text, strict=True) if a not in {PLACE, TAG}]
    assert [a for a, _ in own] == [b for _, b in own]
    assert all(0 <= at <= len(text) for at in [*(s.at for s in found.names), *(f.at for f in found.faults)])


@given(
    st.lists(
        st.sampled_from(["甲\n", "{{ unit }}", "{% if unit is open %}\n", "{% endif %}", "{# 注 #}", " 乙"]), max_size=9
    )
)
def test_each_name_is_where_it_is_told(pieces: list[str]) -> None:
    """At the offset of a name stands that name, whatever blanks and line ends Jinja drops before it."""
    text = "".join(pieces)
    assert all(text[spot.at :].startswith(spot.name) for spot in _survey(text).names)


def test_words_are_told_from_places_and_tags() -> None:
    """The template's own words stand as they are, {{ }} and {% %} are marked."""
    found = _survey("同志们{{ a }}。\n  {% if b %}好{% endif %}{# 注 #}\n")
    assert found.words == f"同志们{PLACE * 7}。\n{TAG * 12}好{TAG * 18}\n"
    assert [(spot.name, spot.at) for spot in found.shown()] == [("a", 6)]
    assert [spot.name for spot in found.steering()] == ["b"]


def test_names_that_the_text_sets_are_its_own() -> None:
    """What for, set, macro and import name is no question."""
    found = _survey(
        "{% import 'a.j2' as one %}{% from 'b.j2' import two as three, four %}"
        "{% macro five(six) %}{{ six }}{% endmacro %}"
        "{% set seven = eight %}{% for nine in ten %}{{ nine }}{% endfor %}{{ one }}{{ three }}{{ seven }}"
    )
    assert [spot.name for spot in found.names] == ["eight", "ten"]
    assert found.own == {"one", "three", "four", "five", "six", "seven", "nine"}
    assert [spot.name for spot in found.files] == ["a.j2", "b.j2"]


def test_a_name_knows_what_must_hold_for_it() -> None:
    """Within if, elif and else, and within a condition in {{ }}, each name carries the tests above it."""
    found = _survey("{% if a %}{{ p }}{% elif b == '甲' %}{{ q }}{% else %}{{ r if c else s }}{% endif %}")
    within = {spot.name: [one.kind for one in spot.within] for spot in found.names}
    assert within == {
        "a": [],
        "p": ["name"],
        "b": ["not"],
        "q": ["not", "=="],
        "c": ["not", "not"],
        "r": ["not", "not", "name"],
        "s": ["not", "not", "not"],
    }
    assert found.choosings[-1].tests[1] == Expression(
        "==", 25, parts=(Expression("name", 25, "b"), Expression("const", 30, "甲"))
    )


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (
            "{{ a b }}\n{{ }}\n{{ “c” }}",
            [("这里该是 }}，却写着 b", 5), ("}} 前面缺内容", 13), ("{{ }} 和 {% %} 里不能用全角的 “", 19)],
        ),
        ("{% if a b %}{{ }}{% endif %}", [("这里该是 %}，却写着 b", 8)]),
        ("{{ a|nix }}{% block b %}{% endblock %}", []),
        ("{% block b %}{% endblock %}\n{% block b %}{% endblock %}", [("block b 写了两次", 31)]),
    ],
)
def test_faults_of_places_are_told_all(text: str, faults: list[tuple[str, int]]) -> None:
    """Each faulty {{ }} is told; at a faulty {% %} it ends, for what follows hangs on it."""
    assert [(fault.message, fault.at) for fault in _survey(text).faults] == faults


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("{% if a %}\n{% for b in c %}\n{% endif %}", 11),
        ("{% if a %}{% if b %}{% endif %}\n{# {% for %} #}{% endfor %}", 0),
        ("{% set a %}{% endif %}", 0),
        ("{% set a = 1 %}{% endif %}", -1),
    ],
)
def test_a_block_that_is_open_is_told(text: str, opened: int) -> None:
    """Where an end doesn't fit, the fault says where the block begins that is open there."""
    assert [fault.opened for fault in _survey(text).faults] == [opened]


def test_a_block_without_an_end_is_told_where_it_begins() -> None:
    """At the end of a file the fault stands at the block that was left open."""
    (fault,) = _survey("甲\n{% if a %}\n{% for b in c %}{% endfor %}\n乙\n").faults
    assert (fault.message, fault.at) == ("{% if %} 没有收尾", 2)


def test_endless_nesting_is_a_fault() -> None:
    """Text nested too deep for Jinja is a fault like others."""
    assert [fault.message for fault in _survey("{{ " + "(" * 9000 + "a" + ")" * 9000 + " }}").faults] == [
        "模板层层嵌套，太深了"
    ]
