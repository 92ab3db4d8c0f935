"""Tracked changes: who changed what, and all of them accepted (ECMA-376-1, 17.13.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.word.trees import drop, drop_all, unwrap
from drafter.word.wml import attribute, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_IN = ("ins", "moveTo")
_OUT = ("del", "moveFrom")
_CELLS = ("cellIns", "cellDel", "cellMerge")
_FORMATS = (
    *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange"),
    *("tcPrChange", "numberingChange"),
)
_RANGES = tuple(
    f"{name}Range{edge}"
    for name in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
    for edge in ("Start", "End")
)
_SAID = {"ins": "插入", "moveTo": "移来", "del": "删去", "moveFrom": "移走"}
# These stand for the mark that ends a paragraph, or for a row, where they are among properties.
_PROPERTIES = (w("rPr"), w("trPr"))
_END = f"{w('pPr')}/{w('rPr')}"


def revisions(root: _Element) -> list[str]:
    """A line for each tracked change: what, the text, and by whom."""
    found = []
    for element in root.iter(*map(w, (*_IN, *_OUT, *_CELLS, *_FORMATS))):
        name = str(element.tag).rpartition("}")[2]
        text = "".join(map(str, element.itertext()))
        by = attribute(element, "author")
        said = f"{_SAID[name]}“{text[:30] or '（段落标记）'}”" if name in _SAID else "改了格式"
        found.append(f"{said}{f'，{by}' if by else ''}")
    return found


def accept(root: _Element) -> None:
    """Accept all of them: what is struck out goes, what is put in stays."""
    for row in _owners(root, ("del",), "trPr", "tr"):
        table = row.getparent()
        drop(row)
        if table is not None and table.find(w("tr")) is None:
            drop(table)
    for cell in _owners(root, ("cellDel",), "tcPr", "tc"):
        if len(list(cell.itersiblings(w("tc")))) + len(list(cell.itersiblings(w("tc"), preceding=True))):
            drop(cell)
    joined = [paragraph for paragraph in _owners(root, _OUT, "rPr", "p") if paragraph.find(_END) is not None]
    for element in [each for each in root.iter(*map(w, _OUT)) if not _is_property(each)]:
        drop(element)
    for paragraph in joined:
        _join(paragraph)
    for element in [each for each in root.iter(*map(w, _IN)) if not _is_property(each)]:
        unwrap(element)
    drop_all(root, (*_IN, *_OUT, *_CELLS, *_FORMATS, *_RANGES))


def _owners(root: _Element, names: tuple[str, ...], holder: str, owner: str) -> list[_Element]:
    """The rows, cells or paragraphs whose properties hold a change of these names."""
    found: dict[_Element, None] = {}
    for element in root.iter(*map(w, names)):
        parent = element.getparent()
        if parent is not None and parent.tag == w(holder):
            found.update(dict.fromkeys(list(element.iterancestors(w(owner)))[:1]))
    return list(found)


def _join(paragraph: _Element) -> None:
    """Join a paragraph, whose end is struck out, to the next, which gives its properties."""
    following = next(paragraph.itersiblings(w("p"), w("tbl"), w("sdt")), None)
    if following is None or following.tag != w("p"):
        return
    place = 0 if following.find(w("pPr")) is None else 1
    for child in reversed([child for child in paragraph if child.tag != w("pPr")]):
        following.insert(place, child)
    drop(paragraph)


def _is_property(element: _Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in _PROPERTIES
