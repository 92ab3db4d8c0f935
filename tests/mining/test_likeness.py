"""How alike words and contents are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.mining import likeness
from drafter.mining.likeness import Groups, alike, ratio, traits

WORDS = st.text(alphabet="防汛抗旱护林", max_size=6)


@given(WORDS, WORDS)
def test_a_ratio_is_a_share_of_both(one: str, other: str) -> None:
    """A text is wholly like itself, and two are as alike one way as the other."""
    assert ratio(one, one) == 1
    assert 0 <= ratio(one, other) == ratio(other, one) <= 1


@pytest.mark.parametrize(
    ("one", "other", "share"), [("防汛", "防火", 0.5), ("防汛", "护林", 0), ("防汛抗旱", "抗旱", 2 / 3)]
)
def test_a_ratio_counts_what_stands_in_both(one: str, other: str, share: float) -> None:
    """A ratio is twice what stands in both in the same order, as a share of their lengths together."""
    assert ratio(one, other) == pytest.approx(share)


@given(st.lists(WORDS))
def test_every_pair_that_is_alike_is_found(texts: list[str]) -> None:
    """Of not too many texts, every two that are alike and have two neighbouring characters in common are found."""
    expected = {
        (one, other)
        for one in texts
        for other in texts
        if one < other and ratio(one, other) >= 0.8 and any(one[at : at + 2] in other for at in range(len(one) - 1))
    }
    assert set(alike(texts, 0.8)) == expected


def test_a_crowd_is_compared_by_its_rarest_pairs_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where too many texts are to be compared, those are whose common characters few others have."""
    monkeypatch.setattr(likeness, "_COMPARISONS", 40)
    crowd = [f"防汛{letter}" for letter in "甲乙丙丁戊己庚"]
    assert set(alike([*crowd, "护林巡山员", "护林巡山"], 0.6)) == {("护林巡山", "护林巡山员")}


def test_a_content_is_told_by_neighbouring_characters() -> None:
    """Traits are pairs of neighbouring Chinese characters; no pair goes across a mark or from text to text."""
    assert traits("护堤，防汛", "抗旱2031 ok", "林") == {"护堤", "防汛", "抗旱"}
    assert len(traits("".join(map(chr, range(0x4E00, 0x5E00))))) == 400


def test_a_content_is_like_the_group_with_which_it_shares_what_is_rare() -> None:
    """Of groups with as much in common, the one is likest whose common traits few contents have."""
    others = [traits("同志", "防火"), traits("同志", "巡山"), traits("护堤", "防汛")]
    content = traits("同志", "护堤")
    found = Groups([*others, content])
    for number, other in enumerate(others):
        found.add(number, found.weighed(other))
    score, number = found.likest(found.weighed(content))
    assert number == 2
    assert 0.3 < score < 0.9


def test_a_content_is_wholly_like_itself_and_unlike_what_shares_nothing() -> None:
    """A content is like a group of itself by 1; nothing is like a content that shares no trait."""
    same, other = traits("护堤防汛"), traits("巡山护林")
    found = Groups([same, same, other])
    assert found.likest(found.weighed(same)) == (0.0, -1)
    for _ in range(2):
        found.add(7, found.weighed(same))
        score, number = found.likest(found.weighed(same))
        assert (round(score, 9), number) == (1, 7)
    assert found.likest(found.weighed(other)) == (0.0, -1)


def test_in_a_crowd_only_the_rarest_traits_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are too many contents, each is told by few of its traits, the rarest that others have too."""
    contents = [traits("护堤防汛"), traits("护堤抗旱"), traits("护堤防汛")]
    monkeypatch.setattr(likeness, "_ENTRIES", 3)
    assert list(Groups(contents).weighed(contents[0])) == ["堤防"]


def test_among_many_groups_what_all_have_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where too many groups have a trait, a content is not compared by it."""
    contents = [traits("防汛", name) for name in ("护堤", "护堤", "巡山", "查险", "清淤")]
    found = Groups(contents)
    for number, content in enumerate(contents[1:]):
        found.add(number, found.weighed(content))
    assert found.likest(found.weighed(traits("防汛")))[1] == 0
    monkeypatch.setattr(likeness, "_ENTRIES", 3 * len(contents))
    assert found.likest(found.weighed(traits("防汛"))) == (0.0, -1)
    assert found.likest(found.weighed(traits("防汛", "护堤")))[1] == 0
