"""Every rule by golden cases that a writer can read: what it says of faulty templates, what it lets pass."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from drafter.checking import Finding, check, trial, view
from drafter.checking.rules import RULES
from drafter.template import renderer_for
from drafter.template.render import Renderer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafter.questions import Question, Value

CASES = Path(__file__).parent.parent / "cases" / "check"
TODAY = dt.date(2026, 1, 15)
_CASE = re.compile(r"(?m)^######## (说|不说)\n")
_PART = re.compile(r"(?m)^=== (.+)\n")
_USUAL = {
    "template.yaml": """\
name: 试写会讲话
questions: [{key: meeting, label: 会议名称, hint: 会议名称，如“试写会”}]
front: {title: "在{{ meeting }}上的讲话"}
series: [一、, （一）]
sections: [{name: body, role: 正文}]
""",
    "body.j2": "同志们，今天开会。\n",
}


class Case(NamedTuple):
    """A small template: its rule, whether the rule has something to say of it, its files, and all that is said."""

    rule: str
    speaks: bool
    files: dict[str, str]
    said: str


def _read(path: Path) -> list[Case]:
    _, *found = _CASE.split(path.read_text(encoding="utf-8"))
    cases = []
    for kind, text in zip(found[::2], found[1::2], strict=True):
        _, *parts = _PART.split(text)
        files = dict(zip(parts[::2], parts[1::2], strict=True))
        said = files.pop("结果", "")
        cases.append(Case(path.stem, kind == "说", files, said))
    return cases


ALL = [case for path in sorted(CASES.glob("*.txt")) for case in _read(path)]


@pytest.fixture(autouse=True)
def _in_workspace(workspace: Path) -> None:
    """Every test runs in an empty workspace."""


@pytest.fixture(autouse=True)
def _in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test starts a process for its template: that takes longer than the check."""
    monkeypatch.setattr(view, "renderer_for", partial(renderer_for, made_here=True))


def _checked(files: Mapping[str, str]) -> list[Finding]:
    """What is found in the template of these files, in the current folder."""
    for name, text in {**_USUAL, **files}.items():
        path = Path("templates", "small", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return check("small", Path(), TODAY)


def _told(findings: list[Finding]) -> str:
    lines = [f"{'错误' if one.is_error else '提醒'} {one.problem}\n" for one in findings]
    return "".join(lines).replace(str(Path("templates", "small")) + "/", "")


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.rule}-{'says' if case.speaks else 'passes'}")
def test_a_case_is_told_to_the_line(case: Case) -> None:
    """What check says of a template is exactly what stands in its case; of one that is right, nothing at all."""
    found = _checked(case.files)
    assert _told(found) == case.said
    assert (case.rule in {one.rule for one in found}) == case.speaks


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_has_cases_of_both_kinds(rule: object) -> None:
    """A rule without a template that it tells of, or without one that it lets pass, is not done."""
    assert {case.speaks for case in ALL if case.rule == getattr(rule, "name", "")} == {True, False}


def test_each_case_is_of_a_rule() -> None:
    """No case is left of a rule that went, and no two rules have one name."""
    names = [rule.name for rule in RULES]
    assert {case.rule for case in ALL} == set(names)
    assert len(names) == len(set(names))


def test_faults_of_all_files_are_told_at_once() -> None:
    """Faults of template.yaml, of syntax and of words come together, sorted by file, line and column."""
    found = _checked({"template.yaml": "name: 试写会讲话\n", "body.j2": "{% if a %}\n今天开会 \n", "end.j2": "{{ }}\n"})
    assert [(Path(one.place.path).name, one.place.line, one.rule) for one in found] == [
        ("body.j2", 1, "syntax"),
        ("body.j2", 2, "trailing"),
        ("end.j2", 1, "syntax"),
        *[("template.yaml", 1, "definition")] * 2,
    ]


def test_phrases_at_fault_are_told(workspace: Path) -> None:
    """Faults of the shared phrases stand among the others."""
    (workspace / "templates" / "shared").mkdir(parents=True)
    (workspace / "templates" / "shared" / "phrases.yaml").write_text("提法:\n  甲: {texts: 甲}\n", encoding="utf-8")
    (fault, *_) = _checked({})
    assert (fault.rule, Path(fault.place.path).name, fault.place.line) == ("definition", "phrases.yaml", 2)


def test_a_file_in_another_encoding_is_a_fault(workspace: Path) -> None:
    """A section that is no UTF-8 is told with its place, and the others are checked."""
    _checked({})
    (workspace / "templates" / "small" / "body.j2").write_bytes("同志们".encode("gb18030"))
    found = check("small", Path(), TODAY)
    assert {one.rule for one in found} >= {"definition"}
    assert any("不是 UTF-8 编码" in one.problem.message for one in found)


def test_a_shape_that_words_change_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where hostile words of the same answers give another shape, that is an error."""

    def fewer(_questions: Mapping[str, Question], values: Mapping[str, Value]) -> dict[str, Value]:
        return {key: value[:1] if isinstance(value, tuple) else value for key, value in values.items()}

    files = {"template.yaml": _USUAL["template.yaml"].replace("}]", "}, {key: aims, kind: list}]", 1)}
    files["body.j2"] = "{% for aim in aims %}\n{{ aim }}要抓。\n{% endfor %}\n"
    assert _checked(files) == []
    monkeypatch.setattr(trial, "hostile", fewer)
    assert [one.problem.message for one in _checked(files)] == ["答案里的字改变了稿子的样子"]


def test_the_sample_profile_is_tried(workspace: Path) -> None:
    """What has run out by the day of the sample's meeting is told; a profile that doesn't fit is passed over."""
    (workspace / "profiles").mkdir()
    for name, answers in (("a", "{none: 1}"), ("b", "{day: 2026-03-01}")):
        text = f"template: small\nanswers: {answers}\n"
        (workspace / "profiles" / f"{name}.yaml").write_text(text, encoding="utf-8")
    (workspace / "templates" / "shared").mkdir(parents=True)
    phrases = "活动:\n  甲活动: {text: 甲活动, until: 2026-02}\n  乙活动: {text: 乙活动, until: 2026-03}\n"
    (workspace / "templates" / "shared" / "phrases.yaml").write_text(phrases, encoding="utf-8")
    files = {"template.yaml": _USUAL["template.yaml"].replace("}]", "}, {key: day, kind: date}]", 1)}
    files["body.j2"] = "{{ day|date }}开展甲活动、乙活动。\n"
    assert _told(_checked(files)) == "提醒 body.j2:1:17: “甲活动”到2026-02为止（核对是否仍适用，或写明是回顾）\n"


@pytest.mark.parametrize("name", ["accountability-meeting", "group-talk"])
def test_shipped_templates_have_nothing_to_tell(name: str) -> None:
    """The templates that travel with drafter pass without an error or a warning."""
    assert _told(check(name, Path(), TODAY)) == ""


def test_too_much_code_is_one_fault() -> None:
    """A file of more code than a template may have is told of once, in the line where it gets too much."""
    (one,) = _checked({"body.j2": "{{ meeting }}\n" * 9000})
    assert (one.rule, one.place.line > 1, one.place.column) == ("syntax", True, 12)
    assert "代码太多" in one.problem.message


def test_a_strangers_template_is_drafted_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a process that can be killed runs it; what goes wrong there is told at its place as everywhere."""
    monkeypatch.setattr(view, "renderer_for", renderer_for)
    monkeypatch.setattr(Renderer, "file", None)
    (one,) = _checked(
        {"body.j2": "今天开会。\n{% for a in 'aaaaaaaaaa' %}" + "{% for b in 'aaaaaaaaaa' %}" * 7 + "{% endfor %}" * 8}
    )
    assert (one.rule, one.place.line, one.place.column > 0) == ("drafting", 2, True)
    assert "循环或引用的次数太多" in one.problem.message


def test_a_slow_template_that_is_at_fault_is_not_tried_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once something is wrong and time is up, what else drafting might find waits for the next check."""
    questions = "{key: guests, kind: yesno, default: no}, {key: meeting"
    files = {"template.yaml": _USUAL["template.yaml"].replace("{key: meeting", questions)}
    files["body.j2"] = "{% if guests %}\n{{ meeting|date }}\n{% else %}\n{{ meeting|next }}\n{% endif %}\n"
    assert len(_checked(files)) == 2
    monkeypatch.setattr(trial, "PATIENCE", -1)
    assert len(_checked(files)) == 1


def test_a_file_at_fault_as_a_whole_is_told_at_its_beginning() -> None:
    """What no line is to blame for, as more paragraphs than a draft may have, stands at line 1, column 1."""
    (one,) = _checked({"body.j2": "甲\n" * 60_000})
    assert (one.rule, one.place.line, one.place.column) == ("drafting", 1, 1)


def test_no_rule_floods_the_page() -> None:
    """Of a rule with hundreds of findings the first are told, and that there are more."""
    found = _checked({"body.j2": "今天,开会。\n" * 500})
    assert len(found) == 201
    assert (found[-1].place.line, found[-1].problem.message) == (201, "这一类超过200处，从这里起没有再列")


def test_what_is_told_of_a_long_stretch_is_short() -> None:
    """A message cites no more than a line's worth of what is wrong."""
    (told,) = _checked({"body.j2": f"{{{'甲' * 500}}}\n"})
    assert len(str(told.problem)) < 120


@pytest.mark.parametrize("text", ["\t", "#", "# " + " " * 400, "“四风", "《", "甲、", "“一", "。 ", "**甲", "{ "])
def test_words_of_any_length_are_checked(text: str) -> None:
    """A long run of anything that rules look for is checked without getting stuck."""
    assert len(_checked({"body.j2": f"甲{text * (200_000 // len(text.encode()))}\n"})) < 300


def test_a_file_that_sections_share_is_checked(workspace: Path) -> None:
    """A shared file that a section includes is checked with the template; one that none uses is not."""
    shared = workspace / "templates" / "shared"
    shared.mkdir(parents=True)
    (shared / "thanks.j2").write_text("谢谢大家,散会。\n", encoding="utf-8")
    (shared / "other.j2").write_text("{{\n", encoding="utf-8")
    (one,) = _checked({"body.j2": "今天开会。\n{% include 'thanks.j2' %}\n"})
    assert (Path(one.place.path).name, one.rule) == ("thanks.j2", "half-width")


def test_a_shared_question_is_told_where_the_template_asks_it() -> None:
    """An unused question of shared/questions.yaml is told at its name in template.yaml."""
    definition = _USUAL["template.yaml"].replace("questions: [", "questions:\n- place # 地点\n- ").replace("}]", "}", 1)
    (one,) = _checked({"template.yaml": definition})
    assert (Path(one.place.path).name, one.place.line, one.place.column) == ("template.yaml", 3, 3)
