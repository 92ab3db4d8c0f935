"""How numbers of lists are spelled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.word.listforms import formed


@pytest.mark.parametrize(
    ("form", "spelled"),
    [
        ("decimal", {1: "1", 21: "21"}),
        ("chineseCountingThousand", {1: "一", 10: "十", 21: "二十一", 110: "一百一十"}),
        ("chineseCounting", {2: "二", 12: "十二"}),
        ("taiwaneseCountingThousand", {3: "三"}),
        ("japaneseCounting", {11: "十一", 101: "百一", 1210: "千二百十"}),
        ("ideographDigital", {9: "九", 10: "一〇"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 12: "壹拾贰", 102: "壹佰零贰"}),
        ("ideographLegalTraditional", {3: "參", 16: "壹拾陸"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥", 13: "13"}),
        ("ideographZodiacTraditional", {1: "甲子", 13: "丙子", 60: "癸亥"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedCircleChinese", {2: "②"}),
        ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇"}),
        ("ideographEnclosedCircle", {1: "㊀", 10: "㊉"}),
        ("decimalFullWidth", {10: "１０"}),
        ("decimalZero", {1: "01", 10: "10"}),
        ("upperRoman", {4: "IV", 1994: "MCMXCIV", 4000: "4000"}),
        ("lowerRoman", {9: "ix"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 53: "AAA"}),
        ("lowerLetter", {28: "bb"}),
        ("none", {1: ""}),
        ("bullet", {1: ""}),
        ("a form of later years", {3: "3"}),
    ],
)
def test_each_form_spells_its_numbers(form: str, spelled: dict[int, str]) -> None:
    """A number is spelled as Word spells it, and in plain digits where the form is unknown or has no sign for it."""
    assert {number: formed(number, form) for number in spelled} == spelled


@given(st.integers(-(10**9), 10**9), st.sampled_from(["upperLetter", "lowerRoman", "chineseCounting", "decimalZero"]))
def test_no_number_is_spelled_at_length(number: int, form: str) -> None:
    """However large or small a number, what stands for it is short and never empty."""
    assert 0 < len(formed(number, form)) <= 30
