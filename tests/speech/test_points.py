"""Where a point ends, and how much of the speech it takes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.speech.outline import outline

BODY = "各组的任务写在墙上。"


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        pytest.param("一是甲。乙。二是丙。丁。", [(0, 6), (0, 12)], id="at the next point, or the end of the speech"),
        pytest.param(
            "一、甲\n一是乙。\n二是丙。\n二、丁\n戊。", [(3, 0), (2, 0), (3, 0), (4, 2)], id="with the point around it"
        ),
        pytest.param(
            "一是甲。乙。\n二是丙。丁。\n戊。", [(1, 0), (2, 0)], id="at an unnumbered paragraph its siblings lack"
        ),
        pytest.param("一、甲\n乙。\n二、丙\n丁。\n同志们，戊。", [(2, 0), (4, 0)], id="at a call to the listeners"),
        pytest.param(
            "一是甲。乙。\n丙。\n二是丁。戊。\n己。", [(2, 0), (3, 2)], id="with paragraphs that siblings have too"
        ),
    ],
)
def test_a_point_ends_where_the_speech_leaves_it(text: str, ends: list[tuple[int, int]]) -> None:
    """A point ends before its next sibling, with its parent, or at a paragraph that leaves it."""
    assert [(point.end_line, point.end_offset) for point in outline(text).points] == ends


@pytest.mark.parametrize(
    ("text", "inline"),
    [
        ("一、甲\n二、乙", [False, False]),
        ("一是甲。\n二是乙。", [False, False]),
        ("一是甲。丙\n二是乙。 \u3000", [True, False]),
        ("一是甲。二是乙。", [True, True]),
    ],
)
def test_a_point_is_inline_unless_it_fills_its_line(text: str, inline: list[bool]) -> None:
    """A point is inline where anything but its marker, heading and one stop stands in its line."""
    assert [point.inline for point in outline(text).points] == inline


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("坚持开门，问计于民。正文", "坚持开门，问计于民"),
        ("\u200b 稳\u200b住\u3000阵脚 ：正文", "稳住\u3000阵脚"),
        ("没有停顿的一行", "没有停顿的一行"),
        ("。正文", ""),
    ],
)
def test_a_heading_goes_to_the_first_stop(words: str, heading: str) -> None:
    """A heading ends before the first stop or at the line's end, without zero-width characters and edge blanks."""
    assert outline(f"一、{words}\n二、{words}").points[0].heading == heading


@given(st.lists(st.integers(1, 9), min_size=2, max_size=6))
@settings(deadline=None, max_examples=50)
def test_shares_of_points_without_a_gap_add_up(sizes: list[int]) -> None:
    """Points that follow each other from the first character to the last take the whole speech."""
    found = outline("\n".join(f"第{'一二三四五六'[n]}，甲乙。{BODY * size}" for n, size in enumerate(sizes)))
    assert [point.size for point in found.points] == [6 + 10 * size for size in sizes]
    assert sum(map(found.share, found.points)) == pytest.approx(1)
