"""Guidance as Word comments: word/comments.xml, and what makes it a part of the file (ECMA-376-1, 17.13.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from drafter.word.runs import run
from drafter.word.styles import COMMENT_REFERENCE, COMMENT_TEXT
from drafter.word.wml import COMMENTS, RELATIONSHIPS, make, parse, serialize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

_TYPES = "[Content_Types].xml"
_LINKS = "word/_rels/document.xml.rels"
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
    types = parse(parts[_TYPES])
    name = etree.QName(types).namespace
    etree.SubElement(types, f"{{{name}}}Override", {"PartName": f"/{COMMENTS}", "ContentType": _COMMENTS_TYPE})
    parts[_TYPES] = serialize(types)
    links = parse(parts[_LINKS])
    name = etree.QName(links).namespace
    attributes = {"Id": "rIdComments", "Type": f"{RELATIONSHIPS}/comments", "Target": "comments.xml"}
    etree.SubElement(links, f"{{{name}}}Relationship", attributes)
    parts[_LINKS] = serialize(links)


def _comment(number: int, text: str) -> _Element:
    """One comment, without a date: the same draft gives the same bytes."""
    properties = make("pPr", make("pStyle", val=COMMENT_TEXT))
    paragraph = make("p", properties, _reference(make("annotationRef")), *run(text))
    return make("comment", paragraph, id=number, author=_AUTHOR, initials="d")


def _reference(mark: _Element) -> _Element:
    """A run with a comment's mark."""
    return make("r", make("rPr", make("rStyle", val=COMMENT_REFERENCE)), mark)
