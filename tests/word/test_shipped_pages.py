"""The drafts that drafter ships, as pages."""

from __future__ import annotations

from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter.drafting import draft
from drafter.layers import merge
from drafter.numerals import markers
from drafter.profiles import read_profile
from drafter.template import open_template
from drafter.word import write
from drafter.word.catalog import open_layout

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.document import Document
    from tests.word.conftest import Line

pytestmark = pytest.mark.rendering
NOWHERE = Path("nowhere")
LINES = 22


def sample(name: str) -> Document:
    """The draft that the sample profile of a template gives."""
    template = open_template(name, NOWHERE)
    merged = merge([read_profile(name, NOWHERE)], template.definition.questions, lambda _: ())
    return draft(template, merged.values).document


@pytest.fixture(params=["accountability-meeting", "group-talk"])
def document(request: pytest.FixtureRequest) -> Document:
    """Each of the two sample drafts."""
    return sample(str(request.param))


def test_every_character_of_a_draft_is_printed(render: Callable[[bytes], list[Line]], document: Document) -> None:
    """No character of a sample draft is lost on the page, marks at the end of a line included."""
    printed = "".join(line.text for line in render(write(document)) if "—" not in line.text)
    numbers = iter(markers([(heading.level, heading.series) for heading in document.headings]))
    texts = [(next(numbers) if block.kind == "heading" else "") + block.text for block in document.spoken]
    expected = "".join("".join(text.split()) + ("。" if _runs_in(text, document) else "") for text in texts)
    assert printed == expected


def test_every_page_but_the_last_is_full(render: Callable[[bytes], list[Line]], document: Document) -> None:
    """Pages have 22 lines; one fewer where a heading would stand alone at the foot. The first has the title's space."""
    lines = [line for line in render(write(document)) if "—" not in line.text]
    pages = [len(list(group)) for _, group in groupby(lines, key=lambda line: line.page)]
    assert set(pages[1:-1]) <= {LINES - 1, LINES}


@pytest.mark.parametrize("name", ["gbt9704", "lectern"])
def test_no_line_begins_with_a_closing_mark(
    render: Callable[[bytes], list[Line]], document: Document, name: str
) -> None:
    """Stops and closing marks stay on the line of what they close, in every shipped layout."""
    lines = [line.text for line in render(write(document, open_layout(name, NOWHERE)))]
    assert [line for line in lines if line.startswith(tuple("，。、；：？！”’）》】」』…"))] == []


@pytest.mark.parametrize("name", ["gbt9704", "lectern"])
def test_no_heading_stands_alone_at_the_foot_of_a_page(
    render: Callable[[bytes], list[Line]], document: Document, name: str
) -> None:
    """The last line of a page is never a heading."""
    lines = [line for line in render(write(document, open_layout(name, NOWHERE))) if "—" not in line.text]
    numbers = markers([(heading.level, heading.series) for heading in document.headings])
    headings = {number + block.text for number, block in zip(numbers, document.headings, strict=True)}
    assert headings & {line.text for line in lines}
    last = [above.text for above, below in pairwise(lines) if above.page != below.page]
    assert headings.isdisjoint(last)


def _runs_in(text: str, document: Document) -> bool:
    return any(heading.level > 2 and heading.text == text for heading in document.headings)
