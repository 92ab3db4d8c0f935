"""`drafter profile save --from`: the answers of a draft as a profile."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter.cli.command import Command, workspace_option
from drafter.errors import InputError, Problem
from drafter.errors import Place as FilePlace

if TYPE_CHECKING:
    from drafter.living.answers import ReadBack
    from drafter.template import Template

_ABOUT = """把一份初稿里的答案存为会议档案；在 Word 里改过的也读回来。

同一个答案在几处改得不一样的，列出来，用初稿里存的那个。"""


def read_draft(draft: Path, workspace: Path) -> tuple[Template, ReadBack]:
    """The template of a draft and the answers it gives; what was typed in Word is said, and what could not be taken."""
    from drafter.cli.gaps import open_draft
    from drafter.living.answers import answers_of
    from drafter.template import open_template

    opened = open_draft(draft)
    store = opened.store
    if store is None:
        raise InputError(
            Problem("文件里没有存答案：不是 drafter 起草的，已出过定稿，或别的软件保存时丢了", FilePlace(str(draft)))
        )
    template = open_template(store.origin.template, workspace)
    back = answers_of(opened, store, template)
    questions = template.definition.questions
    edited = dict.fromkeys(questions[key.partition(".")[0]].label for key in back.edited)
    if edited:
        click.echo(f"在 Word 里改过、读回来的：{'、'.join(edited)}")
    for key, said in back.disagreeing.items():
        texts = "、".join(f"“{text}”" for text in said)
        click.echo(f"请核对：{questions[key.partition('.')[0]].label}在稿里写的是{texts}，没有读回来", err=True)
    return template, back


@click.command("save", cls=Command, help=_ABOUT, options_metavar="[选项]")
@click.argument("name", metavar="档案")
@click.option(
    "--from", "draft", type=click.Path(path_type=Path), required=True, metavar="初稿", help="从这份初稿读答案"
)
@workspace_option
def save_command(name: str, draft: Path, workspace: Path) -> None:
    """Save them."""
    from drafter.profiles import profile_path, save_profile

    path = profile_path(name, workspace)
    template, back = read_draft(draft, workspace)
    save_profile(path, template.folder, back.answers.values, left_open=back.answers.left_open)
    click.echo(f"会议档案：{path}")
