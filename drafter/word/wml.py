"""WordprocessingML's names, and how its elements are made (ECMA-376-1, 17): as trees, and in bulk as text.

lxml takes ten microseconds for each element that is made alone; a draft has some eight hundred. It is loaded for trees
only: a draft is written without.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STORE = "urn:x-drafter:draft"
"""The namespace of what a draft carries of how it was made."""
ITEM_ID = "{5E1B7C0A-3D52-4C6B-9E0F-7A1D2B3C4D5E}"
"""What content controls know that part by (22.5.2.1); the same in each draft, so that its bytes are."""
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_WHOLE = re.compile(r"-?[0-9]{1,9}")

DOCUMENT = "word/document.xml"
COMMENTS = "word/comments.xml"


def w(name: str) -> str:
    """The full name of an element or attribute of the main namespace, as lxml wants it."""
    return f"{{{WORD}}}{name}"


def make(tag: str, *children: _Element | None, **attributes: str | float) -> _Element:
    """Make w:tag with these children, in order; None stands for a child that isn't needed."""
    from lxml import etree  # noqa: PLC0415 - takes as long to load as a draft to write

    element = etree.Element(w(tag), nsmap={"w": WORD})
    for name, value in attributes.items():
        element.set(w(name), str(value))
    element.extend([child for child in children if child is not None])
    return element


Xml: TypeAlias = str
"""Elements of the main namespace as text, under the prefix w."""


def xml(tag: str, *children: Xml, **named: str | float) -> Xml:
    """The text of w:tag with these children, in order; an empty one stands for a child that isn't needed."""
    written = attributes({f"w:{name}": str(value) for name, value in named.items()})
    within = "".join(children)
    return f"<w:{tag}{written}>{within}</w:{tag}>" if within else f"<w:{tag}{written}/>"


def letters(text: str) -> Xml:
    """The text of w:t that keeps all blanks (17.3.3.31)."""
    return f'<w:t xml:space="preserve">{escaped(text)}</w:t>'


def attributes(named: Mapping[str, str]) -> str:
    """Attributes as they stand in a tag; line ends and tabs in them stay what they are (XML 1.0, 3.3.3)."""
    return "".join([f' {name}="{_quotable(value)}"' for name, value in named.items()])


@lru_cache(maxsize=2000)
def _quotable(value: str) -> str:
    return escaped(value).translate(_BLANKS)


def escaped(text: str) -> str:
    """Characters that markup is made of by their names; the standard library's own way loads its network modules.

    A carriage return too: a reader takes it for a line feed (XML 1.0, 2.11).
    """
    if "&" in text or "<" in text or ">" in text or "\r" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return text


_BLANKS = {ord('"'): "&quot;", ord("\n"): "&#10;", ord("\t"): "&#9;"}


def elements(written: Xml) -> list[_Element]:
    """The same as trees."""
    from lxml import etree  # noqa: PLC0415 - as above

    return list(etree.fromstring(f'<w:body xmlns:w="{WORD}">{written}</w:body>'))


def value(element: _Element | None) -> str:
    """The w:val of an element, empty where there is none."""
    return "" if element is None else attribute(element, "val")


def attribute(element: _Element, name: str) -> str:
    """An attribute of the main namespace, empty where there is none."""
    return element.get(w(name)) or ""


def whole(text: str) -> int | None:
    """The whole number that an attribute holds, or None."""
    return int(text) if _WHOLE.fullmatch(text) else None


def parse(part: bytes) -> _Element:
    """Read a part; nothing outside it is looked up."""
    from lxml import etree  # noqa: PLC0415 - as above

    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))


DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
"""What a part begins with: it is UTF-8, and stands alone."""


def serialize(element: _Element) -> bytes:
    """Write a part as Word does: UTF-8, with a declaration that it stands alone."""
    from lxml import etree  # noqa: PLC0415 - as above

    return etree.tostring(element, encoding="UTF-8", xml_declaration=True, standalone=True)
