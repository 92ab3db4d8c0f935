"""Guidance as Word comments: word/comments.xml, and what makes it a part of the file (ECMA-376-1, 17.13.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.word.package import add_link, add_type
from drafter.word.runs import run
from drafter.word.styles import COMMENT_REFERENCE, COMMENT_TEXT
from drafter.word.wml import COMMENTS, make, serialize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

_AUTHOR = "drafter"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def anchored(content: Sequence[_Element], first: int, count: int) -> list[_Element]:
    """A paragraph's content within the ranges of `count` comments from number `first`, their references after it."""
    numbers = range(first, first + count)
    return [
        *(make("commentRangeStart", id=number) for number in numbers),
        *content,
        *(make("commentRangeEnd", id=number) for number in numbers),
        *(_reference(make("commentReference", id=number)) for number in numbers),
    ]


def add_comments(parts: dict[str, bytes], texts: Sequence[str]) -> None:
    """Add the part that holds the comments, numbered from 0, its type and its relationship."""
    parts[COMMENTS] = serialize(make("comments", *(_comment(number, text) for number, text in enumerate(texts))))
    add_type(parts, COMMENTS, _COMMENTS_TYPE)
    add_link(parts, "rIdComments", "comments", "comments.xml")


def _comment(number: int, text: str) -> _Element:
    """One comment, without a date: the same draft gives the same bytes."""
    properties = make("pPr", make("pStyle", val=COMMENT_TEXT))
    paragraph = make("p", properties, _reference(make("annotationRef")), *run(text))
    return make("comment", paragraph, id=number, author=_AUTHOR, initials="d")


def _reference(mark: _Element) -> _Element:
    """A run with a comment's mark."""
    return make("r", make("rPr", make("rStyle", val=COMMENT_REFERENCE)), mark)
