"""The layers that a draft's answers come from."""

from __future__ import annotations

import pytest

from drafter.errors import DrafterError, InputError, UsageError
from drafter.layers import Layer, merge, read_settings
from drafter.yamlfile import parse
from tests.profiles.conftest import QUESTIONS, keys_of, merged


def _layer(text: str, source: str = "档案", templates: tuple[str, ...] = ()) -> Layer:
    return Layer(source, parse(text, source), templates)


def _faults(error: DrafterError) -> list[str]:
    """The problems in words."""
    return [str(problem) for problem in error.problems]


def test_later_layers_stand_over_earlier_ones() -> None:
    """Of several answers to one question the last layer's stands, and its source is known."""
    layers = [
        _layer("unit: 甲\nyear: 2025\nguests: no", "档案"),
        _layer("unit: 乙\nyear: 2026", "文件"),
        read_settings(["unit=丙"]),
    ]
    merged = merge(layers, QUESTIONS, keys_of)
    assert merged.values == {"unit": "丙", "year": 2026, "guests": False}
    assert merged.sources == {"unit": "--set", "year": "文件", "guests": "档案"}


def test_an_empty_answer_hides_nothing() -> None:
    """An answer left empty in a later layer lets the earlier one stand."""
    assert merged(_layer("unit: 甲"), _layer("unit:")) == {"unit": "甲"}


def test_keys_of_another_template_are_kept_and_named() -> None:
    """A key that belongs to another template which the profile serves is passed over and named once."""
    one = _layer("unit: 甲\naudience: 乙\ntask: 丙", templates=("group-talk", "kickoff"))
    merged = merge([one, _layer("audience: 丁", templates=("group-talk",))], QUESTIONS, keys_of)
    assert merged.values == {"unit": "甲"}
    assert list(merged.kept) == ["audience", "task"]


def test_keys_of_a_template_that_the_profile_does_not_serve_are_unknown() -> None:
    """A key of a template that the profile doesn't name is refused."""
    with pytest.raises(InputError, match="没有“task”这个问题"):
        merged(_layer("task: 丙", templates=("group-talk",)))


def test_all_faults_of_all_layers_are_told_at_their_places() -> None:
    """Unknown keys with the nearest right one and wrong values of every layer are told together, each at its place."""
    layers = [
        _layer("unti: 甲\ndate: 2026-02-30\nguests: 也许", "a.yaml"),
        _layer("zzz: 1\nresults: [[a], [b]]", "b.yaml"),
        read_settings(["yaer=2026", "year=26"]),
    ]
    with pytest.raises(InputError) as caught:
        merged(*layers)
    assert _faults(caught.value) == [
        "a.yaml:1:1: 没有“unti”这个问题（相近的有：unit）",
        "a.yaml:2:7: 日期：没有“2026-02-30”这一天（写成 2026-01-15 或 2026年1月15日）",
        "a.yaml:3:9: 来宾：“也许”既不是“是”也不是“否”（写“是”或“否”）",
        "b.yaml:1:1: 没有“zzz”这个问题",
        "b.yaml:2:11: 成效：这里只能是一个值",
        "b.yaml:2:16: 成效：这里只能是一个值",
        "--set yaer: 没有“yaer”这个问题（相近的有：year、date）",
        "--set year: 年份：“26”不是年份（写四位数字，如 2026）",
    ]


def test_a_template_that_is_gone_hides_no_other_fault() -> None:
    """A profile that names a template which isn't there has that told with its unknown keys."""
    with pytest.raises(InputError) as caught:
        merged(_layer("zzz: 1\ntask: 2\nyear: 26", templates=("gone", "kickoff")))
    assert [problem.message for problem in caught.value.problems] == [
        "没有“gone”这个模板",
        "没有“zzz”这个问题",
        "年份：“26”不是年份",
    ]


@pytest.mark.parametrize(
    ("setting", "key", "text"),
    [
        ("unit=某市", "unit", "某市"),
        ("unit=a=b=c", "unit", "a=b=c"),
        (" unit = 某市 ", "unit", " 某市 "),
        ("unit=", "unit", ""),
        ("unit=甲\n乙", "unit", "甲\n乙"),
        ("time=14:30", "time", "14:30"),
    ],
)
def test_a_setting_is_split_at_its_first_equals_sign(setting: str, key: str, text: str) -> None:
    """A setting's value is all that follows the first equals sign, to the letter."""
    layer = read_settings([setting])
    assert {name: getattr(node, "text", None) for name, node in layer.answers.entries.items()} == {key: text}


def test_all_settings_that_are_none_are_told_at_once() -> None:
    """Settings without a key, without an equals sign or given twice are wrong use, all told together."""
    with pytest.raises(UsageError) as caught:
        read_settings(["unit", "=甲", "unit=甲", " =乙", "unit =丙"])
    assert [problem.message.split("：")[1] for problem in caught.value.problems] == ["unit", "=甲", " =乙", "unit =丙"]


def test_an_empty_setting_leaves_a_question_open() -> None:
    """--set with nothing behind the equals sign opens what a profile has answered; a later answer closes it."""
    merged = merge([_layer("unit: 甲"), read_settings(["unit="])], QUESTIONS, keys_of)
    assert (merged.values, merged.sources, merged.left_open) == ({}, {}, {"unit": "--set"})
    again = merge([read_settings(["unit="]), _layer("unit: 乙")], QUESTIONS, keys_of)
    assert (again.values, again.left_open) == ({"unit": "乙"}, {})
