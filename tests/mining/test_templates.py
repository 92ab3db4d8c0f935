"""Mined templates draft at once, keep what was asked for, and give back the speech that they come from."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drafter.answers import convert
from drafter.checking import check
from drafter.document import Gap
from drafter.drafting import draft
from drafter.errors import InputError, UsageError
from drafter.mining.corpus import read_all
from drafter.mining.templates import free_name, mine
from drafter.template import open_template

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from drafter.document import Document
    from drafter.mining.skeleton import Skeleton
    from drafter.mining.templates import Mined


def _drafted(made: Mined, workspace: Path, answers: Mapping[str, str] | None = None) -> Document:
    template = open_template(made.folder.name, workspace)
    questions = template.definition.questions
    converted = {key: convert(questions[key], text) for key, text in (answers or {}).items()}
    given = {key: value for key, value in converted.items() if value is not None}
    return draft(template, given).document


def _spoken(document: Document) -> str:
    """What is said, without the hints of gaps."""
    return "".join(inline.text for block in document.spoken for inline in block.inlines if not isinstance(inline, Gap))


def _headings(document: Document) -> list[tuple[int, str, str]]:
    return [(block.level, block.series, block.text) for block in document.headings]


def test_one_speech_gives_its_own_skeleton(skeletons: Callable[..., list[Skeleton]], workspace: Path) -> None:
    """The template of one speech drafts its parts, headings and transitions; what was said is gaps."""
    made = mine(skeletons(2024), "headings", "防火", workspace)
    document = _drafted(made, workspace)
    roles = list(dict.fromkeys(block.role for block in document.blocks if block.role))
    assert roles == ["会议与任务", "回顾", "不足", "过渡", "要点", "结尾"]
    assert _headings(document) == [
        (1, "一、", "坚持关口前移，清除林下可燃物"),
        (2, "（一）", "把宣传做到田间地头"),
        (2, "（一）", "把警示立在进山路口"),
        (1, "一、", "坚持考核到岗，拧紧责任螺丝"),
        (1, "一、", "坚持装备先行，提升扑救能力"),
    ]
    assert "下面，我讲三点意见。" in [block.text for block in document.blocks]
    assert "防火先防人" not in _spoken(document)
    assert any("防火先防人" in gap.hint for gap in document.gaps)


def test_headings_that_change_each_year_give_their_form(workspace: Path) -> None:
    """A form that only the headings in one place share, year by year, is offered where a heading is written anew."""
    paths = [workspace / f"{year}.txt" for year in (2022, 2023, 2024)]
    for path, slogan in zip(paths, ("春播", "夏管", "秋收"), strict=True):
        lines = ["在全县农业工作会议上的讲话", "同志们：", "今天开会。", f"一、全力以赴抓好{slogan}生产", "抢农时。"]
        path.write_text("\n".join([*lines, "二、守住底线", "防灾情。", "三、带好队伍", "下田头。"]), "utf-8")
    made = mine([one.skeleton for one in read_all(paths, topics=True) if one.skeleton], "headings", "农", workspace)
    [points] = [question for question in made.questions if question.kind == "points"]
    assert "全力以赴抓好……生产" in points.forms[0]


def test_facts_of_that_time_are_questions(skeletons: Callable[..., list[Skeleton]], workspace: Path) -> None:
    """Year, date, unit, meeting and documents are asked for, with what was seen as the example; times always anew."""
    made = mine(skeletons(2024), "all", "防火", workspace)
    questions = {question.key: question for question in made.questions}
    assert {"unit", "date", "year", "meeting", "superiors", "speaker", "post", "points"} <= questions.keys()
    assert questions["year"].always
    assert questions["date"].always
    assert "2024" in questions["year"].hint
    assert "《森林防火条例》" in "".join(question.hint for question in made.questions)
    document = _drafted(made, workspace)
    assert "2024" not in _spoken(document)


def test_all_kept_and_answered_as_it_was_gives_the_speech_back(
    skeletons: Callable[..., list[Skeleton]], workspace: Path
) -> None:
    """With --keep all and the answers seen, the draft is the speech again, but for marks that the layout sets."""
    [skeleton] = skeletons(2023, topics=False)
    made = mine([skeleton], "all", "防火", workspace)
    document = _drafted(made, workspace, made.seen)
    assert not document.gaps

    def bare(text: str) -> str:
        return re.sub(r"[\s。]|[一二三]、|（[一二]）", "", text)

    source = (workspace.parent / "往年讲话" / "2023.txt").read_text("utf-8")
    assert bare("".join(block.text for block in document.blocks)) == bare(source)


def test_one_answer_fills_all_places_of_a_fact(skeletons: Callable[..., list[Skeleton]], workspace: Path) -> None:
    """A year that stands in several places is one question."""
    made = mine(skeletons(2023), "all", "防火", workspace)
    document = _drafted(made, workspace, {**made.seen, "year": "2031"})
    assert _spoken(document).count("2031") == document.title.count("2031") + 2
    assert "2023年秋季" not in _spoken(document)


def test_several_speeches_give_what_they_share(skeletons: Callable[..., list[Skeleton]], workspace: Path) -> None:
    """Headings that all speeches have stand as they are; where they differ their form stands, with gaps."""
    made = mine(skeletons(), "headings", "防火", workspace)
    document = _drafted(made, workspace)
    texts = [text for _, _, text in _headings(document)]
    assert texts[1:3] == ["把宣传做到田间地头", "把警示立在进山路口"]
    assert all(text.startswith("坚持【待补：如") and "，" in text for text in (texts[0], *texts[3:]))
    assert [part.seen for part in made.pattern.parts] == [3] * len(made.pattern.parts)
    [points] = [question for question in made.questions if question.kind == "points"]
    assert points.forms[0][0] == "坚持……，……"


def test_sentences_that_several_speeches_have_are_kept(
    skeletons: Callable[..., list[Skeleton]], workspace: Path
) -> None:
    """With --keep sentences the set sentences stay and the others are gaps."""
    document = _drafted(mine(skeletons(), "sentences", "防火", workspace), workspace)
    assert "防火先防人，防人先管心。" in _spoken(document)
    assert "火情不过夜，责任不过手。" in _spoken(document)
    assert "还有6处" not in _spoken(document)


def test_a_part_that_not_all_have_is_asked_about(skeletons: Callable[..., list[Skeleton]], workspace: Path) -> None:
    """A part that only some speeches have hangs on a yes/no question that tells how many do."""
    shorter = workspace.parent / "往年讲话" / "2022.txt"
    text = shorter.read_text("utf-8")
    shorter.write_text(re.sub(r"过去的一年.*\n", "", text), "utf-8")
    made = mine(skeletons(), "headings", "防火", workspace)
    [asked] = [question for question in made.questions if question.kind == "yesno"]
    assert asked.label == "要不要“回顾”一节（3篇里有2篇）"
    assert "过去的一年" in _spoken(_drafted(made, workspace))
    assert "过去的一年" not in _spoken(_drafted(made, workspace, {asked.key: "否"}))


def test_a_template_says_where_it_comes_from(skeletons: Callable[..., list[Skeleton]], workspace: Path) -> None:
    """Each file names its source and how many speeches have it; a table lists every heading with file and line."""
    made = mine(skeletons(), "headings", "防火", workspace)
    assert "3篇里有3篇；出自 2024.txt 第6行" in (made.folder / "meeting.j2").read_text("utf-8")
    rows = (made.folder / "sources.tsv").read_text("utf-8-sig").splitlines()
    assert any(
        row.split("\t")[5:] == ["把宣传做到田间地头", str(workspace.parent / "往年讲话" / "2022.txt"), "11"]
        for row in rows
    )


def test_a_name_that_is_taken_is_refused(skeletons: Callable[..., list[Skeleton]], workspace: Path) -> None:
    """A template is never written over another, shipped or own; a free name is found for it."""
    mine(skeletons(2022), "headings", "森林防火动员会", workspace)
    with pytest.raises(UsageError, match="已经有了"):
        mine(skeletons(2023), "headings", "森林防火动员会", workspace)
    with pytest.raises(UsageError, match="已经有了"):
        mine(skeletons(2023), "headings", "group-talk", workspace)
    [speech] = skeletons(2022)
    assert free_name(replace(speech, kind="森林防火动员会"), workspace) == "森林防火动员会-2"
    assert free_name(replace(speech, kind="", title=""), workspace) == "讲话"
    for name in ("-x", "a/b", "CON", "甲.", ""):
        with pytest.raises(UsageError, match="不能作文件夹名"):
            mine(skeletons(2022), "headings", name, workspace)


@pytest.mark.parametrize(
    "line",
    [
        "{{ 7*7 }}",
        "{% raw %}",
        "{# 注 #}",
        "“{”和“}”",
        "# 号",
        "> 号",
        "** ×× 某",
        '说"好"\\n',
        "【待补：空】",
        "{{",
        "%}",
        "a\x0bb",
    ],
)
def test_what_looks_like_a_template_is_text(line: str, workspace: Path) -> None:
    """A speech can't put anything into the template that Jinja or the markup would act on."""
    path = workspace / "怪.txt"
    path.write_text(f"同志们：\n{line}是这么写的。\n一、{line}要抓\n照{line}办。\n二、{line}要管\n照办。\n", "utf-8")
    for keep in ("headings", "all"):
        [read] = read_all([path], topics=True)
        assert read.skeleton
        made = mine([read.skeleton], keep, f"怪-{keep}", workspace)
        document = _drafted(made, workspace, made.seen)
        assert len(document.headings) == 2
        assert "49" not in _spoken(document)
        words = line.lstrip("#> ").replace("\x0b", " ")
        assert keep == "headings" or f"{words}是这么写的。" in _spoken(document)


FRONT = """{title}
（2024年3月12日，市粮食局局长　×××）
{salutation}
{opening}
下面，我讲两点意见。
一、2023年工作回顾
颗粒归仓。
二、2024年主要任务
守住仓廪。
"""


def _mined(workspace: Path, **words: str) -> Mined:
    """What is mined of a speech with these words."""
    path = workspace / "一篇.txt"
    usual = {"title": "在全市粮食工作会议上的讲话", "salutation": "同志们：", "opening": "今天开会。"}
    path.write_text(FRONT.format(**usual | words), "utf-8")
    [read] = read_all([path], topics=True)
    assert read.skeleton
    return mine([read.skeleton], "headings", "一篇", workspace)


@pytest.mark.parametrize(
    "words",
    [
        {"opening": "刚刚过去的丰收节上，大家都很高兴。"},
        {"opening": "建仓八年以来，我们走过了不平凡的路。"},
        {"opening": "各位来自东山的朋友，欢迎你们到来。"},
        {"opening": "我们在东山粮库举办的这次会，意义重大。"},
        {"salutation": "尊敬的东山县长，同志们："},
        {"title": "丰收节里话东山"},
        {"title": "在东山粮库建库七十周年大会上的讲话"},
    ],
)
def test_what_was_of_that_time_is_not_carried_over(words: dict[str, str], workspace: Path) -> None:
    """Neither a clause, nor the salutation, nor a title brings last time's facts into a draft unasked."""
    made = _mined(workspace, **words)
    spoken = _spoken(_drafted(made, workspace))
    assert not [fact for fact in ("丰收节", "八年", "东山", "七十周年") if fact in spoken]


def test_a_gap_of_the_year_before_tells_the_year_before(workspace: Path) -> None:
    """A place that shows the year before the meeting's has that year as its example."""
    document = _drafted(_mined(workspace), workspace)
    assert [block.text for block in document.headings] == [
        "【待补：上一年，如“2023”】年工作回顾",
        "【待补：年份（原稿“2024”）】年主要任务".replace("（原稿“2024”）", "，如“2024”"),
    ]


def test_date_and_speaker_on_one_line_are_both_asked(workspace: Path) -> None:
    """A date with post and name behind it becomes three questions, and the year follows from the date."""
    made = _mined(workspace)
    answers = {"date": "2031-03-05", "post": "市粮食局党组书记", "speaker": "某某"}
    document = _drafted(made, workspace, answers)
    assert "（2031年3月5日，市粮食局党组书记　某某）" in [block.text for block in document.blocks]
    assert document.headings[1].text == "2031年主要任务"


def test_a_speech_that_changed_while_it_was_read_is_told(workspace: Path) -> None:
    """Where a file says something else when it is read again, no template is made."""
    path = workspace / "变.txt"
    path.write_text(FRONT.format(title="在会上的讲话", salutation="同志们：", opening="开会。"), "utf-8")
    [read] = read_all([path], topics=True)
    path.write_text(FRONT.format(title="在会上的讲话", salutation="同志们：", opening="散会。"), "utf-8")
    assert read.skeleton
    with pytest.raises(InputError, match="文件变了"):
        mine([read.skeleton], "headings", "变", workspace)
    assert not (workspace / "templates").exists()


def test_the_order_of_the_files_decides_nothing(skeletons: Callable[..., list[Skeleton]], workspace: Path) -> None:
    """Speeches given in another order make the same files."""
    one = mine(skeletons(2022, 2023, 2024), "all", "防火", workspace)
    other = mine(skeletons(2024, 2022, 2023), "all", "防火", workspace / "另一处")
    for path in one.folder.rglob("*.*"):
        assert path.read_bytes() == (other.folder / path.relative_to(one.folder)).read_bytes()


@pytest.mark.parametrize("keep", ["headings", "sentences", "all"])
def test_a_mined_template_has_nothing_to_tell(
    skeletons: Callable[..., list[Skeleton]], workspace: Path, keep: str
) -> None:
    """A template passes `drafter template check` as it is mined, whatever is kept of the speeches."""
    made = mine(skeletons(), keep, "防火", workspace)
    assert [str(one.problem) for one in check(made.folder.name, workspace, dt.date(2026, 1, 15))] == []


def test_only_a_year_that_others_follow_from_is_asked(workspace: Path) -> None:
    """A speech that names a far year only is asked for that one, not for the year of the meeting."""
    path = workspace / "讲话.txt"
    lines = ["在全县林业工作会议上的讲话", "（2024年9月1日）", "同志们：", "今天开会。"]
    path.write_text("\n".join([*lines, "一、抓好植树", "2015年以来，年年植树。", "二、管好山林", "看山。"]), "utf-8")
    made = mine([one.skeleton for one in read_all([path], topics=True) if one.skeleton], "all", "林", workspace)
    assert {q.key for q in made.questions if q.kind == "year"} == {"year_2015"}
