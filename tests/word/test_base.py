"""The empty document of a layout: slim, neutral, and plain data."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from drafter.word.base import make_base
from drafter.word.catalog import standard
from drafter.word.steps import STANDARD, Step

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.word.package import Base

GBT9704 = standard()
NAMESPACES = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
W = f"{{{NAMESPACES['w']}}}"


@pytest.fixture
def base() -> Base:
    """The default layout, all levels counted by Word."""
    return make_base(GBT9704, STANDARD)


def _find(base: Base, part: str, path: str) -> list[str]:
    """What an XPath finds in a part."""
    return [str(found) for found in etree.fromstring(dict(base.parts)[part]).xpath(path, namespaces=NAMESPACES)]  # type: ignore[union-attr]


def test_parts_are_only_those_a_speech_needs(base: Base) -> None:
    """No custom XML, theme, thumbnail or second set of styles travels along."""
    assert [name for name, _ in base.parts] == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "docProps/app.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/settings.xml",
        "word/fontTable.xml",
        "word/numbering.xml",
        "word/footer1.xml",
        "word/footer2.xml",
    ]
    assert sum(len(data) for _, data in base.parts) < 32_000


def test_nothing_tells_who_made_it_or_when(base: Base) -> None:
    """No maker of libraries, no person, no date stands in the file."""
    everything = b"".join(data for _, data in base.parts).lower()
    for trace in (b"python-docx", b"2013-", b"macintosh", b"dcterms:", b"rsid"):
        assert trace not in everything


def test_every_relationship_and_type_has_its_part(base: Base) -> None:
    """The package names no part that isn't there, and types each part that is."""
    names = {name for name, _ in base.parts}
    targets = _find(base, "word/_rels/document.xml.rels", "//@Target")
    assert {f"word/{target}" for target in targets} <= names
    typed = {name.removeprefix("/") for name in _find(base, "[Content_Types].xml", "//@PartName")}
    assert typed == {name for name in names if not name.endswith(".rels") and name != "[Content_Types].xml"}


def test_page_margins_and_grid_are_those_of_the_standard(base: Base) -> None:
    """A4, 37/28/35/26 mm in twips, the right one such that the text has 8844 twips, and lines of 28.95 pt."""
    section = "//w:sectPr/w:"
    part = "word/document.xml"
    assert _find(base, part, f"{section}pgSz/@*") == ["11906", "16838"]
    margins = [_find(base, part, f"{section}pgMar/@w:{side}")[0] for side in ("top", "left", "bottom", "right")]
    assert margins == ["2098", "1587", "1984", "1475"]
    assert _find(base, part, f"{section}docGrid/@*") == ["lines", "579"]


@pytest.mark.parametrize("bottom", [0.0, 5.0, 9.0])
def test_a_page_number_that_the_margin_has_no_room_for_stands_on_the_edge(bottom: float) -> None:
    """A margin that is less than the way from the text to the number makes a page all the same."""
    base = make_base(replace(GBT9704, page=replace(GBT9704.page, bottom=bottom)), STANDARD)
    assert _find(base, "word/document.xml", "//w:pgMar/@w:footer") == ["0"]


def test_styles_carry_four_fonts_and_no_theme(base: Base) -> None:
    """Every rFonts in the styles has all four slots, and none leaves the choice to a theme."""
    fonts = etree.fromstring(dict(base.parts)["word/styles.xml"]).iter(f"{W}rFonts")
    assert {tuple(sorted(str(key) for key in font.attrib)) for font in fonts} == {
        tuple(sorted(f"{W}{slot}" for slot in ("ascii", "hAnsi", "eastAsia", "cs")))
    }


def test_only_used_styles_are_there(base: Base) -> None:
    """The styles are Word's own by name, but for gap, even footer, run-in headings and marks beside digits."""
    assert _find(base, "word/styles.xml", "//w:style/w:name/@w:val") == [
        "Normal",
        "Default Paragraph Font",
        "Title",
        "Date",
        "Salutation",
        "Body Text",
        *(f"heading {level}" for level in (1, 2, 3, 4)),
        *(f"Heading {level} Char" for level in (1, 2, 3, 4)),
        "标题 3 接排",
        "标题 4 接排",
        *(f"{name} 标点" for name in ("Title", "Date", "Salutation", "Body Text")),
        *(f"heading {level} 标点" for level in (1, 2, 3, 4)),
        *(f"Heading {level} Char 标点" for level in (1, 2, 3, 4)),
        "footer",
        "footer even",
        "待补",
        "标题换行",
        "annotation text",
        "annotation reference",
    ]


def test_every_style_named_is_defined(base: Base) -> None:
    """basedOn, next, link, pStyle and the list's styles all lead to a style that is there."""
    defined = set(_find(base, "word/styles.xml", "//w:style/@w:styleId"))
    named = set(_find(base, "word/styles.xml", "//w:basedOn/@w:val | //w:next/@w:val | //w:link/@w:val"))
    for part in ("word/numbering.xml", "word/footer1.xml", "word/footer2.xml"):
        named |= set(_find(base, part, "//w:pStyle/@w:val"))
    assert named <= defined


def test_body_is_indented_by_characters_and_spaced_tight(base: Base) -> None:
    """The body's indent is 200 hundredths of a character; its letters are 5 twips closer."""
    body = "//w:style[@w:styleId='BodyText']"
    assert _find(base, "word/styles.xml", f"{body}/w:pPr/w:ind/@w:firstLineChars") == ["200"]
    assert _find(base, "word/styles.xml", f"{body}/w:rPr/w:spacing/@w:val") == ["-5"]
    normal = "//w:style[@w:styleId='Normal']/w:pPr"
    assert _find(base, "word/styles.xml", f"{normal}/w:spacing/@*") == ["579", "exact"]


def test_counted_levels_are_linked_to_styles(base: Base) -> None:
    """Each level of the list has Word's number form and its style: of the headings, or of what a heading opens."""
    levels = "//w:lvl/w:"
    part = "word/numbering.xml"
    assert _find(base, part, f"{levels}lvlText/@w:val") == ["%1、", "（%2）", "%3.", "（%4）"]
    assert _find(base, part, f"{levels}pStyle/@w:val") == ["Heading1", "Heading2", "RunIn3", "RunIn4"]
    assert set(_find(base, part, f"{levels}suff/@w:val")) == {"nothing"}


def test_typed_levels_stay_silent_in_the_list() -> None:
    """A level that is typed keeps its place in the list, with no text."""
    base = make_base(GBT9704, (Step(1), Step(2, "（一）"), Step(3), Step(4)))
    assert _find(base, "word/numbering.xml", "//w:lvlText/@w:val") == ["", "（%2）", "", ""]


def test_a_second_family_of_a_level_has_styles_of_its_own() -> None:
    """Headings that Word doesn't count beside those it does stand on the next step, in a style based on the first."""
    base = make_base(GBT9704, (Step(1, "一、"), Step(2, "（一）"), Step(2), Step(3, "1."), Step(3), Step(4)))
    linked = ["Heading1", "Heading2", "Heading2Step2", "RunIn3", "RunIn3Step2", "RunIn4"]
    assert _find(base, "word/numbering.xml", "//w:lvl/w:pStyle/@w:val") == linked
    assert _find(base, "word/numbering.xml", "//w:lvlText/@w:val") == ["%1、", "（%2）", "", "%4.", "", ""]
    for style, parent in (("Heading2Step2", "Heading2"), ("RunIn3", "BodyText"), ("RunIn3Step2", "RunIn3")):
        found = f"//w:style[@w:styleId='{style}']"
        assert _find(base, "word/styles.xml", f"{found}/w:basedOn/@w:val") == [parent]
        assert _find(base, "word/styles.xml", f"{found}//w:ilvl/@w:val") == [str(linked.index(style))]


def test_only_headings_of_their_own_line_have_an_outline_level(base: Base) -> None:
    """A paragraph that a heading opens would put its whole text into Word's outline."""
    outlined = _find(base, "word/styles.xml", "//w:style[w:pPr/w:outlineLvl]/@w:styleId")
    assert outlined == ["Heading1", "Heading2", "Heading3", "Heading4"]


def test_font_table_names_substitutes(base: Base) -> None:
    """The fonts that Windows lacks name those that may stand in."""
    names = _find(base, "word/fontTable.xml", "//w:font[@w:name='仿宋_GB2312']/w:altName/@w:val")
    assert names == ["仿宋,FangSong,华文仿宋,STFangsong,方正仿宋_GBK"]


def test_a_base_is_the_same_each_time() -> None:
    """Making a layout's base again gives the same bytes."""
    assert make_base(GBT9704, STANDARD) == make_base(GBT9704, STANDARD)


def test_a_kept_base_needs_no_python_docx(base: Base, tmp_path: Path) -> None:
    """A draft is written from a pickled base without importing docx."""
    kept = tmp_path / "base"
    kept.write_bytes(pickle.dumps(base))
    code = (
        "import pickle, sys, pathlib\n"
        "from drafter.document import Block, Document, Words\n"
        "from drafter.word.catalog import standard\n"
        "from drafter.word.writer import compose\n"
        f"base = pickle.loads(pathlib.Path({str(kept)!r}).read_bytes())\n"
        "compose(Document((Block('paragraph', (Words('甲'),)),)), standard(), base)\n"
        "print('docx' in sys.modules)\n"
    )
    printed = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert printed.strip() == "False"
