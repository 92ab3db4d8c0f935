"""What template.yaml says: the questions, the front lines, the sections and how their points are numbered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from drafter.answers import convert
from drafter.errors import InputError, Place, Problem
from drafter.numerals import FAMILIES
from drafter.questions import KINDS, Point, Question, nearest
from drafter.yamlfile import Items, Mapping, Scalar

if TYPE_CHECKING:
    from drafter.questions import Value
    from drafter.yamlfile import Node

FRONT = ("title", "date", "speaker", "salutation")
_TOP = ("name", "version", "summary", "questions", "front", "series", "sections")
_QUESTION_TEXTS = ("key", "label", "kind", "hint", "help", "when")
_QUESTION = (*_QUESTION_TEXTS, "default", "choices", "round", "always", "optional")
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_FILE = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Section:
    """One file of the speech: its name without `.j2`, its role (要点, 过渡 …), its share of the length in per cent."""

    name: str
    role: str
    share: int
    place: Place


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
    reader = _Reader(root, shared)
    definition = reader.definition()
    if reader.problems:
        raise InputError(*reader.problems)
    return definition


def shared_questions(root: Mapping) -> dict[str, Question]:
    """The questions of shared/questions.yaml, by key. InputError lists every fault."""
    reader = _Reader(root, {})
    questions = reader.questions(root.entries.get("questions"))
    if reader.problems:
        raise InputError(*reader.problems)
    return questions


@dataclass(slots=True)
class _Reader:
    root: Mapping
    shared: dict[str, Question]
    problems: list[Problem] = field(default_factory=list)

    def definition(self) -> Definition:
        self._known(self.root, _TOP)
        questions = self.questions(self.root.entries.get("questions"))
        for question in questions.values():
            self._check_when(question, questions)
        return Definition(
            name=self._text(self.root, "name"),
            version=self._text(self.root, "version"),
            summary=self._text(self.root, "summary"),
            questions=questions,
            front=self._front(),
            series=self._series(questions),
            sections=self._sections(),
        )

    def questions(self, node: Node | None) -> dict[str, Question]:
        found: dict[str, Question] = {}
        for item in self._items(node, "questions"):
            question = self._shared(item) if isinstance(item, Scalar) else self._question(item)
            if question and question.key in found:
                self._fault(f"问题“{question.key}”写了两次", item.place)
            elif question:
                found[question.key] = question
        return found

    def _shared(self, item: Scalar) -> Question | None:
        if item.text not in self.shared:
            self._fault(f"没有共用问题“{item.text}”", item.place, nearest(item.text, self.shared))
        return self.shared.get(item.text)

    def _question(self, node: Node) -> Question | None:
        if not isinstance(node, Mapping):
            self._fault("一个问题应写成“key: …”的形式", node.place)
            return None
        self._known(node, _QUESTION)
        texts = {key: self._text(node, key) for key in _QUESTION_TEXTS if key in node.entries}
        if not _KEY.fullmatch(texts.get("key", "")):
            self._fault("问题要有 key，用小写英文字母、数字和下划线", node.place)
            return None
        if texts.setdefault("kind", "text") not in KINDS:
            self._fault(f"没有“{texts['kind']}”这种问题", node.entries["kind"].place, f"可用：{'、'.join(KINDS)}")
            return None
        texts.setdefault("label", texts["key"])
        question = Question(
            **texts,
            choices=tuple(self._texts(node.entries.get("choices"), "choices")),
            first=self._round(node),
            always=self._flag(node, "always"),
            optional=self._flag(node, "optional"),
            place=node.place,
        )
        return self._with_default(question, node.entries.get("default"))

    def _with_default(self, question: Question, node: Node | None) -> Question:
        if question.kind in {"choice", "several"} and not question.choices:
            self._fault(f"问题“{question.key}”没有 choices", question.place)
        if node is None:
            if question.kind in {"choice", "yesno"}:
                self._fault(f"问题“{question.key}”要有 default：它决定写哪些内容", question.place)
            return question
        if isinstance(node, Scalar):
            return replace(question, default=node.text)
        value = self._listed_default(question, node)
        return replace(question, default=value) if isinstance(value, tuple) else question

    def _listed_default(self, question: Question, node: Node) -> Value | None:
        try:
            value = convert(question, node)
        except InputError as error:
            self.problems += error.problems
            return None
        for point in value if isinstance(value, tuple) else ():
            if isinstance(point, Point):
                self._check_point(point, node.place)
        return value

    def _check_point(self, point: Point, place: Place) -> None:
        if point.body and not _FILE.fullmatch(point.body):
            self._fault(f"body“{point.body}”应是 points 里的文件名（不带 .j2）", place)
        if point.series and point.series not in FAMILIES:
            self._fault(f"没有“{point.series}”这种编号", place, f"可用：{' '.join(FAMILIES)}")
        for below in point.points:
            self._check_point(below, place)

    def _check_when(self, question: Question, questions: dict[str, Question]) -> None:
        if question.when and (question.when not in questions or questions[question.when].kind != "yesno"):
            self._fault(f"when“{question.when}”应是一个是否题", question.place, nearest(question.when, questions))

    def _front(self) -> dict[str, tuple[str, Place]]:
        node = self.root.entries.get("front")
        if not isinstance(node, Mapping):
            self._fault("缺 front（标题、日期、讲话人、称呼）", self.root.place)
            return {}
        self._known(node, FRONT)
        return {key: (self._text(node, key), entry.place) for key, entry in node.entries.items() if key in FRONT}

    def _series(self, questions: dict[str, Question]) -> Series:
        node = self.root.entries.get("series")
        if not isinstance(node, Mapping):
            return Series("", {"": self._families(node)})
        self._known(node, ("by", "of"))
        by = self._text(node, "by")
        of = node.entries.get("of")
        if by not in questions or questions[by].kind != "choice" or not isinstance(of, Mapping):
            self._fault("series 应有 by（一个选择题）和 of（每项的编号）", node.place)
            return Series("", {})
        for choice in questions[by].choices:
            if choice not in of.entries:
                self._fault(f"选项“{choice}”没有写编号", of.place)
        return Series(by, {choice: self._families(entry) for choice, entry in of.entries.items()})

    def _families(self, node: Node | None) -> tuple[str, ...]:
        names = self._texts(node, "series")
        for name in names:
            if name not in FAMILIES:
                self._fault(f"没有“{name}”这种编号", node.place if node else None, f"可用：{' '.join(FAMILIES)}")
        return tuple(names)

    def _sections(self) -> tuple[Section, ...]:
        found = []
        for item in self._items(self.root.entries.get("sections"), "sections"):
            if not isinstance(item, Mapping):
                self._fault("一节应写成“{name: …, role: …, share: …}”的形式", item.place)
                continue
            self._known(item, ("name", "role", "share"))
            name, share = self._text(item, "name"), self._text(item, "share")
            if not _FILE.fullmatch(name):
                self._fault(f"节名“{name}”应是文件名（不带 .j2），用小写英文字母、数字和 -", item.place)
            if share and not re.fullmatch(r"\d{1,2}", share):
                self._fault(f"share“{share}”应是百分数", item.place)
            found.append(Section(name, self._text(item, "role"), int(share) if share.isdigit() else 0, item.place))
        return tuple(found)

    def _known(self, node: Mapping, names: tuple[str, ...]) -> None:
        for key, place in node.places.items():
            if key not in names:
                self._fault(f"没有“{key}”这一项", place, nearest(key, names))

    def _round(self, node: Mapping) -> bool:
        text = self._text(node, "round")
        if text not in {"", "first", "review"}:
            self._fault(f"round“{text}”应是 first 或 review", node.entries["round"].place)
        return text == "first"

    def _flag(self, node: Mapping, key: str) -> bool:
        text = self._text(node, key)
        if text not in {"", "true", "false"}:
            self._fault(f"{key} 应是 true 或 false", node.entries[key].place)
        return text == "true"

    def _text(self, node: Mapping, key: str) -> str:
        entry = node.entries.get(key)
        if entry is None or isinstance(entry, Scalar):
            return entry.text if entry else ""
        self._fault(f"{key} 只能是一个值", entry.place)
        return ""

    def _texts(self, node: Node | None, name: str) -> list[str]:
        return [item.text for item in self._items(node, name) if isinstance(item, Scalar)]

    def _items(self, node: Node | None, name: str) -> tuple[Node, ...]:
        if node is None or (isinstance(node, Scalar) and not node.text):
            return ()
        if isinstance(node, Items):
            return node.items
        self._fault(f"{name} 应是一个列表", node.place)
        return ()

    def _fault(self, message: str, place: Place | None, mend: str = "") -> None:
        self.problems.append(Problem(message, place, mend))
