"""The dialogue about points, answered by a script in place of a terminal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from drafter.drafting import draft
from drafter.interview import points
from drafter.interview.screen import Step
from drafter.interview.session import Session
from drafter.questions import Point, numbered, stored
from drafter.template import Template, open_template
from tests.interview.conftest import Script, desk, resumed

_GOES_ON, _LEFT_OPEN, _AS_IT_IS = "接着填", "留作待补", "就这样用"


def _edited(session: Session, *answers: str | Step | tuple[str, Step]) -> Script:
    script = Script(*answers, "完成")
    assert points.edit(desk(script, session), session.questions["points"]) is Step.ANSWER
    assert script.answers == []
    return script


def _headings(session: Session) -> list[str]:
    return [point.heading for point in session.derived().outline()[1]]


@pytest.mark.parametrize("name", ["small", "accountability-meeting", "group-talk"])
def test_points_put_back_change_nothing(name: str, tmp_path: Path, template: Template) -> None:
    """A point moved down and up again leaves the draft as it was, and no text of a gap in the answers."""
    template = template if name == template.folder else open_template(name, tmp_path)
    session = Session(template.definition.questions, template.resolver)
    label = session.derived().outline()[1][0].heading[:6]
    _edited(session, label, "下移", label, "上移")
    assert "points" in session.answers
    assert draft(template, session.given()).document == draft(template, {}).document
    assert "待补" not in str(stored(session.answers["points"]))


def test_what_was_not_renamed_goes_on_following_the_answers(session: Session) -> None:
    """A heading of the template's follows an answer that changes after another point was renamed."""
    _edited(session, "同心", "改标题", "心往一处想")
    session.answer("year", "2031")
    first, _, third = session.derived().outline()[1]
    assert (first.points[0].heading, third.heading) == ("2031年要早", "心往一处想")


def test_a_template_heading_comes_back(session: Session) -> None:
    """恢复默认标题 gives a point the template's heading again, also one that has no text under it."""
    before = _headings(session)
    _edited(session, "同心", "改标题", "心往一处想", "心往", "恢复默认标题")
    assert _headings(session) == before


def test_a_heading_with_gaps_is_typed_over_its_form(session: Session) -> None:
    """A heading with gaps stands in the prompt with its slots, one that is all gap with nothing."""
    script = _edited(session, "坚持", "改标题", "坚持……，全力……", "怎么干", "改标题", "")
    forms = ("坚持……，全力……", "务必……")
    assert script.offered == [("坚持……，全力……", forms), ("", forms)]
    assert "points" not in session.answers


def test_a_point_that_is_added_begins_with_the_first_form_of_its_level(session: Session) -> None:
    """The first form of the level stands in the prompt, the others are suggested; emptied, nothing is added."""
    script = _edited(
        session, "同心", "在后面加一条", "务必落实", "同心", "加一条下级", "在岗位上作表率", "务必", "在后面加一条", ""
    )
    assert script.offered == [
        ("坚持……，全力……", ("坚持……，全力……", "务必……")),
        ("在……上作表率", ("在……上作表率",)),
        ("坚持……，全力……", ("坚持……，全力……", "务必……")),
    ]
    assert _headings(session)[2:] == ["同心同德", "务必落实"]
    assert session.derived().outline()[1][2].points == (Point("在岗位上作表率"),)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((_LEFT_OPEN,), Point("坚持实干，全力【待补：标题里的一处】", form="坚持实干，全力……")),
        ((_AS_IT_IS,), Point("坚持实干，全力……")),
        ((_GOES_ON, "坚持实干，全力落实"), Point("坚持实干，全力落实")),
        ((_GOES_ON, "务必……", _LEFT_OPEN), Point("务必【待补：标题里的一处】", form="务必……")),
    ],
)
def test_a_slot_that_was_not_filled_is_asked_about(session: Session, answers: tuple[str, ...], expected: Point) -> None:
    """A slot left in a heading becomes a gap, or text if the writer says so, or is filled after all."""
    script = _edited(session, "同心", "在后面加一条", "坚持实干，全力……", *answers)
    assert session.derived().outline()[1][3] == expected
    assert [_GOES_ON, _LEFT_OPEN, _AS_IT_IS] in script.labels


def test_an_unfinished_heading_outlasts_a_break(session: Session, template: Template) -> None:
    """A heading left with slots, and headings that are the template's own, come back from the journal as they were."""
    _edited(session, "坚持", "改标题", "坚持实干，全力……", _LEFT_OPEN)
    again = resumed(session)
    assert again.given() == session.given()
    made = draft(template, again.given()).document
    assert made.headings[0].text == "坚持实干，全力【待补：四字】"
    assert "说到做到。" in [block.text for block in made.blocks]


def test_a_point_is_not_removed_with_all_below_it_by_an_enter_too_many(session: Session) -> None:
    """Removing a point that has others below it is asked about, and begins with 否; one without them just goes."""
    script = _edited(session, "怎么干", "删除", "否")
    assert script.labels[-2] == ["否", "是"]
    assert "points" not in session.answers
    _edited(session, "同心", "删除")
    assert len(_headings(session)) == 2


_ADDED = "在后面加一条"


@pytest.mark.parametrize(("action", "at"), [("改标题", "坚持"), (_ADDED, "同心"), ("加一条下级", "同心")])
def test_a_break_in_a_heading_goes_on_in_it(session: Session, action: str, at: str) -> None:
    """After a break in the middle of a heading the interview goes on in that prompt, with what stood there."""
    with pytest.raises(KeyboardInterrupt):
        points.edit(desk(Script(at, action, ("半截", Step.STOP)), session), session.questions["points"])
    again = resumed(session)
    script = _edited(again, "半截子")
    assert script.prompts[0].default == "半截"
    assert "半截子" in [point.heading for _, point in numbered(again.derived().outline()[1])]
    assert (again.typed, again.within) == ({}, "")


@pytest.mark.parametrize(("action", "at"), [("改标题", "怎么干"), (_ADDED, "同心"), ("加一条下级", "同心")])
def test_a_half_typed_heading_stands_first_in_the_list(session: Session, action: str, at: str) -> None:
    """A heading that was left half-typed is the first thing to go on with, named with its point, wherever that is."""
    _edited(session, at, action, ("半截", Step.BACK), f"、{at}" if at == "同心" else "、【", "上移")
    script = _edited(session, "接着写", "半截子")
    assert script.labels[0][0].startswith(f"接着写（{action}“")
    assert at in script.labels[0][0]
    assert script.labels[0][0].endswith("）：半截")
    assert script.prompts[0].default == "半截"
    assert session.typed == {}


def test_a_half_typed_heading_follows_its_point_to_another_name(session: Session) -> None:
    """What is half-typed at a point of one's own stays with it when it is renamed, and outlasts its removal."""
    _edited(session, "同心", _ADDED, "新题", "新题", "加一条下级", ("半截", Step.BACK), "、新题", "改标题", "新名")
    script = _edited(session, "接着写", Step.BACK, "、新名", "删除", "接着写", "末题")
    assert script.labels[0][0] == "接着写（加一条下级“新名”）：半截"
    assert script.prompts[1].default == "半截"
    assert _headings(session)[-1] == "末题"
    assert session.typed == {}


def test_a_heading_of_ones_own_has_no_default_to_come_back(session: Session) -> None:
    """恢复默认标题 is offered where there is another heading to come back, and nowhere else."""
    own = ("同心", _ADDED, "新题", "新题", "返回")
    script = _edited(session, *own, "同心", "返回", "同心", "改标题", "同德", "同德", "返回")
    menus = [labels for labels in script.labels if "改标题" in labels]
    assert ["恢复默认标题" in menu for menu in menus] == [False, False, False, False, True]


def test_a_typed_heading_is_there_after_the_default_came_back(session: Session) -> None:
    """The heading that gave way to the template's stands in its prompt again, also after a break."""
    _edited(session, "同心", "改标题", "心往一处想", "心往", "恢复默认标题")
    again = resumed(session)
    script = _edited(again, "、同心", "改标题", "心往一处想")
    assert script.prompts[0].default == "心往一处想"
    assert _headings(again)[2] == "心往一处想"
    assert again.typed == {}


def test_breaking_off_where_a_slot_is_asked_about_keeps_the_heading(session: Session) -> None:
    """A break at the question about a slot: the heading stands in its prompt again."""
    with pytest.raises(EOFError):
        points.edit(desk(Script("同心", "改标题", "坚持实干，全力……"), session), session.questions["points"])
    script = _edited(session, "、同心", "改标题", "")
    assert script.prompts[0].default == "坚持实干，全力……"


def test_each_gap_that_is_left_keeps_its_hint(session: Session) -> None:
    """Of a heading of the template's that is half filled the gap that is left says what it said."""
    _edited(session, "坚持", "改标题", "坚持……，全力落实", _LEFT_OPEN)
    assert _headings(session)[0] == "坚持【待补：四字】，全力落实"


def test_the_hint_about_forms_is_there_where_tab_gives_some(session: Session) -> None:
    """Where a form fits what stands there Tab is named, where none does, that the line is to be emptied for it."""
    script = _edited(session, "坚持", "改标题", "", "同心", "改标题", "")
    assert [prompt.hints for prompt in script.prompts] == [("按 Tab 选句式，也可以随意写",), ("清空后按 Tab 选句式",)]
    plain = replace(session.questions["points"], forms=())
    script = Script("同心", "改标题", "", "完成")
    points.edit(desk(script, session), plain)
    assert script.prompts[0].instruction == "（Ctrl-B 返回）"


def test_the_last_point_stays(session: Session) -> None:
    """All points but one may be removed; to remove that one is refused."""
    script = _edited(session, "坚持", "删除", "是", "怎么干", "删除", "是", "同心", "删除")
    assert _headings(session) == ["同心同德"]
    assert script.said == ["!至少要留一条要点。"]


def test_long_headings_are_cut_in_the_list_only(session: Session) -> None:
    """A heading too long for a line of the list is cut there, and stays whole as an answer."""
    script = _edited(session, "同心", "改标题", "长" * 60)
    assert script.labels[-1][-1] == f"三、{'长' * 31}……"
    assert _headings(session)[2] == "长" * 60


def test_earlier_headings_are_suggested_and_never_begun_from(session: Session) -> None:
    """Headings of earlier speeches are suggested behind the forms of their level; a new point begins with a form."""
    script = Script("同心", "改标题", "", "眼力", "在后面加一条", "", "完成")
    earlier = (("大处着眼", "务必……"), ("小处着手",))
    points.edit(replace(desk(script, session), earlier=earlier), session.questions["points"])
    assert script.offered == [
        ("同心同德", ("坚持……，全力……", "务必……", "大处着眼")),
        ("在……上作表率", ("在……上作表率", "小处着手")),
    ]


def test_without_forms_nothing_is_suggested() -> None:
    """A points question that has no forms offers none and an empty line."""
    template = open_template("group-talk", Path("nowhere"))
    script = _edited(Session(template.definition.questions, template.resolver), "力", "在后面加一条", "新题")
    assert script.offered == [("", ())]
