"""Elements taken out of a tree, with what is in them or without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.word.wml import w

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element


def drop(element: _Element) -> None:
    """Take an element out, with all that is in it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def drop_all(root: _Element, names: Iterable[str]) -> None:
    """Take all elements of these names out."""
    for element in list(root.iter(*map(w, names))):
        drop(element)


def unwrap(element: _Element, *inside: str) -> None:
    """Put what is in an element in its place; only what is in its children of these names, where they are given."""
    parent = element.getparent()
    if parent is None:
        return
    holders = [child for child in element if child.tag in map(w, inside)] if inside else [element]
    content = [child for holder in holders for child in holder]
    place = parent.index(element)
    parent.remove(element)
    for number, child in enumerate(content):
        parent.insert(place + number, child)


def is_bare(run: _Element) -> bool:
    """Whether a run has nothing left but its formatting."""
    return all(child.tag == w("rPr") for child in run)
