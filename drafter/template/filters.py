"""The filters that templates may use, in the trade's words. Each keeps the key of the answer it shows.

An open answer passes through every one of them and stays a gap.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from drafter.numerals import LARGEST, chinese, digits
from drafter.template import units
from drafter.template.made import Made
from drafter.template.values import Answer, FaultError, Many, Open, Shown, Text, join, join_with, plain, steering

if TYPE_CHECKING:
    from collections.abc import Callable

_DATE_FORMS: dict[str, Callable[[dt.date], str]] = {
    "年月日": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "年月": lambda d: f"{d.year}年{d.month}月",
    "月日": lambda d: f"{d.month}月{d.day}日",
    "年": lambda d: f"{d.year}年",
    "汉字": lambda d: f"{digits(d.year)}年{chinese(d.month)}月{chinese(d.day)}日",
}
_NUMBER = re.compile(r"0|[1-9][0-9]{0,3}")
_FIRST_HALF = 6
_PAIR = 2


def hint(value: object, text: object) -> object:
    """Give this place its own hint where the answer is open: {{ results|hint("成效两三句，约80字") }}."""
    text = _set_words(text)
    if isinstance(value, Open):
        return Open(value._key, text, many=value._many)
    return value


def joined(value: object, mark: object = "、") -> object:
    """The items of a list with 、 (or `mark`) between them: {{ campaigns|join }}."""
    mark = _set_words(mark)
    return join_with(mark, value) if isinstance(value, Many) else value


def quoted(value: object) -> object:
    """In “”; for a list each item, with nothing between them: {{ campaigns|quoted }}."""
    if isinstance(value, Open):
        return value
    items = value if isinstance(value, Many) else [value]
    return join(part for item in items for part in ("“", item, "”"))


def count(value: object) -> object:
    """How many items a list has, in Chinese: {{ points|count }}点意见 is 三点意见, of two 两点意见."""
    if isinstance(value, Many):
        number = counted(sum(1 for _ in value))
        return Answer(value._key, number, number)
    return value


def counted(number: int) -> str:
    """How many, as spoken before a measure word: 两, 三, 十二; in digits beyond what has a spoken form here."""
    if number == _PAIR:
        return "两"
    return chinese(number) if number <= LARGEST else str(number)


def in_chinese(value: object) -> object:
    """A year or a number in Chinese: {{ year|chinese }}年 is 二〇二五年, 12 is 十二.

    What else a writer answered is shown as it is: no answer is refused for its wording.
    """
    if not isinstance(value, Text) or (isinstance(value, Answer) and isinstance(value._value, (int, dt.date))):
        return _derived(value, int, digits, lambda y: y)
    text = plain(value._segments).strip()
    return Answer(value._key, text, chinese(int(text))) if _NUMBER.fullmatch(text) else value


def date(value: object, form: object = "年月日") -> object:
    """A date as 2026年1月15日, or in the form 年月, 月日, 年 or 汉字: {{ date|date("月日") }}."""
    form = _set_words(form)
    if form not in _DATE_FORMS:
        message = f"没有“{form}”这种日期写法"
        raise FaultError(message, form, f"可用：{'、'.join(_DATE_FORMS)}")
    return _derived(value, dt.date, _DATE_FORMS[form], lambda d: d)


def year_reviewed(value: object) -> object:
    """The year that a meeting on this date looks back on: held in the first half of a year, the year before."""
    return _year(value, lambda d: d.year - (d.month <= _FIRST_HALF))


def year_ahead(value: object) -> object:
    """The year that a meeting on this date looks ahead to: the year after the one it looks back on."""
    return _year(value, lambda d: d.year - (d.month <= _FIRST_HALF) + 1)


def following(value: object) -> object:
    """The year after a year: {{ year|next }}."""
    return _derived(value, int, lambda y: str(y + 1), lambda y: y + 1)


def preceding(value: object) -> object:
    """The year before a year: {{ year|previous }}."""
    return _derived(value, int, lambda y: str(y - 1), lambda y: y - 1)


def unit_level(value: object) -> object:
    """The level of a unit, from its full name: 全{{ unit|level }}公安机关 is 全市公安机关."""
    return _named(value, units.level, "单位层级，如“市”")


def unit_short(value: object) -> object:
    """The short name of a unit, from its full one: {{ unit|short }} is 市局."""
    return _named(value, units.short, "单位简称，如“市局”")


def unit_own(value: object) -> object:
    """What a unit calls itself, from its full name: {{ unit|own }} is 我局."""
    return _named(value, units.own, "单位自称，如“我局”")


def _named(value: object, name: Callable[[str], str], wanted: str) -> object:
    """A name derived from a full one; a gap where the full one is open or doesn't tell."""
    key = value._key if isinstance(value, Shown) else ""
    full = value._value if isinstance(value, Answer) else ""
    found = name(full.strip()) if isinstance(full, str) else ""
    return Answer(key, found, found) if found else Open(key, wanted)


def _year(value: object, year: Callable[[dt.date], int]) -> object:
    return _derived(value, dt.date, lambda d: str(year(d)), year)


def _derived(value: object, kind: type, show: Callable[..., str], derive: Callable[..., object]) -> object:
    """Another form of one answer, which keeps its key."""
    if isinstance(value, Open):
        return value
    if isinstance(value, Answer) and isinstance(value._value, kind):
        return Answer(value._key, derive(value._value), show(value._value))
    wanted = "日期" if kind is dt.date else "年份"
    key = value._key if isinstance(value, Shown) else ""
    message = f"“{key or '这个值'}”不是{wanted}"
    raise FaultError(message, key, f"这个写法只用于{wanted}题")


def _set_words(value: object) -> str:
    """An argument of a filter, which must be the template's own words."""
    if not isinstance(steering(value), str):
        message = "括号里应是一段文字"
        raise FaultError(message)
    return str(value)


FILTERS: dict[str, Callable[..., object]] = {
    "hint": hint,
    "join": joined,
    "quoted": quoted,
    "count": count,
    "chinese": in_chinese,
    "date": date,
    "year_reviewed": year_reviewed,
    "year_ahead": year_ahead,
    "next": following,
    "previous": preceding,
    "level": unit_level,
    "short": unit_short,
    "own": unit_own,
}
TESTS: dict[str, Callable[[object], bool]] = {
    "open": lambda value: isinstance(value, Open),
    "answered": lambda value: not isinstance(value, Open),
}


def gap(text: object) -> Open:
    """Show a place that no question fills.

    A template writes {{ gap("本地案例一件，约120字") }}.
    """
    place = Open("", _set_words(text))
    place._made = Made()
    return place
