"""Short names of a unit, from its full one: 某市公安局 is of the level 市, 市局 to others and 我局 to itself."""

from __future__ import annotations

_PLACES, _ORGANS = "省市县区旗州盟", "局厅"
_OWN = "局厅院所队部委"


def level(unit: str) -> str:
    """省, 市, 县, 区 … of a bureau's full name; 区 for a 分局; empty where the name doesn't tell."""
    if unit.endswith("分局"):
        return "区"
    return _named(unit)[:1]


def short(unit: str) -> str:
    """What others of the same system call it: 市局, 省厅, 分局; empty where the name doesn't tell."""
    if unit.endswith("分局"):
        return "分局"
    return _named(unit)


def own(unit: str) -> str:
    """What it calls itself: 我局, 我厅; empty where the name doesn't tell."""
    return f"我{unit[-1]}" if unit and unit[-1] in _OWN else ""


def _named(unit: str) -> str:
    """The last of 省, 市, 县 … in a name and the 局 or 厅 that it ends in, with no other between them; or nothing."""
    if not unit.endswith(tuple(_ORGANS)):
        return ""
    last = next((letter for letter in reversed(unit[:-1]) if letter in _PLACES + _ORGANS), "")
    return last + unit[-1] if last and last in _PLACES else ""
