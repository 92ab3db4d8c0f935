"""Masked words and numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.mining.slots.kinds import cut, cut_alone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.mining.slots.kinds import Slot

_D = "[0-9０-９]"
_S = "[ \u3000]?"
_SCALE = f"{_S}(?:[%％‰]|[余多]?(?:[百千]?[万亿]|万亿|百|千(?![瓦米克卡]))[余多]?|[余多])"
_NUMBER = re.compile(
    rf"""(?P<number>{_D}(?:
        {_D}+(?:、{_D}{{2,}})+
      | {_D}*(?:[.．,·:：/]{_D}+)*(?:[—–~～－至到-]{_D}+(?:[.．]{_D}+)?)?
    ))(?P<scale>{_SCALE})?""",
    re.VERBOSE,
)
_MEASURE = re.compile(
    rf"""{_S}(?:[名个位次件条项家户起批场期座台辆架艘匹元里亩吨斤克度倍成篇份册本种类周岁套间支枚门轮宗例笔张组队届款幅组村县镇乡市省所校级]
    |人(?!民)|处(?![警置理])|年(?!代)|天|层|分(?![钟之])|公[里斤顷]|平方|立方|[美欧]元|百分点|社区|左右|以[上下])""",
    re.VERBOSE,
)
_NOT_AFTER = re.compile("[A-Za-zＡ-Ｚａ-ｚ·〔［.+×]")
_PLAIN = re.compile(rf"{_D}+(?:[.．]{_D}+)?|{_D}{{1,3}}(?:,{_D}{{3}})+")
_JOINED = re.compile("[—–~～－至到、-]")
_CALENDAR = re.compile("(?:19|20|１９|２０)[0-9０-９]{2}(?=[ \u3000]?(?:年|届|级))")
_ANNOUNCED = re.compile("(?:讲|谈|强调|提(?!出))[^，。；：\n]{0,2}$")
_POINTS = re.compile(rf"{_S}(?:点|个(?:方面|问题)|条)")

_MASK = re.compile("[*＊×✕xX某]+")
_LETTER = re.compile("[A-Za-z0-9]")
_MASKED_COUNT = re.compile(
    rf"(?P<scale>{_SCALE})|[条次起项元]|个(?![别性])|件|名(?![优校师城企牌])|人(?![民大社员才力口])"
)
_AFTER_MASK = re.compile("[省市县区州镇乡村局厅]|[\u4e00-\u9fff]{1,2}")
_MASKED_NAME = re.compile(
    "[省市县镇乡村局厅校]|[区院](?![域间落])|州|单位|公司|企业|同志|派出所|医院|学校|社区|小区|大队|部门|年"
)
_CHINESE = re.compile("[\u4e00-\u9fff]")


def masks(text: str) -> Iterator[Slot]:
    """Words that have been masked: **, ××, 某某, a single one in a name; as `count` where a measure word follows.

    The group of a mask is the mask with the word after it, **公安; a mask without one stands alone.
    """
    for match in _MASK.finditer(text):
        start, end = match.span()
        if not _is_mask(text, match):
            continue
        counted = _MASKED_COUNT.match(text, end) if match[0][0] != "某" else None
        if counted:
            scaled = counted.end("scale") if counted["scale"] else end
            yield cut_alone(text, start, scaled, "count")
            continue
        after = _AFTER_MASK.match(text, end)
        yield cut(text, start, end, "mask", match[0] + after[0]) if after else cut_alone(text, start, end, "mask")


def _is_mask(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if match[0][0] == "某":
        return len(match[0]) > 1 or bool(_MASKED_NAME.match(text, end))
    if match[0][0] in "xX" and (_LETTER.match(before) or _LETTER.match(after)):
        return False
    if end - start > 1 or (match[0] in "×✕" and _CHINESE.match(before) and _CHINESE.match(after)):
        return True
    return bool(_CHINESE.match(after) and (_MASKED_NAME.match(text, end) or _MASKED_COUNT.match(text, end)))


def counts(text: str) -> Iterator[Slot]:
    """Numbers that count or measure: all that stands before the measure word is the slot, 50余|人, 3.2亿|元, 12.5%.

    So a writer answers “50余”, and the sentence keeps its measure word. Numbers in Chinese numerals, markers of points,
    numbers of documents, telephones and days (“12·31”), and names such as 5G are no counts.
    """
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if _is_name(text, match) or not all(_PLAIN.fullmatch(part) for part in _JOINED.split(match["number"])):
            continue
        if _CALENDAR.match(text, start) or (_POINTS.match(text, end) and _is_announced(text, start)):
            continue
        if match["scale"] or _MEASURE.match(text, end):
            yield cut_alone(text, start, end, "count")


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether digits are part of a name or of a time of day: G20, 5G, 〔2023〕, 9时30分."""
    start, end = match.span()
    if start and text[start - 1] in "时点" and text.startswith("分", end):
        return True
    return bool(start and _NOT_AFTER.match(text, start - 1)) or bool(_NOT_AFTER.match(text, end))


def _is_announced(text: str, start: int) -> bool:
    """Whether the speech says how many points it makes: 讲4点."""
    return bool(_ANNOUNCED.search(text, max(0, start - 6), start))
