"""One command line after another on spoiled input, and what must hold after each of them.

No exception but those that the command line turns into words; no file that isn't whole; no long work. What was tried is
counted by kind, with the slowest, so that `make fuzz` can tell what comes near to a hang.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import time
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, settings

from drafter.cli import run
from drafter.word.opened import Opened
from tests.word.conftest import faults

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = int(os.environ.get("DRAFTER_FUZZ", "25"))
"""How many inputs of each kind are tried."""

SLOW, HANG = 2.0, 10.0
"""Seconds of this process: what is told as slow, and what fails; a shared machine makes the rest."""

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


class Trial:
    """A workspace in which inputs of one kind are tried; each finds in it what is put there, and nothing else."""

    def __init__(self, kind: str, workspace: Path) -> None:
        """Work in this folder, and count under this name."""
        self.workspace = workspace
        self.tally = TALLIES.setdefault(kind, Tally())
        self._given: dict[Path, bytes] = {}

    def put(self, files: dict[str, bytes | str]) -> None:
        """Begin anew with these files, text in UTF-8; a lone surrogate becomes bytes that are none."""
        self.tally.inputs += 1
        given = {
            self.workspace / name: data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
            for name, data in files.items()
        }
        self._clear(given)
        for path, data in given.items():  # most are as they were: writing and removing costs more than many commands
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        self._given = given

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
        began = time.process_time()
        with redirect_stdout(said), redirect_stderr(said):
            code = run([*arguments])
        seconds = time.process_time() - began
        self.tally.taken += code == 0
        self.tally.slow += seconds > SLOW
        self.tally.slowest = max(self.tally.slowest, seconds)
        assert code in {0, 1, 2}
        assert seconds < HANG
        self._look(schema=schema)
        return code

    def _look(self, *, schema: bool) -> None:
        """No stray file, nothing that there was is gone, and every new .docx is whole."""
        assert [path for path in self._given if not path.exists()] == []
        for path in self.workspace.rglob("*"):
            assert not path.name.startswith(".drafter-") or path.name == ".drafter-lock", path
            if path.suffix == ".docx" and path.is_file() and path not in self._given:
                self._given[path] = data = path.read_bytes()
                with zipfile.ZipFile(io.BytesIO(data)) as archive:
                    assert archive.testzip() is None
                opened = Opened(data, path.name)
                if schema:
                    opened.check()
                    shape = _shape(data)
                    assert shape in _sound() or faults(data) == []
                    _sound().add(shape)
