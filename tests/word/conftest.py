"""Drafts to try, and a reader of rendered pages."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from drafter.document import Block, Document, Field, Gap, Words
from tests.installed import missing, required

if TYPE_CHECKING:
    from collections.abc import Callable

# The font itself and those made to its widths.
_AS_WIDE = ("Times New Roman", "Liberation Serif", "Tinos", "Nimbus Roman", "TeX Gyre Termes")
HAN = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


@dataclass(frozen=True)
class Line:
    """One printed line: its page from 1, its text without spaces, its box in pt from the upper left."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """The height of its middle in pt."""
        return (self.top + self.bottom) / 2


# What they say beyond the standard: a theme may be there (ECMA-376-1, 14.2.7), and no style of a draft takes a font
# or a colour from one; list 0 is the way to say that a paragraph is in none (17.9.18).
_SAID_BEYOND = ("officeDocument/2006/relationships/theme' is missing", "Numbering definition '0' referenced")


def faults(data: bytes) -> list[str]:
    """What Word's own rules have against a .docx, part by part: schema, references between parts, content types."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.docx"
        path.write_bytes(data)
        # It knows earlier files by an address in memory, which a later one may have: what it finds is looked at afresh.
        return _against(_validator(), path) and _against(_rules(), path)


def _against(rules: OpenXmlValidator, path: Path) -> list[str]:
    texts = [f"{each.part_uri} {each.path}: {each.description}" for each in rules.validate(path).errors]
    return [text for text in texts if not any(said in text for said in _SAID_BEYOND)]


def sampled_faults(data: bytes) -> list[str]:
    """The same of one file in five: the rules take longer than all else that a file goes through."""
    return [] if zlib.crc32(data) % 5 else faults(data)


@lru_cache(maxsize=1)
def _validator() -> OpenXmlValidator:
    """The rules held from file to file: reading them takes longer than most drafts."""
    return _rules()


def _rules() -> OpenXmlValidator:
    """The rules of today's Word."""
    return OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)


def _require_latin_letters() -> None:
    """A font as wide as Times New Roman: another's figures are up to a quarter wider, and lines break elsewhere."""
    program = shutil.which("fc-match")
    if program is None:
        return  # Windows and macOS have the font itself
    asked = [program, "--format=%{family}", "Times New Roman"]
    found = subprocess.run(asked, check=True, capture_output=True, text=True, timeout=60).stdout
    if not any(family in found for family in _AS_WIDE):
        missing("a font as wide as Times New Roman (fonts-liberation)")


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A function that turns a .docx into a PDF, or what else is asked for, in a LibreOffice with its own settings."""
    program = required("soffice")
    home = tmp_path_factory.mktemp("office")

    def convert(data: bytes, kind: str = "pdf") -> Path:
        folder = tmp_path_factory.mktemp("rendered")
        source = folder / "draft.docx"
        source.write_bytes(data)
        settings = f"-env:UserInstallation={home.as_uri()}"
        command = [program, settings, "--headless", "--convert-to", kind, "--outdir", str(folder / "made")]
        subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=180)
        return folder / "made" / f"draft.{kind}"

    return convert


@pytest.fixture(scope="session")
def render(office: Callable[..., Path]) -> Callable[[bytes], list[Line]]:
    """A function that gives the printed lines of a .docx, from the top down, page by page."""
    program = required("pdftotext")
    _require_latin_letters()

    def lines(data: bytes) -> list[Line]:
        pdf = office(data)
        printed = subprocess.run([program, "-bbox", str(pdf), "-"], check=True, capture_output=True, timeout=60).stdout
        root = etree.fromstring(printed, etree.HTMLParser(encoding="utf-8"))
        return [line for number, page in enumerate(root.iter("page"), 1) for line in _lines(number, page)]

    return lines


def _lines(number: int, page: etree._Element) -> list[Line]:
    """Group a page's words by their height; words of one line may differ by font, so by less than half a line."""
    grouped: list[list[Line]] = []
    for word in sorted((_word(number, word) for word in page.iter("word")), key=lambda word: word.middle):
        if grouped and word.middle - grouped[-1][0].middle < 10:
            grouped[-1].append(word)
        else:
            grouped.append([word])
    return [_joined(sorted(group, key=lambda word: word.left)) for group in grouped]


def _word(number: int, word: etree._Element) -> Line:
    """One word as a line of its own."""
    left, top, right, bottom = (float(word.get(side, "0")) for side in ("xmin", "ymin", "xmax", "ymax"))
    return Line(number, word.text or "", left, top, right, bottom)


def _joined(group: list[Line]) -> Line:
    """The line that these words make."""
    return Line(
        group[0].page,
        "".join(word.text for word in group),
        group[0].left,
        min(word.top for word in group),
        max(word.right for word in group),
        max(word.bottom for word in group),
    )


def words(kind: str, text: str, level: int = 0, series: str = "") -> Block:
    """A block of set text."""
    return Block(kind, (Words(text),), level, series)  # type: ignore[arg-type]


@pytest.fixture
def speech() -> Document:
    """A draft with every kind of block, two levels that Word counts, run-in headings, a field and a gap."""
    return Document(
        (
            Block("title", (Words("在"), Field("year", "2031"), Words("年度试写会上的讲话"))),
            words("guidance", "题目要短"),
            words("date", "（2031年2月3日）"),
            Block("speaker", (Gap("speaker", "讲话人"),)),
            words("salutation", "同志们："),
            Block("paragraph", (Words(HAN), Field("fact", "“乙丙”……\n第二行\t末"), Gap("fact2", "补一件事"))),
            words("heading", "子丑寅卯", 1, "一、"),
            words("heading", "辰巳午未", 2, "（一）"),
            words("paragraph", HAN * 2),
            words("heading", "申酉", 3, "1."),
            words("paragraph", HAN),
            words("heading", "戌亥！", 3, "1."),
            words("guidance", "举一个例子"),
            words("paragraph", HAN),
            words("heading", "甲子乙丑", 2, "（一）"),
            words("paragraph", HAN),
            words("heading", "丙寅丁卯", 1, "一、"),
            words("heading", "独自一个", 2, "（一）"),
            words("paragraph", HAN),
        )
    )
