"""What a YAML file says, as data: strings, sequences and mappings, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from drafter.records import dataclass

if TYPE_CHECKING:
    from drafter.errors import Place


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value, as text; empty where nothing was written."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Items:
    """A sequence."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Entries by key in the order written, and the place of each key."""

    entries: dict[str, Node]
    places: dict[str, Place]
    place: Place


Node: TypeAlias = "Scalar | Items | Mapping"


def plain(node: Node) -> object:
    """The same as nested dicts, lists and strings: what `yamlfile.dump` writes again."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {key: plain(entry) for key, entry in node.entries.items()}
