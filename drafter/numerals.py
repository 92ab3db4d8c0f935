"""Chinese numerals, and the families of markers that number the points of a speech.

GB/T 9704-2012, 7.3.3: levels are numbered 一、 （一） 1. （1）. Speeches also count in words of the
sentence (第一，首先，一是 一要) or with signs (① ——); those families are typed, the former can be counted by Word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_DIGITS = "零一二三四五六七八九"
_BY_DIGIT = str.maketrans("0123456789", "〇一二三四五六七八九")
_UNITS = ("", "十", "百", "千")
LARGEST = 9999


def chinese(number: int) -> str:
    """Spell 0 to 9999 as spoken: 0 零, 10 十, 12 十二, 105 一百零五. ValueError beyond."""
    if not 0 <= number <= LARGEST:
        message = f"no Chinese numeral for {number}"
        raise ValueError(message)
    if number < len(_DIGITS):
        return _DIGITS[number]
    text = ""
    for place, digit in reversed(list(enumerate(reversed(str(number))))):
        if digit != "0":
            text += _DIGITS[int(digit)] + _UNITS[place]
        elif not text.endswith("零"):
            text += "零"
    text = text.rstrip("零")
    return text.removeprefix("一") if text.startswith("一十") else text


def digits(number: int) -> str:
    """Spell a number of 0 and more digit by digit, as years are: 2026 二〇二六.

    GB/T 15835-2011: 0 is 零 in a quantity and 〇 in a number that names.
    """
    return str(number).translate(_BY_DIGIT)


def value(numeral: str) -> int | None:
    """The number from 0 to 99 that a numeral spells (三, 十二, 两), or None."""
    return _VALUES.get(numeral.replace("两", "二"))


def _ordinal(pattern: str) -> Callable[[int, int], str]:
    """A marker that counts in Chinese numerals: `pattern` has {n} in it."""
    return lambda index, _total: pattern.format(n=chinese(index))


def _decimal(pattern: str) -> Callable[[int, int], str]:
    """A marker that counts in digits."""
    return lambda index, _total: pattern.format(n=index)


_SEQUENCE = {2: ("首先，", "其次，"), 3: ("首先，", "其次，", "最后，"), 4: ("首先，", "其次，", "再次，", "最后，")}


def _sequence(index: int, total: int) -> str:
    """首先，其次，再次，最后，; a series too long for these words counts 一是 二是 ….

    首先/其次 don't mix with 第三, so the whole series changes its family; 第一， is likely to stand above it.
    """
    words = _SEQUENCE.get(total)
    return words[index - 1] if words else f"{chinese(index)}是"


_CIRCLES = 20


def _circled(index: int, _total: int) -> str:
    """① to ⑳, where the row of signs ends that every Chinese font has, then （21）."""
    return chr(ord("①") + index - 1) if index <= _CIRCLES else f"（{index}）"


@dataclass(frozen=True, slots=True)
class Family:
    """One way to number a series. `marker(index, total)`: the marker of the index-th (from 1) of total points.

    counted: Word's (numFmt, lvlText around the number as {}) where Word may count it, else None (ECMA-376-1, 17.9.17
    and 17.9.11).
    """

    name: str
    marker: Callable[[int, int], str]
    counted: tuple[str, str] | None = None


FAMILIES = {
    family.name: family
    for family in (
        Family("一、", _ordinal("{n}、"), ("chineseCountingThousand", "{}、")),
        Family("（一）", _ordinal("（{n}）"), ("chineseCountingThousand", "（{}）")),
        Family("1.", _decimal("{n}."), ("decimal", "{}.")),
        Family("（1）", _decimal("（{n}）"), ("decimal", "（{}）")),
        Family("①", _circled),
        Family("第一，", _ordinal("第{n}，")),
        Family("其一，", _ordinal("其{n}，")),
        Family("首先，", _sequence),
        Family("一是", _ordinal("{n}是")),
        Family("一要", _ordinal("{n}要")),
        Family("一", _ordinal("{n}")),  # before a verb: 一练内功
        Family("——", lambda _index, _total: "——"),
        Family("无", lambda _index, _total: ""),  # says that a series has no markers, where the one above it has
    )
}


def markers(headings: Sequence[tuple[int, str]], apart: Sequence[str] = ()) -> list[str]:
    """The marker of each heading, given (level, family name) of all headings in order.

    A series is a run of headings of one level that no higher heading interrupts; the family of its first heading is
    that of all. apart: for each heading, the name of what counts it apart from the others, empty for none. A lone
    heading has no siblings to be counted among and takes no marker, as does a heading without a family.
    """
    found = [""] * len(headings)
    groups = apart or [""] * len(headings)
    for series in _series((level, group) for (level, _), group in zip(headings, groups, strict=True)):
        total = len(series)
        family = FAMILIES.get(headings[series[0]][1])
        if family and total > 1:
            for index, position in enumerate(series, 1):
                found[position] = family.marker(index, total)
    return found


def _series(places: Iterable[tuple[int, str]]) -> list[list[int]]:
    """Group positions into series of siblings."""
    done: list[list[int]] = []
    open_series: dict[tuple[int, str], list[int]] = {}
    for position, place in enumerate(places):
        done.extend(open_series.pop(deeper) for deeper in [k for k in open_series if k[0] > place[0]])
        open_series.setdefault(place, []).append(position)
    return done + list(open_series.values())


_VALUES = {chinese(n): n for n in range(100)}
