"""What tests of several rooms share: a workspace of their own, and the command run in it."""

from __future__ import annotations

import io
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from drafter.cli import main
from drafter.word.package import pack, unpack
from drafter.word.wml import DOCUMENT, parse, serialize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

# Time is no test on machines that others share. CI tries the same examples each time; at home new ones are looked for.
settings.register_profile("home", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("home"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "home")


@dataclass(frozen=True)
class Outcome:
    """What a command left behind: exit code, standard output and error."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session", autouse=True)
def nobodys_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Empty folders instead of those of whoever runs the tests: his own templates would be part of every workspace."""
    with pytest.MonkeyPatch.context() as given:
        for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
            given.setenv(name, str(tmp_path_factory.mktemp("nobody")))
        yield


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with the folders of the user's own files inside it.

    What is kept for speed is the whole run's: whether a test finds something there hangs on those before it, and must
    make no difference (tests/cli/test_new.py `test_what_is_kept_changes_no_byte`). With an empty one of its own each
    test that drafts would make it all anew.
    """
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def drafter(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """The command without a terminal, in this process: a process of its own costs a second each time."""

    def run(*arguments: str) -> Outcome:
        raws = [io.BytesIO(), io.BytesIO()]
        streams = [io.TextIOWrapper(raw, encoding="utf-8", newline="") for raw in raws]
        with Path(os.devnull).open(encoding="utf-8") as nothing, monkeypatch.context() as given:
            given.chdir(workspace)
            given.setattr(sys, "argv", ["drafter", *arguments])
            given.setattr(sys, "stdin", nothing)
            given.setattr(sys, "stdout", streams[0])
            given.setattr(sys, "stderr", streams[1])
            heard = signal.getsignal(signal.SIGINT)
            with pytest.raises(SystemExit) as ended:
                main()
            signal.signal(signal.SIGINT, heard)  # a command that was broken off hears no more
        for stream in streams:
            stream.flush()
        out, err = (raw.getvalue().decode("utf-8") for raw in raws)
        return Outcome(int(ended.value.code or 0), out, err)

    return run


@pytest.fixture(scope="session")
def edited() -> Callable[[bytes, Callable[[_Element], None]], bytes]:
    """A function that edits the text of a .docx as another program might, in its tree."""

    def change(data: bytes, edit: Callable[[_Element], None]) -> bytes:
        parts = unpack(data)
        root = parse(parts[DOCUMENT])
        edit(root)
        return pack({**parts, DOCUMENT: serialize(root)})

    return change
