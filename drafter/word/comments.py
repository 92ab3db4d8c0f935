"""Guidance as Word comments: word/comments.xml, and what makes it a part of the file (ECMA-376-1, 17.13.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.word.package import add_link, add_type
from drafter.word.runs import run
from drafter.word.styles import COMMENT_REFERENCE, COMMENT_TEXT
from drafter.word.wml import COMMENTS, elements, make, serialize, xml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.word.wml import Xml

_AUTHOR = "drafter"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def anchored(content: Xml, first: int, count: int) -> Xml:
    """A paragraph's content within the ranges of `count` comments from number `first`, their references after it."""
    numbers = range(first, first + count)
    starts = "".join(xml("commentRangeStart", id=number) for number in numbers)
    ends = "".join(xml("commentRangeEnd", id=number) for number in numbers)
    return starts + content + ends + "".join(_reference(xml("commentReference", id=number)) for number in numbers)


def add_comments(parts: dict[str, bytes], texts: Sequence[str]) -> None:
    """Add the part that holds the comments, numbered from 0, its type and its relationship."""
    comments = (_comment(number, text) for number, text in enumerate(texts))
    parts[COMMENTS] = serialize(make("comments", *elements("".join(comments))))
    add_type(parts, COMMENTS, _COMMENTS_TYPE)
    add_link(parts, "rIdComments", "comments", "comments.xml")


def _comment(number: int, text: str) -> Xml:
    """One comment, without a date: the same draft gives the same bytes."""
    properties = xml("pPr", xml("pStyle", val=COMMENT_TEXT))
    paragraph = xml("p", properties, _reference(xml("annotationRef")), run(text))
    return xml("comment", paragraph, id=number, author=_AUTHOR, initials="d")


def _reference(mark: Xml) -> Xml:
    """A run with a comment's mark."""
    return xml("r", xml("rPr", xml("rStyle", val=COMMENT_REFERENCE)), mark)
