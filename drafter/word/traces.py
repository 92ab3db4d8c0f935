"""The parts of a file that tell how and by whom it was made, and what other parts say of that."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from drafter.word.listlevels import value
from drafter.word.package import TYPES
from drafter.word.styles import GAP_NAME
from drafter.word.trees import drop
from drafter.word.wml import parse, serialize, w

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

# By the end of the relationship's type. A file may do without the properties of a document.
_KINDS = {
    *("core-properties", "extended-properties", "custom-properties", "thumbnail", "classificationlabels"),
    *("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "glossaryDocument"),
    *(
        "customXml",
        "customXmlProps",
        "attachedTemplate",
        "printerSettings",
        "mailMergeSource",
        "mailMergeHeaderSource",
        "recipientData",
    ),
}
_SETTINGS = {
    *("rsids", "docVars", "attachedTemplate", "trackRevisions", "mailMerge", "docId", "proofState"),
    *("revisionView", "activeWritingStyle", "removePersonalInformation", "removeDateAndTime"),
}


def without_traces(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts but those that nobody reads on the page; settings and styles say nothing of people and programs."""
    kept = dict(parts)
    gone: set[str] = set()
    for name in [name for name in parts if name.endswith(".rels")]:
        kept[name], dropped = _unlinked(name, parts[name])
        gone |= dropped
    kept = {name: part for name, part in kept.items() if not _is_gone(name, gone)}
    for name in kept:
        if name.endswith("/settings.xml"):
            kept[name] = _edited(kept[name], _settings)
        elif name.endswith(("/styles.xml", "/stylesWithEffects.xml", "/numbering.xml")):
            kept[name] = _edited(kept[name], _styles)
    kept[TYPES] = _edited(kept[TYPES], lambda types: _typed(types, kept))
    return kept


def forget_sessions(root: _Element) -> None:
    """Take out the numbers by which Word tells in which session what was typed (17.15.1.70)."""
    for element in root.iter("*"):
        for name in [str(name) for name in element.attrib if _is_session(str(name))]:
            del element.attrib[name]


def _is_session(name: str) -> bool:
    local = name.rpartition("}")[2]
    return local.startswith("rsid") or local in ("paraId", "textId")


def _unlinked(name: str, part: bytes) -> tuple[bytes, set[str]]:
    """A part of relationships without those to such parts, and the parts."""
    links = parse(part)
    folder = posixpath.dirname(posixpath.dirname(name))
    gone = set()
    for link in list(links):
        if (link.get("Type") or "").rsplit("/", 1)[-1] in _KINDS:
            drop(link)
            if link.get("TargetMode") != "External":
                gone.add(posixpath.normpath(posixpath.join("/", folder, link.get("Target") or "")).lower())
    return serialize(links), gone


def _is_gone(name: str, gone: set[str]) -> bool:
    """Whether a part is among these, or tells to what one of them is related."""
    folder, last = posixpath.split(f"/{name.lower()}")
    owner = posixpath.join(posixpath.dirname(folder), last.removesuffix(".rels")) if folder.endswith("/_rels") else ""
    return f"/{name.lower()}" in gone or owner in gone or name.lower().startswith("customxml/")


def _edited(part: bytes, edit: Callable[[_Element], None]) -> bytes:
    root = parse(part)
    edit(root)
    return serialize(root)


def _settings(root: _Element) -> None:
    for child in list(root):
        if str(child.tag).rpartition("}")[2] in _SETTINGS:
            drop(child)


def _styles(root: _Element) -> None:
    forget_sessions(root)
    for element in list(root.iter(w("rsid"))):
        drop(element)
    for style in root.findall(w("style")):
        if value(style.find(w("name"))) == GAP_NAME:
            drop(style)


def _typed(types: _Element, kept: dict[str, bytes]) -> None:
    """Say nothing of parts that are gone."""
    for each in list(types):
        part = each.get("PartName")
        if part and part.lstrip("/") not in kept:
            drop(each)
