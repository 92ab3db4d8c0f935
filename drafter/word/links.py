"""What the parts of a file name: within it, and outside of it (ECMA-376-2, 6.5)."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from drafter.word.package import TYPES
from drafter.word.trees import drop, unwrap
from drafter.word.wml import RELATIONSHIPS, parse, serialize, w

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

# What a page is made of without naming it by an id, by the end of the relationship's type.
_IMPLIED = {
    *("officeDocument", "styles", "numbering", "settings", "fontTable", "theme", "footnotes", "endnotes"),
    *("themeOverride", "diagramDrawing", "chartStyle", "chartColorStyle"),
}
_WEB = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_NAMES = re.compile(rf"\{{{re.escape(RELATIONSHIPS)}\}}.+|.*relid")
# What shows nothing itself: the text of a link, and the picture of an object, stay.
_ONLY_LEAD = ("hlinkClick", "hlinkHover", "OLEObject", "externalData")


def needed(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts that the text is made of or names, and what each says of the others that it names; in their order."""
    names = {f"/{name.lower()}": name for name in parts}
    kept, waiting, read = {TYPES: parts[TYPES]}, ["/"], set[str]()
    while waiting:
        source = waiting.pop()
        relationships = names.get(_relationships(source))
        if relationships is None or relationships in read:
            continue
        read.add(relationships)
        links = parse(parts[relationships])
        used = _used(parse(parts[names[source]])) if source.endswith(".xml") else set()
        for link in list(links):
            if (link.get("Type") or "").rsplit("/", 1)[-1] not in _IMPLIED and link.get("Id") not in used:
                drop(link)
            elif (target := _target(source, link)) in names:
                kept.setdefault(names[target], parts[names[target]])
                waiting.append(target)
        if len(links):
            kept[relationships] = serialize(links)
    return {name: kept[name] for name in parts if name in kept}


def only_outside(parts: Mapping[str, bytes]) -> list[str]:
    """The paths of pictures that stand in no part of the file, but only there: they can't be shown without."""
    return [file for _, files, root in _outside(parts) for each, key, file in _uses(root, files) if _shows(each, key)]


def cut_outside(parts: dict[str, bytes]) -> list[str]:
    """Cut what leads to files outside, and say to which; the text of a link stays. Links to the web stay."""
    cut = []
    for name, files, root in _outside(parts):
        for element, key, file in list(_uses(root, files)):
            cut.append(file)
            if element.tag == w("hyperlink"):
                unwrap(element)
            elif str(element.tag).rpartition("}")[2] in _ONLY_LEAD:
                drop(element)
            else:
                del element.attrib[key]
        parts[name] = serialize(root)
    return cut


def _outside(parts: Mapping[str, bytes]) -> Iterator[tuple[str, Mapping[str, str], _Element]]:
    """(name, files outside by the id of their link, tree) of each part of the page that names any."""
    names = {f"/{name.lower()}": name for name in parts}
    for source, name in names.items():
        relationships = names.get(_relationships(source))
        if relationships is None or not source.endswith(".xml") or source.endswith("/settings.xml"):
            continue
        links = [link for link in parse(parts[relationships]) if link.get("TargetMode") == "External"]
        files = {link.get("Id", ""): link.get("Target", "") for link in links if not _WEB.match(link.get("Target", ""))}
        if files:
            yield name, files, parse(parts[name])


def _uses(root: _Element, files: Mapping[str, str]) -> Iterator[tuple[_Element, str, str]]:
    """(element, its attribute, file) of each that names one of these."""
    for element in root.iter("*"):
        for key, text in element.attrib.items():
            if str(text) in files and _NAMES.fullmatch(str(key)):
                yield element, str(key), files[str(text)]


def _shows(element: _Element, key: str) -> bool:
    """Whether what an element shows is named by this attribute, and by no other."""
    only_leads = element.tag == w("hyperlink") or str(element.tag).rpartition("}")[2] in _ONLY_LEAD
    return not only_leads and not any(_NAMES.fullmatch(str(each)) for each in element.attrib if str(each) != key)


def _used(root: _Element) -> set[str]:
    """The ids of all links that a part names."""
    every = (each for element in root.iter("*") for each in element.attrib.items())
    return {str(text) for key, text in every if _NAMES.fullmatch(str(key))}


def _relationships(source: str) -> str:
    """The part that holds what a part names."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _target(source: str, link: _Element) -> str:
    if link.get("TargetMode") == "External":
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), link.get("Target") or "")).lower()
