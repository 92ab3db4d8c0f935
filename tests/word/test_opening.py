"""Hostile and damaged files: an error that says what is wrong and what to do, never a traceback, never much work."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.document import Block, Document, Words
from drafter.errors import InputError
from drafter.word import write
from drafter.word.finish import files_outside, finished
from drafter.word.gaps import open_places
from drafter.word.opened import Opened
from drafter.word.opening import Archive
from drafter.word.package import pack, unpack
from drafter.word.reader import read_docx

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MEGABYTE = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
WHOLE = write(Document((Block("heading", (Words("甲"),), 1, "一、"), Block("heading", (Words("乙"),), 1, "一、"))))


def _document(content: str, before: str = "") -> bytes:
    return f"{before}<w:document {NAMESPACE}><w:body>{content}</w:body></w:document>".encode()


def _file(document: bytes, **parts: bytes) -> bytes:
    return pack({"word/document.xml": document, **parts})


def _zip(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def _locked(data: bytes) -> bytes:
    """The same with the mark of a password on each entry, in the directory and before the parts."""
    changed = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            changed[entry.header_offset + 6] |= 1
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        changed[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 1)
    return bytes(changed)


def _lying(data: bytes, size: int) -> bytes:
    """A bomb whose directory calls its first part small."""
    changed = bytearray(data)
    place = data.find(b"PK\x01\x02") + 24
    changed[place : place + 4] = size.to_bytes(4, "little")
    return bytes(changed)


def _spread(size: int) -> bytes:
    """Letters that don't pack well."""
    return random.Random(7).randbytes(size // 2).hex().encode()  # noqa: S311 - no secret


BOMB = (
    '<!DOCTYPE w:document [<!ENTITY a "文文文文文文文文文文">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
EXTERNAL = '<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
FAULTS = {
    "nothing": (b"", "不完整"),
    "no zip": ("同志们：".encode(), "不完整"),
    "cut short": (WHOLE[: len(WHOLE) // 2], "不完整"),
    "only its directory": (WHOLE[WHOLE.find(b"PK\x01\x02") :], "损坏"),
    "locked": (OLE + "EncryptedPackage".encode("utf-16-le"), "有密码"),
    "an older Word's": (OLE + "WordDocument".encode("utf-16-le"), "旧格式"),
    "locked zip": (_locked(WHOLE), "有密码"),
    "no body": (pack({"word/styles.xml": b"<a/>"}), "没有 Word 正文"),
    "a folder for a body": (pack({"word/document.xml/": b""}), "没有 Word 正文"),
    "no XML": (_file(b"word"), "损坏"),
    "empty body": (_file(b""), "损坏"),
    "unknown encoding": (_file(_document("", '<?xml version="1.0" encoding="none"?>')), "损坏"),
    "a control character": (_file(_document("<w:p><w:r><w:t>\x01</w:t></w:r></w:p>")), "损坏"),
    "damaged styles": (_file(_document(""), **{"word/styles.xml": b"<w"}), "损坏"),
    "damaged relationships": (_file(_document(""), **{"_rels/.rels": b"<"}), "损坏"),
    "a table": (_file(b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'), "不是 Word"),
    "web page": (_file(b"<html/>"), "不是 Word"),
    "too deep": (_file(_document("<w:r>" * 5000 + "</w:r>" * 5000)), "损坏"),
    "entity bomb": (_file(_document("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>", BOMB)), "损坏"),
    "another file's text": (_file(_document("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", EXTERNAL)), "声明"),
    "zip bomb": (_file(_document(" " * 20 * MEGABYTE)), "过大"),
    "zip bomb in a part of no use": (_file(_document(""), **{"word/theme/theme1.xml": b" " * 20 * MEGABYTE}), "过大"),
    "zip bomb under a lie": (_lying(_file(_document(" " * 20 * MEGABYTE)), 5000), "损坏"),
    "a text too long": (_zip({"word/document.xml": _spread(21 * MEGABYTE)}, zipfile.ZIP_STORED), "过大"),
    "a part too large": (_zip({"word/document.xml": _spread(51 * MEGABYTE)}, zipfile.ZIP_STORED), "过大"),
    "too many entries": (_zip({f"word/media/{number}": b"" for number in range(10_001)}), "过大"),
    "too many elements": (_file(_document("<w:p/>" * 499_999 + _spread(MEGABYTE).decode())), "过大"),
    "packed otherwise": (_zip({"word/document.xml": _document("")}, zipfile.ZIP_LZMA), "打包"),
}


@pytest.mark.parametrize(("data", "fault"), FAULTS.values(), ids=FAULTS)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(data: bytes, fault: str) -> None:
    """Each fault is an error that names the file, what is wrong and a way out."""
    with pytest.raises(InputError, match=fault) as caught:
        read_docx(data, "稿.docx")
    (problem,) = caught.value.problems
    assert str(problem.place) == "稿.docx"
    assert problem.mend


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        pytest.param(_file(_document("")), [], id="no paragraph"),
        pytest.param(_file(_document("<w:p/>").decode().encode("utf-16")), [""], id="another encoding"),
        pytest.param(b"junk" + _file(_document("<w:p/>")), [""], id="something in front"),
        pytest.param(
            _file(_document("<w:p/>"), **{"word/media/image1.bmp": b"\0" * 60 * MEGABYTE}), [""], id="a large picture"
        ),
        pytest.param(_file(_document("<w:p/>"), **{"word/numbering.xml": b"<a/>", "word/styles.xml": b"<b/>"}), [""]),
    ],
)
def test_an_odd_file_is_read(data: bytes, lines: list[str]) -> None:
    """What is unusual but does no harm is read; pictures may be as large as they are."""
    assert read_docx(data, "odd.docx") == lines


def test_nothing_outside_the_file_is_looked_up(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A document type that lies elsewhere is not fetched: the file is refused whether it is there or not."""
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "type.dtd"
    elsewhere.write_text('<!ENTITY a "甲">', encoding="utf-8")
    before = f'<!DOCTYPE w:document SYSTEM "{elsewhere.as_uri()}">'
    with pytest.raises(InputError, match="声明"):
        read_docx(_file(_document("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", before)), "稿.docx")


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_a_spoiled_file_gives_lines_or_an_error(data: st.DataObject) -> None:
    """Whatever bytes of a file or of its parts are changed or cut off, it is read or refused, and nothing else."""
    name = data.draw(st.sampled_from(["", "word/document.xml", "word/numbering.xml", "word/styles.xml", "_rels/.rels"]))
    parts = unpack(WHOLE)
    spoiled = bytearray(parts.get(name, WHOLE))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(spoiled) - 1))
        spoiled[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3) | st.just(b'"9"'))
    whole = pack({**parts, name: bytes(spoiled)}) if name else bytes(spoiled)
    with suppress(InputError):
        assert not any("\n" in line for line in read_docx(whole, "稿.docx"))


MEDIA = {f"word/media/{number}.bmp": b"\0" * MEGABYTE for number in range(24)}
BOMBS = {
    "small parts that pack to nothing": _zip(unpack(WHOLE) | MEDIA),
    "parts of which each packs as pictures do": _zip(
        unpack(WHOLE) | {f"word/media/{number}.bmp": _spread(9 * MEGABYTE) for number in range(9)}, zipfile.ZIP_STORED
    ),
}


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS)
def test_all_parts_together_unpack_to_what_a_document_has(data: bytes) -> None:
    """However small each part is, a file is not written anew that unpacks too large; to read it none is unpacked."""
    opened = Opened(data, "稿.docx")
    assert open_places(opened) == []
    assert files_outside(opened) == []
    with pytest.raises(InputError, match=r"稿.docx: 文件展开后过大"):
        finished(data, "稿.docx")
    with pytest.raises(InputError, match=r"稿.docx: 文件展开后过大"):
        _ = opened.parts


def test_large_pictures_stay_in_a_final_copy() -> None:
    """What cameras give and a blank picture beside it are no bomb, however large."""
    pictures = {"word/media/1.jpg": _spread(40 * MEGABYTE), "word/media/2.bmp": b"\0" * MEGABYTE}
    assert list(Opened(_zip(unpack(WHOLE) | pictures), "稿.docx").parts)[-2:] == list(pictures)


HEADERS = {f"word/header{number}.xml": _document("<w:p/>" * 100_000) for number in range(1, 7)}
TREES = {
    "headers full of marks": _zip(unpack(WHOLE) | HEADERS),
    "parts full of letters": _zip(
        unpack(WHOLE)
        | {f"word/header{number}.xml": _document(_spread(7 * MEGABYTE).decode()) for number in range(1, 4)}
    ),
}


@pytest.mark.parametrize("data", TREES.values(), ids=TREES)
def test_all_trees_together_are_as_large_as_a_speech_needs(data: bytes) -> None:
    """However small each part is, no more is parsed than memory has room for."""
    with pytest.raises(InputError, match=r"稿.docx: 文件展开后过大"):
        open_places(Opened(data, "稿.docx"))
    with pytest.raises(InputError, match=r"稿.docx: 文件展开后过大"):
        finished(data, "稿.docx")


def test_what_a_text_names_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking for what a draft carries, as many links as there may be are parsed a few times in all."""
    link = '<Relationship Id="{0}" Type="http://a/customXml" Target="../customXml/item1.xml"/>'
    links = f"<Relationships>{''.join(map(link.format, range(200)))}</Relationships>".encode()
    item = {"word/_rels/document.xml.rels": links, "customXml/item1.xml": b"<a/>"}
    opened, parsed = Opened(_zip(unpack(WHOLE) | item), "稿.docx"), list[str]()
    read = Archive.read

    def counted(archive: Archive, name: str) -> bytes:
        parsed.append(name)
        return read(archive, name)

    monkeypatch.setattr(Archive, "read", counted)
    assert opened.store_name == ""
    assert len(parsed) < 5


def test_a_namespace_with_a_brace_in_it_is_damage() -> None:
    """With a blank xml:space lxml reads what can be no namespace, and stumbles over it later: told as other damage."""
    document = '<w:document xmlns:w="}"><w:body><w:p><w:r><w:t xml:space="">甲</w:t></w:r></w:p></w:body></w:document>'
    with pytest.raises(InputError, match="损坏"):
        Opened(_file(document.encode()), "a.docx")
