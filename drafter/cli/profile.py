"""`drafter profile`: see the saved meeting profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from drafter.cli.command import Command, workspace_option

if TYPE_CHECKING:
    from pathlib import Path

ABOUT = "会议档案：列出、显示。"
COMMANDS = {
    "list": ("drafter.cli.profile", "列出所有档案"),
    "show": ("drafter.cli.profile", "显示一份档案"),
    "save": ("drafter.cli.fromdraft", "把一份初稿里的答案存为档案"),
}


@click.command("list", cls=Command, help="列出所有会议档案和它们的文件。", options_metavar="[选项]")
@workspace_option
def list_command(workspace: Path) -> None:
    """List them."""
    from drafter.cli.display import show_table
    from drafter.profiles import profile_names

    show_table(("档案", "文件"), [(name, str(path)) for name, path in profile_names(workspace).items()])


@click.command("show", cls=Command, help="显示一份会议档案的内容。", options_metavar="[选项]")
@click.argument("profile", metavar="档案")
@workspace_option
def show_command(profile: str, workspace: Path) -> None:
    """Show one as it was written."""
    from drafter.files import read_text
    from drafter.profiles import profile_names, read_profile

    path = profile_names(workspace).get(profile) or read_profile(profile, workspace).path
    if path:  # one with faults is shown too: that is when one wants to see it
        click.echo(read_text(path), nl=False)
