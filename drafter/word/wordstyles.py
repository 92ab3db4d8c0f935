"""The styles of somebody's Word file, resolved: each with all it inherits (ECMA-376-1, 17.7.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from drafter.word.wml import attribute, value, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from drafter.word.opening import Archive

Look: TypeAlias = "dict[str, str]"
"""Formatting as flat data: `sz/val` is the attribute val of w:sz. What stands on its own, as w:b, is `b/val` on."""

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# No honest chain of styles is longer; a hostile one must not make each style walk along it.
_LONGEST_CHAIN = 64
_THEMES = {"eastAsia": "eastAsiaTheme", "ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "cs": "cstheme"}


class WordStyles:
    """All paragraph styles of a file."""

    def __init__(self, archive: Archive, main: str) -> None:
        """Read the styles, and the theme that their fonts may come from."""
        root = archive.beside(main, "styles")
        theme = archive.related(main, "theme")
        self._theme = archive.parse(theme) if theme in archive else None
        styles = [] if root is None else root.findall(w("style"))
        self._styles = {attribute(s, "styleId"): s for s in styles if attribute(s, "type") == "paragraph"}
        self._defaults = {} if root is None else look(root.find(w("docDefaults")))
        on = {"1", "true", "on"}
        self.default = next((name for name, s in self._styles.items() if attribute(s, "default") in on), "")

    def __contains__(self, identifier: str) -> bool:
        """Whether there is a paragraph style of this id."""
        return identifier in self._styles

    def named(self, name: str) -> str:
        """The id of the style of a built-in name, empty if there is none."""
        wanted = name.lower()
        return next((i for i, s in self._styles.items() if value(s.find(w("name"))).lower() == wanted), "")

    def own(self, identifier: str) -> Look:
        """What a style says itself."""
        return look(self._styles.get(identifier))

    def full(self, identifier: str, direct: Look) -> Look:
        """All that holds for a paragraph of this style with this formatting of its own, fonts by their names."""
        chain = [look(style) for style in self._chain(identifier)]
        merged: Look = {}
        for part in (self._defaults, *reversed(chain), direct):
            for slot, theme in _THEMES.items():  # what is said later holds, by name or by theme
                if f"rFonts/{slot}" in part:
                    merged.pop(f"rFonts/{theme}", None)
            merged.update(part)
        for slot, theme in _THEMES.items():
            if named := self._theme_font(merged.get(f"rFonts/{theme}", "")):
                merged[f"rFonts/{slot}"] = named
        return merged

    def _chain(self, identifier: str) -> Iterator[_Element]:
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(identifier)
            if style is None:
                return
            yield style
            identifier = value(style.find(w("basedOn")))

    def _theme_font(self, name: str) -> str:
        """The font that majorEastAsia and its like stand for; the one for Chinese where the theme lists it apart."""
        if self._theme is None or not name:
            return ""
        fonts = self._theme.find(f".//{_DRAWING}{'major' if name.startswith('major') else 'minor'}Font")
        if fonts is None:
            return ""
        kind = "ea" if name.endswith("EastAsia") else "cs" if name.endswith("Bidi") else "latin"
        font = fonts.find(f"{_DRAWING}{kind}")
        given = "" if font is None else font.get("typeface") or ""
        listed = (each for each in fonts.iter(f"{_DRAWING}font") if kind == "ea" and each.get("script") == "Hans")
        return given or next((each.get("typeface") or "" for each in listed), "")


def look(element: _Element | None) -> Look:
    """What the w:pPr and w:rPr under an element say, or it itself if it is one of them."""
    found: Look = {}
    if element is None:
        return found
    own = [element] if element.tag in (w("pPr"), w("rPr")) else [*element.iter(w("pPr")), *element.iter(w("rPr"))]
    for properties in own:
        for child in properties:
            name = str(child.tag).rpartition("}")[2]
            said = child.attrib or {"val": "on"}
            found.update({f"{name}/{str(key).rpartition('}')[2]}": str(text) for key, text in said.items()})
    return found
