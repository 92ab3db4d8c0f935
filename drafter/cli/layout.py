"""`drafter layout`: see the layouts; and the layout that a command was given."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.cli.arguments import Argument, command
from drafter.cli.command import WORKSPACE

if TYPE_CHECKING:
    from drafter.word.layout import Layout

_LIST = "列出所有版式和它们的文件；自己的放在工作文件夹的 layouts 里。"
_SHOW = "显示一个版式与国家标准 GB/T 9704-2012 有哪些不同；.docx 先列出从里面取到了什么。"

ABOUT = "版式：列出、显示。"
COMMANDS = {
    "list": ("drafter.cli.layout", "列出所有版式"),
    "show": ("drafter.cli.layout", "显示一个版式与国家标准有哪些不同"),
}


def chosen_layout(name: str, workspace: Path, fonts: str = "layout") -> Layout:
    """The layout of this name, of a YAML file or of a unit's own .docx; what was found there is said.

    fonts: `installed` puts fonts that the machine has in the place of those it lacks, and says which. UsageError where
    there is no such layout, InputError for what is wrong in it.
    """
    layout = _opened(name, workspace)
    if fonts != "installed":
        return layout
    from drafter.word.fonts import installed_fonts, missing_fonts

    missing = missing_fonts(layout, installed_fonts())
    for each in missing:
        print(
            f"字体：没有装{each.font}，{f'用{each.substitute}代替' if each.substitute else '也没有可代替的'}",
            file=sys.stderr,
        )
    return layout.dressed({each.font: each.substitute for each in missing if each.substitute})


def _opened(name: str, workspace: Path) -> Layout:
    from drafter.word.catalog import open_layout, standard

    if not name.lower().endswith(".docx"):
        return open_layout(name, workspace)
    from drafter.files import DOCUMENT_LIMIT, read_bytes
    from drafter.word.borrowed import borrow

    layout, taken = borrow(read_bytes(Path(name), DOCUMENT_LIMIT), name, standard())
    for each in taken:
        print(f"版式　{each.name}：{each.found or '没有，按国家标准'}", file=sys.stderr)
    return layout


@command(_LIST, WORKSPACE)
def list_command(workspace: Path) -> None:
    """List them."""
    from drafter.cli.display import show_table
    from drafter.word.catalog import layout_names

    show_table(("版式", "文件"), [(name, str(path)) for name, path in layout_names(workspace).items()])


@command(
    _SHOW,
    Argument("layout", "版式"),
    WORKSPACE,
)
def show_command(layout: str, workspace: Path) -> None:
    """List in what one differs from the standard."""
    from drafter.word.catalog import standard
    from drafter.word.deviations import deviations

    found = chosen_layout(layout, workspace)
    lines = deviations(found, standard())
    print("\n".join([f"{found.name}：与国家标准{f'有{len(lines)}处不同' if lines else '没有不同'}", *lines]))
