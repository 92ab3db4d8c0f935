"""YAML of plain Chinese words and numbers as PyYAML writes it, without PyYAML: to load it takes longer than a draft.

What it is not sure of it leaves alone: then PyYAML writes the whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIRST = frozenset("“《（×")
_OTHERS = _FIRST.union("，。、；：！？”‘’）》—…·％%/.-", filter(str.isalnum, map(chr, range(128))))
_KEY = re.compile(r"(?!(?:yes|no|on|off|true|false|null)\Z)[a-z][a-z0-9_]{0,60}")
# what YAML would take for a number or a date
_NUMBER = re.compile(r"[1-9][0-9]{0,8}|[0-9]{4}-[0-9]{2}-[0-9]{2}")


def simple(value: object) -> str | None:
    """What `writing.written` gives for nested dicts, lists and strings; None where that isn't sure."""
    if not isinstance(value, dict) or not value:
        return None
    try:
        return "".join(_entries(value, ""))
    except ValueError:
        return None


def _entries(entries: dict[object, object], indent: str) -> Iterator[str]:
    for key, value in entries.items():
        if not isinstance(key, str) or not _KEY.fullmatch(key):
            raise ValueError(key)
        yield f"{indent}{key}:{_below(value, indent)}"


def _below(value: object, indent: str) -> str:
    """What stands behind the colon of a key, and on the lines below it."""
    if isinstance(value, list) and value:
        return "\n" + "".join(f"{indent}-{_item(each, indent)}" for each in value)
    if isinstance(value, dict) and value:
        return "\n" + "".join(_entries(value, f"{indent}  "))
    return f" {_scalar(value)}\n"


def _item(value: object, indent: str) -> str:
    """What stands behind the dash of a list: entries begin right there."""
    if isinstance(value, dict) and value:
        return " " + "".join(_entries(value, f"{indent}  ")).lstrip(" ")
    return f" {_scalar(value)}\n"


def _scalar(value: object) -> str:
    if value == "":
        return "''"
    if isinstance(value, str) and _is_words(value):
        return value
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return f"'{value}'"
    raise ValueError(value)


def _is_words(text: str) -> bool:
    """Whether nothing in a text means anything to YAML, which never takes it for a number or the like."""
    return (_is_chinese(text[0]) or text[0] in _FIRST) and all(_is_chinese(c) or c in _OTHERS for c in text)


def _is_chinese(character: str) -> bool:
    return "一" <= character <= "龥"
