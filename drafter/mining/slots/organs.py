"""The unit's own level, the organs of it, and those above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.mining.slots.kinds import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.mining.slots.kinds import Slot

RANKS = {"省": 0, "市": 1, "州": 1, "盟": 1, "县": 2, "区": 2, "旗": 2, "镇": 3, "乡": 3, "校": 4, "院": 4}
"""The levels, from the province down to schools and hospitals, which stand below whatever level they belong to."""

_L = "省市县区州盟旗"
_BRANCH = """
公安|国安|教育|民政|司法|财政|审计|统计|水利|水务|交通|交通运输|应急|应急管理|市场监管|市场监督管理|自然资源|规划|生态环境|环保|住建|城管
|农业|农业农村|林业|商务|文化|文旅|卫生|卫健|体育|医保|信访|科技|经信|工信|人社|发改|国资|税务|粮食|退役军人|退役军人事务|大数据|安监|监狱
"""
_ORGANS = rf"""
政府|委(?![员托派任以曲婉屈会])|人大(?!代表)|政协|纪委监委|纪委|监委|政法委|公安机关|检察院|法院|中级人民法院|总工会|团委|妇联|工商联
|安委[会办]|文明[委办]|(?:{_BRANCH})?(?P<office>局(?![面限势长]|部(?!门))|厅(?![级局长]))|(?:{_BRANCH})委
"""
_MENTION = re.compile(
    rf"""[全我本{_L}部](?:
      (?<=我)(?P<own>[局厅校院])(?!长)
    | (?<=[全我本])(?P<level>[{_L}镇乡校院])(?![场域别间块略容镇])
    | (?<=[{_L}])(?:(?P<organ>{_ORGANS})(?:党[委组])?|本级|级(?!以上|别)|直(?![接达线播观击到至])|属(?!于))
    | (?<=部)党委
    )""",
    re.VERBOSE,
)
_NO_LEVEL_BEFORE = set(f"各城都国自社地小园辖校每副超两多几内外{_L}")
_NO_MINISTRY_BEFORE = set("支总各干全本")

_SUPERIORS = re.compile(
    r"在([^在，。；：！？,;:!?\n]{2,40}?)的?(?:坚强|正确|有力|集中|统一|直接|亲切|高度){0,3}领导(?=下|[和与、])"
)
_PARTY_ITSELF = re.compile(
    "(?:我们|中国共产|以习近平同志为核心的)?党(?:的|中央){0,2}(?:和国家)?|中[共央][^、和及]{0,12}"
)
_ORGANIZED = re.compile("[委府局厅部组会校院]")


def superiors(text: str) -> Iterator[Slot]:
    """Those under whose leadership it was done: 在|市委、市政府|的坚强领导下. The Party's own is set wording."""
    for match in _SUPERIORS.finditer(text):
        if not _PARTY_ITSELF.fullmatch(match[1]) and _ORGANIZED.search(match[1]):
            yield cut(text, match.start(1), match.end(1), "superiors")


def organs(text: str, level: str) -> Iterator[Slot]:
    """What hangs on the unit's own level: 全|市|, |市|委, 市局, 我局; and the organs above it: 省委, 省厅党委."""
    for match in _MENTION.finditer(text):
        start, end = match.span()
        if match["own"]:
            yield cut(text, start, end, "unit_own")
        elif match["level"]:
            if match["level"] == level:
                yield cut(text, start + 1, end, "level")
        elif match[0][0] == "部":
            yield from _ministry(text, start, end)
        elif level and (not start or text[start - 1] not in _NO_LEVEL_BEFORE):
            yield from _organ(text, match, level)


def _ministry(text: str, start: int, end: int) -> Iterator[Slot]:
    """部党委, 公安部党委: the ministry's as a police speech calls it."""
    if text.endswith("公安", 0, start):
        yield cut(text, start - 2, end, "superior_organ")
    elif not start or text[start - 1] not in _NO_MINISTRY_BEFORE:
        yield cut(text, start, end, "superior_organ")


def _organ(text: str, match: re.Match[str], level: str) -> Iterator[Slot]:
    """市 of 市委 and 市直, 市局 whole, or an organ of a higher level whole."""
    start, own = match.start(), match[0][0] == level
    if own and match["office"] and match["organ"] == match["office"]:
        yield cut(text, start, match.end("organ"), "unit_short")
    elif own:
        yield cut(text, start, start + 1, "level")
    elif match["organ"] and RANKS[match[0][0]] < RANKS[level]:
        yield cut(text, start, match.end(), "superior_organ")
