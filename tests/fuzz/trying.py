"""One command line after another on spoiled input, and what must hold after each of them.

No exception but those that the command line turns into words; no file that isn't whole, and none outside of the
workspace; no long work. What was tried is counted by kind, with the slowest, for `make fuzz` to tell what comes near.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, settings

from drafter.cli import run
from drafter.word.opened import Opened
from tests.word.conftest import faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

EXAMPLES = int(os.environ.get("DRAFTER_FUZZ", "25"))
"""How many inputs of each kind are tried."""

SLOW = 2.0
"""Seconds of processors that a command takes at most, those of the processes that it starts counted too.

What takes more is tried once more by itself, in a process of its own, and fails if it takes more again: this process
also imports, holds thousands of earlier inputs and shares its caches with them.
"""

WAIT = 60.0
"""Seconds after which a command is ended that waits for whatever it is, where the system can wake it."""

_ALONE = """
import json, os, sys
from drafter.cli import run
run(json.load(sys.stdin))
print(sum(os.times()[:4]), file=sys.__stderr__)
"""

fuzzed = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.generate],  # the files of a finding lie in its workspace: nothing is gained by minutes of shrinking
    suppress_health_check=list(HealthCheck),
)


@dataclass
class Tally:
    """What was seen of one kind of input; memory in MB, as far as the system tells it."""

    inputs: int = 0
    taken: int = 0
    slow: int = 0
    slowest: float = 0.0
    memory: int = 0


TALLIES: dict[str, Tally] = {}

_WORDS = re.compile(rb"(<(?:w:t|w:delText|dc:title)(?: [^>]*)?>)[^<]*")


@cache
def _sound() -> set[bytes]:
    """The shapes that were found sound."""
    return set()


def _shape(data: bytes) -> bytes:
    """What files have in common that differ in words only: on those Word has no say."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = sorted((name, _WORDS.sub(rb"\1", archive.read(name))) for name in archive.namelist())
    return sha256(repr(parts).encode()).digest()


@contextmanager
def _woken() -> Iterator[None]:
    """Fail where something takes longer than `WAIT`, and wake it again until it has ended."""
    if sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGALRM, lambda *_: pytest.fail(f"it took longer than {WAIT} s"))
    signal.setitimer(signal.ITIMER_REAL, WAIT, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _spent() -> float:
    """Seconds of processors that this process and those that it waited for took so far."""
    return sum(os.times()[:4])


class Trial:
    """A workspace in which inputs of one kind are tried; each finds in it what is put there, and nothing else."""

    def __init__(self, kind: str, workspace: Path) -> None:
        """Work in this folder, alone in another, and count under this name."""
        self.workspace = workspace
        self.tally = TALLIES.setdefault(kind, Tally())
        self._there: dict[Path, bytes] = {}

    def put(self, files: dict[str, bytes | str]) -> None:
        """Begin anew with these files, text in UTF-8; a lone surrogate becomes bytes that are none."""
        self.tally.inputs += 1
        given = {
            self.workspace / name: data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
            for name, data in files.items()
        }
        self._lay(given)
        self._there = given

    def _lay(self, files: dict[Path, bytes]) -> None:
        """Have these files in the workspace, and no others."""
        self._clear(files)
        for path, data in files.items():  # most are as they were: writing and removing costs more than many commands
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)

    def _clear(self, wanted: dict[Path, bytes]) -> None:
        """Remove what is none of these files; folders that hold none of them go whole."""
        kept = {folder for path in wanted for folder in path.parents}
        folders = [self.workspace]
        while folders:
            for path in folders.pop().iterdir():
                is_folder = path.is_dir() and not path.is_symlink()
                if is_folder and path in kept:
                    folders.append(path)
                elif is_folder:
                    shutil.rmtree(path)
                elif path not in wanted or path.is_symlink() or path.read_bytes() != wanted[path]:
                    path.unlink()

    def run(self, *arguments: str, schema: bool = True) -> int:
        """Run a command line and look at what it leaves; its exit code.

        schema: whether each part of a .docx that it writes must be sound: made of a spoiled one, only the text is.
        """
        said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="replace")
        before, began = self._there, _spent()
        with redirect_stdout(said), redirect_stderr(said), _woken():
            code = run([*arguments])
        seconds = _spent() - began
        self.tally.taken += code == 0
        self.tally.slow += seconds > SLOW
        self.tally.slowest = max(self.tally.slowest, seconds)
        assert code in {0, 1, 2}
        assert seconds < SLOW or self._alone(before, arguments) < SLOW
        self._look(schema=schema)
        return code

    def _alone(self, files: dict[Path, bytes], arguments: Sequence[str]) -> float:
        """Seconds of processors of the same in a process of its own, with nothing kept from earlier ones."""
        self._lay(files)
        with tempfile.TemporaryDirectory() as nothing, _woken():
            done = subprocess.run(
                [sys.executable, "-c", _ALONE],
                input=json.dumps(arguments).encode(),
                env={**os.environ, "XDG_CACHE_HOME": nothing},
                capture_output=True,
                check=True,
            )
        return float(done.stderr.split()[-1])

    def _look(self, *, schema: bool) -> None:
        """No stray file, nothing that there was is gone, and every new .docx is whole."""
        assert [*self.workspace.parent.iterdir()] == [self.workspace]
        paths = [*self.workspace.rglob("*")]
        assert [path for path in paths if path.name.startswith(".drafter-") and path.name != ".drafter-lock"] == []
        found = {path: path.read_bytes() for path in paths if path.is_file()}
        assert self._there.keys() <= found.keys()
        for path, data in found.items():
            if path.suffix == ".docx" and self._there.get(path) != data:
                assert path not in self._there
                _check(data, path.name, schema=schema)
        self._there = found


def _check(data: bytes, name: str, *, schema: bool) -> None:
    """Whether a .docx is a whole zip with a text, and each of its parts sound."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
    opened = Opened(data, name)
    if schema:
        opened.check()
        shape = _shape(data)
        assert shape in _sound() or faults(data) == []
        _sound().add(shape)
