"""What a template holds can be shown, and but for choices and yes or no do nothing else."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.document import Field, Gap, Words
from drafter.markup import Passage
from drafter.template.values import (
    Answer,
    Choice,
    FaultError,
    Many,
    Open,
    Shown,
    SteeringError,
    Text,
    join,
    join_with,
    segments,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_SHOWN = {
    "text": Text([Words("甲")], "k"),
    "answer": Answer("k", "甲", "甲"),
    "open": Open("k", "提示"),
    "open list": Open("k", "提示", many=True),
    "list": Many("k", [Answer("k", "甲", "甲")]),
}
_PARTS = st.lists(
    st.one_of(
        st.text().map(lambda text: Text([Words(text)])),
        st.text(min_size=1).map(lambda text: Answer("k", text, text)),
        st.lists(st.text(min_size=1), min_size=1).map(lambda texts: Answer("k", tuple(texts), tuple(texts))),
        st.text(min_size=1).map(lambda text: Open("o", text)),
        st.text(min_size=1).map(lambda text: Choice("c", text)),
        st.text(),
    )
)


@pytest.mark.parametrize("use", [bool, str, len, "{:s}".format, lambda v: v[0], lambda v: v == v, lambda v: v < v])  # noqa: PLR0124
@pytest.mark.parametrize("value", _SHOWN.values(), ids=_SHOWN)
def test_what_is_only_shown_has_no_truth_text_size_or_order(value: Shown, use: Callable[[Shown], object]) -> None:
    """Truth, text, size, parts and comparison of an answer are refused, with its key and whether it is open."""
    with pytest.raises(SteeringError) as caught:
        use(value)
    assert (caught.value.key, caught.value.is_open) == ("k", isinstance(value, Open))


def test_a_gap_never_looks_as_if_it_ended_before_its_end() -> None:
    """Square brackets in a hint become others, so that the only 】 is the one that closes the gap."""
    (gap,) = segments(Open("k", "一件事，如“【例一】”……【例二"))
    assert gap == Gap("k", "一件事，如“〔例一〕”……〔例二")
    assert isinstance(gap, Gap)
    assert gap.text.count("】") == 1


@pytest.mark.parametrize("combine", [operator.add, operator.sub, operator.mul, operator.mod])
def test_answers_are_not_calculated_with(combine: Callable[[object, object], object]) -> None:
    """Arithmetic with an answer is refused."""
    with pytest.raises(SteeringError):
        combine(Answer("k", 3, "3"), 2)


def test_a_choice_is_compared_and_shown_with_its_key() -> None:
    """A choice equals its text, and shows as a field of its question."""
    assert Choice("k", "市") == "市"
    assert segments(Choice("k", "市")) == (Field("k", "市"),)


def test_membership_is_for_choices_only() -> None:
    """Whether a choice is among several can be asked; a list in the writer's own words refuses."""
    assert "甲" in Many("k", [Choice("k.1", "甲")])
    with pytest.raises(SteeringError):
        operator.contains(Many("k", [Answer("k.1", "甲", "甲")]), "甲")


@pytest.mark.parametrize("value", [True, None, 1.5, [Words("甲")], object()])
def test_what_has_no_words_is_not_shown(value: object) -> None:
    """A value that is no text, number, answer or gap is a fault, not a text made of it."""
    with pytest.raises(FaultError, match="这里的值不能写进讲话稿"):
        segments(value)


@pytest.mark.parametrize(
    ("items", "shown"),
    [
        (["甲", "乙"], "甲、乙"),
        (["《甲》", "《乙》"], "《甲》《乙》"),
        (["“甲”", "《乙》"], "“甲”《乙》"),
        (["《甲》", "乙", "《丙》"], "《甲》、乙、《丙》"),
        (["甲"], "甲"),
        ([], ""),
    ],
)
def test_no_enumeration_comma_between_quoted_items(items: list[str], shown: str) -> None:
    """GB/T 15834-2011, 4.5.3.5: no 、 stands between adjacent 《》 or “”."""
    answers = [Answer("k", item, item) for item in items]
    assert "".join(s.text for s in segments(join_with("、", answers)) if not isinstance(s, Passage)) == shown


@given(_PARTS)
def test_joining_loses_and_invents_nothing(parts: list[object]) -> None:
    """The segments of values joined are those of each, in order."""
    assert segments(join(parts)) == tuple(segment for part in parts for segment in segments(part))


@given(_PARTS, st.sampled_from(["、", "；", "\n"]))
def test_joining_with_a_mark_adds_marks_only(parts: list[object], mark: str) -> None:
    """Fields and gaps of values joined with a mark are those of each, in order."""
    kept = [s for s in segments(join_with(mark, parts)) if not isinstance(s, Words)]
    assert kept == [s for part in parts for s in segments(part) if not isinstance(s, Words)]


def test_an_open_list_yields_one_gap_and_another_value_none() -> None:
    """An open list is looped over once; an open value of another kind refuses."""
    assert [segments(item) for item in Open("k", "提示", many=True)] == [(Gap("k", "提示"),)]
    with pytest.raises(SteeringError):
        iter(Open("k", "提示"))
