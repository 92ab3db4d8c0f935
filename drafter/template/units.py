"""Short names of a unit, from its full one: 某市公安局 is of the level 市, 市局 to others and 我局 to itself."""

from __future__ import annotations

import re

_ORGAN = re.compile(r"([省市县区旗州盟])[^省市县区旗州盟局厅]*([局厅])$")
_OWN = "局厅院所队部委"


def level(unit: str) -> str:
    """省, 市, 县, 区 … of a bureau's full name; 区 for a 分局; empty where the name doesn't tell."""
    if unit.endswith("分局"):
        return "区"
    found = _ORGAN.search(unit)
    return found[1] if found else ""


def short(unit: str) -> str:
    """What others of the same system call it: 市局, 省厅, 分局; empty where the name doesn't tell."""
    if unit.endswith("分局"):
        return "分局"
    found = _ORGAN.search(unit)
    return found[1] + found[2] if found else ""


def own(unit: str) -> str:
    """What it calls itself: 我局, 我厅; empty where the name doesn't tell."""
    return f"我{unit[-1]}" if unit and unit[-1] in _OWN else ""
