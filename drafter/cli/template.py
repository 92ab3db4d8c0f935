"""`drafter template`: see the templates, and copy what one wants to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from drafter.cli.command import Command, Commands, workspace_option
from drafter.errors import InputError, Place, Problem

if TYPE_CHECKING:
    from pathlib import Path

_LIST = "列出所有模板和它们的各节；标“自己的”的一节来自工作文件夹。"
_COPY = "把模板的一节（不写节就是全部）复制到工作文件夹的 templates 里，改了就用改过的。已经复制过的不覆盖。"

template_command = Commands(
    "template",
    {
        "list": ("drafter.cli.template", "列出所有模板和各节"),
        "copy": ("drafter.cli.template", "复制一节到工作文件夹，改了就用改过的"),
    },
    help="讲话模板：列出、复制。",
)


@click.command(
    "list", cls=Command, help="列出所有模板和它们的各节；标“自己的”的一节来自工作文件夹。", options_metavar="[选项]"
)
@workspace_option
def list_command(workspace: Path) -> None:
    """List them."""
    from drafter.template.catalog import Catalog  # noqa: PLC0415 - imports wait until they are needed

    catalog = Catalog.of(workspace)
    for folder, chinese in catalog.names().items():
        click.echo(f"{chinese}（{folder}）")
        for section in catalog.definition(folder).sections:
            path = catalog.find(folder, f"{section.name}.j2")
            own = "　自己的" if path and catalog.is_own(path) else ""
            click.echo(f"  {section.name}.j2　{section.role}{own}")


@click.command(
    "copy",
    cls=Command,
    help="把模板的一节（不写节就是全部）复制到工作文件夹的 templates 里，改了就用改过的。已经复制过的不覆盖。",
    options_metavar="[选项]",
)
@click.argument("template", metavar="模板")
@click.argument("section", required=False, default="", metavar="[节]")
@workspace_option
def copy_command(template: str, section: str, workspace: Path) -> None:
    """Copy a section, or all of a template, into the workspace; what is there already stays."""
    from drafter.files import write_atomic  # noqa: PLC0415
    from drafter.template.catalog import Catalog  # noqa: PLC0415

    catalog = Catalog.of(workspace)
    folder = catalog.folder(template)
    files = catalog.files(folder)
    wanted = [name for name in files if not section or name in {section, f"{section}.j2"}]
    if not wanted:
        raise InputError(Problem(f"没有“{section}”这一节", mend=f"现有：{'、'.join(files)}"))
    for name in wanted:
        path = workspace / "templates" / folder / name
        try:
            write_atomic(path, files[name].read_bytes())
        except FileExistsError:
            click.echo(str(Problem("已有，没有覆盖", Place(str(path)))), err=True)
        else:
            click.echo(f"已复制：{path}")
