"""A workspace for each kind of input, a bound on memory, and what was tried."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter.cli import run
from tests.fuzz import template
from tests.fuzz.trying import EXAMPLES, TALLIES, Trial

if TYPE_CHECKING:
    from collections.abc import Iterator

MEGABYTES = 300
"""So much more than before the first input a process may take, in address space."""


@pytest.fixture(scope="module", autouse=True)
def bounded() -> Iterator[None]:
    """Refuse memory beyond the bound where the system can, so that an input that swells fails."""
    if sys.platform != "linux":
        yield
        return
    import resource  # noqa: PLC0415 - only some systems have it

    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + MEGABYTES * 1024 * 1024, hard))
    yield
    for seen in TALLIES.values():  # of the process: kinds tried in one share it
        seen.memory = seen.memory or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@pytest.fixture(scope="module")
def trial(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    """The workspace of a module's inputs, with the user's own folders beside it.

    The template of `template.workspace` is vouched for there; a spoiled one is a stranger's.
    """
    room = tmp_path_factory.mktemp("fuzz")
    workspace = room / "ground" / "work"  # alone in that folder: what is written outside of it is seen
    workspace.mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("STATE", "DATA", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(room / name))
        patch.chdir(workspace.parent)
        found = Trial(request.module.__name__.rpartition("test_")[2], workspace)
        found.put(template.workspace())
        run(["template", "trust", "small", "--workspace", str(workspace)])
        found.tally.inputs = 0
        yield found


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tell what was tried, where it was asked for: on the screen, or in the file that `run.py` reads."""
    if "DRAFTER_FUZZ" not in os.environ:
        return
    if told := os.environ.get("DRAFTER_FUZZ_COUNTS"):
        Path(told).write_text(json.dumps([asdict(seen) for seen in TALLIES.values()]), "utf-8")
    terminalreporter.section(f"{EXAMPLES} inputs asked for, seed {config.getoption('hypothesis_seed')}")
    for kind, seen in TALLIES.items():
        terminalreporter.write_line(f"{kind}: {seen}")
