"""What holds for the whole file: word/settings.xml and word/fontTable.xml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.word.wml import make

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from drafter.word.layout import Layout

_COMPATIBLE_WITH = "http://schemas.microsoft.com/office/word"
_WORD_2013 = 15


def settings(layout: Layout) -> list[_Element]:
    """The children of w:settings, in the order of ECMA-376-1, 17.15.1.78."""
    return [
        make("zoom", percent=100),
        make("defaultTabStop", val=round(layout.body.size * 2 * 20)),
        make("evenAndOddHeaders"),
        # Punctuation keeps the full width of a letter, or lines would hold more than the grid has.
        make("characterSpacingControl", val="doNotCompress"),
        make(
            "compat",
            # A line that ends in a line break of an answer is not stretched to the margin (17.15.3.11).
            make("doNotExpandShiftReturn"),
            make("useFELayout"),
            make("compatSetting", name="compatibilityMode", uri=_COMPATIBLE_WITH, val=_WORD_2013),
            make("compatSetting", name="enableOpenTypeFeatures", uri=_COMPATIBLE_WITH, val=1),
        ),
        make("themeFontLang", val="en-US", eastAsia="zh-CN"),
        make("decimalSymbol", val="."),
        make("listSeparator", val=","),
    ]


def font_table(layout: Layout) -> _Element:
    """w:fonts: each font with the names that may stand in for it, parted by commas (17.8.3.1)."""
    substitutes = dict(layout.substitutes)
    chinese = [_font(name, "86", "auto", substitutes.get(name, ())) for name in layout.chinese_fonts]
    return make(
        "fonts", *chinese, *(_font(name, "00", "roman", substitutes.get(name, ())) for name in layout.latin_fonts)
    )


def _font(name: str, charset: str, family: str, substitutes: Sequence[str] = ()) -> _Element:
    return make(
        "font",
        make("altName", val=",".join(substitutes)) if substitutes else None,
        make("charset", val=charset),
        make("family", val=family),
        make("pitch", val="variable"),
        name=name,
    )
