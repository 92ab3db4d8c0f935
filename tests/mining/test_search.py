"""Headings are found by a word or by their form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.mining import search as search_module
from drafter.mining.pattern import pattern
from drafter.mining.search import headings, kept, listed, search, sources
from drafter.template.package import SOURCES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drafter.mining.skeleton import Skeleton


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("装备", {"坚持装备先行，提升扑救能力"}),
        ("坚持…到岗，…", {"坚持考核到岗，拧紧责任螺丝"}),
        ("把*做到*", {"把宣传做到田间地头"}),
        ("没有", set()),
    ],
)
def test_headings_are_found_by_word_and_by_form(
    wanted: str, found: set[str], skeletons: Callable[..., list[Skeleton]]
) -> None:
    """A word is looked for in headings; …, …… and * stand for any words."""
    [speech] = skeletons(2024)
    assert {one.text for hits in search(headings(speech), wanted) for one in hits.headings} == found


def test_of_very_many_speeches_the_latest_are_listed(
    skeletons: Callable[..., list[Skeleton]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many of the latest speeches as fit stand in the table, each whole and under its number; one always does."""
    found = pattern(skeletons())
    each = [len(list(headings(speech))) for speech in found.speeches]
    for most, numbers in ((sum(each), [1, 2, 3]), (sum(each) - 1, [2, 3]), (0, [3])):
        monkeypatch.setattr(search_module, "MOST_KEPT", most)
        rows = [line.split("\t")[0] for line in sources(found).splitlines()[1:]]
        assert rows == [str(number) for number in numbers for _ in range(each[number - 1])]
        assert listed(found) == len(numbers)


def test_headings_of_one_form_stand_together(skeletons: Callable[..., list[Skeleton]]) -> None:
    """What is found is grouped by the form that headings share with their siblings, the most frequent first."""
    hits = search([one for speech in skeletons() for one in headings(speech)], "坚持")
    assert hits[0].form == "坚持……，……"
    assert len(hits[0].headings) == max(len(one.headings) for one in hits)


def test_the_table_kept_beside_a_template_gives_the_headings_back(
    tmp_path: Path, skeletons: Callable[..., list[Skeleton]]
) -> None:
    """What is written is read again, row by row; a spoilt row is passed over."""
    speeches = skeletons()
    text = sources(pattern(speeches))
    (tmp_path / SOURCES).write_text(text + "x\t1\n", "utf-8")
    assert list(kept(tmp_path)) == [one for speech in speeches for one in headings(speech)]
    assert list(kept(tmp_path / "none")) == []
