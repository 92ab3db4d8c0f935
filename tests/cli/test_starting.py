"""`drafter template new`: a template that drafts at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.drafting import draft
from drafter.template import open_template
from drafter.template.catalog import Catalog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

    Drafter = Callable[..., Outcome]

_START = ("template", "new", "kickoff", "--title", "动员部署会")


def test_a_new_template_drafts_at_once(drafter: Drafter, workspace: Path) -> None:
    """Made, it is listed under its Chinese name and drafts without an answer and with some."""
    made = drafter(*_START)
    assert made.code == 0, made.err
    assert "动员部署会讲话" in drafter("template", "list").out
    assert drafter("new", "动员部署会讲话", "--no-input").code == 0
    done = drafter("new", "kickoff", "--no-input", "--set", "unit=××市公安局")
    assert done.code == 0, done.err
    assert (workspace / "output" / "在××市公安局动员部署会上的讲话（第1稿）.docx").is_file()


def test_a_new_template_reads_like_a_speech(drafter: Drafter, workspace: Path) -> None:
    """It has an opening, a bridge that counts, three parallel points with gaps below, and a closing."""
    drafter(*_START)
    template = open_template("kickoff", workspace)
    made = draft(template, {"unit": "××市公安局", "task": "部署冬春平安行动"})
    document = made.document
    assert made.warnings == ()
    assert [section.share for section in template.definition.sections] == [20, 2, 66, 12]
    headings = [block.text for block in document.headings]
    assert len(headings) == 3
    assert {(len(heading), heading.index("，")) for heading in headings} == {(15, 4)}
    spoken = ["".join(inline.text for inline in block.inlines) for block in document.spoken]
    assert "下面，我讲三点意见。" in spoken
    text = "\n".join(spoken)
    assert "召开××市公安局动员部署会，主要任务是：部署冬春平安行动。" in text
    assert all(gap.hint for gap in document.gaps)
    roles = [block.role for block in document.spoken if block.role]
    assert list(dict.fromkeys(roles)) == ["会议与任务", "过渡", "要点", "结尾"]


def test_each_question_of_a_new_template_is_used(drafter: Drafter, workspace: Path) -> None:
    """Whatever it asks shows in the draft."""
    drafter(*_START)
    template = open_template("kickoff", workspace)
    keys = [key for key, question in template.definition.questions.items() if question.kind == "text"]
    assert len(keys) == 12
    for key in keys:
        text = "".join(block.text for block in draft(template, {key: "〓"}).document.blocks)
        assert "〓" in text, key


def test_a_name_alone_is_enough(drafter: Drafter, workspace: Path) -> None:
    """Without --title the name says what kind of meeting it is."""
    assert drafter("template", "new", "表彰大会讲话").code == 0
    assert Catalog.of(workspace).names()["表彰大会讲话"] == "表彰大会讲话"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("group-talk",), "已经有了"),
        (("x", "--title", "领导干部集体谈心谈话会"), "已经有了"),
        (("shared",), "不能作文件夹名"),
        (("../x",), "不能作文件夹名"),
        (("x", "--title", '"会"'), "不能作会议类名"),
        (("x", "--title", "{{ unit }}会"), "不能作会议类名"),
        (("讲话",), "不能作会议类名"),
    ],
)
def test_what_can_be_no_template_is_refused(
    drafter: Drafter, workspace: Path, arguments: tuple[str, ...], told: str
) -> None:
    """A name that is taken or that no folder and no meeting can have is a wrong use, and nothing is written."""
    done = drafter("template", "new", *arguments)
    assert done.code == 2
    assert told in done.err
    assert not (workspace / "templates").exists()


def test_a_folder_that_is_there_stays(drafter: Drafter, workspace: Path) -> None:
    """A folder of that name without a template.yaml is not written into."""
    (workspace / "templates" / "kickoff").mkdir(parents=True)
    assert drafter(*_START).code == 2
    assert list((workspace / "templates" / "kickoff").iterdir()) == []
