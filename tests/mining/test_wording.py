"""A stretch of a speech becomes lines of a template: kept words, and gaps that tell what stood there."""

from __future__ import annotations

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.mining.wording import Wording, escaped, gap_hint, gist, literal, quoted
from drafter.speech.outline import outline

JINJA = jinja2.Environment(keep_trailing_newline=True)  # noqa: S701 - speeches, no web pages
OPENING = (
    "今天，我们召开全县林业工作会议，主要任务是总结造林成果，部署秋季防火。回顾这一年，全县完成造林任务，"
    "管护责任落到山头地块。但也要清醒地看到，火源管控还有漏洞。\n下面，我讲三点意见。\n"
)


def _lines(
    text: str, keep: str = "headings", *, connected: bool = True, known: frozenset[str] = frozenset()
) -> list[str]:
    wording = Wording(outline(text), text, lambda a, b: escaped(text[a:b]), known.__contains__, keep)
    return wording.lines(0, len(text), connected=connected)


def test_connectives_and_announcements_are_kept_and_the_rest_becomes_gaps() -> None:
    """The words that lead from one thought to the next stay; what was said becomes a gap with its length and gist."""
    first = (
        "今天，我们召开全县林业工作会议，主要任务是"
        '{{ gap("约14字；上次讲的是：“总结造林成果，部署秋季防火。”") }}回顾这一年，'
        '{{ gap("约20字；上次讲的是：“全县完成造林任务，管护责任落到山头地块。”") }}'
        '但也要清醒地看到，{{ gap("约9字；上次讲的是：“火源管控还有漏洞。”") }}'
    )
    assert _lines(OPENING) == [first, "下面，我讲三点意见。"]


def test_a_text_under_a_point_is_one_gap_a_paragraph() -> None:
    """Without connectives each paragraph is one gap."""
    assert _lines("同时，" + "树要栽活。" * 30 + "\n林要管好。\n", connected=False) == [
        '{{ gap("约150字；上次讲的是：“同时，' + "树要栽活。" * 7 + '树要栽活……”") }}',
        '{{ gap("约5字；上次讲的是：“林要管好。”") }}',
    ]


def test_sentences_that_others_have_too_are_kept() -> None:
    """With --keep sentences a sentence seen elsewhere stays, and neighbours that are not become one gap."""
    text = "山要绿。水要清。路要通。\n"
    assert _lines(text, "sentences", connected=False, known=frozenset({"路要通。"})) == [
        '{{ gap("约8字；上次讲的是：“山要绿。水要清。”") }}路要通。'
    ]


@given(st.text(alphabet="山水{}%#>“”。，\n　 ", max_size=60))
def test_all_is_kept_but_blanks_at_the_edges(text: str) -> None:
    """With --keep all every character stays, but for blanks around lines."""
    kept = "".join(_lines(text, "all")).replace('{{ "{" }}', "{")
    blank = " \u3000\n"
    assert kept.translate(dict.fromkeys(map(ord, blank))) == text.translate(dict.fromkeys(map(ord, blank)))


def test_a_line_cut_by_a_page_break_is_one_paragraph() -> None:
    """A paragraph that a page break has cut in mid-sentence is one line again."""
    text = "全县上下要把造林绿化作为头等大事，。层层压实责任；任务分到乡镇，分\n到村组，分到人头。\n各单位照此办理。\n"
    assert len(_lines(text, "all")) == 2


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("山要绿。", "山要绿。"),
        ("山" * 41, "山" * 44),
        ("前期工作已经全面铺开，各乡镇进度不一，有的已经过半，有的刚刚起步，还要再加一把劲，不能等靠要。", None),
    ],
)
def test_a_gist_is_the_words_or_how_they_begin(words: str, shown: str | None) -> None:
    """Few words are told whole, many to a mark, and only then to a length."""
    told = gist(words)
    assert words.startswith(told.removesuffix("……"))
    assert len(told) <= 46
    assert shown is None or told.removesuffix("……") == shown[: len(words)]


def test_quotation_marks_within_a_hint_are_single() -> None:
    """A hint quotes its source, whose own quotation marks become single."""
    assert gap_hint("落实“三张清单”。") == "约9字；上次讲的是：“落实‘三张清单’。”"
    assert quoted("“四个到位”") == "“‘四个到位’”"


@given(st.text())
def test_a_literal_is_a_string_of_jinja(text: str) -> None:
    """A string written into a template is read back as it was."""
    text = text.replace("\r", "")
    assert JINJA.from_string(f"{{{{ {literal(text)} }}}}").render() == text
    assert JINJA.from_string(escaped(text)).render() == text
