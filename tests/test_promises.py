"""The promises: nothing is lost, nothing is invented, an answer never changes the draft's shape."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.document import Block, Field, Words
from drafter.drafting import draft
from drafter.questions import Point, Question
from drafter.template import Template, open_template

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.questions import Value

_EVERYTHING = """\
name: 试写会讲话
questions:
- {key: unit}
- {key: plain}
- {key: level, kind: choice, choices: [市, 县], default: 市}
- {key: title, default: "在{{ unit }}{{ level }}{{ plain }}上的讲话"}
- {key: rules, kind: list}
- {key: results, kind: long}
- {key: points, kind: points, default: [{heading: "{{ unit }}要强", points: [眼力, 脑力]}]}
front: {title: "{{ title }}", speaker: "{{ unit }}　{{ plain }}", salutation: "{{ plain }}："}
series: [一、, （一）]
sections: [{name: body}, {name: points}]
"""
_SHOWN = """\
{% macro said(v) %}{{ v }}{% endmacro %}
{% set kept %}{{ plain }}{{ said(unit) }}{% endset %}
{{ unit }}
# {{ plain }}
> {{ unit }}
{{ rules|join }}和{{ rules|quoted }}
{% for rule in rules %}
## {{ rule }}
{{ kept }}
{% endfor %}
前{{ results }}后
{{ "#" ~ unit ~ plain }}{% include "part.j2" %}
"""
_MARKS = [
    "#",
    "# ",
    "## ",
    "> ",
    "{{ unit }}",
    "{% if 1 %}",
    "{#",
    "**",
    "<b>",
    "|",
    "\n",
    "\t",
    "\\",
    "】",
    "一、",
    "……",
    "😀",
]
_HOSTILE = st.one_of(
    st.lists(st.sampled_from([*_MARKS, " ", "\u3000", "甲"]), min_size=1, max_size=8).map("".join),
    st.text(min_size=1, max_size=20),
    st.sampled_from(["长" * 4000, " 两头空 ", "\n\n甲", "“甲”", "《甲》"]),
).filter(str.strip)


@pytest.fixture(scope="session")
def everything(anew: Callable[..., Template]) -> Template:
    """A template that shows answers in every place of a draft and through most constructs."""
    return anew()


@pytest.fixture(scope="session")
def anew(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Template]:
    """A function that opens that template as if nobody had drafted from it; made_here: in this process."""
    workspace = tmp_path_factory.mktemp("everything")
    folder = workspace / "templates" / "small"
    folder.mkdir(parents=True)
    files = {"template.yaml": _EVERYTHING, "body.j2": _SHOWN, "part.j2": "{{ unit }}\n# {{ rules|join }}"}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return partial(open_template, "small", workspace)


def _answered(texts: list[str]) -> dict[str, Value]:
    unit, plain, one, two, first, second, heading, below = texts
    points = (Point(heading, points=(Point(below), Point("定"))),)
    return {"unit": unit, "plain": plain, "rules": (one, two), "results": (first, second), "points": points}


def _fields(blocks: tuple[Block, ...]) -> list[str]:
    return [inline.text for block in blocks for inline in block.inlines if isinstance(inline, Field)]


@settings(deadline=None, max_examples=150)
@given(st.lists(_HOSTILE, min_size=8, max_size=8))
def test_no_answer_changes_the_shape(everything: Template, texts: list[str]) -> None:
    """Whatever answers hold, the draft has the kinds, levels and keys that plain answers give."""
    plain = draft(everything, _answered(["甲"] * 8)).document
    assert draft(everything, _answered(texts)).document.shape() == plain.shape()


@settings(deadline=None, max_examples=150)
@given(st.lists(_HOSTILE, min_size=8, max_size=8))
def test_every_answer_is_found_whole(everything: Template, texts: list[str]) -> None:
    """Every answer's text stands in the draft to the character, in a field of its own."""
    fields = _fields(draft(everything, _answered(texts)).document.blocks)
    assert [text for text in texts if text not in fields] == []


@settings(deadline=None, max_examples=100)
@given(st.lists(_HOSTILE, min_size=8, max_size=8), st.sets(st.sampled_from(["unit", "plain", "rules", "results"])))
def test_what_is_open_shows_as_gaps_only(everything: Template, texts: list[str], unanswered: set[str]) -> None:
    """What is open shows as gaps of its key and never as a field, what is answered never as a gap."""
    made = draft(everything, {k: v for k, v in _answered(texts).items() if k not in unanswered}).document
    shown = {(type(i).__name__, i.key.partition(".")[0]) for b in made.blocks for i in b.inlines if hasattr(i, "key")}
    assert {key for kind, key in shown if kind == "Gap" and key} == unanswered
    assert {key for kind, key in shown if kind == "Field"} & unanswered == set()


def _words(blocks: tuple[Block, ...]) -> list[str]:
    """The template's words; the 、 of a list is left out between ” or 》 and “ or 《."""
    words = [inline.text.replace("、", "") for block in blocks for inline in block.inlines if isinstance(inline, Words)]
    return [text for text in words if text]


@settings(deadline=None, max_examples=100)
@given(st.lists(_HOSTILE, min_size=8, max_size=8))
def test_no_words_are_invented(everything: Template, texts: list[str]) -> None:
    """The words outside of fields and gaps are the template's, the same whatever is answered."""
    plain = draft(everything, _answered(["甲"] * 8)).document
    assert _words(draft(everything, _answered(texts)).document.blocks) == _words(plain.blocks)


_SOME = st.sets(st.sampled_from(["unit", "plain", "level", "rules", "results", "points"]))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.lists(_HOSTILE, min_size=8, max_size=8), _SOME, _SOME), min_size=2, max_size=5))
def test_a_draft_hangs_on_no_other(
    everything: Template, anew: Callable[..., Template], drafts: list[tuple[list[str], set[str], set[str]]]
) -> None:
    """Whatever was drafted before in the same process, with whatever answers, a draft is what it would be alone.

    The one before others is a stranger's, in a process of its own; the one alone is rendered in this process.
    """
    for texts, unanswered, left_open in drafts:
        answers: dict[str, Value] = {"level": "县", **_answered(texts)}
        given = {key: value for key, value in answers.items() if key not in unanswered | left_open}
        alone = draft(anew(made_here=True), given, frozenset(left_open))
        assert draft(everything, given, frozenset(left_open)) == alone


@settings(deadline=None, max_examples=100)
@given(st.lists(_HOSTILE, min_size=8, max_size=8))
def test_an_outline_keeps_every_answer(everything: Template, texts: list[str]) -> None:
    """Where only the outline is wanted each answer still stands in it, in a field or in the hint of a gap."""
    text = "\n".join(block.text for block in draft(everything, _answered(texts), outline_only=True).document.blocks)
    assert [answer for answer in texts if answer not in text] == []


def test_a_draft_of_nothing_is_all_gaps(everything: Template) -> None:
    """A template drafts without a single answer, and each block then has text."""
    made = draft(everything, {}).document
    assert all(block.text.strip() for block in made.blocks)
    assert {gap.key for gap in made.gaps} >= {"unit", "plain", "rules", "results"}


def _value(question: Question, texts: st.SearchStrategy[str]) -> st.SearchStrategy[Value]:
    if question.kind in {"list", "long"}:
        return st.tuples(texts, texts)
    if question.kind == "points":
        below = texts.map(Point)
        return st.builds(lambda heading, *sub: (Point(heading, points=sub),), texts, below, below)
    return texts


def _answers(template: Template, texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Value]]:
    """Every question in the writer's own words answered with these texts; two items to a list."""
    own = [q for q in template.definition.questions.values() if q.kind in {"text", "list", "long", "points"}]
    given = {question.key: _value(question, texts) for question in own}
    return st.fixed_dictionaries({**given, "date": st.just(dt.date(2031, 2, 3))})


def _steering(template: Template) -> st.SearchStrategy[dict[str, Value]]:
    """Answers by choosing and by yes or no."""
    questions = template.definition.questions.values()
    given: dict[str, st.SearchStrategy[Value]] = {
        q.key: st.sampled_from(q.choices) for q in questions if q.kind == "choice"
    }
    given |= {question.key: st.booleans() for question in questions if question.kind == "yesno"}
    return st.fixed_dictionaries(given)


def _texts(value: object) -> list[str]:
    if isinstance(value, Point):
        return [value.heading, *_texts(value.points)]
    if isinstance(value, tuple):
        return [text for item in value for text in _texts(item)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("name", ["accountability-meeting", "group-talk"])
@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_hostile_answers_stay_text_in_the_same_shape(name: str, data: st.DataObject) -> None:
    """Whatever the answers hold, the shape is that of plain ones, and each that is shown stands whole in a field."""
    template = open_template(name, Path("/nonexistent"))
    steering = data.draw(_steering(template))
    plain = {**data.draw(_answers(template, st.just("甲"))), **steering}
    hostile = {**data.draw(_answers(template, _HOSTILE)), **steering}
    expected, made = draft(template, plain).document, draft(template, hostile).document
    assert made.shape() == expected.shape()
    fields = [i for block in made.blocks for i in block.inlines if isinstance(i, Field)]
    keys = {field.key.partition(".")[0] for field in fields}
    wanted = [text for key, value in hostile.items() if key in keys for text in _texts(value)]
    assert [text for text in wanted if text not in {field.text for field in fields}] == []
