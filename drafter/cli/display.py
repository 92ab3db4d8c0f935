"""Tables and trees in the terminal: the one door to rich, which knows how wide Chinese text is."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

from rich.console import Console
from rich.segment import SegmentLines
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from drafter.numerals import markers
from drafter.questions import Point, numbered, shown
from drafter.records import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from drafter.questions import Value

Part: TypeAlias = tuple[str, str]
_LOOKS = {
    "plain": "",
    "heading": "bold",
    "field": "underline",
    "gap": "reverse",
    "quiet": "dim",
    "gone": "red",
    "gone here": "red reverse",
    "come": "green",
    "come here": "green reverse",
}
_FAMILIES = ("一、", "（一）")
_PIPE_WIDTH = 1000
_GOES_ON, _AT_END = "按任意键看下一屏，Ctrl-B 不看了", "按任意键回到核对"
_Item = TypeVar("_Item")


def show_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under their heads; in a pipe every row is one line, whatever its length."""
    _console().print(as_table(heads, rows))


def as_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Rows under their heads."""
    table = Table(box=None, pad_edge=False, show_edge=False)
    for head in heads:
        table.add_column(Text(head), overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def as_text(parts: Iterable[Part]) -> Text:
    """A paragraph of parts that look plain, heading, field, gap or quiet."""
    return Text.assemble(*((text, _LOOKS[look]) for text, look in parts), overflow="fold")


def show_pages(shown: Iterable[Table | Text], more: Callable[[str], bool]) -> None:
    """Print all of it by screenfuls. more: waits after each, with what is said meanwhile; False to print no more."""
    console = _console()
    lines = [line for one in shown for line in console.render_lines(one, pad=False)]
    height = max(1, console.height - 2)  # one line says how to go on, one keeps what was read last in sight
    pages = [lines[at : at + height] for at in range(0, len(lines), height)]
    for number, page in enumerate(pages, 1):
        console.print(SegmentLines(page, new_lines=True), end="")
        if not more(_AT_END if number == len(pages) else f"第{number}屏，共{len(pages)}屏：{_GOES_ON}"):
            return


def outlined(value: Value) -> str:
    """A value as a person reads it; points numbered, a line each, sub-points set in."""
    points = [point for point in value if isinstance(point, Point)] if isinstance(value, tuple) else []
    if not points:
        return shown(value)
    levels = [(number.count("."), point) for number, point in numbered(points)]
    marks = markers([(level + 1, _FAMILIES[level]) for level, _ in levels])
    return "\n".join(
        "　　" * level + mark + shown((replace(point, points=()),))
        for (level, point), mark in zip(levels, marks, strict=True)
    )


def one_line(value: Value | None, width: int = 40) -> str:
    """A value as a table shows it: on one line, cut after so many characters; empty for None."""
    text = "" if value is None else " ".join(line.strip() for line in outlined(value).split("\n"))
    return text if len(text) <= width else f"{text[: width - 1]}…"


def show_tree(root: str, branches: Iterable[tuple[int, str]]) -> None:
    """Print branches, (level from 1, text) in reading order, below their root."""
    tree = Tree(Text(root))
    path = [tree]
    for level, text in branches:
        del path[level:]
        path.append(path[-1].add(Text(text)))
    _console().print(tree)


def with_bar(what: str, items: Iterable[_Item], total: int) -> Iterator[_Item]:
    """Hand on items as they come, under a bar that goes when all have come."""
    from rich.progress import track

    yield from track(items, what, total, console=Console(stderr=True), transient=True)


def show_text(paragraphs: Iterable[Sequence[Part]]) -> None:
    """Print paragraphs, each of parts of a look, each on one line that the terminal breaks where it is full."""
    console = _console()
    for parts in paragraphs:
        console.print(as_text(parts), soft_wrap=True)


def _console() -> Console:
    console = Console(highlight=False)
    return console if console.is_terminal else Console(width=_PIPE_WIDTH, highlight=False)
