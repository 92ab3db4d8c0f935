"""Lines, paragraphs that a page break has cut, and sentences that turn away from a point."""

from __future__ import annotations

import pytest

from drafter.speech.ground import survey

LONG = "各村各组把沟渠里的淤泥清到田埂以外，把漏水的涵闸换成新的，"


@pytest.mark.parametrize(
    ("text", "continues"),
    [
        pytest.param("话没有说\n完。", [False, False], id="a short line may be a heading"),
        pytest.param("话说了一句。第二句没有说\n完。", [False, True], id="a sentence left open after another"),
        pytest.param("话没有说，\n完。", [False, True], id="a comma at the end"),
        pytest.param("话说完了。\n又一段。", [False, False], id="a full stop at the end"),
        pytest.param(f"{LONG * 3}再\n看。", [False, True], id="too long for a heading"),
        pytest.param(f"一、{LONG * 3}再\n看。", [False, False], id="a long heading with a marker"),
        pytest.param("话没有说，\n\n完。", [False, False, True], id="a blank line in between"),
    ],
)
def test_a_line_continues_one_that_a_page_break_cut(text: str, continues: list[bool]) -> None:
    """A line goes on where the one before has been cut."""
    assert list(survey(text).continues) == continues


def test_lines_of_one_width_are_one_paragraph() -> None:
    """Where every paragraph is broken at a fixed width, full lines are continued."""
    wrapped = LONG * 4
    lines = [wrapped[n : n + 26].replace("，", "、") + "好" for n in range(0, len(wrapped), 26)] * 4
    assert sum(survey("\n".join(lines)).continues) > len(lines) // 2


def test_paragraphs_count_lines_that_begin_one() -> None:
    """Blank lines and continued lines belong to the paragraph before."""
    assert survey("甲。\n\n乙，\n丙。\n丁。").paragraphs == (1, 1, 2, 2, 3)


@pytest.mark.parametrize(
    ("words", "strong", "count"),
    [
        ("同志们，路还长。", True, 0),
        ("各位代表：", True, 0),
        ("最后，我再强调一点。", True, 0),
        ("以上三点意见，请讨论。", True, 3),
        ("上述2个问题都要改。", True, 2),
        ("下一步，要抓紧。", False, 0),
    ],
)
def test_a_turn_is_told_by_how_a_sentence_opens(words: str, strong: bool, count: int) -> None:  # noqa: FBT001
    """A sentence that turns to the listeners or looks back is a turn, with its force and count."""
    ground = survey(f"甲乙丙。{words}")
    found = [turn for turn in ground.turns_before(len(ground.text)) if turn]
    assert [(turn.force == 2, turn.counted) for turn in found] == [(strong, count)]


@pytest.mark.parametrize("words", ["多位同志们说", "甲乙，同志们", "在以上三点之外"])
def test_within_a_sentence_nothing_turns(words: str) -> None:
    """The same words within a sentence are no turn."""
    assert survey(f"甲。{words}").turns_before(99) == (None, None)
