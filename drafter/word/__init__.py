"""Drafts as Word files: the one door to python-docx.

`drafter.word.layout` says how a page looks; this says what can be done. Imports wait until they are needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.document import Document
    from drafter.word.layout import Layout
    from drafter.word.store import Origin

DEFAULT = "gbt9704"
"""The layout that a draft has where none is named: the national standard."""


def write(
    document: Document, layout: Layout | None = None, *, comments: bool = False, origin: Origin | None = None
) -> bytes:
    """The draft as the bytes of a .docx, read again and compared; the default layout is GB/T 9704-2012.

    comments: guidance becomes Word comments, else it is left out. origin: what it was made from, for the draft to
    carry, so that it can be updated. Raises InputError for a character that no Word file can hold, WriteCheckError if
    the file doesn't hold the draft.
    """
    from drafter.word.catalog import standard
    from drafter.word.check import verify
    from drafter.word.kept import base_for
    from drafter.word.steps import steps
    from drafter.word.writer import compose

    layout = layout or standard()
    document = layout.arranged(document)
    base = base_for(layout, steps(document, layout.numbers))
    data = compose(document, layout, base, comments=comments, origin=origin)
    verify(data, document, layout, comments=comments)
    return data


def pages(document: Document, layout: Layout | None = None) -> int:
    """About how many pages the draft takes, by default at 22 lines of 28 characters."""
    from drafter.word.catalog import standard
    from drafter.word.measure import pages as measured

    return measured(document, layout or standard())
