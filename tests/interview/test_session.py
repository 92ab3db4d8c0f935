"""The interview as a state machine, driven without a terminal."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter.errors import InputError
from drafter.interview.session import Session
from drafter.template import Template, open_template

if TYPE_CHECKING:
    from drafter.questions import Value


@pytest.fixture(scope="module")
def template() -> Template:
    """The accountability meeting, as shipped."""
    return open_template("accountability-meeting", Path("nowhere"))


@pytest.fixture
def session(template: Template) -> Session:
    """An interview that begins with nothing known."""
    return Session(template.definition.questions, template.resolver)


def test_the_first_round_asks_at_most_fifteen_questions_with_the_choice_of_template(session: Session) -> None:
    """With every question answered, conditional ones included, the first round is 14 questions long at most."""
    asked = []
    while question := session.pending():
        asked.append(question.key)
        session.answer(
            question.key, {"yesno": "是", "date": "2026-01-15", "choice": "现场述"}.get(question.kind, "现场点评")
        )
    assert "guest_names" in asked
    assert len(asked) <= 14


def test_a_profile_does_not_make_the_first_round_longer(template: Template) -> None:
    """With a profile that answers only questions to be asked anew, 14 are asked at most."""
    last: dict[str, Value] = {
        key: ("甲",) for key, question in template.definition.questions.items() if question.always
    }
    session = Session(template.definition.questions, template.resolver, {}, last)
    asked = 0
    while question := session.pending():
        session.answer(question.key, "是" if question.kind == "yesno" else "")
        asked += 1
    assert asked <= 14


def test_a_question_is_asked_only_where_its_condition_holds(session: Session) -> None:
    """Who the guests are is asked only where there are guests."""
    while (question := session.pending()) and question.key != "guests":
        session.leave_open(question.key)
    session.answer("guests", "否")
    following = session.pending()
    assert following is not None
    assert following.key == "campaigns"


def test_an_empty_answer_leaves_the_question_open(session: Session) -> None:
    """Enter on an empty line leaves a question open, and it is not asked again."""
    session.answer("unit", "")
    assert session.current("unit") is None
    assert "unit" not in session.given()
    assert (session.pending() or session.questions["unit"]).key != "unit"


def test_a_default_that_was_accepted_follows_what_it_comes_from(session: Session) -> None:
    """Accepting the shown title stores no answer: the title goes on following the unit."""
    session.answer("unit", "甲市公安局")
    session.answer("date", "2026-01-15")
    session.answer("title", str(session.default("title")))
    session.answer("unit", "乙市公安局")
    assert session.current("title") == "在乙市公安局2025年度领导干部述责述廉大会上的讲话"


def test_what_was_typed_by_hand_stays(session: Session) -> None:
    """A title of the writer's own stays when the unit changes."""
    session.answer("title", "在总结大会上的讲话")
    session.answer("unit", "乙市公安局")
    assert session.current("title") == "在总结大会上的讲话"


def test_a_question_with_a_default_can_be_left_open(session: Session) -> None:
    """Ctrl-G leaves even a question with a default open."""
    session.leave_open("meeting")
    assert session.current("meeting") is None


def test_a_choice_left_open_takes_its_default(session: Session) -> None:
    """A question that steers the text takes its default where it is left open."""
    session.leave_open("guests")
    assert session.current("guests") is False


@pytest.mark.parametrize(
    ("key", "text"), [("date", "2026-02-30"), ("year", "26"), ("guests", "也许"), ("unit", "甲\x07")]
)
def test_a_wrong_answer_changes_nothing(session: Session, key: str, text: str) -> None:
    """An answer that can't be taken raises InputError and the session stays as it was."""
    with pytest.raises(InputError):
        session.answer(key, text)
    assert session.answers == {}
    assert session.passed == set()


def test_last_times_answer_is_shown_and_never_taken(template: Template) -> None:
    """Of a question asked anew each time the profile's answer is only shown: it is asked, and is not the default."""
    session = Session(template.definition.questions, template.resolver, {}, {"date": dt.date(2025, 1, 10)})
    keys = []
    while question := session.pending():
        keys.append(question.key)
        session.leave_open(question.key)
    assert "date" in keys
    assert "date" not in session.given()


def test_last_times_answer_of_a_later_question_is_asked_in_the_first_round(template: Template) -> None:
    """What the profile answered last time and must be asked anew is asked, even where the first round leaves it out."""
    known = {"unit": "甲市公安局"}
    session = Session(template.definition.questions, template.resolver, known, {"strengths": ("措施实",)})
    keys = []
    while question := session.pending():
        keys.append(question.key)
        session.leave_open(question.key)
    assert "strengths" in keys


def test_what_a_profile_knows_is_not_asked(template: Template) -> None:
    """A profile's answer is known, goes into the draft and is not asked for."""
    session = Session(template.definition.questions, template.resolver, {"unit": "甲市公安局"})
    assert (session.pending() or session.questions["unit"]).key == "superiors"
    assert session.current("unit") == "甲市公安局"
