"""Documents in 《…》 and campaigns in “…”; other quotations are set wording."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.mining.slots.kinds import cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.mining.slots.kinds import Slot

QUOTED = "quoted"
"""Not a kind of fact: a quotation that is none, for nothing but times and masks to be looked for in it."""

_SPAN = re.compile('《[^《》\n]+》|“[^“”\n]*”|"[^"\n]*"')
_TITLED = "《"
_NOUNS = ("活动", "行动", "教育", "整治", "工程", "计划", "攻坚", "战役", "运动")
_YEAR = "年(?![代轻度来初底终前后])"
_BEFORE_NOUN = "为主题的?|等|这[一个项]|一?系列|专项|主题|集中|学习|实践|重点|群众性|大"
_CAMPAIGN_AFTER = re.compile(f"(?:{_BEFORE_NOUN}){{0,5}}(?:{'|'.join(_NOUNS)}|{_YEAR})")
_CAMPAIGN_BEFORE = ("开展", "开展了", "深化", "推进", "打好")
_NAMED_BY = (*_NOUNS, "年", "攻坚战", "保卫战", "歼灭战")
_ACTIONS = ("活动", "行动")
_NAME = re.compile("[^。！？：；+＋]{2,40}")
_NO_NAME = ("式", "型", "性", "改革", "意识")
_NUMERALS = tuple("一二三四五六七八九十两双多0123456789０１２３４５６７８９")


def quotations(text: str) -> Iterator[Slot]:
    """Documents and campaigns, and as QUOTED the other quotations.

    A document has its 《》. A run 《A》《B》 or 《A》、《B》 is one slot `documents`. A campaign has no quotation
    marks; a run “A”“B” or “A”、“B” is one slot `campaigns`, which has them.
    """
    run: list[re.Match[str]] = []
    for match in _SPAN.finditer(text):
        if run and not _goes_on(text, run[-1], match):
            yield from _of_run(text, run)
            run = []
        run.append(match)
    if run:
        yield from _of_run(text, run)


def _goes_on(text: str, before: re.Match[str], match: re.Match[str]) -> bool:
    between = text[before.end() : match.start()] if match.start() - before.end() <= 1 else " "
    return match[0][0] == before[0][0] and between in {"", "、"}


def _of_run(text: str, run: Sequence[re.Match[str]]) -> Iterator[Slot]:
    start, end = run[0].start(), run[-1].end()
    single = len(run) == 1
    if run[0][0][0] == _TITLED:
        yield cut(text, start, end, "document" if single else "documents")
    elif not _are_campaigns(text, run):
        for match in run:
            yield cut(text, match.start(), match.end(), QUOTED)
    elif single:
        yield cut(text, start + 1, end - 1, "campaign")
    else:
        yield cut(text, start, end, "campaigns")


def _are_campaigns(text: str, run: Sequence[re.Match[str]]) -> bool:
    """Whether all of a run are names, and what stands around it or in them says: of campaigns."""
    names = [match[0][1:-1] for match in run]
    start, end = run[0].start(), run[-1].end()
    if any(name.startswith(_NUMERALS) for name in names):
        said = text.startswith(_ACTIONS, end) or all(name.endswith(_ACTIONS) for name in names)
    else:
        led = text.endswith(_CAMPAIGN_BEFORE, max(0, start - 3), start)
        said = led or bool(_CAMPAIGN_AFTER.match(text, end)) or all(name.endswith(_NAMED_BY) for name in names)
    return said and all(_NAME.fullmatch(name) and not name.endswith(_NO_NAME) for name in names)
