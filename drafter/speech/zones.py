"""The parts of a speech around its points: title, date, speaker, salutation, opening, closing, signature."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.records import dataclass
from drafter.speech.ground import BLANK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.speech.ground import Ground
    from drafter.speech.points import Point

_HEAD = 12
"""The title, date, speaker and salutation stand within so many lines that are not blank."""
_SIGNATURE = 4
_LONGEST_TITLE, _LONGEST_SALUTATION, _LONGEST_SIGNATURE = 45, 60, 30
_YEAR = r"(?:[0-9]{4}|[〇○零一二三四五六七八九]{4}|[×xX*＊]{2,4})"
_NUMERAL = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[×xX*＊]{1,2})"
_DATE = re.compile(
    rf"[（(]?\s*{_YEAR}\s*年\s*{_NUMERAL}\s*月(?:\s*{_NUMERAL}\s*日)?[^，。；：]{{0,4}}(?:，[^。；：]{{2,30}})?[）)]?$"
)
_SALUTATION = re.compile(
    r"(?:尊敬的|亲爱的|各位|同志们|朋友们|同学们|老师们|战友们|女士们|先生们|[^，。；]{0,8}(?:同志|书记|市长|部长)[，、])"
)
_ENDS_SALUTATION = "：:！!，"
_POST = re.compile(
    r"(?:书记|市长|省长|县长|区长|部长|局长|厅长|院长|校长|主任|主席|委员|政委|总经理|董事长)[\s\u3000]+\S{2,4}$"
)
_NAME = re.compile(r"[\u4e00-\u9fff×*＊某](?:[\s\u3000]*[\u4e00-\u9fff×*＊某·]){1,4}$")
_NO_NAME = re.compile(r"讲话|报告|发言|致辞|提纲|摘要|要点|会议|主持|全文|意见|前言|目录")
_SENTENCE = re.compile(r"[。；！？]")
_GAP = re.compile(r"【[^【】]*】")
_OPEN_DATE = re.compile(rf"[（(]{_GAP.pattern}[）)]")
_OPEN_SPEAKER = re.compile(rf"{_GAP.pattern}[ \u3000]+(?:{_GAP.pattern}|\S{{2,4}})|\S{{2,30}}[ \u3000]+{_GAP.pattern}")


@dataclass(frozen=True, slots=True)
class Zones:
    """Line numbers, from 0. opening and closing: (first line, line after the last), None where there is none."""

    title_lines: tuple[int, ...]
    date_line: int | None
    speaker_line: int | None
    salutation_line: int | None
    opening: tuple[int, int] | None
    closing: tuple[int, int] | None
    signature: tuple[int, ...]


def zones(ground: Ground, points: Sequence[Point]) -> Zones:
    """Find the parts around the points."""
    words = {number: line.strip(BLANK) for number, line in enumerate(ground.lines) if line.strip(BLANK)}
    first_point = points[0].line if points else len(ground.lines)
    head = [number for number in list(words)[:_HEAD] if number < first_point]
    salutation = next((number for number in head if _is_salutation(words[number])), None)
    before = _before_body(head, words, salutation)
    date = next((number for number in before if _is_date(words[number])), None)
    speaker = next((n for n in before[1:] if n != date and _is_speaker(words[n])), None)
    title = tuple(number for number in before if number not in {date, speaker} and not _is_date(words[number]))
    signature = _signature(words, points, head)
    after_head = max([*before, -1 if salutation is None else salutation]) + 1 if before or salutation is not None else 0
    body = [number for number in words if number >= after_head and number not in signature]
    opening, closing = _around(points, body)
    return Zones(title, date, speaker, salutation, opening, closing, signature)


def _is_salutation(words: str) -> bool:
    return len(words) <= _LONGEST_SALUTATION and words[-1] in _ENDS_SALUTATION and bool(_SALUTATION.match(words))


def _before_body(head: Sequence[int], words: dict[int, str], salutation: int | None) -> list[int]:
    """The lines of title, date and speaker: those before the salutation or else before the first sentence."""
    found = []
    for number in head:
        line = _GAP.sub("×", words[number])
        if number == salutation or len(line) > _LONGEST_TITLE or _SENTENCE.search(line) or line[-1] in "：，、":
            break
        found.append(number)
    return found if salutation is not None or len(found) < len(words) else []


def _is_date(words: str) -> bool:
    return bool(_DATE.match(words) or _OPEN_DATE.fullmatch(words))


def _is_speaker(words: str) -> bool:
    if _OPEN_SPEAKER.fullmatch(words):
        return True
    return not _NO_NAME.search(words) and bool(_NAME.match(words) or _POST.search(words))


def _signature(words: dict[int, str], points: Sequence[Point], head: Sequence[int]) -> tuple[int, ...]:
    """The lines at the end that name a place, a person or a day."""
    found: list[int] = []
    last_point = points[-1].line if points else -1
    for number in reversed(words):
        line = words[number]
        told = len(line) > _LONGEST_SIGNATURE or _is_sentence(line)
        if number <= last_point or number in head or told or len(found) == _SIGNATURE:
            break
        found.append(number)
    return tuple(reversed(found))


def _is_sentence(line: str) -> bool:
    return line[-1] in "。！？；：，、…”" or bool(_SENTENCE.search(line))


def _around(points: Sequence[Point], body: Sequence[int]) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The paragraphs before the first main point, and after the last."""
    main = _main(points)
    if not main:
        return None, None
    first, last = main[0], main[-1]
    opening = [number for number in body if number < first.line]
    ends = last.end_line + (last.end_offset > 0)
    closing = [number for number in body if number >= ends and number > last.line]
    return tuple((lines[0], lines[-1] + 1) if lines else None for lines in (opening, closing))  # type: ignore[return-value]


def _main(points: Sequence[Point]) -> list[Point]:
    """The points that carry the speech: those of level 1 with headings of their own line, or at the start of one."""
    roots = [point for point in points if point.level == 1 and point.at_line_start]
    titled = [point for point in roots if not point.inline]
    first = titled[0].series if titled else None
    start = next((number for number, point in enumerate(roots) if point.series == first), 0)
    return roots[start:]
