"""`drafter template questions`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from drafter.template import open_template

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome


@pytest.mark.parametrize("template", ["accountability-meeting", "group-talk"])
def test_all_that_is_known_of_each_question_is_json(
    drafter: Callable[..., Outcome], workspace: Path, template: str
) -> None:
    """--json gives every question of a template in order, with all that another program needs to ask it."""
    found = json.loads(drafter("template", "questions", template, "--json").out)
    questions = open_template(template, workspace).definition.questions
    assert found["template"] == template
    assert [question["key"] for question in found["questions"]] == list(questions)
    for told in found["questions"]:
        question = questions[told["key"]]
        assert told["choices"] == list(question.choices)
        for name in ("label", "kind", "hint", "help", "always", "optional", "when"):
            assert told[name] == getattr(question, name)
        assert told["round"] == ("first" if question.first else "review")
        assert (told["default"]["source"] is None) == (question.default is None)


def test_defaults_come_as_source_and_as_they_stand_now(drafter: Callable[..., Outcome]) -> None:
    """A default is given as the template writes it and as what it comes to with the answers given."""
    run = ("template", "questions", "accountability-meeting", "--json")
    for options, value in (((), None), (("--set", "date=2026-01-15"), "2025")):
        found = {q["key"]: q for q in json.loads(drafter(*run, *options).out)["questions"]}
        assert found["year"]["default"] == {"source": "{{ date|year_reviewed }}", "value": value}
    assert found["guests"]["default"] == {"source": "no", "value": "否"}
    assert (found["guest_names"]["when"], found["guest_names"]["asked"]) == ("guests", False)
    assert found["points"]["default"]["value"][0]["points"]


def test_the_answers_of_other_programs_are_taken_back(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """The values that --json gives, written into a file of answers, are answers."""
    found = json.loads(drafter("template", "questions", "group-talk", "--set", "unit=甲市公安局", "--json").out)
    answers = {q["key"]: q["default"]["value"] for q in found["questions"] if q["default"]["value"]}
    (workspace / "a.yaml").write_text(json.dumps(answers), encoding="utf-8")
    outcome = drafter("new", "group-talk", "--no-input", "--answers", "a.yaml")
    assert outcome.code == 0, outcome.err


def test_people_see_a_table(drafter: Callable[..., Outcome]) -> None:
    """Without --json the questions are a table: key, label, kind, default, when it is asked."""
    lines = drafter("template", "questions", "述责述廉大会讲话").out.splitlines()
    assert next(line.split() for line in lines if line.startswith("date ")) == [
        "date",
        "会议日期",
        "date",
        "先问，每次必问",
    ]


@pytest.mark.parametrize(
    "command",
    [("new",), ("new", "--resume"), ("new", "group-talk"), ("profile", "remove", "x"), ("profile", "edit", "x")],
)
def test_a_command_that_asks_does_not_hang_without_a_terminal(
    drafter: Callable[..., Outcome], workspace: Path, command: tuple[str, ...]
) -> None:
    """Without a terminal a command that would ask says what to do instead and exits 2."""
    (workspace / "profiles").mkdir()
    (workspace / "profiles" / "x.yaml").write_text("answers: {}\n", encoding="utf-8")
    outcome = drafter(*command)
    assert (outcome.code, "这里不是终端" in outcome.err) == (2, True)
    assert (workspace / "profiles" / "x.yaml").exists()
