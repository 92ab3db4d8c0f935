"""The examples of docs/templates.md, each rendered: what stands under 得到 is what comes out."""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path

import pytest

from drafter.layers import merge, read_settings
from drafter.markup import read
from drafter.template import Template, open_template
from drafter.template.filters import FILTERS, TESTS

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "templates.md").read_text(encoding="utf-8")
_HEAD = "| 名称 | 这样写 | 答案 | 得到 |"
_CELL = re.compile(r"(?<!\\)\|")
_CODE = re.compile(r"`([^`]+)`")
_FENCE = re.compile(r"^```(jinja|text) (\S+)(.*)\n((?:.*\n)*?)```$", re.MULTILINE)
_TEMPLATE = "accountability-meeting"


def _rows() -> list[list[str]]:
    """The cells of the table of examples: name, template, answers, what comes out."""
    lines = PAGE.split(f"{_HEAD}\n")[1].splitlines()[1:]
    table = takewhile(lambda line: line.startswith("|"), lines)
    return [[cell.strip().replace("\\|", "|") for cell in _CELL.split(line)[1:-1]] for line in table]


def _stories() -> list[tuple[dict[str, str], str, list[str], str]]:
    """For each example in blocks: its files, the one that is drafted, the answers, what comes out."""
    found: list[tuple[dict[str, str], str, list[str], str]] = []
    files: dict[str, str] = {}
    for kind, name, answers, text in _FENCE.findall(PAGE):
        if kind == "jinja":
            files[name] = text
        else:
            found.append((files, name, answers.split(), text))
            files = {}
    return found


def _values(template: Template, settings: list[str]) -> dict[str, object]:
    answers = merge([read_settings(settings)], template.definition.questions, lambda _: ()).values
    return template.resolver(answers).values()


def _lines(template: Template, name: str, settings: list[str]) -> list[str]:
    blocks = read(template.renderer.file(name, _values(template, settings)), "")
    return ["".join(i.text for i in block.inlines) for block in blocks if block.kind != "guidance"]


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row[0])
def test_each_example_of_the_table_comes_out_so(workspace: Path, row: list[str]) -> None:
    """The template text with these answers, as a section, gives the text of the last cell."""
    _, written, answers, shown = row
    path = workspace / "templates" / _TEMPLATE / "bridge.j2"
    path.parent.mkdir(parents=True)
    path.write_text(_CODE.findall(written)[0], encoding="utf-8")
    assert _lines(open_template(_TEMPLATE, workspace), "bridge.j2", _CODE.findall(answers)) == [shown]


def test_every_filter_test_and_function_has_an_example() -> None:
    """What a template can use is in the table, used as it is named, and nothing else is."""
    named = [(_CODE.findall(row[0])[0], row[1]) for row in _rows()]
    assert {name for name, _ in named} == {*FILTERS, *TESTS, "phrase", "gap"}
    assert [name for name, written in named if not re.search(rf"(\||is |{{{{ ){name}\b", written)] == []


@pytest.mark.parametrize("story", _stories(), ids=lambda story: "、".join(story[0]))
def test_each_example_in_blocks_drafts_so(workspace: Path, story: tuple[dict[str, str], str, list[str], str]) -> None:
    """The files of an example, put into a workspace, give the paragraphs that the page shows."""
    files, name, settings, shown = story
    for part, text in files.items():
        path = workspace / "templates" / (part if "/" in part else f"{_TEMPLATE}/{part}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert _lines(open_template(_TEMPLATE, workspace), name, settings) == shown.splitlines()


def test_the_page_has_examples_in_blocks() -> None:
    """A section as it reads, one that extends a shared one, one that includes and has a macro."""
    sources = ["".join(files.values()) for files, *_ in _stories()]
    wanted = ("> ", "extends", "include", "macro")
    assert [word for word in wanted if not any(word in source for source in sources)] == []
