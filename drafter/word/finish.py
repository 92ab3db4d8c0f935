"""The final copy of a draft: the same text and the same looks, and nothing of how it was made."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from drafter.errors import InputError, Place, Problem
from drafter.word.check import WriteCheckError
from drafter.word.computed import instructions, show_only
from drafter.word.dressing import narrow
from drafter.word.hidden import drop_hidden, hidden_texts
from drafter.word.links import cut_outside, only_outside
from drafter.word.opened import Opened
from drafter.word.order import properties_of, put, take
from drafter.word.package import pack
from drafter.word.reader import read_docx
from drafter.word.revisions import accept, revisions
from drafter.word.runs import run
from drafter.word.styles import GAP_NAME
from drafter.word.traces import forget_sessions, without_traces
from drafter.word.trees import drop, drop_all, is_bare, unwrap
from drafter.word.wml import attribute, elements, make, serialize, w

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.etree import _Element

    from drafter.word.lines import Line

_POINTERS = (
    *("customXmlPr", "smartTagPr", "permStart", "permEnd", "printerSettings"),
    *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "proofErr"),
)
# A field may name a bookmark without a word before it: { REF 甲 } and { 甲 } are one (17.16.5.51).
_NAMED = re.compile(r"[^\s\"\\{}]+")


def tracked_changes(opened: Opened) -> list[str]:
    """A line for each tracked change in the text, and in what stands above, below and at the foot of it."""
    opened.check()
    roots = [opened.root, *opened.stories().values()]
    return [line for root in roots for line in revisions(root)]


def files_outside(opened: Opened) -> list[str]:
    """The files that links of the text lead to: a final copy keeps their text and not their paths."""
    opened.check()
    return list(dict.fromkeys(cut_outside(opened.texts())))


def hidden_in(opened: Opened) -> list[str]:
    """The hidden texts of a file, above, below and at the foot of the page too."""
    opened.check()
    roots = [opened.root, *opened.stories().values()]
    return [text for root in roots for text in hidden_texts(opened, root)]


def finished(data: bytes, path: str, *, typed: bool = False) -> bytes:
    """The final copy of a file: its tracked changes accepted, hidden text out, its numbers typed where that is asked.

    The text is compared: WriteCheckError where it would not be the same, character for character. InputError for a
    picture that can't be shown without the path of its file.
    """
    opened = Opened(data, path)
    opened.check()
    _refuse_linked_pictures(opened)
    roots = {opened.main: opened.root, **opened.stories()}
    for root in roots.values():
        accept(root)
    hidden = bool(hidden_texts(opened, opened.root))
    for root in roots.values():
        drop_hidden(opened, root)
    opened.read()
    shown = read_docx(pack(opened.with_parts({opened.main: serialize(opened.root)})) if hidden else data, path)
    if typed:
        for line in opened.lines:
            _type_number(line, opened)
    named = _named(roots.values())
    for root in roots.values():
        _clean(root, opened, named)
    parts = opened.with_parts({name: serialize(root) for name, root in roots.items()})
    cut_outside(parts)
    final = pack(without_traces(parts))
    if read_docx(final, path) != shown:
        message = "定稿与原稿的文字不一致，没有保存"
        raise WriteCheckError(message)
    return final


def _refuse_linked_pictures(opened: Opened) -> None:
    if pictures := only_outside(opened.texts()):
        mend = "在 Word 里“编辑指向文件的链接”，选“将图片保存在文档中”，再出定稿"
        raise InputError(
            *(Problem(f"图片没有存在稿子里，只链接到 {each}", Place(opened.path), mend) for each in pictures)
        )


def _clean(root: _Element, opened: Opened, named: Collection[str]) -> None:
    """Take marks, controls, comments and highlights out of a text, and bookmarks but for those that are named."""
    drop_all(root, _POINTERS)
    _drop_bookmarks(root, named)
    show_only(root)
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


def _named(roots: Collection[_Element]) -> set[str]:
    """All that a link or a field of the text may lead to."""
    anchors = {attribute(each, "anchor") for root in roots for each in root.iter(w("hyperlink"))}
    return anchors | {found for text in instructions(roots) for found in _NAMED.findall(text)}


def _drop_bookmarks(root: _Element, named: Collection[str]) -> None:
    """Take out bookmarks, but for those that something leads to."""
    starts = [each for each in root.iter(w("bookmarkStart")) if attribute(each, "name") not in named]
    numbers = {attribute(each, "id") for each in starts}
    for element in [*starts, *(each for each in root.iter(w("bookmarkEnd")) if attribute(each, "id") in numbers)]:
        drop(element)


def _drop_descriptions(root: _Element) -> None:
    """Names and descriptions of pictures hold those of their files, or what a program made of them."""
    for element in root.iter("{*}docPr", "{*}cNvPr", "{urn:schemas-microsoft-com:vml}*"):
        for name in (*("descr", "title", "name", "alt"), "{urn:schemas-microsoft-com:office:office}title"):
            if element.get(name):
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
    (typed,) = elements(run(line.number))
    worn = narrow(opened, letters)
    if worn is not None:
        typed.replace(properties_of(typed, "rPr"), deepcopy(worn))
    properties = properties_of(line.element, "pPr")
    indent = opened.list_indent(properties)
    if indent is not None and properties.find(w("ind")) is None:
        put(properties, deepcopy(indent))
    put(properties, make("numPr", make("numId", val=0)))
    line.element.insert(1, typed)
