"""Chinese numerals, and the markers of a speech's points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.numerals import FAMILIES, chinese, digits, markers, value

_UNITS = {"千": 1000, "百": 100, "十": 10}
_HEADINGS = st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["", *FAMILIES])), max_size=30)


def _counted(numeral: str) -> int:
    """Count a numeral out as a reader does: each digit times the unit after it, a bare 十 as ten."""
    total, digit = 0, 0
    for character in numeral:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = "零一二三四五六七八九".index(character)
    return total + digit


def test_years_are_spelled_digit_by_digit() -> None:
    """Each digit stands by itself, 0 as 〇."""
    assert digits(2026) == "二〇二六"


@pytest.mark.parametrize(
    ("number", "numeral"),
    [
        (0, "零"),
        (2, "二"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (21, "二十一"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (115, "一百一十五"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (5050, "五千零五十"),
        (9999, "九千九百九十九"),
    ],
)
def test_numbers_are_spelled_as_spoken(number: int, numeral: str) -> None:
    """A number is spelled the way it is read out."""
    assert chinese(number) == numeral


@given(st.integers(0, 9999))
def test_numeral_counts_out_to_its_number(number: int) -> None:
    """Every number from 0 to 9999 is spelled so that a reader counts it out again."""
    assert _counted(chinese(number)) == number


@pytest.mark.parametrize("number", [-1, 10_000])
def test_numbers_beyond_are_refused(number: int) -> None:
    """A number below zero or of five digits has no numeral here."""
    with pytest.raises(ValueError, match="no Chinese numeral"):
        chinese(number)


@pytest.mark.parametrize(
    ("numeral", "number"),
    [("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("九十九", 99), ("两", 2), ("零", 0)],
)
def test_numerals_up_to_99_are_read(numeral: str, number: int) -> None:
    """A numeral up to 99 is read as its number, 两 as two."""
    assert value(numeral) == number


@pytest.mark.parametrize("text", ["", "一百", "3", "十十", "二三", "三个", " 三"])
def test_other_text_is_no_numeral(text: str) -> None:
    """What spells no number up to 99 is read as none."""
    assert value(text) is None


@pytest.mark.parametrize(
    ("family", "expected"),
    [
        ("一、", ["一、", "二、", "三、"]),
        ("（一）", ["（一）", "（二）", "（三）"]),
        ("1.", ["1.", "2.", "3."]),
        ("（1）", ["（1）", "（2）", "（3）"]),
        ("第一，", ["第一，", "第二，", "第三，"]),
        ("首先，", ["首先，", "其次，", "最后，"]),
        ("一是", ["一是", "二是", "三是"]),
        ("一要", ["一要", "二要", "三要"]),
        ("其一，", ["其一，", "其二，", "其三，"]),
        ("①", ["①", "②", "③"]),
        ("一", ["一", "二", "三"]),
        ("——", ["——", "——", "——"]),
        ("无", ["", "", ""]),
        ("", ["", "", ""]),
        ("没有这一种", ["", "", ""]),
    ],
)
def test_each_family_counts_in_its_own_way(family: str, expected: list[str]) -> None:
    """Three siblings carry the first three markers of their family, none where there is no such family."""
    assert markers([(1, family)] * 3) == expected


def test_circled_numbers_end_at_twenty() -> None:
    """A series goes on in brackets where no sign in a circle is left."""
    assert markers([(3, "①")] * 21)[19:] == ["⑳", "（21）"]


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (2, ["首先，", "其次，"]),
        (4, ["首先，", "其次，", "再次，", "最后，"]),
        (5, ["一是", "二是", "三是", "四是", "五是"]),
    ],
)
def test_words_of_sequence_never_mix_with_ordinals(total: int, expected: list[str]) -> None:
    """A series that is too long for the words of sequence counts 一是 二是 throughout."""
    assert markers([(2, "首先，")] * total) == expected


def test_a_higher_heading_starts_the_count_again() -> None:
    """Sub-points count from one again under each point."""
    headings = [(1, "一、"), (2, "（一）"), (2, "（一）"), (1, "一、"), (2, "（一）"), (2, "（一）")]
    assert markers(headings) == ["一、", "（一）", "（二）", "二、", "（一）", "（二）"]


def test_a_deeper_heading_does_not_break_the_count() -> None:
    """Siblings go on counting over what stands below one of them, also where a level is skipped."""
    headings = [(1, "一、"), (3, "1."), (3, "1."), (2, "（一）"), (2, "（一）"), (1, "一、")]
    assert markers(headings) == ["一、", "1.", "2.", "（一）", "（二）", "二、"]


def test_a_lone_heading_takes_no_marker() -> None:
    """A heading without siblings is not counted."""
    assert markers([(1, "一、"), (2, "（一）"), (1, "一、")]) == ["一、", "", "二、"]


def test_no_headings_have_no_markers() -> None:
    """A draft without headings has no markers."""
    assert markers([]) == []


@given(_HEADINGS)
def test_each_heading_has_one_marker_or_none(headings: list[tuple[int, str]]) -> None:
    """Every heading gets exactly one marker, which may be empty."""
    assert len(markers(headings)) == len(headings)


def test_a_section_that_counts_apart_breaks_no_other_count() -> None:
    """Headings of sections that count apart begin at one each, and those around them go on."""
    apart = ["", "", "a", "a", "b", "b", ""]
    headings = [(1, "一、"), (1, "一、"), *[(1, "一是")] * 4, (1, "一、")]
    assert markers(headings, apart) == ["一、", "二、", "一是", "二是", "一是", "二是", "三、"]


def test_a_heading_that_counts_apart_is_above_what_is_deeper() -> None:
    """A first-level heading of a section that counts apart ends the sub-points before it."""
    headings = [(1, "一、"), (2, "（一）"), (2, "（一）"), (1, "一是"), (2, "（一）"), (2, "（一）"), (1, "一是")]
    assert markers(headings, ["", "", "", "a", "a", "a", "a"])[1:6] == ["（一）", "（二）", "一是", "（一）", "（二）"]


def test_only_apart_and_alone_takes_no_marker() -> None:
    """A heading that no other of its section stands beside takes no marker, whatever stands in other sections."""
    assert markers([(1, "一、"), (1, "一是"), (1, "一、")], ["", "a", ""]) == ["一、", "", "二、"]


@given(st.integers(2, 60), st.sampled_from(sorted(FAMILIES.keys() - {"——", "无"})))
def test_siblings_never_share_a_marker(total: int, family: str) -> None:
    """No two siblings that are counted carry the same marker, however many there are."""
    assert len(set(markers([(1, family)] * total))) == total
