"""What it costs to break a title before each of its letters: between words, where one would take a breath."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from drafter.word.words import words

if TYPE_CHECKING:
    from drafter.document import Block

# What may not be parted: a quotation, a name in book marks, brackets, a year or a number with its unit, and the end
# of a title, which may neither be parted nor stand alone.
_WHOLE = re.compile(
    r"“[^”\n]*”|《[^》\n]*》|（[^）\n]*）|【[^】\n]*】|[0-9０-９.]+(?:[—～-][0-9０-９.]+)?[年月日届次]?度?"
    r"|第?[一二三四五六七八九十百]+(?:周年|届|次|季度|年|月|日)(?:代表大会|全体会议|会议)?"
)
_ENDING = re.compile(r"(?:会议?|大会|仪式|班|典礼)?上?的(?:讲话|发言|报告|致辞|讲稿)(?:提纲|稿)?$")
_NOT_FIRST = "，。、；：？！”’）》】」』…—·的"
_NOT_LAST = frozenset("“‘（《【「『")
# Short words that lean on the next one, words that begin a new breath, and what a unit's name ends in, after which
# one takes a breath.
_LEANS_ON_NEXT = "在暨和与及为向对以从于全各本我某第新再"
_JOINS = "和与及"
_BEGINS = ("暨", "学习", "贯彻", "深入", "推进", "关于", "述", "警示", "“", "《")
_UNIT_ENDS = "局委部院校厅市县区省州旗镇乡办会署所处站中心集团公司机关系统战线单位干部年度”》）"
# In letters of unevenness: a line may be uneven by 5 letters to end where one takes a breath.
FORBIDDEN, WITHIN_WORD, LEANING, JOINED, UNKNOWN, NO_BREATH = 100.0, 40.0, 25.0, 10.0, 9.0, 3.0


def break_costs(title: Block) -> list[float]:
    """What it costs to begin a line with each letter of a title; an answer's edge is the edge of a word."""
    text = title.text
    costs = [WITHIN_WORD] * (len(text) + 1)
    place = 0
    for line in text.split("\n"):
        last = ""
        for word in words(line):
            costs[place] = _between(last, word)
            place, last = place + len(word), word
        place += 1
    for place in accumulate(len(inline.text) for inline in title.inlines):
        costs[place] = min(costs[place], NO_BREATH)
    ending = _ENDING.search(text)
    forbidden = set(range(ending.start(), len(text))) if ending else set()
    forbidden.update(place for place, letter in enumerate(text) if letter in _NOT_FIRST)
    forbidden.update(place for place, letter in enumerate(text[:-1], 1) if letter in _NOT_LAST)
    for place in forbidden:
        costs[place] += FORBIDDEN
    for whole in _WHOLE.finditer(text):
        for place in range(whole.start() + 1, whole.end()):
            costs[place] += FORBIDDEN
    return costs


def _between(last: str, word: str) -> float:
    """What it costs to part two words: a short one leans on another, and after a unit's name one takes a breath."""
    if last and (last in _LEANS_ON_NEXT or last.endswith("的")):
        return LEANING
    if word in _JOINS:
        return JOINED
    if word.startswith(_BEGINS) or last[-1:] in _UNIT_ENDS:
        return 0.0
    if len(word) > 1 or word in _LEANS_ON_NEXT:
        return NO_BREATH
    return UNKNOWN if len(last) == 1 else LEANING
