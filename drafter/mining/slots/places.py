"""Names of places in China: provinces, prefectures, and where a text names one.

The list is of provinces and prefecture-level units (行政区划, GB/T 2260) by their short names. Names that are words, or
that the ends of two words make by chance (确保|定好, 推广|安全), count only with 市 or 州 behind them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = """
北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 四川 贵州 云南 陕西
甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门
石家庄 唐山 秦皇岛 邯郸 邢台 张家口 沧州 廊坊 衡水 太原 阳泉 晋城 朔州 忻州 临汾 吕梁
呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 锡林郭勒 阿拉善
沈阳 大连 鞍山 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 葫芦岛 长春 辽源 松原 延边
哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 伊春 佳木斯 七台河 牡丹江 绥化 大兴安岭
南京 无锡 徐州 常州 苏州 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州
合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 滁州 阜阳 宿州 亳州 池州 宣城 福州 厦门 莆田 泉州 漳州 龙岩 宁德
南昌 景德镇 萍乡 九江 鹰潭 赣州 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 泰安 威海 临沂 德州 聊城 滨州 菏泽
郑州 洛阳 平顶山 鹤壁 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 荆州
黄冈 咸宁 随州 恩施 长沙 株洲 湘潭 衡阳 邵阳 岳阳 张家界 益阳 郴州 永州 娄底 湘西
广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 阳江 清远 东莞 潮州 揭阳 云浮
南宁 柳州 桂林 梧州 防城港 钦州 贵港 贺州 河池 崇左 三亚 三沙 儋州
攀枝花 泸州 德阳 绵阳 遂宁 眉山 宜宾 达州 雅安 巴中 资阳 阿坝 甘孜 凉山
贵阳 六盘水 遵义 毕节 铜仁 黔西南 黔东南 黔南 昆明 曲靖 玉溪 昭通 普洱 临沧 楚雄 西双版纳 德宏 怒江 迪庆
拉萨 日喀则 昌都 林芝 那曲 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 商洛 兰州 嘉峪关 金昌 武威 张掖 酒泉 庆阳 陇南
临夏 甘南 西宁 果洛 银川 石嘴山 吴忠 乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 克孜勒苏 喀什 伊犁
阿勒泰
"""
_WORDS = """
保定 大同 长治 晋中 兴安 抚顺 本溪 朝阳 四平 通化 白山 白城 大庆 黑河 南通 丽水 安庆 黄山 六安 三明 南平 新余 吉安
济宁 日照 开封 新乡 周口 孝感 常德 怀化 河源 中山 北海 玉林 百色 来宾 海口 东方 自贡 广元 内江 广安 安顺 保山 红河 文山
大理 山南 阿里 安康 白银 天水 平凉 定西 海东 海北 海西 海南 黄南 玉树 固原 中卫 和田
承德 运城 安阳 宜春 乐山 南充 成都 丽江 塔城
"""
_FORMS = "特别行政区 维吾尔自治区 壮族自治区 回族自治区 自治区 自治州 自治县 地区 省 市 州 盟 县 区"

AMBIGUOUS = frozenset(_WORDS.split())
_SUFFIX = re.compile(f"(?:{'|'.join(_FORMS.split())})(?![场域别间块民容落务圈群])")
_SET_AFTER = re.compile("精神|会议|整风|起义|战役|道路|合作组织|时间")
_DIRECTION_AFTER = re.compile("[岸麓坡侧方边南北东西线移下]|部(?![分门署队])")
_THERE, _DONE_THERE = set("在赴"), set("召举考调")
_RUNS_ON = re.compile(
    "建[设功筑立成议强党国制]|庆[祝典贺]|海[量外洋关域军拔选底内鲜岸]|阳光|安[全排保心定置装康静稳]|连[续接片锁线网带环]|肥[料沃]"
)
_BY_PAIR: dict[str, list[str]] = defaultdict(list)
for _name in sorted({*_NAMES.split(), *AMBIGUOUS}, key=len, reverse=True):
    _BY_PAIR[_name[:2]].append(_name)
_PAIR = re.compile(f"[{''.join({p[0] for p in _BY_PAIR})}](?=[{''.join({p[1] for p in _BY_PAIR})}])")

_NOT_IN_NAME = "各全本我该每某这那哪些个几两多少的了是在和与及把被对从到为以有无不也都就还又再很最省市县区镇乡村"
_SMALL_NAME = f"(?:(?![{_NOT_IN_NAME}])[\u4e00-\u9fff]){{2,3}}?"
_NEAR = "，。；：！？,;:!?（）()“”《》 \u3000\n"
_SMALL = re.compile(
    rf"(?:^|(?<=[{_NEAR}、在赴到从与及由是省市县区州])){_SMALL_NAME}[县市区镇乡村]"
    rf"(?=[{_NEAR}在到是召举]|、(?![省市县区镇乡村校])|$)"
)
_IN_TITLE = re.compile(rf"(?:^|[在—])({_SMALL_NAME})([县市区镇乡旗])(?![场域别间块县市区])")
_SURE = set("县市")
"""Of these one mention is enough; 区, 镇, 乡 and 村 stand in many words."""

_SORTS = """
贫困 文明 先进 试点 重点 示范 百强 脱贫 农业 工业 中心 空心 后进 落后 明星 样板 标杆 特色 生态 美丽 平安 文化 旅游 经济
开放 创新 和谐 法治 国家 行政 自然 建制 易地 革命 民族 边境 沿海 沿边 人口 教育 基本 均衡 摘帽 帮扶 结对 对口 周边 相关
有关 受灾 代化 准化 强 大 小 新 老 山
"""
_SORTS_OF_PLACE = tuple(_SORTS.split())
_NOT_BEFORE = {
    "县": set("困帽范衡"),
    "市": set("城都超股门夜上级辖"),
    "区": set("社地园辖郊城校景牧灾库疫矿厂营任试验能片贸护禁发范人分战盲误功住居林"),
    "镇": set("城集重"),
    "乡": set("故家水下返城异他"),
    "村": set("农驻进入下回"),
    "旗": set("红国军党队战锦"),
}


class Place(NamedTuple):
    """A place that a text names: 绍兴 or 绍兴市 at text[start:end], in both cases with the name 绍兴."""

    start: int
    end: int
    name: str

    @property
    def told(self) -> bool:
        """Whether 省, 市 … stands behind the name."""
        return self.end - self.start > len(self.name)


def places(text: str) -> Iterator[Place]:
    """The provinces and prefectures that a text names, in order."""
    for match in _PAIR.finditer(text):
        at = match.start()
        for name in _BY_PAIR.get(text[at : at + 2], ()):
            if text.startswith(name, at):
                place = with_suffix(text, at, name)
                if place.told or (not _is_other(text, place) and (name not in AMBIGUOUS or _is_visited(text, place))):
                    yield place
                break


def with_suffix(text: str, at: int, name: str) -> Place:
    """The place of a name that stands at `at`, with 省, 市, 县 … where that follows."""
    suffix = _SUFFIX.match(text, at + len(name))
    return Place(at, suffix.end() if suffix else at + len(name), name)


def _is_other(text: str, place: Place) -> bool:
    """Whether a bare name is part of something else: 延安精神, 黄河南岸, or of two words: 幸福|建设, 隆重|庆祝."""
    if place.name[-1] in "东南西北" and _DIRECTION_AFTER.match(text, place.end):
        return True
    return bool(_RUNS_ON.match(text, place.end - 1) or _SET_AFTER.match(text, place.end))


def _is_visited(text: str, place: Place) -> bool:
    """Whether the words around a name say that it is a place: 在成都召开."""
    return text[max(0, place.start - 1) : place.start] in _THERE and text[place.end : place.end + 1] in _DONE_THERE


def small_places(text: str) -> Iterator[str]:
    """The counties, districts, towns and villages that a text names, once each: of 兰草县 兰草, others whole."""
    said = Counter(match[0] for match in _SMALL.finditer(text))
    for name, times in said.items():
        bare, form = name[:-1], name[-1]
        known = bare in _BY_PAIR.get(bare[:2], ())
        if not known and _is_name(bare, form) and (times > 1 or form in _SURE):
            yield bare if form == "县" else name


def own_place(title: str) -> tuple[str, str]:
    """The small place with which a title opens, and its form: 在兰草县…大会上的讲话 is of 兰草 and 县, else empty."""
    found = _IN_TITLE.search(title)
    return (found[1], found[2]) if found and _is_name(found[1], found[2]) else ("", "")


def _is_name(bare: str, form: str) -> bool:
    """Whether what stands before 县, 镇 … can be a name, and no sort of place: 示范县, 小镇."""
    return not bare.endswith(_SORTS_OF_PLACE) and bare[-1] not in _NOT_BEFORE[form]
