"""A speech has the parts that the cases in tests/cases/skeleton say, and nothing of it is outside of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.mining.skeleton import skeleton
from drafter.speech.outline import outline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.mining.heads import Head
    from drafter.mining.skeleton import Skeleton

CASES = sorted((Path(__file__).parents[1] / "cases" / "skeleton").glob("*.txt"))


def _drawn(found: Skeleton, text: str) -> Iterator[str]:
    def heads(row: Sequence[Head], level: int) -> Iterator[str]:
        for head in row:
            own = text[head.start : head.end].replace("\n", "")
            yield f"{'　' * level}{head.text}（{head.family}）｜{own}"
            yield from heads(head.points, level + 1)

    for part in found.parts:
        yield f"{part.role}｜{text[part.start : part.end]}".replace("\n", "")
        yield from heads(part.points, 1)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_golden_case_has_the_skeleton_it_says(path: Path) -> None:
    """A speech has the skeleton that its case draws."""
    _, speech, expected = re.split(r"---- .*\n", path.read_text("utf-8"))
    found = skeleton(outline(speech[:-1]))
    assert list(_drawn(found, speech)) == expected.splitlines()


PIECES = st.sampled_from(
    [
        *("一、", "二、", "（一）", "（二）", "第一，", "第二，", "首先，", "最后，", "一是", "二是", "三是", "——"),
        *(
            "今天，我们召开会议。",
            "下面，我讲两点意见。",
            "刚才，几位同志作了发言。",
            "回顾过去的一年",
            "同志们：",
            "同志们，",
        ),
        *("要抓紧", "要抓实", "明日再议", "，", "。", "；", "：", "\n", "\n\n", "\u3000", " ", "\u200b", "#", "**"),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_parts_hold_the_speech_in_order_and_leave_out_headings_only(text: str) -> None:
    """The texts of parts and points follow each other; between them stand markers, headings and marks, else nothing."""
    found = outline(text)
    spans = []

    def walk(row: Sequence[Head]) -> None:
        for head in row:
            spans.append((head.start, head.end, f"{head.text}"))
            walk(head.points)

    for part in skeleton(found).parts:
        spans.append((part.start, part.end, ""))
        walk(part.points)
    markers = "".join(point.marker for point in found.points)
    at = None
    for start, end, heading in spans:
        assert start <= end
        if at is not None:
            between = re.sub(r"[\s\u200b#]", "", text[at:start])
            assert len(between) <= len(heading) + len(markers) + 1
            assert set(between) <= set(heading + markers + "，。；：！？—")
        at = end


def test_a_skeleton_names_the_lines_before_the_speech() -> None:
    """Title, date, speaker and salutation are kept apart from the parts."""
    text = "在全县林业工作会议上的讲话\n（2024年3月1日）\n县林业局局长　×××\n\n同志们：\n今天，我们召开林业工作会议。\n"
    found = skeleton(outline(text), "林业.txt")
    assert found.title == "在全县林业工作会议上的讲话"
    assert found.front == {"date": "（2024年3月1日）", "speaker": "县林业局局长　×××", "salutation": "同志们："}
    assert [part.role for part in found.parts] == ["会议与任务"]
    assert found.path == "林业.txt"
