"""The places of a draft that stay alive: hidden bookmarks around ordinary runs (ECMA-376-1, 17.13.6).

Fields, gaps and typed numbers are marked and numbered in the order of the page. A bookmark's name begins with _, so
Word doesn't list it, and says the kind, so that a gap is known where all else that the file told of the draft is lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from drafter.document import Gap, Words
from drafter.word.plan import Typed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drafter.document import Field
    from drafter.word.plan import Paragraph
    from drafter.word.wml import Xml

MarkKind: TypeAlias = Literal["f", "g", "n"]
"""A field, a gap, a typed number."""

_PREFIX = "_drafter_"
_NAME = re.compile(rf"{_PREFIX}([fgn])([1-9][0-9]{{0,6}})")


class Shown(NamedTuple):
    """What a mark was put around: its kind, the key of its question, empty for a number, and the text."""

    kind: MarkKind
    key: str
    text: str


def shown(inline: Field | Gap | Typed) -> Shown:
    """What the mark around an inline shows."""
    if isinstance(inline, Typed):
        return Shown("n", "", inline.text)
    return Shown("g" if isinstance(inline, Gap) else "f", inline.key, inline.text)


def marked(paragraphs: Iterable[Paragraph]) -> dict[int, Shown]:
    """What the marks of a page show, by number: in order, from 1."""
    return dict(enumerate((each for paragraph in paragraphs for each in marked_in(paragraph)), 1))


def marked_in(paragraph: Paragraph) -> tuple[Shown, ...]:
    """What the marks of a paragraph show, in order."""
    return tuple([shown(inline) for inline in paragraph.inlines if not isinstance(inline, Words)])


def around(written: Xml, inline: Field | Gap | Typed, number: int) -> Xml:
    """Elements of a paragraph within the mark of an inline."""
    name = f"{_PREFIX}{shown(inline).kind}{number}"
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{written}<w:bookmarkEnd w:id="{number}"/>'


def read_name(name: str) -> tuple[MarkKind, int] | None:
    """The kind and the number that the name of a bookmark of ours says, None for any other."""
    found = _NAME.fullmatch(name)
    return (found[1], int(found[2])) if found else None  # type: ignore[return-value]
