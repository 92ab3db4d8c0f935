"""Files of other word processors, by way of LibreOffice; and what is said where it isn't there or doesn't end."""

from __future__ import annotations

import http.server
import os
import shutil
import stat
import subprocess
import sys
import threading
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter.document import Block, Document, Words
from drafter.errors import InputError
from drafter.speech.source import read_speech
from drafter.word import write
from tests.installed import required

if TYPE_CHECKING:
    from collections.abc import Iterator

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
# 一、甲 and 二、乙, as Word writes them, counted by a list.
RTF = (
    rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}{\*\listtable{\list\listtemplateid1"
    rb"{\listlevel\levelnfc37\leveljc0\levelfollow2\levelstartat1{\leveltext\'02\'00\'a1\'a2;}{\levelnumbers\'01;}\f0}"
    rb"\listid1}}{\*\listoverridetable{\listoverride\listid1\listoverridecount0\ls1}}"
    rb"\pard\ls1\ilvl0\f0 \'bc\'d7\par \pard\ls1\ilvl0 \'d2\'d2\par}"
)
PICTURE = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'office:version="1.2"><office:body><office:text><text:p>甲<draw:frame text:anchor-type="as-char" svg:width="2cm" '
    'svg:height="2cm"><draw:image xlink:href="{}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
    "</draw:frame></text:p></office:text></office:body></office:document-content>"
)
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a shell script")


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice's path."""
    return required("soffice")


@pytest.fixture(scope="session")
def converted(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small draft as speech.doc and speech.odt."""
    folder = tmp_path_factory.mktemp("converted")
    blocks = [Block("salutation", (Words("同志们："),))]
    blocks += [Block("heading", (Words(text),), level, ["一、", "（一）"][level - 1]) for text, level in HEADINGS]
    blocks.append(Block("paragraph", (Words("**丁××\n“戊”……——"),)))
    (folder / "speech.docx").write_bytes(write(Document(tuple(blocks))))
    home = (folder / "home").as_uri()
    for ending in ("doc", "odt"):
        command = [soffice, f"-env:UserInstallation={home}", "--headless", "--convert-to", ending]
        subprocess.run([*command, "--outdir", folder, folder / "speech.docx"], check=True, capture_output=True)
    return folder


HEADINGS = (("甲", 1), ("乙", 2), ("丙", 2), ("丁", 1))
READ = "同志们：\n一、甲\n（一）乙\n（二）丙\n二、丁\n**丁××\n“戊”……——"


@pytest.mark.rendering
@pytest.mark.parametrize(
    ("source", "name"), [("speech.doc", "a.doc"), ("speech.doc", "a.wps"), ("speech.doc", "a"), ("speech.odt", "a.odt")]
)
def test_files_of_other_word_processors_are_read_with_their_numbers(
    converted: Path, tmp_path: Path, source: str, name: str
) -> None:
    """Older Word files, under WPS's name or none too, and those of LibreOffice give every line with its number."""
    shutil.copy(converted / source, tmp_path / name)
    assert read_speech(tmp_path / name).text == READ


@pytest.mark.rendering
@pytest.mark.usefixtures("soffice")
@pytest.mark.parametrize(
    ("data", "name", "text"),
    [
        (RTF, "a.rtf", "一、甲\n二、乙"),
        (RTF, "a.doc", "一、甲\n二、乙"),
        ('<html><meta charset="gb18030"><p>甲</p><p>乙</p></html>'.encode("gb18030"), "a.doc", "甲\n乙"),
    ],
)
def test_a_doc_that_is_something_else_is_read_as_that(tmp_path: Path, data: bytes, name: str, text: str) -> None:
    """RTF and web pages are often called .doc."""
    (tmp_path / name).write_bytes(data)
    assert read_speech(tmp_path / name).text == text


@pytest.mark.rendering
@pytest.mark.usefixtures("soffice")
@pytest.mark.parametrize(("data", "name"), [(OLE, "a.doc"), (OLE, "a.wps"), (b"{\\rtf1", "a.rtf")])
def test_what_libreoffice_cannot_open_is_refused(tmp_path: Path, data: bytes, name: str) -> None:
    """A damaged or locked file is an error that says what to do."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match="LibreOffice 打不开这个文件"):
        read_speech(tmp_path / name)


@contextmanager
def _listening() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and who asked it for anything."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        """Notes every request and has nothing."""

        def do_GET(self) -> None:
            """Have nothing."""
            self.send_error(404)

        def parse_request(self) -> bool:
            """Note a request of any kind."""
            asked.append(self.address_string())
            return super().parse_request()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - so named in the server
            """Print nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/picture.png", asked
        server.shutdown()


@pytest.mark.rendering
@pytest.mark.usefixtures("soffice")
def test_nothing_is_fetched_while_a_file_is_read(tmp_path: Path) -> None:
    """A picture that a file links to is not asked for: who wrote the file doesn't learn that it is read."""
    with _listening() as (address, asked):
        with zipfile.ZipFile(tmp_path / "a.odt", "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr("META-INF/manifest.xml", MANIFEST)
            archive.writestr("content.xml", PICTURE.format(address))
        assert read_speech(tmp_path / "a.odt").text == "甲"
        assert asked == []


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.rtf", "a.odt"])
def test_without_libreoffice_the_user_hears_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Where LibreOffice is missing, each kind of file is refused by its name, with the way out."""
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / name).write_bytes({"a.rtf": RTF, "a.odt": b"<html>"}.get(name, OLE))
    with pytest.raises(InputError) as caught:
        read_speech(tmp_path / name)
    told = f"读 {Path(name).suffix} 文件要用 LibreOffice，这台电脑上没有（用 Word 或 WPS 打开，另存为 .docx）"
    assert str(caught.value) == f"{tmp_path / name}: {told}"


def _stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a script where LibreOffice would be found first."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", os.pathsep.join([str(folder), os.environ["PATH"]]))


@posix
def test_a_libreoffice_that_does_not_end_is_stopped_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When its time is up, the program and its children are gone: none is left to write to the pipe they hold open."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    _stand_in(tmp_path, monkeypatch, f'(sleep 30; echo alive) > "{pipe}" &\nwait')
    (tmp_path / "a.rtf").write_bytes(RTF)
    with pytest.raises(InputError, match="LibreOffice 用了 1 秒还没有读完，已停下"):
        read_speech(tmp_path / "a.rtf", seconds=1)
    os.set_blocking(reader, True)
    assert os.read(reader, 100) == b""
    os.close(reader)


@posix
@pytest.mark.parametrize("script", ["exit 0", "exit 3", "kill -9 $$"])
def test_a_libreoffice_that_makes_nothing_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    """However LibreOffice ends, without a file there is no text."""
    _stand_in(tmp_path, monkeypatch, script)
    (tmp_path / "a.rtf").write_bytes(RTF)
    with pytest.raises(InputError, match="LibreOffice 打不开这个文件"):
        read_speech(tmp_path / "a.rtf")


@posix
def test_a_broken_libreoffice_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that the system can't run leaves no traceback."""
    _stand_in(tmp_path, monkeypatch, "")
    (tmp_path / "soffice").write_bytes(b"\x7fELF")
    (tmp_path / "a.rtf").write_bytes(RTF)
    with pytest.raises(InputError, match="LibreOffice 打不开这个文件"):
        read_speech(tmp_path / "a.rtf")


@posix
def test_no_copy_of_a_speech_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder in which LibreOffice works is gone afterwards."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(work))
    _stand_in(tmp_path, monkeypatch, f'ls "{work}" > "{tmp_path}/seen"')
    (tmp_path / "a.rtf").write_bytes(RTF)
    with pytest.raises(InputError):
        read_speech(tmp_path / "a.rtf")
    assert (tmp_path / "seen").read_text(encoding="utf-8").startswith("drafter-")
    assert list(work.iterdir()) == []
