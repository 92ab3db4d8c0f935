"""One style of a layout out of the formatting of somebody's Word file; a measure beyond all limits is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.records import replace
from drafter.word.layout import POINTS_PER_MM, TWIPS_PER_POINT, Fonts
from drafter.word.layoutfile import LIMITS
from drafter.word.wml import attribute, whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from drafter.word.layout import Alignment, Style
    from drafter.word.wordstyles import Look

ALIGNMENTS: Mapping[str, Alignment] = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "both",
    "distribute": "both",
}
_ON = {"on", "1", "true"}
_TWIPS_PER_MM = POINTS_PER_MM * TWIPS_PER_POINT


def style_of(full: Look, below: Style, pitch: float, spacing: float = 0) -> Style:
    """The style that this formatting makes, what it lacks from `below`.

    pitch: the height of a line in pt. spacing: what the grid adds between letters.
    """
    size = min(_within("size", (whole(full.get("sz/val", "")) or 0) / 2, below.size), pitch)
    latin = full.get("rFonts/ascii") or below.fonts.ascii
    signs, complex_script = (full.get(f"rFonts/{slot}") or latin for slot in ("hAnsi", "cs"))
    return replace(
        below,
        fonts=Fonts(full.get("rFonts/eastAsia") or below.fonts.east_asia, latin, signs, complex_script),
        size=size,
        spacing=_within("spacing", points(full.get("spacing/val", "")) + spacing, 0),
        alignment=ALIGNMENTS.get(full.get("jc/val", ""), below.alignment),
        bold=full.get("b/val") in _ON,
        first_line=_characters(full, ("firstLine",), size),
        left=_characters(full, ("left", "start"), size),
        right=_characters(full, ("right", "end"), size),
        before=_lines(full, "before", pitch),
        after=_lines(full, "after", pitch),
    )


def points(twips: str) -> float:
    """A measure in twips as pt; 0 where it is none."""
    return (whole(twips) or 0) / TWIPS_PER_POINT


def millimetres(element: _Element | None, name: str, key: str) -> float | None:
    """An attribute in twips as mm, if it is within the limits of `key`."""
    twips = None if element is None else whole(attribute(element, name))
    low, high = LIMITS[key]
    found = None if twips is None else round(twips / _TWIPS_PER_MM, 1)
    return found if found is not None and low <= found <= high else None


def _within(key: str, number: float, default: float) -> float:
    low, high = LIMITS[key]
    return number if low <= number <= high else default


def _characters(full: Look, names: tuple[str, ...], size: float) -> float:
    """An indent in characters; none where it hangs."""
    for name in names:
        if hundredths := whole(full.get(f"ind/{name}Chars", "")):
            return _within("indent", hundredths / 100, 0)
        if twips := points(full.get(f"ind/{name}", "")):
            return _within("indent", round(twips / size, 1), 0)
    return 0


def _lines(full: Look, name: str, pitch: float) -> float:
    """The space before or after, in lines."""
    if hundredths := whole(full.get(f"spacing/{name}Lines", "")):
        return _within(name, hundredths / 100, 0)
    return _within(name, round(points(full.get(f"spacing/{name}", "")) / pitch, 2), 0)
