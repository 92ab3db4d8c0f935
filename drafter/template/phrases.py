"""Set phrases, documents and campaigns: their exact text and the time they are valid, from shared/phrases.yaml."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from drafter.errors import InputError, Problem
from drafter.questions import nearest
from drafter.records import dataclass
from drafter.yamlfile import Items, Mapping, Scalar

if TYPE_CHECKING:
    from drafter.errors import Place
    from drafter.yamlfile import Node

_TEXTS = ("text", "since", "until", "source")
_KEYS = (*_TEXTS, "members")
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One 提法, document or campaign. since, until: as written (year, year-month or day), empty where not known."""

    name: str
    group: str
    text: str
    members: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    source: str = ""
    place: Place | None = None

    def has_run_out(self, day: dt.date) -> bool:
        """Whether it was over before `day`."""
        return _span(self.since, self.until)[1] < day

    def is_current(self, day: dt.date) -> bool:
        """Whether it was there on `day`, and not over."""
        first, last = _span(self.since, self.until)
        return first <= day <= last


def read_phrases(root: Mapping) -> dict[str, Phrase]:
    """All phrases by name. InputError lists every fault of the file."""
    problems: list[Problem] = []
    found: dict[str, Phrase] = {}
    for group, entries in root.entries.items():
        if not isinstance(entries, Mapping):
            problems.append(Problem("这一组应是“名称: …”的形式", entries.place))
            continue
        for name, entry in entries.entries.items():
            if name in found:
                problems.append(Problem(f"“{name}”在别的组里已经有了", entries.places[name]))
            elif phrase := _phrase(group, name, entry, problems):
                found[name] = phrase
    if problems:
        raise InputError(*problems)
    return found


def _phrase(group: str, name: str, entry: Node, problems: list[Problem]) -> Phrase | None:
    if not isinstance(entry, Mapping):
        problems.append(Problem(f"“{name}”应写成“text: …”的形式", entry.place))
        return None
    values: dict[str, str] = {}
    members: tuple[str, ...] = ()
    for key, node in entry.entries.items():
        if key not in _KEYS:
            problems.append(Problem(f"没有“{key}”这一项", entry.places[key], nearest(key, _KEYS)))
        elif key == "members":
            members = _members(node, problems)
        elif not isinstance(node, Scalar):
            problems.append(Problem(f"{key} 只能是一个值", node.place))
        else:
            values[key] = node.text
            if key in {"since", "until"} and node.text and not _is_day(node.text):
                problems.append(Problem(f"“{node.text}”不是时间", node.place, "写成 2026、2026-01 或 2026-01-15"))
    if not values.get("text", "").strip():
        problems.append(Problem(f"“{name}”缺 text（规范写法）", entry.places.get("text", entry.place)))
        return None
    return Phrase(name, group, members=members, place=entry.place, **values)


def _members(node: Node, problems: list[Problem]) -> tuple[str, ...]:
    items = node.items if isinstance(node, Items) else (node,)
    if not isinstance(node, Items) or not all(isinstance(item, Scalar) for item in items):
        problems.append(Problem("members 应是一个列表，一项一个值", node.place))
    return tuple(item.text for item in items if isinstance(item, Scalar))


def _is_day(text: str) -> bool:
    try:
        _last_day(text)
    except (ValueError, OverflowError):
        return False
    return True


@lru_cache(maxsize=1000)
def _span(since: str, until: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of what is written of them; all time where nothing is."""
    first = dt.date.fromisoformat(f"{since}-01-01"[:10]) if since else dt.date.min
    return first, _last_day(until) if until else dt.date.max


def _last_day(text: str) -> dt.date:
    """The last day of a year, a month, or the day itself. ValueError or OverflowError for anything else."""
    found = _DAY.fullmatch(text)
    if not found:
        raise ValueError(text)
    year, month, day = found.groups()
    named = dt.date(int(year), int(month or 12), int(day or 1))
    if day:
        return named
    return (named.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
