"""From a template and answers to a draft: golden cases that a writer can read, warnings, and the promises."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

from drafter.cli.summary import checklist
from drafter.drafting import Draft, draft, draft_part
from drafter.layers import Layer, merge
from drafter.numerals import markers
from drafter.template import Template, open_template
from drafter.word import write
from drafter.yamlfile import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.questions import Value

_CASES = sorted((Path(__file__).parent / "cases" / "drafting").glob("*.txt"))
_PART = re.compile(r"(?m)^=== (.+)\n")
_KINDS = {"title": "题　　", "date": "日期　", "speaker": "讲话人", "salutation": "称呼　", "guidance": "提示　"}
_DATED = """\
name: 试写会讲话
questions:
- {key: day, kind: date}
- {key: said, kind: text}
- {key: points, kind: points, default: [{heading: "“{{ count }}力”要强", figure: 力, points: [眼力, 脑力]}]}
front: {title: 题, date: "{{ day }}"}
sections: [{name: body}, {name: points}]
"""
_PARTED = """\
name: 分节会讲话
questions:
- key: points
  kind: points
  default:
  - {heading: 甲, body: a, series: 一是, points: [{heading: 甲甲, body: aa, series: "1."}]}
  - {heading: 乙, body: b}
front: {title: 题}
series: [一、, （一）, ——]
sections: [{name: head, role: 开头, series: [第一，]}, {name: points, role: 要点}]
"""
_BODY = '{{ said }}{{ "甲活动"|phrase }}。{{ gap("如丙活动") }}\n> 写到丁活动为止。\n'
_PHRASES = """\
活动:
  甲活动: {text: 甲活动, until: 2030-12}
  乙活动: {text: 乙活动, until: 2030}
  丙活动: {text: 丙活动, until: 2030}
  丁活动: {text: 丁活动, until: 2030}
"""


def _template(workspace: Path, files: Mapping[str, str]) -> Template:
    for name, text in files.items():
        path = workspace / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return open_template("small", workspace)


def _answers(template: Template, text: str) -> dict[str, Value]:
    layer = Layer("case", parse(text, "answers"))
    return merge([layer], template.definition.questions, lambda _: ()).values


def _lines(made: Draft) -> Iterator[str]:
    """A draft as a writer reads it in a golden case."""
    headings = [(block.level, block.series) for block in made.document.headings]
    numbers = iter(markers(headings, made.document.apart))
    for block in made.document.blocks:
        if block.kind == "heading":
            yield f"标题{'　' * block.level}{next(numbers)}{block.text}"
        else:
            yield _KINDS.get(block.kind, "　　　") + block.text


@pytest.mark.parametrize("case", _CASES, ids=lambda path: path.stem)
def test_a_case_drafts_as_written(case: Path, tmp_path: Path) -> None:
    """A template and answers give the draft that the case shows, to the character."""
    _, *parts = _PART.split(case.read_text(encoding="utf-8"))
    texts = dict(zip(parts[::2], parts[1::2], strict=True))
    files = {f"small/{name}": text for name, text in texts.items() if name.endswith((".yaml", ".j2"))}
    template = _template(tmp_path, files)
    made = draft(template, _answers(template, texts["answers"]), outline_only="outline" in texts)
    assert list(_lines(made)) == texts.get("draft", texts.get("outline", "")).splitlines()


@pytest.fixture(scope="session")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """A template with a date, a figure and campaigns that were over by the end of 2030."""
    files = {"small/template.yaml": _DATED, "small/body.j2": _BODY, "shared/phrases.yaml": _PHRASES}
    return _template(tmp_path_factory.mktemp("dated"), files)


@pytest.mark.parametrize(
    ("answers", "over"),
    [
        ("day: 2031-01-01", ["甲活动"]),
        ("day: 2030-12-31", []),
        ("said: 乙活动", []),
        ("{day: 2031-01-01, said: 回顾乙活动}", ["甲活动", "乙活动"]),
    ],
)
def test_what_was_over_before_the_meeting_is_a_warning(dated: Template, answers: str, over: list[str]) -> None:
    """A campaign on the page that ended before the meeting's date is named; not one in a hint, nor without a date."""
    found = [problem.message for problem in draft(dated, _answers(dated, answers)).warnings]
    assert [re.sub("“(.*)”到2030.*为止", r"\1", message) for message in found] == over


@pytest.mark.parametrize(
    ("points", "warnings"),
    [
        ("", []),
        ("points: [{heading: “三力”要强, figure: 力, points: [眼力, 脑力, 脚力]}]", []),
        ("points: [{heading: “两力”要强, figure: 力, points: [眼力, 脑力]}]", []),
        (
            "points: [{heading: “三力”要强, figure: 力, points: [眼力, 脑力]}]",
            ["要点““三力”要强”下面有2条，与“三力”对不上（改标题或增减要点）"],
        ),
        (
            "points: [{heading: “二线”要强, figure: 力, points: [眼力, 脑力]}]",
            ["要点““二线”要强”下面有2条，与“二线”对不上（改标题或增减要点）"],
        ),
        (
            "points: [{heading: “零力”要强, figure: 力}]",
            ["要点““零力”要强”下面有0条，与“零力”对不上（改标题或增减要点）"],
        ),
        (
            "points: [{heading: 要强, figure: 力, points: [眼力, 口才]}]",
            ["“口才”里没有“力”字（它的上级是“要强”）"],
        ),
        ("points: [{heading: “三力”要强, points: [口才]}]", []),
        ("points: [{form: “三力”……, figure: 力, points: [{form: ……}, 脑力]}]", []),
    ],
)
def test_a_figure_is_checked(dated: Template, points: str, warnings: list[str]) -> None:
    """A heading built on a figure says how many sub-headings carry its character; where not, the writer is told."""
    assert [str(problem) for problem in draft(dated, _answers(dated, points)).warnings] == warnings


@pytest.fixture
def gapped(tmp_path: Path) -> Template:
    """A template whose default heading has two gaps, one with a bracket in its hint."""
    heading = '坚持{{ gap("四字，如“实干兴局”") }}，全力{{ gap("如“【抓】落实”") }}'
    points = f"[{{heading: '{heading}', body: a}}, {{heading: 到底, body: a}}]"
    text = (
        f"name: 试\nquestions: [{{key: points, kind: points, default: {points}}}]\n"
        "front: {title: 题}\nseries: [一、]\nsections: [{name: points}]\n"
    )
    return _template(tmp_path, {"small/template.yaml": text, "small/points/a.j2": "说到做到。"})


def test_the_gaps_of_a_heading_reach_the_page(gapped: Template) -> None:
    """A heading with gaps stands in the Word file as it is shown, in an outline as in a whole draft."""
    for outline_only in (False, True):
        data = write(draft(gapped, {}, outline_only=outline_only).document)
        (heading, _) = [
            p.text for p in docx.Document(io.BytesIO(data)).paragraphs if p.style and "Head" in p.style.name
        ]
        assert heading == "坚持【待补：四字，如“实干兴局”】，全力【待补：如“〔抓〕落实”】"


def test_the_gaps_of_a_heading_are_on_the_checklist(gapped: Template) -> None:
    """Each gap of a heading is a line of the checklist, under the heading with its number."""
    lines = [line for line in checklist(draft(gapped, {}), []).splitlines() if line.startswith("□")]
    assert [line.rpartition("｜")[2] for line in lines] == ["四字，如“实干兴局”", "如“〔抓〕落实”"]
    assert all(line.startswith("□ 一、坚持……，全力……｜") for line in lines)


@pytest.mark.parametrize(
    ("file", "lines"),
    [
        ("head.j2", ["标题　第一，子", "标题　第二，丑"]),
        ("points/aa.j2", ["标题　　　1.寅", "标题　　　2.卯"]),
        ("points/a.j2", ["标题　　一是辰", "标题　　二是巳"]),
        ("points/b.j2", ["标题　　（一）午", "标题　　（二）未"]),
        ("loose.j2", ["标题　　　——申", "标题　　　——酉"]),
    ],
)
def test_a_part_alone_is_numbered_as_in_the_whole(tmp_path: Path, file: str, lines: list[str]) -> None:
    """Headings of a section have its own numbers, those under a point the point's, all others the template's."""
    files = {
        "head.j2": "# 子\n# 丑\n",
        "points/aa.j2": "### 寅\n### 卯\n",
        "points/a.j2": "## 辰\n## 巳\n",
        "points/b.j2": "## 午\n## 未\n",
        "loose.j2": "### 申\n### 酉\n",
    }
    template = _template(
        tmp_path, {f"small/{name}": text for name, text in {"template.yaml": _PARTED, **files}.items()}
    )
    assert list(_lines(Draft(draft_part(template, file, {})))) == lines


@pytest.mark.parametrize("name", ["accountability-meeting", "group-talk"])
def test_the_sections_alone_are_the_whole(name: str) -> None:
    """Section by section a template gives every block of the draft after the front, in its order."""
    template = open_template(name, Path("nowhere"))
    whole = draft(template, {"unit": "甲市公安局"}).document.blocks
    files = [f"{section.name}.j2" for section in template.definition.sections]
    parts = [block for file in files for block in draft_part(template, file, {"unit": "甲市公安局"}).blocks]
    assert tuple(parts) == whole[-len(parts) :]
    assert {block.kind for block in whole[: -len(parts)]} <= {"title", "date", "speaker", "salutation"}
