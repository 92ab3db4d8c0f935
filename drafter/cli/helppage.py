"""A command's page of help, laid out by the columns that Chinese text takes."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from drafter.cli.arguments import Argument, Option
from drafter.interview.width import cells, padded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.cli.arguments import Command

_WIDEST, _NARROWEST = 78, 50  # columns of a page, whatever the window
_LONGEST = 30  # columns of an option beside which its line begins; below one that is longer
_GAP = 2
# a line may end between letters, but neither within a Latin word nor before what closes or behind what opens
_PIECE = re.compile("[“（《【]*(?:[!-~]+|[^ ])[，。；：、！？）》】”…]*| +")


def page(command: Command, path: str) -> str:
    """The page of the command that is called by `path`."""
    width = max(min(shutil.get_terminal_size().columns - _GAP, _WIDEST), _NARROWEST)
    arguments = [one.shown for one in command.takes if isinstance(one, Argument)]
    lines = [" ".join([f"用法：{path} [选项]", *arguments])]
    for paragraph in command.about.split("\n\n"):
        lines += ["", *(f"  {line}" for line in wrapped(paragraph.replace("\n", ""), width - _GAP))]
    options = [one for one in command.takes if isinstance(one, Option)]
    return "\n".join([*lines, "", "选项：", *_listed(options, width)])


def wrapped(text: str, columns: int) -> list[str]:
    """The lines of a text that are no wider than so many columns."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and cells(f"{lines[-1]}{piece}".rstrip()) > columns:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def _listed(options: Iterable[Option], columns: int) -> Iterator[str]:
    """Each option, its line beside it, or below one that is long."""
    rows = [(" ".join(filter(None, [one.flags, one.value])), _told(one)) for one in options]
    left = max(width for name, _ in rows if (width := cells(name)) <= _LONGEST) + 2 * _GAP
    for name, told in rows:
        lines = wrapped(told, columns - left)
        if cells(name) > _LONGEST:
            yield f"  {name}"
        else:
            yield padded(f"  {name}", left) + lines.pop(0)
        yield from (" " * left + line for line in lines)


def _told(option: Option) -> str:
    """What is said of an option, and what its value must be."""
    bounds = f"（{option.within[0]} 到 {option.within[-1]}）" if option.within else ""
    return f"{option.help}{bounds}{'（必填）' if option.required else ''}"
