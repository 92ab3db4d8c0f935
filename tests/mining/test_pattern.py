"""Speeches of one kind share parts and points; a pattern says which, and how many speeches have each."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from drafter.mining.pattern import Pattern, pattern
from drafter.mining.skeleton import Skeleton, skeleton
from drafter.numerals import chinese
from drafter.speech.outline import outline

if TYPE_CHECKING:
    from drafter.mining.siblings import SharedHead

MARKERS = "一二三四五六七八"


def _speech(*headings: str, review: bool = True, name: str = "讲话.txt") -> Skeleton:
    """A speech with these main points."""
    lines = [
        "同志们：",
        "今天，我们召开全县档案工作会议，主要任务是部署工作。",
        *(["过去的一年，档案工作取得了新进展。"] if review else []),
        f"下面，我讲{MARKERS[len(headings) - 1]}点意见。",
    ]
    for marker, heading in zip(MARKERS, headings, strict=False):
        lines += [f"{marker}、{heading}", "各单位要对照要求，逐项抓好落实。"]
    return skeleton(outline("\n".join(lines)), name)


def _drawn(found: Pattern) -> list[str]:
    def heads(row: tuple[SharedHead, ...]) -> str:
        return "／".join(f"{point.heads[0][1].text}{point.seen}" for point in row)

    return [f"{part.role}{part.seen} {heads(part.points)}".strip() for part in found.parts]


def test_one_speech_shares_all_with_itself() -> None:
    """The pattern of one speech is its own skeleton."""
    speech = _speech("收集要全", "保管要严")
    assert _drawn(pattern([speech])) == ["会议与任务1", "回顾1", "过渡1", "要点1 收集要全1／保管要严1"]


def test_no_point_of_a_long_series_is_left_out() -> None:
    """However many points the one speech has, or the one that gives the wording, all of them are there."""
    lines = [f"{chinese(number)}、管好第{number}库\n逐项落实。" for number in range(1, 80)]
    long = skeleton(outline("\n".join(lines)), "长.txt")
    for speeches in ([long], [long, replace(long, path="又.txt")]):
        [part] = pattern(speeches).parts
        assert [point.heads[0][1].text for point in part.points] == list(long.headings())
        assert len(part.points) == 79


def test_points_of_several_speeches_are_told_apart_by_wording() -> None:
    """A point that one speech lacks or adds doesn't shift the others."""
    found = pattern(
        [
            _speech("收集档案要全面", "保管档案要严格", "利用档案要便捷"),
            _speech("收集档案要全面", "鉴定档案要准确", "保管档案要严格", "利用档案要便捷"),
            _speech("收集档案要及时", "保管档案要严密", "利用档案要便捷"),
        ]
    )
    assert _drawn(found)[-1] == "要点3 收集档案要及时3／保管档案要严密3／利用档案要便捷3"


def test_points_with_other_wording_stand_in_their_places() -> None:
    """Where headings have nothing in common, the first goes with the first."""
    found = pattern([_speech("山青", "水秀"), _speech("人和", "业兴")])
    assert [[head.text for _, head in point.heads] for point in found.parts[-1].points] == [
        ["人和", "山青"],
        ["业兴", "水秀"],
    ]


def test_a_part_that_some_speeches_lack_is_kept_with_its_count() -> None:
    """A part that a third of the speeches have is kept; a rarer one is named as left out."""
    with_review, without = _speech("收", "管"), _speech("收", "管", review=False)
    assert "回顾1" in _drawn(pattern([with_review, without, without]))
    found = pattern([with_review, *[without] * 3])
    assert "回顾1" not in _drawn(found)
    assert found.left_out == (("回顾", 1),)


@given(st.lists(st.lists(st.sampled_from("收管用鉴存查"), min_size=2, max_size=5, unique=True), min_size=1, max_size=6))
def test_no_point_has_more_speeches_than_there_are(rows: list[list[str]]) -> None:
    """Each speech is counted at most once for a point, and each point that is kept is in some speech."""
    speeches = [_speech(*(f"{letter}档案" for letter in row)) for row in rows]
    found = pattern(speeches)
    for part in found.parts:
        for point in part.points:
            numbers = [number for number, _ in point.heads]
            assert len(numbers) == len(set(numbers)) == point.seen <= len(speeches)


def test_the_order_of_the_files_decides_nothing_but_the_wording() -> None:
    """Whatever order the speeches come in, the same parts and numbers of speeches are found."""
    speeches = [
        _speech("收集要全", "保管要严"),
        _speech("收集要全", "保管要严", "利用要活"),
        _speech("收集要快", "保管要牢"),
    ]
    found = {tuple((p.role, p.seen, len(p.points)) for p in pattern(order).parts) for order in permutations(speeches)}
    assert len(found) == 1
