"""What a speech says about itself: its unit and level, the meeting and its year, the places and the speaker."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from drafter.mining.meeting import meeting_name
from drafter.mining.slots.names import LEADERS, SURNAMES
from drafter.mining.slots.organs import RANKS
from drafter.mining.slots.places import own_place, places, small_places
from drafter.mining.slots.times import years
from drafter.records import dataclass
from drafter.template import units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OPENING = 600
_LEVELS = "".join(RANKS)
_LEVEL_SAID = re.compile(
    rf"""(?P<mine>我)(?P<a>[{_LEVELS}])(?![场域别间块镇])
    |[全本](?P<b>[{_LEVELS}])(?![场域别间块民镇])
    |(?P<c>[省市县区])(?=[局厅](?![级面限]))""",
    re.VERBOSE,
)
_MINE = 2
_LEAST_SAID = 2
_LOWER = 3
"""A speech names the levels above it too, so the lowest is its own that is said a third as often as any."""

_KINDS = "局|厅|分局|委员会|大学|学院|中学|小学|学校|医院|集团|公司|银行|党校|研究院|检察院|法院"
_BODY = f"(?:{_KINDS})(?![长级党属势面]|领导(?!干部))"
_UNIT_IN_TITLE = re.compile(
    rf"(?:^|[在—\n])((?!中央)[^在全我各\s年0-9０-９“”《》，。、,:：][^在\s年0-9０-９“”《》，。、,:：]{{1,14}}?{_BODY})"
)
_UNIT_AFTER_PLACE = re.compile(
    rf"[市县区州盟旗]{{0,2}}[\u4e00-\u9fff]{{0,8}}?(?:{_BODY}|[一二三四五六七八九十]{{1,2}}中(?!全))"
)
_MASKED_PLACE = re.compile("[*＊×]{1,4}|某{1,2}(?=[省市县区])")

_BARE = {"县", "市"}
"""The name of a county or city is no other word as a rule; that of a district may be (和平区)."""

_POSTED = re.compile(r"[ \u3000]+")
_OF_SPEAKER = re.compile(r"^(.{2,4}?)同志(?:的|在)")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a speech says about itself; empty where it doesn't.

    level: 省, 市, 县 …; 校 for a school. unit: its full name; short and own are derived from it (市局, 我局). year: of
    the meeting. places: names as they are to be looked for, the longer first.
    """

    level: str = ""
    unit: str = ""
    short: str = ""
    own: str = ""
    year: int | None = None
    meeting: str = ""
    places: tuple[str, ...] = ()
    speaker: str = ""


def facts(title: str, front: Sequence[str], body: str) -> Facts:
    """Find them. front: the lines between title and salutation; body may be the whole text of the speech."""
    text = "\n".join([title, *front, body])
    unit, (place, form) = _unit(title, body), own_place(title)
    return Facts(
        level=units.level(unit) or form or _level(title, 1) or _level(text, _LEAST_SAID),
        unit=unit,
        short=units.short(unit),
        own=units.own(unit),
        year=_year(title, front, body),
        meeting=meeting_name(title or None, body[:_OPENING]),
        places=_places(f"{title}\n{unit}", place if form in _BARE else place + form, text),
        speaker=_speaker(title, front),
    )


def _level(text: str, least: int) -> str:
    """The lowest level that is said often enough. least: how often at least."""
    said: Counter[str] = Counter()
    for match in _LEVEL_SAID.finditer(text):
        said[match["a"] or match["b"] or match["c"]] += _MINE if match["mine"] else 1
    most = max(said.values(), default=0)
    likely = [level for level, times in said.items() if _LOWER * times >= most >= least]
    return max(likely, key=lambda level: (RANKS[level], said[level]), default="")


def _unit(title: str, body: str) -> str:
    """The unit that the title opens with, else the first or most named after a place that the speaker calls his own."""
    found = _UNIT_IN_TITLE.search(title)
    if found:
        return found[1]
    named = [(at, name) for at, name in _units_after_places(body) if f"我{name[-1]}" in body or f"本{name[-1]}" in body]
    said = Counter(name for _, name in named)
    return next((name for at, name in named if at < _OPENING or said[name] > 1), "")


def _units_after_places(body: str) -> Iterator[tuple[int, str]]:
    starts = [(place.start, place.end) for place in places(body)]
    starts += [match.span() for match in _MASKED_PLACE.finditer(body)]
    for start, end in sorted(starts):
        found = _UNIT_AFTER_PLACE.match(body, end)
        if found:
            yield start, body[start : found.end()]


def _year(title: str, front: Sequence[str], body: str) -> int | None:
    """The year in the lines below the title or in the title, else the one most often named.

    A speech looks back on the year before its own, so that where it names the next one too, it is of that.
    """
    told = next(years("\n".join([*front, title])), None)
    said = Counter(years(body))
    if told or not said:
        return told
    often = max(said, key=lambda year: (said[year], year))
    return often + 1 if often + 1 in said else often


def _places(head: str, own: str, text: str) -> tuple[str, ...]:
    """Places to look for beside the well-known ones: those told in title and unit, the own one, and X县, X镇 …."""
    names = {own} - {""} | {place.name for place in places(head) if place.told} | set(small_places(text))
    names -= {name for name in names if name[:-1] in names}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _speaker(title: str, front: Sequence[str]) -> str:
    """The name in the title (张三同志的讲话) or on a line of its own, with or without a post before it."""
    named = _OF_SPEAKER.match(title)
    lines = [named[1]] if named else [line.strip("（）() \u3000") for line in front]
    for line in lines:
        for name in (_POSTED.sub("", line), _POSTED.split(line)[-1]):
            if 1 < len(name) <= len("欧阳某某") and name[0] in SURNAMES and name not in LEADERS:
                return name
    return ""
