"""Text that somebody hid: it stands in the file, and on no page (ECMA-376-1, 17.3.2.41 vanish)."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from drafter.word.shown import shown_text
from drafter.word.trees import drop, is_bare
from drafter.word.wml import attribute, value, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from drafter.word.opened import Opened

# No honest chain of styles is longer.
_LONGEST_CHAIN = 64
_OFF = ("0", "false", "off")
# What a field is made of: Word hides the marks of an index entry, which is no text of anybody's.
_FIELDS = (w("fldChar"), w("instrText"))


def hidden_texts(opened: Opened, root: _Element) -> list[str]:
    """What is hidden, a line for each stretch of it."""
    found = []
    for paragraph in root.iter(w("p")):
        texts = [(_is_hidden(opened, paragraph, run), shown_text(run)) for run in _runs(paragraph)]
        stretches = [(hidden, "".join(text for _, text in each)) for hidden, each in groupby(texts, itemgetter(0))]
        found += [text for hidden, text in stretches if hidden and text]
    return found


def drop_hidden(opened: Opened, root: _Element) -> None:
    """Take it out, with the paragraphs that hold nothing else and whose end is hidden too."""
    for paragraph in list(root.iter(w("p"))):
        gone = [run for run in _runs(paragraph) if _is_hidden(opened, paragraph, run)]
        for run in gone:
            for element in [each for each in run if each.tag not in (w("rPr"), *_FIELDS)]:
                drop(element)
            if is_bare(run):
                drop(run)
        end = paragraph.find(f"{w('pPr')}/{w('rPr')}")
        keeps = any(paragraph.find(f".//{w(name)}") is not None for name in ("r", "sectPr"))
        if gone and not keeps and _says(end) and paragraph.getnext() is not None:
            drop(paragraph)


def _runs(paragraph: _Element) -> Iterator[_Element]:
    """The runs of a paragraph, without those of a text box in it."""
    return (run for run in paragraph.iter(w("r")) if next(run.iterancestors(w("p")), None) is paragraph)


def _is_hidden(opened: Opened, paragraph: _Element, run: _Element) -> bool:
    """Whether a run is hidden: by itself, else by its character style, else by its paragraph's."""
    letters = run.find(w("rPr"))
    said = _says(letters)
    for properties, name in ((letters, "rStyle"), (paragraph.find(w("pPr")), "pStyle")):
        identifier = "" if properties is None else value(properties.find(w(name)))
        said = _style_says(opened, identifier) if said is None else said
    return bool(said)


def _style_says(opened: Opened, identifier: str) -> bool | None:
    for _ in range(_LONGEST_CHAIN):
        style = opened.style_elements.get(identifier)
        if style is None:
            return None
        said = _says(style.find(w("rPr")))
        if said is not None:
            return said
        identifier = value(style.find(w("basedOn")))
    return None


def _says(letters: _Element | None) -> bool | None:
    """Whether a w:rPr says that letters are hidden, None where it says nothing of that."""
    vanish = None if letters is None else letters.find(w("vanish"))
    return None if vanish is None else attribute(vanish, "val") not in _OFF
