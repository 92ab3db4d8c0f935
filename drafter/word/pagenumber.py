"""The page number of somebody's Word file: its form, its letters and its side of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.records import dataclass
from drafter.word.wml import RELATIONSHIPS, attribute, value, w
from drafter.word.wordstyles import look

if TYPE_CHECKING:
    from lxml.etree import _Element

    from drafter.word.opening import Archive
    from drafter.word.wordstyles import Look, WordStyles

_SIDES = {"start": "left", "end": "right", "both": "left", "distribute": "left", "inside": "left"}
_MIRRORED = ("outside", "inside")


@dataclass(frozen=True, slots=True)
class PageNumber:
    """form: with {} for the digits. side: left, center or right, of odd pages. look: all that holds for it."""

    form: str
    side: str
    mirrored: bool
    look: Look


def page_number(archive: Archive, main: str, section: _Element, styles: WordStyles) -> PageNumber | None:
    """The page number in the footers of a section; None where there is none, or one that counts other things too."""
    settings = archive.beside(main, "settings")
    references = {attribute(each, "type"): each for each in section.findall(w("footerReference"))}
    found = _numbered(_footer(archive, main, references.get("default")))
    if found is None:
        return None
    paragraph, form = found
    style = value(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
    letters = (look(run.find(w("rPr"))) for run in paragraph.iter(w("r")))
    direct = look(paragraph.find(w("pPr"))) | next((each for each in letters if each), {})
    full = styles.full(style if style in styles else styles.named("footer"), direct)
    side = full.get("framePr/xAlign") or full.get("jc/val", "left")
    two_sided = settings is not None and settings.find(w("evenAndOddHeaders")) is not None
    even = _numbered(_footer(archive, main, references.get("even"))) if two_sided else None
    mirrored = side in _MIRRORED or (even is not None and _side(even[0], styles) != side)
    return PageNumber(form, "right" if side == "outside" else _SIDES.get(side, side), mirrored, full)


def _side(paragraph: _Element, styles: WordStyles) -> str:
    """The side of an even page's number."""
    full = styles.full(value(paragraph.find(f"{w('pPr')}/{w('pStyle')}")), look(paragraph.find(w("pPr"))))
    return full.get("framePr/xAlign") or full.get("jc/val", "left")


def _footer(archive: Archive, main: str, reference: _Element | None) -> _Element | None:
    name = "" if reference is None else archive.target(main, reference.get(f"{{{RELATIONSHIPS}}}id") or "")
    return archive.parse(name) if name in archive else None


def _numbered(footer: _Element | None) -> tuple[_Element, str] | None:
    """The innermost paragraph with a page number, and the number's form."""
    for paragraph in footer.iter(w("p")) if footer is not None else ():
        form = "" if paragraph.find(f".//{w('p')}") is not None else _form(paragraph)
        if form.count("{}") == 1:
            return paragraph, form
    return None


def _form(paragraph: _Element) -> str:
    """A paragraph's text with {} for the number of the page; empty where another field stands in it (17.16.2)."""
    text, code, in_code, in_result = "", "", False, False
    shown = {letters for field in paragraph.iter(w("fldSimple")) for letters in field.iter(w("t"))}
    for element in paragraph.iter(w("t"), w("fldSimple"), w("fldChar"), w("instrText")):
        kind = attribute(element, "fldCharType")
        if element.tag == w("fldSimple"):
            text += _field(attribute(element, "instr"))
        elif kind == "begin":
            code, in_code = "", True
        elif kind in ("separate", "end"):
            text += _field(code) if in_code else ""
            in_code, in_result = False, kind == "separate"
        elif element.tag == w("instrText"):
            code += element.text or ""
        elif element.tag == w("t") and not in_result and element not in shown:
            text += (element.text or "").replace("{", "").replace("}", "")
    return "" if "\0" in text else text.strip()


def _field(code: str) -> str:
    """{} for the number of the page, a NUL for any other field."""
    return "{}" if code.split()[:1] == ["PAGE"] else "\0"
