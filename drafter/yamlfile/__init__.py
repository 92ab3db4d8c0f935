"""YAML read as strings with places, within limits, and written: the one door to PyYAML.

`tree` is what a file says, `reading` and `writing` know PyYAML; `kept` spares it for a file that was read before,
`simple` for values as they mostly are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.files import read_text
from drafter.yamlfile.kept import keep, kept_tree
from drafter.yamlfile.simple import simple
from drafter.yamlfile.tree import Items, Mapping, Node, Scalar, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Items", "Mapping", "Node", "Scalar", "dump", "load", "parse", "plain", "spans"]


def load(path: Path) -> Mapping:
    """The mapping that the file holds, empty for an empty file. InputError lists every fault with its place."""
    text = read_text(path)
    tree = kept_tree(text, str(path))
    if tree is None:
        tree = parse(text, str(path))
        keep(tree, text)
    return tree


def parse(text: str, path: str) -> Mapping:
    """The same for text that was read from `path`."""
    from drafter.yamlfile.reading import read  # noqa: PLC0415 - and with it PyYAML, as the two below

    return read(text, path)


def dump(value: object) -> str:
    """YAML of nested dicts, lists and strings, readable by `parse` and by a person; long text in | blocks."""
    text = simple(value)
    if text is None:
        from drafter.yamlfile.writing import written  # noqa: PLC0415

        text = written(value)
    return text


def spans(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) by offset of all that is written in YAML that `parse` takes; the rest is blanks and comments."""
    from drafter.yamlfile.writing import stretches  # noqa: PLC0415

    return stretches(text)
