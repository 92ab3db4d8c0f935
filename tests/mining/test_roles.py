"""Paragraphs are named by what they are there for."""

from __future__ import annotations

import pytest

from drafter.mining.roles import JUDGEMENT, MEETING, REVIEW, SHORTCOMINGS, announces, role_of


@pytest.mark.parametrize(
    ("paragraph", "role"),
    [
        ("今天，我们召开全县秋粮收购工作会，主要任务是安排收购。", MEETING),
        ("这次培训班的主要任务，是把新规程讲清楚。", MEETING),
        ("刚才，三个乡镇作了表态发言，讲得都很好。", JUDGEMENT),
        ("从述职的情况看，大多数同志准备充分，少数同志还流于一般。", JUDGEMENT),
        ("过去的一年，全县粮食系统取得了可喜成绩。", REVIEW),
        ("五年来，我们修路架桥，面貌一新。", REVIEW),
        ("但也要清醒地看到，仓容不足、设备老化等问题还没有解决。", SHORTCOMINGS),
    ],
)
def test_a_paragraph_has_a_role(paragraph: str, role: str) -> None:
    """Set phrases tell what a paragraph is."""
    assert role_of(paragraph, "") == role


def test_a_paragraph_without_a_sign_goes_on_with_the_one_before() -> None:
    """Where nothing tells, the role stays; the first paragraph is about the meeting."""
    assert role_of("粮食安全是国之大者。", REVIEW) == REVIEW
    assert role_of("粮食安全是国之大者。", "") == MEETING


@pytest.mark.parametrize(
    ("sentence", "announced"),
    [
        ("下面，我讲三点意见。", True),
        ("下面，就做好下一步工作，我再强调几点。", True),
        ("接下来，我讲讲怎么干。", True),
        ("借此机会，我代表县委，讲四个问题：", True),
        ("下面的工作很重。", False),
        ("刚才三位同志讲了三点体会。", False),
    ],
)
def test_a_sentence_leads_over_to_points(sentence: str, announced: bool) -> None:  # noqa: FBT001 - a table's column
    """A sentence in which the speaker announces points is a bridge."""
    assert announces(sentence) is announced
