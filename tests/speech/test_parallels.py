"""Parallel points without a marker."""

from __future__ import annotations

import pytest

from drafter.speech.outline import outline


def _found(text: str) -> list[tuple[int, int, int, str]]:
    return [(point.level, point.line, point.offset, point.heading) for point in outline(text).unmarked]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        pytest.param(
            "要查清底数。逐户登记。\n要算清账目。逐笔核对。\n要分清责任。逐人签字。",
            [(1, 0, 0, "要查清底数"), (1, 1, 0, "要算清账目"), (1, 2, 0, "要分清责任")],
            id="paragraphs that open with one word",
        ),
        pytest.param(
            "供水方面：管网换新。\n供电方面：线路加固，旱季不断。\n供气方面：阀井检修。",
            [(1, 0, 0, "供水方面"), (1, 1, 0, "供电方面"), (1, 2, 0, "供气方面")],
            id="paragraphs that name their field",
        ),
        pytest.param(
            "责任心要强，夜里电话能打通。本领要强，到场就会处置。纪律性要强，令行禁止。协调力要强，几家能拧成一股绳。",
            [(1, 0, 0, "责任心要强"), (1, 0, 26, "纪律性要强"), (1, 0, 37, "协调力要强")],
            id="sentences that end alike and are of one length",
        ),
    ],
)
def test_a_row_of_one_form_is_found(text: str, points: list[tuple[int, int, int, str]]) -> None:
    """Paragraphs or sentences of the same form are parallel points, one level below what they stand in."""
    assert _found(text) == points


def test_a_row_stands_below_its_point_and_changes_no_level() -> None:
    """Unmarked points are reported apart, inside the marked point around them."""
    found = outline("一、甲\n要快。当天办完。要准。一次办对。要好。始终如此。\n二、乙\n丙。")
    assert [(point.level, point.parent, point.marker) for point in found.unmarked] == [(2, 0, "")] * 3
    assert [point.heading for point in found.unmarked] == ["要快", "要准", "要好"]
    assert [point.level for point in found.points] == [1, 1]


@pytest.mark.parametrize(
    "text",
    [
        "要快。要好。",
        "要查清底数。\n要算清账目。\n丙丁戊己。",
        "甲乙丙丁。戊己庚辛。壬癸子丑。",
        "嗓门要大，听得见。手脚要快，跟得上。眼神要准，看得清。",
    ],
)
def test_two_alike_are_no_row(text: str) -> None:
    """Fewer than three of one form, or none of one form, are no row."""
    assert _found(text) == []


def test_a_marked_point_is_never_reported_as_unmarked() -> None:
    """Sentences that a marker opens are not in a row of unmarked ones."""
    assert _found("一是要快。二是要准。三是要好。四是要省。") == []


def test_a_row_ends_with_its_line_or_before_a_marked_point() -> None:
    """Each point of a row ends at the next, the last at the end of its line or before a marked point."""
    found = outline("要快。甲。要准。乙。要好。丙。一是丁。二是戊。\n己。").unmarked
    assert [(point.end_line, point.end_offset, point.size) for point in found] == [(0, 5, 5), (0, 10, 5), (0, 15, 5)]
