"""A draft as a Word file: its text put into a layout's empty document. Knows nothing of python-docx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.errors import InputError
from drafter.word.comments import add_comments, anchored
from drafter.word.layout import TWIPS_PER_POINT
from drafter.word.package import pack
from drafter.word.plan import plan
from drafter.word.runs import run, runs, unwritable
from drafter.word.styles import lead
from drafter.word.title import title_measure
from drafter.word.wml import DOCUMENT, make, parse, serialize, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from drafter.document import Block, Document
    from drafter.word.layout import Layout
    from drafter.word.package import Base
    from drafter.word.plan import Paragraph


def compose(document: Document, layout: Layout, base: Base, *, comments: bool = False) -> bytes:
    """The bytes of the .docx; the same for the same arguments. InputError where a character can't be in one."""
    _refuse_unwritable(document)
    paragraphs = plan(document, layout, base.counted)
    notes = [note for paragraph in paragraphs for note in paragraph.notes] if comments else []
    written, body = [], 0
    for paragraph in paragraphs:
        content = list(_content(paragraph, layout))
        if comments and paragraph.notes:
            content = anchored(content, body, len(paragraph.notes))
            body += len(paragraph.notes)
        written.append(make("p", _properties(paragraph, layout), *content))
    parts = dict(base.parts)
    parts[DOCUMENT] = _filled(parts[DOCUMENT], written)
    if notes:
        add_comments(parts, notes)
    return pack(parts)
