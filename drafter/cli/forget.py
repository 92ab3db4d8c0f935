"""`drafter forget`: what broken-off interviews left on this machine, and its removal."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

from drafter.cli.arguments import command, flag
from drafter.errors import InterruptedByUserError, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

_ABOUT = """列出中断的起草留在本机的记录（答过的内容），问过以后删去。

正在答的不算；初稿写成的，记录已经自动删去。"""


@command(_ABOUT, flag("--yes", "不问，全部删去"))
def forget_command(*, yes: bool) -> None:
    """List what is kept and remove what the user says."""
    from drafter.cli.display import show_table
    from drafter.interview.journal import sweep

    found = _kept()
    if found:
        show_table(("讲话", "时间", "答案", "工作文件夹"), [row for row, _ in found])
        labels = [f"只删：{'，'.join(row[:3])}" for row, _ in found]
        doomed = found if yes else [found[n] for n in _chosen(labels)]
        for _, remove in doomed:
            remove()
        print(f"已删去{len(doomed)}份。")
    else:
        print("没有留下什么。")
    sweep()


def _kept() -> list[tuple[tuple[str, ...], Callable[[], None]]]:
    """A row for each journal, and each text that only an editor had; and what removes it."""
    from drafter.cli.resuming import described
    from drafter.interview.journal import kept_journals, stray_copies

    found: list[tuple[tuple[str, ...], Callable[[], None]]] = []
    for kept in kept_journals():
        found.append(((*described(kept), kept.journal.options.get("workspace", "")), kept.journal.forget))
    for path in stray_copies():
        when = dt.datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        found.append(((path.name, f"{when:%Y-%m-%d %H:%M}", "编辑器里写的", str(path)), path.unlink))
    return found


def _chosen(labels: list[str]) -> list[int]:
    """The numbers of those to remove. UsageError where nobody can be asked."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(Problem("这里不是终端，没法问", mend="加 --yes 就全部删去"))
    from drafter.interview.prompts import Terminal

    everything = list(range(len(labels)))
    choices: list[tuple[str, list[int]]] = [("都留着", []), ("全部删去", everything)]
    choices += [(label, [n]) for n, label in enumerate(labels)] if len(labels) > 1 else []
    try:
        found = Terminal().choose("删去哪些？", choices)
    except (KeyboardInterrupt, EOFError) as error:
        raise InterruptedByUserError(Problem("已中断，什么都没有删")) from error
    return found if isinstance(found, list) else []
