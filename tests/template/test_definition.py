"""template.yaml read and checked: every fault with its place, all at once."""

from __future__ import annotations

import pytest

from drafter.errors import InputError
from drafter.questions import Point
from drafter.template.definition import Definition, define
from drafter.template.questionnaire import shared_questions
from drafter.yamlfile import parse

_SHARED = """\
questions:
- {key: unit, label: 单位, round: first}
- {key: guests, kind: yesno, default: no}
"""
_WHOLE = """\
name: 试写会讲话
version: 3
summary: 只为试写
questions:
- unit
- {key: level, kind: choice, choices: [市, 县], default: 县}
- {key: day, label: 日期, kind: date, always: true, hint: 那一天, help: 何日}
- {key: host, kind: text, when: guests, optional: true, round: review}
- guests
- key: points
  kind: points
  default:
  - {heading: 子, body: zi, series: 一是, figure: 力, points: [丑, {body: yin}]}
  forms: [[坚持……，全力……, 坚决……], [在……上作表率]]
front: {title: "在{{ unit }}的讲话", date: "{{ day }}"}
series: {by: level, of: {市: [一、, （一）], 县: [一要]}}
sections:
- {name: opening, role: 开头, share: 40}
- {name: points, share: 60, series: [一、, 一]}
"""
_FAULTY = """\
nmae: 试写会讲话
version: [1]
questions:
- unti
- unit
- {key: unit}
- [一个]
- {label: 无名}
- {key: Big}
- {key: loop}
- {key: kind_of, kind: txt}
- {key: place, colour: 红, label: [甲], round: second, always: 是, optional: {}}
- {key: pick, kind: choice}
- {key: some, kind: several, choices: [[甲], 乙], default: 丙}
- {key: yes, kind: yesno, default: 也许}
- {key: day, kind: date, default: 2031-02-30}
- {key: year, kind: year, default: [2031]}
- {key: host, when: pick}
- {key: guest, when: gusts}
- {key: ring, kind: yesno, default: no, when: rung}
- {key: rung, kind: yesno, default: no, when: ring}
- guests
- key: points
  kind: points
  default:
  - {heading: 子, body: 子, series: 一者}
  - {heading: 丑, points: [{body: ../x, boby: y}, {points: [寅]}]}
front: {titel: 甲, date: [乙]}
series: {by: unit, of: {}}
sections:
- opening
- {name: Opening, share: 120}
- {name: closing, share: ², role: [甲], rule: 乙}
"""
_FAULTS = [
    "1:1: 没有“nmae”这一项（相近的有：name）",
    "4:3: 没有共用问题“unti”（相近的有：unit）",
    "6:3: 问题“unit”写了两次",
    "7:3: 一个问题应写成“key: …”的形式",
    "8:3: 问题要有 key，用小写英文字母、数字和下划线",
    "9:9: 问题要有 key，用小写英文字母、数字和下划线",
    "10:9: “loop”在模板里另有用处，不能作 key",
    "11:24: 没有“txt”这种问题（可用：text、long、year、date、choice、several、yesno、list、points）",
    "12:16: 没有“colour”这一项",
    "12:34: label 只能是一个值",
    "12:46: round 应是 first 或 review",
    "12:62: always 应是 true 或 false",
    "12:75: optional 只能是一个值",
    "13:3: 问题“pick”没有 choices",
    "13:3: 问题“pick”要有 default：它决定写哪些内容",
    "14:40: choices 的每一项只能是一个值",
    "14:58: some：没有“丙”这一项（可选：乙）",
    "15:36: yes：“也许”既不是“是”也不是“否”（写“是”或“否”）",
    "16:35: day：没有“2031-02-30”这一天（写成 2026-01-15 或 2026年1月15日）",
    "17:36: year：这里只能是一个值",
    "26:24: body“子”应是 points 里的文件名（不带 .j2）",
    "26:35: 没有“一者”这种编号（可用：一、 （一） 1. （1） ① 第一， 其一， 首先， 一是 一要 一 —— 无）",
    "27:34: body“../x”应是 points 里的文件名（不带 .j2）",
    "27:40: points：要点里没有“boby”这一项（相近的有：body）",
    "27:59: points：要点最多两层",
    "18:3: when“pick”应是一个是否题",
    "19:3: when“gusts”应是一个是否题（相近的有：guests）",
    "20:3: 问题“ring”的 when 绕回了自己",
    "21:3: 问题“rung”的 when 绕回了自己",
    "31:3: 一节应写成“{name: …, role: …, share: …}”的形式",
    "32:3: 节名“Opening”应是文件名（不带 .j2），用小写英文字母、数字和 -",
    "32:26: share“120”应是百分数",
    "33:40: 没有“rule”这一项（相近的有：role）",
    "33:26: share“²”应是百分数",
    "33:35: role 只能是一个值",
    "1:1: 缺 name（模板的中文名）",
    "2:10: version 只能是一个值",
    "28:9: 没有“titel”这一项（相近的有：title）",
    "28:25: date 只能是一个值",
    "29:9: series 应有 by（一个选择题）和 of（每项的编号）",
]


def _defined(text: str) -> Definition:
    return define(parse(text, "t.yaml"), shared_questions(parse(_SHARED, "s.yaml")))


def _faults(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        _defined(text)
    return [str(problem).removeprefix("t.yaml:") for problem in caught.value.problems]


def test_a_definition_says_what_was_written() -> None:
    """Names, questions in order, front lines, series and sections are those of the file."""
    made = _defined(_WHOLE)
    assert (made.name, made.version, made.summary) == ("试写会讲话", "3", "只为试写")
    assert list(made.questions) == ["unit", "level", "day", "host", "guests", "points"]
    assert {key: text for key, (text, _) in made.front.items()} == {"title": "在{{ unit }}的讲话", "date": "{{ day }}"}
    assert [(s.name, s.role, s.share, s.series) for s in made.sections] == [
        ("opening", "开头", 40, ()),
        ("points", "", 60, ("一、", "一")),
    ]


def test_a_question_says_what_was_written() -> None:
    """A question has its label, hint, help, condition and flags; one without a label shows its key."""
    made = _defined(_WHOLE).questions
    assert (made["day"].label, made["day"].hint, made["day"].help, made["day"].always) == (
        "日期",
        "那一天",
        "何日",
        True,
    )
    assert (made["host"].label, made["host"].when, made["host"].optional) == ("host", "guests", True)
    assert [key for key, question in made.items() if question.first] == ["unit"]
    below = (Point("丑"), Point(body="yin"))
    assert made["points"].default == (Point("子", "zi", below, series="一是", figure="力"),)
    assert made["points"].forms == (("坚持……，全力……", "坚决……"), ("在……上作表率",))


@pytest.mark.parametrize(
    ("choice", "families"), [("市", ("一、", "（一）")), ("县", ("一要",)), ("", ("一、", "（一）"))]
)
def test_the_series_follows_a_choice(choice: str, families: tuple[str, ...]) -> None:
    """Each choice has marker families of its own; where nothing is chosen the first ones hold."""
    assert _defined(_WHOLE).series.families(choice) == families


def test_every_fault_is_reported_at_once() -> None:
    """Each fault of a template.yaml comes with its line and column, and none hides another."""
    assert sorted(_faults(_FAULTY)) == sorted(_FAULTS)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("name: 试写会讲话", "name: ''", "1:1: 缺 name（模板的中文名）"),
        (_WHOLE[_WHOLE.index("sections:") :], "", "1:1: 缺 sections"),
        ("name: opening, ", "", "18:3: 节名“”应是文件名"),
        ("front: {", "freund: {", "1:1: 缺 front（标题、日期、讲话人、称呼）"),
        ("- unit\n", "- {key: points, kind: points, default: []}\n", "10:3: 问题“points”写了两次"),
        ("市: [一、, （一）]", "市: [一、, （二）]", "16:34: 没有“（二）”这种编号"),
        ("市: [一、, （一）], ", "", "16:25: 选项“市”没有写编号"),
        ("县: [一要]", "县: [一要], 乡: [一要]", "16:49: “level”没有“乡”这一项"),
        ("{市: [一、, （一）], 县: [一要]}", "市", "16:9: series 应有 by"),
        ("{by: level, of: {市: [一、, （一）], 县: [一要]}}", "一、", "16:9: series 应是一个列表"),
        ("{by: level, of: {市: [一、, （一）], 县: [一要]}}", "[一、, [甲]]", "16:14: series 的每一项只能是一个值"),
        ("series: [一、, 一]", "series: [一、, 一练]", "19:42: 没有“一练”这种编号"),
        ("series: [一、, 一]", "series: {by: level}", "19:37: series 应是一个列表"),
        ("[[坚持……，全力……, 坚决……], [在……上作表率]]", "坚持……", "14:10: forms 应是一个列表"),
        ("[[坚持……，全力……, 坚决……], [在……上作表率]]", "[坚持……]", "14:11: forms 应分级写成两组"),
        ("[[坚持……，全力……, 坚决……], [在……上作表率]]", "[[], [], [甲]]", "14:19: forms 最多两组"),
        ("坚决……", "[甲]", "14:23: forms 的每一项只能是一个值"),
        ("坚决……", "' '", "14:23: 句式应是一行字"),
        ("坚决……", "甲" * 61, "14:23: 句式应是一行字，不超过60个字"),
        ("坚决……", '"甲\\n乙"', "14:23: 句式应是一行字"),
        ("[在……上作表率]", str(["甲"] * 21), "14:131: 一组句式最多20条"),
        ("- guests\n", "- {key: town, forms: [[甲]]}\n", "9:22: forms 只用于要点题"),
        ("series: 一是", "own: 子", "13:33: own 只用在答案里"),
        ("series: 一是", "form: 甲……", "13:34: points：heading 和 form 只能写一个"),
        ("default: 县", "default: 乡", "6:56: level：没有“乡”这一项（可选：市、县）"),
    ],
)
def test_a_fault_has_its_place(old: str, new: str, fault: str) -> None:
    """One thing wrong in a sound file is reported where it stands."""
    assert old in _WHOLE
    assert any(found.startswith(fault) for found in _faults(_WHOLE.replace(old, new)))


def test_shared_questions_have_their_faults_reported() -> None:
    """A fault of the shared questions is at its place in their file."""
    with pytest.raises(InputError) as caught:
        shared_questions(parse("question: []\nquestions:\n- 甲\n- {key: 乙}\n", "s.yaml"))
    assert [str(problem) for problem in caught.value.problems] == [
        "s.yaml:1:1: 没有“question”这一项（相近的有：questions）",
        "s.yaml:3:3: 没有共用问题“甲”",
        "s.yaml:4:9: 问题要有 key，用小写英文字母、数字和下划线",
    ]


def test_a_file_full_of_faults_ends_soon() -> None:
    """Of thousands of faults the first are told, and that there are more: looking for like names takes its time."""
    rows = "".join(f"- {{key: q{n}, defualt: 甲}}\n" for n in range(2000))
    faults = _faults(f"name: 小\nfront: {{title: 题}}\nsections: [{{name: body}}]\nquestions:\n{rows}")
    assert faults[0] == "5:13: 没有“defualt”这一项（相近的有：default）"
    assert len(faults) == 201
    assert faults[-1] == "后面还有，先改以上这些"


def test_a_speech_has_no_more_than_99_sections() -> None:
    """A hundredth section is a fault at its place."""
    rows = "- {name: body}\n" * 100
    assert _faults(f"name: 小\nfront: {{title: 题}}\nsections:\n{rows}") == ["103:3: 节过多，最多 99 节"]
