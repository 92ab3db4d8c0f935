"""`drafter finish`: the final copy of a draft."""

from __future__ import annotations

import re
from pathlib import Path

import click

from drafter.cli.command import Command
from drafter.cli.gaps import gap_lines, open_draft
from drafter.errors import InputError, Problem, UsageError

_ABOUT = """出定稿：文字一字不动，样子不变；批注、底纹、书签、控件、存着的答案、作者和软件的痕迹都去掉。

初稿不改，另写一个文件，默认在初稿旁边，叫“……（定稿）.docx”。"""
_TURN = re.compile(r"（第\d+稿）$")


@click.command("finish", cls=Command, help=_ABOUT, options_metavar="[选项]")
@click.argument("draft", type=click.Path(path_type=Path), metavar="初稿")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="文件", help="写到这个 .docx 文件；已有的不覆盖"
)
@click.option("--allow-gaps", is_flag=True, help="还有待补也出定稿，待补的字样照留")
@click.option("--accept-changes", is_flag=True, help="接受全部修订")
@click.option(
    "--numbers",
    type=click.Choice(["keep", "typed"]),
    default="keep",
    help="typed 把 Word 自动编的序号打成字；keep 不动（默认）",
)
def finish_command(draft: Path, output: Path | None, numbers: str, *, allow_gaps: bool, accept_changes: bool) -> None:
    """Check, then write it."""
    from drafter.cli.writing import save_new
    from drafter.files import DOCUMENT_LIMIT, read_bytes
    from drafter.word.finish import finished, tracked_changes
    from drafter.word.gaps import open_places

    if output and output.suffix.lower() != ".docx":
        raise UsageError(Problem("-o 的文件名要以 .docx 结尾"))
    opened = open_draft(draft)
    found = [] if allow_gaps else [Problem(f"待补　{line}") for line in gap_lines(open_places(opened))]
    mend = [Problem("还有待补，没有出定稿", mend="补上，或加 --allow-gaps")] if found else []
    changes = [] if accept_changes else [Problem(f"修订　{line}") for line in tracked_changes(opened)]
    mend += [Problem("还有修订，没有出定稿", mend="在 Word 里接受或拒绝，或加 --accept-changes")] if changes else []
    if mend:
        raise InputError(*found, *changes, *mend)
    final = finished(read_bytes(draft, DOCUMENT_LIMIT), str(draft), typed=numbers == "typed")
    path = output or draft.with_name(f"{_TURN.sub('', draft.stem)}（定稿）.docx")
    click.echo(f"定稿：{save_new(path, final)}")
