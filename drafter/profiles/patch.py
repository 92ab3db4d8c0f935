"""A YAML file changed as a person would: what says something new is written anew, every other line stays as it is."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from drafter.errors import InputError
from drafter.records import dataclass
from drafter.yamlfile import Items, Mapping, Scalar, dump, parse, plain, spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.errors import Place
    from drafter.yamlfile import Node

_Edit: TypeAlias = tuple[int, int, str]
_LINE_END = re.compile(r"\r\n|\r|\n")


def patched(data: bytes, path: str, wanted: dict[str, object]) -> bytes:
    """`data`, a YAML file, changed to read as `wanted`: nested dicts, lists and strings.

    Comments, order, blank lines, line ends, and the lines of all that reads as wanted already stay. What is written
    anew takes its comments along on its first line; what is added goes behind the rest. InputError where `data` is no
    such YAML.
    """
    raw = data.decode("utf-8-sig")
    mark = data[: len(data) - len(raw.encode("utf-8"))]
    found = _LINE_END.search(raw)
    line_end = found[0] if found else "\n"
    if raw and not raw.endswith(("\r", "\n")):
        raw += line_end
    text = _LINE_END.sub("\n", raw)
    root = parse(text, path)
    if plain(root) == wanted:
        return data
    page = _Page.of(text)
    offsets = [0, *accumulate(len(piece) for piece in re.findall(r"\r\n|[\s\S]", raw))]
    try:
        edits = [(offsets[a], offsets[b], _LINE_END.sub(line_end, t)) for a, b, t in page.inside(root, wanted)]
        new = _applied(raw, edits)
    except _UnsafeError:
        new = raw
    if not _reads_as(new, wanted):
        comments = "".join(f"{comment.strip()}\n" for comment in page.comments(0, len(text)))
        new = _LINE_END.sub(line_end, comments + dump(wanted))
    return mark + new.encode("utf-8")


class _UnsafeError(Exception):
    """Raised inside this module where a row can't be told apart from what stands around it."""


def _applied(raw: str, edits: Iterable[_Edit]) -> str:
    done = 0
    parts: list[str] = []
    for start, end, new in sorted(edits, key=lambda edit: edit[0]):
        parts += [raw[done:start], new]
        done = end
    return "".join([*parts, raw[done:]])


def _reads_as(raw: str, wanted: object) -> bool:
    try:
        return plain(parse(_LINE_END.sub("\n", raw), "")) == wanted
    except InputError:
        return False


def _alike(written: str, value: object) -> str:
    """A text in the quotes, or without them, in which another was written; empty where that can't be."""
    if not isinstance(value, str) or "\n" in value or not written or written[0] in "|>":
        return ""
    quoted = {"'": "'{}'".format(value.replace("'", "''")), '"': json.dumps(value, ensure_ascii=False)}
    new = quoted.get(written[0], value)
    return new if _reads_as(f"_: {new}", {"_": value}) else ""


def _indented(written: str, indent: str) -> list[str]:
    return [indent + line if line else line for line in written.removesuffix("\n").split("\n")]


@dataclass(frozen=True, slots=True)
class _Row:
    """An entry of a mapping, or an item of a list with its dash: its value, and the offsets of its two ends."""

    node: Node
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Page:
    """A text, the offsets at which its lines start, and where in it something is written."""

    text: str
    lines: list[int]
    spans: list[tuple[int, int]]

    @classmethod
    def of(cls, text: str) -> _Page:
        """The page of a text."""
        return cls(text, [0, *accumulate(len(line) + 1 for line in text.split("\n"))], list(spans(text)))

    def inside(self, node: Node, wanted: object, limit: int | None = None) -> Iterator[_Edit]:
        """What to change within a mapping or list, behind which something else starts at `limit`.

        _UnsafeError where it must be written anew as a whole.
        """
        limit = len(self.text) if limit is None else limit
        if not wanted or self.text.startswith(("{", "["), self._offset(node.place)):
            raise _UnsafeError
        if isinstance(node, Mapping) and isinstance(wanted, dict):
            yield from self._entries(node, wanted, limit)
        elif isinstance(node, Items) and isinstance(wanted, list):
            yield from self._items(node, wanted, limit)
        else:
            raise _UnsafeError

    def comments(self, start: int, end: int) -> Iterator[str]:
        """The comments between two offsets, each with the blanks before it."""
        written = [span for span in self.spans if start <= span[0] < end]
        for (_, left), (right, _) in zip([(0, start), *written], [*written, (end, 0)], strict=True):
            yield from re.findall(r"[ \t]*#.*", self.text[left:right])

    def _entries(self, node: Mapping, wanted: dict[str, object], limit: int) -> Iterator[_Edit]:
        rows = self._rows([self._offset(place) for place in node.places.values()], node.entries.values(), limit)
        for key, row in zip(node.entries, rows, strict=True):
            if key not in wanted:
                yield self._removed(row)
            elif plain(row.node) != wanted[key]:
                yield from self._changed(row, wanted[key], {key: wanted[key]})
        if added := {key: value for key, value in wanted.items() if key not in node.entries}:
            at, column = (self._after(rows[-1]), node.place.column) if rows else (len(self.text), 1)
            yield self._added(at, column, added)

    def _items(self, node: Items, wanted: list[object], limit: int) -> Iterator[_Edit]:
        dashes = [a for a, b in self.spans if self.text[a:b] == "-" and self._column(a) == node.place.column]
        starts = [dashes[bisect_left(dashes, self._offset(item.place)) - 1] for item in node.items]
        rows = self._rows(starts, node.items, limit)
        matcher = SequenceMatcher(
            None, [repr(plain(item)) for item in node.items], [*map(repr, wanted)], autojunk=False
        )
        for tag, first, last, new, new_last in matcher.get_opcodes():
            both = 0 if tag == "equal" else min(last - first, new_last - new)
            for row, value in zip(rows[first : first + both], wanted[new : new + both], strict=True):
                yield from self._changed(row, value, [value])
            if tag != "equal":
                yield from map(self._removed, rows[first + both : last])
            if tag != "equal" and (added := wanted[new + both : new_last]):
                behind = first + both - 1
                at = self._after(rows[behind]) if behind >= 0 else self._line(rows[0].start)
                yield self._added(at, node.place.column, added)

    def _rows(self, starts: list[int], nodes: Iterable[Node], limit: int) -> list[_Row]:
        """The rows that start there: each ends with what is last written before the next."""
        firsts = [span[0] for span in self.spans]
        ends = [self.spans[bisect_left(firsts, behind) - 1][1] for behind in [*starts, limit][1:]]
        return [_Row(node, start, end) for node, start, end in zip(nodes, starts, ends, strict=True)]

    def _changed(self, row: _Row, value: object, written: object) -> Iterator[_Edit]:
        """A row with another value: changed inside where that can be, else written anew with its comments."""
        at = self._offset(row.node.place)
        if isinstance(row.node, Scalar) and (alike := _alike(self.text[at : row.end], value)):
            yield at, row.end, alike
            return
        try:
            yield from list(self.inside(row.node, value, row.end))
        except _UnsafeError:
            end = self._after(row) - 1
            indent = " " * (self._column(row.start) - 1)
            first, *more = _indented(dump(written), indent)
            kept = (comment if comment[0].isspace() else f" {comment}" for comment in self.comments(row.start, end))
            yield row.start, end, "\n".join([first.removeprefix(indent) + "".join(kept), *more])

    def _removed(self, row: _Row) -> _Edit:
        """A row gone, lines and all, but for its comments."""
        start, end = self._line(row.start), self._after(row)
        indent = self.text[start : row.start]
        if indent.strip(" "):
            raise _UnsafeError
        left = "".join(self.comments(row.start, end)).strip()
        return start, end, f"{indent}{left}\n" if left else ""

    def _added(self, at: int, column: int, value: object) -> _Edit:
        """Rows put in where a line starts."""
        return at, at, "\n".join([*_indented(dump(value), " " * (column - 1)), ""])

    def _offset(self, place: Place) -> int:
        return self.lines[place.line - 1] + place.column - 1

    def _line(self, offset: int) -> int:
        return self.lines[bisect_right(self.lines, offset) - 1]

    def _column(self, offset: int) -> int:
        return offset - self._line(offset) + 1

    def _after(self, row: _Row) -> int:
        """Where the line behind a row starts."""
        return self.text.index("\n", row.end - 1) + 1
