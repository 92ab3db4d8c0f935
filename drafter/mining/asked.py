"""The questions of a mined template, gathered while its wording is written: one for each fact, all places of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from drafter.mining.slots import KINDS, find
from drafter.mining.wording import escaped, quoted
from drafter.template import units

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from drafter.mining.slots import Facts, Slot
    from drafter.mining.spoken import Spoken

_DATE_FORMS = (
    ("", re.compile(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日")),
    ('("月日")', re.compile(r"[0-9]{1,2}月[0-9]{1,2}日")),
)
_NEAR_YEARS = {0: "{{ year }}", -1: "{{ year|previous }}", 1: "{{ year|next }}"}
_NAMES: dict[str, tuple[str, Callable[[str], str]]] = {
    "level": ("level", units.level),
    "unit_short": ("short", units.short),
    "unit_own": ("own", units.own),
}
"""Names that follow from the unit's full name: the filter, and what it comes to."""

_ONE = ("superiors", "superior_organ", *_NAMES)
"""Kinds of which a speech mostly has one."""

_FIRST_ROUND = ("unit", "superiors", "date", "year", "speaker", "post", "period", "campaign", "campaigns")
_ORDER = ("unit", *_NAMES, "superiors", "superior_organ", "date", "year", "speaker", "post", "meeting", "title")
_LISTS = {"documents": ("《", "》"), "campaigns": ("“", "”")}
_LABEL, _AROUND = 14, 12
_ALONE = {"count", "mask"}
"""Kinds whose values say little without the words around them."""

_IN_CLAUSE = re.compile(r"([^，。；：、…“”]{0,5})〔([^〔〕]*)〕([^，。；：、…“”]{0,4})")
_UNIT_HELP = "写全称；简称、自称和层级由它推算。"
_YEAR_HELP = "前一年、后一年由它推算。"


@dataclass(slots=True)
class Asked:
    """The questions so far, by key, each as template.yaml has it.

    documents: the name in phrases.yaml of each document that is there, by its text. seen: what the speeches say, as it
    would be answered.
    """

    documents: Mapping[str, str]
    entries: dict[str, dict[str, object]] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    _keys: dict[tuple[str, str], str] = field(default_factory=dict)

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
            made += escaped(text[at : slot.start]) + self._expression(slot, facts, where)
            at = slot.end
        return made + escaped(text[at:])

    def put(self, key: str, seen: str, **entry: object) -> str:
        """Ask a question unless it is asked already; the key in Jinja's braces. seen: what the speech says there."""
        if key not in self.entries:
            self.entries[key] = {"key": key, **entry}
            if key in _FIRST_ROUND:
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
        """Ask for the meeting's name; what is known of it by other answers is its default."""
        default = self.words(name, replace(facts, meeting=""), "会议名称里。")
        hint = _example("会议名称", name)
        return self.put(
            "meeting", "", label="会议名称", kind="text", default=default, hint=hint, help="写进标题和正文。"
        )

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
        count = sum(known == kind for known, _ in self._keys)
        first = kind in _ONE and not count
        return self._keys.setdefault((kind, value), kind if first else f"{kind}_{count + 1}")

    def _entry(self, slot: Slot, where: str, key: str) -> dict[str, object]:
        """A question about a fact, with the value seen as its example."""
        about = KINDS[slot.kind]
        around = _IN_CLAUSE.search(where) if slot.kind in _ALONE else None
        example = "".join(around.groups()) if around else slot.value
        example = example if len(example) <= _LABEL else example[:_LABEL] + "…"
        label = about.label if key in _ONE else f"{about.label}（原稿{quoted(example)}）"
        entry: dict[str, object] = {"label": label, "kind": about.question}
        if slot.value in self.documents:
            entry["default"] = f'{{{{ "{self.documents[slot.value]}"|phrase }}}}'
        entry |= {"hint": _example(about.label, slot.value), "help": where}
        if slot.kind in _FIRST_ROUND:
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
        label, hint = f"年份（原稿{quoted(str(base))}）", _example("年份", str(base))
        self.put("year", str(base), label=label, kind="year", hint=hint, help=_YEAR_HELP, always=True)
        near = _NEAR_YEARS.get(year - base)
        if near:
            return near
        label, hint = f"年份（原稿{quoted(str(year))}）", _example("年份", str(year))
        return self.put(f"year_{year}", str(year), label=label, kind="year", hint=hint, help=where, always=True)

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


def _example(label: str, value: str) -> str:
    return f"{label}，如{quoted(value)}"


def _where(slot: Slot, spoken: Spoken) -> str:
    """Where a fact stood, with the words around it."""
    before = spoken.text[max(0, slot.start - _AROUND) : slot.start].rpartition("\n")[2]
    after = spoken.text[slot.end : slot.end + _AROUND].partition("\n")[0]
    return f"原稿：……{before}〔{slot.value}〕{after}……（{spoken.place(slot.start)}）"
