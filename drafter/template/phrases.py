"""Set phrases, documents and campaigns: their exact text and the time they are valid, from shared/phrases.yaml."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafter.errors import InputError, Problem
from drafter.questions import nearest
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
        return bool(self.until) and _last_day(self.until) < day


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
    if not isinstance(entry, Mapping) or "text" not in entry.entries:
        problems.append(Problem(f"“{name}”缺 text（规范写法）", entry.place))
        return None
    for key, place in entry.places.items():
        if key not in _KEYS:
            problems.append(Problem(f"没有“{key}”这一项", place, nearest(key, _KEYS)))
    values = {k: v.text for k, v in entry.entries.items() if k in _TEXTS and isinstance(v, Scalar)}
    for key in ("since", "until"):
        if values.get(key) and not _is_day(values[key]):
            problems.append(
                Problem(f"“{values[key]}”不是时间", entry.entries[key].place, "写成 2026、2026-01 或 2026-01-15")
            )
            return None
    members = entry.entries.get("members")
    listed = members.items if isinstance(members, Items) else ()
    texts = tuple(item.text for item in listed if isinstance(item, Scalar))
    return Phrase(name, group, members=texts, place=entry.place, **values)


def _is_day(text: str) -> bool:
    try:
        _last_day(text)
    except ValueError:
        return False
    return True


def _last_day(text: str) -> dt.date:
    """The last day of a year, a month, or the day itself. ValueError for anything else."""
    found = _DAY.fullmatch(text)
    if not found:
        raise ValueError(text)
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if day:
        return dt.date(year, month, day)
    first_after = dt.date(year + 1, 1, 1) if month in {0, 12} else dt.date(year, month + 1, 1)
    return first_after - dt.timedelta(days=1)
