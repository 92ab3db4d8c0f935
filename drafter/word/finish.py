"""The final copy of a draft: the same text and the same looks, and nothing of how it was made."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from drafter.word.check import WriteCheckError
from drafter.word.listlevels import attribute
from drafter.word.opened import Opened
from drafter.word.order import properties_of, put, take
from drafter.word.package import pack
from drafter.word.reader import read_docx
from drafter.word.revisions import accept, revisions
from drafter.word.runs import run
from drafter.word.styles import GAP_NAME
from drafter.word.traces import forget_sessions, without_traces
from drafter.word.trees import drop, drop_all, is_bare, unwrap
from drafter.word.wml import make, parse, serialize, w

if TYPE_CHECKING:
    from lxml.etree import _Element

    from drafter.word.lines import Line

_STORIES = re.compile(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml", re.IGNORECASE)
_POINTERS = (
    *("customXmlPr", "smartTagPr", "permStart", "permEnd", "printerSettings"),
    *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "proofErr"),
)
_NAMED = re.compile(r"\b(?:REF|PAGEREF|NOTEREF|HYPERLINK)\b[^\"\\]*?\"?([^\s\"\\]+)")


def tracked_changes(opened: Opened) -> list[str]:
    """A line for each tracked change in the text, and in what stands above, below and at the foot of it."""
    opened.check()
    roots = [opened.root, *(parse(part) for part in _stories(opened).values())]
    return [line for root in roots for line in revisions(root)]


def finished(data: bytes, path: str, *, typed: bool = False) -> bytes:
    """The final copy of a file; its tracked changes are accepted, and its numbers typed where that is asked.

    The text is compared: WriteCheckError where it would not be the same, character for character.
    """
    opened = Opened(data, path)
    opened.check()
    accept(opened.root)
    opened.read()
    changed = {name: _cleaned(parse(part), opened) for name, part in _stories(opened).items()}
    if typed:
        for line in opened.lines:
            _type_number(line, opened)
    changed[opened.main] = _cleaned(opened.root, opened)
    parts = opened.with_parts({name: serialize(root) for name, root in changed.items()})
    final = pack(without_traces(parts))
    if read_docx(final, path) != read_docx(data, path):
        message = "定稿与原稿的文字不一致，没有保存"
        raise WriteCheckError(message)
    return final


def _stories(opened: Opened) -> dict[str, bytes]:
    """The other parts of the file that are read on the page."""
    return {name: part for name, part in opened.parts.items() if _STORIES.fullmatch(name)}


def _cleaned(root: _Element, opened: Opened) -> _Element:
    """A text without marks, controls, comments, highlights and changes."""
    accept(root)
    drop_all(root, _POINTERS)
    _drop_bookmarks(root)
    for name, inside in (("sdt", ("sdtContent",)), ("customXml", ()), ("smartTag", ())):
        for element in reversed(list(root.iter(w(name)))):
            unwrap(element, *inside)
    drop_all(root, ("highlight",))
    for letters in root.iter(w("rPr")):
        if opened.styles.name(letters) == GAP_NAME:
            take(letters, w("rStyle"))
    for each in [each for each in root.iter(w("r")) if is_bare(each)]:
        drop(each)
    forget_sessions(root)
    _drop_descriptions(root)
    return root


def _drop_bookmarks(root: _Element) -> None:
    """Take out bookmarks, but for those that a link or a field of the text leads to."""
    fields = [attribute(each, "instr") for each in root.iter(w("fldSimple"))]
    fields += ["".join(map(str, each.itertext())) for each in root.iter(w("instrText"))]
    wanted = {attribute(each, "anchor") for each in root.iter(w("hyperlink"))}
    wanted |= {found for text in fields for found in _NAMED.findall(text)}
    starts = [each for each in root.iter(w("bookmarkStart")) if attribute(each, "name") not in wanted]
    numbers = {attribute(each, "id") for each in starts}
    for element in [*starts, *(each for each in root.iter(w("bookmarkEnd")) if attribute(each, "id") in numbers)]:
        drop(element)


def _drop_descriptions(root: _Element) -> None:
    """Names and descriptions of pictures hold the paths of their files."""
    for element in root.iter("{*}docPr", "{*}cNvPr"):
        for name in ("descr", "title", "name"):
            if re.search(r"[\\/]", element.get(name) or ""):
                element.set(name, "")


def _type_number(line: Line, opened: Opened) -> None:
    """Write the number that Word counts before the text, in the letters that the text begins with, and end the list.

    The indent that the list gave is written down: LibreOffice has none where a list of the style is ended.
    """
    if not line.number:
        return
    first = next(iter(line.pieces), None)
    beside = None if first is None else first.element.getparent()
    letters = None if beside is None else beside.find(w("rPr"))
    (typed,) = run(line.number)
    if letters is not None:
        typed.replace(properties_of(typed, "rPr"), deepcopy(letters))
    properties = properties_of(line.element, "pPr")
    indent = opened.list_indent(properties)
    if indent is not None and properties.find(w("ind")) is None:
        put(properties, deepcopy(indent))
    put(properties, make("numPr", make("numId", val=0)))
    line.element.insert(1, typed)
