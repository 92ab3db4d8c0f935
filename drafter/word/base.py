"""A layout's empty document, made with python-docx: the only module that knows that library."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from drafter.word.layout import TWIPS_PER_POINT, Layout
from drafter.word.numbering import numbering
from drafter.word.package import PLACE, Base
from drafter.word.settings import font_table, settings
from drafter.word.styles import EVEN_FOOTER, styles
from drafter.word.wml import DOCUMENT, make, parse, serialize, w

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document
    from docx.section import Section, _Footer
    from lxml.etree import _Element

    from drafter.word.steps import Step

__all__ = ["Base", "make_base"]

# What python-docx's own template carries and a speech has no use for, by the end of the relationship's type.
_UNUSED = {"customXml", "thumbnail", "stylesWithEffects", "webSettings", "theme"}
_IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
_APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/extended-properties"><Application>drafter</Application></Properties>'
)


def make_base(layout: Layout, steps: tuple[Step, ...]) -> Base:
    """The empty document of a layout whose list has these steps."""
    import docx  # noqa: PLC0415 - a draft from a kept base must not pay for this import

    document = docx.Document()
    _prune(document)
    _refill(document.styles.element, styles(layout, steps))
    _refill(document.part.numbering_part.element, numbering(layout, steps))
    _refill(document.settings.element, settings(layout))
    section = document.sections[0]
    _set_page(section, layout)
    _set_number(section.footer, layout, layout.number.identifier)
    _set_number(section.even_page_footer, layout, EVEN_FOOTER)
    _set_grid(document, layout)
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/fontTable.xml"] = serialize(font_table(layout))
    parts["docProps/app.xml"] = _APPLICATION
    parts["docProps/core.xml"] = _neutral(parts["docProps/core.xml"])
    parts[DOCUMENT] = _placed(parts[DOCUMENT])
    return Base(tuple((name, _slim(part)) for name, part in parts.items()), steps)


def _prune(document: Document) -> None:
    """Let go of the parts that aren't used: a part that nothing relates to isn't saved."""
    package = document.part.package
    for relationships in (document.part.rels, package.rels if package else {}):
        for key, relationship in list(relationships.items()):
            if relationship.reltype.rsplit("/", 1)[-1] in _UNUSED:
                del relationships[key]


def _refill(element: _Element, children: Iterable[_Element]) -> None:
    """Put these children in the place of all there are."""
    del element[:]
    element.extend(list(children))


def _set_page(section: Section, layout: Layout) -> None:
    """The sheet and its margins.

    The page number's line has its middle `number_gap` below the text, or stands on the edge where the margin is less.
    """
    from docx.shared import Mm, Pt, Twips  # noqa: PLC0415 - as above

    page = layout.page
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    # What the sheet leaves, so that the text has its whole width and no twip more: at one more (8845) LibreOffice 7.4
    # loses the marks that hang behind a justified line.
    text = int(page.text_width * TWIPS_PER_POINT)
    section.left_margin = Mm(page.left)
    section.right_margin = Twips(round(section.page_width.twips) - round(section.left_margin.twips) - text)
    section.header_distance, section.gutter = Mm(page.top / 2), Mm(0)
    section.footer_distance = Pt(max(0, Mm(page.bottom - page.number_gap).pt - layout.number.size / 2))


def _set_number(footer: _Footer, layout: Layout, style: str) -> None:
    """The page number as a field between its dashes (17.16.5.44 PAGE)."""
    footer.is_linked_to_previous = False
    before, after = layout.number_form.split("{}")
    field = make("fldSimple", _letters("1"), instr="PAGE")
    properties = make("pPr", make("pStyle", val=style))
    _refill(footer.part.element, [make("p", properties, _letters(before), field, _letters(after))])


def _letters(text: str) -> _Element:
    """A run of the page number; the hint keeps its dashes in the Chinese font."""
    letters = make("t")
    letters.text = text
    letters.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return make("r", make("rPr", make("rFonts", hint="eastAsia")), letters)


def _set_grid(document: Document, layout: Layout) -> None:
    """The grid of lines (17.6.5). Characters are spaced by the styles: LibreOffice halves a grid of characters."""
    section = document.element.body.sectPr
    section.attrib.clear()
    for grid in section.findall(w("docGrid")):
        section.remove(grid)
    section.append(make("docGrid", type="lines", linePitch=round(layout.grid.pitch * TWIPS_PER_POINT)))


def _placed(document: bytes) -> bytes:
    """The main part with the place for paragraphs, and its section properties after it (17.2.2)."""
    root = parse(document)
    body = root.find(w("body"))
    if body is None:
        message = "python-docx made no w:body"
        raise ValueError(message)
    _refill(body, [etree.Comment(PLACE[4:-3]), *body.findall(w("sectPr"))])
    return serialize(root)


def _neutral(properties: bytes) -> bytes:
    """The core properties without a maker, a name or a date."""
    element = parse(properties)
    _refill(element, ())
    return serialize(element)


def _slim(part: bytes) -> bytes:
    """A part without the names of namespaces that nothing in it uses."""
    element = parse(part)
    if _IGNORABLE in element.attrib:  # it would name a namespace that is gone, which Word takes for damage
        del element.attrib[_IGNORABLE]
    etree.cleanup_namespaces(element)
    return serialize(element)
