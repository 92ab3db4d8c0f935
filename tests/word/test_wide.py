"""“ ” … — · beside digits and Latin letters: the Chinese font in LibreOffice too, and after edits."""

from __future__ import annotations

import re
import subprocess
from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.document import Block, Document, Field, Gap, Words
from drafter.numerals import FAMILIES
from drafter.word import write
from drafter.word.dressing import Numbered
from drafter.word.editing import Edit, apply_edits
from drafter.word.finish import finished
from drafter.word.opened import Opened
from drafter.word.package import unpack
from drafter.word.store import Origin
from drafter.word.wide import parted
from drafter.word.wml import DOCUMENT, make, parse, w
from tests.installed import required

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.etree import _Element

ORIGIN = Origin("x", "1", "")
MARKS = Document(
    (
        Block("title", (Words("在“2031”—A·B会上的讲话"),)),
        Block("paragraph", (Words("甲“12”乙，“"), Field("a", "110”“丙"), Words("”丁——APP…戊"), Gap("b", "如“20”"))),
        Block("heading", (Words("辛“2031”壬"),), 1, "一、"),
        Block("paragraph", (Words("己。"),)),
        Block("heading", (Words("癸"), Field("c", "“5G”子")), 3, "1."),
        Block("paragraph", (Words("丑“6G”寅"),)),
    )
)


def _runs(element: _Element) -> list[tuple[str, str]]:
    """(character style, text) of each run."""
    return [
        (next((each.get(w("val"), "") for each in run.iter(w("rStyle"))), ""), "".join(map(str, run.itertext())))
        for run in element.iter(w("r"))
    ]


@given(st.text("甲1A%“”—… ，"))
def test_no_letter_is_lost_where_marks_are_parted(text: str) -> None:
    """The parts make up the text; what is marked are marks alone, each beside a digit, a Latin letter or a mark."""
    parts = list(parted(text))
    assert "".join(part for part, _ in parts) == text
    assert all(set(part) <= set("“”—…") for part, is_wide in parts if is_wide)
    assert not any(re.search("[ -~][“”—…]|[“”—…][ -~]", part) for part, _ in parts)


def test_marks_beside_digits_have_a_style_in_the_letters_around() -> None:
    """Title, body and run-in heading each have their own, with the Chinese font; a gap keeps its colour."""
    title, body, _, _, run_in = parse(unpack(write(MARKS))[DOCUMENT]).iter(w("p"))
    assert _runs(title)[:4] == [("", "在"), ("TitleMarks", "“"), ("", "2031"), ("TitleMarks", "”—")]
    assert [text for style, text in _runs(body) if style == "BodyTextMarks"] == ["“", "”", "”“", "——", *"…“”"]
    assert _runs(body)[-5:] == [
        ("Gap", "【待补：如"),
        *(("BodyTextMarks", "“"), ("Gap", "20"), ("BodyTextMarks", "”")),
        ("Gap", "】"),
    ]
    assert len(list(body.iter(w("highlight")))) == 5
    styles = [style for style, _ in _runs(run_in)]
    lead = ["Heading3Char", "Heading3CharMarks"]
    assert styles == [*lead, *lead, *lead[:1] * 2, "", "BodyTextMarks", "", "BodyTextMarks", ""]


@pytest.mark.parametrize(("key", "main"), [("a", ""), ("c", "Heading3Char")])
@pytest.mark.parametrize("text", ["2032年", "“8G”", "无"])
def test_an_edit_gives_digits_no_style_of_marks(key: str, main: str, text: str) -> None:
    """What is put in the place of a field that begins with marks has the letters around, and marks their own style."""
    opened = Opened(write(MARKS, origin=ORIGIN), "a")
    assert opened.store
    number = next(number for number, each in opened.store.shown.items() if each.key == key)
    (mark,) = opened.marks[number]
    apply_edits(opened, [Edit(mark.line, mark.start, mark.end, (Numbered(Field(key, text), number),), (mark,))])
    between = mark.bounds[0].itersiblings()
    found: list[tuple[str, str]] = []
    for each in between:
        if each is mark.bounds[1]:
            break
        found += _runs(make("p", deepcopy(each)))
    wide = f"{main or 'BodyText'}Marks"
    assert found == [(wide if set(part) <= set("“”") else main, part) for part in re.findall("[“”]+|[^“”]+", text)]


def test_a_number_typed_at_the_end_is_no_mark() -> None:
    """A number that is typed before a heading that begins with marks has the heading's letters, not theirs."""
    heading = Block("heading", (Words("“5G”子"),), 3, next(family for family in FAMILIES if family == "1."))
    final = finished(write(Document((heading, Block("paragraph", (Words("丑"),))) * 2)), "a", typed=True)
    first = next(parse(unpack(final)[DOCUMENT]).iter(w("p")))
    assert _runs(first)[:2] == [("Heading3Char", "1."), ("Heading3CharMarks", "“")]


@pytest.mark.rendering
def test_libreoffice_prints_marks_in_another_font_than_digits(office: Callable[..., Path]) -> None:
    """No mark is printed in the font of the digits and letters that it stands beside."""
    program = required("pdftohtml")
    command = [program, "-xml", "-stdout", "-i", str(office(write(MARKS)))]
    page = parse(subprocess.run(command, check=True, capture_output=True, timeout=60).stdout)
    family = {each.get("id"): each.get("family") for each in page.iter("fontspec")}
    texts = ((each.get("font"), "".join(map(str, each.itertext()))) for each in page.iter("text"))
    printed = [(family[font], text) for font, text in texts if text != "— 1 —"]
    digits = {font for font, text in printed if re.search("[0-9A-Za-z]", text)}
    marks = [(font, text) for font, text in printed if re.search("[“”…—·]", text)]
    assert len(marks) > 10
    assert [text for font, text in marks if font in digits] == []
