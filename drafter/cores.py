"""Work shared out over all cores, its results in the order of what was asked."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from drafter.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

_AT_A_TIME = 16
_WAITING = 1024
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def on_all_cores(work: Callable[[_Item], _Result], items: Sequence[_Item], few: int = 8) -> Iterator[_Result]:
    """One result for each item, as they come. work, items and results must be things that can be pickled.

    few: so many are done sooner than a second process starts. Where the caller stops, what hasn't begun is dropped and
    what has is done to its end, however often Ctrl-C is pressed.
    InputError where the system ends a process, as it does when memory runs out.
    """
    if len(items) <= few or (os.cpu_count() or 1) == 1:
        yield from map(work, items)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - a few items don't wait for it
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    with _broken_off_once():
        pool = ProcessPoolExecutor(initializer=_begin, initargs=(work,))
        try:
            for start in range(0, len(items), _WAITING):  # what waits is bounded too
                yield from pool.map(_do, items[start : start + _WAITING], chunksize=_AT_A_TIME)
        except BrokenProcessPool as error:
            raise InputError(Problem("没有做完：系统中途结束了一个进程，多半是内存不够", mend="再运行一次")) from error
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _broken_off_once() -> Iterator[None]:
    """Raise KeyboardInterrupt for the first Ctrl-C, and for no other.

    A second one would come while the pool waits for its thread to end. Python 3.11 takes that thread for ended then
    (threading.Thread._wait_for_tstate_lock, bpo-45274), and its processes are never told that they are to end.
    """
    usual, first = signal.default_int_handler, os.getpid()
    if signal.getsignal(signal.SIGINT) is not usual or threading.current_thread() is not threading.main_thread():
        yield
        return

    def break_off(*_: object) -> None:
        signal.signal(signal.SIGINT, lambda *_: None)  # Python reports one that comes while SIG_IGN is set
        if os.getpid() == first:  # a process that shares the work has this from the first one until it has begun
            raise KeyboardInterrupt

    signal.signal(signal.SIGINT, break_off)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)


_doing: list[Callable[[Any], Any]] = []
"""What a process of the pool was begun for: sent once, not with each few items."""


def _begin(work: Callable[[Any], Any]) -> None:
    """Ctrl-C reaches all processes of a terminal: the first one ends the others, and they end where it is killed."""
    _doing[:] = [work]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_first, daemon=True).start()


def _do(item: Any) -> Any:  # noqa: ANN401 - whatever the work takes and gives
    return _doing[0](item)


def _end_with_the_first() -> None:
    import multiprocessing  # noqa: PLC0415 - there only

    first = multiprocessing.parent_process()
    if first:
        first.join()
        os._exit(1)
