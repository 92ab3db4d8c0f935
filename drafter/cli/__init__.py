"""The command line: the only place that prints or exits.

The first pages of help and the way to a command are plain tables, so that neither loads what commands are made of;
`drafter --help` starts in little more than Python's own time.
"""

from __future__ import annotations

import atexit
import errno
import gc
import importlib
import io
import os
import sys

EXIT_DONE, EXIT_MEND, EXIT_USAGE, EXIT_INTERRUPTED = 0, 1, 2, 130

ABOUT = "drafter：讲话稿起草助手。答几个问题，得到一份排好版的 Word 初稿；没有答的地方留【待补】。"
# command → (module that holds it, one line of help); a module may hold a table of its own
COMMANDS = {
    "new": ("drafter.cli.new", "起草一篇讲话稿"),
    "batch": ("drafter.cli.batch", "照一张表起草，一行一篇"),
    "gaps": ("drafter.cli.gaps", "看初稿里还有哪些待补"),
    "update": ("drafter.cli.update", "改答案，稿里没动过的地方跟着改"),
    "finish": ("drafter.cli.finish", "出定稿：不带批注、书签和任何起草的痕迹"),
    "outline": ("drafter.cli.outline", "看一篇讲话稿的提纲"),
    "mine": ("drafter.cli.mine", "从讲过的讲话稿做模板"),
    "template": ("drafter.cli.template", "讲话模板：看、复制来改、比、检查、新做"),
    "profile": ("drafter.cli.profile", "会议档案：看、存、改、比"),
    "layout": ("drafter.cli.layout", "版式：列出、显示"),
    "doctor": ("drafter.cli.doctor", "看这台电脑缺什么：字体、LibreOffice"),
    "forget": ("drafter.cli.forget", "删去中断的起草留下的记录"),
}
_HELP = ("-h", "--help")
GARBAGE_AFTER = 50_000
"""So many objects made and not let go before garbage is looked for; Python's own number is 700."""


def main() -> None:
    """Run the command line and exit: 0 done, 1 the input must be mended, 2 wrong use, 130 interrupted."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # under pythonw, or where it was closed; what is said there goes nowhere
            setattr(sys, name, io.StringIO())
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A Windows pipe or an ASCII locale must not turn a Chinese message into a traceback; what is said on both
            # streams comes in the order in which it was said.
            stream.reconfigure(errors="replace", line_buffering=True)
    # What a command loads stays to its end: looking for garbage in it, and again at the end, is a tenth of its time.
    gc.set_threshold(GARBAGE_AFTER)
    atexit.register(gc.freeze)
    try:
        code = _run_to_the_end(sys.argv[1:])
        if code == EXIT_INTERRUPTED:
            _hear_no_more()
    except KeyboardInterrupt:  # while the command was loaded, or once more after it had told
        _hear_no_more()
        print("\n已中断", file=sys.stderr)
        code = EXIT_INTERRUPTED
    sys.exit(code)


def _hear_no_more() -> None:
    """Pass over Ctrl-C from now on: pressed while Python ends, it would be a traceback."""
    import signal  # --help doesn't wait for it

    signal.signal(signal.SIGINT, lambda *_: None)  # Python reports one that comes while SIG_IGN is set


def _run_to_the_end(arguments: list[str]) -> int:
    """Run one command line, and see that what it printed is out; where nobody reads on, that is the end."""
    try:
        code = run(arguments)
        sys.stdout.flush()
    except OSError as error:
        if not isinstance(sys.stdout, io.StringIO):  # what is left goes nowhere
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError) and error.errno != errno.EINVAL:  # which Windows says of a pipe
            from drafter.reasons import reason

            print(f"写不出：{reason(error)}", file=sys.stderr)
        return EXIT_MEND
    return code


def run(arguments: list[str]) -> int:
    """Run one command line, given without the program's name, and return its exit code."""
    return _choose("drafter", ABOUT, COMMANDS, arguments)


def _choose(path: str, about: str, commands: dict[str, tuple[str, str]], arguments: list[str]) -> int:
    """Show the page of a table of commands, or run the one that is named."""
    name = arguments[0] if arguments else ""
    if not name or name in _HELP:
        print(_page(path, about, commands))
        return EXIT_DONE if name else EXIT_USAGE
    if name not in commands:
        from drafter.questions import nearest

        mend = nearest(name, commands) or f"现有：{'、'.join(commands)}"
        print(f"没有“{name}”这个命令（{mend}）\n用法见 {path} --help", file=sys.stderr)
        return EXIT_USAGE
    module = importlib.import_module(commands[name][0])
    if path == "drafter" and hasattr(module, "COMMANDS"):
        return _choose(f"{path} {name}", module.ABOUT, module.COMMANDS, arguments[1:])
    from drafter.cli.command import run_command

    return run_command(getattr(module, f"{name}_command"), f"{path} {name}", arguments[1:])


def _page(path: str, about: str, commands: dict[str, tuple[str, str]]) -> str:
    width = max(map(len, commands))
    lines = [f"  {name:<{width}}  {text}" for name, (_, text) in commands.items()]
    return "\n".join(
        [
            f"用法：{path} 命令 [选项] …",
            "",
            f"  {about}",
            "",
            "命令：",
            *lines,
            "",
            f"{path} 命令 --help 看每个命令的说明。",
        ]
    )
