"""`drafter template check`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter.interview.width import cells

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

_DEFINITION = """\
name: 试写会讲话
questions: [{key: meeting}]
front: {title: "在{{ meeting }}上的讲话"}
sections: [{name: body}]
"""


@pytest.fixture
def small(workspace: Path) -> Callable[[str], None]:
    """A function that writes a template `small` with this text in its one section."""

    def write(text: str) -> None:
        folder = workspace / "templates" / "small"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "template.yaml").write_text(_DEFINITION, encoding="utf-8")
        (folder / "body.j2").write_text(text, encoding="utf-8")

    return write


def test_errors_and_warnings_stand_apart(drafter: Callable[..., Outcome], small: Callable[[str], None]) -> None:
    """Each has its line below it and a mark under its column, Chinese text two columns wide; exit code 1 for errors."""
    small("同志们,今天开{{ meting }}。\n")
    outcome = drafter("template", "check", "small")
    assert outcome.code == 1
    assert outcome.out.splitlines() == [
        "试写会讲话：1处错误，1处提醒",
        "",
        "【错误】",
        "templates/small/body.j2:1:11: 没有“meting”这个问题（相近的有：meeting）",
        "    同志们,今天开{{ meting }}。",
        f"    {' ' * cells('同志们,今天开{{ ')}^",
        "",
        "【提醒】",
        "templates/small/body.j2:1:4: 汉字之间用了半角的“,”（改成全角的标点）",
        "    同志们,今天开{{ meting }}。",
        "          ^",
    ]
    assert outcome.err == "有1处错误要改\n"


def test_warnings_alone_are_no_failure(drafter: Callable[..., Outcome], small: Callable[[str], None]) -> None:
    """With warnings only the exit code is 0, and nothing is said on standard error."""
    small("今天开会 \n")
    outcome = drafter("template", "check", "试写会讲话")
    assert (outcome.code, outcome.err) == (0, "")
    assert "试写会讲话：1处提醒" in outcome.out


@pytest.mark.parametrize("before", ["严" * 200, "x" * 300, ""])
def test_a_long_line_is_shown_around_its_place(
    drafter: Callable[..., Outcome], small: Callable[[str], None], before: str
) -> None:
    """Of a paragraph of hundreds of characters what stands around the place is shown, and the mark is under it."""
    small(f"{before}会,会{'严' * 200}\n")
    *_, line, mark = drafter("template", "check", "small").out.splitlines()
    assert cells(line) <= 76
    at = next(number for number in range(len(line)) if cells(line[:number]) == len(mark) - 1)
    assert line[at] == ","


def test_other_programs_get_the_same_as_data(drafter: Callable[..., Outcome], small: Callable[[str], None]) -> None:
    """--json gives each finding with severity, rule, file, line, column, message, mend and the line's text."""
    small("今天开{{ meting }}。\n")
    outcome = drafter("template", "check", "small", "--json")
    assert outcome.code == 1
    (told,) = json.loads(outcome.out)
    assert (told["template"], told["name"]) == ("small", "试写会讲话")
    assert told["findings"] == [
        {
            "severity": "error",
            "rule": "unknown-name",
            "file": "templates/small/body.j2",
            "line": 1,
            "column": 7,
            "message": "没有“meting”这个问题",
            "mend": "相近的有：meeting",
            "text": "今天开{{ meting }}。",
        }
    ]


def test_without_a_name_all_templates_are_checked(
    drafter: Callable[..., Outcome], small: Callable[[str], None]
) -> None:
    """All that a workspace sees are checked: its own and those that travel with drafter, which have no fault."""
    small("今天开会。\n")
    outcome = drafter("template", "check")
    assert outcome.code == 0
    assert outcome.out.split("\n\n") == [
        "述责述廉大会讲话：没有问题",
        "领导干部集体谈心谈话会讲话：没有问题",
        "试写会讲话：没有问题\n",
    ]


def test_a_template_that_there_is_not_is_wrong_use(drafter: Callable[..., Outcome]) -> None:
    """A name of no template is said, with the nearest, and exits 2."""
    outcome = drafter("template", "check", "group-tlk")
    assert (outcome.code, "没有“group-tlk”这个模板（相近的有：group-talk" in outcome.err) == (2, True)


def test_the_example_of_the_manual_is_what_is_said(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """What docs/templates.md shows of a check is what it says of that line."""
    page = (Path(__file__).parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")
    shown = page[page.index("述责述廉大会讲话：1处错误") :].partition("```")[0]
    (line,) = {line.strip() for line in shown.splitlines() if line.startswith("    ") and line.strip() != "^"}
    path = workspace / "templates" / "accountability-meeting" / "bridge.j2"
    path.parent.mkdir(parents=True)
    path.write_text(f"{line}\n", encoding="utf-8")
    assert drafter("template", "check", "述责述廉大会讲话").out == shown
