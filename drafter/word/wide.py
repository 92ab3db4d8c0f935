"""“ ” … — · beside digits and Latin letters, which have both kinds of width: they belong in the Chinese font.

Word goes by the hint of the run. LibreOffice 7.4 goes by the letter before, so such a run has a character style, whose
Latin font is the Chinese one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.records import replace
from drafter.word.looks import fonts, named
from drafter.word.wml import make

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from drafter.word.layout import Style

SUFFIX = " 标点"
_LATIN, _MARKS = "[ -~]", "[“”‘’…—·]+"
_BESIDE = re.compile(f"(?<={_LATIN}){_MARKS}|{_MARKS}(?={_LATIN})")


def wide_id(style: str) -> str:
    """The id of the style of such marks in text of this style."""
    return f"{style}Marks"


def parted(text: str) -> Iterator[tuple[str, bool]]:
    """The text in parts, and whether each is such marks."""
    done = 0
    for found in _BESIDE.finditer(text):
        yield text[done : found.start()], False
        yield found.group(), True
        done = found.end()
    yield text[done:], False


def wide_style(style: Style, main: str, name: str) -> _Element:
    """The style of such marks in text of this style. main, name: of the character style they have else."""
    font = style.fonts.east_asia
    slots = replace(style.fonts, ascii=font, high_ansi=font)
    return named(
        "character",
        wide_id(style.identifier if main == "DefaultParagraphFont" else main),
        f"{name}{SUFFIX}",
        make("basedOn", val=main),
        make("semiHidden"),
        make("rPr", fonts(slots)),
        customStyle=1,
    )
