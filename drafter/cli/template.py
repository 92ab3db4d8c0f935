"""`drafter template`: see the templates, and copy what one wants to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from drafter.cli.command import Command, workspace_option
from drafter.errors import Place, Problem, UsageError

if TYPE_CHECKING:
    from pathlib import Path

_LIST = "列出所有模板和它们的各节；“自己的”一节来自工作文件夹。"
_COPY = "把模板的一节（不写节就是全部）复制到工作文件夹的 templates 里，改了就用改过的。已经复制过的不覆盖。"

ABOUT = "讲话模板：列出、复制。"
COMMANDS = {
    "list": ("drafter.cli.template", "列出所有模板和各节"),
    "copy": ("drafter.cli.template", "复制一节到工作文件夹，改了就用改过的"),
}


@click.command("list", cls=Command, help=_LIST, options_metavar="[选项]")
@workspace_option
def list_command(workspace: Path) -> None:
    """List them, with the sections of each and where each section comes from."""
    from drafter.cli.display import show_table
    from drafter.template.catalog import Catalog

    catalog = Catalog.of(workspace)
    rows = []
    for folder, chinese in catalog.names().items():
        for number, section in enumerate(catalog.definition(folder).sections):
            path = catalog.find(folder, f"{section.name}.j2")
            own = "自己的" if path and catalog.is_own(path) else "自带的"
            names = ("", "") if number else (chinese, folder)
            rows.append((*names, f"{section.name}.j2", section.role, own))
    show_table(("模板", "文件夹", "节", "作用", "来自"), rows)


@click.command("copy", cls=Command, help=_COPY, options_metavar="[选项]")
@click.argument("template", metavar="模板")
@click.argument("section", required=False, default="", metavar="[节]")
@workspace_option
def copy_command(template: str, section: str, workspace: Path) -> None:
    """Copy a section, or all of a template, into the workspace; what is there already stays."""
    from drafter.files import write_atomic
    from drafter.template.catalog import Catalog

    catalog = Catalog.of(workspace)
    folder = catalog.folder(template)
    files = catalog.files(folder)
    wanted = [name for name in files if not section or name in {section, f"{section}.j2"}]
    if not wanted:
        raise UsageError(Problem(f"没有“{section}”这一节", mend=f"现有：{'、'.join(files)}"))
    for name in wanted:
        path = workspace / "templates" / folder / name
        try:
            write_atomic(path, files[name].read_bytes())
        except FileExistsError:
            click.echo(str(Problem("已有，没有覆盖", Place(str(path)))), err=True)
        else:
            click.echo(f"已复制：{path}")
