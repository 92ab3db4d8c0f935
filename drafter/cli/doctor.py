"""`drafter doctor`: what this machine lacks for drafts that look as they should."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

import drafter
from drafter.cli.arguments import Option, command
from drafter.cli.command import WORKSPACE
from drafter.word import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drafter.word.layout import Layout

_ABOUT = "看这台电脑缺什么：版式要用的字体，读旧格式文件要用的 LibreOffice。只看，不改。"


@command(
    _ABOUT,
    Option("--layout", "版式", "看这个版式要用的字体，默认国家标准", default=DEFAULT),
    WORKSPACE,
)
def doctor_command(layout: str, workspace: Path) -> None:
    """List it."""
    from drafter.cli.layout import chosen_layout
    from drafter.speech.office import office_program

    wanted = chosen_layout(layout, workspace)
    program = office_program()
    print(f"drafter {drafter.__version__}，Python {platform.python_version()}，{platform.system()}")
    print(f"LibreOffice：{program or '没有；.doc、.wps、.rtf、.odt 读不了，.docx 和 .txt 不受影响'}")
    for line in _fonts(wanted):
        print(line)


def _fonts(layout: Layout) -> Iterator[str]:
    """A line for each font, and what to do about those that are missing."""
    from drafter.word.fonts import installed_fonts, missing_fonts

    missing = missing_fonts(layout, installed_fonts())
    lacking = {each.font: each.substitute for each in missing}
    for font in (*layout.chinese_fonts, *layout.latin_fonts):
        substitute = lacking.get(font)
        instead = f"没有，可用{substitute}代替" if substitute else "没有，也没有列出的代用字体"
        yield f"字体　{font}：{'有' if substitute is None else instead}"
    if missing:
        yield "缺的字体装上最好；装不上的，drafter new 加 --fonts installed，稿子里就写有的那一种。"
