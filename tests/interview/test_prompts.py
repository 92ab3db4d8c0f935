"""The prompts, driven by keys through prompt_toolkit's pipe."""

from __future__ import annotations

import contextlib
import sys
import tempfile
import threading
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from prompt_toolkit.application import create_app_session, get_app
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.renderer import Renderer

from drafter.drafting import draft
from drafter.interview import dialogue, prompts
from drafter.interview.desk import Desk
from drafter.interview.prompts import Terminal, choose_template
from drafter.interview.screen import Prompt, Reply, Step
from drafter.interview.session import Session
from drafter.interview.width import cells
from drafter.questions import Point
from drafter.template import open_template
from tests.interview.conftest import resumed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prompt_toolkit.input import PipeInput

ENTER, CTRL_B, CTRL_C, CTRL_D, CTRL_G, CTRL_U = "\r", "\x02", "\x03", "\x04", "\x07", "\x15"
CTRL_O, F1 = "\x0f", "\x1bOP"
UP, DOWN, SPACE, FINISH = "\x1b[A", "\x1b[B", " ", "\x1b\r"


@contextlib.contextmanager
def keys(text: str) -> Iterator[None]:
    """Prompts inside read these keys and show nothing."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(text)
        pipe.close()
        yield


@pytest.fixture
def session() -> Session:
    """An interview for the accountability meeting that begins."""
    template = open_template("accountability-meeting", Path("nowhere"))
    return Session(template.definition.questions, template.resolver)


def desk(session: Session, keep: Callable[[], None] = lambda: None) -> Desk:
    """An interview in a terminal."""
    template = open_template("accountability-meeting", Path("nowhere"))
    copy = Path(tempfile.mkdtemp()) / "copy.txt"
    drafted = partial(draft, template)
    return Desk(Terminal(), session, keep, lambda: drafted(session.given()).document, lambda: None, lambda _: copy)


def asked(session: Session, key: str, typed: str) -> object:
    """The answer of one question after these keys."""
    with keys(typed):
        dialogue.ask(desk(session), session.questions[key])
    return session.current(key)


@pytest.mark.parametrize(
    ("key", "typed", "answer"),
    [
        ("unit", "甲市公安局" + ENTER, "甲市公安局"),
        ("unit", ENTER, None),
        ("unit", "甲" + CTRL_G, None),
        ("salutation", ENTER, "同志们："),
        ("salutation", CTRL_U + "同志们、朋友们：" + ENTER, "同志们、朋友们："),
        ("salutation", CTRL_U + ENTER, None),
        ("salutation", CTRL_G, None),
        ("year", "20" + ENTER + CTRL_U + "2025" + ENTER, 2025),
        ("campaigns", "甲；乙" + ENTER, ("甲", "乙")),
        ("results", "一段" + ENTER + "二段" + FINISH, ("一段", "二段")),
        ("mode", DOWN + ENTER, "现场述"),
        ("assessment", SPACE + DOWN + SPACE + ENTER, ("现场点评", "民主测评")),
        ("assessment", ENTER, None),
        ("guests", UP + ENTER, True),
        ("guests", ENTER, False),
        ("guests", CTRL_G, False),
    ],
)
def test_keys_give_the_answer(session: Session, key: str, typed: str, answer: object) -> None:
    """Each kind of question takes its answer: Enter the default or open, Ctrl-G open, a fault is asked again."""
    assert asked(session, key, typed) == answer


def test_a_doubtful_date_is_asked_once_more(session: Session) -> None:
    """A date in the past is asked once more; a no lets the writer type another."""
    typed = "2020-01-01" + ENTER + ENTER + CTRL_U + "2020-02-02" + ENTER + DOWN + ENTER
    asked(session, "date", typed)
    assert str(session.given()["date"]) == "2020-02-02"


def test_what_is_shown_and_accepted_stays_as_it_was(session: Session) -> None:
    """An item of a list that holds a ；, shown and accepted with Enter, is not split."""
    session.put("campaigns", ("甲；乙", "丙"))
    assert asked(session, "campaigns", ENTER) == ("甲；乙", "丙")


@pytest.mark.parametrize(("key", "error"), [(CTRL_C, KeyboardInterrupt), (CTRL_D, EOFError)])
def test_breaking_off_reaches_the_caller(session: Session, key: str, error: type[BaseException]) -> None:
    """Ctrl-C and Ctrl-D leave the prompt with what was answered before still there."""
    asked(session, "unit", "甲" + ENTER)
    with pytest.raises(error):
        asked(session, "post", key)
    assert session.current("unit") == "甲"


def test_each_answer_of_the_first_round_is_kept(session: Session) -> None:
    """`keep` is called after every answer of the first round."""
    kept: list[int] = []
    with keys(CTRL_G * 13 + UP + ENTER):
        dialogue.interview(desk(session, lambda: kept.append(len(session.passed))))
    assert sorted(set(kept)) == list(range(max(kept) + 1))
    assert session.pending() is None


def test_the_review_changes_an_answer_and_goes_on(session: Session) -> None:
    """From the review one answer is changed, and 写初稿 ends it."""
    session.passed.update(session.questions)
    with keys(DOWN * 2 + ENTER + "乙市公安局" + ENTER + UP * 3 + ENTER):
        dialogue.interview(desk(session))
    assert session.current("unit") == "乙市公安局"


@pytest.mark.parametrize(
    ("actions", "headings"),
    [
        (DOWN + ENTER + ENTER + CTRL_U + "新题" + ENTER, ["新题", "坚持知重负重", "坚持以上率下"]),
        (DOWN + ENTER + DOWN + ENTER + "新题" + ENTER, ["坚持政治建警", "新题", "坚持知重负重", "坚持以上率下"]),
        (DOWN + ENTER + DOWN * 5 + ENTER + DOWN + ENTER, ["坚持知重负重", "坚持以上率下"]),
        ((DOWN + ENTER + DOWN * 5 + ENTER + DOWN + ENTER) * 3, ["坚持以上率下"]),
        (DOWN + ENTER + ENTER + ENTER, ["坚持政治建警", "坚持知重负重", "坚持以上率下"]),
        (DOWN + ENTER + DOWN * 4 + ENTER, ["坚持知重负重", "坚持政治建警", "坚持以上率下"]),
    ],
    ids=["rename", "add", "remove", "remove all but the last", "rename to the same", "move down"],
)
def test_points_are_changed_one_by_one(session: Session, actions: str, headings: list[str]) -> None:
    """Points are renamed, added, removed and moved in the review; the rest keeps its default heading."""
    asked(session, "points", actions + ENTER)
    points = session.derived().outline()[1]
    assert [point.heading.split("，")[0] for point in points] == headings


def test_a_change_of_points_is_kept_at_once(session: Session) -> None:
    """Breaking off in the middle of changing points loses no change that was made."""
    kept: list[object] = []
    with keys(DOWN + ENTER + ENTER + CTRL_U + "新题" + ENTER + CTRL_C), pytest.raises(KeyboardInterrupt):
        dialogue.ask(desk(session, lambda: kept.append(session.answers.get("points"))), session.questions["points"])
    points = kept[-1]
    assert isinstance(points, tuple)
    assert points[0].heading == "新题"


def test_looking_at_the_points_stores_nothing(session: Session) -> None:
    """Points that were only looked at go on following the template."""
    asked(session, "points", ENTER)
    assert "points" not in session.answers


class _Watched(DummyOutput):
    """Keeps what is written, and presses keys as soon as suggestions are on the screen."""

    def __init__(self, pipe: PipeInput, then: str = "") -> None:
        """Take where to press them."""
        self._pipe = pipe
        self._then = then
        self.text = ""

    def write(self, data: str) -> None:
        """Keep it."""
        self.text += data

    def flush(self) -> None:
        """Look after each drawing of the screen."""
        if self._then and get_app().current_buffer.complete_state:
            self._pipe.send_text(self._then)
            self._then = ""


def test_forms_are_suggested_as_a_heading_is_typed(session: Session) -> None:
    """Typing shows how the heading may go on; an arrow takes that, and a slot left open is a gap in the draft."""
    question = replace(session.questions["points"], forms=(("坚持……，全力……",),))
    with create_pipe_input() as pipe:
        give_up = threading.Timer(60, pipe.close)
        give_up.start()
        watched = _Watched(pipe, DOWN + ENTER + DOWN + ENTER + ENTER)
        with create_app_session(input=pipe, output=watched):
            pipe.send_text(DOWN + ENTER + ENTER + CTRL_U + "坚持实干，")
            dialogue.ask(desk(session), question)
        give_up.cancel()
    assert session.derived().outline()[1][0].form == "坚持实干，全力……"


def test_the_review_shows_points_as_they_will_stand(session: Session) -> None:
    """A heading left unfinished shows its gap in the review, one of the template's what the draft will have."""
    session.put("points", (Point(body="stand", form="坚持……"), Point(body="duty")))
    session.passed.update(session.questions)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=_Watched(pipe)) as shown:
        pipe.send_text(UP * 2 + ENTER + ENTER + CTRL_C)
        with pytest.raises(KeyboardInterrupt):
            dialogue.interview(desk(session))
        assert isinstance(shown.output, _Watched)
        assert "坚持【待补：标题里的一处】 / 坚持知重负重" in shown.output.text


def test_the_template_is_chosen_by_its_chinese_name() -> None:
    """The second of the listed templates is chosen with one key down."""
    with keys(DOWN + ENTER):
        assert choose_template({"a": "甲", "b": "乙"}) == "b"


@pytest.mark.parametrize(
    ("typed", "reply"),
    [
        ("甲" + CTRL_B, Reply("甲", Step.BACK)),
        ("甲" + CTRL_G, Reply("甲", Step.OPEN)),
        ("甲" + CTRL_C, Reply("甲", Step.STOP)),
        ("甲" + F1, Reply("甲", Step.HELP)),
        ("?", Reply("", Step.HELP)),
        ("？", Reply("", Step.HELP)),
        ("甲？" + ENTER, Reply("甲？")),
        ("甲" + CTRL_O + "乙" + ENTER, Reply("甲乙")),
        ("\x1b[200~甲\r\n乙\x1b[201~" + ENTER, Reply("甲\n乙")),
    ],
)
def test_a_key_takes_what_was_typed_with_it(typed: str, reply: Reply) -> None:
    """Each key of a step leaves the prompt with the text that stood there; a key that is not offered does nothing."""
    steps = (Step.BACK, Step.OPEN, Step.HELP)
    with keys(typed):
        assert Terminal().ask(Prompt("题", steps=steps)) == reply


@pytest.mark.parametrize("kind", ["one", "several"])
@pytest.mark.parametrize(
    ("typed", "step"),
    [(CTRL_B, Step.BACK), (CTRL_G, Step.OPEN), ("?", Step.HELP), (F1, Step.HELP), (CTRL_C, Step.STOP)],
)
def test_the_keys_work_where_there_are_choices(typed: str, step: Step, kind: Literal["one", "several"]) -> None:
    """Choices are left by the same keys as text."""
    with keys(typed):
        prompt = Prompt("题", kind, choices=("甲", "乙"), steps=(Step.BACK, Step.OPEN, Step.HELP))
        assert Terminal().ask(prompt) == Reply("", step)


def test_a_long_text_goes_to_the_editor(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-O opens the editor with what was typed; what comes back stands in the prompt."""
    code = "import sys; f = open(sys.argv[1], 'r+', encoding='utf-8'); text = f.read(); f.write('，二\\n三')"
    monkeypatch.setenv("VISUAL", f'{sys.executable} -c "{code}"')
    assert asked(session, "results", "一" + CTRL_O + FINISH) == ("一，二", "三")


@pytest.mark.parametrize("key", [F1, CTRL_B, CTRL_G])
def test_ticks_outlast_every_key_but_enter(session: Session, key: str) -> None:
    """Ticks that were set stand there again after help, a step back or being left open, and are taken with Enter."""
    with contextlib.suppress(EOFError):
        asked(session, "assessment", SPACE + key)
    assert session.typed == {"assessment": "现场点评"}
    assert asked(session, "assessment", DOWN + SPACE + ENTER) == ("现场点评", "民主测评")
    assert session.typed == {}


def test_ticks_outlast_a_break(session: Session) -> None:
    """Ticks set, and ticks taken away, stand there when the interview goes on."""
    with pytest.raises(KeyboardInterrupt):
        asked(session, "assessment", SPACE + CTRL_C)
    assert asked(resumed(session), "assessment", ENTER) == ("现场点评",)
    session.choose("assessment", ("现场点评",))
    with pytest.raises(EOFError):
        asked(session, "assessment", SPACE + CTRL_D)
    assert asked(resumed(session), "assessment", ENTER) is None


def test_ticks_are_put_down_while_they_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pause after a tick, with the list still open, it is put down; moving about alone is nothing to put down."""
    monkeypatch.setattr(prompts, "_PAUSE", 0.0)
    noted: list[str] = []
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(DOWN + UP + SPACE)
        terminal = Terminal(lambda: pipe.send_text(CTRL_C))
        prompt = Prompt("题", "several", choices=("甲", "乙"), note=noted.append)
        assert terminal.ask(prompt) == Reply("甲", Step.STOP)
    assert noted == ["甲"]


def test_every_choice_can_be_left_by_the_end_of_input() -> None:
    """Ctrl-D breaks off where there are choices too."""
    with keys(CTRL_D), pytest.raises(EOFError):
        Terminal().choose("题", [("甲", 1)])


def test_what_stands_in_a_line_is_noted_before_anything_ends_it() -> None:
    """Each letter is noted as it is typed: a terminal that is gone takes none of them with it."""
    noted: list[str] = []
    with keys("甲乙"), pytest.raises(EOFError):
        Terminal().ask(Prompt("题", note=noted.append))
    assert noted == ["甲", "甲乙"]


def test_a_line_is_put_down_while_it_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pause after a letter, with the line still open, what was typed is put down."""
    monkeypatch.setattr(prompts, "_PAUSE", 0.0)
    noted: list[str] = []
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text("甲")
        terminal = Terminal(lambda: pipe.send_text(CTRL_C))
        assert terminal.ask(Prompt("题", note=noted.append)) == Reply("甲", Step.STOP)
    assert noted == ["甲"]


def test_a_terminal_that_tells_no_position_is_no_matter_for_the_writer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the terminal leaves the request for its cursor's position unanswered nothing is said about it."""
    monkeypatch.setattr(Renderer, "CPR_TIMEOUT", 0.0)
    monkeypatch.setattr(_Watched, "responds_to_cpr", True)
    monkeypatch.setattr(prompts, "_PAUSE", 0.1)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=_Watched(pipe)) as shown:
        pipe.send_text("甲")
        assert Terminal(lambda: pipe.send_text(ENTER)).ask(Prompt("题")) == Reply("甲")
        assert isinstance(shown.output, _Watched)
        assert "题" in shown.output.text
        assert "WARNING" not in shown.output.text


@pytest.mark.parametrize(("typed", "goes_on"), [(SPACE, True), (ENTER, True), ("q", True), (CTRL_B, False)])
def test_any_key_goes_on_but_the_one_back(typed: str, goes_on: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """After a screenful any key shows the next, the key that leads back leads back."""
    with keys(typed):
        assert Terminal().more("看完了") is goes_on


def test_breaking_off_between_screenfuls_reaches_the_caller() -> None:
    """Ctrl-C at a screenful breaks off as anywhere."""
    with keys(CTRL_C), pytest.raises(KeyboardInterrupt):
        Terminal().more("看完了")


@pytest.mark.parametrize(
    ("typed", "echo"), [(SPACE + DOWN + SPACE, "评议　甲；乙"), (SPACE, "评议　甲"), ("", "评议　")]
)
def test_what_was_ticked_is_shown_in_its_own_words(typed: str, echo: str, capsys: pytest.CaptureFixture[str]) -> None:
    """After several choices the chosen ones are named; nothing English is said of their number."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=_Watched(pipe)) as shown:
        pipe.send_text(typed + ENTER)
        Terminal().ask(Prompt("评议", "several", choices=("甲", "乙")))
        assert isinstance(shown.output, _Watched)
        assert "done" not in shown.output.text
        assert f"· {echo}" in shown.output.text + capsys.readouterr().out


def test_a_choice_made_takes_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A choice from a table is shown again on one line, its columns drawn together, cut at the window's edge."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=_Watched(pipe)) as shown:
        pipe.send_text(ENTER)
        assert Terminal().choose("核对", [(f"单位　　　　　　{'甲' * 40}", 1)]) == 1
        assert isinstance(shown.output, _Watched)
        said = shown.output.text + capsys.readouterr().out
    line = said.splitlines()[-1].strip()
    assert line.startswith("· 核对　单位　甲甲")
    assert line.endswith("甲……")
    assert 70 < cells(line) < 80
