"""How files that were read before are built, so that PyYAML, which takes longer to load than they to read, need not be.

What is kept of a text, under its hash, is numbers only: of which kind each node is, its place, and from where to where
in the text its own words stand. No word of a user's file is kept, and none comes out that isn't in the text.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.cache import named, recall, remember
from drafter.errors import Place
from drafter.yamlfile.tree import Items, Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.yamlfile.tree import Node

_KIND, _MOST = "yaml", 256
_SCALAR, _ITEMS, _MAPPING = range(3)


def kept_tree(text: str, path: str) -> Mapping | None:
    """What the text says that was read from `path`, if it was read before; None where it wasn't, or that is damaged."""
    numbers = recall(_KIND, _name(text))
    if numbers is None:
        return None
    try:
        node = _node(map(int, numbers.split()), text, path)
    except (ValueError, StopIteration, RecursionError):  # whoever wrote that
        return None
    return node if isinstance(node, Mapping) else None


def keep(tree: Mapping, text: str) -> None:
    """Keep how the text is built, unless some words of it don't stand there as they read (escapes, folded lines)."""
    with suppress(ValueError):
        starts = [0, *(found.end() for found in re.finditer("\n", text))]
        numbers = " ".join(map(str, _numbers(tree, text, starts))).encode()
        remember(_KIND, _name(text), numbers, _MOST)


def _name(text: str) -> str:
    return named(text, Path(__file__).parent, "yaml")


def _numbers(node: Node, text: str, starts: list[int]) -> Iterator[int]:
    """A node in numbers. ValueError where its words don't stand in the text as they read."""
    line, column = node.place.line, node.place.column
    if isinstance(node, Scalar):
        # nothing may stand behind the end of the text
        ends = list(_stretches(node.text, text, starts[line - 1] + column - 1)) if node.text else []
        yield from (_SCALAR, line, column, len(ends))
        for start, end in ends:
            yield from (start, end)
    elif isinstance(node, Items):
        yield from (_ITEMS, line, column, len(node.items))
        for item in node.items:
            yield from _numbers(item, text, starts)
    else:
        yield from (_MAPPING, line, column, len(node.entries))
        for key, entry in node.entries.items():
            yield from _numbers(Scalar(key, node.places[key]), text, starts)
            yield from _numbers(entry, text, starts)


def _stretches(words: str, text: str, offset: int) -> Iterator[tuple[int, int]]:
    """From where to where in the text each line of the words stands, from an offset on."""
    for line in words.splitlines(keepends=True):
        start = text.index(line, offset)
        offset = start + len(line)
        yield start, offset


def _node(numbers: Iterator[int], text: str, path: str) -> Node:
    kind, place, count = next(numbers), Place(path, next(numbers), next(numbers)), next(numbers)
    if kind == _SCALAR:
        if count == 1:  # as nearly all are
            return Scalar(text[next(numbers) : next(numbers)], place)
        return Scalar("".join([text[next(numbers) : next(numbers)] for _ in range(count)]), place)
    if kind == _ITEMS:
        return Items(tuple([_node(numbers, text, path) for _ in range(count)]), place)
    entries: dict[str, Node] = {}
    places: dict[str, Place] = {}
    for _ in range(count):
        key = _node(numbers, text, path)
        if isinstance(key, Scalar):
            entries[key.text], places[key.text] = _node(numbers, text, path), key.place
    return Mapping(entries, places, place)
