"""A stretch of a speech as lines of a section template: what is kept of its wording, and gaps for the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.mining.roles import announces
from drafter.records import dataclass
from drafter.speech.ground import BLANK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from drafter.speech.outline import Outline

HEADINGS, SENTENCES, ALL = "headings", "sentences", "all"

_SENTENCE = re.compile(r"[^。！？；：\n]*[。！？；：]*[”’」』）》]*\n?")
_CLAUSE = re.compile(r"[^，：:！。；？、]*[，：:！]?")
_CONNECTIVE = re.compile(
    r"""(?:同志们|朋友们|老师们|同学们|战友们|各位(?:领导|来宾|同志|同事|代表|委员|老师|同学|朋友|嘉宾|家长)
    |今天|刚才|当前|现在|(?:近年|多年|长期|一直|去年|今年|年初|[0-9]{4}年)以?来|(?:这|近|一|这些|近几)年来|一年多来
    |(?:刚刚|即将)?过去的?(?:一年|这一年|[0-9]{4}年)|回顾(?:过去|去年|过去一年|这一年|一年来|[0-9]{4}年)(?:的工作)?|展望(?:未来|今年|[0-9]{4}年)
    |新的一年|下一步|下一阶段|接下来|下面|总之|总的来?[看说讲]|总体上?来?[看说]|从(?:述[职责廉]+|汇报|发言|总体|整体|会议)的?情况?来?看
    |一方面|另一方面|与此同时|同时|此外|另外|因此|为此|所以|但是?|然而
    |在此|这里|借此机会|最后|在?充分?肯定成绩的同时|(?:这些)?成绩来之不易|[应值]得?当?(?:充分)?肯定
    |(?:但|同时|我们|大家)*(?:也|还|更)?(?:要|必须|应当|应该)?(?:清醒)?地?(?:看到|认识到|意识到)(?:的是)?
    |(?:(?:这次)?(?:会议|大会)的?)?(?:主要|中心)任务就?是|我们(?:在这里|在此)?(?:隆重|专门)?(?:召开|举行|举办)[^，]{2,40}
    |希望(?:大家|同志们)?|让我们|我相信|大家要)[，：:！]$""",
    re.VERBOSE,
)
_LEADS_IN = re.compile(r"(?:(?:这次)?(?:会议|大会)的?)?(?:主要|中心)任务就?是[，：:]?")
_SAID_ANYWAY = re.compile(r"(?:谢谢|谢谢大家|大家(?:上午|下午|晚上)?好|今天就讲到这里|我就讲这些|我的讲话完了)[。！!]?")
"""Sentences that say nothing of their own."""

_CONNECTIVE_REACH = 60
_LEAST_GAP = 6
_WHOLE, _GIST, _ROUNDED = 40, 44, 20
_LEFT_OPEN = re.compile(r"【待补：([^【】]*)】")
_GIST_END = re.compile(r"[，。；：！？]")


@dataclass(frozen=True, slots=True)
class Wording:
    """One speech's words as the source of templates.

    shown(start, end): that stretch of the speech in Jinja, with its facts as questions. known(sentence): whether other
    speeches have it too. keep: headings, sentences or all.
    """

    found: Outline
    text: str
    shown: Callable[[int, int], str]
    known: Callable[[str], bool]
    keep: str

    def lines(self, start: int, end: int, *, connected: bool) -> list[str]:
        """The lines of a section template for a stretch, one a paragraph.

        connected: keep the words that lead from one thought to the next, where sentences are not kept whole.
        """
        return [
            line for at, stop in self._paragraphs(start, end) if (line := self._line(at, stop, connected=connected))
        ]

    def _paragraphs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The paragraphs of a stretch; a line that a page break has cut goes on in the next."""
        line = self.text.count("\n", 0, start)
        begun = start
        while start < end:
            stop = self.text.find("\n", start, end) + 1 or end
            line += 1
            if stop >= end or not self.found.continues[line]:
                if self.text[begun:stop].strip(BLANK + "\n"):
                    yield begun, stop
                begun = stop
            start = stop

    def _line(self, start: int, end: int, *, connected: bool) -> str:
        """A paragraph: runs of what is kept and of what becomes a gap, in turn."""
        made, gap_from, at = "", start, start
        for stop in self._sentence_ends(start, end):
            kept = self._kept(at, stop, connected=connected)
            if kept > at:
                made += self._gap(gap_from, at) + self._shown(at, kept)
                gap_from = kept
            at = stop
        return (made + self._gap(gap_from, end)).strip()

    def _sentence_ends(self, start: int, end: int) -> Iterator[int]:
        if self.keep == ALL:
            yield end
            return
        for match in _SENTENCE.finditer(self.text, start, end):
            if match.end() > match.start():
                yield match.end()

    def _kept(self, start: int, end: int, *, connected: bool) -> int:
        """How far a sentence is kept, from its start."""
        words = self.text[start:end].strip(BLANK + "\n")
        if self.keep == ALL or announces(words) or _SAID_ANYWAY.fullmatch(words):
            return end
        if self.keep == SENTENCES and self.known(words):
            return end
        if not connected:
            return start
        at = start
        while at < min(end, start + _CONNECTIVE_REACH):
            clause = _CLAUSE.match(self.text, at, end)
            if not clause or not _CONNECTIVE.match(clause[0].strip(BLANK + "\n")):
                break
            at = clause.end()
        leads_in = _LEADS_IN.match(self.text, at, end)
        at = leads_in.end() if leads_in else at
        return at if end - at >= _LEAST_GAP else start

    def _shown(self, start: int, end: int) -> str:
        pieces = self.text[start:end].split("\n")
        made, at = "", start
        for piece in pieces:
            words = piece.strip(BLANK)
            begin = at + piece.find(words)
            made += self.shown(begin, begin + len(words))
            at += len(piece) + 1
        return made

    def _gap(self, start: int, end: int) -> str:
        words = "".join(line.strip(BLANK) for line in self.text[start:end].split("\n"))
        return f"{{{{ gap({literal(gap_hint(words))}) }}}}" if words else ""


def gap_hint(words: str, size: int = 0) -> str:
    """What a gap says of the words that stood there: their length in characters (or `size`), and their gist.

    A gap of a draft that was never filled says what it said.
    """
    size = size or len(words)
    left_open = _LEFT_OPEN.fullmatch(words)
    if left_open:
        return left_open[1]
    about = size if size < _ROUNDED else round(size, -1)
    return f"约{about}字；上次讲的是：{quoted(gist(words))}"


def gist(words: str) -> str:
    """The words themselves where they are few, else how they begin, up to a mark."""
    if len(words) <= _WHOLE:
        return words
    marks = [match.end() for match in _GIST_END.finditer(words, 0, _GIST)]
    end = next((mark for mark in reversed(marks) if mark >= _GIST // 2), _GIST)
    return words[:end].rstrip("，。；：！？") + "……"


def literal(text: str) -> str:
    """A string of Jinja."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def escaped(text: str) -> str:
    """Words of a speech as they stand in a template: a brace, with which Jinja's own words open, is quoted."""
    return text.replace("{", '{{ "{" }}')


def quoted(text: str) -> str:
    """In “”, with quotation marks within as ‘’ (GB/T 15834-2011, 4.8.3.3)."""
    return f"“{text.translate(_INNER)}”"


_INNER = str.maketrans("“”", "‘’")
