"""How long `drafter --help` takes, as a multiple of `python -c pass` in the same run."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 15


def median_seconds(command: list[str]) -> float:
    """The median wall time of a whole process, in seconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Print the ratio; the goal is 5 at most."""
    drafter = shutil.which("drafter", path=str(Path(sys.executable).parent)) or "drafter"
    floor = median_seconds([sys.executable, "-c", "pass"])
    ratio = median_seconds([drafter, "--help"]) / floor
    print(f"drafter --help: {ratio:.1f} x python -c pass (goal: at most 5)")


if __name__ == "__main__":
    main()
