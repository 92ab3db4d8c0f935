"""The places where a marker may stand."""

from __future__ import annotations

import pytest

from drafter.speech.ground import survey
from drafter.speech.kinds import LAST
from drafter.speech.markers import candidates


def _found(text: str) -> list[tuple[str, str, int]]:
    return [(text[c.at : c.end], c.family, c.ordinal) for c in candidates(survey(text))]


@pytest.mark.parametrize(
    ("marker", "family", "ordinal"),
    [
        ("一、", "一、", 1),
        ("十二、", "一、", 12),
        ("三．", "一、", 3),
        ("（一）", "（一）", 1),
        ("(二)", "（一）", 2),
        ("1.", "1.", 1),
        ("２．", "1.", 2),
        ("3、", "1.", 3),
        ("4）", "1.", 4),
        ("（5）", "（1）", 5),
        ("(6)", "（1）", 6),
        ("⑦", "①", 7),
        ("第一，", "第一，", 1),
        ("第二、", "第一，", 2),
        ("第三是", "第一，", 3),
        ("第四点，", "第一，", 4),
        ("其二，", "其一，", 2),
        ("首先，", "首先，", 1),
        ("其次，", "首先，", 2),
        ("再次，", "首先，", 3),
        ("最后，", "首先，", LAST),
        ("一是", "一是", 1),
        ("二要", "一是", 2),
        ("三是要", "一是", 3),
        ("——", "——", 0),
    ],
)
@pytest.mark.parametrize("before", ["", "上一段。\n", "上一段。\n\u3000\u3000", "上一段。\n## "])
def test_every_family_is_seen_at_the_start_of_a_line(before: str, marker: str, family: str, ordinal: int) -> None:
    """A marker at the start of a line is a candidate, with its family and ordinal."""
    assert _found(f"{before}{marker}抓好落实")[-1:] == [(marker, family, ordinal)]


@pytest.mark.parametrize("mark", ["。", "；", "：", "？", "。”", "，"])
def test_a_marker_may_stand_after_a_mark(mark: str) -> None:
    """A marker within a line is a candidate after a mark."""
    assert _found(f"话说到这里{mark}一是抓好落实") == [("一是", "一是", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "统一是前提",
        "唯一要求是质量",
        "万一是真的",
        "第一责任人到岗",
        "名列第一，可喜",
        "第一要务是发展",
        "一年一个样",
        "十八届三中全会以来",
        "1.5亿元",
        "8时30分",
        "2024年",
        "“一是怕苦；二是怕累”",
        "《办法（一）》。《一、总则》",
        "一一是应有之义",
        "说到底——还是人",
        "一线人员到位。二线人员待命",
        "一练就会",
    ],
)
def test_a_word_that_only_holds_an_ordinal_is_no_candidate(text: str) -> None:
    """An ordinal inside a word, a number, a quotation or a title is no candidate."""
    assert _found(text) == []


def test_a_marker_in_mid_clause_needs_a_second_one() -> None:
    """一是要 within a clause is a candidate only where 二 follows in its paragraph."""
    assert _found("今后一是要快；二是要稳。")[0] == ("一是要", "一是", 1)
    assert _found("今后一是要快，别的再说。") == []


def test_an_ordinal_with_a_verb_needs_a_neighbour() -> None:
    """一查 is a candidate only where a 二查 stands somewhere."""
    assert _found("一查账。二查物。") == [("一", "一练", 1), ("二", "一练", 2)]
    assert _found("一查到底不松劲。别的不说。") == []
