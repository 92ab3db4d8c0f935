"""The same speech by python-docx used plainly; as a program: `python plain.py PARAGRAPHS.json OUT.docx`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import IO


def plainly(paragraphs: list[tuple[str, str]], to: str | IO[bytes]) -> None:
    """Save a document of these paragraphs, each a style of python-docx's own template and a text."""
    import docx  # noqa: PLC0415 - a peer, and no other must bear its weight

    book = docx.Document()
    for style, text in paragraphs:
        book.add_paragraph(text, style)
    book.save(to)


if __name__ == "__main__":
    plainly(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), sys.argv[2])
