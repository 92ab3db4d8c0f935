"""A template folder from a pattern: template.yaml, a file for each part, one for the text under each point."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from drafter.mining.asked import of_that_time
from drafter.mining.headlines import figure, suggestions
from drafter.mining.roles import BRIDGE, CLOSING, JUDGEMENT, MEETING, POINTS, REVIEW, SHORTCOMINGS
from drafter.mining.wording import escaped, quoted
from drafter.records import dataclass, field
from drafter.yamlfile import dump

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.mining.asked import Asked
    from drafter.mining.bodies import Bodies
    from drafter.mining.pattern import Pattern, SharedPart
    from drafter.mining.siblings import SharedHead
    from drafter.mining.spoken import Spoken

_FILES = {
    MEETING: "meeting",
    JUDGEMENT: "judgement",
    REVIEW: "review",
    SHORTCOMINGS: "shortcomings",
    BRIDGE: "bridge",
    POINTS: "points",
    CLOSING: "closing",
}
_DATE = re.compile(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日")
_POSTS = "长|书记|主任|主席|委员|政委|经理|总裁|教授|院士|代表|专员|处|员|师"
_POST_AND_NAME = re.compile(rf"(?P<post>\S.*?(?:{_POSTS}))(?P<blank>[ \u3000]+)(?P<name>\S+(?:[ \u3000]\S)?)")
_NAMED_AFTER = re.compile(r"(?P<mark>，)(?P<speaker>[^，）)]+)(?P<end>[）)]?)")
_PEOPLE = "领导|来宾|代表|委员|同志|同事|朋友|老师|同学|战友|嘉宾|家长|教职员工"
_GENERIC = re.compile(rf"(?:(?:尊敬的|亲爱的)?(?:各位)?(?:{_PEOPLE})们?[，、：:！!]?(?:大家好[！!])?)+")
_MOST_POINTS, _DEEPEST = 99, 4
_UNMARKED = "无"


@dataclass(slots=True)
class Author:
    """Writes one template. base: the speech that gives the lines before the speech proper. bodies: writes the files.

    default: the main points as they are offered.
    """

    pattern: Pattern
    asked: Asked
    base: Spoken
    bodies: Bodies
    default: list[dict[str, object]] = field(default_factory=list)

    def files(self, name: str, summary: str) -> dict[str, str]:
        """The files of the template by their names in its folder. name, summary: as template.yaml has them."""
        front = self._front()
        main = self._main()
        sections = list(self._sections(main))
        points = [self._points(main)] if main else []
        definition = {
            "name": name,
            "version": 1,
            "summary": summary,
            "questions": [*self.asked.ordered(), *points],
            "front": front,
            "series": _families(main.points) if main else [],
            "sections": sections,
        }
        return {"template.yaml": dump(definition), **self.bodies.files}

    def _main(self) -> SharedPart | None:
        """The part with the main points, which are asked for."""
        with_points = [part for part in self.pattern.parts if part.role == POINTS and _is_askable(part.points)]
        return max(with_points, key=lambda part: (part.seen, part.size), default=None)

    def _sections(self, main: SharedPart | None) -> Iterator[dict[str, object]]:
        """The sections of template.yaml; their files are written on the way."""
        whole = sum(part.size for part in self.pattern.parts) or 1
        names: Counter[str] = Counter()
        for part in self.pattern.parts:
            file = _FILES[part.role] if part.role != POINTS or part is main else "body"
            names[file] += 1
            file += f"-{names[file]}" if names[file] > 1 else ""
            entry: dict[str, object] = {
                "name": file,
                "role": part.role,
                "share": max(1, round(100 * part.size / whole)),
            }
            if part is main:
                usual = _families(part.points)
                rows = enumerate(part.points, 1)
                self.default += [self._point(point, part.points, f"p{n}", usual) for n, point in rows]
            else:
                self.bodies.section(file, part, self._condition(file, part))
                if part.points:
                    entry["series"] = _families(part.points)
            yield entry

    def _condition(self, file: str, part: SharedPart) -> str:
        """The question that decides on a part which not all speeches have; empty where all do."""
        of = len(self.pattern.speeches)
        if part.seen == of:
            return ""
        key = f"has_{file.replace('-', '_')}"
        likely = 2 * part.seen + (part.parts[0][0] == self.pattern.base) > of
        label = f"要不要“{part.role}”一节（{of}篇里有{part.seen}篇）"
        self.asked.put(key, "", label=label, kind="yesno", default="yes" if likely else "no")
        return key

    def _points(self, main: SharedPart) -> dict[str, object]:
        """The question of the main points, two levels of them; their files are written by now."""
        entry: dict[str, object] = {
            "key": "points",
            "label": "要点",
            "kind": "points",
            "help": "标题可改、可增、可减，同级标题保持对仗。",
        }
        rows = list(_rows(main.points))
        forms = [suggestions(row for level, row in rows if level == wanted) for wanted in (1, 2)]
        if any(forms):
            entry["forms"] = forms
        return {**entry, "default": self.default}

    def _point(
        self, point: SharedHead, siblings: Sequence[SharedHead], name: str, usual: Sequence[str]
    ) -> dict[str, object]:
        level = 1 + name.count("-")
        self.bodies.body(name, point, level)
        heading, carried = self.bodies.heading(point, siblings), ""
        if level == 1 and "{{" not in heading:
            heading, carried = figure(heading, point.points)
        entry: dict[str, object] = {"heading": heading, "body": name}
        if carried:
            entry["figure"] = carried
        family = _family(point.points)
        if point.points and family != usual[level]:
            entry["series"] = family
        if level == 1 and point.points:
            below = enumerate(point.points, 1)
            entry["points"] = [self._point(sub, point.points, f"{name}-{n}", usual) for n, sub in below]
        return entry

    def _front(self) -> dict[str, str]:
        """The lines before the speech that the base has, in its order; a draft always has a title."""
        skeleton, facts = self.base.skeleton, self.base.facts
        day = _DATE.search(skeleton.front.get("date", ""))
        self.asked.year_of_date = day is not None and day[0].startswith(str(facts.year))
        front = {"title": self._title()}
        write = {"date": self._date, "speaker": self._speaker, "salutation": self._salutation}
        return front | {name: write[name](line) for name, line in skeleton.front.items()}

    def _title(self) -> str:
        """The title by way of the meeting's name; a title of that time's own is asked for anew."""
        title, name, facts = self.base.skeleton.title, self.base.skeleton.meeting, self.base.facts
        default = self.asked.words(title, facts, "（标题）") if title else ""
        if not title and name:
            default = f"在{self.asked.meeting(name, facts)}上的讲话"
        if default and "{{" in default and not of_that_time(default):
            return self.asked.put("title", "", label="讲话标题", kind="text", default=default, hint="讲话标题")
        hint = f"讲话标题，如{quoted(title)}" if title else "讲话标题"
        return self.asked.put("title", title, label="讲话标题", kind="text", hint=hint, always=True)

    def _date(self, line: str) -> str:
        found = _DATE.search(line)
        if not found:
            hint = f"日期，如{quoted(line)}"
            return self.asked.put("date_line", line, label="日期", kind="text", hint=hint, always=True)
        hint = f"会议日期，如{quoted(found[0])}"
        self.asked.put("date", found[0], label="会议日期", kind="date", hint=hint, always=True)
        after = escaped(line[found.end() :])
        named = _NAMED_AFTER.fullmatch(line, found.end())
        if named:
            after = f"{named['mark']}{self._speaker(named['speaker'])}{named['end']}"
        return f"{escaped(line[: found.start()])}{{{{ date|date }}}}{after}"

    def _speaker(self, line: str) -> str:
        found = _POST_AND_NAME.fullmatch(line)
        who = found["name"] if found else line
        name = self.asked.put("speaker", who, label="讲话人姓名", kind="text", hint="讲话人姓名")
        if not found:
            return name
        hint = f"讲话人职务，如{quoted(found['post'])}"
        post = self.asked.put("post", found["post"], label="讲话人职务", kind="text", hint=hint)
        return f"{post}{found['blank']}{name}"

    def _salutation(self, line: str) -> str:
        """A salutation of everyone's stays; one that names those present is asked for anew."""
        hint = f"称呼，如{quoted(line)}"
        if _GENERIC.fullmatch(line):
            return self.asked.put("salutation", "", label="称呼", kind="text", default=escaped(line), hint=hint)
        return self.asked.put("salutation", line, label="称呼", kind="text", hint=hint, always=True)


def _is_askable(points: Sequence[SharedHead]) -> bool:
    """Whether the points fit into one question."""
    return 0 < len(points) <= _MOST_POINTS and all(len(point.points) <= _MOST_POINTS for point in points)


def _rows(points: Sequence[SharedHead], level: int = 1) -> Iterator[tuple[int, list[str]]]:
    """Headings that may share a form, with their level: siblings of one speech, and those that stood in one place."""
    by_speech: dict[int, list[str]] = {}
    for point in points:
        yield level, [head.text for _, head in point.heads]
        for number, head in point.heads:
            by_speech.setdefault(number, []).append(head.text)
        yield from _rows(point.points, level + 1)
    yield from ((level, row) for row in by_speech.values())


def _families(points: Sequence[SharedHead]) -> list[str]:
    """The usual marker family of each level, for as many levels as there are."""
    usual: list[str] = []
    row = list(points)
    while row and len(usual) < _DEEPEST:
        usual.append(_most([_family([point]) for point in row]))
        row = [below for point in row for below in point.points]
    return usual


def _family(points: Sequence[SharedHead]) -> str:
    """The marker family of a series, that of most of its points."""
    return _most([head.family or _UNMARKED for point in points for _, head in point.heads[:1]])


def _most(names: Sequence[str]) -> str:
    return Counter(names).most_common(1)[0][0] if names else _UNMARKED
