"""Every place in a speech where a marker may stand. Which of them do is for `drafter.speech.reading` to say."""

from __future__ import annotations

import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from drafter.numerals import value
from drafter.speech.bounds import bounded
from drafter.speech.ground import BLANK
from drafter.speech.kinds import COLON, COMMA, LINE, MIDST, SEMICOLON, SENTENCE, TITLED, WORDS, Kind, weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.speech.ground import Ground

_SENTENCE_ENDS, _SEMICOLONS, _COLONS, _COMMAS = set("。！？!?…"), set("；;"), set("："), set("，")
_NO_VERBS = (
    "一二三四五六七八九十百千万亿零两几多来余个些次年月日天周期届项条件批位名人种类级层线方面切定样直般起旦再同致共向旁律"
    "分之点时刻钟季半侧边端头省市县区乡镇村国军党中大小老新带路心意手把步部块元角米公斤倍成支只张本篇句章节段首场度轮系列座"
    "间家户口代世纪号院校所体化产农字维审者则味如何孔流经辈身气力举幅道门组套份处丝朝夕贯瞬曲川亚"
    "，。、；：！？”“（）《》—… \t\r\n"
)
_MARKER = re.compile(
    rf"""
    [\n。！？；：，…;!?][”’」』）》]{{0,2}}[{BLANK}]* (?:(?<=[\n{BLANK}])\#{{1,6}}[{BLANK}]+)?
    (?=(?P<marker>
      [（(][ \u3000]?(?:(?P<round>[一二三四五六七八九十]{{1,3}})|(?P<rounddigit>[0-9０-９]{{1,2}}))[ \u3000]?[）)]、?
    | (?P<circle>[①-⑳])
    | (?P<digit>[0-9０-９]{{1,2}})[ \u3000]?[.．、)）](?![0-9０-９])
    | 第(?P<nth>[一二三四五六七八九十]{{1,3}})
      (?:(?:个?(?:方面|问题|层面|部分)|[点条件])?[，、,：:．.]|是要|是|要(?![务素件旨义点])|[ \u3000]+(?=\S))
    | (?P<word>首先|其次|再次|再者|最后)(?:[，、,：:]|是要|是|要)?
    | 其(?P<its>[一二三四五六七八九十])[，、,：:是]
    | (?P<numeral>[一二三四五六七八九十]{{1,3}})(?:是要|是|要|[ \u3000]?[、．.，,]|(?=(?P<verb>[^{_NO_VERBS}])))
    | (?P<dash>[—―─–]{{2,}}|-{{2,}})
    ))""",
    re.VERBOSE,
)
_IN_CLAUSE = re.compile(r"一(?:是要|是|要)")
_ENDS_IN_ONE = set("统唯惟万单专同归划合逐初之周期其不第十百千零每这那某任另进如纯有无非为整齐均")
_SPAN = re.compile("“[^“”\n]*”|《[^《》\n]*》")
_SUBTITLE = re.compile(
    r"在[^，。；\n]{2,50}[上时]的?(?:讲话|报告|发言|致辞|党课|讲稿|党课讲稿)[^，。；\n]{0,6}$", re.MULTILINE
)
_AGENDA = re.compile(r"(?:议程|议题|程序|环节)[^。\n]{0,40}(?:。[^。\n]{0,12})?$")
_AGENDA_REACH = 60


class Candidate(NamedTuple):
    """A place where a marker may stand, as if the speech were one string.

    at: of the marker in the speech, end: where its heading begins. ordinal: LAST for 最后, 0 for ——. style: the marker
    without its ordinal. stop: where its heading ends. weight: how much it looks like a marker where it stands. opens:
    whether it stands at the start of a line.
    """

    number: int
    at: int
    end: int
    line: int
    paragraph: int
    family: str
    ordinal: int
    style: str
    verb: str
    place: int
    weight: float
    stop: int
    opens: bool


def candidates(ground: Ground, path: str = "") -> list[Candidate]:
    """All places where a marker may stand, in order. InputError, which names `path`, for more than a speech has."""
    found = sorted(bounded(chain(_at_clauses(ground), _in_clauses(ground)), "可能是序号的地方", path))
    return [c._replace(number=number) for number, c in enumerate(_with_partner(_outside_spans(found, ground.text)))]


def _at_clauses(ground: Ground) -> Iterator[Candidate]:
    """Markers at the start of a line, sentence or clause."""
    text = ground.padded
    agenda: Candidate | None = None
    for match in _MARKER.finditer(text):
        found = _candidate(ground, match)
        if found is None:
            continue
        begins = found.ordinal == 1 and not found.opens
        if begins and _AGENDA.search(text, max(0, match.start() - _AGENDA_REACH), match.end()):
            agenda = found
        elif agenda and found.family == agenda.family and found.ordinal == agenda.ordinal + 1:
            agenda = found if found.at - agenda.at < 3 * _AGENDA_REACH else None
        else:
            agenda = None if begins else agenda
        if found is not agenda:
            yield found


def _candidate(ground: Ground, match: re.Match[str]) -> Candidate | None:
    """The candidate that a match of `_MARKER` is, if it can be one."""
    place, kind = _place(match[0]), _kind(match)
    if kind is None or (kind.family == "——" and place != LINE and match[0].strip(BLANK)[-1] not in "。；"):
        return None
    if kind.family == "——" and _SUBTITLE.match(ground.padded, match.end("marker")):
        return None
    return _made(ground, match.start("marker") - 1, len(match["marker"]), kind, place)


def _kind(match: re.Match[str]) -> Kind | None:
    """What a match counts, and how."""
    marker = match["marker"]
    if match["dash"]:
        return Kind("——", 0, "")
    if match["word"]:
        return Kind("首先，", WORDS[match["word"]], marker[2:])
    if match["circle"]:
        return Kind("①", ord(marker) - ord("①") + 1, "")
    name = next(name for name in _NUMBERED if match[name])
    numeral = match[name]
    ordinal = int(numeral) if name in {"digit", "rounddigit"} else value(numeral)
    style = marker.replace(numeral, "", 1)
    family = _NUMBERED[name]
    if name == "numeral":
        family = "一是" if style[:1] in {"是", "要"} else "一、" if style else "一练"
    return Kind(family, ordinal, style, match["verb"] or "") if ordinal else None


_NUMBERED = {
    "round": "（一）",
    "rounddigit": "（1）",
    "digit": "1.",
    "nth": "第一，",
    "its": "其一，",
    "numeral": "一是",
}


def _place(before: str) -> int:
    """What the run of marks before a marker makes of its place."""
    if "\n" in before:
        return LINE
    marks = set(before)
    ends = ((_SENTENCE_ENDS, SENTENCE), (_SEMICOLONS, SEMICOLON), (_COLONS, COLON), (_COMMAS, COMMA))
    return next((place for those, place in ends if marks & those), MIDST)


def _in_clauses(ground: Ground) -> Iterator[Candidate]:
    """一是 and 一要 in the midst of a clause (今后一是要…；二是要…): they open a series at most."""
    for match in _IN_CLAUSE.finditer(ground.text):
        before = ground.padded[match.start()]
        if before in _ENDS_IN_ONE or before in "一\n。！？；：，、…”’」』）》;!?“" or before in BLANK:
            continue
        yield _made(ground, match.start(), len(match[0]), Kind("一是", 1, match[0][1:]), MIDST)


def _made(ground: Ground, at: int, length: int, kind: Kind, place: int) -> Candidate:
    """A candidate, with what its line says of it."""
    line = ground.line_at(at)
    end = at + length
    stop = ground.stop_after(end)
    if place == LINE:
        if ground.continues[line] and ground.text[ground.last_mark[line]] in _ENDS_IN_ONE:
            place = MIDST
        elif ground.fills(stop):
            place = TITLED
    worth = weight(kind, place, ground.text[end : end + 40])
    return Candidate(0, at, end, line, ground.paragraphs[line], *kind, place, worth, stop, place <= LINE)


def _outside_spans(found: list[Candidate], text: str) -> Iterator[Candidate]:
    """Those that stand outside “…” and 《…》."""
    spans = _SPAN.finditer(text)
    span = next(spans, None)
    for candidate in found:
        while span and span.end() <= candidate.at:
            span = next(spans, None)
        if span is None or candidate.opens or candidate.at < span.start():
            yield candidate


def _with_partner(found: Iterator[Candidate]) -> list[Candidate]:
    """Those that may have a neighbour: 一练 a 二练 or another ordinal near it, one in mid-clause a 二 after it."""
    listed = list(found)
    verbs = {(c.verb, c.ordinal) for c in listed if c.verb}
    spoken = [c for c in listed if c.family in {"一练", "一是"}]
    beside = set()
    for before, after in pairwise(spoken):
        apart = after.paragraph - before.paragraph
        if after.ordinal == before.ordinal + 1 and apart <= 1:
            beside |= {after.at} if before.place == MIDST and apart else {before.at, after.at}
    return [c for c in listed if c.at in beside or not _is_doubtful(c, verbs)]


def _is_doubtful(c: Candidate, verbs: set[tuple[str, int]]) -> bool:
    """Whether a candidate needs a neighbour close by to be one at all."""
    if c.verb:
        return not {(c.verb, c.ordinal - 1), (c.verb, c.ordinal + 1)} & verbs
    return c.place == MIDST and c.family == "一是"
