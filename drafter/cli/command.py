"""One command run by click: its help and faults in Chinese, errors as words and exit codes."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from drafter.cli import EXIT_DONE, EXIT_INTERRUPTED, EXIT_MEND, EXIT_USAGE
from drafter.errors import DrafterError, InterruptedByUserError, Place, Problem, UsageError
from drafter.reasons import reason

workspace_option = click.option(
    "--workspace", type=click.Path(path_type=Path), default=Path(), metavar="文件夹", help="工作文件夹，默认当前"
)


class Command(click.Command):
    """A command whose help is in Chinese throughout."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section("选项"):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give --help its Chinese line."""
        option = super().get_help_option(ctx)
        if option:
            option.help = "显示这份说明"
        return option


def asked(question: str, default: str, broken_off: str) -> str:
    """What the user types. InterruptedByUserError for Ctrl-C and Ctrl-D, which says what comes of it."""
    try:
        return str(click.prompt(question, default=default, show_default=False)).strip()
    except click.Abort as error:
        click.echo(err=True)
        raise InterruptedByUserError(broken_off) from error


def run_command(command: click.Command, path: str, arguments: list[str]) -> int:
    """Run a command under the name `path` and return its exit code; whatever goes wrong is said on standard error.

    BrokenPipeError where nobody reads what it prints.
    """
    try:
        command.main(arguments, prog_name=path, standalone_mode=False)
    except click.UsageError as error:
        click.echo(f"{_usage_fault(error)}\n用法见 {path} --help", err=True)
        return EXIT_USAGE
    except BrokenPipeError:
        raise
    except (DrafterError, OSError) as error:
        tell(error)
        return _exit_code(error)
    except (KeyboardInterrupt, EOFError, click.Abort):
        click.echo("\n已中断", err=True)
        return EXIT_INTERRUPTED
    return EXIT_DONE


def tell(error: DrafterError | OSError) -> None:
    """Say on standard error what went wrong."""
    problems = error.problems if isinstance(error, DrafterError) else [_system_fault(error)]
    for problem in problems:
        click.echo(str(problem), err=True)


def _system_fault(error: OSError) -> Problem:
    return Problem(f"读不出或写不进：{reason(error)}", Place(str(error.filename)) if error.filename else None)


def agrees(question: str, what: str) -> bool:
    """Whether the user says yes; anything else is no. `what`: what is asked, for the UsageError without a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(Problem(f"这里不是终端，没法问要不要{what}", mend=f"确定要{what}就加 --yes"))
    return asked(f"{question}（是/否）", "否", f"已中断，没有{what}") in {"是", "y", "yes"}


def _exit_code(error: DrafterError | OSError) -> int:
    if isinstance(error, InterruptedByUserError):
        return EXIT_INTERRUPTED
    return EXIT_USAGE if isinstance(error, UsageError) else EXIT_MEND


def _usage_fault(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"没有 {error.option_name} 这个选项"
    if isinstance(error, click.MissingParameter):
        return f"缺少{error.param.human_readable_name if error.param else '参数'}"
    if isinstance(error, click.BadParameter):
        choices = getattr(error.param.type, "choices", ()) if error.param else ()
        mend = f"可选：{'、'.join(choices)}" if choices else error.message
        return f"{error.param.opts[0] if error.param else ''} 的值不对（{mend}）"
    if isinstance(error, click.BadOptionUsage):
        return f"{error.option_name} 后面要有值"
    return "多了参数，或参数写得不对"
