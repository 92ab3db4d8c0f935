"""What is doubtful in a speech's points: warnings, with the place to look at."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from drafter.errors import Place, Problem
from drafter.numerals import value
from drafter.speech.kinds import LAST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.speech.ground import Ground
    from drafter.speech.points import Point

_ANNOUNCED = re.compile(
    r"(?P<count>[二两三四五六七八九十]{1,2}|[0-9]{1,2})\s*(?:个(?:方面|问题|层面)|[点条项](?!钟|半))(?P<what>[^。！？；：，]{0,6})"
)
_ANNOUNCES = re.compile(r"讲|谈|提|强调|说|做到|抓好|做好|把握|如下|以下|下面|要求|意见|希望|主要")
_NEAR = 60
_PARALLEL = 3
"""So many siblings make a form that another can break."""


def problems(ground: Ground, points: Sequence[Point], path: str) -> tuple[Problem, ...]:
    """All doubts, in the order of the speech."""
    found: list[tuple[int, int, str, str]] = []
    for _, group in groupby(sorted(points, key=lambda point: point.series), key=lambda point: point.series):
        series = list(group)
        found += [*_counting(series), *_families(series), *_forms(series), *_announced(ground, series)]
    return tuple(
        Problem(message, Place(path, line + 1, offset + 1), mend) for line, offset, message, mend in sorted(found)
    )


def _counting(series: Sequence[Point]) -> Iterator[tuple[int, int, str, str]]:
    """A series that does not count 1, 2, 3."""
    first = series[0]
    if first.family != "——" and first.ordinal != 1:
        yield first.line, first.offset, f"这一组从“{_shown(first)}”数起", "前面是否少了一点"
    for before, point in pairwise(series):
        if LAST in {before.ordinal, point.ordinal} or point.ordinal == before.ordinal + 1:
            continue
        fault = "序号重复" if point.ordinal == before.ordinal else "序号跳过"
        yield point.line, point.offset, f"{fault}：“{_shown(before)}”之后是“{_shown(point)}”", ""


def _families(series: Sequence[Point]) -> Iterator[tuple[int, int, str, str]]:
    """A series whose markers are not of one kind."""
    for before, point in pairwise(series):
        if _style(before) != _style(point):
            yield point.line, point.offset, f"序号写法不一：“{_shown(before)}”之后是“{_shown(point)}”", ""


def _forms(series: Sequence[Point]) -> Iterator[tuple[int, int, str, str]]:
    """A heading that alone breaks the form of its siblings."""
    if len(series) <= _PARALLEL:
        return
    for part, name in ((slice(0, 2), "开头"), (slice(-2, None), "结尾")):
        forms = Counter(point.heading[part] for point in series)
        form, times = forms.most_common(1)[0]
        if times == len(series) - 1:
            odd = next(point for point in series if point.heading[part] != form)
            message = f"标题不对仗：其他{times}个标题都以“{form}”{name}，这一个不是"
            yield odd.line, odd.offset, message, ""


def _announced(ground: Ground, series: Sequence[Point]) -> Iterator[tuple[int, int, str, str]]:
    """A count said before a series that is not the count of its points."""
    first = series[0]
    at = ground.starts[first.line] + first.offset
    before = ground.text[max(0, at - _NEAR) : at].rstrip("\n 　")
    sentence = re.split(r"[。！？\n]", before[:-1])[-1]
    matches = list(_ANNOUNCED.finditer(sentence))
    if not matches or not _ANNOUNCES.search(sentence):
        return
    match = matches[-1]
    count = int(match["count"]) if match["count"].isdecimal() else value(match["count"])
    if count == len(series):
        return
    line, offset = ground.place(max(0, at - _NEAR) + before.rindex(sentence) + match.start())
    yield line, offset, f"前面说“{match[0].strip()}”，后面却有{len(series)}点", ""


def _style(point: Point) -> str:
    """What a marker looks like without its ordinal; 首先 其次 最后 are of one kind."""
    if point.family == "首先，":
        return point.family
    return re.sub(r"[一二三四五六七八九十]+|[0-9０-９]+|[①-⑳]|\s", "", point.marker)


def _shown(point: Point) -> str:
    return point.marker.strip()
