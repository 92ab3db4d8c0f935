"""The questions of a mined template, gathered while its wording is written: one for each fact, all places of it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from drafter.mining.slots import KINDS, find
from drafter.mining.wording import escaped, literal, quoted
from drafter.records import dataclass, field, replace
from drafter.template import units

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from drafter.mining.slots import Facts, Slot
    from drafter.mining.spoken import Spoken

_DATE_FORMS = (
    ("", re.compile(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日")),
    ('("月日")', re.compile(r"[0-9]{1,2}月[0-9]{1,2}日")),
)
_NEAR_YEARS = {-1: ("previous", "上一年"), 1: ("next", "下一年")}
_NAMES: dict[str, tuple[str, Callable[[str], str]]] = {
    "level": ("level", units.level),
    "unit_short": ("short", units.short),
    "unit_own": ("own", units.own),
}
"""Names that follow from the unit's full name: the filter, and what it comes to."""

_ONE = ("superiors", "superior_organ", *_NAMES)
"""Kinds of which a speech mostly has one."""

_FIRST_ROUND = ("unit", "superiors", "date", "date_line", "speaker", "post", "title")
_FIRST_KINDS = ("period", "campaign", "campaigns", "superiors")
_ORDER = ("unit", *_NAMES, "superiors", "superior_organ", "date", "year", "speaker", "post", "meeting", "title")
_LISTS = {"documents": ("《", "》"), "campaigns": ("“", "”")}
_LABEL, _AROUND = 14, 8
_ALONE = {"count", "mask"}
"""Kinds whose values say little without the words around them."""

_IN_CLAUSE = re.compile(r"(?:……)?[^，。；：、…“”〔〕]*〔[^〔〕]*〕[^，。；：、…“”〔〕]*(?:……)?")
_JINJA = re.compile(r"\{\{.*?\}\}")
_OF_THAT_TIME = re.compile(r"[0-9０-９“《×*]|[一二三四五六七八九十]+周年|第[一二三四五六七八九十]+[届次期]")
_UNIT_HELP = "写全称；简称、自称和层级由它推算。"
_YEAR_HELP = "前一年、后一年由它推算。"


@dataclass(slots=True)
class Asked:
    """The questions so far, by key, each as template.yaml has it.

    documents: the name in phrases.yaml of each document that is there, by its text. seen: what the speeches say, as it
    would be answered. year_of_date: the meeting's date tells its year.
    """

    documents: Mapping[str, str]
    entries: dict[str, dict[str, object]] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    year_of_date: bool = False
    _keys: dict[tuple[str, str], str] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)

    def shown(self, spoken: Spoken, start: int, end: int) -> str:
        """A stretch of a speech in Jinja, with its facts as questions."""
        made, at = "", start
        for slot in spoken.slots(start, end):
            made += escaped(spoken.text[at : slot.start]) + self._expression(slot, spoken.facts, _where(slot, spoken))
            at = slot.end
        return made + escaped(spoken.text[at:end])

    def words(self, text: str, facts: Facts, where: str) -> str:
        """Words that stand by themselves, as a heading or a title, in the same way. where: what help says of them."""
        made, at = "", 0
        for slot in find(text, facts):
            place = f"原稿：{_around(text, slot.start, slot.end)}{where}"
            made += escaped(text[at : slot.start]) + self._expression(slot, facts, place)
            at = slot.end
        return made + escaped(text[at:])

    def put(self, key: str, seen: str, **entry: object) -> str:
        """Ask a question unless it is asked already; the key in Jinja's braces. seen: what the speech says there."""
        if key not in self.entries:
            self.entries[key] = {"key": key, **entry}
            if key in _FIRST_ROUND and "default" not in entry:  # what follows from other answers is left to the review
                self.entries[key]["round"] = "first"
            if seen:
                self.seen[key] = seen
        return f"{{{{ {key} }}}}"

    def ordered(self) -> list[dict[str, object]]:
        """The questions in the order in which they are asked."""
        keys = [key for key in _ORDER if key in self.entries]
        return [self.entries[key] for key in dict.fromkeys([*keys, *self.entries])]

    def unit(self, name: str) -> str:
        """Ask for the unit's full name."""
        about = KINDS["unit"]
        return self.put("unit", name, label=about.label, kind="text", hint=_example(about.label, name), help=_UNIT_HELP)

    def meeting(self, name: str, facts: Facts) -> str:
        """Ask for the meeting's name; its default is what follows from other answers, if that is all of that time."""
        default = self.words(name, replace(facts, meeting=""), "（会议名称）")
        own = of_that_time(default)
        entry: dict[str, object] = {"always": True} if own else {"default": default}
        entry |= {"hint": _example("会议名称", name), "help": "写进标题和正文。"}
        return self.put("meeting", name if own else "", label="会议名称", kind="text", **entry)

    def _expression(self, slot: Slot, facts: Facts, where: str) -> str:
        """The question about a fact, in Jinja."""
        if slot.kind in {"unit", "meeting"}:
            return self.unit(slot.value) if slot.kind == "unit" else self.meeting(slot.value, facts)
        if slot.kind == "year" and slot.value.isascii():
            return self._year(int(slot.value), facts, where)
        if slot.kind == "date" or slot.kind in _NAMES:
            return self._date(slot, facts, where) if slot.kind == "date" else self._name(slot, facts, where)
        if slot.kind in _LISTS and "、" not in slot.value:
            return self._list(slot, where)
        key = self._key(slot.kind, slot.group)
        seen = slot.group if slot.kind == "place" and slot.value.startswith(slot.group) else slot.value
        entry = {**self._entry(slot._replace(value=seen), where, key), "kind": "text"}
        return self.put(key, seen, **entry) + escaped(slot.value.removeprefix(seen))

    def _key(self, kind: str, value: str) -> str:
        """The key of a fact: the same for the same fact."""
        if (kind, value) not in self._keys:
            self._counts[kind] += 1
            first = kind in _ONE and self._counts[kind] == 1
            self._keys[kind, value] = kind if first else f"{kind}_{self._counts[kind]}"
        return self._keys[kind, value]

    def _entry(self, slot: Slot, where: str, key: str) -> dict[str, object]:
        """A question about a fact, with the value seen as its example."""
        about = KINDS[slot.kind]
        around = _IN_CLAUSE.search(where) if slot.kind in _ALONE else None
        example = slot.value if len(slot.value) <= _LABEL else slot.value[:_LABEL] + "……"
        label = f"{about.label}（原稿{quoted(around[0] if around else example)}）"
        label = about.label if key in _ONE else label
        entry: dict[str, object] = {"label": label, "kind": about.question}
        if slot.value in self.documents:
            entry["default"] = f'{{{{ "{self.documents[slot.value]}"|phrase }}}}'
        entry |= {"hint": _example(about.label, slot.value), "help": where}
        if slot.kind in _FIRST_KINDS:
            entry["round"] = "first"
        if about.always:
            entry["always"] = True
        return entry

    def _list(self, slot: Slot, where: str) -> str:
        key = self._key(slot.kind, slot.group)
        mark, end = _LISTS[slot.kind]
        items = slot.value[1:-1].split(end + mark)
        if slot.kind == "documents":
            self.put(key, "；".join(f"《{item}》" for item in items), **self._entry(slot, where, key))
            return f"{{{{ {key}|join }}}}"
        self.put(key, "；".join(items), **self._entry(slot, where, key))
        return f"{{{{ {key}|quoted }}}}"

    def _year(self, year: int, facts: Facts, where: str) -> str:
        """A year: that of the meeting, one next to it, or one of its own."""
        base = facts.year or year
        if year - base not in {0, *_NEAR_YEARS}:
            label, hint = f"年份（原稿{quoted(str(year))}）", _example("年份", str(year))
            return self.put(f"year_{year}", str(year), label=label, kind="year", hint=hint, help=where, always=True)
        label, hint = f"年份（原稿{quoted(str(base))}）", _example("年份", str(base))
        entry = {"default": '{{ date|date("年") }}'} if self.year_of_date else {"round": "first"}
        self.put("year", str(base), label=label, kind="year", hint=hint, help=_YEAR_HELP, always=True, **entry)
        if year == base:
            return "{{ year }}"
        follow, what = _NEAR_YEARS[year - base]
        return f"{{{{ year|{follow}|hint({literal(_example(what, str(year)))}) }}}}"

    def _date(self, slot: Slot, facts: Facts, where: str) -> str:
        key = self._key("day", slot.group)
        form = next((form for form, pattern in _DATE_FORMS if pattern.fullmatch(slot.value)), None)
        if form is None or (form and not facts.year):
            return self.put(key, slot.value, **{**self._entry(slot, where, key), "kind": "text"})
        self.put(key, f"{facts.year}年{slot.value}" if form else slot.value, **self._entry(slot, where, key))
        return f"{{{{ {key}|date{form} }}}}"

    def _name(self, slot: Slot, facts: Facts, where: str) -> str:
        """A name of the unit that follows from its full one where it does so in this speech."""
        follow, derive = _NAMES[slot.kind]
        entry = self._entry(slot, where, slot.kind)
        if facts.unit and derive(facts.unit) == slot.value:
            self.unit(facts.unit)
            entry["default"] = f"{{{{ unit|{follow} }}}}"
        return self.put(slot.kind, slot.value, **entry)


def of_that_time(shown: str) -> bool:
    """Whether words in Jinja still hold something of one time: a number, an anniversary, a name in quotation marks."""
    return bool(_OF_THAT_TIME.search(_JINJA.sub("", shown)))


def _example(label: str, value: str) -> str:
    return f"{label}，如{quoted(value)}"


def _where(slot: Slot, spoken: Spoken) -> str:
    """Where a fact stood, with the words around it."""
    return f"原稿：{_around(spoken.text, slot.start, slot.end)}（{spoken.place(slot.start)}）"


def _around(text: str, start: int, end: int) -> str:
    """A stretch with the words around it, …… where they are cut."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    left = "……" if start > _AROUND and "\n" not in before else ""
    right = "……" if end + _AROUND < len(text) and "\n" not in after else ""
    return f"{left}{before.rpartition(chr(10))[2]}〔{text[start:end]}〕{after.partition(chr(10))[0]}{right}"
