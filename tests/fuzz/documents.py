"""Spoiled files of Word and Excel: bytes of the zip, text of its parts, trees of their own elements in any order."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from lxml import etree

from drafter.word.package import pack
from drafter.word.wml import WORD
from tests.fuzz.grammar import spoiled, spoiled_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class Tongue:
    """What the trees of a kind of file are made of.

    space, owned: the namespace of its elements, and that of its attributes, empty for none. under: what belongs under
    an element. attributes: those of an element, each with a value; under no name those of all others. heavy: the parts
    that matter most.
    """

    space: str
    owned: str
    elements: Sequence[str]
    under: Mapping[str, Sequence[str]]
    attributes: Mapping[str, Sequence[tuple[str, str]]]
    texts: Sequence[str]
    heavy: tuple[str, ...]


_ELEMENTS = """
p r t tab br pPr rPr pStyle numPr ilvl numId ins del delText moveFrom moveTo bookmarkStart bookmarkEnd sdt sdtPr
sdtContent dataBinding tbl tr tc hyperlink fldSimple fldChar instrText sectPr footnoteReference commentRangeStart
smartTag customXml proofErr sym noBreakHyphen outlineLvl ind spacing jc pPrChange rPrChange numbering abstractNum lvl
start numFmt lvlText num abstractNumId lvlOverride startOverride style name basedOn docDefaults
"""
_ATTRIBUTES = """
val id name type ilvl styleId abstractNumId numId fldCharType default left firstLine line author
"""
_VALUES = [
    *("0", "1", "-1", "9", "99999999999999999999", "1.5", "", "x", "d1f1", "d1g2", "drafter_f1", "%1、", "Heading1"),
    *(
        "heading 1",
        "decimal",
        "chineseCounting",
        "begin",
        "end",
        "separate",
        "paragraph",
        "true",
        "auto",
        "nan",
        "1e40",
    ),
]
_TEXTS = ["", "", "甲", "一、", "\n", "【待补：甲】", "%1%2"]
_OF_WORD = Tongue(
    WORD,
    f"{{{WORD}}}",
    _ELEMENTS.split(),
    {},
    {"": [(name, value) for name in _ATTRIBUTES.split() for value in _VALUES]},
    _TEXTS,
    ("document.xml", "numbering.xml", "item1.xml"),
)
_FORMATS = ["General", "@", "0%", '0"名"', "#,##0", "yyyy/m/d", 'yyyy"年"m"月"', "[DBNum1]General", ";;;"]
_IDS = [("numFmtId", number) for number in ("0", "1", "3", "9", "14", "22", "27", "31", "49", "164", "165", "-1")]
_OF_CELLS = [
    *(("t", kind) for kind in ("n", "s", "str", "inlineStr", "b", "e", "d", "x")),
    *(("s", style) for style in ("0", "1", "1", "9", "-1")),
    *(("r", name) for name in ("C3", "D4", "XFD1", "$A$1")),
]
_SHEET_TEXTS = [
    *("", "", "0", "1", "2", "99", "3.14159", "47498", "1e400", "甲", "乙", "2030-01-15"),
    *("_x000D_", "_x005F_x41_", "_xD800_", "\n", "1+1", "#N/A"),
]
_SHEET_ELEMENTS = """
c v f is t r rPh row si mergeCells mergeCell sheetData worksheet dimension numFmts numFmt cellXfs xf sheets sheet calcPr
workbookPr
"""
OF_SHEETS = Tongue(
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "",
    _SHEET_ELEMENTS.split(),
    {
        "worksheet": ["mergeCells"],
        "mergeCells": ["mergeCell"],
        "sheetData": ["row"],
        "row": ["c"],
        "c": ["v", "v", "f", "is"],
        "is": ["t", "r", "rPh"],
        "r": ["t"],
        "sst": ["si"],
        "si": ["t", "r", "rPh"],
        "cellXfs": ["xf"],
        "numFmts": ["numFmt"],
        "sheets": ["sheet"],
    },
    {
        "c": _OF_CELLS,
        "row": [*(("r", row) for row in ("3", "4", "5", "9", "1048576", "-1", "甲")), *[("hidden", "1")] * 3],
        "mergeCell": [("ref", cells) for cells in ("A2:A4", "A2:B3", "C4", "D1:D9", "A1:XFD1048576", "B3:A2", "A:B")],
        "f": [("t", "shared"), ("t", "array"), ("si", "0"), ("ref", "A1")],
        "numFmt": [*_IDS, *(("formatCode", look) for look in _FORMATS)],
        "xf": _IDS,
        "sheet": [("state", "hidden"), ("state", "visible")],
        "calcPr": [("fullCalcOnLoad", "0"), ("fullCalcOnLoad", "1")],
        "workbookPr": [("date1904", "1")],
        "": [("r", "A2"), ("s", "1"), ("t", "s"), ("ref", "A2:B3")],
    },
    _SHEET_TEXTS,
    ("sheet1.xml", "styles.xml", "sharedStrings.xml", "workbook.xml"),
)
_ONE_IN_THIRTY = 7
_XML = [
    *("<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:p/>", "<", ">", "&amp;", "&a;", "&#0;", "&#xD800;"),
    *('<!DOCTYPE a [<!ENTITY a "a">]>', "<!--", "-->", "<![CDATA[", "]]>", "<?a?>", ' w:val="-1"', ' w:id="', '"'),
    *('TargetMode="External"', 'Target="../../../x"', 'Target="file:///etc/hostname"', '<w:altChunk r:id="a"/>'),
    *("9" * 30, "【待补：", "】"),
]


def _element(draw: st.DrawFn, tongue: Tongue, depth: int, above: etree._Element) -> etree._Element:
    """An element that belongs under the one above; one in thirty doesn't."""
    names = tongue.under.get(etree.QName(above).localname, tongue.elements)
    strays = draw(st.integers(0, 29)) == _ONE_IN_THIRTY
    name = draw(st.sampled_from(tongue.elements if strays else names))
    element = etree.Element(f"{{{tongue.space}}}{name}")
    _with_attribute(draw, tongue, element)
    element.text = draw(st.sampled_from(tongue.texts))
    may_hold = depth and (name in tongue.under or not tongue.under)
    for _ in range(draw(st.integers(0, 3)) if may_hold else 0):
        element.append(_element(draw, tongue, depth - 1, element))
    return element


def _with_attribute(draw: st.DrawFn, tongue: Tongue, element: etree._Element) -> None:
    known = tongue.attributes.get(etree.QName(element).localname, tongue.attributes[""])
    name, value = draw(st.sampled_from(known))
    element.set(f"{tongue.owned}{name}", value)


def _grafted(draw: st.DrawFn, tongue: Tongue, part: bytes) -> bytes:
    """A part into whose tree others were put, at any place, and from which others were taken."""
    root = etree.fromstring(part)
    for _ in range(draw(st.integers(1, 4))):
        elements = list(root.iter("*"))
        place = elements[draw(st.integers(0, len(elements) - 1))]
        above = place.getparent()
        way = draw(st.sampled_from(["in", "in", "out", "attribute"]))
        if way == "in":
            fitting = [number for number, each in enumerate(elements) if etree.QName(each).localname in tongue.under]
            place = elements[draw(st.sampled_from(fitting))] if fitting else place
            place.insert(draw(st.integers(0, len(place))), _element(draw, tongue, 3, place))
        elif way == "attribute":
            _with_attribute(draw, tongue, place)
        elif above is not None:
            above.remove(place)
    return etree.tostring(root)


@st.composite
def spoiled_documents(draw: st.DrawFn, wholes: Mapping[str, bytes], tongue: Tongue = _OF_WORD) -> bytes:
    """A file in which something is wrong: bytes, the text of parts, their trees, their names, or which there are."""
    whole = wholes[draw(st.sampled_from(sorted(wholes)))]
    way = draw(st.sampled_from(["bytes", "text", "tree", "tree", "tree", "names"]))
    if way == "bytes":
        return draw(spoiled_bytes(whole))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    readable = [name for name in parts if name.endswith((".xml", ".rels"))]
    heavy = [name for name in readable if name.endswith(tongue.heavy)]
    for name in draw(st.lists(st.sampled_from([*readable, *heavy * 3]), min_size=1, max_size=2, unique=True)):
        if way == "text":
            parts[name] = draw(spoiled([parts[name].decode()], _XML)).encode("utf-8", "surrogatepass")
        elif way == "tree":
            parts[name] = _grafted(draw, tongue, parts[name])
        else:
            names = [f"../{name}", name.upper(), f"/{name}", name.replace("/", "\\"), "word/", "\n", "con"]
            part = parts.pop(name)
            parts[draw(st.sampled_from(names))] = part
    return pack(parts)
