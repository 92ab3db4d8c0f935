"""Two texts side by side as a unified difference, line by line; within a line what differs stands out."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from drafter.characters import writable
from drafter.cli.display import show_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.cli.display import Part

_AROUND = 1
_ALIKE = 0.5
_LONGEST = 5000  # characters of a line that is compared within


def show_changes(old_name: str, old: str, new_name: str, new: str) -> None:
    """Print what became of the old text in the new one; nothing where both are the same."""
    if old != new:
        heads: list[list[Part]] = [[(f"--- {old_name}", "heading")], [(f"+++ {new_name}", "heading")]]
        show_text([*heads, *changes(writable(old).split("\n"), writable(new).split("\n"))])


def changes(old: Sequence[str], new: Sequence[str]) -> Iterator[list[Part]]:
    """The lines that differ, with one line around them, each marked by -, + or a blank before it.

    A line that takes another's place stands right below it.
    """
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_AROUND):
        yield [(f"@@ 第{group[0][3] + 1}行", "quiet")]
        for tag, start, end, at, to in group:
            if tag == "equal":
                yield from ([(f"  {line}", "plain")] for line in old[start:end])
            elif end - start == to - at:
                for one, other in zip(old[start:end], new[at:to], strict=True):
                    yield from _replaced(one, other)
            else:
                yield from ([(f"- {line}", "gone")] for line in old[start:end])
                yield from ([(f"+ {line}", "come")] for line in new[at:to])


def _replaced(old: str, new: str) -> Iterator[list[Part]]:
    """A line and the one in its place; where they are alike, what differs is told apart."""
    matcher = SequenceMatcher(None, old, new)
    if max(len(old), len(new)) > _LONGEST or matcher.ratio() < _ALIKE:
        yield from ([(f"- {old}", "gone")], [(f"+ {new}", "come")])
        return
    codes = matcher.get_opcodes()
    for mark, look, parts in (
        ("- ", "gone", [(tag, old[start:end]) for tag, start, end, _, _ in codes]),
        ("+ ", "come", [(tag, new[at:to]) for tag, _, _, at, to in codes]),
    ):
        yield [(mark, look), *((text, look if tag == "equal" else f"{look} here") for tag, text in parts if text)]
