"""What a number looks like in a sheet, where that is sure (number formats: ECMA-376-1, 18.8.30 and 18.8.31)."""

from __future__ import annotations

import math
import re
from functools import lru_cache

GENERAL = {"General", "G/通用格式", "@"}
"""Formats that show a number as it was typed, the second as WPS and Chinese Excel name the first."""

_WRITTEN = re.compile(r"-?[0-9]+(\.[0-9]*)?([eE][+-]?[0-9]+)?", re.ASCII)
_WIDEST = 11  # letters of a number that General shows before it rounds it or writes it with E
_DIGITS = 15  # that a sheet keeps of a number
_FIXED = re.compile(r"(#,##)?0(?:\.(0+))?")
_SPACING = re.compile(r"_.")
_LOCALE = re.compile(r"\[\$-(?:0*[0-9a-f]{1,4}|[a-z]{2}-[a-z]{2})\]", re.IGNORECASE)
_LITERAL = re.compile(r'"([^"a-zA-Z]*)"|\\([^a-zA-Z])|_.')
# Days as the system writes them out, whatever stands behind.
_SYSTEM = re.compile(r"\[\$-(?:F800|x-sysdate)\]", re.IGNORECASE)
_DAY = re.compile(r"(?=[^y]*y{2,4}[^y]*$)(?=[^m]*m{1,4}[^m]*$)(?=[^d]*d{1,2}[^d]*$)[ymd年月日号/.,\- ]+", re.IGNORECASE)


def number_shown(held: str, look: str) -> str:
    """A number that a cell holds as it stands there in this format; empty where that isn't sure.

    How wide the column is isn't looked at.
    """
    value = float(held) if _WRITTEN.fullmatch(held) else math.nan
    if not math.isfinite(value):
        return ""
    value = value or 0.0  # nobody sees the sign of zero
    if look in GENERAL:
        text = f"{value:.0f}" if value.is_integer() else repr(value)
        return text if len(text.removeprefix("-")) <= _WIDEST and "e" not in text else ""
    match = _FIXED.fullmatch(_SPACING.sub("", look))
    if not match:
        return ""
    text = f"{value:{',' if match[1] else ''}.{len(match[2] or '')}f}"
    digits = text.replace(",", "")
    is_whole = float(digits) == value and sum(map(str.isdigit, digits)) <= _DIGITS
    return text if is_whole else ""


@lru_cache(maxsize=1024)
def is_day(look: str) -> bool:
    """Whether a format shows a day: year, month and day and nothing else."""
    if _SYSTEM.match(look):
        return True
    plain = _LITERAL.sub(lambda match: match[1] or match[2] or "", _LOCALE.sub("", look.removesuffix(";@"), count=1))
    return bool(_DAY.fullmatch(plain))


@lru_cache(maxsize=1024)
def is_text_as_it_is(look: str) -> bool:
    """Whether a format shows a text as it is: it says nothing of texts, or that they stand there and blanks around."""
    sections = look.split(";")
    text = re.sub(r"[_*].", "", sections[-1])
    return text == "@" or ("@" not in look and len(sections) <= 3)  # noqa: PLR2004 - a fourth is for texts
