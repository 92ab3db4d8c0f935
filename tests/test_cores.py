"""Work shared out over all cores."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from drafter.cores import on_all_cores
from drafter.errors import InputError

_BROKEN_OFF = """
from drafter.cores import on_all_cores
from tests.test_cores import slow
try:
    for number in on_all_cores(slow, range(1000)):
        if number == 0:
            print("begun", flush=True)
except KeyboardInterrupt:
    print("broken off")
"""


def test_results_come_in_the_order_of_what_was_asked() -> None:
    """However the work is shared out, results are in order."""
    assert list(on_all_cores(abs, range(-100, 0))) == list(range(100, 0, -1))


def test_a_process_that_is_killed_is_told() -> None:
    """Where the system ends a process that shares the work, the user is told what to do."""
    with pytest.raises(InputError, match="再运行一次"):
        list(on_all_cores(_ended_at_fifty, range(100)))


def _ended_at_fifty(number: int) -> int:
    if number == 50 and multiprocessing.parent_process():
        os._exit(9)
    return number


@pytest.mark.skipif(sys.platform == "win32", reason="a signal for a group of processes is Unix's")
def test_ctrl_c_once_more_leaves_no_process_behind() -> None:
    """Pressed again while what has begun is finished, Ctrl-C bears on nothing, and all processes end."""
    command, root = [sys.executable, "-c", _BROKEN_OFF], Path(__file__).parents[1]
    with subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as running:
        assert running.stdout
        assert running.stdout.readline() == "begun\n"
        for _ in range(3):
            os.killpg(running.pid, signal.SIGINT)
            time.sleep(0.05)
        try:
            said = running.communicate(timeout=30)[0]
        finally:
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
    assert (running.returncode, said) == (0, "broken off\n")


def slow(number: int) -> int:
    """Take so long that a few items are under way when they are broken off."""
    time.sleep(0.05)
    return number
