"""`drafter finish`: the final copy of a draft."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.cli.arguments import Argument, choice, command, flag
from drafter.cli.command import OUTPUT
from drafter.cli.gaps import gap_lines
from drafter.errors import InputError, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from drafter.word.opened import Opened

_ABOUT = """出定稿：纸面上的文字一字不动，样子不变；批注、底纹、书签、控件、存着的答案、作者和软件的痕迹都去掉。

初稿不改，另写一个文件，默认在初稿旁边，叫“……（定稿）.docx”。"""
_TURN = re.compile(r"（第\d+稿）$")


@command(
    _ABOUT,
    Argument("draft", "初稿", kind=Path),
    OUTPUT,
    flag("--allow-gaps", "还有待补也出定稿，待补的字样照留"),
    flag("--accept-changes", "接受全部修订"),
    flag("--drop-hidden", "去掉隐藏文字，逐条列出来"),
    choice("--numbers", ("keep", "typed"), "typed 把 Word 自动编的序号打成字；keep 不动（默认）"),
)
def finish_command(draft: Path, output: Path | None, numbers: str, **allowed: bool) -> None:
    """Check, then write it."""
    from drafter.cli.writing import save_new
    from drafter.files import DOCUMENT_LIMIT, read_bytes
    from drafter.word.finish import finished

    if output and output.suffix.lower() != ".docx":
        raise UsageError(Problem("-o 的文件名要以 .docx 结尾"))
    data = read_bytes(draft, DOCUMENT_LIMIT)
    said = _looked_over(data, str(draft), allowed)
    final = finished(data, str(draft), typed=numbers == "typed")
    path = output or draft.with_name(f"{_TURN.sub('', draft.stem)}（定稿）.docx")
    print("\n".join([*said, f"定稿：{save_new(path, final)}"]))


def _looked_over(data: bytes, path: str, allowed: Mapping[str, bool]) -> list[str]:
    """A line for all that is left out of the final copy. InputError where somebody has yet to decide."""
    from drafter.word.finish import files_outside, hidden_in
    from drafter.word.opened import Opened

    opened = Opened(data, path)
    if problems := list(_unsettled(opened, allowed)):
        raise InputError(*problems)
    said = [f"隐藏文字，已去掉：{text}" for text in hidden_in(opened)]
    return [*said, *(f"链接到本单位的文件，已断开，文字留着：{file}" for file in files_outside(opened))]


def _unsettled(opened: Opened, allowed: Mapping[str, bool]) -> Iterator[Problem]:
    """All that somebody has yet to decide about, each place of it, and how."""
    from drafter.word.finish import hidden_in, tracked_changes

    kinds: tuple[tuple[str, str, Callable[[Opened], list[str]], str], ...] = (
        ("待补", "allow_gaps", _gaps, "补上，或加 --allow-gaps"),
        ("修订", "accept_changes", tracked_changes, "在 Word 里接受或拒绝，或加 --accept-changes"),
        ("隐藏文字", "drop_hidden", hidden_in, "要留的在 Word 里取消隐藏，不留的加 --drop-hidden"),
    )
    mends = []
    for name, allowing, find, mend in kinds:
        found = [] if allowed[allowing] else find(opened)
        yield from (Problem(f"{name}　{line}") for line in found)
        mends += [Problem(f"还有{name}，没有出定稿", mend=mend)] if found else []
    yield from mends


def _gaps(opened: Opened) -> list[str]:
    from drafter.word.gaps import open_places

    return gap_lines(open_places(opened))
