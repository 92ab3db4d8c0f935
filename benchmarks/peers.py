"""The same speech for every peer: the group talk as drafter drafts it from its sample profile."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from plain import plainly

from drafter.cli.given import given_layers, lay
from drafter.document import Field
from drafter.drafting import draft
from drafter.files import shipped
from drafter.profiles import read_profile
from drafter.template import open_template
from drafter.word import write

if TYPE_CHECKING:
    from drafter.document import Block, Document
    from drafter.questions import Value
    from drafter.template import Template

TEMPLATE = "group-talk"
WORKSPACE = Path()
_DOCUMENT = "word/document.xml"


def sample(workspace: Path = WORKSPACE) -> tuple[Template, dict[str, Value], frozenset[str]]:
    """The template as seen from a workspace, and the answers of its sample profile."""
    template = open_template(TEMPLATE, workspace)
    layers = given_layers(read_profile(TEMPLATE, WORKSPACE), None, (), WORKSPACE)
    merged = lay(layers, template.definition.questions, WORKSPACE)
    return template, merged.values, frozenset(merged.left_open)


def stranger(room: Path) -> Path:
    """A workspace whose template of the same name says the same, but for one blank, and that nobody vouched for."""
    folder = room / "stranger" / "templates" / TEMPLATE
    if not folder.exists():
        shutil.copytree(shipped("templates") / TEMPLATE, folder)
        with (folder / "closing.j2").open("a", encoding="utf-8") as file:
            file.write(" ")
    return room / "stranger"


def document() -> Document:
    """The sample's draft."""
    return draft(*sample()).document


def for_docxtpl(speech: Document) -> tuple[bytes, dict[str, str]]:
    """A Word template with {{ }} where the draft shows answers, made with python-docx, and what goes there."""
    paragraphs, context = [], {}
    for block in speech.spoken:
        text = ""
        for inline in block.inlines:
            if isinstance(inline, Field) and inline.text:
                name = f"field{len(context)}"
                context[name] = inline.text
                text += f"{{{{ {name} }}}}"
            else:
                text += inline.text
        paragraphs.append((_style(block), text))
    stream = io.BytesIO()
    plainly(paragraphs, stream)
    return stream.getvalue(), context


def for_python_docx(speech: Document) -> list[tuple[str, str]]:
    """Style and text of each paragraph."""
    return [(_style(block), block.text) for block in speech.spoken]


def _style(block: Block) -> str:
    return f"Heading {block.level}" if block.kind == "heading" else "Normal"


def for_pandoc(speech: Document) -> str:
    """The same as Markdown."""
    marks = {"title": "# ", "heading": "## "}
    return "\n\n".join(marks.get(block.kind, "") + block.text for block in speech.spoken)


class Floor:
    """The least that can be done: a body of strings, zipped with parts that were deflated once."""

    def __init__(self, speech: Document) -> None:
        """Keep what doesn't change."""
        with zipfile.ZipFile(io.BytesIO(write(speech))) as archive:
            self._parts = {name: archive.read(name) for name in archive.namelist()}
        text = self._parts[_DOCUMENT].decode()
        self._head, _, rest = text.partition("<w:body>")
        self._tail = rest[rest.rindex("<w:sectPr") :]
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self._parts.items():
                if name != _DOCUMENT:
                    archive.writestr(name, part)
        self._kept = stream.getvalue()
        self._blocks = [(block.kind, block.text) for block in speech.spoken]

    def draft(self) -> bytes:
        """One document."""
        body = "".join(
            f'<w:p><w:pPr><w:pStyle w:val="{kind}"/></w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>'
            for kind, text in self._blocks
        )
        stream = io.BytesIO(self._kept)
        with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(_DOCUMENT, f"{self._head}<w:body>{body}{self._tail}")
        return stream.getvalue()
