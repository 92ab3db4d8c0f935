"""What is done where the window of an interview is closed, or its session ended, while it waits for a key."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType


@contextmanager
def kept_when_closed(keep: Callable[[], None]) -> Iterator[None]:
    """Within it `keep` is called before a closed window ends the process, as it does.

    Windows has no such signal that leaves time for it: there only what was kept before counts.
    """
    if sys.platform == "win32":
        yield
        return

    def closed(number: int, _frame: FrameType | None) -> None:
        try:
            keep()
        finally:
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)

    # a signal that is ignored, as under nohup, goes on being ignored
    wanted = [number for number in (signal.SIGHUP, signal.SIGTERM) if signal.getsignal(number) is signal.SIG_DFL]
    for number in wanted:
        signal.signal(number, closed)
    try:
        yield
    finally:
        for number in wanted:
            signal.signal(number, signal.SIG_DFL)
