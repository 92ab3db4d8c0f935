"""Of what kind a meeting is: its name as a speech gives it, and what stays of that another year and in another unit."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

from drafter.mining.likeness import Groups, alike, traits
from drafter.speech.ground import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LONGEST, _OPENING = 120, 3000
"""No more characters of a name and of an opening are looked at."""

_NOUN = (
    r"(?:会议|大会|全会|例会|典礼|仪式|[班业学幕奖牌动衔誓约营]式|论坛|报告会?|活动|(?:培训|研修|进修|研讨|读书|轮训)班"
    r"|(?<![社机都协工学商国理董监])(?<!委员)会(?![议计员战见展谈场合费]))"
)
_PLAIN = rf"[^{BLANK}，。；：！？\n]"
_NAME = rf"({_PLAIN}{{0,60}}{_NOUN})"

_SORT = r"(?:重要|总结|动员|主持|部署|即席|辅导|表态|交流|开幕|闭幕|开班|结业|工作|专题|点评)"
_ADDRESS = r"(?:讲话|致辞|致词|发言|主持词|讲稿|党课|报告|贺词)(?:稿|提纲|摘要|要点|全文|节选|实录)?(?:[（(].*)?"
_OF_TITLE = (
    re.compile(rf"(?:.*—)?.*?在(.+?)(?:结束|召开|开幕|闭幕)?(?:上|时|中|期间|之际)?的?{_SORT}{{0,2}}{_ADDRESS}"),
    re.compile(rf"(?:.*—)?(.*{_NOUN})的?{_SORT}{{0,2}}{_ADDRESS}"),
    re.compile(rf"(?:.*—)?((?!在).*{_NOUN})(?:[（(].*)?"),
)

_NOW = r"(?:今天|今晚|今日|这次|此次|本次|此刻)"
_PAST = r"不久|刚刚|日前|近日|去年|上周|上个?月|昨天|以来|[0-9]日"
_CALLS = r"(?:召开|举行|举办|召集|组织|开展|迎来)(?:了|的)?(?:这次|本次|此次|一次)?"
_HELD = rf"{_NOW}(?:(?!{_PAST})[^。！？\n]){{0,40}}?{_CALLS}"
_OF_OPENING = (
    re.compile(rf"{_HELD}{_NAME}"),
    re.compile(rf"{_HELD}({_PLAIN}{{2,40}})[，：](?:其?主要|目的|任务|旨在)"),
    re.compile(rf"(?:召开|举行|举办)(?:这次|本次|此次){_NAME}"),
    re.compile(rf"(?:这次|此次|本次|今天的|今晚的){_NAME}(?=[的是，。既开由])"),
    re.compile(rf"(?:高兴|荣幸|应邀)[^。！？\n]{{0,6}}?(?:出席|参加|来到)(?:了|这次|今天的)?{_NAME}"),
    re.compile(
        rf"(?<![^，。；：！？\n{BLANK}]){_NAME}的?(?:今天|现在|正式|隆重|胜利|顺利|在这里|就要|即将){{0,3}}"
        r"(?:召开|举行|开幕|开班|开学|结业|闭幕)"
    ),
)

_LOOSE = re.compile(
    r"党员领导干部|领导干部|领导班子|党员干部|中层干部|干部职工|班子成员|班子|个人|新生"
    r"|全体(?:党员|干部|民警|职工|教职工|人员|师生)|主要负责(?:同志|人)"
    r"|(?:学习|宣传|贯彻|传达|落实|深入){1,4}.{2,60}(?:精神|思想(?!政治|道德|工作)|讲话|理念)"
)
"""Who comes, and in what spirit."""
_WHERE = re.compile(
    r"""
      [全本](?:国|省|市|县|区(?!域)|州|盟|旗|乡镇?|镇|村|街道|校|院|局|厅|系统|线|党|军|行业|集团|公司|警|社会)
    | (?:(?<!反)省(?!级) | (?<![城都超股])市(?![场容民域值]|政(?!府)) | 县(?![域处级]) | 州 | (?<![乡城集])镇(?![域压])
        | (?<![社地园小校辖山景灾片特库林郊牧渔战军疫])区(?![域块划]) | 街道(?!工作) | 委(?![员托派]|会(?!议))
        | 党组 | 支部
      )(?!委?书记)
    | (?<![全布格大结])局(?![势面长部]) | 厅(?!局?长) | (?<![干内外全东中西南北支])部(?![署门队分位长])
    | 政府(?!工作报告|职能|采购|投资|债务) | [总支大中]队(?!伍) | 派出所 | 法院 | 检察院 | 办公室
    | 党校 | 学院 | 大学(?!生) | 学校(?![安管思体卫建]) | 集团 | 公司(?!治理) | 中心(?!组|工作|任务|城)
    | 机关(?!党|作风|效能|事务) | 系统(?!治|工程|观|思维|建设)
    """,
    re.VERBOSE,
)
"""Level, place and unit, by their last character, and not where a common word has that too (城市, 部署, 常委会)."""
_NUMERAL = "0-9０-９〇○零一二三四五六七八九十百×xX*＊"
_WHEN = re.compile(
    rf"""
      [{_NUMERAL}]{{2,9}}(?:[—~至-]+[{_NUMERAL}]{{2,9}})?[年级](?:度|上半年|下半年|初|中|底|末)?
    | [上下]?半年度? | 第?[一二三四1-4]季度 | [春夏秋冬]季 | 学期 | 学年 | [今当本]年 | 年度 | [{_NUMERAL}]{{1,3}}月份?
    | 第?[{_NUMERAL}]{{1,9}}(?:届|次(?!性)|批次?|期|轮|场) | [一二三四五六七](?=中全会)
    """,
    re.VERBOSE,
)
_ASIDE = re.compile(r"[（(][^（）()]*[）)]|电视电话|(?:网络)?视频(?=会)")
_BUSINESS = re.compile(r"(?<=会|议)(?:专题)?(?:研究|听取|审议|讨论|传达|学习).*")
_UP_TO_NOUN = re.compile(rf".*{_NOUN}")
_BARE = re.compile(r"(?:重要|专题|有关)?(?:会议|大会|会|活动|仪式|典礼|报告|论坛)?")
"""This says nothing of a meeting."""
_COMMON = re.compile(rf"工作|专题|年度|推进|调度|部署|现场|{_NOUN}+$")
_PURPOSE = re.compile(r"(?P<begins>动员|启动|誓师)|(?P<ends>总结|表彰|收官)|(?P<talks>座谈|研讨|交流)")

_LIKE_SUBJECTS = 0.8
"""A quarter more may stand in one of two subjects, or one in five characters be another."""
_LIKE_CONTENTS = 0.15
"""Speeches of different meetings came to .1 at most, the two halves of one speech to about as much."""
_BEGINS = 20
_SAMPLE = 50
"""So many speeches of a group tell what it is about."""


class Described(NamedTuple):
    """What is known of a speech: the meeting's name and kind or nothing, first-level headings, and how it opens."""

    name: str
    kind: str
    headings: tuple[str, ...]
    words: str


def meeting_name(title: str | None, opening: str) -> str:
    """The name of the meeting at which a speech was given, as title or opening give it; empty if neither does.

    A name that tells the kind of the meeting goes before one that doesn't (××局大会).
    """
    names = [
        name for name in _names(_closed_up(title or "")[-_LONGEST:], opening[:_OPENING]) if not _BARE.fullmatch(name)
    ]
    return next(filter(meeting_kind, names), next(iter(names), ""))


def _names(title: str, opening: str) -> Iterator[str]:
    """What may be the meeting's name, the likeliest first."""
    for pattern in _OF_TITLE:
        found = pattern.fullmatch(title)
        if found:
            yield found[1]
    for pattern in _OF_OPENING:
        for found in pattern.finditer(opening):
            yield found[1]


def meeting_kind(name: str) -> str:
    """What stays of a meeting's name another time and in another unit: 述责述廉大会, 开学典礼.

    Gone are level, place and unit, year and ordinal, who comes and in what spirit, how it is held (电视电话), and on
    what business. Empty where nothing but 会议 or the like is left.
    """
    kind = _BUSINESS.sub("", _ASIDE.sub("", _closed_up(name)[:_LONGEST]))
    first = _UP_TO_NOUN.fullmatch(kind.split("暨")[0])
    last = first or _UP_TO_NOUN.match(kind)
    kind = last[0] if last else kind
    kind = _after(_LOOSE, kind) or kind
    kind = _after(_WHERE, kind)
    kind = _after(_WHEN, kind) or _WHEN.sub("", kind)
    return "" if _BARE.fullmatch(kind) else kind


def group(speeches: Sequence[Described]) -> list[list[int]]:
    """Indexes of speeches by kind of meeting, each in one group; groups and members in order.

    Kinds go together where subject and purpose are alike: 述责述廉大会 and 述责述廉会议, 防汛动员会 and 防汛动员部署会,
    but not 防汛总结会 or 护林动员会. A speech of no known kind joins the group whose content is most like its own, be
    it of other such speeches. The order of the speeches changes nothing.
    """
    by_kind: dict[str, list[int]] = defaultdict(list)
    for number, speech in enumerate(speeches):
        by_kind[speech.kind].append(number)
    unknown = by_kind.pop("", [])
    groups = [[number for kind in kinds for number in by_kind[kind]] for kinds in _families(by_kind)]
    if unknown:
        groups = _joined(speeches, groups, unknown)
    return sorted(map(sorted, groups))


def _closed_up(text: str) -> str:
    return re.sub(f"[{BLANK}\n]", "", text)


def _after(border: re.Pattern[str], text: str) -> str:
    """What follows the last border, nothing if that says nothing."""
    end = max((match.end() for match in border.finditer(text)), default=0)
    told = text[end:].lstrip("的、，及和与暨")
    return "" if _BARE.fullmatch(told) else told


def _families(kinds: Iterable[str]) -> Iterator[list[str]]:
    """Kinds that are alike, or are both like a third."""
    cores: dict[tuple[str, str], list[str]] = defaultdict(list)
    for kind in sorted(kinds):
        cores[_core(kind)].append(kind)
    like: dict[str, set[str]] = defaultdict(set)
    for one, other in alike((subject for subject, _ in cores), _LIKE_SUBJECTS):
        like[one].add(other)
        like[other].add(one)
    for core in list(cores):
        found, ahead = [], [core]
        while ahead:
            subject, purpose = ahead.pop()
            here = cores.pop((subject, purpose), [])
            found += here
            ahead += [(other, purpose) for other in sorted(like[subject]) if here and (other, purpose) in cores]
        if found:
            yield found


def _core(kind: str) -> tuple[str, str]:
    """A kind's subject and purpose: 防汛 and begins for 防汛动员部署会."""
    words = _COMMON.sub("", kind)
    subject = _PURPOSE.sub("", words)
    purposes = {match.lastgroup or "" for match in _PURPOSE.finditer(words)}
    return subject if subject or purposes else kind, " ".join(sorted(purposes))


def _mark(speech: Described) -> bytes:
    """The same for speeches of which the same is known, in the order of how what they say begins."""
    begins = "".join([speech.name, *speech.headings, speech.words])[:_BEGINS].encode("utf-8", "replace")
    return begins + hashlib.blake2b(repr(speech).encode("utf-8", "replace"), digest_size=12).digest()


def _traits(speech: Described) -> frozenset[str]:
    return traits(*([speech.name] if speech.kind else []), *speech.headings, speech.words)


def _joined(speeches: Sequence[Described], groups: Sequence[list[int]], unknown: Sequence[int]) -> list[list[int]]:
    """The groups with the speeches of unknown kind, taken in the order of what they say; same content, same group."""
    told = [(at, n) for at, one in enumerate(groups) for n in nsmallest(_SAMPLE, one, key=speeches.__getitem__)]
    same: dict[bytes, list[int]] = defaultdict(list)
    for number in unknown:
        same[_mark(speeches[number])].append(number)
    different = {_mark(speeches[number]): number for _, number in told}
    different |= {mark: numbers[0] for mark, numbers in sorted(same.items())}
    known = Groups(_traits(speeches[number]) for number in different.values())
    for at, number in told:
        known.add(at, known.weighed(_traits(speeches[number])))
    found = [list(one) for one in groups]
    for _, numbers in sorted(same.items()):
        content = _traits(speeches[numbers[0]])
        if not content:
            found += [[number] for number in numbers]
            continue
        weights = known.weighed(content)
        score, at = known.likest(weights)
        if score < _LIKE_CONTENTS:
            at = len(found)
            found.append([])
        known.add(at, weights)
        found[at] += numbers
    return found
