"""What is said and asked, answered by a script in place of a terminal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drafter.drafting import draft
from drafter.errors import InputError, Problem
from drafter.interview.desk import Desk
from drafter.interview.dialogue import ask, interview
from drafter.interview.screen import Prompt, Step
from drafter.interview.session import Session
from drafter.questions import Point
from tests.interview.conftest import Script, desk, no_copy, resumed

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.template import Template

_GO = "写初稿"


def _run(session: Session, template: Template, *answers: str | Step | tuple[str, Step]) -> Script:
    script = Script(*answers)
    interview(desk(script, session, template))
    assert script.answers == []
    return script


def test_the_first_round_leads_to_the_review_and_out(session: Session, template: Template) -> None:
    """What is due is asked in order, then the review shows all answers and ends the interview."""
    script = _run(session, template, "甲局", "否", "修路；架桥", "一件事", _GO)
    assert script.asked[:4] == ["单位", "有客人", "工作", "事例"]
    assert session.given() == {"unit": "甲局", "works": ("修路", "架桥"), "story": ("一件事",)}
    assert any("在甲局大会上的讲话" in label for label in script.labels[-1])


def test_back_leads_to_the_question_before_and_then_on_to_where_one_was(session: Session, template: Template) -> None:
    """Two steps back, one answer changed: next comes the question that was left, with what was typed there."""
    answers = ("甲局", "否", ("修路", Step.BACK), Step.BACK, "乙局", "修路；架桥", "", _GO)
    script = _run(session, template, *answers)
    assert script.asked[:7] == ["单位", "有客人", "工作", "有客人", "单位", "工作", "事例"]
    assert [prompt.default for prompt in script.prompts[4:6]] == ["甲局", "修路"]
    assert session.current("title") == "在乙局大会上的讲话"


def test_there_is_nothing_before_the_first_question(session: Session, template: Template) -> None:
    """Back at the first question says so and asks it again, with what was typed."""
    script = _run(session, template, ("甲", Step.BACK), "甲局", "否", "", "", _GO)
    assert "这是第一题。" in script.said
    assert script.prompts[1].default == "甲"


def test_a_question_left_in_the_review_goes_back_to_it(session: Session, template: Template) -> None:
    """From the review any question is asked again; back leads to the review, whose pointer stands at it."""
    session.passed.update(session.questions)
    script = _run(session, template, "标题", Step.BACK, _GO)
    assert script.starts[1] == "title"
    assert session.answers == {}


def test_a_typed_title_stays_and_an_accepted_one_follows(session: Session, template: Template) -> None:
    """What is shown and accepted goes on following the unit, what was typed by hand stays."""
    session.passed.update(session.questions)
    _run(session, template, "单位", "甲局", "标题", "在甲局大会上的讲话", "单位", "乙局", _GO)
    assert session.current("title") == "在乙局大会上的讲话"
    _run(session, template, "标题", "随便谈谈", "单位", "丙局", _GO)
    assert session.current("title") == "随便谈谈"


def test_a_hidden_answer_comes_back_with_its_question(session: Session, template: Template) -> None:
    """Who the guests are is kept while there are none, stands in no draft, and is shown when there are some again."""
    session.passed.update(session.questions)
    script = _run(session, template, "有客人", "是", "来宾", "各位来宾", "有客人", "否", _GO)
    assert "各位来宾" not in "".join(script.labels[-1])
    assert "各位来宾" not in str(draft(template, session.given()).document)
    script = _run(session, template, "有客人", "是", _GO)
    assert any(label.endswith("各位来宾") for label in script.labels[-1])


def test_a_question_that_an_answer_brings_up_in_the_first_round_is_asked(session: Session, template: Template) -> None:
    """Back to a yes/no, now yes: the question behind it is asked before what was left."""
    script = _run(session, template, "甲局", "否", Step.BACK, "是", "各位来宾", "", "", _GO)
    assert script.asked[:6] == ["单位", "有客人", "工作", "有客人", "来宾", "工作"]


def test_help_says_what_an_answer_is_for_and_where_it_stands(session: Session, template: Template) -> None:
    """Help gives what a question is for, how to answer, what comes of it, where it stands; then it is asked again."""
    script = _run(session, template, ("甲", Step.HELP), "甲局", "否", "", "", _GO)
    assert script.prompts[1].default == "甲"
    helped = script.said[2:6]
    assert helped == [
        "用处：写全称。",
        "填法：单位名称",
        "由它推算：标题",
        "在稿中：标题｜在〔【待补：单位名称】〕大会上的讲话",
    ]


def test_help_goes_on_where_the_template_is_at_fault(session: Session) -> None:
    """A template that can't be drafted takes nothing from help but the place in the draft."""

    def drafted() -> None:
        raise InputError(Problem("坏了"))

    script = Script(Step.HELP, "甲局")
    ask(Desk(script, session, lambda: None, drafted, drafted, no_copy), session.questions["unit"])  # type: ignore[arg-type]
    assert "稿子现在排不出来：坏了" in script.said
    assert session.current("unit") == "甲局"


def test_a_preview_is_shown_from_the_review(session: Session, template: Template) -> None:
    """预览 shows the draft and leads back to the review."""
    session.passed.update(session.questions)
    script = _run(session, template, "预览", _GO)
    assert script.said[-1] == "稿子在此"


def test_the_review_counts_what_is_open_and_begins_where_nothing_is_written(
    session: Session, template: Template
) -> None:
    """With gaps left their number is said and the pointer is not at 写初稿; with none it is."""
    script = _run(session, template, "甲局", "否", "", "一件事", "year", "2099", "是", _GO)
    reviews = [message.partition("；")[2] for message in script.asked if "核对" in message]
    assert reviews == ["还有3项待补", "还有2项待补"]
    assert script.starts[0] == "预览"
    session.choose("works", ("修路",))
    session.put("points", (Point("同心同德"),))
    script = _run(session, template, _GO)
    assert (script.asked, script.starts) == (["核对：选一项修改，或写初稿"], [None])


def test_a_doubted_answer_is_refused_by_an_enter_too_many(session: Session, template: Template) -> None:
    """The question whether a doubted answer is meant begins with 否."""
    script = Script("1999", "否", "2099", "是")
    ask(desk(script, session, template), session.questions["year"])
    assert script.labels == [["否", "是"]] * 2
    assert (script.prompts[1].default, session.current("year")) == ("1999", 2099)


@pytest.mark.parametrize(("key", "value"), [("story", ("一段", "二段")), ("works", ("修路；修桥", "架线"))])
def test_what_is_left_open_is_offered_again(
    session: Session, template: Template, key: str, value: tuple[str, ...]
) -> None:
    """A long text and a list that were left open are gaps, and stand there to the letter when asked again."""
    session.choose(key, value)
    ask(desk(Script(Step.OPEN), session, template), session.questions[key])
    assert (session.current(key), key in session.given()) == (None, False)
    script = Script("一段\n二段" if key == "story" else "完成")
    ask(desk(script, session, template), session.questions[key])
    assert [prompt.default for prompt in script.prompts] == (["一段\n二段"] if key == "story" else [])
    assert session.current(key) == value


def test_a_text_begun_and_left_open_is_there_again(session: Session, template: Template) -> None:
    """What stood in the prompt when its question was left open stands in it again."""
    ask(desk(Script(("一段", Step.OPEN)), session, template), session.questions["story"])
    assert session.current("story") is None
    script = Script(Step.BACK)
    ask(desk(script, session, template), session.questions["story"])
    assert script.prompts[0].default == "一段"


def test_half_typed_minutes_outlast_a_break(session: Session, template: Template) -> None:
    """Ctrl-C in the middle of the time for the speech: it stands there when the time is asked for again."""
    session.passed.update(session.questions)
    with pytest.raises(KeyboardInterrupt):
        _run(session, template, "讲话时间", ("45", Step.STOP))
    assert resumed(session).within == "/讲话时间"
    script = _run(session, template, Step.BACK, _GO, "接着写：讲话时间　45", "46", _GO)
    assert [prompt.default for prompt in script.prompts] == ["45", "45"]
    assert "（打了一半）" in next(label for label in script.labels[0] if "讲话时间" in label)
    assert session.typed == {}


def test_the_key_for_help_is_one_that_works() -> None:
    """Behind text a ? is a letter, so that the hint names F1; where nothing is typed or there are choices it is ?."""
    steps = (Step.HELP,)
    assert Prompt("题", steps=steps).instruction == "（? 帮助）"
    assert Prompt("题", default="甲", steps=steps).instruction == "（F1 帮助）"
    assert Prompt("题", "one", "甲", choices=("甲", "乙"), steps=steps).instruction == "（? 帮助）"


def test_the_time_for_the_speech_is_set_in_the_review(session: Session, template: Template) -> None:
    """The minutes wanted are shown in the review, typed there, taken away again, and never anything but minutes."""
    session.passed.update(session.questions)
    script = Script("讲话时间", "30", "讲话时间", "", "讲话时间", ("5", Step.BACK), "讲话时间", "", _GO)
    wanted = [0]
    interview(replace(desk(script, session, template), minutes=lambda: wanted[-1], want=wanted.append))
    assert wanted == [0, 30, 0, 0]
    assert script.prompts[3].default == "5"
    times = [next(label for label in labels if "讲话时间" in label).split("　")[-1] for labels in script.labels]
    assert times == ["（没有要求）", "30分钟", "（没有要求）", "（打了一半）（没有要求）", "（没有要求）"]
    assert [bool(script.prompts[0].fault(text)) for text in ("0", "三十", "1000", " 30 ", "")] == [True] * 3 + [
        False
    ] * 2


@pytest.mark.parametrize(
    ("used", "answer"),
    [("接成一行", "甲市 公安局".replace(" ", "")), ("只要第一行", "甲市"), ("照原样分行", "甲市\n公安局")],
)
def test_pasted_lines_are_asked_about(session: Session, template: Template, used: str, answer: str) -> None:
    """Lines pasted where one is asked for are used as the writer says: joined, the first alone, or as they are."""
    script = Script("甲市\n\n公安局\n", used)
    ask(desk(script, session, template), session.questions["unit"])
    assert script.asked[1] == "这里有2行，怎么用？"
    assert script.labels[0][0] == "接成一行"
    assert session.current("unit") == answer


@pytest.mark.parametrize(
    ("used", "answer"),
    [("一行一条", ("修路；修桥", "架线")), ("接成一行", ("修路；修桥架线",)), ("只要第一行", ("修路；修桥",))],
)
def test_pasted_lines_of_a_list_are_asked_about(
    session: Session, template: Template, used: str, answer: tuple[str, ...]
) -> None:
    """Lines pasted for a list are items, one, or the first alone, and none is split at its marks."""
    ask(desk(Script("修路；修桥\n架线", used), session, template), session.questions["works"])
    assert session.current("works") == answer


def test_pasted_lines_can_be_typed_again(session: Session, template: Template) -> None:
    """Back from the question about pasted lines the prompt has them still; one line and its end are one line."""
    script = Script("甲\n乙", Step.BACK, "丙\n")
    ask(desk(script, session, template), session.questions["unit"])
    assert script.prompts[1].default == "甲\n乙"
    assert session.current("unit") == "丙"


def test_breaking_off_keeps_what_was_typed(session: Session, template: Template) -> None:
    """Ctrl-C in the middle of a line: the text is there when the question is asked again."""
    with pytest.raises(KeyboardInterrupt):
        ask(desk(Script(("甲", Step.STOP)), session, template), session.questions["unit"])
    script = Script("甲局")
    ask(desk(script, session, template), session.questions["unit"])
    assert script.prompts[0].default == "甲"
    assert session.typed == {}


def test_breaking_off_where_an_answer_is_doubted_keeps_it(session: Session, template: Template) -> None:
    """A break at a question about what was typed: it is there when the question is asked again."""
    kept: list[str] = []
    asking = desk(Script("1999"), session, template, lambda: kept.append(str(session.typed)))
    with pytest.raises(EOFError):
        ask(asking, session.questions["year"])
    assert kept[-1] == "{'year': '1999'}"
    assert "year" not in session.answers


def test_an_editor_that_is_missing_leaves_the_text_in_place(
    session: Session, template: Template, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where no editor opens this is said, and the text goes on being typed in place."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "no-such-editor")
    script = Script(("一段", Step.EDITOR), "一段\n二段")
    ask(replace(desk(script, session, template), copy=lambda _: tmp_path / "a" / "b"), session.questions["story"])
    assert not (tmp_path / "a").exists()
    assert script.said == ["!编辑器“no-such-editor”打不开（就在这里写）"]
    assert script.prompts[1].default == "一段"
    assert session.current("story") == ("一段", "二段")


def test_the_draft_waits_for_what_is_half_typed(session: Session, template: Template) -> None:
    """A text left half-typed in the review is marked there, and asked about before the draft: first is to go on."""
    session.passed.update(session.questions)
    way = ("标题", ("在甲局", Step.BACK), _GO, "接着写：标题　在甲局", "在甲局的讲话", _GO)
    script = _run(session, template, *way)
    assert any("（打了一半）" in label and label.startswith("标题") for label in script.labels[1])
    assert script.asked[3] == "还有1处写了没有用上，初稿写成就不再保留"
    assert script.labels[2] == ["接着写：标题　在甲局", "回到核对", "不要了，写初稿"]
    assert (session.current("title"), session.typed) == ("在甲局的讲话", {})


def test_a_half_typed_heading_is_gone_on_with_from_the_review(session: Session, template: Template) -> None:
    """From the question before the draft one comes right into the heading that was begun."""
    session.passed.update(session.questions)
    way = (
        "points",
        "同心",
        "改标题",
        ("同", Step.BACK),
        "完成",
        _GO,
        "接着写：points，改标题　同",
        "同德",
        "完成",
        _GO,
    )
    _run(session, template, *way)
    assert session.derived().outline()[1][2].heading == "同德"


@pytest.mark.parametrize("answer", ["回到核对", "不要了"])
def test_what_is_half_typed_may_be_left(session: Session, template: Template, answer: str) -> None:
    """One may go back to the review, or write the draft without it."""
    session.passed.update(session.questions)
    session.typed["unit"] = "甲"
    _run(session, template, _GO, answer, *([_GO, "不要了"] if answer == "回到核对" else []))
    assert "unit" not in session.answers


def test_what_was_put_aside_is_asked_about_too(session: Session, template: Template) -> None:
    """A text or an answer whose question was left open since, and text of a question not asked now, hold the draft."""
    session.passed.update(session.questions)
    session.choose("unit", "甲局")
    session.leave_open("unit")
    session.typed.update({"story": "一段", "guest_names": "各位"})
    script = _run(session, template, _GO, "现在不问", _GO, "不要了")
    assert script.labels[1][:3] == ["接着写：事例　一段", "现在不问：来宾　各位", "接着写：单位　甲局"]


def test_a_choice_left_open_says_what_it_takes(session: Session, template: Template) -> None:
    """A yes/no left open has its default, which is said."""
    script = Script(Step.OPEN)
    ask(desk(script, session, template), session.questions["guests"])
    assert script.said[-1] == "留空的用默认：否"


def test_the_key_back_is_called_by_what_it_does(session: Session, template: Template) -> None:
    """In the first round it leads to the question before, in the review and within a question back."""
    script = Script("甲局", "否", "修路", "一件事", "工作", "加一条", Step.BACK, "完成", "标题", Step.BACK, _GO)
    interview(desk(script, session, template))
    assert [prompt.back for prompt in script.prompts] == ["上一题"] * 4 + ["返回"] * 2
    assert set(script.backs) == {"返回"}
    again = Session(session.questions, session.derive)
    again.put("works", ("修路",))
    script = Script("完成")
    ask(desk(script, again, template), session.questions["works"])
    assert script.backs == ["上一题"]
