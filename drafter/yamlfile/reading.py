"""YAML text read through PyYAML's events: strings, places and limits are ours.

Every scalar is the text that was written (14:30, 010, no stay what they are). Aliases, tags, duplicate keys, more
than one document, great size and great depth are refused. All faults that can be told apart are reported at once.
"""

from __future__ import annotations

import re
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

import yaml

from drafter.errors import InputError, Place, Problem
from drafter.records import dataclass, field
from drafter.yamlfile.tree import Items, Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.yamlfile.tree import Node

_STREAM = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)
_DEPTH = 12
_NODES = 20_000
# beyond what YAML refuses itself, the line ends that no editor counts as one and a | block would break at
# (classes of two ranges each: one of many takes re 9 ms to compile)
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c]|[\x0e-\x1f\x7f-\x9f]|[\u2028\u2029]|[\ud800-\udfff\ufffe\uffff]")
_TOLD = 10
# by what PyYAML says (libyaml and its stand-in in Python), and the character at which it says so
_CAUSES = (
    (r"tab character|'\\t'", "这里有制表符", "缩进只用空格"),
    (r"mapping values", "冒号的位置不对", "值里有“: ”就给值加引号；同一层的行要对齐"),
    (r"expected ':'", "这一行或前面一行缺冒号", "写成“名称: 值”"),
    (r"quoted scalar.*unexpected", "引号没有配对", "引号成对写"),
    (r"escape", "反斜杠的用法不对", "去掉反斜杠，或把双引号换成单引号"),
    (r"alias|anchor", "值不能直接以 * 或 & 开头", "给值加引号"),
    (r"cannot start any token", "值不能直接以这个字符开头", "给值加引号"),
    (r"flow", "括号没有配对，或各项之间缺逗号", "[ ] 和 { } 成对写"),
    (r"entries are not allowed", "横线的位置不对", "列表的每一条另起一行"),
    (r"block (mapping|collection)", "缩进不对，或一行里多了内容", "同一层的行要对齐"),
    (r"", "写法不认识", "检查缩进、冒号和引号"),
)


def read(text: str, path: str) -> Mapping:
    """The mapping that text from `path` says, empty for an empty one. InputError lists every fault with its place."""
    reader = _Reader(path)
    node = reader.document(text)
    if reader.problems:
        raise InputError(*sorted(reader.problems, key=attrgetter("place")))
    if isinstance(node, Scalar) and not node.text:
        return Mapping({}, {}, node.place)
    if not isinstance(node, Mapping):
        raise InputError(Problem("最外层应是“名称: 值”的形式", node.place))
    return node


@dataclass(slots=True)
class _Reader:
    path: str
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0

    def document(self, text: str) -> Node:
        self._check_characters(text)
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            events = yaml.parse(text, Loader=loader)
            content = [e for e in self._limited(events) if not isinstance(e, _STREAM)]
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            at = text[mark.index : mark.index + 1] if mark else ""
            message, mend = _cause(f"{error.context} {error.problem} {at!r}")
            is_behind = mark and not text[mark.index :].strip("\n ")
            self._stop(f"不是合乎格式的 YAML：{message}", self._last(text) if is_behind else self._place(mark), mend)
        if not content:
            return Scalar("", Place(self.path, 1, 1))
        walk = iter(content)
        node = self._node(next(walk), walk)
        for extra in walk:
            self._stop("一个文件只能有一份内容，多出了“---”", self._place(extra.start_mark))
        return node

    def _check_characters(self, text: str) -> None:
        """Refuse characters that are no text; the first few are told."""
        for found in islice(_UNREADABLE.finditer(text), _TOLD):
            *above, last = text[: found.start()].split("\n")
            place = Place(self.path, len(above) + 1, len(last) + 1)
            self.problems.append(Problem(f"含有不能用的字符 U+{ord(found[0]):04X}", place, "删去这个字符"))
        if self.problems:
            raise InputError(*self.problems)

    def _limited(self, events: Iterator[Any]) -> Iterator[Any]:
        depth = 0
        for event in events:
            kind = type(event).__name__
            depth += kind.endswith("StartEvent") - kind.endswith("EndEvent")
            self.nodes += 1
            # the stream and the document are two levels of their own
            if depth > _DEPTH + 2:
                self._stop(f"嵌套过深，超过 {_DEPTH} 层", self._place(event.start_mark))
            if self.nodes > _NODES:
                self._stop(f"内容过多，超过 {_NODES} 项", self._place(event.start_mark))
            yield event

    def _node(self, event: Any, walk: Iterator[Any]) -> Node:  # noqa: ANN401 - PyYAML's events share no typed base
        place = self._place(event.start_mark)
        kind = type(event).__name__
        if kind == "AliasEvent" or event.anchor:
            self.problems.append(Problem("不支持 YAML 的锚和别名（& 和 *）", place, "把内容照写一遍，或给文字加引号"))
        elif event.tag:
            self.problems.append(Problem("不支持 YAML 标签（!）", place, "给文字加引号"))
        if kind == "SequenceStartEvent":
            return Items(tuple(self._until_end(walk)), place)
        if kind == "MappingStartEvent":
            return self._mapping(place, walk)
        text = getattr(event, "value", "")
        # the line feed that ends a | or > block is YAML's, not the writer's
        return Scalar(text.rstrip("\n") if getattr(event, "style", "") in {"|", ">"} else text, place)

    def _until_end(self, walk: Iterator[Any]) -> Iterator[Node]:
        for event in walk:
            if type(event).__name__.endswith("EndEvent"):
                return
            yield self._node(event, walk)

    def _mapping(self, place: Place, walk: Iterator[Any]) -> Mapping:
        entries: dict[str, Node] = {}
        places: dict[str, Place] = {}
        children = self._until_end(walk)
        for key in children:
            value = next(children)
            if not isinstance(key, Scalar):
                self.problems.append(Problem("名称应是一个词", key.place))
            elif key.text in entries:
                self.problems.append(Problem(f"“{key.text}”写了两次，第一次在第 {places[key.text].line} 行", key.place))
            else:
                entries[key.text], places[key.text] = value, key.place
        return Mapping(entries, places, place)

    def _place(self, mark: Any) -> Place:  # noqa: ANN401 - a PyYAML mark, C or Python
        return Place(self.path, mark.line + 1, mark.column + 1) if mark else Place(self.path)

    def _last(self, text: str) -> Place:
        """The last thing written: what is missing at the end of a file is missed behind it."""
        *above, last = text.rstrip("\n ").split("\n")
        return Place(self.path, len(above) + 1, max(1, len(last)))

    def _stop(self, message: str, place: Place, mend: str = "") -> NoReturn:
        raise InputError(*sorted(self.problems, key=attrgetter("place")), Problem(message, place, mend))


def _cause(said: str) -> tuple[str, str]:
    """What is wrong and what to do, by what PyYAML said."""
    return next((message, mend) for pattern, message, mend in _CAUSES if re.search(pattern, said))
