"""The command line: the only place that prints or exits."""

from __future__ import annotations

import sys

import click

from drafter.cli.command import Commands, usage_problem
from drafter.errors import DrafterError, InputError, InterruptedByUserError

EXIT_MEND, EXIT_USAGE, EXIT_INTERRUPTED = 1, 2, 130

drafter = Commands(
    "drafter",
    {
        "new": ("drafter.cli.new", "起草一篇讲话稿"),
        "template": ("drafter.cli.template", "讲话模板：列出、复制"),
        "profile": ("drafter.cli.profile", "会议档案：列出、显示"),
    },
    help="drafter：讲话稿起草助手。答几个问题，得到一份排好版的 Word 初稿；没有答的地方留【待补】。",
)


def main() -> None:
    """Run the command and exit: 0 done, 1 the input must be mended, 2 wrong use, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A Windows pipe or an ASCII locale must not turn a Chinese message into a traceback.
            stream.reconfigure(errors="replace")
    sys.exit(_run())


def _run() -> int:  # noqa: PLR0911 - a table of exits
    try:
        drafter.main(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return EXIT_USAGE
    except click.UsageError as error:
        click.echo(usage_problem(error), err=True)
        return EXIT_USAGE
    except InputError as error:
        return _say(error, EXIT_MEND)
    except InterruptedByUserError as error:
        return _say(error, EXIT_INTERRUPTED)
    except DrafterError as error:
        return _say(error, EXIT_USAGE)
    except (KeyboardInterrupt, EOFError, click.Abort):
        return EXIT_INTERRUPTED
    return 0


def _say(error: DrafterError, code: int) -> int:
    for problem in error.problems:
        click.echo(str(problem), err=True)
    return code
