"""Sentences are the same whatever year, number or document stands in them."""

from __future__ import annotations

import pytest

from drafter.mining.sentences import normal, sentences, told


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2023年完成造林12万亩。", "2024年完成造林9.5万亩。"),
        ("深入学习党的十九大精神。", "深入学习党的二十大精神。"),
        ("认真执行《森林法》。", "认真执行《防沙治沙法》。"),
        ("全力推进××建设。", "全力推进** 建设。"),
    ],
)
def test_what_changes_from_time_to_time_doesnt_tell_sentences_apart(one: str, other: str) -> None:
    """Years, numbers, congresses, documents, masks and blanks don't count."""
    assert normal(one) == normal(other) != ""


def test_short_sentences_say_nothing() -> None:
    """What is shorter than six characters is no set sentence."""
    assert normal("很好。") == ""


def test_told_are_those_that_a_text_has() -> None:
    """Of the sentences wanted, those in the text are told."""
    wanted = frozenset(sentences("一级抓一级，层层抓落实。山要绿起来。"))
    assert told("会议强调，要快。一级抓一级，层层抓落实。", wanted) == {"一级抓一级，层层抓落实。"}
