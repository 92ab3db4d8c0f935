"""A speech read from any file: to the character, or refused with what is wrong and what to do."""

from __future__ import annotations

import codecs
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from drafter.document import Block, Document, Words
from drafter.errors import InputError
from drafter.speech.source import Source, read_speech
from drafter.word import write

if TYPE_CHECKING:
    from pathlib import Path

SPEECH = "在某市某局会上的讲话\n\n同志们：\n　　一、**甲××，“乙”……——\n（二）丙\t丁 \n"
DOCUMENT = write(Document((Block("heading", (Words("甲"),), 1, "一、"), Block("heading", (Words("乙"),), 1, "一、"))))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
GB_MARK = b"\x84\x31\x95\x33"

# What a text may hold: no NUL, few control characters, and no mark at its beginning that could be taken for the file's.
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff")
TEXTS = (
    st.lists(LETTERS | st.sampled_from("\n\t\v\f\x85\u2028　#*一、（"), min_size=1, max_size=60)
    .map("".join)
    .filter(str.strip)
)
CHINESE = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5) | st.sampled_from("，。、：“”（）\n 2031%"), min_size=1
).filter(str.strip)
# Of Word's own characters all but the two that XML doesn't know. In one alphabet the few would hardly ever be drawn.
_LETTER = LETTERS.filter(lambda letter: letter not in "\ufffe\uffff") | st.sampled_from("\t　 “”，一、（1.%")
LINES = st.lists(_LETTER, min_size=1, max_size=20).map("".join)
CHARACTERS = settings(deadline=None, max_examples=150)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the files to read."""
    return tmp_path_factory.mktemp("speeches")


def _read(folder: Path, data: bytes, name: str = "speech.txt") -> Source:
    path = folder / name
    path.write_bytes(data)
    return read_speech(path)


def _is_utf8(data: bytes) -> bool:
    return data.decode("utf-8", "ignore").encode() == data


def _fault(folder: Path, data: bytes, name: str = "speech.txt") -> str:
    """The one fault of a file, without the folder it is in."""
    with pytest.raises(InputError) as caught:
        _read(folder, data, name)
    (problem,) = caught.value.problems
    return str(problem).removeprefix(f"{folder}{os.sep}")


@CHARACTERS
@given(text=TEXTS, mark=st.booleans())
def test_a_text_in_utf_8_is_read_to_the_character(folder: Path, text: str, *, mark: bool) -> None:
    """UTF-8, with a byte order mark or without, gives the very text that was written."""
    assert _read(folder, text.encode("utf-8-sig" if mark else "utf-8")) == Source(
        str(folder / "speech.txt"), text, "UTF-8"
    )


@CHARACTERS
@given(text=TEXTS, order=st.sampled_from(["le", "be"]))
def test_a_text_in_utf_16_is_read_to_the_character(folder: Path, text: str, order: str) -> None:
    """UTF-16 with a byte order mark, in either order, gives the very text that was written."""
    mark = codecs.BOM_UTF16_LE if order == "le" else codecs.BOM_UTF16_BE
    found = _read(folder, mark + text.encode(f"utf-16-{order}"))
    assert (found.text, found.kind) == (text, "UTF-16")


@CHARACTERS
@given(text=TEXTS, mark=st.booleans())
def test_a_text_in_gb18030_is_read_to_the_character(folder: Path, text: str, *, mark: bool) -> None:
    """GB18030 gives the very text that was written, unless the same bytes are a text in UTF-8."""
    data = text.encode("gb18030")
    assume(mark or not _is_utf8(data))
    found = _read(folder, GB_MARK + data if mark else data)
    assert (found.text, found.kind) == (text, "GB18030")


@CHARACTERS
@given(text=CHINESE, ends=st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=1))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_line_ends_are_all_that_changes(folder: Path, text: str, ends: list[str], encoding: str) -> None:
    """Each line end, of whatever system, becomes one line feed; all other characters stay."""
    lines = [line for line in text.split("\n") if line] * len(ends)
    written = "".join(line + ends[number % len(ends)] for number, line in enumerate(lines))
    data = written.encode(encoding)
    assume(encoding != "gb18030" or not _is_utf8(data))
    assert _read(folder, data).text == "".join(f"{line}\n" for line in lines)


@CHARACTERS
@given(lines=st.lists(LINES, min_size=1, max_size=6).filter(lambda lines: "".join(lines).strip()))
def test_a_speech_in_word_is_read_to_the_character(folder: Path, lines: list[str]) -> None:
    """A .docx gives the very text of its paragraphs, a line for each."""
    found = _read(folder, write(Document(tuple(Block("paragraph", (Words(line),)) for line in lines))), "speech.docx")
    assert (found.text, found.kind) == ("\n".join(lines), ".docx")


@CHARACTERS
@given(text=CHINESE.filter(lambda text: sum(letter > "\u0800" for letter in text) > 8), data=st.data())
def test_a_utf_8_text_that_was_cut_is_not_read_as_other_words(folder: Path, text: str, data: st.DataObject) -> None:
    """A text in UTF-8 that breaks off within a character is refused at that place, never taken for GB18030."""
    whole = text.rstrip("\n") + "甲"
    cut = data.draw(st.sampled_from([1, 2]))
    line, column = whole.count("\n") + 1, len(whole) - whole.rfind("\n") - 1
    fault = _fault(folder, whole.encode()[:-cut])
    assert fault == f"speech.txt:{line}:{column}: 从这里起不是 UTF-8 文字，文件可能不完整（重新复制或下载一份）"


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a.md", "a.markdown", "a", "a.doc", "a.wps", "稿.第2稿.txt"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_bare_text_is_read_under_many_names(folder: Path, name: str, encoding: str) -> None:
    """What holds bare text is read as it is, heading marks too, also where it bears a word processor's ending."""
    assert _read(folder, f"# {SPEECH}".encode(encoding), name).text == f"# {SPEECH}"


@pytest.mark.parametrize("name", ["a.docx", "a.DOCX", "a.txt", "a.doc", "a.wps", "a"])
def test_a_docx_is_known_by_what_it_holds(folder: Path, name: str) -> None:
    """A .docx is read with its numbers, a line for each paragraph, whatever its name."""
    found = _read(folder, DOCUMENT, name)
    assert (found.text, found.kind) == ("一、甲\n二、乙", ".docx")


def test_the_path_is_kept_as_the_user_wrote_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A speech knows its file by the user's own name for it."""
    path = folder / "speech.txt"
    path.write_text(SPEECH, encoding="utf-8", newline="")
    monkeypatch.chdir(folder)
    assert read_speech(path.relative_to(folder)) == Source("speech.txt", SPEECH, "UTF-8")


@pytest.mark.parametrize(
    ("data", "name", "fault"),
    [
        (b"", "a.txt", "文件是空的"),
        (b"", "a.docx", "文件是空的"),
        (" \n　\n".encode(), "a.txt", "没有文字"),
        (b"\xef\xbb\xbf", "a.txt", "没有文字"),
        (write(Document(())), "a.docx", "扫描或截图"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.txt", "不是"),
        ("甲\0乙".encode(), "a.txt", "不是文本文件"),
        (("甲" * 50 + "\x01\x02").encode(), "a.txt", "不是文本文件"),
        ("甲乙丙".encode("utf-16-le"), "a.txt", "不是"),
        (b"\xff\xfe" + "甲".encode("utf-16-le")[:1], "a.txt", "a.txt:1:1: 从这里起不是 UTF-16"),
        (b"\xff\xfe" + "甲\n".encode("utf-16-le") + b"\x00\xd8\x00\x4e", "a.txt", "a.txt:2:1: 从这里起不是 UTF-16"),
        ("甲乙\n丙".encode("gb18030") + b"\xff", "a.txt", "a.txt:2:2: 从这里起既不是 UTF-8 也不是 GB18030"),
        (b"%PDF-1.7", "a.pdf", "这是 PDF"),
        (b"%PDF-1.7", "a.txt", "这是 PDF"),
        (SPEECH.encode(), "a.docx", "文件损坏，或不是 .docx"),
        (b"\x01\0\x02" * 99, "a.wps", "文件损坏，或不是 .wps 文件"),
        (SPEECH.encode(), "a.xlsx", "不认识这种文件"),
        (b"<html>", "a.html", "不认识这种文件"),
        (DOCUMENT[:-30], "a.docx", "文件不完整"),
        (DOCUMENT[:300], "a.txt", "文件不完整"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "文件有密码"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.doc", "文件有密码"),
        (b" " * (50 * 1024 * 1024 + 1), "a.txt", "超过 50 MB"),
    ],
)
def test_what_is_no_speech_is_refused(folder: Path, data: bytes, name: str, fault: str) -> None:
    """Empty, binary, locked, cut, damaged and foreign files are told apart, by line and column where that helps."""
    assert fault in _fault(folder, data, name)


def test_a_zip_bomb_is_not_handed_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An .odt that unpacks to too much is refused before LibreOffice is looked for."""
    import zipfile  # noqa: PLC0415

    monkeypatch.setenv("PATH", "")
    with zipfile.ZipFile(folder / "bomb.odt", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", b" " * 20_000_000, zipfile.ZIP_DEFLATED)
    with pytest.raises(InputError, match="过大"):
        read_speech(folder / "bomb.odt")


@pytest.mark.parametrize(
    ("name", "fault"), [("gone.txt", "没有这个文件"), ("", "这不是文件"), ("a\0b.txt", "文件打不开：名字里有")]
)
def test_a_path_that_is_no_file_is_refused(folder: Path, name: str, fault: str) -> None:
    """A missing file, a folder and a name that no system takes are errors like any other."""
    with pytest.raises(InputError, match=fault):
        read_speech(folder / name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only some systems have such files")
def test_a_file_that_never_ends_is_not_waited_for(folder: Path) -> None:
    """A pipe or a device in a folder of speeches is refused unopened."""
    os.mkfifo(folder / "pipe.txt")
    with pytest.raises(InputError, match="这不是文件"):
        read_speech(folder / "pipe.txt")


@CHARACTERS
@given(data=st.binary(max_size=200), name=st.sampled_from(["a.txt", "a.md", "a.docx", "a.pdf"]))
def test_any_bytes_are_a_text_or_refused(folder: Path, data: bytes, name: str) -> None:
    """Whatever a file holds, it is read as text that can be written again, or refused with a reason."""
    assume(not data.startswith((OLE[:8], b"{\\rtf")))
    path = folder / name
    path.write_bytes(data)
    try:
        text = read_speech(path).text
    except InputError as error:
        text = str(error)
    assert text.encode("utf-8")
