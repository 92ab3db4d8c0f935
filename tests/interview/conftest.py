"""What tests of the interview share: a screen that answers by a script, and a template of their own."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest

from drafter.drafting import draft
from drafter.interview.desk import Desk
from drafter.interview.journal import Journal
from drafter.interview.screen import Prompt, Reply, Step
from drafter.interview.session import Session
from drafter.template import open_template

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drafter.document import Document
    from drafter.template import Template

_T = TypeVar("_T")
SMALL = """\
name: 试写会讲话
questions:
- {key: unit, kind: text, label: 单位, hint: 单位名称, help: 写全称。, round: first}
- {key: guests, kind: yesno, default: no, label: 有客人, round: first}
- {key: guest_names, kind: text, when: guests, label: 来宾, round: first}
- {key: year, kind: year, hint: 年度}
- {key: title, kind: text, label: 标题, default: "在{{ unit }}大会上的讲话"}
- {key: works, kind: list, label: 工作, round: first}
- {key: story, kind: long, label: 事例, round: first}
- key: points
  kind: points
  forms: [[坚持……，全力……, 务必……], [在……上作表率]]
  default:
  - {heading: '坚持{{ gap("四字") }}，全力{{ gap("四字") }}', body: work, points: ["{{ year }}年要早"]}
  - {heading: '{{ gap("怎么干") }}', series: 一是, figure: 力, points: [眼力, 脑力]}
  - 同心同德
front: {title: "{{ title }}"}
series: [一、, （一）]
sections: [{name: opening, role: 开头话}, {name: points}]
"""
OPENING = "{{ unit }}的同志们：好。{% if guests %}欢迎{{ guest_names }}。{% endif %}今年{{ works }}。\n\n{{ story }}"


class Script:
    """Gives the answers in turn, each chosen by what its label holds, and notes what was asked.

    An answer is a text, or a step; a (text, step) leaves the prompt with that text in it.
    """

    columns = 80

    def __init__(self, *answers: str | Step | tuple[str, Step]) -> None:
        """Take the answers."""
        self.answers = list(answers)
        self.asked: list[str] = []
        self.prompts: list[Prompt] = []
        self.labels: list[list[str]] = []
        self.starts: list[object] = []
        self.said: list[str] = []
        self.backs: list[str] = []

    @property
    def offered(self) -> list[tuple[str, Sequence[str]]]:
        """What stood in each prompt, and what was suggested."""
        return [(prompt.default, prompt.suggested) for prompt in self.prompts]

    def choose(
        self,
        message: str,
        choices: Sequence[tuple[str, _T]],
        *,
        start: _T | None = None,
        steps: Sequence[Step] = (),
        back: str = "返回",
    ) -> _T | Step:
        """The first choice whose label holds the next answer."""
        self.asked.append(message)
        self.backs.append(back)
        self.labels.append([label for label, _ in choices])
        self.starts.append(start)
        wanted = self._next()
        if isinstance(wanted, Step):
            assert wanted in steps
            return wanted
        assert isinstance(wanted, str)
        return next(value for label, value in choices if wanted in label)

    def ask(self, prompt: Prompt) -> Reply:
        """The next answer."""
        self.asked.append(prompt.label)
        self.prompts.append(prompt)
        wanted = self._next()
        text, step = wanted if isinstance(wanted, tuple) else (wanted, Step.ANSWER)
        reply = Reply(prompt.default, text) if isinstance(text, Step) else Reply(text, step)
        assert reply.step in {Step.ANSWER, Step.STOP, *prompt.steps}
        assert reply.step is not Step.ANSWER or not prompt.fault(reply.text)
        return reply

    def say(self, message: str, *, is_fault: bool = False) -> None:
        """Note it, a fault with a mark."""
        self.said.append(("!" if is_fault else "") + message.strip())

    def _next(self) -> str | Step | tuple[str, Step]:
        """The next answer; after the last one the writer breaks off."""
        if not self.answers:
            raise EOFError
        return self.answers.pop(0)


def no_copy(_key: str) -> Path:
    """For interviews in which no editor is opened."""
    raise AssertionError


def desk(
    script: Script, session: Session, template: Template | None = None, keep: Callable[[], None] = lambda: None
) -> Desk:
    """An interview by a script; without a template it has no draft."""

    def drafted() -> Document:
        assert template
        return draft(template, session.given(), frozenset(session.left_open)).document

    return Desk(script, session, keep, drafted, lambda: script.say("稿子在此"), no_copy)


def resumed(session: Session) -> Session:
    """A session from the journal of another."""
    again = Session(session.questions, session.derive)
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder) / "journal.json", {})
        journal.write(session)
        journal.restore(again)
    return again


@pytest.fixture
def template(tmp_path: Path) -> Template:
    """A template whose headings have gaps, other questions, and no text under them."""
    folder = tmp_path / "templates" / "small"
    (folder / "points").mkdir(parents=True)
    (folder / "template.yaml").write_text(SMALL, encoding="utf-8")
    (folder / "opening.j2").write_text(OPENING, encoding="utf-8")
    (folder / "points" / "work.j2").write_text("说到做到。", encoding="utf-8")
    return open_template("small", tmp_path)


@pytest.fixture
def session(template: Template) -> Session:
    """An interview that begins."""
    return Session(template.definition.questions, template.resolver)
