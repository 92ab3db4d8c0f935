"""One command run: what it is given, its help, errors as words and exit codes; and what commands have in common."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.cli import EXIT_DONE, EXIT_INTERRUPTED, EXIT_MEND, EXIT_USAGE
from drafter.cli.arguments import Option, parse
from drafter.errors import DrafterError, InterruptedByUserError, Place, Problem, UsageError

if TYPE_CHECKING:
    from drafter.cli.arguments import Command

WORKSPACE = Option("--workspace", "文件夹", "工作文件夹，默认当前", kind=Path, default=Path())
OUTPUT = Option("-o, --output", "文件", "写到这个 .docx 文件；已有的不覆盖", kind=Path, default=None)


def run_command(command: Command, path: str, words: list[str]) -> int:
    """Run a command under the name `path` and return its exit code; whatever goes wrong is said on standard error.

    BrokenPipeError where nobody reads what it prints.
    """
    try:
        _act(command, path, words)
    except BrokenPipeError:
        raise
    except (DrafterError, OSError) as error:
        tell(error)
        return _exit_code(error)
    except (KeyboardInterrupt, EOFError):
        print("\n已中断", file=sys.stderr)
        return EXIT_INTERRUPTED
    return EXIT_DONE


def tell(error: DrafterError | OSError) -> None:
    """Say on standard error what went wrong."""
    problems = error.problems if isinstance(error, DrafterError) else [_system_fault(error)]
    for problem in problems:
        print(problem, file=sys.stderr)


def agrees(question: str, what: str) -> bool:
    """Whether the user says yes; anything else is no. `what`: what is asked, for the UsageError without a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(Problem(f"这里不是终端，没法问要不要{what}", mend=f"确定要{what}就加 --yes"))
    return asked(f"{question}（是/否）", "否", f"已中断，没有{what}") in {"是", "y", "yes"}


def asked(question: str, default: str, broken_off: str) -> str:
    """What the user types. InterruptedByUserError for Ctrl-C and Ctrl-D, which says what comes of it."""
    print(f"{question}: ", end="", flush=True)  # `input` would show it on standard error
    try:
        return input().strip() or default
    except (KeyboardInterrupt, EOFError) as error:
        print(file=sys.stderr)
        raise InterruptedByUserError(broken_off) from error


def _act(command: Command, path: str, words: list[str]) -> None:
    """Do what a command is for with what it is given, or show its help."""
    try:
        given = parse(command.takes, words)
    except UsageError as error:
        raise UsageError(*error.problems, f"用法见 {path} --help") from error
    if given is None:
        from drafter.cli.helppage import page

        print(page(command, path))
    else:
        command.act(**given)


def _system_fault(error: OSError) -> Problem:
    from drafter.reasons import reason

    return Problem(f"读不出或写不进：{reason(error)}", Place(str(error.filename)) if error.filename else None)


def _exit_code(error: DrafterError | OSError) -> int:
    if isinstance(error, InterruptedByUserError):
        return EXIT_INTERRUPTED
    return EXIT_USAGE if isinstance(error, UsageError) else EXIT_MEND
