"""The final copy: the same text and looks, and nothing of how it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from drafter.document import Block, Document, Field, Words
from drafter.errors import InputError
from drafter.word import write
from drafter.word.finish import finished, tracked_changes
from drafter.word.opened import Opened
from drafter.word.package import pack, unpack
from drafter.word.reader import read_docx
from drafter.word.store import Origin
from drafter.word.wml import DOCUMENT, WORD, make, parse, serialize, w
from tests.word.test_writer import DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.etree import _Element

    from tests.word.conftest import Line

ORIGIN = Origin("secret-template", "7", "secret_key: 某局\n", layout="secret-layout")
# what must not leave the office, besides what stands in the text itself
TRACES = (
    *("drafter", "secret", "bookmark", "highlight", "w:sdt", "customXml", "comment", "rsid", "LibreOffice", "python"),
    *("待补", "creator", "lastModifiedBy", "Application", "C:", "/home", "某甲"),
)


def _draft(document: Document, *, comments: bool = True) -> bytes:
    return write(document, origin=ORIGIN, comments=comments)


def _traces(data: bytes) -> list[tuple[str, str]]:
    """(part, trace) of what tells how a file was made; gaps in the text, which were let through, aside."""
    parts = unpack(data)
    texts = {name: part.decode("utf-8", "replace") for name, part in parts.items()}
    texts[DOCUMENT] = texts[DOCUMENT].replace("【待补", "")
    return [(name, trace) for name, text in texts.items() for trace in TRACES if trace in text or trace in name]


def _person(data: bytes) -> bytes:
    """The same file as somebody's Word leaves it: names, sessions, a template's path, variables, a picture's path."""
    parts = unpack(data)
    root = parse(parts[DOCUMENT])
    for paragraph in root.iter(w("p")):
        paragraph.set(w("rsidR"), "00A1B2C3")
    picture = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    run = make("r")
    drawing = etree.SubElement(etree.SubElement(run, w("drawing")), f"{{{picture}}}inline")
    etree.SubElement(drawing, f"{{{picture}}}docPr", {"id": "1", "name": "图", "descr": "C:\\某甲\\图.png"})
    root[0][3].append(run)
    parts[DOCUMENT] = serialize(root)
    inside = (
        b'<w:rsids><w:rsidRoot w:val="00A1B2C3"/></w:rsids><w:docVars><w:docVar w:name="a" w:val="C:\\x"/></w:docVars>'
    )
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(b"<w:decimalSymbol", inside + b"<w:decimalSymbol")
    parts["docProps/custom.xml"] = "<Properties>某甲</Properties>".encode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
    link = f'<Relationship Id="rId99" Type="{kind}" Target="docProps/custom.xml"/></Relationships>'
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", link.encode())
    return pack(parts)


@settings(max_examples=40)
@given(DOCUMENTS, st.booleans())
def test_the_text_stays_character_for_character(document: Document, typed: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    """Any draft's final copy reads as the draft did, the numbers counted by Word or typed."""
    data = _draft(document)
    assert read_docx(finished(data, "a.docx", typed=typed), "b") == read_docx(data, "a")


@pytest.mark.parametrize("typed", [False, True])
def test_nothing_tells_how_it_was_made(speech: Document, *, typed: bool) -> None:
    """No part of a final copy holds a name of ours, of a template, of a person, of a program or a path."""
    data = _person(_draft(speech))
    assert {trace for _, trace in _traces(data)} >= {"drafter", "secret", "highlight", "C:", "某甲", "rsid"}
    assert _traces(finished(data, "a.docx", typed=typed)) == []


def test_every_part_that_is_left_is_announced_and_none_besides(speech: Document) -> None:
    """Types and relationships name the parts that are there, and no others."""
    parts = unpack(finished(_draft(speech), "a.docx"))
    for name in [name for name in parts if name.endswith(".rels")]:
        folder = name.split("_rels")[0]
        assert [link for link in parse(parts[name]) if f"{folder}{link.get('Target')}" not in parts] == []
    named = {each.get("PartName", "").lstrip("/") for each in parse(parts["[Content_Types].xml"])} - {""}
    assert named <= parts.keys()


def test_numbers_are_typed_where_that_is_asked(speech: Document) -> None:
    """Typed, no paragraph is in a list any more, and each number stands in the letters of its heading."""
    opened = Opened(finished(_draft(speech), "a.docx", typed=True), "b")
    assert [line.number for line in opened.lines if line.number] == []
    heading = next(line for line in opened.lines if "子丑寅卯" in line.text and line.level)
    assert heading.text == "一、子丑寅卯"
    run_in = next(line for line in opened.lines if line.text.startswith("1."))
    styles = [run.find(f"{w('rPr')}/{w('rStyle')}") for run in run_in.element.findall(w("r"))][:2]
    assert styles[0] is not None
    assert styles[1] is not None
    assert styles[0].attrib == styles[1].attrib


def _changes(root: _Element) -> None:
    """Track: 甲乙 put in, the first run struck out, the end of a paragraph struck out, a format changed."""
    said = {w("author"): "某甲", w("id"): "900", w("date"): "2031-01-01T00:00:00Z"}
    paragraph = root[0][5]
    new = etree.fromstring(f'<w:ins xmlns:w="{WORD}"><w:r><w:t>新加</w:t></w:r></w:ins>')
    for name, text in said.items():
        new.set(name, text)
    first = paragraph[1]
    struck = paragraph.makeelement(w("del"), said)
    paragraph.replace(first, struck)
    struck.append(first)
    for letters in first.iter(w("t")):
        letters.tag = w("delText")
    paragraph.insert(2, new)
    mark = make("rPr")
    mark.append(mark.makeelement(w("del"), said))
    root[0][3][0].append(mark)


def test_tracked_changes_are_listed_and_accepted(speech: Document, edited: Callable[..., bytes]) -> None:
    """Each tracked change is told with its text and author; accepted, the text is what Word shows, by nobody."""
    data = edited(_draft(speech), _changes)
    listed = tracked_changes(Opened(data, "a"))
    assert len(listed) == 3
    assert any("新加" in line and "某甲" in line for line in listed)
    final = finished(data, "a.docx")
    assert read_docx(final, "b") == read_docx(data, "a")
    assert tracked_changes(Opened(final, "b")) == []
    assert _traces(final) == []


def test_a_bookmark_that_the_text_leads_to_stays(edited: Callable[..., bytes]) -> None:
    """A cross-reference that somebody made keeps its target; bookmarks that nothing leads to go."""

    def refer(root: _Element) -> None:
        paragraph = root[0][0]
        paragraph.append(make("bookmarkStart", id=77, name="_Ref1"))
        paragraph.append(make("bookmarkEnd", id=77))
        paragraph.append(make("fldSimple", make("r", make("t")), instr=" REF _Ref1 \\h "))

    data = edited(_draft(Document((Block("paragraph", (Words("甲"), Field("a", "乙"))),))), refer)
    names = [each.get(w("name")) for each in parse(unpack(finished(data, "a"))[DOCUMENT]).iter(w("bookmarkStart"))]
    assert names == ["_Ref1"]


@pytest.mark.parametrize("name", ["word/settings.xml", "word/footer1.xml", "[Content_Types].xml", "_rels/.rels"])
def test_a_damaged_part_is_an_error_that_names_the_file(speech: Document, name: str) -> None:
    """Where a part can't be read nothing is written, and the message names the file."""
    data = pack({**unpack(_draft(speech)), name: b"<w:broken"})
    with pytest.raises(InputError, match=r"a\.docx"):
        finished(data, "a.docx")


@pytest.mark.rendering
@pytest.mark.parametrize("typed", [False, True])
def test_it_looks_as_the_draft_did(
    speech: Document, office: Callable[..., Path], render: Callable[[bytes], list[Line]], *, typed: bool
) -> None:
    """LibreOffice prints the same text on the same lines, also of a draft that LibreOffice has saved."""
    data = _draft(speech, comments=False)
    for each in (data, office(data, "docx").read_bytes()):
        final = finished(each, "a.docx", typed=typed)
        before, after = render(each), render(final)
        assert [(line.page, line.text) for line in after] == [(line.page, line.text) for line in before]
        moved = [max(abs(a.left - b.left), abs(a.top - b.top)) for a, b in zip(after, before, strict=True)]
        assert max(moved) < 1
        assert _traces(final) == []
