"""What outlines and a whole template cost, as multiples of reading, decoding and one regex of all markers.

All are measured in one run, on one core, over the same speeches, written at random from a few hundred words.
"""

from __future__ import annotations

import random
import re
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ratios import at_most, in_turn

from drafter.mining.corpus import read_all
from drafter.mining.templates import mine
from drafter.speech.outline import outline
from drafter.speech.source import read_speech

if TYPE_CHECKING:
    from ratios import Row

SPEECHES, POINTS, ROUNDS = 60, 6, 7
OUTLINE_GOAL, TEMPLATE_GOAL = 10, 50
MARKERS = re.compile(
    r"[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}(?:、|是要|是|要)|第[一二三四五六七八九十]{1,3}[，、]"
    r"|(?:首先|其次|再次|最后)，|[（(]?[0-9]{1,2}[）)．.、]|[①-⑳]|——"
)
NUMERALS = "一二三四五六"
WORDS = (
    "责任作风纪律监督落实机制基层群众服务质量安全改革发展队伍能力学习制度问题整改担当清单时限标准流程考核宣传培训"
    "调研协调保障规划项目进度成效短板弱项隐患排查预案演练值守信息数据平台窗口办理反馈督导通报约谈奖惩示范带头"
)
VERBS = "抓好压实强化健全完善推进提升严明改进深化细化盯紧"


def word(chance: random.Random, words: str) -> str:
    """One of these words of two characters."""
    at = 2 * chance.randrange(len(words) // 2)
    return words[at : at + 2]


def sentence(chance: random.Random) -> str:
    """A sentence of some clauses."""
    clauses = [word(chance, VERBS) + "".join(word(chance, WORDS) for _ in "123") for _ in range(chance.randint(2, 6))]
    return "，".join(clauses) + "。"


def speech(chance: random.Random, points: int) -> str:
    """A speech with this many points, three sub-points to each, about as many characters to each as real ones have."""
    lines = ["在全市安全生产工作会议上的讲话", "（2024年3月5日）", "", "同志们："]
    lines += ["今天，我们召开全市安全生产工作会议，主要任务是" + sentence(chance)]
    lines += ["过去的一年，" + sentence(chance) + sentence(chance), f"下面，我讲{NUMERALS[(points - 1) % 6]}点意见。"]
    for number in range(points):
        lines += [f"{NUMERALS[number % 6]}、{word(chance, VERBS)}{word(chance, WORDS)}{word(chance, WORDS)}"]
        for below in range(3):
            text = "".join(sentence(chance) for _ in range(9))
            lines += [f"（{NUMERALS[below]}）{word(chance, VERBS)}{word(chance, WORDS)}。{text}"]
    return "\n".join([*lines, "同志们，" + sentence(chance)])


def floor(paths: list[Path]) -> None:
    """Read, decode, and look for markers."""
    for path in paths:
        MARKERS.findall(path.read_bytes().decode())


def outlines(paths: list[Path]) -> None:
    """The way to outlines."""
    for path in paths:
        outline(read_speech(path).text)


def template(paths: list[Path], keep: str) -> None:
    """The whole way to a template."""
    read = [one.skeleton for path in paths for one in read_all([path], topics=True) if one.skeleton]
    with tempfile.TemporaryDirectory() as workspace:
        mine(read, keep, "x", Path(workspace))


def rows(_room: Path) -> list[Row]:
    """Ratios to the floor; the speeches are the same in each run."""
    chance = random.Random(1)  # noqa: S311 - words, not secrets
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.txt" for number in range(SPEECHES)]
        for path in paths:
            path.write_text(speech(chance, POINTS), "utf-8")
        mined = {keep: partial(template, paths, keep) for keep in ("headings", "sentences", "all")}
        rivals = {"floor": partial(floor, paths), "outlines": partial(outlines, paths), **mined}
        taken = in_turn(rivals, ROUNDS, in_a_row=1)
    what = "÷ read, decode and one regex of all markers"
    found = [at_most(f"outlines {what}", taken["outlines"] / taken["floor"], OUTLINE_GOAL)]
    for keep in mined:
        ratio = taken[keep] / taken["floor"]
        found.append(at_most(f"a template, `--keep {keep}`, {what}", ratio, TEMPLATE_GOAL))
    return [*found, _in_proportion(chance)]


def _in_proportion(chance: random.Random) -> Row:
    """Time for each character of a speech of 10,000 paragraphs, beside one of 1,000."""
    texts = {name: speech(chance, points) for name, points in (("small", 250), ("large", 2500))}
    taken = in_turn({name: partial(outline, text) for name, text in texts.items()}, ROUNDS, in_a_row=1)
    each = {name: taken[name] / len(text) for name, text in texts.items()}
    return at_most("an outline of 10,000 paragraphs ÷ ten of 1,000", each["large"] / each["small"], 1.5)
