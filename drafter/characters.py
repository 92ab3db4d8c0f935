"""Characters that no document can hold."""

from __future__ import annotations

import re
from functools import lru_cache

_NON_CHARACTERS = "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(17))
_BIDI_AND_LINES = "\u2028-\u202e\u2066-\u2069"
_FAULTY = rf"[\x00-\x08\x0b-\x1f\x7f-\x9f{_BIDI_AND_LINES}\ud800-\udfff\ufdd0-\ufdef{_NON_CHARACTERS}]"
_LINES_AND_BLANKS = dict.fromkeys(map(ord, "\n\t\u3000"))


def is_plain(text: str) -> bool:
    """Whether all of a text can be seen, but for line feeds, tabs and blanks; no pattern need be looked for then."""
    return text.isprintable() or text.translate(_LINES_AND_BLANKS).isprintable()


@lru_cache(maxsize=1)
def _faulty() -> re.Pattern[str]:
    return re.compile(_FAULTY)


def faulty_characters(text: str) -> str:
    """Describe the first character that can't stand in a document, or an empty string.

    Control characters but tab and line feed, lone surrogates and non-characters: XML 1.0 (2.2) has no place for
    most, and none of them is text. Nor are Unicode's line and paragraph separators and the marks that turn the
    direction of writing, which make a text read otherwise than it stands.
    """
    found = None if is_plain(text) else _faulty().search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def writable(text: str) -> str:
    """A text of the same length, with a blank for each character that can't stand in a document."""
    return _faulty().sub(" ", text)
