"""The items of a list changed one by one, by a script in place of a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.interview import items
from drafter.interview.screen import Step
from tests.interview.conftest import Script, desk, resumed

if TYPE_CHECKING:
    from drafter.interview.session import Session

_ITEMS = ("修路；修桥", "架线", "种树")


def _edited(session: Session, *answers: str | Step | tuple[str, Step]) -> Script:
    session.put("works", _ITEMS)
    script = Script(*answers, "完成")
    assert items.edit(desk(script, session), session.questions["works"]) is Step.ANSWER
    assert script.answers == []
    return script


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (("架线", "改", "通电"), ("修路；修桥", "通电", "种树")),
        (("修路", "改", "修路；架桥"), ("修路；架桥", "架线", "种树")),
        (("架线", "在后面加", "通电"), ("修路；修桥", "架线", "通电", "种树")),
        (("加一条", "通电"), (*_ITEMS, "通电")),
        (("架线", "上移"), ("架线", "修路；修桥", "种树")),
        (("修路", "上移"), _ITEMS),
        (("种树", "下移"), _ITEMS),
        (("修路", "下移"), ("架线", "修路；修桥", "种树")),
        (("架线", "删除"), ("修路；修桥", "种树")),
        (("架线", "返回"), _ITEMS),
        (("架线", Step.BACK), _ITEMS),
        (("架线", "改", ""), _ITEMS),
        (("架线", "改", Step.BACK), _ITEMS),
        (("加一条", ""), _ITEMS),
        (("加一条", "通电\n通水", "一行一条"), (*_ITEMS, "通电", "通水")),
        (("加一条", "通电\n通水", Step.BACK, "通电"), (*_ITEMS, "通电")),
    ],
)
def test_one_item_is_changed_and_the_rest_stays(
    session: Session, answers: tuple[str | Step, ...], expected: tuple[str, ...]
) -> None:
    """Change, add, move, remove: one item changes, the others stay to the letter, and a ； splits none."""
    _edited(session, *answers)
    assert session.current("works") == expected


def test_the_last_item_stays(session: Session) -> None:
    """The last item is not removed: an empty list is left open with its own key."""
    script = _edited(session, "架线", "删除", "种树", "删除", "修路", "删除")
    assert session.current("works") == ("修路；修桥",)
    assert script.said == ["!至少要留一条；一条也没有，返回后按 Ctrl-G。"]


@pytest.mark.parametrize("step", [Step.BACK, Step.OPEN, Step.HELP])
def test_the_list_is_left_like_any_question(session: Session, step: Step) -> None:
    """From the list one goes back, leaves it open or asks for help."""
    session.put("works", _ITEMS)
    assert items.edit(desk(Script(step), session), session.questions["works"]) is step
    assert session.current("works") == _ITEMS


_WAYS = [(("架线", "改"), "改“架线”"), (("架线", "在后面加"), "在后面加一条“架线”"), (("加一条",), "加一条")]


@pytest.mark.parametrize(("way", "stood"), _WAYS)
def test_a_break_in_an_item_goes_on_in_it(session: Session, way: tuple[str, ...], stood: str) -> None:
    """After a break in the middle of an item the interview goes on in that prompt, with what stood there."""
    session.put("works", _ITEMS)
    with pytest.raises(KeyboardInterrupt):
        items.edit(desk(Script(*way, ("通电", Step.STOP)), session), session.questions["works"])
    again = resumed(session)
    script = Script(Step.BACK, "完成")
    items.edit(desk(script, again), again.questions["works"])
    assert script.prompts[0].default == "通电"
    assert script.labels[0][0] == f"接着写（{stood}）：通电"
    script = Script("接着写", "通电了", "完成")
    items.edit(desk(script, again), again.questions["works"])
    assert "通电了" in str(again.current("works"))
    assert again.typed == {}


@pytest.mark.parametrize(("way", "stood"), _WAYS)
def test_a_half_typed_item_stays_with_its_neighbour(session: Session, way: tuple[str, ...], stood: str) -> None:
    """An item left half-typed stands first in the list, wherever the item it hangs on is moved to meanwhile."""
    script = _edited(session, *way, ("通电", Step.BACK), "2. 架线", "上移", "接着写", "通电了")
    assert script.labels[-2][0] == f"接着写（{stood}）：通电"
    assert script.prompts[-1].default == "通电"
    assert session.typed == {}


def test_a_half_typed_item_outlasts_a_change_of_its_neighbour(session: Session) -> None:
    """What hangs on an item that is changed hangs on the changed one; where that is removed, it is one more item."""
    way = ("架线", "在后面加", ("通电", Step.BACK), "2. 架线", "改", "拉线")
    script = _edited(session, *way, "2. 拉线", "删除", "接着写", "通电")
    assert "接着写（在后面加一条“拉线”）：通电" in [labels[0] for labels in script.labels]
    assert session.current("works") == ("修路；修桥", "种树", "通电")
    assert session.typed == {}


def test_breaking_off_in_an_item_reaches_the_caller(session: Session) -> None:
    """Ctrl-C in the middle of an item breaks off, and the list is as it was."""
    session.put("works", _ITEMS)
    with pytest.raises(KeyboardInterrupt):
        items.edit(desk(Script("架线", "改", Step.STOP), session), session.questions["works"])
    assert session.current("works") == _ITEMS
