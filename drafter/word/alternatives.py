"""Text boxes that a file has in two forms, for newer programs and for older ones (ECMA-376-3, 10).

Which of them is shown is for the program to choose, so both must say the same.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

from drafter.word.shown import ALTERNATIVES, FORMS, children
from drafter.word.wml import w

if TYPE_CHECKING:
    from lxml.etree import _Element


class Twin(NamedTuple):
    """A text box as it is read, the same in another form, what the first one said, and whether both said that."""

    read: _Element
    other: _Element
    said: str
    alike: bool


def twins(root: _Element) -> list[Twin]:
    """The text boxes of a text that are there in two forms."""
    found = []
    for both in root.iter(ALTERNATIVES):
        for form in children(both):
            for other in (each for each in both.iterchildren(*FORMS) if each is not form):
                pairs = zip(form.iter(w("txbxContent")), other.iter(w("txbxContent")), strict=False)
                found += [
                    Twin(*pair, letters_in(pair[0]), letters_in(pair[0]) == letters_in(pair[1])) for pair in pairs
                ]
    return found


def say_the_same(twin: Twin) -> bool:
    """Put what was changed into the other form too; False where both had not been alike."""
    changed = letters_in(twin.read) != twin.said
    if changed and twin.alike:
        twin.other[:] = [deepcopy(each) for each in twin.read]
    return twin.alike or not changed


def letters_in(box: _Element) -> str:
    """The letters of a text box."""
    return "".join(each.text or "" for each in box.iter(w("t")))
