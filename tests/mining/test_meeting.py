"""The name of a meeting, its kind, and speeches by kind."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.mining.meeting import Described, group, meeting_kind, meeting_name

if TYPE_CHECKING:
    from random import Random


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("在××市2031年防汛工作会议上的讲话", "××市2031年防汛工作会议"),
        ("在全县护林防火动员会上的动员讲话提纲（摘要）", "全县护林防火动员会"),
        ("守土尽责　护一方安澜——在全市河湖长制工作推进会上的讲话", "全市河湖长制工作推进会"),
        ("××同志在县委常委会会议研究灌区改造工作时的讲话", "县委常委会会议研究灌区改造工作"),
        ("在××中学新学期开学典礼上的致辞", "××中学新学期开学典礼"),
        ("全市节水工作会议讲话稿", "全市节水工作会议"),
        ("2031年度述职报告", "2031年度述职报告"),
        ("在市水务局大会上的讲话", "市水务局大会"),
        ("在上下游联席会议中的发言", "上下游联席会议"),
        ("××同志的讲话", ""),
        ("在会议上的讲话", ""),
        ("关于节约用水的几点意见", ""),
        ("让清水流遍全社会", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_title_names_the_meeting(title: str | None, name: str) -> None:
    """The meeting's name is what a title says the speech was given at, as it stands there."""
    assert meeting_name(title, "") == name


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("今天，我们召开全市节水工作会议，主要任务是部署旱季供水。", "全市节水工作会议"),
        ("今天上午，市委、市政府在这里隆重举行水利工程开工仪式。", "水利工程开工仪式"),
        ("经局党组研究，今天召开局系统2031年度述职评议，主要任务是听取汇报。", "局系统2031年度述职评议"),
        ("市委决定召开这次全市河长大会，很有必要。", "全市河长大会"),
        ("这次会议的任务是抓落实。这次全市抗旱调度会开得及时。", "全市抗旱调度会"),
        ("全市水库管护培训班今天正式开班了。", "全市水库管护培训班"),
        ("很高兴参加今天的水利人座谈会。", "水利人座谈会"),
        ("今天，我们传达前不久召开的全省水利工作会议精神。", ""),
        ("刚才，三个乡镇作了发言，讲得都很好。", ""),
        ("今天，我们召开会议，部署旱季供水。", ""),
        ("", ""),
    ],
)
def test_an_opening_names_the_meeting_where_the_title_does_not(opening: str, name: str) -> None:
    """Without a telling title the name is that of the meeting which the opening says is held today."""
    assert meeting_name(None, opening) == name
    assert meeting_name("××同志的讲话", opening) == name
    assert meeting_name("在全县抗旱大会上的讲话", opening) == "全县抗旱大会"


def test_a_name_that_tells_the_kind_goes_first() -> None:
    """An opening names the meeting where the title only says whose it is."""
    assert meeting_name("在市水务局大会上的讲话", "今天，我们召开全市节水工作会议。") == "全市节水工作会议"
    assert meeting_name("在市水务局大会上的讲话", "今天，我们召开大会。") == "市水务局大会"


def test_what_comes_late_names_no_meeting() -> None:
    """Only the first pages of an opening are looked at."""
    assert meeting_name(None, "水" * 5000 + "。今天，我们召开全市节水工作会议。") == ""


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("市水务局2031年领导干部述责述廉大会", "述责述廉大会"),
        ("××市水务机关领导干部集体廉政约谈会", "集体廉政约谈会"),
        ("全市教育大会", "教育大会"),
        ("2031年水库管护员春季学期开学典礼", "开学典礼"),
        ("××中学2031级新生开学典礼暨军训动员大会", "开学典礼"),
        ("市委十届三次全会", "全会"),
        ("市委常委会（扩大）会议研究应对××工作", "常委会会议"),
        ("市委常委会会议研究全市教育大会筹备工作", "常委会会议"),
        ("全省安全生产工作电视电话会议", "安全生产工作会议"),
        ("全市防汛抗旱工作视频会议", "防汛抗旱工作会议"),
        ("2031年度领导班子述职评议报告", "述职评议报告"),
        ("学习贯彻全省水利工作会议精神专题培训班", "专题培训班"),
        ("××县2030—2031年度水利建设总结表彰大会", "水利建设总结表彰大会"),
        ("××集团公司第三届职工代表大会第二次会议", "职工代表大会会议"),
        ("全市领导干部会议", "领导干部会议"),
        ("市水务局大会", ""),
        ("会议", ""),
        ("", ""),
    ],
)
def test_a_kind_is_what_another_unit_has_another_year(name: str, kind: str) -> None:
    """Unit, place, level, year, ordinal, who comes and how it is held are gone; what is left tells something."""
    assert meeting_kind(name) == kind


@pytest.mark.parametrize(
    "kind",
    [
        "城市管理工作会议",
        "社区矫正工作会议",
        "乡镇财政工作会议",
        "园区建设推进会",
        "县域经济发展大会",
        "干部教育工作会议",
        "年轻干部座谈会",
        "县委书记工作交流会",
        "公安局长座谈会",
        "组织部长会议",
        "学校安全工作会议",
        "机关党建工作会议",
        "队伍建设工作会议",
        "市场监管工作会议",
        "省级水利工程调度会",
        "党委会",
        "工会成立大会",
    ],
)
def test_a_word_that_only_holds_a_unit_stays(kind: str) -> None:
    """城市, 社区, 县域, 干部 and the like are no units; a kind is the kind of itself."""
    assert meeting_kind(kind) == kind
    assert meeting_kind(f"全省{kind}") == kind


@given(
    st.lists(
        st.sampled_from(
            ["全市", "在", "会议", "会", "上的", "讲话", "今天", "召开", "—", "2031年", "（", "）", "暨", "，"]
        )
    )
)
def test_a_name_stands_in_its_source(pieces: list[str]) -> None:
    """Nothing is invented: a name stands in the title or the opening, and a kind is made of the name's characters."""
    text = "".join(pieces)
    for name in (meeting_name(text, ""), meeting_name(None, text)):
        assert name in text
        rest = iter(name)
        assert all(letter in rest for letter in meeting_kind(name))


@pytest.mark.parametrize(
    "bad", ["在—", "今天召开", "会", "全市", "学习", "（", "召开这次", "年", "一", "\n", " \u3000"]
)
def test_a_hostile_text_has_a_short_name_or_none(bad: str) -> None:
    """However long and odd a text is, its name is no longer than a line."""
    assert len(meeting_name(bad * 5000, bad * 5000)) <= 120
    assert len(meeting_kind(bad * 5000)) <= 120


def _speech(name: str, *headings: str, words: str = "") -> Described:
    return Described(name, meeting_kind(name), headings, words)


_WATER = "今年入夏以来，库区来水比常年少三成，各水厂要按旱季方案轮流供水，先保居民用水，再保灌溉。"
_TREES = "清明前后上山的人多，护林员要守在山口，劝回明火，查清坟头，夜里也要有人巡山。"
FOLDER = [
    _speech("市水务局2031年领导干部述责述廉大会", "守住工程廉洁底线", "管好身边的人"),
    _speech("全市旱季供水工作会议", "算清水账", "轮流供水", words=_WATER),
    _speech("", "算清水账", "管好水厂", words=f"同志们：{_WATER}会后就办。"),
    _speech("××县2030年度述责述廉会议", "当好廉洁表率"),
    _speech("", "守住山口", "劝回明火", words=_TREES),
    _speech("2029年述责述廉会", "把责任扛住"),
    _speech("全市主题教育动员部署会", "学深一层", "干在实处"),
    _speech(
        "",
        "守住山口",
        "查清坟头",
        words=f"上周发了两次火情通报，村里都知道了。今年雨少草干，一点火星就能烧一面坡，大家要绷紧弦。{_TREES[:20]}",
    ),
    _speech("全市防汛动员部署会", "守住堤坝"),
    _speech("", words=""),
    _speech("××省旱季供水工作电视电话会议", "算清水账"),
    _speech("", "上下同心把新校区建起来", words="新教学楼下月封顶，各班搬迁分三批走。"),
    _speech("", words=""),
]
GROUPS = [[0, 3, 5], [1, 2, 10], [4, 7], [6], [8], [9], [11], [12]]


def test_a_mixed_folder_falls_into_kinds() -> None:
    """Speeches of one kind come together whatever the unit and year, those without a name by what they say."""
    assert group(FOLDER) == GROUPS


@given(st.permutations(range(len(FOLDER))))
def test_the_order_of_speeches_changes_nothing(order: list[int]) -> None:
    """In whatever order the speeches come, the same ones are grouped."""
    found = group([FOLDER[number] for number in order])
    assert sorted(sorted(order[number] for number in one) for one in found) == GROUPS


def _letters(*blocks: int) -> str:
    return "".join(chr(0x4E00 + 100 * block + letter) for block in blocks for letter in range(40))


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_chain_of_contents_is_one_group_in_any_order(order: tuple[int, ...]) -> None:
    """A speech without a name that is like two others comes together with the same ones in any order."""
    chain = [_speech("", words=_letters(block, block + 1)) for block in range(3)]
    found = group([chain[number] for number in order])
    assert sorted(sorted(order[number] for number in one) for one in found) == [[0, 1, 2]]


KINDS = st.sampled_from(["", "防汛会议", "防汛工作会议", "防汛推进会", "护林防火推进会", "全会", "会"])
SPEECHES = st.lists(
    st.builds(
        Described,
        st.text(max_size=3),
        KINDS | st.text(max_size=3),
        st.lists(st.sampled_from(["守住山口", "管好水账", "查清坟头"]), max_size=3).map(tuple),
        st.sampled_from(["", _WATER, _TREES, _WATER + _TREES]) | st.text(max_size=9),
    ),
    max_size=8,
)


@given(SPEECHES, st.randoms())
def test_every_speech_is_in_one_group(speeches: list[Described], random: Random) -> None:
    """Each index comes once; groups and members come in order; equal kinds are together; order changes nothing."""
    found = group(speeches)
    assert sorted(number for one in found for number in one) == list(range(len(speeches)))
    assert found == sorted(map(sorted, found))
    place = {number: at for at, one in enumerate(found) for number in one}
    for number, speech in enumerate(speeches):
        assert not speech.kind or len({place[n] for n, other in enumerate(speeches) if other.kind == speech.kind}) == 1
        assert number in place
    order = list(range(len(speeches)))
    random.shuffle(order)
    again = group([speeches[number] for number in order])
    assert sorted(sorted(order[number] for number in one) for one in again) == found


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("述责述廉大会", "述责述廉会议", True),
        ("安全生产工作会议", "安全生产推进会", True),
        ("联合防火巡山会议", "防火巡山会议", True),
        ("主题教育动员部署会", "防汛动员部署会", False),
        ("安全生产动员部署会", "安全生产总结表彰会", False),
        ("教育大会", "主题教育大会", False),
        ("联合防火巡山总结会", "防火巡山总结会", True),
        ("动员部署会", "防汛动员部署会", False),
        ("座谈会", "总结会", False),
        ("动员会", "动员部署会", True),
        ("防汛动员会", "防汛誓师大会", True),
        ("护林防火动员会", "护林防火总结会", False),
        ("全会", "全体会议", False),
        ("开学典礼", "毕业典礼", False),
    ],
)
def test_kinds_go_together_by_their_own_words(one: str, other: str, together: bool) -> None:  # noqa: FBT001
    """Two kinds are one where they have one purpose and hardly differ in their subject."""
    found = group([Described("", kind, (), "") for kind in (one, other)])
    assert (len(found) == 1) is together
