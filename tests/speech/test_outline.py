"""An outline points into a speech's own lines, and finds what the cases in tests/cases/outline say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.speech.outline import Outline, outline

CASES = sorted((Path(__file__).parents[1] / "cases" / "outline").glob("*.txt"))


def _drawn(found: Outline, *, ends: bool) -> list[str]:
    """An outline as a golden case writes it. ends: with opening and closing."""
    zones, lines = found.zones, [line.strip("\r\u200b\u3000 ") for line in found.lines]

    def shown(name: str, *numbers: int | None) -> list[str]:
        words = "／".join(lines[number] for number in numbers if number is not None and lines[number])
        return [f"{name}｜{words}"] if words else []

    rows = [(p.line, p.offset, f"{'　' * (p.level - 1)}{p.marker}｜{p.heading}") for p in found.points]
    rows += [(p.line, p.offset, f"{'　' * p.level}〔无序号〕{p.heading}") for p in found.unmarked]
    return [
        *([f"标题｜{found.title}"] if found.title else []),
        *shown("日期", zones.date_line),
        *shown("讲话人", zones.speaker_line),
        *shown("称呼", zones.salutation_line),
        *(shown("开头", *range(*zones.opening)) if ends and zones.opening else []),
        *(row for _, _, row in sorted(rows)),
        *(shown("结尾", *range(*zones.closing)) if ends and zones.closing else []),
        *shown("落款", *zones.signature),
        *(f"问题｜{str(problem).removeprefix(':')}" for problem in found.problems),
    ]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_golden_case_has_the_outline_it_says(path: Path) -> None:
    """A speech has the outline that its case draws."""
    _, speech, expected = re.split(r"---- .*\n", path.read_text("utf-8").replace("␣", "\u200b"))
    assert _drawn(outline(speech[:-1]), ends="开头｜" in expected) == expected.splitlines()


PIECES = st.sampled_from(
    [
        *(
            "一、",
            "二、",
            "（一）",
            "（二）",
            "1.",
            "2．",
            "（1）",
            "①",
            "②",
            "第一，",
            "第二、",
            "首先，",
            "其次，",
            "最后，",
        ),
        *(
            "一是",
            "二是要",
            "三要",
            "一抓",
            "二抓",
            "——",
            "其一，",
            "同志们：",
            "以上两点",
            "今后一是",
            "议程：",
            "要",
            "方面：",
        ),
        *(
            "\n",
            "\n\n",
            "\r\n",
            "。",
            "；",
            "，",
            "：",
            "“",
            "”",
            "《",
            "》",
            "甲乙丙丁戊己",
            "\u200b",
            "\u3000",
            "# ",
            "2024年5月1日",
        ),
    ]
)
SPEECHES = st.lists(PIECES | st.text(max_size=6), max_size=60).map("".join)


@given(SPEECHES)
@settings(deadline=None, max_examples=300)
def test_a_speech_can_be_rebuilt_from_its_outline(text: str) -> None:
    """Nothing is lost: the outline's lines are the speech, character by character."""
    assert outline(text).text == text


@given(SPEECHES)
@settings(deadline=None, max_examples=300)
def test_a_point_only_points_into_its_line(text: str) -> None:
    """Nothing is invented: marker and heading stand in the line, where the point says."""
    for point in outline(text).points:
        rest = text.split("\n")[point.line][point.offset :]
        assert rest.startswith(point.marker)
        assert rest[len(point.marker) :].replace("\u200b", "").lstrip().startswith(point.heading.lstrip())


@given(SPEECHES)
@settings(deadline=None, max_examples=300)
def test_points_lie_in_each_other_and_never_alone(text: str) -> None:
    """A point has a sibling, is one level below the point around it, and ends no later than that."""
    found = outline(text).points
    places = [(point.line, point.offset) for point in found]
    assert places == sorted(set(places))
    for point in found:
        around = found[point.parent] if point.parent is not None else None
        assert point.level == (around.level + 1 if around else 1)
        assert sum(other.series == point.series for other in found) > 1
        assert (point.line, point.offset) < (point.end_line, point.end_offset)
        if around:
            assert (point.end_line, point.end_offset) <= (around.end_line, around.end_offset)


@given(SPEECHES)
@settings(deadline=None, max_examples=200)
def test_a_problem_stands_at_a_place_in_the_speech(text: str) -> None:
    """Each problem names a line and column that the speech has."""
    for problem in outline(text, "稿.txt").problems:
        place = problem.place
        assert place is not None
        assert place.path == "稿.txt"
        assert place.column - 1 < len(text.split("\n")[place.line - 1])


def test_the_json_form_has_what_a_scorer_reads() -> None:
    """The JSON form gives title, salutation and, for each point, level, line, offset, marker and heading."""
    assert outline("同志们：\n一、甲\n二、乙。丙").as_json() == {
        "title": None,
        "salutation": "同志们：",
        "points": [
            {"level": 1, "line": 1, "offset": 0, "marker": "一、", "heading": "甲"},
            {"level": 1, "line": 2, "offset": 0, "marker": "二、", "heading": "乙"},
        ],
    }


@pytest.mark.parametrize("text", ["", "\n", " \n\t", "同志们：", "一、", "没有要点的一句话。"])
def test_a_speech_without_points_has_none(text: str) -> None:
    """A text with no series has no points and no problems."""
    found = outline(text)
    assert (found.points, found.problems) == ((), ())
