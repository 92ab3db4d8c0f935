"""The best reading of a whole speech, for speeches built at random from a known outline."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from drafter.numerals import chinese
from drafter.speech.outline import outline

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = "稻田渠道农机仓储果园茶山渔港林场牧场粮站苗圃大棚货栈码头驿站古街集市作坊书屋球场"
DOINGS = ("建好", "管住", "用活", "护牢", "理顺", "盘活", "摸清", "配齐", "抓实", "守稳")
SENTENCES = (
    "名列第一，大家都看在眼里。",
    "各村的账要记得清清楚楚。",
    "统一是前提，分工是办法。",
    "这件事说起来容易，做起来要费心思，图省事就会误事。",
    "去年增长1.5倍，来之不易。",
    "驻村第一书记天天在田头转，苗情怎么样心里有数。",
    "老乡说：“一是怕旱，二是怕涝；三是怕价跌。”",
    "有的在等，有的在看，首先动起来的已经尝到甜头。",
    "要把话讲到群众心坎上，把活干到群众家门口。",
    "这里面有一个认识的问题，另一个是方法的问题。",
    "资金、人手、场地都已经落实。",
    "三年下来，变化有目共睹。",
)


def _sequence(number: int, total: int) -> str:
    words = ("首先，", "其次，", "再次，", "最后，")
    return "最后，" if number == total > 1 and total > 2 else words[number - 1]


FAMILIES: dict[str, Callable[[int, int], str]] = {
    "一、": lambda n, _: f"{chinese(n)}、",
    "（一）": lambda n, _: f"（{chinese(n)}）",
    "1.": lambda n, _: f"{n}.",
    "1．": lambda n, _: f"{n}．",
    "1、": lambda n, _: f"{n}、",
    "（1）": lambda n, _: f"（{n}）",
    "①": lambda n, _: "①②③④⑤⑥"[n - 1],
    "第一，": lambda n, _: f"第{chinese(n)}，",
    "第一、": lambda n, _: f"第{chinese(n)}、",
    "一是": lambda n, _: f"{chinese(n)}是",
    "一要": lambda n, _: f"{chinese(n)}要",
    "一是要": lambda n, _: f"{chinese(n)}是要",
    "首先，": _sequence,
}
TITLED = ("一、", "（一）", "1．")
LINES = ("一、", "（一）", "1.", "1、", "（1）", "第一，", "第一、", "一是", "一要", "首先，")
INLINE = ("①", "（1）", "第一，", "一是", "一要", "一是要", "首先，")


@dataclass
class Built:
    """A speech as it grows: its text, and the points put in (level, line, offset, marker)."""

    dice: random.Random
    lines: list[str] = field(default_factory=lambda: [""])
    points: list[tuple[int, int, int, str]] = field(default_factory=list)

    def say(self, words: str) -> None:
        """Go on in the last line."""
        self.lines[-1] += words

    def paragraph(self, words: str = "") -> None:
        """Begin a line."""
        self.lines.append(words) if self.lines[-1] else self.say(words)

    def body(self, most: int) -> None:
        """Some sentences."""
        self.say("".join(self.dice.choice(SENTENCES) for _ in range(self.dice.randint(1, most))))

    def heading(self) -> str:
        """A heading."""
        return self.dice.choice(DOINGS) + "".join(self.dice.sample(WORDS, self.dice.randint(2, 6)))

    def series(self, level: int, place: str, used: tuple[str, ...], depth: int) -> None:
        """A series, and what is in its points."""
        choices = {"titled": TITLED, "line": LINES, "inline": INLINE}[place]
        family = self.dice.choice([name for name in choices if name[:2] not in used and (level == 1 or name != "一、")])
        total = self.dice.randint(2, 4)
        more = self.dice.choice((0, 0, 0, 1, 2)) if place == "line" and level == 1 else 0
        for number in range(1, total + 1):
            if place != "inline":
                self.paragraph()
            marker = FAMILIES[family](number, total)
            self.points.append((level, len(self.lines) - 1, len(self.lines[-1]), marker))
            self.say(marker + self.heading() + ("" if place == "titled" else "。"))
            self._inside(level, place, (*used, family[:2]), depth)
            for _ in range(more):
                self.paragraph()
                self.body(3)

    def _inside(self, level: int, place: str, used: tuple[str, ...], depth: int) -> None:
        if place == "titled":
            self.paragraph()
        self.body(2)
        if depth and self.dice.random() < 0.6:
            inner = self.dice.choice({"titled": ("line", "inline"), "line": ("inline",), "inline": ("inline",)}[place])
            self.series(level + 1, inner, used, depth - 1 if inner != "inline" else 0)
            if place == "titled" and self.dice.random() < 0.3:
                self.paragraph()
                self.body(3)


def _speech(seed: int) -> Built:
    built = Built(random.Random(seed))  # noqa: S311 -- a speech, no secret
    built.say("同志们：")
    built.paragraph()
    built.body(4)
    if built.dice.random() < 0.4:
        built.say("一年来，各项工作有声有色。")
        built.series(1, built.dice.choice(("line", "inline")), (), 0)
        built.paragraph("这些成绩来之不易。")
        built.body(2)
    built.paragraph("下面谈几件要紧的事。")
    place = built.dice.choice(("titled", "titled", "line"))
    built.series(1, place, (), 2)
    if built.dice.random() < 0.5:
        built.paragraph("同志们，")
        built.body(2)
        if built.dice.random() < 0.5:
            built.say("最后提几点希望：")
            built.series(1, "inline", (), 0)
    return built


def _found(text: str) -> list[tuple[int, int, int, str]]:
    return [(point.level, point.line, point.offset, point.marker) for point in outline(text).points]


@pytest.mark.parametrize("seed", range(60))
def test_a_speech_built_from_an_outline_gives_it_back(seed: int) -> None:
    """Every point of a built speech is found at its place and level, and nothing else."""
    built = _speech(seed)
    assert _found("\n".join(built.lines)) == built.points


def _moved(built: Built, change: Callable[[str], str]) -> tuple[str, list[tuple[int, int, int, str]]]:
    """The speech with every line changed, and its points where they are then; `change` keeps what follows a marker."""
    lines: list[str] = []
    points: list[tuple[int, int, int, str]] = []
    for number, line in enumerate(built.lines):
        changed = change(line)
        start = len("\n".join(lines)) + 1 if lines else 0
        lines.append(changed)
        text = "\n".join(lines)
        for level, _, offset, marker in (point for point in built.points if point[1] == number):
            at = start + changed.index(line[offset : offset + 6])
            points.append((level, text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1, marker))
    return "\n".join(lines), points


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda line: "\u3000\u3000" + line, id="indented"),
        pytest.param(lambda line: line + "\n", id="blank lines between"),
        pytest.param(lambda line: line + "\r", id="lines end in CR LF"),
        pytest.param(lambda line: "\u200b" + line, id="zero-width characters"),
        pytest.param(lambda line: line.replace("来之不易", "来之\n不易"), id="paragraphs cut in mid-word"),
        pytest.param(lambda line: line.replace("群众家门口", "群众\n家门口"), id="cut elsewhere"),
    ],
)
def test_the_shape_of_lines_does_not_change_the_outline(seed: int, change: Callable[[str], str]) -> None:
    """Indents, blank lines, line ends and page breaks leave every point at its level."""
    text, points = _moved(_speech(seed), change)
    assert _found(text) == points


@pytest.mark.parametrize("seed", range(20))
def test_a_speech_without_head_and_end_keeps_its_points(seed: int) -> None:
    """Without salutation and opening, the points are the same."""
    built = _speech(seed)
    first = built.points[0][1]
    assert _found("\n".join(built.lines[first:])) == [(a, line - first, *rest) for a, line, *rest in built.points]


@pytest.mark.parametrize("seed", range(20))
def test_other_headings_give_the_same_outline(seed: int) -> None:
    """The words of the headings don't matter."""
    text = "\n".join(_speech(seed).lines)
    others = text.translate(str.maketrans(WORDS[:20], "山石田土水火木金云雨风雪花草虫鱼鸟兽日月"))
    assert [point[:3] for point in _found(others)] == [point[:3] for point in _found(text)]


FIVE = "各组的任务写在墙上。" * 5
"""A body of a usual length."""


def _levels(text: str) -> list[tuple[int, str]]:
    return [(point.level, point.marker) for point in outline(text).points]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        pytest.param(
            f"一、甲\n一是乙。{FIVE}\n二是丙。{FIVE}\n二、丁\n一是戊。{FIVE}\n二是己。{FIVE}\n{FIVE}一要庚。{FIVE}二要辛。{FIVE}",
            [(1, "一、"), (2, "一是"), (2, "二是"), (1, "二、"), (2, "一是"), (2, "二是"), (2, "一要"), (2, "二要")],
            id="an unnumbered paragraph leaves points of one paragraph, not the heading above",
        ),
        pytest.param(
            f"第一，甲。{FIVE}\n第二，乙。{FIVE}\n同志们，{FIVE}一要丙。{FIVE}二要丁。{FIVE}",
            [(1, "第一，"), (1, "第二，"), (1, "一要"), (1, "二要")],
            id="a call to the listeners leaves all",
        ),
        pytest.param(
            f"一、甲\n{FIVE}\n二、乙\n{FIVE}\n以上两点，请大家讨论。一要丙。{FIVE}二要丁。{FIVE}",
            [(1, "一、"), (1, "二、"), (1, "一要"), (1, "二要")],
            id="a sentence that counts the points leaves them",
        ),
        pytest.param(
            f"一、甲\n{FIVE}\n二、乙\n要做到以下几点：\n1.丙。{FIVE}\n2.丁。{FIVE}",
            [(1, "一、"), (1, "二、"), (2, "1."), (2, "2.")],
            id="a series under the last heading is inside it",
        ),
        pytest.param(
            f"第一，甲。{FIVE}第二，乙。{FIVE}一是丙。丁。二是戊。己。",
            [(1, "第一，"), (1, "第二，"), (2, "一是"), (2, "二是")],
            id="a series as near as the siblings are long is inside the last",
        ),
        pytest.param(
            f"第一，甲。{FIVE}第二，乙。{FIVE * 3}一是丙。丁。二是戊。己。",
            [(1, "第一，"), (1, "第二，"), (1, "一是"), (1, "二是")],
            id="a series far off is not",
        ),
        pytest.param(
            "一是甲。" + FIVE + "\n二是乙。" + FIVE + "\n一、丙\n" + FIVE + "\n二、丁\n" + FIVE,
            [(1, "一是"), (1, "二是"), (1, "一、"), (1, "二、")],
            id="a heading of its own line is never inside a point that runs on",
        ),
        pytest.param(
            f"一要甲。一要乙。一要丙。{FIVE}二要丁。{FIVE}二要戊。{FIVE}\n二要己。{FIVE}",
            [(1, "一要"), (2, "一要"), (3, "一要"), (3, "二要"), (2, "二要"), (1, "二要")],
            id="one family at three levels",
        ),
        pytest.param(
            "一是甲。二是乙。三是丙。四处路段也要管。五次会议都讲过。",
            [(1, "一是"), (1, "二是"), (1, "三是")],
            id="words that open with the next ordinals",
        ),
        pytest.param(
            "二是甲。乙。\n三是丙。丁。\n四是戊。己。", [(1, "二是"), (1, "三是"), (1, "四是")], id="the first is lost"
        ),
    ],
)
def test_what_surrounds_a_series_tells_its_level(text: str, levels: list[tuple[int, str]]) -> None:
    """A series is inside the point before it, or has left it, by what stands between."""
    assert _levels(text) == levels


@pytest.mark.parametrize(
    "text",
    [
        "首先，我代表支队问好。\n最后，祝大家顺利。",
        "首先要看到成绩。路还长。最后还得靠自己。",
        "我们一是抓学习，二是抓训练，三是抓保障，全年平安。",
        "会议有两项议程。一是通报；二是表决。",
        "——在全区护林员座谈会上的讲话",
        "他问：“一是人够不够；二是钱够不够。”没人回答。",
        "一方面，要快。另一方面，要稳。",
        "统一要求，分级负责；二级单位照办。",
        "按照第二条第（一）项、第（二）项办理。",
    ],
)
def test_what_only_looks_like_a_series_is_none(text: str) -> None:
    """Lone words of order, lists within a sentence, agendas, quotations and citations are no points."""
    assert _levels(text) == []


def test_a_long_speech_is_read_through() -> None:
    """A speech of some thousand paragraphs has every point of its parts."""
    parts = [_speech(seed) for seed in range(40)]
    text = "\n".join(line for part in parts for line in part.lines)
    assert len(_found(text)) == sum(len(part.points) for part in parts)
