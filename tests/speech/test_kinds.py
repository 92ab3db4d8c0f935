"""What a place is worth to a marker."""

from __future__ import annotations

import pytest

from drafter.speech.kinds import COLON, COMMA, LAST, LINE, MIDST, SENTENCE, TITLED, Kind, weight

FIRST = Kind("一是", 1, "是")


@pytest.mark.parametrize(
    ("better", "worse"), [(TITLED, LINE), (LINE, SENTENCE), (SENTENCE, COLON), (COLON, COMMA), (COMMA, MIDST)]
)
@pytest.mark.parametrize("ordinal", [1, 2])
def test_a_plainer_place_is_worth_more(better: int, worse: int, ordinal: int) -> None:
    """A line's start is worth more than a stop before the marker, a stop more than a comma, a comma more than none."""
    kind = FIRST._replace(ordinal=ordinal)
    assert weight(kind, better, "抓好落实。") > weight(kind, worse, "抓好落实。")


def test_after_a_comma_only_the_first_of_a_series_counts() -> None:
    """A first marker may follow a comma, a second does not."""
    assert weight(FIRST, COMMA, "快。") > 0 > weight(FIRST._replace(ordinal=2), COMMA, "稳。")


@pytest.mark.parametrize(
    ("doubtful", "plain", "after"),
    [
        (Kind("首先，", 1, ""), Kind("首先，", 1, "，"), "看到成绩。"),
        (Kind("首先，", 3, ""), Kind("首先，", 2, ""), "表示感谢。"),
        (Kind("一练", 1, "", "练"), Kind("一是", 1, "是"), "练兵。"),
        (Kind("——", 0, ""), Kind("第一，", 1, "，"), "乡镇。"),
    ],
)
def test_what_is_often_no_marker_is_worth_less(doubtful: Kind, plain: Kind, after: str) -> None:
    """Adverbs, ordinals with a verb and dashes within a line are worth less than plain markers there."""
    assert weight(doubtful, SENTENCE, after) < weight(plain, SENTENCE, after)


@pytest.mark.parametrize(
    ("kind", "place", "after", "other"),
    [
        (Kind("首先，", LAST, "，"), LINE, "我再说两句。", "作风要实。"),
        (Kind("一、", 1, "、"), LINE, "二等奖各三项。", "作风要实。"),
    ],
)
def test_what_follows_can_speak_against_a_marker(kind: Kind, place: int, after: str, other: str) -> None:
    """最后，我… takes leave of the listeners, and 一、二等奖 is a range."""
    assert weight(kind, place, after) < weight(kind, place, other)
