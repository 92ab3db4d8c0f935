"""Spoiled Word files: bytes of the zip, text of its parts, and trees of Word's own elements in any order."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from lxml import etree

from drafter.word.package import pack
from drafter.word.wml import WORD
from tests.fuzz.grammar import spoiled, spoiled_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

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
_XML = [
    *("<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:p/>", "<", ">", "&amp;", "&a;", "&#0;", "&#xD800;"),
    *('<!DOCTYPE a [<!ENTITY a "a">]>', "<!--", "-->", "<![CDATA[", "]]>", "<?a?>", ' w:val="-1"', ' w:id="', '"'),
    *('TargetMode="External"', 'Target="../../../x"', 'Target="file:///etc/hostname"', '<w:altChunk r:id="a"/>'),
    *("9" * 30, "【待补：", "】"),
]


def _element(draw: st.DrawFn, depth: int) -> etree._Element:
    element = etree.Element(f"{{{WORD}}}{draw(st.sampled_from(_ELEMENTS.split()))}")
    _with_attribute(draw, element)
    element.text = draw(st.sampled_from(_TEXTS))
    for _ in range(draw(st.integers(0, 3)) if depth else 0):
        element.append(_element(draw, depth - 1))
    return element


def _with_attribute(draw: st.DrawFn, element: etree._Element) -> None:
    element.set(f"{{{WORD}}}{draw(st.sampled_from(_ATTRIBUTES.split()))}", draw(st.sampled_from(_VALUES)))


def _grafted(draw: st.DrawFn, part: bytes) -> bytes:
    """A part into whose tree others were put, at any place, and from which others were taken."""
    root = etree.fromstring(part)
    for _ in range(draw(st.integers(1, 4))):
        elements = list(root.iter("*"))
        place = elements[draw(st.integers(0, len(elements) - 1))]
        above = place.getparent()
        way = draw(st.sampled_from(["in", "in", "out", "attribute"]))
        if way == "in":
            place.insert(draw(st.integers(0, len(place))), _element(draw, 3))
        elif way == "attribute":
            _with_attribute(draw, place)
        elif above is not None:
            above.remove(place)
    return etree.tostring(root)


@st.composite
def spoiled_documents(draw: st.DrawFn, wholes: Mapping[str, bytes]) -> bytes:
    """A .docx in which something is wrong: bytes, the text of parts, their trees, their names, or which there are."""
    whole = wholes[draw(st.sampled_from(sorted(wholes)))]
    way = draw(st.sampled_from(["bytes", "text", "tree", "tree", "tree", "names"]))
    if way == "bytes":
        return draw(spoiled_bytes(whole))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    readable = [name for name in parts if name.endswith((".xml", ".rels"))]
    heavy = [name for name in readable if name.endswith(("document.xml", "numbering.xml", "item1.xml", "sheet1.xml"))]
    for name in draw(st.lists(st.sampled_from([*readable, *heavy * 3]), min_size=1, max_size=2, unique=True)):
        if way == "text":
            parts[name] = draw(spoiled([parts[name].decode()], _XML)).encode("utf-8", "surrogatepass")
        elif way == "tree":
            parts[name] = _grafted(draw, parts[name])
        else:
            names = [f"../{name}", name.upper(), f"/{name}", name.replace("/", "\\"), "word/", "\n", "con"]
            part = parts.pop(name)
            parts[draw(st.sampled_from(names))] = part
    return pack(parts)
