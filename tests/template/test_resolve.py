"""What the answers come to: defaults that follow other answers, conditions, and points with the template's texts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.document import Field, Gap, Words
from drafter.errors import InputError
from drafter.questions import Point
from drafter.template.pouring import PouringRenderer
from drafter.template.questionnaire import shared_questions
from drafter.template.render import Renderer
from drafter.template.resolve import Resolver
from drafter.template.values import Many, Open, PointView, segments
from drafter.yamlfile import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drafter.markup import Segment
    from drafter.questions import Value
    from drafter.template.resolve import Resolved

_QUESTIONS = """\
questions:
- {key: unit, hint: 单位}
- {key: level, kind: choice, choices: [市, 县], default: 市}
- {key: short, default: "{{ level }}局"}
- {key: day, kind: date}
- {key: year, kind: year, default: "{{ day|year_reviewed }}", hint: 年度}
- {key: next_year, kind: year, default: "{{ year|next }}"}
- {key: meeting, default: "{{ unit }}{{ year }}年度会"}
- {key: title, default: "在{{ meeting }}上的讲话"}
- {key: guests, kind: yesno, default: no}
- {key: host, when: guests, hint: 来宾, default: 诸位}
- {key: salute, default: "{% if guests %}{{ host }}：{% endif %}"}
- {key: rules, kind: list, default: [《甲》, "{{ unit }}规定"], hint: 制度}
- {key: marks, kind: several, choices: [点评, 测评], default: [点评]}
- {key: notes, kind: long, default: [子, 丑]}
- key: points
  label: 要点
  kind: points
  default:
  - heading: “{{ count }}力”在{{ short }}
    body: strength
    figure: 力
    series: 一是
    points: [{heading: 眼力, body: eye}, {heading: 脑力, body: mind}, 脚力]
  - heading: 末条
"""
_TEXTS = ("points/strength.j2", "points/eye.j2", "points/mind.j2", "closing.j2")


def _resolver(text: str = _QUESTIONS, left_open: frozenset[str] = frozenset(), **given: Value) -> Resolver:
    def source(name: str) -> tuple[str, Path]:
        raise KeyError(name)

    def files() -> tuple[str, ...]:
        return _TEXTS

    renderer = PouringRenderer(lambda: Renderer(source, {}, files), files)
    return Resolver(shared_questions(parse(text, "q.yaml")), renderer, given, left_open)


def _shown(resolver: Resolver, key: str) -> tuple[Segment, ...]:
    return segments(resolver.value(key))


def _outline(views: object, depth: int = 0) -> Iterator[tuple[int, tuple[Segment, ...], str]]:
    assert isinstance(views, Many)
    for view in views:
        assert isinstance(view, PointView)
        yield depth, segments(view.heading), view.body
        yield from _outline(view.points, depth + 1)


def test_a_default_follows_the_answers_it_comes_from() -> None:
    """A default is worked out from other answers, through other defaults, and is one field of its own question."""
    resolver = _resolver(unit="甲局", day=dt.date(2031, 2, 3))
    assert _shown(resolver, "title") == (Field("title", "在甲局2030年度会上的讲话"),)
    assert _shown(resolver, "next_year") == (Field("next_year", "2031"),)
    assert resolver.default("title") == "在甲局2030年度会上的讲话"
    assert resolver.default("next_year") == 2031


_SOME = {
    "unit": st.sampled_from(["甲局", "乙局"]),
    "level": st.sampled_from(["市", "县"]),
    "day": st.sampled_from([dt.date(2031, 9, 9), dt.date(2032, 1, 1)]),
    "year": st.sampled_from([2030, 2031]),
    "guests": st.booleans(),
    "host": st.sampled_from(["诸位", "各位"]),
    "rules": st.sampled_from([("《乙》",), ("《乙》", "《丙》")]),
    "points": st.sampled_from([(), (Point("新条", points=(Point("甲"),)),), (Point(body="strength"),)]),
}


def _told(value: object) -> object:
    """All that a value says."""
    if isinstance(value, Many):
        return [_told(item) for item in value]
    if isinstance(value, PointView):
        return value.body, _told(value.heading), _told(value.points)
    return value if isinstance(value, bool) else segments(value)


@given(st.lists(st.tuples(st.fixed_dictionaries({}, optional=_SOME), st.sets(st.sampled_from(sorted(_SOME))))))
def test_what_was_come_to_before_changes_nothing(turns: list[tuple[dict[str, Value], set[str]]]) -> None:
    """Answers come to the same after any others; and after the very same ones, to the very same objects."""
    before: dict[str, Resolved] = {}
    for given_now, left_open in turns:
        anew = replace(_resolver(), given=given_now, left_open=frozenset(left_open))
        values = replace(anew, before=before, _seen={}).values()
        told = {key: _told(value) for key, value in values.items()}
        assert told == {key: _told(value) for key, value in anew.values().items()}
        again = replace(anew, before=before, _seen={}).values()
        assert all(again[key] is value for key, value in values.items())


def test_an_answer_goes_before_a_default_and_into_those_that_follow() -> None:
    """A given answer stands in place of the default, and what hangs on it follows."""
    resolver = _resolver(unit="甲局", day=dt.date(2031, 2, 3), year=2029, level="县")
    assert _shown(resolver, "title") == (Field("title", "在甲局2029年度会上的讲话"),)
    assert _shown(resolver, "short") == (Field("short", "县局"),)
    assert resolver.default("year") == 2030


def test_a_default_that_hangs_on_something_open_shows_its_gap() -> None:
    """Where a text's default hangs on an open answer, the gap stands within it; other kinds are open themselves."""
    resolver = _resolver(unit="甲局")
    meeting = (Field("title", "在"), Field("title", "甲局"), Gap("year", "年度"), Field("title", "年度会"))
    assert _shown(resolver, "title") == (*meeting[:1], Field("title", "甲局"), *meeting[2:], Field("title", "上的讲话"))
    assert _shown(resolver, "next_year") == (Gap("next_year", "next_year"),)
    assert resolver.default("title") is None


def test_what_is_left_open_beats_its_default() -> None:
    """A key left open is a gap although it has a default; an open list is one gap."""
    resolver = _resolver(left_open=frozenset({"short", "rules"}), unit="甲局")
    assert _shown(resolver, "short") == (Gap("short", "short"),)
    assert isinstance(resolver.value("rules"), Open)
    assert [segments(rule) for rule in resolver.value("rules")] == [(Gap("rules", "制度"),)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("key", "value"), [("level", "市"), ("guests", False)])
def test_what_steers_takes_its_default_when_left_open(key: str, value: object) -> None:
    """A choice or a yes/no is never open: left open it takes its default."""
    assert _resolver(left_open=frozenset({key})).value(key) == value


def test_a_condition_hides_a_question() -> None:
    """A question whose condition does not hold is not asked, and open whatever was answered."""
    assert not _resolver().is_asked("host")
    assert _shown(_resolver(host="某位"), "host") == (Gap("host", "来宾"),)
    assert _resolver(guests=True).is_asked("host")
    assert _shown(_resolver(guests=True, host="某位"), "host") == (Field("host", "某位"),)


def test_a_default_that_comes_to_nothing_is_open() -> None:
    """A default that renders to no text is a gap and not an empty field."""
    assert _shown(_resolver(), "salute") == (Gap("salute", "salute"),)
    assert _shown(_resolver(guests=True), "salute") == (Field("salute", "诸位："),)


def test_lists_of_defaults_are_items_of_their_kind() -> None:
    """A default list has an item for each entry, choices among several may steer, paragraphs stay paragraphs."""
    resolver = _resolver(unit="甲局")
    assert _shown(resolver, "rules") == (Field("rules.1", "《甲》"), Words("、"), Field("rules.2", "甲局规定"))
    assert "点评" in resolver.value("marks")  # type: ignore[operator]
    assert "测评" not in resolver.value("marks")  # type: ignore[operator]
    assert _shown(resolver, "notes") == _shown(_resolver(notes=("子", "丑")), "notes")
    assert resolver.default("rules") == ("《甲》", "甲局规定")


def test_defaults_in_a_circle_are_a_fault() -> None:
    """Defaults that hang on each other are a fault that names the circle, every time one asks."""
    resolver = _resolver('questions:\n- {key: a, default: "{{ b }}"}\n- {key: b, default: "{{ a }}"}\n- {key: c}\n')
    for _ in range(2):
        with pytest.raises(InputError, match=r"q\.yaml:2:3: 默认值互相推算，没有尽头：a → b → a"):
            resolver.value("a")
    assert _shown(resolver, "c") == (Gap("c", "c"),)


@pytest.mark.parametrize(
    ("question", "fault"),
    [
        ('{key: pick, kind: choice, choices: [甲], default: "{{ a }}"}', "不能由“a”推算"),
        ('{key: pick, kind: yesno, default: "{{ a }}"}', "不能由“a”推算"),
        ('{key: pick, kind: year, default: "{{ a }}"}', "pick：“是”不是年份"),
        ('{key: pick, default: "{{ pikc }}"}', "没有“pikc”这个问题（相近的有：pick）"),
        ('{key: pick, default: "{{ a"}', "模板语法有误"),
        ('{key: pick, default: "{{ a|upper }}"}', "没有“upper”这个过滤器"),
        ('{key: pick, default: "{% if a %}甲{% endif %}"}', "“a”是写作者的原话，不能用来判断或计算"),
    ],
)
def test_a_faulty_default_is_reported_at_its_question(question: str, fault: str) -> None:
    """A default that can't be worked out, or by which an answer would steer, is a fault at its question's place."""
    with pytest.raises(InputError) as caught:
        _resolver(f"questions:\n- {{key: a}}\n- {question}\n", a="是").value("pick")
    (problem,) = caught.value.problems
    assert str(problem).startswith("q.yaml:3:3: ")
    assert fault in str(problem)


def test_default_points_count_their_own_sub_points() -> None:
    """A default heading counts the sub-points that are there and is worked out from answers; bodies are files."""
    assert list(_outline(_resolver(level="县").value("points"))) == [
        (0, (Field("points.1", "“三力”在县局"),), "points/strength.j2"),
        (1, (Field("points.1.1", "眼力"),), "points/eye.j2"),
        (1, (Field("points.1.2", "脑力"),), "points/mind.j2"),
        (1, (Field("points.1.3", "脚力"),), ""),
        (0, (Field("points.2", "末条"),), ""),
    ]


def test_a_heading_of_the_templates_is_worked_out_without_a_body_too() -> None:
    """A default point that has no text of its own still has its heading rendered."""
    text = 'questions:\n- {key: a}\n- {key: points, kind: points, default: ["{{ a }}点"]}\n'
    assert list(_outline(_resolver(text, a="甲").value("points"))) == [(0, (Field("points.1", "甲点"),), "")]


@pytest.mark.parametrize(("number", "count"), [(0, "零"), (1, "一"), (2, "两"), (4, "四")])
def test_a_kept_heading_follows_the_writers_sub_points(number: int, count: str) -> None:
    """A point that keeps the template's heading counts the sub-points that the writer gave it."""
    given = (Point(body="strength", points=(Point(body="eye"),) * number),)
    ((_, heading, _), *below) = _outline(_resolver(points=given).value("points"))
    assert heading == (Field("points.1", f"“{count}力”在市局"),)
    assert [heading for _, heading, _ in below] == [(Field(f"points.1.{n + 1}", "眼力"),) for n in range(number)]


@pytest.mark.parametrize(
    "heading", ["改过的{{ unit }}", "“{{ count }}力”在{{ short }}", "# 甲\n乙", "【待补：这一条的标题】"]
)
def test_a_renamed_heading_keeps_its_text(heading: str) -> None:
    """What a writer writes as a heading is literal, and keeps the template's text under it."""
    given = (Point(heading, "strength"), Point("另加"))
    assert list(_outline(_resolver(points=given).value("points"))) == [
        (0, (Field("points.1", heading),), "points/strength.j2"),
        (0, (Field("points.2", "另加"),), ""),
    ]


def test_a_point_without_anything_is_a_gap() -> None:
    """A point with neither heading nor text of the template's has a gap for its heading."""
    assert list(_outline(_resolver(points=(Point(),)).value("points"))) == [(0, (Gap("points.1", "这一条的标题"),), "")]


def test_unknown_bodies_and_series_are_faults_that_name_the_nearest() -> None:
    """Each body that is no text of the template, and each series that is none, is a fault, all at once."""
    below = (Point(body="mnid"), Point(body="../closing"), Point(body="closing"))
    given = (Point(body="strenght", points=below), Point("乙", series="一者"))
    with pytest.raises(InputError) as caught:
        _resolver(points=given).values()
    assert [str(problem) for problem in caught.value.problems] == [
        "要点第1条：没有“strenght”这篇正文（相近的有：strength）",
        "要点第1.1条：没有“mnid”这篇正文（相近的有：mind）",
        "要点第1.2条：没有“../closing”这篇正文（不写 body，这一条就留待补）",
        "要点第1.3条：没有“closing”这篇正文（不写 body，这一条就留待补）",
        "要点第2条：没有“一者”这种编号（可用：一、 （一） 1. （1） ① 第一， 其一， 首先， 一是 一要 一 —— 无）",
    ]


def test_the_outline_is_the_points_with_all_filled_in() -> None:
    """The outline has the headings as they will stand, and takes series and figure from the template's point."""
    resolver = _resolver(points=(Point(body="strength", points=(Point("体力", "eye"),)),))
    expected = Point("“一力”在市局", "strength", (Point("体力", "eye"),), "一是", "力")
    assert resolver.outline() == ("points", (expected,))
    assert resolver.outline((Point("甲"),)) == ("points", (Point("甲"),))
    assert _resolver("questions: []\n").outline() == ("", ())


def test_a_count_of_thousands_of_sub_points_is_no_crash() -> None:
    """However many sub-points there are, the heading counts them."""
    given = (Point(body="strength", points=(Point("甲"),) * 10_000),)
    assert _resolver(points=given).outline()[1][0].heading == "“10000力”在市局"


@pytest.mark.parametrize("row", ["default: '{{ q# }}'", "kind: yesno, default: 是, when: q#"])
def test_questions_that_follow_from_far_are_a_fault(row: str) -> None:
    """A default or a condition that hangs on hundreds of others, one by one, is a fault that says so."""
    rows = "".join(f"- {{key: q{n}, {row.replace('#', str(n + 1))}}}\n" for n in range(500))
    resolver = _resolver(f"questions:\n{rows}- {{key: q500, kind: yesno, default: 是}}\n")
    with pytest.raises(InputError, match=r"q\.yaml:\d+:3: 推算经过的问题超过30个"):
        resolver.values()
