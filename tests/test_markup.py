"""Markup read into blocks: only the template's own words make headings, guidance and line ends."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.document import Block, Document, Field, Gap, Words
from drafter.markup import Passage, Segment, inline, read

_CASES = sorted((Path(__file__).parent / "cases" / "markup").glob("*.txt"))
_MARKED = re.compile(r"‹(?P<key>[a-z_.0-9]+)(?P<sign>[=?¶])(?P<text>[^›]*)›")
_KINDS = {"heading": "标题", "paragraph": "正文", "guidance": "提示"}
_HOSTILE = st.text(alphabet="甲 \t\n\r\u3000#>*_<|-{}%", min_size=1, max_size=12) | st.text(min_size=1, max_size=12)
_SEGMENT = st.one_of(
    st.text(alphabet="甲乙。 \t\n\u3000#>").map(Words),
    st.builds(Field, st.sampled_from(["a", "b.1"]), _HOSTILE),
    st.builds(Gap, st.sampled_from(["a", "b.1"]), _HOSTILE),
    st.builds(Passage, st.just("c"), st.lists(_HOSTILE, min_size=1, max_size=3).map(tuple)),
)


def _segments(markup: str) -> list[Segment]:
    """Written-out markup as segments: ‹key=answer›, ‹key?hint of a gap›, ‹key¶paragraph¶paragraph›."""
    found: list[Segment] = []
    end = 0
    for mark in _MARKED.finditer(markup):
        key, text = mark["key"], mark["text"].replace("⏎", "\n")
        own: dict[str, Segment] = {
            "=": Field(key, text),
            "?": Gap(key, text),
            "¶": Passage(key, tuple(text.split("¶"))),
        }
        found += [Words(markup[end : mark.start()]), own[mark["sign"]]]
        end = mark.end()
    return [*found, Words(markup[end:])]


def _written(block: Block) -> str:
    """A block as a line of a golden case."""
    parts = []
    for part in block.inlines:
        if isinstance(part, Words):
            parts.append(part.text)
        else:
            parts.append(f"‹{part.key}={part.text}›" if isinstance(part, Field) else f"‹{part.key}?{part.hint}›")
    return f"{_KINDS[block.kind]}{block.level or ''}｜{''.join(parts)}".replace("\n", "⏎")


@pytest.mark.parametrize("path", _CASES, ids=lambda path: path.stem)
def test_golden_case_reads_as_it_says(path: Path) -> None:
    """What a template writes becomes the blocks that the case lists."""
    _, markup, expected = re.split(r"---- .*\n", path.read_text("utf-8").replace("␣", " "))
    assert [_written(block) for block in read(_segments(markup))] == expected.splitlines()


def test_every_block_knows_its_section() -> None:
    """Every block carries the role of the section it came from."""
    blocks = read([Words("# 甲\n> 乙\n"), Passage("k", ("丙", "丁"))], role="要点")
    assert [block.role for block in blocks] == ["要点"] * 4


def test_words_split_over_segments_are_one() -> None:
    """A marker that the template writes in two pieces is a marker still."""
    assert read([Words("#"), Words("# "), Words("标"), Words("题")]) == [Block("heading", (Words("标题"),), 2)]


def test_an_answer_of_paragraphs_on_one_line_keeps_line_breaks() -> None:
    """A passage in a front line keeps its paragraphs apart by line breaks, and the edges of the words go."""
    assert inline([Words(" 致 "), Passage("k", (" 甲", "乙 ")), Words(" \n")]) == (
        Words("致 "),
        Field("k", " 甲\n乙 "),
        Words(" \n"),
    )


@given(st.lists(_SEGMENT, max_size=12))
def test_no_answer_and_no_gap_is_lost_or_changed(segments: list[Segment]) -> None:
    """Every answer and gap stands in the draft once, in order, character by character."""
    shown = [part for block in read(segments) for part in block.inlines if not isinstance(part, Words)]
    passages = [part for part in segments if isinstance(part, Passage)]
    assert [part for part in shown if part.key != "c"] == [s for s in segments if isinstance(s, Field | Gap)]
    paragraphs = "\n".join(text for passage in passages for text in passage.paragraphs)
    assert "\n".join(part.text for part in shown if part.key == "c") == paragraphs
    keys = [part.key for part in segments if not isinstance(part, Words)]
    assert [key for key, _ in groupby(part.key for part in shown)] == [key for key, _ in groupby(keys)]


@given(st.lists(_SEGMENT, max_size=12))
def test_no_word_is_lost_or_invented(segments: list[Segment]) -> None:
    """All that the template writes, but for markers and blanks, stands in the draft, and nothing else."""
    words = "".join(part.text for part in segments if isinstance(part, Words))
    shown = "".join(part.text for block in read(segments) for part in block.inlines if isinstance(part, Words))
    assert re.sub(r"[\s#>]", "", shown) == re.sub(r"[\s#>]", "", words)


@given(st.lists(_SEGMENT, max_size=12), st.data())
def test_wording_of_answers_never_changes_the_shape(segments: list[Segment], data: st.DataObject) -> None:
    """Other answers in the same places, with as many paragraphs, give a draft of the same shape."""

    def reworded(part: Segment) -> Segment:
        if isinstance(part, Words):
            return part
        if isinstance(part, Passage):
            return Passage(part.key, tuple(data.draw(_HOSTILE) for _ in part.paragraphs))
        return type(part)(part.key, data.draw(_HOSTILE))

    others = [reworded(part) for part in segments]
    assert Document(tuple(read(others))).shape() == Document(tuple(read(segments))).shape()


@given(st.lists(_HOSTILE, min_size=1, max_size=5))
def test_a_passage_never_makes_headings_or_guidance(paragraphs: list[str]) -> None:
    """Each paragraph of a passage is one body paragraph, whatever it looks like."""
    blocks = read([Words("\n"), Passage("k", tuple(paragraphs)), Words("\n")])
    assert blocks == [Block("paragraph", (Field("k", text),)) for text in paragraphs]
