"""How well a candidate goes on with a series, and how plainly a point has been left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.speech.ground import survey
from drafter.speech.likeness import IMPOSSIBLE, Evidence, Open, opened
from drafter.speech.markers import Candidate, candidates
from drafter.speech.reading import plain_paragraphs

LONG = "各组的任务写在墙上。" * 4


def _evidence(text: str) -> tuple[Evidence, list[Candidate]]:
    ground = survey(text)
    found = candidates(ground)
    return Evidence(ground, plain_paragraphs(ground, found)), found


def _series(evidence: Evidence, points: list[Candidate]) -> Open:
    series = opened(points[0])
    for point in points[1:]:
        series = evidence.joined(series, point)
    return series


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [
        pytest.param("一要甲。二要乙。", "一要甲。二是乙。", id="the same marker"),
        pytest.param("一要甲。二要乙。", "一要甲。第二，乙。", id="the same family"),
        pytest.param("一、甲。\n二、乙。", "一、甲。\n三、乙。", id="the next number"),
        pytest.param("一、甲乙。\n二、甲丙。", "一、甲乙。\n二、戊丙。", id="headings that begin alike"),
        pytest.param("一、甲乙。\n二、戊己。", "一、甲乙。\n二、戊己庚辛壬癸子丑。", id="of one length"),
        pytest.param("一、甲。\n二、乙。", "一、甲。\n丙。二、乙。", id="the same place"),
        pytest.param("首先，甲。其次，乙。", "首先，甲。最后，乙。", id="no step left out"),
    ],
)
def test_what_is_more_alike_is_more_likely_a_sibling(likely: str, unlikely: str) -> None:
    """A candidate that looks more like the point before it goes on with its series more likely."""
    gains = []
    for text in (likely, unlikely):
        evidence, found = _evidence(text)
        gains.append(evidence.next(opened(found[0]), found[1]))
    assert gains[0] > gains[1] > IMPOSSIBLE


@pytest.mark.parametrize("text", ["一、甲。\n一、乙。", "一、甲。\n——乙。", "二、甲。\n一、乙。", "一是甲。最后，乙。"])
def test_what_does_not_count_on_is_no_sibling(text: str) -> None:
    """A number that starts again or runs back, a dash after a number, and a lone 最后 do not go on with a series."""
    evidence, found = _evidence(text)
    assert evidence.next(opened(found[0]), found[1]) == IMPOSSIBLE


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param(f"一是甲。{LONG}\n二是乙。{LONG}\n{LONG}一要丙。", True, id="an unnumbered paragraph"),
        pytest.param(f"一是甲。{LONG}\n{LONG}\n二是乙。{LONG}\n{LONG}一要丙。", False, id="as its siblings"),
        pytest.param(f"一是甲。{LONG}\n二是乙。{LONG}一要丙。", False, id="in the paragraph of the point"),
        pytest.param(f"一是甲。{LONG}二是乙。{LONG * 3}一要丙。", True, id="far off in one paragraph"),
        pytest.param(f"一是甲。{LONG}二是乙。{LONG}同志们，一要丙。", True, id="after a turn"),
        pytest.param(f"一、甲\n{LONG}\n二、乙\n{LONG}\n{LONG}一要丙。", False, id="under a heading"),
        pytest.param(f"一、甲\n{LONG}\n二、乙\n{LONG}\n以上两点，一要丙。", True, id="looking back on so many"),
        pytest.param(f"一、甲\n{LONG}\n二、乙\n{LONG}\n以上四点，一要丙。", False, id="looking back on others"),
    ],
)
def test_a_point_has_been_left_by_what_stands_between(text: str, left: bool) -> None:  # noqa: FBT001
    """Evidence is above zero where the speech has left the last point of a series, else below."""
    evidence, found = _evidence(text)
    candidate = found[-1]
    turns = evidence.ground.turns_before(candidate.at)
    assert (evidence.left(_series(evidence, found[:-1]), candidate, turns, set()) > 0) is left


@given(
    st.lists(
        st.sampled_from(["一、", "（一）", "1.", "一是", "二要", "首先，", "——", "①", "修渠", "。", "\n"]), max_size=12
    )
)
def test_a_series_is_worth_most_inside_none(pieces: list[str]) -> None:
    """What opens a series is worth no more inside a point than inside none: by that a reading may be given up."""
    evidence, found = _evidence("".join(pieces))
    for number, candidate in enumerate(found):
        alone = evidence.start(candidate, None)
        for parent in map(opened, found[:number]):
            assert evidence.start(candidate, parent) <= alone
            assert evidence.start(candidate, parent._replace(bodied=True)) <= alone
