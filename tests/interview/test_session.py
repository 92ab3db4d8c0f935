"""The interview as a state machine, driven without a terminal."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from drafter.errors import InputError
from drafter.interview.journal import Journal
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


def test_what_is_left_open_is_set_aside_and_comes_back(session: Session) -> None:
    """An answer left open stands in no draft, is offered as it was, and holds again once that is taken."""
    session.answer("campaigns", "甲；乙")
    session.leave_open("campaigns")
    assert (session.current("campaigns"), "campaigns" in session.given()) == (None, False)
    assert session.offered("campaigns") == ("甲", "乙")
    session.keep("campaigns")
    assert session.current("campaigns") == ("甲", "乙")


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


def test_a_default_over_a_profiles_answer_is_an_answer(template: Template) -> None:
    """Typing what the default would be, where the profile says otherwise, takes the place of the profile's answer."""
    session = Session(template.definition.questions, template.resolver, {"salutation": "各位同志："})
    session.answer("salutation", "同志们：")
    assert session.current("salutation") == "同志们："


def test_from_any_question_one_goes_back_to_the_one_before(session: Session) -> None:
    """Back leads through the first round in turn, to its first question and no further; after it comes what was due."""
    asked = []
    for _ in range(5):
        question = session.asking()
        assert question is not None
        asked.append(question.key)
        session.leave_open(question.key)
    due = session.asking()
    for key in reversed(asked):
        assert session.back()
        assert (session.asking() or session.questions["post"]).key == key
    assert not session.back()
    session.answer(asked[0], "甲市公安局")
    assert session.asking() == due


def test_the_questions_that_follow_one_are_known(session: Session) -> None:
    """Of the unit the meeting follows, of the meeting the title; a filter of the same name is no follower."""
    assert "meeting" in [question.key for question in session.followers("unit")]
    assert [question.key for question in session.followers("meeting")] == ["title"]
    assert {question.key for question in session.followers("date")} == {"year", "year_ahead"}


class Interview(RuleBasedStateMachine):
    """Any steps in any order, and breaks between them, against what a writer did to each question."""

    def __init__(self) -> None:
        """Begin an interview."""
        super().__init__()
        self.session = Session(_TEMPLATE.definition.questions, _TEMPLATE.resolver)
        self.told: dict[str, Value | None] = {}

    def _key(self, data: st.DataObject) -> str:
        due = self.session.asking()
        keys = [question.key for question in self.session.asked() if question.kind in _TYPED]
        return due.key if due and due.kind in _TYPED and data.draw(st.booleans()) else data.draw(st.sampled_from(keys))

    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        """Type an answer to what is asked, or to any question gone to."""
        key = self._key(data)
        text = data.draw(st.sampled_from(_TYPED[self.session.questions[key].kind]))
        default = self.session.default(key)
        self.session.go(key)
        value = self.session.answer(key, text)
        self.told.pop(key, None)
        if value != default or key in self.session.answers:
            self.told[key] = value
        assert self.session.at == ""

    @rule(data=st.data())
    def leave_open(self, data: st.DataObject) -> None:
        """Leave a question open."""
        key = self._key(data)
        self.session.leave_open(key)
        self.told[key] = None

    @rule(data=st.data())
    def go(self, data: st.DataObject) -> None:
        """Go to a question."""
        key = self._key(data)
        self.session.go(key)
        assert (self.session.asking() or self.session.questions["post"]).key == key

    @rule()
    def back(self) -> None:
        """Go to the one before: it stands before in the list, or there is none."""
        was, keys = self.session.asking(), list(self.session.questions)
        moved = self.session.back()
        now = self.session.asking()
        if was and now and moved and self.session.pending():
            assert keys.index(now.key) < keys.index(was.key)

    @rule(text=st.text(max_size=5))
    def break_off(self, text: str) -> None:
        """Break off in the middle of a line and go on from the journal."""
        asking = self.session.asking()
        if asking:
            self.session.go(asking.key)
            self.session.typed[asking.key] = text
        with tempfile.TemporaryDirectory() as folder:
            journal = Journal(Path(folder) / "journal.json", {})
            journal.write(self.session)
            again = Session(self.session.questions, self.session.derive)
            journal.restore(again)
        assert again == self.session
        assert again.asking() == asking
        self.session = again

    @invariant()
    def what_was_done_holds(self) -> None:
        """What was typed stays to the letter, hidden or not; the rest follows its default; what is open stays open."""
        for key, value in self.told.items():
            assert self.session.given().get(key) == value
        untold = self.session.questions.keys() - self.told.keys()
        assert not untold & (self.session.given().keys() | self.session.left_open)
        # to render each of all defaults at each step would take most of the test's time
        derived = [key for key in ("year", "meeting", "title", "salutation") if key in untold]
        assert all(self.session.current(key) == self.session.default(key) for key in derived)

    @invariant()
    def what_is_due_was_not_passed(self) -> None:
        """The next question of the first round was not passed and may be asked."""
        pending = self.session.pending()
        assert pending is None or (pending in self.session.asked() and pending.key not in self.session.passed)


_TEMPLATE = open_template("accountability-meeting", Path("nowhere"))
_TYPED = {"text": ("甲", "乙\n“丙”"), "list": ("甲；乙", "丙"), "year": ("2025", "2026"), "yesno": ("是", "否")}
TestInterview = Interview.TestCase
TestInterview.settings = settings(max_examples=15, stateful_step_count=20)
