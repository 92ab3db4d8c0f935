"""The drafts that drafter ships, as pages."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter.drafting import draft
from drafter.layers import merge
from drafter.numerals import markers
from drafter.profiles import read_profile
from drafter.template import open_template
from drafter.word import write

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


def _runs_in(text: str, document: Document) -> bool:
    return any(heading.level > 2 and heading.text == text for heading in document.headings)
