"""click's commands and groups with help in Chinese, and groups that import a command only when it is called."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.questions import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

_HELP = "显示这份说明"

workspace_option = click.option(
    "--workspace", type=click.Path(path_type=Path), default=Path(), metavar="文件夹", help="工作文件夹，默认当前"
)


class _Chinese:
    """What of click's help is in English otherwise."""

    def format_usage(self: Any, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self: Any, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section("选项"):
            formatter.write_dl(records)

    def get_help_option(self: Any, ctx: click.Context) -> click.Option | None:
        """Give --help its Chinese line."""
        option: click.Option | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option:
            option.help = _HELP
        return option


class Command(_Chinese, click.Command):
    """A command with help in Chinese."""


class Commands(_Chinese, click.Group):
    """A group of commands, each in a module of its own that is imported when the command is called.

    modules: name of the command → (module that holds it under that name, one line of help).
    """

    def __init__(self, name: str, modules: Mapping[str, tuple[str, str]], **attrs: Any) -> None:  # noqa: ANN401
        """Take the modules; `attrs` are click's."""
        super().__init__(name, subcommand_metavar="命令 …", options_metavar="[选项]", **attrs)
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands' names, in the order of the table."""
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command of that name."""
        if cmd_name not in self._modules:
            return None
        module = importlib.import_module(self._modules[cmd_name][0])
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands with their lines, none of them imported."""
        super().format_options(ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl([(name, text) for name, (_, text) in self._modules.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say in Chinese which one is near."""
        if args and args[0] not in self._modules and not args[0].startswith("-"):
            mend = nearest(args[0], self._modules) or f"现有：{'、'.join(self._modules)}"
            message = f"没有“{args[0]}”这个命令（{mend}）"
            raise click.UsageError(message, ctx)
        return super().resolve_command(ctx, args)


def usage_problem(error: click.UsageError) -> str:
    """A wrong use of the command line, in Chinese, with where to read on."""
    path = error.ctx.command_path if error.ctx else "drafter"
    if isinstance(error, click.NoSuchOption):
        message = f"没有 {error.option_name} 这个选项"
    elif isinstance(error, click.MissingParameter):
        message = f"缺少 {error.param.human_readable_name if error.param else '参数'}"
    elif isinstance(error, click.BadParameter):
        name = error.param.opts[0] if error.param else ""
        message = f"{name} 的值不对：{error.message}"
    elif isinstance(error, click.BadOptionUsage):
        message = f"{error.option_name} 后面要有值"
    else:
        message = error.message
    return f"{message}\n用法见 {path} --help"
