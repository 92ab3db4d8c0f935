"""Questions, and the plain values that answer them.

By kind: text and choice are a str, long a tuple of paragraphs, several and list a tuple of str, year an int of four
digits, date a datetime.date, yesno a bool, points a tuple of Point.
"""

from __future__ import annotations

import datetime as dt
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from drafter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.errors import Place

KINDS = ("text", "long", "year", "date", "choice", "several", "yesno", "list", "points")
POINT_KEYS = ("heading", "form", "body", "own", "series", "figure", "points")
SLOT = "……"
_LONGEST_NAME, _NAMES_LOOKED_AT = 80, 500  # likeness costs the product of lengths: beyond, nobody typed it by mistake


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the speech as answered: its heading, the name of the template's text under it, its sub-points.

    heading: empty for the template's own. body: empty where the writer writes it. series: marker family of the
    sub-points, figure: last character that each sub-heading carries; empty for the template's own. form: a heading that
    is not done yet, with `SLOT` for each gap in it; where there is one, `heading` is only how it shows. own: the
    template's own heading, as template.yaml writes it, of a point that has no body to tell which it is. place: where it
    was written, None where it was typed.
    """

    heading: str = ""
    body: str = ""
    points: tuple[Point, ...] = ()
    series: str = ""
    figure: str = ""
    form: str = ""
    own: str = ""
    place: Place | None = field(default=None, compare=False, repr=False)


Value: TypeAlias = str | int | bool | dt.date | tuple[str, ...] | tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a writer, as template.yaml states it.

    default: Jinja source of the default, for a list one for each item, for points with Jinja in the headings; None
    for no default. when: key of a yes/no question that must be yes for this one to be asked. first: asked in the
    first round, others only in the review. always: 每次必问, last time's answer is never the default. optional: left
    open it means “none”, not a gap. forms: for points, headings of level 1 and of level 2 to suggest, with `SLOT` for
    what is to be filled in.
    """

    key: str
    label: str
    kind: str = "text"
    hint: str = ""
    help: str = ""
    default: str | tuple[str, ...] | tuple[Point, ...] | None = None
    choices: tuple[str, ...] = ()
    when: str = ""
    first: bool = False
    always: bool = False
    optional: bool = False
    forms: tuple[tuple[str, ...], ...] = ()
    place: Place | None = None

    @property
    def gap(self) -> str:
        """What a gap says goes there."""
        return self.hint or self.label


def stored(value: Value) -> object:
    """A value as nested lists, dicts and strings, as a profile keeps it; `convert` reads it back."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        if value and all(isinstance(item, str) for item in value):
            return list(value)
        return [_stored_point(item) for item in value if isinstance(item, Point)]
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def shown(value: Value) -> str:
    """A value as a person reads it on one line or, for points, one line each."""
    if isinstance(value, tuple):
        if any(isinstance(item, Point) for item in value):
            return "\n".join(_outline(item) for item in value if isinstance(item, Point))
        return "；".join(str(item) for item in value)
    if isinstance(value, dt.date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(stored(value))


def doubt(question: Question, value: Value, today: dt.date) -> str:
    """Why this answer, though valid, should be asked once more; empty where there is no doubt."""
    if question.kind == "date" and isinstance(value, dt.date):
        if value < today:
            return f"{shown(value)}已经过去"
        if today.year + 2 <= dt.MAXYEAR and value >= _years_later(today, 2):
            return f"{shown(value)}在两年以后"
    if question.kind == "year" and isinstance(value, int) and abs(value - today.year) > 1:
        return f"{value}年与今年相差{abs(value - today.year)}年"
    return ""


def numbered(points: Iterable[Point], above: str = "") -> Iterator[tuple[str, Point]]:
    """Each point and sub-point in reading order, with its number: 2, its first sub-point 2.1."""
    for number, point in enumerate(points, 1):
        yield f"{above}{number}", point
        yield from numbered(point.points, f"{above}{number}.")


def nearest(name: str, names: Iterable[str]) -> str:
    """The names most like `name`, as a hint for a message (相近的有：…), or an empty string."""
    if len(name) > _LONGEST_NAME:
        return ""
    import difflib  # noqa: PLC0415 - nobody mistyped most times

    few = list(islice((known for known in names if len(known) <= _LONGEST_NAME), _NAMES_LOOKED_AT))
    found = difflib.get_close_matches(name, few, n=3, cutoff=0.5)
    return f"相近的有：{'、'.join(found)}" if found else ""


def _stored_point(point: Point) -> object:
    texts = {key: getattr(point, key) for key in POINT_KEYS[:-1] if getattr(point, key)}
    if point.points:
        return {**texts, "points": [_stored_point(sub) for sub in point.points]}
    return texts["heading"] if texts.keys() == {"heading"} else texts


def _outline(point: Point, indent: str = "") -> str:
    lines = [indent + (point.heading or point.form or f"（{point.body or point.own}）")]
    return "\n".join(lines + [_outline(sub, indent + "  ") for sub in point.points])


def _years_later(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
