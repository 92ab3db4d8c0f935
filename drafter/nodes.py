"""Nodes of a YAML file read piece by piece, every fault kept with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.errors import InputError, Problem
from drafter.questions import nearest
from drafter.records import dataclass, field
from drafter.yamlfile import Items, Scalar

if TYPE_CHECKING:
    from collections.abc import Collection

    from drafter.errors import Place
    from drafter.yamlfile import Mapping, Node

_MOST = 200


@dataclass(slots=True)
class NodeReader:
    """Gives what stands in a node, and something empty where that is at fault."""

    problems: list[Problem] = field(default_factory=list)

    def done(self) -> None:
        """InputError with all faults so far, each once, if there are any."""
        if self.problems:
            raise InputError(*dict.fromkeys(self.problems))

    def fault(self, message: str, place: Place | None, mend: str = "") -> None:
        """Note a fault. InputError with all so far where there are more than anyone would mend one by one."""
        self.problems.append(Problem(message, place, mend))
        if len(self.problems) >= _MOST:
            self.problems.append(Problem("后面还有，先改以上这些"))
            self.done()

    def known(self, node: Mapping, names: tuple[str, ...]) -> None:
        """Fault every entry that has none of these names."""
        for key, place in node.places.items():
            if key not in names:
                self.fault(f"没有“{key}”这一项", place, nearest(key, names))

    def text(self, node: Mapping, key: str) -> str:
        """The one value of an entry, empty where there is none."""
        entry = node.entries.get(key)
        if entry is None or isinstance(entry, Scalar):
            return entry.text if entry else ""
        self.fault(f"{key} 只能是一个值", entry.place)
        return ""

    def one_of(self, node: Mapping, key: str, words: Collection[str]) -> str:
        """The value of an entry that is one of these words, or empty."""
        text = self.text(node, key)
        if not text or text in words:
            return text
        self.fault(f"{key} 应是 {' 或 '.join(words)}", node.entries[key].place)
        return ""

    def items(self, node: Node | None, name: str) -> tuple[Node, ...]:
        """The items of a list, which may be missing."""
        if node is None or (isinstance(node, Scalar) and not node.text):
            return ()
        if isinstance(node, Items):
            return node.items
        self.fault(f"{name} 应是一个列表", node.place)
        return ()

    def scalars(self, node: Node | None, name: str) -> list[Scalar]:
        """The items of a list of single values."""
        items = self.items(node, name)
        for item in items:
            if not isinstance(item, Scalar):
                self.fault(f"{name} 的每一项只能是一个值", item.place)
        return [item for item in items if isinstance(item, Scalar)]
