"""Run all benchmarks and print their table; exit 1 where a goal is missed."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import batches
import drafting
import mining
import startup


def main() -> None:
    """One line as soon as it is known."""
    print("| what | ratio | goal | |\n|---|---|---|---|", flush=True)
    missed = 0
    with tempfile.TemporaryDirectory() as room:
        for benchmark in (startup, drafting, batches, mining):
            for row in benchmark.rows(Path(room)):
                missed += not row.kept
                print(f"| {row.what} | {row.ratio:.2f} | {row.goal} | {'✓' if row.kept else 'missed'} |", flush=True)
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
