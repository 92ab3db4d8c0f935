"""`drafter template preview`."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from tests.conftest import Outcome

    Drafter = Callable[..., Outcome]

SHIPPED = "group-talk"


@pytest.fixture
def closing(workspace: Path) -> Path:
    """A section of the workspace's own."""
    path = workspace / "templates" / SHIPPED / "closing.j2"
    path.parent.mkdir(parents=True)
    path.write_text("结尾，{{ unit }}。\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["closing", "closing.j2", "结尾"])
def test_a_section_goes_by_file_or_role(drafter: Drafter, closing: Path, name: str) -> None:
    """The workspace's section is shown with the sample's answer, whichever way it is named."""
    assert closing.exists()
    shown = drafter("template", "preview", SHIPPED, name)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith("　　结尾，某市公安局。\n")
    assert "本节9字" in shown.out


def test_an_unknown_section_names_the_nearest(drafter: Drafter) -> None:
    """A section that isn't there is a wrong use that names the nearest."""
    outcome = drafter("template", "preview", SHIPPED, "closng")
    assert (outcome.code, outcome.err) == (2, "没有“closng”这一节（相近的有：closing.j2）\n")


def test_what_is_no_section_has_no_preview(drafter: Drafter) -> None:
    """The questions and set phrases are files of a template too, and are shown by another command."""
    for name in ("template.yaml", "phrases"):
        outcome = drafter("template", "preview", SHIPPED, name)
        assert (outcome.code, "不是一节" in outcome.err, "drafter template show" in outcome.err) == (2, True, True)


def test_headings_have_their_numbers(drafter: Drafter) -> None:
    """A section with headings shows them numbered, the text of a point is numbered as under its point."""
    points = drafter("template", "preview", SHIPPED, "points").out
    assert [mark in points for mark in ("第一，", "首先，", "　　一是")] == [True] * 3
    body = drafter("template", "preview", SHIPPED, "points/lines-top").out
    assert body.strip()
    assert body.splitlines()[0] in points


def test_without_a_section_all_of_it_is_shown(drafter: Drafter) -> None:
    """The whole speech in order, with the table of its parts."""
    whole = drafter("template", "preview", SHIPPED).out
    parts = [drafter("template", "preview", SHIPPED, name).out.splitlines()[0] for name in ("opening", "closing")]
    assert 0 < whole.index(parts[0]) < whole.index(parts[1])
    assert "模板占比" in whole


def test_answers_are_the_users_where_he_gives_them(drafter: Drafter, workspace: Path, closing: Path) -> None:
    """A profile stands in for the sample, and --answers and --set over both, empty for a gap."""
    assert closing.exists()
    (workspace / "profiles").mkdir()
    (workspace / "profiles" / "我.yaml").write_text("answers: {unit: 甲县公安局}\n", encoding="utf-8")
    (workspace / "a.yaml").write_text("unit: 乙县公安局\n", encoding="utf-8")
    run = ("template", "preview", SHIPPED, "closing", "--profile", "我")
    assert "结尾，甲县公安局。" in drafter(*run).out
    assert "结尾，乙县公安局。" in drafter(*run, "--answers", "a.yaml").out
    assert "结尾，丙县公安局。" in drafter(*run, "--answers", "a.yaml", "--set", "unit=丙县公安局").out
    assert "结尾，【待补：" in drafter(*run, "--set", "unit=").out


def test_a_question_that_was_taken_out_is_no_fault_of_the_sample(drafter: Drafter, closing: Path) -> None:
    """A template of a shipped one's name that asks less is shown with those sample answers that fit."""
    text = "name: 小会\nquestions: [unit]\nfront: {title: 小会}\nsections: [{name: closing}]\n"
    (closing.parent / "template.yaml").write_text(text, encoding="utf-8")
    assert "结尾，某市公安局。" in drafter("template", "preview", SHIPPED).out


def test_a_template_without_a_sample_shows_gaps(drafter: Drafter, workspace: Path) -> None:
    """Where no sample goes with a template, what isn't answered is a gap."""
    folder = workspace / "templates" / "small"
    folder.mkdir(parents=True)
    text = "name: 小会\nquestions: [unit]\nfront: {title: 小会}\nsections: [{name: body}]\n"
    (folder / "template.yaml").write_text(text, encoding="utf-8")
    (folder / "body.j2").write_text("{{ unit }}开会。\n", encoding="utf-8")
    assert drafter("template", "preview", "small", "body").out.startswith("　　【待补：单位全称")


def test_a_fault_is_told_with_its_place(drafter: Drafter, closing: Path) -> None:
    """A section that can't be rendered is told by file, line and column, and exits 1."""
    closing.write_text("好\n{{ unti }}\n", encoding="utf-8")
    outcome = drafter("template", "preview", SHIPPED, "closing")
    assert (outcome.code, "closing.j2:2:4: 没有“unti”这个问题（相近的有：unit" in outcome.err) == (1, True)


def watched(drafter: Drafter, monkeypatch: pytest.MonkeyPatch, steps: Iterable[Callable[[], object]]) -> Outcome:
    """Watch the closing section; in each pause one of the steps is done, and then Ctrl-C is pressed."""
    rest = iter(steps)

    def pause(_: float) -> None:
        try:
            next(rest)()
        except StopIteration:
            raise KeyboardInterrupt from None

    with monkeypatch.context() as given:
        given.setattr(time, "sleep", pause)
        return drafter("template", "preview", SHIPPED, "closing", "--watch")


def test_each_save_shows_it_again(drafter: Drafter, closing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is shown at the start and after each save, also of the same length; pauses without one show nothing."""
    stamp = os.stat(closing).st_mtime_ns  # noqa: PTH116 - the stamp only

    def later() -> None:
        os.utime(closing, ns=(stamp, stamp + 10**9))

    steps = (lambda: None, lambda: closing.write_text("改过。\n", encoding="utf-8"), lambda: None, later)
    outcome = watched(drafter, monkeypatch, steps)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.count("结尾，某市公安局。") == 1
    assert outcome.out.count("改过。") == 2


def test_a_fault_is_shown_and_watching_goes_on(
    drafter: Drafter, closing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault in a section or in template.yaml is told, and gone with the next save."""
    definition = closing.parent / "template.yaml"

    def mend() -> None:
        definition.unlink()
        closing.write_text("好了。\n", encoding="utf-8")

    outcome = watched(
        drafter,
        monkeypatch,
        (
            lambda: closing.write_text("{% if\n", encoding="utf-8"),
            lambda: definition.write_text("x: [\n", encoding="utf-8"),
            mend,
        ),
    )
    assert outcome.code == 0
    assert "closing.j2:1" in outcome.err
    assert "template.yaml:1:4" in outcome.err
    assert outcome.out.rstrip().splitlines()[-4] == "　　好了。"


def test_a_section_of_a_lower_layer_is_watched_for_its_override(
    drafter: Drafter, workspace: Path, closing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A section, or something shared, that comes to the workspace while it is watched is seen, and its going too."""
    own = closing.read_text("utf-8")
    closing.unlink()
    shared = workspace / "templates" / "shared" / "x.j2"
    shared.parent.mkdir()
    steps = (
        lambda: closing.write_text(f"{own}{{% include 'x.j2' ignore missing %}}", encoding="utf-8"),
        lambda: shared.write_text("共用的。\n", encoding="utf-8"),
        closing.unlink,
    )
    outcome = watched(drafter, monkeypatch, steps)
    assert (outcome.code, outcome.err) == (0, "")
    shown = [line for line in outcome.out.splitlines() if line.startswith("　　")]
    assert shown[1:-1] == ["　　结尾，某市公安局。", "　　结尾，某市公安局。", "　　共用的。"]
    assert shown[0] == shown[-1]
    assert "同志们" in shown[0]


def test_a_wrong_name_ends_it_at_once(drafter: Drafter, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template, section or profile that isn't there is told and not waited for."""
    monkeypatch.setattr(time, "sleep", lambda _: pytest.fail("it went on"))
    for names in ((SHIPPED, "x"), ("x",), (SHIPPED, "closing", "--profile", "x")):
        assert drafter("template", "preview", *names, "--watch").code == 2
