"""Run all benchmarks and print their table; exit 1 where a goal is missed."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import batches
import drafting
import mining
import startup

if TYPE_CHECKING:
    from ratios import Row


def main() -> None:
    """One line as soon as it is known."""
    print("| what | ratio | goal | |\n|---|---|---|---|", flush=True)
    missed = 0
    with tempfile.TemporaryDirectory() as room:
        for benchmark in (startup, batches, drafting, mining):
            for row in benchmark.rows(Path(room)):
                missed += not row.kept
                print(f"| {row.what} | {row.ratio:.2f} | {row.goal} | {_verdict(row)} |", flush=True)
    sys.exit(bool(missed))


def _verdict(row: Row) -> str:
    return ("✓" if row.kept else "missed") if row.goal else ""


if __name__ == "__main__":
    main()
