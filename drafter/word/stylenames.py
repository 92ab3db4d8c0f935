"""The styles of a file by name: programs that save a draft give its styles ids of their own, but keep their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.word.wide import SUFFIX
from drafter.word.wml import attribute, value, w

if TYPE_CHECKING:
    from lxml.etree import _Element

# No honest chain of styles is longer; a hostile one must not make each paragraph walk along it.
_LONGEST_CHAIN = 64
_HEADING = re.compile(r"heading ([1-4])|标题 ([1-4]) 接排.*")


class StyleNames:
    """Names of styles and what they are based on."""

    def __init__(self, styles: _Element | None) -> None:
        """Read the part; None stands for a part that the file doesn't have."""
        every = [] if styles is None else list(styles.iterchildren(w("style")))
        self._names = {attribute(s, "styleId"): value(s.find(w("name"))) for s in every}
        self._bases = {attribute(s, "styleId"): value(s.find(w("basedOn"))) for s in every}

    def name(self, properties: _Element | None) -> str:
        """The name of the style that a w:pPr or a w:rPr names, empty where it names none."""
        return self._names.get(self._style(properties), "")

    def identifier(self, name: str) -> str:
        """The id of the style of this name, empty if there is none."""
        return next((identifier for identifier, each in self._names.items() if each == name), "")

    def wide(self, properties: _Element | None, letters: _Element | None) -> str:
        """The id of the style of “ ” … — · beside digits, in a paragraph and letters of these w:pPr and w:rPr."""
        named = self._style(letters)
        identifier = named or self._style(properties)
        for _ in range(1 if named else _LONGEST_CHAIN):
            found = self.identifier(f"{self._names.get(identifier)}{SUFFIX}")
            if found:
                return found
            identifier = self._bases.get(identifier, "")
        return ""

    def narrow(self, letters: _Element) -> str | None:
        """The id of the style that letters have beside such marks, empty for none; None where they are no marks."""
        if not self.name(letters).endswith(SUFFIX):
            return None
        main = self._bases.get(self._style(letters), "")
        return main if f"{self._names.get(main)}{SUFFIX}" == self.name(letters) else ""

    def level(self, properties: _Element | None) -> int:
        """The level of the heading that a paragraph is or is opened by, 0 for none, by its w:pPr."""
        identifier = self._style(properties)
        for _ in range(_LONGEST_CHAIN):
            found = _HEADING.fullmatch(self._names.get(identifier, "").lower())
            if found:
                return int(found[1] or found[2])
            identifier = self._bases.get(identifier, "")
        return 0

    @staticmethod
    def _style(properties: _Element | None) -> str:
        if properties is None:
            return ""
        named = properties.find(w("pStyle"))
        return value(properties.find(w("rStyle")) if named is None else named)
