"""Years, dates, and the congresses, plenary sessions and plans by which political time is counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.mining.slots.kinds import cut
from drafter.numerals import value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.mining.slots.kinds import Slot

_DIGITS = "0-9０-９"
_ALL = f"{_DIGITS}〇○零一二三四五六七八九×xX*＊✕"
_S = "[ \u3000]?"
_RANGE = "[—–~～－至到-]"
_DAY = f"[{_ALL}十]{{1,3}}{_S}[日号]"
_TIME = re.compile(
    rf"""(?P<first>[{_ALL}]{{1,4}}){_S}(?:
      年(?P<month>{_S}[{_ALL}十]{{1,3}}{_S}月(?:{_S}{_DAY})?)?
    | (?P<bare>月(?:{_S}{_DAY})?)
    | (?=届|级|学年|{_RANGE}{{1,2}}{_S}[{_ALL}]{{4}}{_S}学?年)
    )""",
    re.VERBOSE,
)
_TO_DAY = re.compile(f"{_RANGE}{{1,2}}{_S}(?:[{_DIGITS}]{{1,2}}{_S}月{_S})?[{_DIGITS}]{{1,2}}{_S}[日号]")
_YEAR = re.compile(f"(?:19|20|１９|２０)[{_DIGITS}]{{2}}|[一二][〇○零一二三四五六七八九]{{3}}")
_HALF_MASKED = re.compile(f"(?:20|２０)[{_DIGITS}×xX*＊✕][×xX*＊✕]")
_MASKED_YEAR = re.compile(f"(?:20|２０)[{_DIGITS}×xX*＊✕][×xX*＊✕]|[×xX*＊✕]{{1,4}}")
_MONTH = re.compile(f"[{_DIGITS}]{{1,2}}|[×xX*＊✕]{{1,2}}")
_FOLDED = str.maketrans("０１２３４５６７８９〇○零一二三四五六七八九", "0123456789000123456789")
_PAST, _AHEAD = 10, 5
"""A year further from the meeting's is history (1978年) or a far goal (2050年)."""

_N = "一二三四五六七八九十×*＊✕"
_PERIOD = re.compile(
    rf"""[党十二三×*＊第省市县区州](?:
      (?<=党)的(?P<congress>[{_N}]{{1,4}})(?:大|届[{_N}]{{1,3}}中全会)
    | (?<=[十二三×*＊])[{_N}]{{0,3}}(?:
          大(?=精神|报告|部署|代表|召开|胜利|闭幕|提出|作出|确定|描绘|擘画|期间|安保|以后|[，。、和及])
        | 届[{_N}]{{1,3}}中全会 | 届中央纪委[{_N}]{{1,3}}次全会)
    | (?<=十)[一二三四五六七八九]五(?=[”"]|时期|规划|期间|末|开局|收官)
    | (?<=第)[{_N}]{{1,4}}次(?:党代会|党员代表大会|全国代表大会)
    | (?<=[省市县区州])(?:第?[{_N}]{{1,4}}次(?:党代会|党员代表大会|代表大会)
        | 委[{_N}]{{1,3}}届[{_N}]{{1,3}}次全(?:会|体会议))
    )(?!以来)""",
    re.VERBOSE,
)
_OF_PARTY = re.compile(rf"(?:党的)?(?P<number>[{_N}]+)(?:大|届)")
_RECENT = 17
"""Congresses before the 17th (2007) are history."""


def year_number(words: str) -> int | None:
    """The year that four digits spell: 2023, ２０２３, 二〇二三; None where they spell none."""
    return int(words.translate(_FOLDED)) if _YEAR.fullmatch(words) else None


def years(text: str) -> Iterator[int]:
    """Every year that a text names, in order."""
    for match in _TIME.finditer(text):
        number = None if match["bare"] else year_number(match["first"])
        if number:
            yield number


def times(text: str, meeting_year: int | None) -> Iterator[Slot]:
    """Years, dates and periods. Of years only the digits are the slot: 2023|年度. Their group is the year in digits.

    A date may be whole or not: 2023年3月1日, 2023年3月, 3月1日, 3月1日至5日, 12月.
    """
    for match in _PERIOD.finditer(text):
        named = _OF_PARTY.match(match[0])
        number = value(named["number"]) if named else None
        if number is None or number >= _RECENT:
            yield cut(text, match.start(), match.end(), "period")
    for match in _TIME.finditer(text):
        if match.start() and text[match.start() - 1].isdigit():
            continue
        yield from _of_match(text, match, meeting_year)


def _of_match(text: str, match: re.Match[str], meeting_year: int | None) -> Iterator[Slot]:
    first, start, end = match["first"], match.start(), match.end()
    number = year_number(first)
    if match["bare"]:
        if _MONTH.fullmatch(first):
            yield cut(text, start, _last_day(text, end), "date")
    elif number and meeting_year and not meeting_year - _PAST <= number <= meeting_year + _AHEAD:
        return
    elif match["month"] and (number or _MASKED_YEAR.fullmatch(first)):
        yield cut(text, start, _last_day(text, end), "date")
    elif number:
        yield cut(text, start, match.end("first"), "year", str(number))
    elif _HALF_MASKED.fullmatch(first):
        yield cut(text, start, match.end("first"), "mask")


def _last_day(text: str, end: int) -> int:
    """Where a date ends that may go on: 3月1日至5日."""
    more = _TO_DAY.match(text, end) if text[end - 1] in "日号" else None
    return more.end() if more else end
