"""The final copy: the same text and looks, and nothing of how it was made."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from drafter.document import Block, Document, Field, Words
from drafter.errors import InputError
from drafter.word import write
from drafter.word.finish import finished, hidden_in, tracked_changes
from drafter.word.opened import Opened
from drafter.word.package import pack, unpack
from drafter.word.reader import read_docx
from drafter.word.store import Origin
from drafter.word.wml import DOCUMENT, WORD, make, parse, serialize, w
from tests.word.conftest import faults
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


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# (kind, part, what is in it), as Word, WPS and their add-ins leave them beside a text
LEFT_BEHIND = (
    (f"{OFFICE}/custom-properties", "docProps/custom.xml", "<Properties>某甲</Properties>"),
    (f"{OFFICE}/metadata/thumbnail", "docProps/thumbnail.jpeg", "某甲"),
    (f"{OFFICE}/digital-signature/origin", "_xmlsignatures/origin.sigs", "某甲"),
    (f"{OFFICE}/webextensiontaskpanes", "word/webextensions/taskpanes.xml", "<a>某甲</a>"),
    ("http://schemas.microsoft.com/office/2019/05/relationships/documenttasks", "word/tasks.xml", "<a>某甲</a>"),
    ("http://schemas.microsoft.com/office/2011/relationships/people", "word/people.xml", "<a>某甲</a>"),
    (f"{OFFICE}/printerSettings", "word/printerSettings1.bin", "某甲的打印机"),
    ("", "docProps/orphan.xml", "<a>某甲</a>"),
)
SETTINGS = (
    ('<w:documentProtection w:edit="readOnly" w:hash="rsid" w:salt="某甲"/>', "<w:defaultTabStop"),
    ('<w:rsids><w:rsidRoot w:val="00A1B2C3"/></w:rsids>', "<w:decimalSymbol"),
    (
        f'<w:attachedTemplate xmlns:r="{OFFICE}" r:id="rId50"/>',
        "<w:defaultTabStop",
    ),
    ('<w:docVars><w:docVar w:name="a" w:val="C:\\\\x"/></w:docVars>', "<w:decimalSymbol"),
)


def _linked(parts: dict[str, bytes], source: str, kind: str, target: str, *, outside: bool = False) -> str:
    """Let a part name another one, or a file outside; the id of that link."""
    folder, _, name = source.rpartition("/")
    links = f"{folder}/_rels/{name}.rels".lstrip("/")
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    text = parts.get(links, empty).decode()
    number = f"rId{text.count('Target=') + 50}"
    mode = ' TargetMode="External"' if outside else ""
    link = f'<Relationship Id="{number}" Type="{kind}" Target="{target}"{mode}/></Relationships>'
    parts[links] = text.replace("</Relationships>", link).encode()
    return number


def _person(data: bytes) -> bytes:
    """The same file as somebody's Word leaves it: names, sessions, a template's path, variables, a picture's path."""
    parts = unpack(data)
    root = parse(parts[DOCUMENT])
    for paragraph in root.iter(w("p")):
        paragraph.set(w("rsidR"), "00A1B2C3")
    picture = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    run = make("r")
    drawing = etree.SubElement(etree.SubElement(run, w("drawing")), f"{{{picture}}}inline")
    etree.SubElement(drawing, f"{{{picture}}}docPr", {"id": "1", "name": "某甲.png", "descr": "C:\\某甲\\图.png"})
    root[0][3].append(run)
    link = make("hyperlink", make("r", make("t")))
    link[0][0].text = "附件"
    link.set(
        f"{{{OFFICE}}}id", _linked(parts, DOCUMENT, f"{OFFICE}/hyperlink", "file:///C:/某甲/附件.docx", outside=True)
    )
    root[0][3].append(link)
    parts[DOCUMENT] = serialize(root)
    settings = parts["word/settings.xml"].decode()
    for text, before in SETTINGS:
        settings = settings.replace(before, text + before)
    parts["word/settings.xml"] = settings.encode()
    _linked(parts, "word/settings.xml", f"{OFFICE}/attachedTemplate", "file:///C:/某甲/本局.dotx", outside=True)
    for kind, name, text in LEFT_BEHIND:
        parts[name] = text.encode()
        if kind:
            source = DOCUMENT if name.startswith("word") else ""
            _linked(parts, source, kind, f"/{name}")
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


def test_what_is_left_behind_beside_the_text_goes(speech: Document) -> None:
    """Of all parts a final copy has those of its pages and no other; the text of a link stays without its path."""
    final = unpack(finished(_person(_draft(speech)), "a.docx"))
    assert final.keys() == unpack(finished(_draft(speech), "a.docx")).keys()
    assert "附件" in final[DOCUMENT].decode()
    assert b"External" not in final["word/_rels/document.xml.rels"]


def test_a_link_to_the_web_stays(speech: Document) -> None:
    """A link that leads to a page of the web is part of what is read."""
    parts = unpack(_draft(speech))
    root = parse(parts[DOCUMENT])
    link = make("hyperlink", make("r", make("t")))
    link.set(f"{{{OFFICE}}}id", _linked(parts, DOCUMENT, f"{OFFICE}/hyperlink", "https://example.org/a", outside=True))
    root[0][3].append(link)
    final = unpack(finished(pack({**parts, DOCUMENT: serialize(root)}), "a.docx"))
    assert b"https://example.org/a" in final["word/_rels/document.xml.rels"]
    assert b"w:hyperlink" in final[DOCUMENT]


BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"


@pytest.mark.parametrize("stored", [True, False])
def test_the_path_of_a_linked_picture_goes_if_the_picture_stays(speech: Document, *, stored: bool) -> None:
    """A picture that is in the file loses its path; one that is only linked is an error that says what to do."""
    parts = unpack(_draft(speech))
    root = parse(parts[DOCUMENT])
    picture = etree.SubElement(etree.SubElement(root[0][3], w("r")), w("drawing"))
    blip = etree.SubElement(picture, BLIP)
    blip.set(f"{{{OFFICE}}}link", _linked(parts, DOCUMENT, f"{OFFICE}/image", "file:///C:/图.png", outside=True))
    if stored:
        parts["word/media/image1.png"] = b"picture"
        blip.set(f"{{{OFFICE}}}embed", _linked(parts, DOCUMENT, f"{OFFICE}/image", "media/image1.png"))
    data = pack({**parts, DOCUMENT: serialize(root)})
    if not stored:
        with pytest.raises(InputError, match=r"a\.docx: 图片没有存在稿子里，只链接到 file:///C:/图\.png"):
            finished(data, "a.docx")
        return
    final = unpack(finished(data, "a.docx"))
    assert final["word/media/image1.png"] == b"picture"
    assert b"C:/" not in b"".join(final.values())


def _hide(root: _Element) -> None:
    """Hide a run, a whole paragraph with its end, and, by a style, another run."""
    paragraph = root[0][5]
    run = make("r", make("rPr", make("vanish")), make("t"))
    run[-1].text = "私下的话"
    paragraph.append(run)
    whole = make("p", make("pPr", make("rPr", make("vanish"))), deepcopy(run))
    paragraph.addnext(whole)
    shown = make("r", make("rPr", make("vanish", val=0)), make("t"))
    shown[-1].text = "公开的话"
    whole.addnext(make("p", shown))


def test_hidden_text_is_listed_and_goes(speech: Document, edited: Callable[..., bytes]) -> None:
    """What somebody hid is told, stretch by stretch, and is not in a final copy; all that can be read is."""
    data = _draft(speech)
    hidden = edited(data, _hide)
    assert hidden_in(Opened(hidden, "a")) == ["私下的话", "私下的话"]
    assert hidden_in(Opened(data, "a")) == []
    lines = read_docx(data, "a")
    assert read_docx(finished(hidden, "a"), "b") == [*lines[:7], "公开的话", *lines[7:]]


def _compute(root: _Element) -> None:
    """Put in the file's name and a variable of it as fields, in either form, and a number of the page."""
    pieces = (("begin", ""), ("", ' FILENAME \\p "C:\\\\x" '), ("separate", ""), ("", "某稿"), ("end", ""))
    for kind, text in pieces:
        inside = make("fldChar", fldCharType=kind) if kind else make("instrText" if "FILE" in text else "t")
        inside.text = text or None
        root[0][3].append(make("r", inside))
    for instruction in (" DOCVARIABLE secret ", " PAGE "):
        simple = make("fldSimple", make("r", make("t")), instr=instruction)
        simple[0][0].text = "7"
        root[0][3].append(simple)


def test_what_a_file_tells_of_itself_becomes_text(speech: Document, edited: Callable[..., bytes]) -> None:
    """Fields of the file's name, properties and variables show what they showed; other fields stay fields."""
    data = edited(_draft(speech), _compute)
    final = finished(data, "a.docx")
    assert read_docx(final, "b") == read_docx(data, "a")
    assert [each.get(w("instr")) for each in parse(unpack(final)[DOCUMENT]).iter(w("fldSimple"))] == [" PAGE "]
    assert _traces(final) == []
    assert faults(final) == []


def test_a_bookmark_that_a_field_in_pieces_leads_to_stays(speech: Document, edited: Callable[..., bytes]) -> None:
    """Word writes an edited field in pieces, and needs no REF: the bookmark stays whatever part the field is in."""

    def refer(root: _Element) -> None:
        for number, name in enumerate(("_Ref1", "立场", "_Ref3"), 70):
            root[0][0].append(make("bookmarkStart", id=number, name=name))
            root[0][0].append(make("bookmarkEnd", id=number))
        for pieces in ((" REF ", "_Re", "f1 \\h"), ("立场",)):
            root[0][3].append(make("r", make("fldChar", fldCharType="begin")))
            for piece in pieces:
                root[0][3].append(make("r", make("instrText")))
                root[0][3][-1][0].text = piece
            root[0][3].append(make("r", make("fldChar", fldCharType="end")))

    data = edited(_draft(speech), refer)
    parts = unpack(data)
    footer = parts["word/footer1.xml"].replace(b"PAGE", b"REF _Ref3")
    final = finished(pack({**parts, "word/footer1.xml": footer}), "a")
    names = [each.get(w("name")) for each in parse(unpack(final)[DOCUMENT]).iter(w("bookmarkStart"))]
    assert names == ["_Ref1", "立场", "_Ref3"]


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
