"""What a paragraph of a speech is there for."""

from __future__ import annotations

import re

MEETING, JUDGEMENT, REVIEW, SHORTCOMINGS, BRIDGE, POINTS, CLOSING = (
    "会议与任务",
    "评判",
    "回顾",
    "不足",
    "过渡",
    "要点",
    "结尾",
)
ROLES = (MEETING, JUDGEMENT, REVIEW, SHORTCOMINGS, BRIDGE, POINTS, CLOSING)
"""In the order in which speeches usually have them."""

_CUES = {
    MEETING: re.compile(
        r"(?:召开|举行|举办)[^。]{0,40}(?:会|典礼|仪式|班)|(?:会议|大会|座谈会|谈话会|培训班)的?(?:主要)?(?:任务|目的|主题)"
        r"|主要任务是|目的就?是|今天[^。]{0,20}(?:开学|开班|开会|见面|相聚)|向大家作[^。]{0,6}(?:报告|汇报)|根据[^。]{0,60}(?:要求|安排|规定)"
    ),
    JUDGEMENT: re.compile(
        r"刚才|情况来?看|(?:大多数|绝大多数|多数|少数|有的)同志|(?:作|做)了[^。]{0,12}(?:发言|汇报|述职|述责|述廉|交流|点评|通报)"
        r"|讲得[^。]{0,4}好|点评|听了|总的看[^。]{0,20}同志"
    ),
    REVIEW: re.compile(
        r"(?:过去|刚刚过去|即将过去)的?[^。，]{0,8}年|(?:一|近|这些|几|多|五|三)年来|回顾|(?:去年|今年|年初|年|大)以来"
        r"|取得[^。]{0,16}(?:成绩|成效|成就|进展|成果|突破)|成绩[^。]{0,4}来之不易|已?基本结束"
    ),
    SHORTCOMINGS: re.compile(
        r"(?:也要|必须|应当|还要|更要|同时|但)[^。]{0,8}(?:清醒|看到|认识到)|(?:存在|还有)[^。]{0,40}(?:问题|差距|不足|短板|弱项)"
        r"|(?:困难|挑战|短板|差距)[^。]{0,10}(?:不少|突出|较大|明显|严峻)"
    ),
}
_FIRST, _LATER = 2, 1
_SURE = 2
_ENOUGH_TEXT = 400
_ANNOUNCES = re.compile(
    r"""(?:下面|接下来|这里|在此|借此机会|今天|现在|最后)?[^。！？]{0,80}?
    (?:我)?[^。！？，]{0,12}?(?:讲|谈|提|说|强调|汇报|报告|部署|明确|交流|作|补充)(?:一下|以下|这么)?[^。！？]{0,12}?
    (?:[一二两三四五六七八九十]{1,2}|[0-9]{1,2}|几)(?P<noun>[个点条项句层件方])[^。！？：]{0,24}[。：:！]?$""",
    re.VERBOSE,
)
_OPENS_BRIDGE = re.compile(r"(?:下面|接下来)(?:[，,]|(?=我))[^。！？]{0,60}[讲谈提说强作报][^。！？]{0,40}[。：:]?$")
_LONGEST_BRIDGE = 120


def role_of(paragraph: str, before: str) -> str:
    """The role of a paragraph before the main points; `before`: that of the one before it, which it may go on with."""
    words = paragraph[:_ENOUGH_TEXT]
    first = re.split("[。！？]", words, maxsplit=1)[0]
    scores = {
        role: _FIRST * bool(cue.search(first)) + _LATER * min(2, len(cue.findall(words[len(first) :])))
        for role, cue in _CUES.items()
    }
    best = max(scores, key=lambda role: (scores[role], role == before, -ROLES.index(role)))
    if scores[best] < _SURE:
        return before or MEETING
    return best


def announces(sentence: str) -> bool:
    """Whether a sentence leads over to points, as 下面，我讲三点意见 does."""
    words = sentence.strip()
    if len(words) > _LONGEST_BRIDGE:
        return False
    return bool(_OPENS_BRIDGE.match(words) or (_ANNOUNCES.match(words) and "我" in words))
