"""The questions of a template.yaml or of shared/questions.yaml, read and checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.answers import convert
from drafter.errors import InputError
from drafter.nodes import NodeReader
from drafter.numerals import FAMILIES
from drafter.questions import KINDS, Question, nearest
from drafter.records import dataclass, field, replace
from drafter.yamlfile import Items, Mapping, Scalar

if TYPE_CHECKING:
    from drafter.yamlfile import Node

FILE_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_TAKEN = {"gap", "count", "loop", "self", "super", "caller", "varargs", "kwargs", "true", "false", "none"}
_TAKEN |= {"and", "or", "not", "in", "is", "if", "else"}
_TEXTS = ("key", "label", "kind", "hint", "help", "when")
_ENTRIES = (*_TEXTS, "default", "choices", "round", "always", "optional", "forms")
_LEVELS, _MOST_FORMS, _LONGEST_FORM = 2, 20, 60


def shared_questions(root: Mapping) -> dict[str, Question]:
    """The questions of shared/questions.yaml, by key. InputError lists every fault."""
    reader = QuestionReader()
    reader.known(root, ("questions",))
    questions = reader.questions(root.entries.get("questions"))
    reader.done()
    return questions


@dataclass(slots=True)
class QuestionReader(NodeReader):
    """Reads questions; a bare name among them is one of `shared`."""

    shared: dict[str, Question] = field(default_factory=dict)

    def questions(self, node: Node | None) -> dict[str, Question]:
        """The questions by key, in order."""
        found: dict[str, Question] = {}
        for item in self.items(node, "questions"):
            question = self._shared(item) if isinstance(item, Scalar) else self._question(item)
            if question and question.key in found:
                self.fault(f"问题“{question.key}”写了两次", item.place)
            elif question:
                found[question.key] = question
        return found

    def check_conditions(self, questions: dict[str, Question]) -> None:
        """Fault each `when` that is no yes/no question, or that hangs on itself."""
        for question in questions.values():
            key, seen = question.when, {question.key}
            while key in questions and key not in seen and questions[key].kind == "yesno":
                seen.add(key)
                key = questions[key].when
            if key in seen:
                self.fault(f"问题“{question.key}”的 when 绕回了自己", question.place)
            elif question.when and len(seen) == 1:
                known = [other.key for other in questions.values() if other.kind == "yesno"]
                self.fault(f"when“{question.when}”应是一个是否题", question.place, nearest(question.when, known))

    def _shared(self, item: Scalar) -> Question | None:
        if item.text not in self.shared:
            self.fault(f"没有共用问题“{item.text}”", item.place, nearest(item.text, self.shared))
        return self.shared.get(item.text)

    def _question(self, node: Node) -> Question | None:
        if not isinstance(node, Mapping):
            self.fault("一个问题应写成“key: …”的形式", node.place)
            return None
        self.known(node, _ENTRIES)
        texts = {key: self.text(node, key) for key in _TEXTS if key in node.entries}
        if not self._check_key(texts.get("key", ""), node):
            return None
        if texts.setdefault("kind", "text") not in KINDS:
            self.fault(f"没有“{texts['kind']}”这种问题", node.entries["kind"].place, f"可用：{'、'.join(KINDS)}")
            return None
        texts.setdefault("label", texts["key"])
        question = Question(
            **texts,
            choices=tuple(choice.text for choice in self.scalars(node.entries.get("choices"), "choices")),
            first=self.one_of(node, "round", ("first", "review")) == "first",
            always=self.one_of(node, "always", ("true", "false")) == "true",
            optional=self.one_of(node, "optional", ("true", "false")) == "true",
            forms=self._forms(node.entries.get("forms"), texts["kind"]),
            place=node.place,
        )
        if question.kind in {"choice", "several"} and not question.choices:
            self.fault(f"问题“{question.key}”没有 choices", question.place)
        return self._with_default(question, node.entries.get("default"))

    def _forms(self, node: Node | None, kind: str) -> tuple[tuple[str, ...], ...]:
        """The headings to suggest, for each level."""
        levels = self.items(node, "forms")
        if node and kind != "points":
            self.fault("forms 只用于要点题", node.place)
        elif len(levels) > _LEVELS:
            self.fault("forms 最多两组：一级标题的句式、二级标题的句式", levels[_LEVELS].place)
        return tuple(self._row_of_forms(level) for level in levels)

    def _row_of_forms(self, node: Node) -> tuple[str, ...]:
        if isinstance(node, Scalar) and node.text:
            self.fault("forms 应分级写成两组", node.place, "如 [[坚持……，全力……], [在……上作表率]]")
            return ()
        rows = self.scalars(node, "forms")
        if len(rows) > _MOST_FORMS:
            self.fault(f"一组句式最多{_MOST_FORMS}条", rows[_MOST_FORMS].place)
        for form in rows:
            if not form.text.strip() or "\n" in form.text or len(form.text) > _LONGEST_FORM:
                self.fault(f"句式应是一行字，不超过{_LONGEST_FORM}个字", form.place)
        return tuple(form.text.strip() for form in rows)

    def _check_key(self, key: str, node: Mapping) -> bool:
        place = node.entries["key"].place if "key" in node.entries else node.place
        if not _KEY.fullmatch(key):
            self.fault("问题要有 key，用小写英文字母、数字和下划线", place)
        elif key in _TAKEN:
            self.fault(f"“{key}”在模板里另有用处，不能作 key", place)
        return bool(_KEY.fullmatch(key)) and key not in _TAKEN

    def _with_default(self, question: Question, node: Node | None) -> Question:
        if node is None:
            if question.kind in {"choice", "yesno"}:
                self.fault(f"问题“{question.key}”要有 default：它决定写哪些内容", question.place)
            return question
        if isinstance(node, Scalar) and "{" in node.text and question.kind != "points":
            return replace(question, default=node.text)  # what it comes to hangs on the answers
        if question.kind == "points":
            self._check_points(node)
        try:
            value = convert(question, node) if question.choices or question.kind not in {"choice", "several"} else None
        except InputError as error:
            self.problems += error.problems
            return question
        if isinstance(node, Scalar) and question.kind != "points":
            return replace(question, default=node.text)
        return replace(question, default=value) if isinstance(value, tuple) else question

    def _check_points(self, node: Node) -> None:
        """Fault what `convert` can't know: files and marker families."""
        for item in node.items if isinstance(node, Items) else ():
            for key, entry in item.entries.items() if isinstance(item, Mapping) else ():
                if key == "points":
                    self._check_points(entry)
                elif key == "body" and isinstance(entry, Scalar) and not FILE_NAME.fullmatch(entry.text):
                    self.fault(f"body“{entry.text}”应是 points 里的文件名（不带 .j2）", entry.place)
                elif key == "series" and isinstance(entry, Scalar):
                    self.check_family(entry)
                elif key == "own":
                    self.fault("own 只用在答案里", entry.place)

    def check_family(self, node: Scalar) -> None:
        """Fault a marker family that there is not."""
        if node.text not in FAMILIES:
            self.fault(f"没有“{node.text}”这种编号", node.place, f"可用：{' '.join(FAMILIES)}")
