"""Spoiled input by the ten thousand: `python tests/fuzz/run.py [--inputs N] [--seed S] [--jobs J] [KIND …]`.

Each test of a kind is tried in portions, each by a process of its own with a seed of its own, J of them at once; their
counts are added up. Workspaces lie in memory where the system has a folder for that. What failed is kept in build/fuzz.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parents[2]
FOUND = PROJECT / "build" / "fuzz"
PORTION = 1000
"""The most inputs for a process: what hypothesis remembers of them takes a hundred MB at ten times as many."""
_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
_ROW = "{:<12}{:<62}{:>8}{:>14}{:>8}{:>9}{:>10}{:>9}{:>10}"


class Portion(NamedTuple):
    """What one process tries."""

    file: Path
    test: str
    seed: int
    inputs: int


class Counts(NamedTuple):
    """What was seen. seconds: of all processes together; memory: MB that one of them had at most."""

    inputs: int
    taken: int
    slow: int
    slowest: float
    memory: int
    seconds: float
    failed: int

    def __add__(self, other: object) -> Counts:
        """Both together."""
        assert isinstance(other, Counts)
        slowest, memory = max(self.slowest, other.slowest), max(self.memory, other.memory)
        inputs, taken, slow = self.inputs + other.inputs, self.taken + other.taken, self.slow + other.slow
        return Counts(inputs, taken, slow, slowest, memory, self.seconds + other.seconds, self.failed + other.failed)


def portions(kind: str, inputs: int, seed: int) -> list[Portion]:
    """What there is to be tried of a kind, one seed after the other."""
    file = Path(__file__).parent / f"test_{kind}.py"
    tests = re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.MULTILINE)
    starts = range(0, inputs, PORTION)
    return [
        Portion(file, test, seed + number, min(PORTION, inputs - start))
        for test in tests
        for number, start in enumerate(starts)
    ]


def tried(portion: Portion) -> Counts:
    """Try them in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="fuzz-", dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None) as name:
        room, counts = Path(name, "room"), Path(name, "counts")
        began = time.monotonic()
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-q", "--tb=short", "-p", "no:cacheprovider"),
                *(f"--hypothesis-seed={portion.seed}", f"--basetemp={room}", f"{portion.file}::{portion.test}"),
            ],
            env={**os.environ, "DRAFTER_FUZZ": str(portion.inputs), "DRAFTER_FUZZ_COUNTS": str(counts)},
            cwd=PROJECT,
            capture_output=True,
            check=False,
        )
        seconds = time.monotonic() - began
        if done.returncode:
            kept = FOUND / f"{portion.test}-{portion.seed}"
            shutil.rmtree(kept, ignore_errors=True)
            room.mkdir(exist_ok=True)  # there is none where the test itself couldn't begin
            shutil.copytree(room, kept, symlinks=True)
            (kept / "said.txt").write_bytes(done.stdout + done.stderr)
        told = json.loads(counts.read_text("utf-8")) if counts.exists() else []
        seen = told[0] if told else {}
        own = {"seconds": seconds, "failed": int(done.returncode != 0)}
        return Counts(**{**dict.fromkeys(Counts._fields, 0), **seen, **own})


def _told(portion: Portion, seeds: str, seen: Counts) -> str:
    kind = portion.file.stem.removeprefix("test_")
    pace = round(60 * seen.inputs / seen.seconds)
    slowest = f"{seen.slowest:.2f}"
    return _ROW.format(kind, portion.test, seen.inputs, seeds, seen.taken, seen.slow, slowest, seen.memory, pace)


def main() -> int:
    """Try all that is asked for, and tell the sums; 1 where something failed."""
    every = sorted(path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py"))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {', '.join(every)}; all where none is named")
    parser.add_argument("--inputs", type=int, default=10_000, help="of each test")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes at once")
    asked = parser.parse_args()
    wanted = [each for kind in asked.kinds or every for each in portions(kind, asked.inputs, asked.seed)]
    head = ("kind", "test", "inputs", "seeds", "taken", "over 2 s", "slowest, s", "peak, MB", "a minute")
    sys.stdout.write(f"{_ROW.format(*head)}\n")
    has_failed = False
    with ThreadPoolExecutor(asked.jobs) as pool:
        for _, several in groupby(zip(wanted, pool.map(tried, wanted), strict=True), lambda each: each[0].test):
            done = list(several)
            for portion, seen in done:
                if seen.failed:
                    sys.stdout.write(f"FAILED: {FOUND / f'{portion.test}-{portion.seed}'}\n")
            (first, _), (last, _) = done[0], done[-1]
            seeds = f"{first.seed}" if last == first else f"{first.seed}+{last.seed - first.seed}"
            whole = sum((seen for _, seen in done), Counts(0, 0, 0, 0.0, 0, 0.0, 0))
            sys.stdout.write(f"{_told(first, seeds, whole)}\n")
            sys.stdout.flush()
            has_failed |= whole.failed > 0
    return int(has_failed)


if __name__ == "__main__":
    sys.exit(main())
