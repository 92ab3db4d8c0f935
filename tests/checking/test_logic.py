"""Whether conditions can hold, by all answers there can be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.checking.logic import Logic
from drafter.questions import Question
from drafter.template.render import Renderer
from drafter.template.survey import Surveyor
from drafter.template.values import Choice

QUESTIONS = {
    "yes": Question("yes", "是否", "yesno", default="no"),
    "below": Question("below", "再问", "yesno", default="no", when="yes"),
    "mode": Question("mode", "方式", "choice", choices=("甲", "乙"), default="甲"),
    "name": Question("name", "名字"),
}
_RENDERER = Renderer(lambda name: (name, None), {})  # type: ignore[arg-type,return-value]
_SURVEYOR = Surveyor()
_LEAVES = st.sampled_from(
    ["yes", "mode == '甲'", "mode != '乙'", "'甲' == mode", "mode in ['甲', '乙']", "true", "mode not in ['丙']"]
)
_CONDITIONS = st.recursive(
    _LEAVES,
    lambda below: st.one_of(
        below.map("not ({})".format),
        st.tuples(below, st.sampled_from(["and", "or"]), below).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
    ),
    max_leaves=6,
)


def _outcomes(text: str) -> set[bool]:
    (choosing,) = _SURVEYOR.survey(f"{{% if {text} %}}x{{% endif %}}").choosings
    return Logic(QUESTIONS).outcomes(choosing.tests)


@given(_CONDITIONS)
def test_outcomes_are_those_of_the_template(text: str) -> None:
    """What is found of a condition is what rendering it with every answer comes to."""
    rendered = {
        bool(_RENDERER.text(f"{{% if {text} %}}x{{% endif %}}", {"yes": yes, "mode": Choice("mode", mode)}, None))  # type: ignore[arg-type]
        for yes in (True, False)
        for mode in ("甲", "乙")
    }
    assert _outcomes(text) == rendered


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("name is open", {True, False}),
        ("name is open and name is answered", {False}),
        ("mode is open", {False}),
        ("below is open", {True, False}),
        ("below and not yes", {False}),
        ("name == 'x' and yes and not yes", {False}),
        ("elsewhere or not elsewhere", {True, False}),
        ("1 < 2", {True, False}),
    ],
)
def test_what_is_not_known_can_come_to_either(text: str, found: set[bool]) -> None:
    """An open answer and whatever is not told apart may be true or not; a hidden question is no yes."""
    assert _outcomes(text) == found


def test_too_many_answers_are_not_tried() -> None:
    """Where there are too many answers to try, a condition is taken to come to either."""
    questions = {f"q{n}": Question(f"q{n}", "问", "yesno", default="no") for n in range(20)}
    text = " and ".join([*questions, "not q0"])
    (choosing,) = _SURVEYOR.survey(f"{{% if {text} %}}x{{% endif %}}").choosings
    assert Logic(questions).outcomes(choosing.tests) == {True, False}
    assert Logic(QUESTIONS).outcomes([choosing.tests[0]] * 60) == {True, False}


def test_what_is_tried_for_a_template_has_an_end() -> None:
    """After a million tries nothing more is tried: what never holds is taken to come to either."""
    questions = {f"q{n}": Question(f"q{n}", "问", "yesno", default="no") for n in range(13)}
    text = " and ".join([*questions, "not q0"])
    (choosing,) = _SURVEYOR.survey(f"{{% if {text} %}}x{{% endif %}}").choosings
    logic = Logic(questions)
    assert logic.outcomes(choosing.tests) == {False}
    assert [logic.outcomes(choosing.tests) for _ in range(3)][-1] == {True, False}


def test_questions_above_are_told_once() -> None:
    """A question hangs on those that must be yes for it, however far up, even where they run in a circle."""
    round_about = {"a": Question("a", "甲", "yesno", when="b"), "b": Question("b", "乙", "yesno", when="a")}
    assert Logic(QUESTIONS).above("below") == ["yes"]
    assert Logic(round_about).above("a") == ["b", "a"]
