"""What template.yaml says: the questions, the front lines, the sections and how their points are numbered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.questions import nearest
from drafter.records import dataclass
from drafter.template.questionnaire import FILE_NAME, QuestionReader
from drafter.yamlfile import Mapping

if TYPE_CHECKING:
    from drafter.errors import Place
    from drafter.questions import Question
    from drafter.yamlfile import Node

FRONT = ("title", "date", "speaker", "salutation")
_TOP = ("name", "version", "summary", "questions", "front", "series", "sections")
_MOST_SECTIONS = 99
_SHARE = re.compile(r"\d{1,2}|100", re.ASCII)


@dataclass(frozen=True, slots=True)
class Section:
    """One file of the speech: its name without `.j2`, its role (要点, 过渡 …), its share of the length in per cent.

    series: marker families for its levels 1, 2 … where it counts its headings apart from those of other sections.
    """

    name: str
    role: str
    share: int
    place: Place
    series: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """Marker families for levels 1, 2 …: the one list, or one for each choice of the question `by`."""

    by: str
    of: dict[str, tuple[str, ...]]

    def families(self, choice: str) -> tuple[str, ...]:
        """The families for the answer of `by`; those that stand first where it says nothing."""
        return self.of.get(choice) or next(iter(self.of.values()), ())


@dataclass(frozen=True, slots=True)
class Definition:
    """A template.yaml that was checked."""

    name: str
    version: str
    summary: str
    questions: dict[str, Question]
    front: dict[str, tuple[str, Place]]
    series: Series
    sections: tuple[Section, ...]


def define(root: Mapping, shared: dict[str, Question]) -> Definition:
    """Read a template.yaml; a bare name among its questions is one of `shared`. InputError lists every fault."""
    reader = _Reader(shared=shared)
    definition = reader.definition(root)
    reader.done()
    return definition


class _Reader(QuestionReader):
    """Reads the rest of the file too."""

    def definition(self, root: Mapping) -> Definition:
        self.known(root, _TOP)
        questions = self.questions(root.entries.get("questions"))
        self.check_conditions(questions)
        name, sections = self.text(root, "name"), self._sections(root.entries.get("sections"))
        if not name.strip():
            self.fault("缺 name（模板的中文名）", root.place)
        if not root.entries.get("sections"):
            self.fault("缺 sections（讲话的各节）", root.place)
        return Definition(
            name=name,
            version=self.text(root, "version"),
            summary=self.text(root, "summary"),
            questions=questions,
            front=self._front(root),
            series=self._series(root.entries.get("series"), questions),
            sections=sections,
        )

    def _front(self, root: Mapping) -> dict[str, tuple[str, Place]]:
        node = root.entries.get("front")
        if not isinstance(node, Mapping):
            self.fault("缺 front（标题、日期、讲话人、称呼）", node.place if node else root.place)
            return {}
        self.known(node, FRONT)
        return {key: (self.text(node, key), entry.place) for key, entry in node.entries.items() if key in FRONT}

    def _series(self, node: Node | None, questions: dict[str, Question]) -> Series:
        if not isinstance(node, Mapping):
            return Series("", {"": self._families(node)})
        self.known(node, ("by", "of"))
        by, of = self.text(node, "by"), node.entries.get("of")
        if by not in questions or questions[by].kind != "choice" or not isinstance(of, Mapping):
            self.fault("series 应有 by（一个选择题）和 of（每项的编号）", node.place)
            return Series("", {})
        for choice in questions[by].choices:
            if choice not in of.entries:
                self.fault(f"选项“{choice}”没有写编号", of.place)
        for choice, place in of.places.items():
            if choice not in questions[by].choices:
                self.fault(f"“{by}”没有“{choice}”这一项", place, nearest(choice, questions[by].choices))
        return Series(by, {choice: self._families(entry) for choice, entry in of.entries.items()})

    def _families(self, node: Node | None) -> tuple[str, ...]:
        names = self.scalars(node, "series")
        for name in names:
            self.check_family(name)
        return tuple(name.text for name in names)

    def _sections(self, node: Node | None) -> tuple[Section, ...]:
        found = []
        items = self.items(node, "sections")
        if len(items) > _MOST_SECTIONS:
            self.fault(f"节过多，最多 {_MOST_SECTIONS} 节", items[_MOST_SECTIONS].place)
        for item in items[:_MOST_SECTIONS]:
            if not isinstance(item, Mapping):
                self.fault("一节应写成“{name: …, role: …, share: …}”的形式", item.place)
                continue
            self.known(item, ("name", "role", "share", "series"))
            name, share = self.text(item, "name"), self.text(item, "share")
            if not FILE_NAME.fullmatch(name):
                self.fault(f"节名“{name}”应是文件名（不带 .j2），用小写英文字母、数字和 -", item.place)
            is_share = bool(_SHARE.fullmatch(share))
            if share and not is_share:
                self.fault(f"share“{share}”应是百分数", item.entries["share"].place)
            series = self._families(item.entries.get("series"))
            found.append(Section(name, self.text(item, "role"), int(share) if is_share else 0, item.place, series))
        return tuple(found)
