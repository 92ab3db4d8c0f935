"""Changes in a draft that stands in a file: stretches of a line put in the place of others, whole paragraphs.

What is put in takes the letters of what stood there, whoever formatted it. Runs are split where a stretch begins or
ends in one; comments, foreign bookmarks and all else that stands between letters stays.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING

from drafter.records import dataclass, replace
from drafter.word.dressing import letters, made, plain
from drafter.word.lines import Piece
from drafter.word.live import in_control
from drafter.word.marks import read_name
from drafter.word.order import take
from drafter.word.trees import drop, is_bare
from drafter.word.wml import attribute, make, w

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeAlias

    from lxml.etree import _Element

    from drafter.word.dressing import Numbered
    from drafter.word.lines import Line, Mark
    from drafter.word.opened import Opened

    Looks: TypeAlias = tuple[_Element | None, _Element | None, _Element | None]
    """The w:pPr of a paragraph, and the w:rPr with which it begins and ends."""

_SHOWN = {w("t"): "", w("tab"): "\t", w("br"): "\n", w("cr"): "\n"}
_PROPERTIES = set(map(w, ("pPr", "rPr", "sdtPr")))
_TELLING = set(map(w, ("sectPr", "pPrChange", "ins", "del", "moveFrom", "moveTo")))
_TEXT = {
    *map(w, ("p", "r", "t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "lastRenderedPageBreak", "proofErr")),
    *map(w, ("bookmarkStart", "bookmarkEnd", "sdt", "sdtContent")),
}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Edit:
    """line.text[start:end] becomes these inlines. gone: the marks that stand there.

    of_gap: whether what goes is a gap, whose colour goes with it.
    """

    line: Line
    start: int
    end: int
    inlines: tuple[Numbered, ...]
    gone: tuple[Mark, ...] = ()
    of_gap: bool = False


def apply_edits(opened: Opened, edits: Iterable[Edit]) -> None:
    """Make these changes, none of which overlap, in the tree."""
    # from the end, so that places before a change stay where they are
    ordered = sorted(edits, key=lambda edit: (edit.line.index, edit.start, edit.end))
    for edit in ordered[::-1]:
        _apply(opened, edit)


def can_delete(line: Line) -> bool:
    """Whether a paragraph of the body holds nothing but its text and marks of ours, and nothing that ends elsewhere.

    No end of a section or a page, picture, note, index entry, comment, field, tracked change or foreign bookmark.
    """
    parent = line.element.getparent()
    every = [each for each in line.element.iter("*") if not _is_formatting(each)]
    ends = {attribute(each, "id") for each in every if each.tag == w("bookmarkEnd")}
    starts = {attribute(each, "id") for each in every if each.tag == w("bookmarkStart")}
    return parent is not None and parent.tag == w("body") and starts == ends and all(map(_is_text, every))


def delete_paragraph(line: Line) -> None:
    """Take a whole paragraph out."""
    drop(line.element)


def looks_of(line: Line) -> Looks:
    """The properties of a paragraph, and the letters with which it begins and ends."""
    worn = [letters(piece) for piece in line.pieces if piece.text] or [None]
    return line.element.find(w("pPr")), worn[0], worn[-1]


def insert_paragraph(
    opened: Opened, after: Line, looks: Looks, lead: Sequence[Numbered], rest: Sequence[Numbered]
) -> Line:
    """Put a paragraph in these looks below another one. lead: what has the letters of the beginning."""
    properties, *worn = looks
    paragraph = make("p", None if properties is None else deepcopy(properties))
    for name in ("sectPr", "pPrChange", "rPr") if len(paragraph) else ():
        take(paragraph[0], w(name))
    for inlines, each in zip((lead, rest), worn, strict=True):
        paragraph.extend(made(opened, inlines, plain(opened, each), properties))
    after.element.addnext(paragraph)
    opened.order[paragraph] = opened.at(after)
    return replace(after, element=paragraph, pieces=[])


def _is_formatting(element: _Element) -> bool:
    """Whether an element is within properties that say nothing but how text looks."""
    around = [element, *element.iterancestors()]
    return any(each.tag in _PROPERTIES for each in around) and element.tag not in _TELLING


def _is_text(element: _Element) -> bool:
    """Whether an element is text, or a mark of ours."""
    if element.tag == w("bookmarkStart"):
        name = attribute(element, "name")
        return name == "_GoBack" or read_name(name) is not None
    return element.tag in _TEXT and attribute(element, "type") not in ("page", "column")


def split_line(line: Line, at: int) -> None:
    """Split the run in which a place of a line lies, so that a piece begins there."""
    start = 0
    for number, piece in enumerate(line.pieces):
        if start < at < start + len(piece.text):
            second = deepcopy(piece.element)
            piece.element.text, second.text = piece.text[: at - start], piece.text[at - start :]
            for each in (piece.element, second):
                each.set(_SPACE, "preserve")
            piece.element.addnext(second)
            line.pieces[number : number + 1] = [
                Piece(piece.element, piece.text[: at - start]),
                Piece(second, piece.text[at - start :]),
            ]
            return
        start += len(piece.text)


def begin_run(piece: Piece) -> _Element | None:
    """The run of a piece, which begins with it: what stands before it there is put into a run of its own."""
    found = piece.element.getparent()
    if found is None:
        return None
    before = [each for each in piece.element.itersiblings(preceding=True) if each.tag != w("rPr")]
    if before:
        earlier = make("r", *(deepcopy(each) for each in found.findall(w("rPr"))))
        for name, text in found.attrib.items():
            earlier.set(name, text)
        earlier.extend(reversed(before))
        found.addprevious(earlier)
    return found


def _apply(opened: Opened, edit: Edit) -> None:
    line = edit.line
    for place in (edit.end, edit.start):
        split_line(line, place)
    offsets = list(accumulate((len(piece.text) for piece in line.pieces), initial=0))
    region = [p for p, at in zip(line.pieces, offsets, strict=False) if p.text and edit.start <= at < edit.end]
    before = [p for p, at in zip(line.pieces, offsets, strict=False) if p.text and at < edit.start]
    after = [p for p, at in zip(line.pieces, offsets, strict=False) if p.text and at >= edit.end]
    source = next(iter([*region, *reversed(before), *after]), None)
    worn = letters(source) if source else None
    worn = plain(opened, worn) if edit.of_gap or not region else worn
    new = made(opened, edit.inlines, worn, line.element.find(w("pPr")))
    same = region and [mark.number for mark in edit.gone] == [each.number for each in edit.inlines]
    same = same and in_control(region[0].element) == any(each.tag == w("sdt") for each in new)
    for mark in edit.gone:
        if same:  # the mark stays, and the control around it; its name says what it now is
            mark.bounds[0].set(w("name"), new[0].get(w("name")) or "")
            new = [run for element in new for run in element.iter(w("r"))]
        else:
            for bound in mark.bounds:
                drop(bound)
    if region:
        _before(region[0], new, inside=bool(same))
    else:
        _between(line, before[-1:], after[:1], new)
    pieces = [Piece(each, each.text or _SHOWN[str(each.tag)]) for element in new for each in element.iter(*_SHOWN)]
    for piece in region:
        _remove(piece)
    line.pieces = [*before, *pieces, *after]


def _before(piece: Piece, new: Sequence[_Element], *, inside: bool = False) -> _Element | None:
    """Put elements before the run of a piece, which is given; inside: in the content control that it may be in."""
    found = begin_run(piece)
    place = found if found is None or inside else _outermost(found)
    if place is not None:
        for element in new:
            place.addprevious(element)
    return place


def _between(line: Line, before: Sequence[Piece], after: Sequence[Piece], new: Sequence[_Element]) -> None:
    """Put elements where nothing stands yet, out of the marks that end there and of those that begin there."""
    if not new:
        return
    if after and _before(after[0], new) is not None:
        beside = list(takewhile(_is_bound, new[0].itersiblings(preceding=True)))
        ended = {attribute(each, "id") for each in beside if each.tag == w("bookmarkEnd")}
        for begun in beside:
            if begun.tag == w("bookmarkStart") and attribute(begun, "id") not in ended:
                new[-1].addnext(begun)
        return
    last = before[0].element.getparent() if before else None
    properties = line.element.find(w("pPr"))
    place = _outermost(last) if last is not None else properties
    if place is None:
        line.element[:0] = new
        return
    ends = list(takewhile(lambda each: each.tag == w("bookmarkEnd"), place.itersiblings()))
    for element in reversed(new):
        (ends or [place])[-1].addnext(element)


def _is_bound(element: _Element) -> bool:
    return element.tag in (w("bookmarkStart"), w("bookmarkEnd"))


def _outermost(found: _Element) -> _Element:
    """The content control around a run, where it holds nothing else, else the run."""
    content = found.getparent()
    control = None if content is None or content.tag != w("sdtContent") else content.getparent()
    return found if content is None or control is None or len(content) > 1 else control


def _remove(piece: Piece) -> None:
    """Take a piece out, with its run and the content control around it where nothing else is in them."""
    found = piece.element.getparent()
    drop(piece.element)
    if found is None or not is_bare(found):
        return
    holder = found.getparent()
    drop(found)
    if holder is not None and holder.tag == w("sdtContent") and not len(holder):
        control = holder.getparent()
        if control is not None:
            drop(control)
