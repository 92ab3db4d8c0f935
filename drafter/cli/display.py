"""Tables and trees in the terminal: the one door to rich, which knows how wide Chinese text is."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from drafter.questions import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
_PIPE_WIDTH = 1000
_LONG_WAIT = 20
_Item = TypeVar("_Item")


def show_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under their heads; in a pipe every row is one line, whatever its length."""
    table = Table(box=None, pad_edge=False, show_edge=False)
    for head in heads:
        table.add_column(Text(head), overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    _console().print(table)


def one_line(value: Value | None, width: int = 40) -> str:
    """A value as a table shows it: on one line, cut after so many characters; empty for None."""
    text = "" if value is None else " ".join(shown(value).split("\n"))
    return text if len(text) <= width else f"{text[: width - 1]}…"


def show_tree(root: str, branches: Iterable[tuple[int, str]]) -> None:
    """Print branches, (level from 1, text) in reading order, below their root."""
    tree = Tree(Text(root))
    path = [tree]
    for level, text in branches:
        del path[level:]
        path.append(path[-1].add(Text(text)))
    _console().print(tree)


def progress(what: str, items: Iterable[_Item], total: int) -> Iterator[_Item]:
    """Hand on items as they come; where there are many, a bar on a terminal shows how far it is."""
    from rich.progress import track

    console = Console(stderr=True)
    return iter(
        track(
            items, what, total, console=console, transient=True, disable=total < _LONG_WAIT or not console.is_terminal
        )
    )


def show_text(paragraphs: Iterable[Sequence[Part]]) -> None:
    """Print paragraphs, each of parts of a look, each on one line that the terminal breaks where it is full."""
    console = _console()
    for parts in paragraphs:
        console.print(Text.assemble(*((text, _LOOKS[look]) for text, look in parts)), soft_wrap=True)


def _console() -> Console:
    console = Console(highlight=False)
    return console if console.is_terminal else Console(width=_PIPE_WIDTH, highlight=False)
