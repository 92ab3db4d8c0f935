"""`drafter template list` and `show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.files import shipped
from drafter.template import open_template

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

    Drafter = Callable[..., Outcome]

_TALK = "group-talk"


def _written(workspace: Path, name: str, text: str) -> Path:
    path = workspace / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_list_names_what_overrides_besides_sections(drafter: Drafter, workspace: Path) -> None:
    """The text of a point that was changed is a row of its own; one that was not is none."""
    _written(workspace, f"{_TALK}/points/front.j2", "领导干部的形象，要靠自己立起来。\n")
    rows = [line.split() for line in drafter("template", "list").out.splitlines() if "points/" in line]
    assert rows == [["points/front.j2", "工作文件夹"]]


def test_a_faulty_template_hides_no_other_in_the_list(drafter: Drafter, workspace: Path) -> None:
    """The list has the other templates, then the faults of the one, and the exit code asks to mend it."""
    _written(workspace, "bad/template.yaml", "name: 坏\nsections: [{name: a}]\n")
    listed = drafter("template", "list")
    assert listed.code == 1
    assert "closing.j2" in listed.out
    assert "缺 front" in listed.err
    assert [line.split()[:3] for line in listed.out.splitlines() if "bad" in line] == [["坏", "bad", "有错，见下"]]


def test_a_file_that_cannot_be_read_hides_no_other_in_the_list(drafter: Drafter, workspace: Path) -> None:
    """A section and a shared file in another encoding are named, each once, and all other templates are listed."""
    for name in (f"{_TALK}/closing.j2", "shared/phrases.yaml"):
        _written(workspace, name, "").write_bytes("结尾".encode("gb18030"))
    listed = drafter("template", "list")
    assert listed.code == 1
    assert "述责述廉大会讲话" in listed.out
    assert [line.split(":")[0] for line in listed.err.splitlines()] == [
        f"templates/{_TALK}/closing.j2",
        "templates/shared/phrases.yaml",
    ]


def test_a_hidden_folder_is_no_template(drafter: Drafter, workspace: Path) -> None:
    """A folder whose name begins with a dot, as one that is being written, is not listed."""
    _written(workspace, ".drafter-x/template.yaml", "name: 半成\n")
    listed = drafter("template", "list")
    assert (listed.code, "半成" in listed.out) == (0, False)


def test_a_template_is_shown_in_short(drafter: Drafter, workspace: Path) -> None:
    """Name, summary, how many questions by round, and all files, sections first with role, share and layer."""
    shown = drafter("template", "show", _TALK).out
    definition = open_template(_TALK, workspace).definition
    assert definition.name in shown
    assert definition.summary in shown
    first = [question.label for question in definition.questions.values() if question.first]
    assert f"先问{len(first)}题：{'、'.join(first)}" in shown
    rows = [line.split() for line in shown.splitlines()]
    sections = [[f"{s.name}.j2", s.role, f"{s.share}%", "自带"] for s in definition.sections]
    start = rows.index(sections[0])
    assert rows[start : start + len(sections)] == sections
    assert ["points/front.j2", "要点的正文", "自带"] in rows[start:]


def test_a_section_is_shown_as_it_is_written(drafter: Drafter, workspace: Path) -> None:
    """The text goes to standard output as it stands, where it comes from to standard error."""
    ours = shipped("templates") / _TALK / "bridge.j2"
    shown = drafter("template", "show", _TALK, "bridge")
    assert (shown.out, shown.err) == (ours.read_text("utf-8"), f"自带：{ours}\n")
    own = _written(workspace, f"{_TALK}/bridge.j2", "下面，我讲几点意见。\n")
    shown = drafter("template", "show", _TALK, "过渡")
    assert (shown.out, shown.err) == (own.read_text("utf-8"), f"工作文件夹：{own.relative_to(workspace)}\n")


def test_what_is_shared_is_shown_too(drafter: Drafter) -> None:
    """`show shared` lists the shared files, and shows one of them."""
    rows = [line.split() for line in drafter("template", "show", "shared").out.splitlines()[1:]]
    assert sorted(row[0] for row in rows) == ["phrases.yaml", "points.j2", "questions.yaml"]
    assert "各模板共用的问题" in drafter("template", "show", "shared", "questions").out


def test_a_text_with_control_characters_does_not_reach_the_terminal(drafter: Drafter, workspace: Path) -> None:
    """What could steer a terminal is shown, and compared, as blanks."""
    _written(workspace, f"{_TALK}/bridge.j2", "下面\x1b[2J，我讲。\n")
    assert "\x1b" not in drafter("template", "show", _TALK, "bridge").out
    assert "\x1b" not in drafter("template", "diff", _TALK, "bridge").out
