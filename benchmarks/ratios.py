"""How ratios are taken: rivals in turn, round after round, so that all have the same share of a noisy machine."""

from __future__ import annotations

import gc
import resource
import statistics
import subprocess
import time
from subprocess import DEVNULL
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path


class Row(NamedTuple):
    """A line of the table: what was measured, the ratio, what it should be, and whether it is."""

    what: str
    ratio: float
    goal: str
    kept: bool


def at_most(what: str, ratio: float, goal: float) -> Row:
    """A ratio of costs."""
    return Row(what, ratio, f"≤ {goal:g}", ratio <= goal)


def at_least(what: str, ratio: float, goal: float) -> Row:
    """A ratio of speeds."""
    return Row(what, ratio, f"≥ {goal:g}", ratio >= goal)


def told(what: str, ratio: float) -> Row:
    """A ratio that there is no goal for."""
    return Row(what, ratio, "", kept=True)


def in_turn(rivals: Mapping[str, Callable[[], object]], rounds: int, in_a_row: int = 5) -> dict[str, float]:
    """The median seconds of processor time of each, called in turn in this process.

    A turn is a few calls in a row, the first of them not counted: it finds the processor's caches full of others' work,
    and what they left is collected first.
    """
    times: dict[str, list[float]] = {name: [] for name in rivals}
    for _ in range(rounds):
        for name, call in rivals.items():
            gc.collect()
            call()
            start = time.process_time()
            for _ in range(in_a_row):
                call()
            times[name].append((time.process_time() - start) / in_a_row)
    return {name: statistics.median(taken) for name, taken in times.items()}


def whole_processes(rivals: Mapping[str, Sequence[str]], folder: Path, rounds: int) -> dict[str, float]:
    """The median seconds of processor time of each command, run in turn; one run beforehand warms the disk."""
    times: dict[str, list[float]] = {name: [] for name in rivals}
    for number in range(rounds + 1):
        for name, command in rivals.items():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, cwd=folder, check=True, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            if number:
                times[name].append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return {name: statistics.median(taken) for name, taken in times.items()}
