"""Something shown again each time that a file it hangs on is saved."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from drafter.cli.command import tell
from drafter.cli.display import show_text
from drafter.errors import DrafterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_PAUSE = 0.3  # seconds
_CLEAR = "\033[2J\033[H"


def watch(show: Callable[[], None], files: Callable[[], Iterable[Path]]) -> None:
    """Show, and again on a cleared screen whenever one of the files changes, comes or goes; until Ctrl-C.

    An error is told, and watching goes on.
    """
    seen: object = None
    with suppress(KeyboardInterrupt):
        while True:
            now = _stamps(files)
            if now != seen:
                seen = now
                _clear()
                try:
                    show()
                except (DrafterError, OSError) as error:
                    tell(error)
                show_text([[("　存盘就再显示一次；按 Ctrl-C 结束。", "quiet")]])
            time.sleep(_PAUSE)


def _clear() -> None:
    """Clear the screen, where there is one."""
    if not sys.stdout.isatty():
        return
    if os.name == "nt":
        os.system("cls")  # noqa: S605, S607 - old consoles know no escapes
    else:
        print(_CLEAR, end="", flush=True)


def _stamps(files: Callable[[], Iterable[Path]]) -> dict[Path, tuple[int, int]]:
    """When each file was changed, in nanoseconds, and its size; a file that goes meanwhile is left out."""
    found = {}
    with suppress(OSError):
        for path in files():
            with suppress(OSError):
                stat = path.stat()
                found[path] = (stat.st_mtime_ns, stat.st_size)
    return found
