"""`drafter outline`: how a speech is built."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.cli.arguments import Argument, command, flag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.speech.outline import Outline

_ABOUT = """看一篇讲话稿的提纲：标题、称呼、各层要点和篇幅，以及可疑之处。只读，不改原稿。

能读 .txt（UTF-8、GB18030）、.md、.docx；装有 LibreOffice 的，还能读 .doc、.wps、.rtf、.odt。"""


@command(
    _ABOUT,
    Argument("speech", "讲话稿", kind=Path),
    flag("--json", "输出 JSON，供别的程序用", "as_json"),
)
def outline_command(speech: Path, *, as_json: bool) -> None:
    """Read a speech and show its outline; doubts go to standard error."""
    from drafter.speech.outline import outline
    from drafter.speech.source import read_speech

    source = read_speech(speech)
    found = outline(source.text, source.path)
    if as_json:
        print(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
        return
    from drafter.cli.display import show_tree

    show_tree(found.title or speech.name, _branches(found))
    for problem in found.problems:
        print(f"请核对：{problem}", file=sys.stderr)


def _branches(found: Outline) -> Iterator[tuple[int, str]]:
    """Salutation, opening, points with their share of the length, closing; unmarked points below the marked ones."""
    zones = found.zones
    if found.salutation:
        yield 1, found.salutation
    for name, lines in (("开头", zones.opening), ("", None), ("结尾", zones.closing)):
        if not name:
            yield from _points(found)
        elif lines:
            yield 1, f"{name}　{_share(found, *lines)}"


def _points(found: Outline) -> Iterator[tuple[int, str]]:
    below: dict[int | None, list[str]] = {}
    for point in found.unmarked:
        below.setdefault(point.parent, []).append(f"（无序号）{point.heading}　{found.share(point):.0%}")
    for text in below.get(None, []):
        yield 1, text
    for number, point in enumerate(found.points):
        yield point.level, f"{point.marker}{point.heading}　{found.share(point):.0%}"
        for text in below.get(number, []):
            yield point.level + 1, text


def _share(found: Outline, first: int, end: int) -> str:
    return f"{sum(map(len, found.lines[first:end])) / found.size:.0%}"
