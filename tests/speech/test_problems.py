"""Doubts about a speech's points, with line and column."""

from __future__ import annotations

import pytest

from drafter.speech.outline import outline


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("一、甲\n乙。\n三、丙\n丁。", "稿:3:1: 序号跳过：“一、”之后是“三、”"),
        ("一、甲\n乙。\n二、丙\n丁。\n二、戊", "稿:5:1: 序号重复：“二、”之后是“二、”"),
        ("二、甲\n三、丙\n四、戊", "稿:1:1: 这一组从“二、”数起（前面是否少了一点）"),
        ("一要甲。乙。二是丙。丁。", "稿:1:7: 序号写法不一：“一要”之后是“二是”"),
        ("\u30001、甲\n\u30002．丙", "稿:2:2: 序号写法不一：“1、”之后是“2．”"),
        ("我讲四点意见。\n一、甲\n二、丙", "稿:1:3: 前面说“四点意见”，后面却有2点"),
        ("要做到以下3个方面：一是甲。二是丙。", "稿:1:6: 前面说“3个方面”，后面却有2点"),
        (
            "一、突出防\n二、突出排\n三、突出抢\n四、抓好建",
            "稿:4:1: 标题不对仗：其他3个标题都以“突出”开头，这一个不是",
        ),
        (
            "一是路要修好。甲。二是桥要修好。甲。三是水要修好。甲。四是电要送到。甲。",
            "稿:1:28: 标题不对仗：其他3个标题都以“修好”结尾，这一个不是",
        ),
    ],
)
def test_a_fault_of_a_series_is_told_with_its_place(text: str, problem: str) -> None:
    """What is doubtful in a series is said with the place of the point, or of the count, in plain words."""
    assert [str(found) for found in outline(text, "稿").problems] == [problem]


@pytest.mark.parametrize(
    "text",
    [
        "我讲两点意见。\n一、甲\n二、丙",
        "我讲几点意见。\n一、甲\n二、丙\n三、丁",
        "首先，甲。其次，乙。最后，丙。",
        "——甲。乙。\n——丙。丁。",
        "去年的三项任务都完成了。\n一、甲\n二、丙",
        "一、坚持甲\n二、坚持乙\n三、坚持丙",
        "一、坚持甲\n二、狠抓丙",
    ],
)
def test_a_series_without_a_fault_has_no_problem(text: str) -> None:
    """Nothing is said of a series that counts, looks and reads as it should."""
    assert outline(text).problems == ()


def test_all_faults_are_told_at_once_in_their_order() -> None:
    """Several faults are all reported, by place."""
    found = outline("我讲五点意见。\n一、甲\n二、乙\n四、丙\n一是丁。子。二要戊。丑。", "稿").problems
    assert [str(problem.place) for problem in found] == ["稿:1:3", "稿:4:1", "稿:5:7"]
