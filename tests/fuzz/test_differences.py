"""What is held from one draft to the next makes no difference to what a template comes to, nor to a file's bytes."""

from __future__ import annotations

import datetime as dt
import re
import sys
from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import homes
from drafter.drafting import draft
from drafter.errors import InputError
from drafter.living.origin import origin_of
from drafter.questions import Point
from drafter.template import open_template
from drafter.template.pouring import PouringRenderer
from drafter.template.shelf import Shelf
from drafter.word import write
from tests.fuzz.sources import SAID, body, value
from tests.fuzz.trying import TALLIES, Tally, fuzzed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from drafter.document import Block
    from drafter.drafting import Draft
    from drafter.errors import Place
    from drafter.markup import Segment
    from drafter.questions import Value
    from drafter.template import Template

_DEFINITION = """\
name: 试写会讲话
questions:
- {{key: unit}}
- {{key: meeting, default: "{{{{ unit }}}}试写会"}}
- {{key: date, kind: date}}
- {{key: year, kind: year, default: "{{{{ date|year_reviewed }}}}"}}
- {{key: level, kind: choice, choices: [市, 县, 省], default: 市}}
- {{key: marks, kind: several, choices: [点评, 测评, 互评], optional: true}}
- {{key: guests, kind: yesno, default: no}}
- {{key: names, kind: list, when: guests}}
- {{key: rules, kind: list, default: ["《{{{{ unit }}}}》", "{{{{ short }}}}"]}}
- {{key: results, kind: long}}
- {{key: short, default: {short}}}
- {{key: late, kind: list}}
- key: points
  kind: points
  forms: [[坚持……，全力……]]
  default:
  - {{heading: {heading}, body: strong, figure: 力, points: [眼力, {{heading: "{{{{ short }}}}力", series: 一是}}]}}
  - heading: '坚持{{{{ gap("四字") }}}}{{{{ late }}}}'
- {{key: title, default: "在{{{{ meeting }}}}上的讲话"}}
front: {{title: "{{{{ title }}}}", date: {day}, speaker: "{{{{ results }}}}", salutation: "同志们："}}
series: {{by: level, of: {{市: [一、, （一）], 县: [第一，, 一是], 省: [一是]}}}}
sections:
- {{name: body, role: 回顾, series: [一是]}}
- {{name: rest, role: 要点}}
"""
_INCLUDES = re.compile("{% include .*? %}")  # files that include one another come to the limit, and to nothing else
_TEXTS = st.sampled_from(
    ["甲局", "××市公安局", "“甲”", "《乙》", "12", " ", "", "# 甲", "> 甲", "甲\n乙", "一是", "\u2028"]
)
_LISTS = st.lists(_TEXTS.filter(bool), min_size=1, max_size=3).map(tuple)
_POINTS: list[Point] = [
    Point("站稳", "strong", (Point("看"), Point(form="想……")), "一是"),
    Point("“三力”要强", "", (Point("脑力"), Point("听力")), "首先，", "力"),
    Point(own='坚持{{ gap("四字") }}{{ late }}'),
    Point("", "strong"),
    Point(form="坚持……，全力……"),
    Point("甲"),
    Point("12"),
]
_KINDS: dict[str, st.SearchStrategy[Value]] = {
    **dict.fromkeys(("unit", "meeting", "short", "title"), _TEXTS.filter(str.strip)),
    "date": st.sampled_from([dt.date(2031, 2, 3), dt.date(2030, 11, 20)]),
    "year": st.sampled_from([2030, 2031]),
    "level": st.sampled_from(["市", "县", "省"]),
    "marks": st.sampled_from([("点评",), ("测评",), ("点评", "互评")]),
    "guests": st.booleans(),
    **dict.fromkeys(("names", "rules", "late", "results"), _LISTS),
    "points": st.lists(st.sampled_from(_POINTS), max_size=3).map(tuple),
}
_ANSWERS = st.fixed_dictionaries({}, optional=_KINDS)
_OPEN = st.frozensets(st.sampled_from(sorted(_KINDS)), max_size=2)


def _quoted(*names: str) -> st.SearchStrategy[str]:
    return value(names).map(lambda text: f'"{{{{ {text} }}}}"')


class _Anew(PouringRenderer):
    """Renders everything, whatever was rendered before."""

    def text(self, source: str, values: Mapping[str, object], place: Place) -> tuple[Segment, ...]:
        return self._rendered(lambda renderer: renderer.text(source, values, place), values)

    def document(self, values: Mapping[str, object], render: Callable[[], list[Block]]) -> Sequence[Block]:  # noqa: ARG002 - the other class's signature
        return render()


@st.composite
def _templates(draw: st.DrawFn) -> dict[str, str]:
    """The files of a template."""
    short, heading = draw(_quoted("unit", "date", "level")), draw(_quoted("unit", "results", "rules", "marks"))
    definition = _DEFINITION.format(short=short, heading=heading, day=draw(_quoted("date", "late", "results", "year")))
    included = {name: _INCLUDES.sub("", draw(body(1))) for name in ("inc.j2", "points/strong.j2")}
    return {
        "template.yaml": definition,
        "said.j2": SAID,
        "body.j2": draw(body()),
        "rest.j2": draw(body(1)),
        **included,
    }


def _reworded(draw: st.DrawFn, key: str, told: Value) -> Value:
    """Another answer that may lead to no other shape."""
    if key in {"level", "marks", "guests", "points"} or not draw(st.integers(0, 3)):
        return told
    return tuple(draw(_TEXTS.filter(bool)) for _ in told) if isinstance(told, tuple) else draw(_KINDS[key])


@st.composite
def _asked(draw: st.DrawFn) -> list[tuple[dict[str, Value], frozenset[str], bool]]:
    """Answers, what is left open and whether only an outline is wanted, some of them alike but for the wording."""
    found = [(draw(_ANSWERS), draw(_OPEN), draw(st.booleans())) for _ in range(draw(st.integers(1, 2)))]
    for answers, left_open, outline in list(found):
        found.append(({key: _reworded(draw, key, told) for key, told in answers.items()}, left_open, outline))
    return draw(st.permutations([*found, found[0]]))


@pytest.fixture
def cached(tmp_path: Path) -> Iterator[Path]:
    """A folder of this test's own for what is kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(homes, "cache_folder", lambda: tmp_path / "cache")
        yield tmp_path


def _put(workspace: Path, files: Mapping[str, str]) -> None:
    TALLIES.setdefault("differences", Tally()).inputs += 1
    for name, text in files.items():
        path = workspace / "templates" / "small" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _tried(template: Template, given: Mapping[str, Value], left_open: frozenset[str], *, outline: bool) -> Draft | str:
    try:
        return draft(template, given, left_open, outline_only=outline)
    except InputError as error:
        return str(error)


@fuzzed
@given(_templates(), _asked())
def test_what_was_drafted_before_changes_no_draft(
    cached: Path, files: dict[str, str], asked: list[tuple[dict[str, Value], frozenset[str], bool]]
) -> None:
    """Of random templates: a draft poured in this run or from an earlier one's shelf is the draft rendered anew."""
    _put(cached, files)
    try:
        held = open_template("small", cached, made_here=True)
    except InputError:
        return
    make, listed = held.renderer._make, held.renderer.files
    anew = replace(held, renderer=_Anew(make, listed))
    name = sha256(repr(files).encode()).hexdigest()
    behind = cache(make)  # compiling the sources takes longer than all else
    for answers, left_open, outline in asked:
        later = replace(held, renderer=PouringRenderer(behind, listed, Shelf(lambda: name)))
        wanted = _tried(anew, answers, left_open, outline=outline)
        for template in (held, later):
            assert _tried(template, answers, left_open, outline=outline) == wanted
            template.renderer.keep()


def _forget() -> None:
    """Empty what drafter's modules hold from one file to the next, dictionaries of words aside."""
    for name, module in list(sys.modules.items()):
        if name.startswith("drafter.") and name != "drafter.word.words":
            for each in list(vars(module).values()):
                if hasattr(each, "cache_clear"):
                    each.cache_clear()


@fuzzed
@given(_templates(), _asked(), st.booleans())
def test_what_was_written_before_changes_no_byte(
    cached: Path,
    files: dict[str, str],
    asked: list[tuple[dict[str, Value], frozenset[str], bool]],
    comments: bool,  # noqa: FBT001 - drawn
) -> None:
    """The file of a draft is the same bytes after whatever other files, and as the first of all."""
    _put(cached, files)
    made = []
    try:
        template = open_template("small", cached, made_here=True)
        for answers, left_open, outline in asked:
            origin = origin_of(template, answers, left_open, outline_only=outline)
            document = draft(template, answers, left_open, outline_only=outline).document
            made.append((document, origin, write(document, comments=comments, origin=origin)))
    except InputError:
        pass
    for document, origin, data in made:
        _forget()
        assert write(document, comments=comments, origin=origin) == data
