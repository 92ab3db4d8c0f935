"""The templates that travel with drafter, drafted from the sample profiles and from hostile answers."""

from __future__ import annotations

import datetime as dt
import functools
import re
import subprocess
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter.document import Block, Gap, Words
from drafter.drafting import draft
from drafter.files import shipped
from drafter.layers import merge
from drafter.profiles import read_profile
from drafter.questions import Point, Question
from drafter.template import Template, open_template

if TYPE_CHECKING:
    from drafter.document import Document
    from drafter.questions import Value

PROJECT = Path(__file__).resolve().parent.parent
OVERLAP = PROJECT.parent / "shared" / "tools" / "overlap"
NOWHERE = Path("/nonexistent")
NAMES = ["accountability-meeting", "group-talk"]
SHARES = {
    "accountability-meeting": [7, 8, 12, 20, 25, 22, 5],
    "group-talk": [5, 32, 46, 18],
}


@dataclass(frozen=True)
class Sample:
    """A shipped template, the answers of its sample profile and the draft of both."""

    template: Template
    answers: dict[str, Value]
    document: Document

    @property
    def questions(self) -> dict[str, Question]:
        """The template's questions."""
        return self.template.definition.questions


@functools.cache
def _sample(name: str) -> Sample:
    template = open_template(name, NOWHERE)
    profile = read_profile(name, NOWHERE)
    answers = merge([profile], template.definition.questions, lambda _: ()).values
    return Sample(template, answers, draft(template, answers).document)


@pytest.fixture(params=NAMES)
def sample(request: pytest.FixtureRequest) -> Sample:
    """Each of the shipped templates with its sample."""
    return _sample(request.param)


def _length(blocks: list[Block]) -> int:
    return sum(len("".join(block.text.split())) for block in blocks)


def _parts(document: Document) -> list[list[Block]]:
    """The sections of the speech, its points each a part, without front lines and transitions."""
    parts: list[list[Block]] = []
    for role, run in groupby(document.spoken, key=lambda block: block.role):
        blocks = list(run)
        if role == "要点":
            cut = [index for index, block in enumerate(blocks) if block.level == 1]
            parts += [blocks[start:end] for start, end in zip(cut, [*cut[1:], len(blocks)], strict=True)]
        elif role not in {"", "过渡"}:
            parts.append(blocks)
    return parts


def _files() -> list[Path]:
    return sorted(shipped("templates").rglob("*.j2"))


def test_three_points_of_three(sample: Sample) -> None:
    """The sample draft has three headings of level 1, each followed by three of level 2."""
    levels = [block.level for block in sample.document.headings if block.level < 3]
    assert levels == [1, 2, 2, 2] * 3


@pytest.mark.parametrize(("name", "least"), [("accountability-meeting", 2600), ("group-talk", 4000)])
def test_a_sample_draft_is_worth_starting_from(name: str, least: int) -> None:
    """The sample draft has at least the length that its meeting needs."""
    assert _length(list(_sample(name).document.spoken)) >= least


def test_each_second_level_point_stands_written(sample: Sample) -> None:
    """Under each heading of level 2 stand at least 120 characters of set words, fields and gaps not counted."""
    points = [block for block in sample.document.spoken if block.role == "要点"]
    starts = [number for number, block in enumerate(points) if block.kind == "heading" and block.level < 3]
    written = {}
    for start, end in zip(starts, [*starts[1:], len(points)], strict=True):
        inlines = [inline for block in points[start + 1 : end] if block.kind == "paragraph" for inline in block.inlines]
        if points[start].level == 2:
            written[points[start].text] = sum(len(inline.text) for inline in inlines if isinstance(inline, Words))
    assert len(written) == 9
    assert [heading for heading, length in written.items() if length < 120] == []


@pytest.mark.parametrize("name", NAMES)
def test_each_part_has_its_share(name: str) -> None:
    """Each part's share of the length is within five points of the share that its kind of speech gives it."""
    document = _sample(name).document
    whole = _length(list(document.spoken))
    shares = [100 * _length(part) / whole for part in _parts(document)][: len(SHARES[name])]
    assert shares == [pytest.approx(share, abs=5) for share in SHARES[name]]


def test_each_section_has_the_share_it_states(sample: Sample) -> None:
    """A section's share of the length is within five points of what template.yaml says, and these are 100 in all."""
    whole = _length(list(sample.document.spoken))
    sections = sample.template.definition.sections
    found = [100 * _length([b for b in sample.document.spoken if b.role == s.role]) / whole for s in sections]
    assert sum(section.share for section in sections) == 100
    assert found == [pytest.approx(section.share, abs=5) for section in sections]


def test_each_document_cited_is_known(sample: Sample) -> None:
    """Every 《…》 of the draft is a document of phrases.yaml, or in an answer."""
    text = "\n".join(block.text for block in sample.document.spoken)
    known = [phrase.text for phrase in sample.template.phrases.values()] + [str(v) for v in sample.answers.values()]
    cited = re.findall(r"《[^《》]+》", text)
    assert cited
    assert [name for name in cited if not any(name in text for text in known)] == []


@pytest.mark.parametrize("path", _files(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_set_phrases_are_not_typed_by_hand(path: Path) -> None:
    """A template file shows a set phrase by its name, and so never holds its text."""
    text = path.read_text(encoding="utf-8")
    bare = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", "◦", text, flags=re.DOTALL)
    phrases = _sample(NAMES[0]).template.phrases.values()
    assert [phrase.text for phrase in phrases if phrase.text in bare] == []
    assert "《" not in bare


def test_the_first_round_is_short(sample: Sample) -> None:
    """With the choice of the template a writer is asked at most 15 questions in the first round."""
    assert 1 + sum(question.first for question in sample.questions.values()) <= 15


def test_the_sample_answers_all_that_has_no_default(sample: Sample) -> None:
    """The sample profile answers every question that is asked, has no default and is not optional."""
    resolver = sample.template.resolver(sample.answers)
    asked = [q for q in sample.questions.values() if q.default is None and not q.optional and resolver.is_asked(q.key)]
    assert [question.key for question in asked if question.key not in sample.answers] == []


def test_each_question_is_used(sample: Sample) -> None:
    """Every question's answer is used: in a section, a front line, a default, a condition or the series."""
    folder = shipped("templates")
    files = [*(folder / sample.template.folder).rglob("*.j2"), *(folder / "shared").rglob("*.j2")]
    sources = [path.read_text(encoding="utf-8") for path in files]
    sources += [text for text, _ in sample.template.definition.front.values()]
    sources += [str(question.default) for question in sample.questions.values()]
    code = "\n".join(found for text in sources for found in re.findall(r"\{[{%].*?[%}]\}", text, re.DOTALL))
    used = {*re.findall(r"\w+", code), sample.template.definition.series.by}
    used |= {question.when for question in sample.questions.values()}
    assert [key for key in sample.questions if key not in used] == []


def test_each_question_says_what_it_wants(sample: Sample) -> None:
    """A question has a label in Chinese; one that can stay open has a hint for its gap."""
    wanting = [q.key for q in sample.questions.values() if not re.search(r"[\u4e00-\u9fff]", q.label)]
    steering = {"choice", "yesno", "points"}
    assert wanting + [q.key for q in sample.questions.values() if q.kind not in steering and not q.hint] == []


def test_a_draft_of_nothing_has_hinted_gaps_and_no_empty_paragraph(sample: Sample) -> None:
    """Without a single answer each paragraph has text, and each gap says what goes there."""
    made = draft(sample.template, {}).document
    assert all(block.text.strip() for block in made.blocks)
    assert made.gaps
    assert [gap for gap in made.gaps if not gap.hint.strip()] == []
    assert [block.level for block in made.headings] == [block.level for block in sample.document.headings]


def test_each_point_is_parallel_in_form(sample: Sample) -> None:
    """Level-2 headings of one point are of one length or differ by one character, and have one in common."""
    _, points = sample.template.resolver(sample.answers).outline()
    for point in points:
        headings = [below.heading for below in point.points]
        shared = set.intersection(*(set(heading) for heading in headings))
        assert max(map(len, headings)) - min(map(len, headings)) <= 1
        assert shared, headings


def test_the_sample_has_nothing_to_check(sample: Sample) -> None:
    """The sample draft comes without warnings: no figure is off and nothing cited has run out."""
    assert draft(sample.template, sample.answers).warnings == ()


@pytest.mark.parametrize(
    ("name", "count", "bridge"),
    [
        ("accountability-meeting", 2, "两点意见"),
        ("accountability-meeting", 4, "四点意见"),
        ("group-talk", 2, "两点意见"),
        ("group-talk", 4, "四点意见"),
    ],
)
def test_the_count_announced_follows_the_points(name: str, count: int, bridge: str) -> None:
    """A speech with two or four points announces two or four."""
    sample = _sample(name)
    points = tuple(Point(f"要点{n}") for n in range(count))
    text = "".join(block.text for block in draft(sample.template, {**sample.answers, "points": points}).document.blocks)
    assert re.findall(r".点意见", text) == [bridge]


def test_a_dropped_sub_point_changes_the_figure() -> None:
    """A point of the group talk that loses a sub-point counts the two left, and its lead is to be read again."""
    sample = _sample("group-talk")
    below = (Point(body="strength-judge"), Point(body="strength-act"))
    made = draft(sample.template, {**sample.answers, "points": (Point(body="strength", points=below),)})
    assert made.document.headings[0].text == "“两力”务必炼得更强"
    (warning,) = made.warnings
    assert "下面的各条有增减" in warning.message


@pytest.mark.parametrize(
    ("numbering", "families"), [("一、（一）", {1: "一、", 2: "（一）"}), ("一要", {1: "一要", 2: "一要"})]
)
def test_numbering_is_a_choice(numbering: str, families: dict[int, str]) -> None:
    """The accountability meeting's points are numbered as chosen, the same family throughout a level."""
    sample = _sample("accountability-meeting")
    made = draft(sample.template, {**sample.answers, "numbering": numbering}).document
    assert {block.level: block.series for block in made.headings} == families


def test_the_group_talk_counts_its_last_point_in_another_way() -> None:
    """The group talk has 第一， with 首先， and 一是 under its third point only."""
    series = [block.series for block in _sample("group-talk").document.headings if block.level < 3]
    assert series == [*(["第一，"] + ["首先，"] * 3) * 2, "第一，", "一是", "一是", "一是"]


if OVERLAP.is_file():

    def test_no_sentence_of_the_speeches_is_in_the_project() -> None:
        """Nothing of the speeches that the templates were learnt from stands in the project's files."""
        done = subprocess.run([str(OVERLAP), str(PROJECT)], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, "")


def test_a_unit_names_itself_from_its_full_name() -> None:
    """Level, short and own name follow the unit; without one they are gaps, never made up."""
    template = open_template("group-talk", NOWHERE)
    text = "".join(block.text for block in draft(template, {"unit": "某省公安厅"}).document.spoken)
    assert "全省公安机关" in text
    assert "省厅党委" in text
    assert "我厅的奋斗目标" in text
    assert "市局" not in "".join(
        inline.text
        for block in draft(template, {}).document.spoken
        for inline in block.inlines
        if not isinstance(inline, Gap)
    )


def test_a_phrase_that_came_after_the_meeting_is_told() -> None:
    """A document that was issued after the day of the meeting is a warning."""
    template = open_template("group-talk", NOWHERE)
    made = draft(template, {"date": dt.date(2015, 1, 15)})
    assert any("党内监督条例" in warning.message for warning in made.warnings)
