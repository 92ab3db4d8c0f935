"""The names that a speech has told: of the unit, of the meeting, of places, of persons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.mining.slots.kinds import cut
from drafter.mining.slots.places import places, with_suffix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.mining.slots.facts import Facts
    from drafter.mining.slots.kinds import Slot

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏"
    "韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤车俞欧祝葛岳季柴翟齐盛滕凌詹鲍阎洪聂申甘庞殷章施裴樊兰邢"
)
_LEADERS = "毛泽东 邓小平 江泽民 胡锦涛 周恩来 刘少奇 朱德 陈云 雷锋"
LEADERS = frozenset({*_LEADERS.split(), "习近平"})
"""Leaders whose names stand in set phrases, and the model soldier whom one learns from."""

_NAMED = re.compile(
    rf"[{SURNAMES}][\u4e00-\u9fff]{{0,2}}(?:(?=同志)|(?P<post>(?=书记|[省市州县区镇乡局厅部校院]长|主任)))"
)
_CHINESE = re.compile("[\u4e00-\u9fff]")
_BEFORE_POST = set("委府局厅校院")
_BEFORE_NAME = set("长记席任员委授士院府局厅由请是向对与和及学习像据按让给为")
_NO_NAMES = re.compile("任何|高层|方面|何[人时]|于是|.*[些的位多数体何部委层关员导会面任级域场岗线]")


def meetings(text: str, facts: Facts) -> Iterator[Slot]:
    """The meeting's name where it stands whole."""
    yield from _literal(text, facts.meeting, "meeting")


def unit_names(text: str, facts: Facts) -> Iterator[Slot]:
    """The unit's full name and those that are derived from it."""
    yield from _literal(text, facts.unit, "unit")
    yield from _literal(text, facts.short, "unit_short", _BELOW)
    yield from _literal(text, facts.own, "unit_own")


def persons(text: str, facts: Facts) -> Iterator[Slot]:
    """A name before 同志 or before a post (省委|王某|书记, |王|书记), and the speaker's wherever it stands.

    Leaders of whom set phrases speak are none.
    """
    for match in _NAMED.finditer(text):
        before, name = text[max(0, match.start() - 1) : match.start()], match[0]
        apart = not _CHINESE.match(before)
        opens = before in _BEFORE_NAME or apart
        if match["post"] is not None:
            opens = before in _BEFORE_POST or (apart and len(name) == 1)
        if opens and name not in LEADERS and not _NO_NAMES.fullmatch(name):
            yield cut(text, match.start(), match.end(), "person")
    if facts.speaker:
        for match in re.finditer("[ \u3000]{0,2}".join(map(re.escape, facts.speaker)), text):
            yield cut(text, match.start(), match.end(), "person", facts.speaker)


def place_names(text: str, facts: Facts) -> Iterator[Slot]:
    """Places, those that the speech has told first; the group is the name without 省, 市, 县 …."""
    for name in facts.places:
        for at in _occurrences(text, name):
            place = with_suffix(text, at, name)
            yield cut(text, at, place.end, "place", name)
    for place in places(text):
        yield cut(text, place.start, place.end, "place", place.name)


_BELOW = set("县区各旗镇乡城")


def _literal(text: str, name: str, kind: str, not_after: set[str] | frozenset[str] = frozenset()) -> Iterator[Slot]:
    for at in _occurrences(text, name):
        if not at or text[at - 1] not in not_after:
            yield cut(text, at, at + len(name), kind)


def _occurrences(text: str, name: str) -> Iterator[int]:
    at = text.find(name) if name else -1
    while at >= 0:
        yield at
        at = text.find(name, at + len(name))
