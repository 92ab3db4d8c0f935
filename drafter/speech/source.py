"""A speech's text from any file it may be in. What a file holds decides how it is read; its name only where that can't.

Line ends become line feeds; no other character of a text is changed. The heading marks of a .md stay: an outline points
into the speech's own characters, and `#` is one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.encodings import decoded, mark_of
from drafter.errors import InputError, Place, Problem
from drafter.reasons import reason
from drafter.records import dataclass
from drafter.speech.bounds import refuse_longer
from drafter.speech.office import as_docx
from drafter.word.opening import Archive
from drafter.word.reader import read_docx

if TYPE_CHECKING:
    from pathlib import Path

_LIMIT = 50 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_OPEN_DOCUMENT_AT = 30
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_RTF = b"{\\rtf"
_PDF = b"%PDF-"
_MARKUP = (b"<", b"MIME-Version:")
_TEXTS = ("", ".txt", ".text", ".md", ".markdown")
_FOREIGN = (".doc", ".wps", ".rtf", ".odt")

_SAVE_AS = "用 Word 或 WPS 打开，另存为 .docx"


@dataclass(frozen=True, slots=True)
class Source:
    """A speech as it was read. path: as the user wrote it. kind: UTF-8, UTF-16, GB18030 or .docx."""

    path: str
    text: str
    kind: str


def read_speech(path: Path, *, seconds: float = 60) -> Source:
    """The text of a speech: .txt and .md, .docx, and where LibreOffice is installed .doc, .wps, .rtf and .odt.

    seconds: how long LibreOffice may take. InputError for a file that is missing, empty, too large, damaged, locked
    or no text, and for a text that is longer than `drafter.speech.bounds` has it.
    """
    name, data = str(path), _contents(path)
    way = _way(data, name, path.suffix.lower())
    if way == "text":
        text, kind = decoded(data, name)
    else:
        document = data if way == ".docx" else as_docx(data, way, name, seconds)
        text, kind = "\n".join(read_docx(document, name)), ".docx"
    if not text.strip():
        raise _error(name, "文件里没有文字", "" if way == "text" else "扫描或截图的稿子要先转成文字")
    refuse_longer(text, name)
    return Source(name, text, kind)


def _contents(path: Path) -> bytes:
    """The bytes of a file."""
    name = str(path)
    try:
        special = path.exists() and not path.is_file()
        if not special:
            with path.open("rb") as file:
                data = file.read(_LIMIT + 1)
    except FileNotFoundError as error:
        raise _error(name, "没有这个文件") from error
    except (OSError, ValueError) as error:
        raise _error(name, f"文件打不开：{reason(error)}") from error
    if special:
        raise _error(name, "这不是文件", "如果是文件夹，指明里面的文件")
    if len(data) > _LIMIT:
        raise _error(name, f"文件过大，超过 {_LIMIT // 1024 // 1024} MB", "只留讲话稿的文字，另存一份")
    if not data:
        raise _error(name, "文件是空的")
    return data


def _way(data: bytes, name: str, ending: str) -> str:
    """How a file is to be read: text, .docx, or as the kind of file that LibreOffice should take it for."""
    if data.startswith(_ZIP):
        if not data.startswith(_OPEN_DOCUMENT, _OPEN_DOCUMENT_AT):
            return ".docx"
        Archive(data, name)  # what we would not unpack, LibreOffice must not either
        return ".odt"
    if data.startswith(_OLE):
        if _PROTECTED in data:
            raise _error(name, "文件有密码", "用 Word 或 WPS 打开，去掉密码后另存")
        return ".doc" if _WORD_STREAM in data or ending not in _FOREIGN else ending
    if data.startswith(_RTF):
        return ".rtf"
    if data.startswith(_PDF):
        raise _error(name, "这是 PDF，段落读不可靠", "找原稿，或转成 .docx 并核对后再用")
    if ending in _TEXTS:
        return "text"
    if ending in _FOREIGN:
        return _foreign(data, name, ending)
    if ending == ".docx":
        raise _error(name, "文件损坏，或不是 .docx", _SAVE_AS)
    raise _error(name, "不认识这种文件", "能读 .docx、.txt、.md；有 LibreOffice 时也能读 .doc、.wps、.rtf、.odt")


def _foreign(data: bytes, name: str, ending: str) -> str:
    """How to read what has a word processor's ending but is none of its files: a web page, bare text, or nothing known.

    LibreOffice would guess an encoding for bare text, and take whatever it doesn't know for text.
    """
    mark = mark_of(data)
    if data[len(mark) :].lstrip().startswith(_MARKUP):
        return ending
    if b"\0" in data and not mark:
        raise _error(name, f"文件损坏，或不是 {ending} 文件", _SAVE_AS)
    return "text"


def _error(name: str, message: str, mend: str = "") -> InputError:
    """A fault of the file as a whole."""
    return InputError(Problem(message, Place(name), mend))
