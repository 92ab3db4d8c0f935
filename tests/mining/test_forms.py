"""The form that sibling headings share, and what it promises of each of them."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.mining.forms import LONGEST, MOST, Form, Slot, form, forms, parse

CASES = sorted((Path(__file__).parents[1] / "cases" / "forms").glob("*.txt"))
PIECES = st.sampled_from(
    [
        "守住",
        "管好",
        "线",
        "的",
        "要",
        "和",
        "一",
        "“",
        "”",
        "《",
        "》",
        "（",
        "）",
        "，",
        "；",
        "、",
        "…",
        "*",
        "20",
        "3",
    ]
)
HEADING = st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join)
SIBLINGS = st.lists(HEADING, max_size=6) | st.builds(
    lambda words, fillings: [f"{words[0]}{filled}{words[1]}，{words[2]}{filled[::-1]}" for filled in fillings],
    st.tuples(HEADING, HEADING, HEADING),
    st.lists(HEADING, min_size=2, max_size=5),
)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_golden_case_has_the_forms_it_says(path: Path) -> None:
    """Headings have the forms that their case shows, each with the headings that share it."""
    _, headings, expected = re.split(r"---- .*\n", path.read_text("utf-8"))
    found = forms(headings.splitlines())
    assert [f"{' '.join(str(n + 1) for n in group)}｜{one.text}" for one, group in found] == expected.splitlines()


@given(SIBLINGS)
def test_each_heading_can_be_written_from_its_form(headings: list[str]) -> None:
    """Nothing is lost: a form filled with what stood in a heading is that heading, character by character."""
    for one, group in forms(headings):
        for number, heading in enumerate(headings[n] for n in group):
            pieces = [part.filled[number] if isinstance(part, Slot) else part for part in one.parts]
            assert "".join(pieces) == heading


@given(SIBLINGS)
def test_a_heading_is_of_its_own_form(headings: list[str]) -> None:
    """Each heading matches the form that it shares, and that form as someone would type it."""
    for one, group in forms(headings):
        for number in group:
            assert one.matches(headings[number])
            assert parse(one.text).matches(headings[number])


@given(SIBLINGS)
def test_a_heading_is_in_one_group_of_siblings_that_share_a_form(headings: list[str]) -> None:
    """Groups have two headings at least, no heading in common, and the form that they share as a whole."""
    found = forms(headings)
    members = [number for _, group in found for number in group]
    assert len(members) == len(set(members))
    for one, group in found:
        assert len(group) > 1
        assert form([headings[number] for number in group]) == one


@given(SIBLINGS)
def test_a_form_has_words_and_slots_in_turn(headings: list[str]) -> None:
    """Two slots are never side by side, nor two words, and each slot holds something in some heading."""
    for one, group in forms(headings):
        kinds = [isinstance(part, Slot) for part in one.parts]
        assert all(before != after for before, after in pairwise(kinds))
        slots = [part for part in one.parts if isinstance(part, Slot)]
        assert all(len(slot.filled) == len(group) and any(slot.filled) for slot in slots)
        assert one.fixed == sum(len(part) for part in one.parts if isinstance(part, str)) > 0


@given(
    st.lists(
        st.lists(st.sampled_from(["守", "住", "“守住”", "“守”", "，", "、", "线"]), max_size=9), min_size=2, max_size=4
    )
)
def test_a_slot_never_holds_half_a_quotation(headings: list[list[str]]) -> None:
    """Where the headings' quotation marks are paired, those in each slot are too."""
    for one, _ in forms(["".join(pieces) for pieces in headings]):
        for slot in one.parts:
            for filled in slot.filled if isinstance(slot, Slot) else ():
                assert not re.sub("“[^“”]*”", "", filled).strip("守住线，、")


@pytest.mark.parametrize(
    ("typed", "heading", "matches"),
    [
        ("守住…，管好…", "守住底线，管好仓", True),
        ("守住……，管好……", "守住底线，管好仓", True),
        ("守住*，管好＊", "守住，管好", True),
        ("守住*，管好", "守住底线，管好仓", False),
        ("守住底线", "守住底线", True),
        ("守住底线", "要守住底线", False),
        ("…线", "守线守线", True),
        ("线…线", "线", False),
        ("*守*守*", "守", False),
        ("…", "", True),
        ("", "", True),
        ("", "守", False),
    ],
)
def test_a_typed_form_finds_headings(typed: str, heading: str, matches: bool) -> None:  # noqa: FBT001
    """A form that someone types finds the headings that begin, go on and end as it says; its slots may be empty."""
    assert parse(typed).matches(heading) is matches


def test_a_typed_form_has_words_and_slots_in_turn() -> None:
    """However many marks stand for a slot, it is one, and nothing stands before or after it unasked."""
    assert parse("……守住**线") == Form((Slot(), "守住", Slot(), "线"))
    assert parse("守住…").parts == ("守住", Slot())


def test_a_slot_that_siblings_fill_has_to_be_filled() -> None:
    """A form finds no heading that leaves out what all siblings have, but one that leaves out what some do."""
    found = form(["守住底线不松劲", "守住红线不松劲"])
    assert found is not None
    assert not found.matches("守住线不松劲")
    loose = form(["守住底线不松劲", "守住防洪红线不松劲", "守住线不松劲"])
    assert loose is not None
    assert loose.matches("守住线不松劲")


def test_a_form_tells_what_stood_in_its_slots() -> None:
    """Each slot keeps what stood there in each heading, in their order."""
    assert form(["清好渠，放好水", "清好淤，种好树"]) == Form(
        ("清好", Slot(("渠", "淤")), "，", Slot(("放", "种")), "好", Slot(("水", "树")))
    )


@pytest.mark.parametrize("headings", [[], ["守住底线"], ["", ""], ["", "守住底线"], ["，，", "，；，"]])
def test_a_lone_or_empty_heading_has_no_form(headings: list[str]) -> None:
    """No heading, a lone one, empty ones and marks alone have no form."""
    assert form(headings) is None
    assert forms(headings) == []


@pytest.mark.parametrize(
    ("headings", "shares"),
    [
        (["清渠先要快", "清淤先要净", "清障先要细"], True),
        (["清渠先要快", "清淤须得净", "清障务求细"], False),
        (["清渠快", "清淤净", "清障细"], True),
        (["底泥要清", "中段要畅"], False),
        (["底泥要清干净", "中段要清干净"], True),
        (["突出抓好春灌蓄水，确保够用", "持续抓好春灌蓄水，力求节省"], True),
        (["突出抓好春灌蓄水，确保够用", "持续抓好春灌蓄水"], False),
        (["清渠引水保春灌", "清淤净河惠万家"], False),
        ([f"清{what}一事要抓紧抓实抓出成效来" for what in "渠淤障沟塘库"], True),
        (["清理河道淤泥积水杂物", "清扫街面落叶", "清点仓库账物", "清退占用林地", "清查隐患", "清还欠款"], True),
        (["清理河道淤泥积水杂物", "清扫街面落叶", "清点仓库账物"], False),
    ],
)
def test_how_much_must_be_shared(headings: list[str], shares: bool) -> None:  # noqa: FBT001
    """The fewer and the longer the headings, the more characters they must share to have a form."""
    assert (form(headings) is not None) is shares


def test_what_is_too_long_or_too_many_is_left_out() -> None:
    """A heading that is too long has no form, nor those that are too many; the others still have."""
    long = "守住底线" + "长" * LONGEST
    assert form([long, long]) is None
    assert [group for _, group in forms([long, "守住底线", "守住红线", long, "守住防线"])] == [(1, 2, 4)]
    many = [f"守住{number}号堤" for number in range(10 * MOST)]
    assert form(many) is None
    assert [len(group) for _, group in forms(many)] == [MOST]
