"""Rules on the template's own words: markup that a writer probably did not mean. Each is a pattern."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.errors import Problem
from drafter.questions import SLOT
from drafter.records import dataclass
from drafter.template.tokens import PLACE, TAG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.checking.view import View

_START = rf"^[{TAG} \t\u3000]*"
_LONGEST = 30
_NUMERALS = "一二三四五六七八九十"
_ORDINAL = rf"[{_NUMERALS}]{{1,3}}"
_NUMBER = (
    rf"(?:第?{_ORDINAL}[、.．](?![{_NUMERALS}])|[（(](?:{_ORDINAL}|\d{{1,2}})[）)]"
    r"|\d{1,2}[、.．](?!\d)|[①-⑳])"
)
_WORDED = rf"(?:第{_ORDINAL}，|{_ORDINAL}[是要](?!素)|首先，|其次，|再次，|最后，)"
_HAN = rf"\u4e00-\u9fff{PLACE}"


@dataclass(frozen=True, slots=True)
class Wording:
    """What words look like that are probably not meant so.

    pattern: over words of a file; its group `at` is what is told. message: with {} for that. of_heading: the same for a
    default heading in template.yaml, empty for none. anywhere: whether the pattern is for all texts of template.yaml.
    """

    pattern: str
    message: str
    mend: str
    of_heading: str = ""
    anywhere: bool = False

    def find(self, seen: View) -> Iterator[Problem]:
        """Each place."""
        for source in seen.sources:
            pattern = self.of_heading if source.name == "heading" else ""
            if source.is_file or self.anywhere:
                pattern = self.pattern
            for found in re.finditer(pattern, source.survey.words, re.MULTILINE) if pattern else ():
                told = found["at"] if len(found["at"]) <= _LONGEST else f"{found['at'][:_LONGEST]}{SLOT}"
                yield Problem(self.message.format(told), source.place(found.start("at")), self.mend)


BOLD = Wording(
    r"(?<![\w*])(?P<at>\*\*[^\s*][^*\n]*\*\*)(?!\*)",  # 张** is a name that is masked
    "{} 不会变成粗体，星号会原样印出",
    "去掉星号；标题的字体由版式管",
    anywhere=True,
)
TYPED_NUMBER = Wording(
    rf"{_START}#{{1,4}}[ \u3000]+(?P<at>{_NUMBER}|{_WORDED})",
    "标题里写了序号“{}”，会和自动的序号重复",
    "去掉，序号由 series 定",
    rf"\A(?P<at>{_NUMBER}|{_WORDED})",
)
TYPED_LINE_NUMBER = Wording(
    rf"{_START}(?P<at>{_NUMBER})",
    "一段以序号“{}”开头，它不是标题，也不会自动编号",
    "是标题的写成“# 标题”，不是的写成“一是……”",
)
TAB = Wording(r"(?P<at>\t)", "有制表符", "段首不用空格，版式会缩进；别处用全角空格", anywhere=True)
NO_BLANK = Wording(
    rf"{_START}(?P<at>#{{1,4}})(?=[^#\s\u3000])", "{} 后面没有空格，这一行不会成为标题", "在 # 后面加一个空格"
)
TOO_DEEP = Wording(rf"{_START}(?P<at>#{{5,}})", "标题最多四级，# 写多了", "改成一到四个 #")
FULL_WIDTH = Wording(rf"{_START}(?P<at>[＃＞])", "行首是全角的“{}”，不起作用", "改成半角的 # 或 >")
HALF_WIDTH = Wording(
    rf"(?<=[{_HAN}”》）])(?P<at>[,;:?!.(])(?=[{_HAN}“《（，。；：！？、{TAG}]|$)",
    "汉字之间用了半角的“{}”",
    "改成全角的标点",
    anywhere=True,
)
STRAIGHT_QUOTE = Wording(rf"(?P<at>\")(?=[{_HAN}])", "汉字旁边用了半角的引号", "改成“ ”", anywhere=True)
BRACE = Wording(
    r"(?P<at>[{｛]+[^{}｛｝\n]*[}｝]+|[{}｛｝]+)",
    "{} 会原样印出",
    "填答案的地方写成 {{ }}，半角，两个一起",
    anywhere=True,
)
TRAILING = Wording(r"(?<=\S)(?P<at>[ \t\u3000]+)$", "行末有多余的空格", "删去")
STOP = Wording(
    rf"{_START}#{{1,2}}[ \u3000][^\n]*(?P<at>。)[ \t\u3000]*$",
    "独占一行的标题末尾不用句号",
    "去掉“。”",
    r"(?P<at>。)\Z",
)


def split_place(seen: View) -> Iterator[Problem]:
    """A {{ … }} that runs over the end of its line."""
    for source in seen.files.values():
        for start, end in source.survey.places:
            if "\n" in source.whole[start:end]:
                yield Problem("{{ }} 拆在了两行", source.place(start), "写在同一行")
