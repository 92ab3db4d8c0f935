"""Fields that Word computes from the file's properties, its place or other files (ECMA-376-1, 17.16.5).

In a final copy these are gone: Word would print an error in their place, and the path that some of them name would
leave the office. So what they show stays, and what they compute from goes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.word.trees import drop, unwrap
from drafter.word.wml import attribute, w

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

_KINDS = {
    *("AUTHOR", "COMMENTS", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME", "REVNUM", "LASTSAVEDBY", "TEMPLATE"),
    *("TITLE", "SUBJECT", "KEYWORDS", "FILENAME", "FILESIZE", "INFO", "DOCPROPERTY", "DOCVARIABLE", "USERNAME"),
    *("USERINITIALS", "USERADDRESS", "INCLUDEPICTURE", "INCLUDETEXT", "LINK", "DDE", "DDEAUTO", "DATABASE"),
    *("MERGEFIELD", "INCLUDE", "RD"),
}

_PATH = re.compile(r"\b[A-Za-z]:\\|\\\\\\\\|file:", re.IGNORECASE)


def instructions(roots: Iterable[_Element]) -> list[str]:
    """What the fields of these parts compute from, one field's pieces joined."""
    found = []
    for root in roots:
        found += [attribute(each, "instr") for each in root.iter(w("fldSimple"))]
        found += map(_instruction, _fields(root))
    return found


def show_only(root: _Element) -> None:
    """Leave of such fields what they show."""
    for simple in reversed(list(root.iter(w("fldSimple")))):
        if _tells(attribute(simple, "instr")):
            unwrap(simple)
    for field in _fields(root):
        if _tells(_instruction(field)):
            for element in field:
                drop(element)


def _fields(root: _Element) -> list[list[_Element]]:
    """Of each whole field its marks, and all that stands before what it shows."""
    begun: list[tuple[list[_Element], list[_Element]]] = []  # all of that, and where what it shows has begun
    found = []
    for element in root.iter():
        parent = element.getparent()
        if parent is None or parent.tag != w("r") or element.tag == w("rPr"):
            continue
        kind = attribute(element, "fldCharType") if element.tag == w("fldChar") else ""
        if kind == "begin":
            begun.append(([], []))
        for pieces, shows in begun:
            if not shows or (kind == "end" and pieces is begun[-1][0]):
                pieces.append(element)
        if kind == "separate" and begun:
            begun[-1][1].append(element)
        elif kind == "end" and begun:
            found.append(begun.pop()[0])
    return found


def _instruction(field: Iterable[_Element]) -> str:
    return "".join(each.text or "" for each in field if each.tag == w("instrText"))


def _tells(instruction: str) -> bool:
    """Whether a field is of these kinds, or names a path."""
    return next(iter(instruction.split()), "").upper() in _KINDS or _PATH.search(instruction) is not None
