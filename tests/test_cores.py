"""Work shared out over all cores."""

from __future__ import annotations

import multiprocessing
import os

import pytest

from drafter.cores import on_all_cores
from drafter.errors import InputError


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
