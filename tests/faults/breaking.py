"""A command broken off at a chosen touch of the disk, in a forked process: killed, or refused by the system.

A touch is each call that changes what is on the disk: a file opened to be written, written, flushed, linked, renamed or
removed, a folder made. What is written is written in two halves, so that one of the touches stands in between.
"""

from __future__ import annotations

import errno
import io
import os
import shutil
import signal
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.cli import run
from tests.fuzz.template import workspace

if TYPE_CHECKING:
    from collections.abc import Callable

KILLS = int(os.environ.get("DRAFTER_KILLS", "3"))
"""How many kills at random moments each command stands."""

EACH = 12 if KILLS <= 3 else 10_000
"""At how many touches of the disk, spread evenly, a command is broken off; at all of them where kills are asked for."""

BROKEN = 99
"""The exit code that stands for a traceback."""

TABLE = "unit,date\n" + "".join(f"××市第{number}分局,2031-02-0{number}\n" for number in range(1, 3))
SPEECH = """\
在全县粮食工作会议上的讲话
同志们：
今天，我们召开全县粮食工作会议。下面，我讲两点意见。
一、坚持颗粒归仓，全力收好粮
抢晴天，抢空仓。
二、坚持安全为先，全力储好粮
防霉变，防火灾。
同志们，让我们共同努力！
"""
COMMANDS = {
    "new": ("new", "--profile", "旧", "--no-input", "--set", "names=各位领导", "--save-profile", "新"),
    "update": ("update", "旧稿.docx", "--set", "unit=××县公安局"),
    "batch": ("batch", "small", "--answers", "表.csv", "--name", "{row}"),
    "mine": ("mine", "往年.txt", "--name", "矿", "--keep", "all"),
    "save": ("profile", "save", "旧", "--set", "unit=××县公安局", "--set", "level=县"),
}
_GIVING_BACK = {"os.remove", "os.rmdir"}
_CHANGING = {"open", "os.link", "os.rename", "os.mkdir", "os.chmod", *_GIVING_BACK}
_NO_FOLDER = -1  # where a call is not told a folder by its handle
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Halves(io.FileIO):
    """A file that writes in two halves, with a touch before each."""

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Write all of it."""
        middle = len(data) // 2
        for half in (data[:middle], data[middle:]):
            sys.audit("drafter.write")
            super().write(half)
        return len(data)


class Disk:
    """What stands between a process and its disk, once `watch` was called; it can't be taken away again."""

    def __init__(self, act: Callable[[int, str], None]) -> None:
        """Act before each touch, told which it is, from 1, and its name."""
        self._act = act
        self.touches = 0

    def watch(self) -> None:
        """Begin."""
        fsync = os.fsync

        def flushed(handle: int) -> None:
            sys.audit("drafter.flush")
            fsync(handle)

        os.fsync = flushed  # type: ignore[assignment]
        os.fdopen = lambda handle, *_: Halves(handle, "wb")  # type: ignore[assignment]
        sys.addaudithook(self._touched)

    def _touched(self, event: str, arguments: tuple[object, ...]) -> None:
        changes = event in _CHANGING and _is_here(arguments[0]) and _changes(event, arguments)
        if changes or event.startswith("drafter."):
            self.touches += 1
            self._act(self.touches, event)


def _is_here(path: object) -> bool:
    """Whether a path lies in the folder that the process works in."""
    return isinstance(path, (str, Path)) and Path.cwd() in Path.cwd().joinpath(path).parents


def _changes(event: str, arguments: tuple[object, ...]) -> bool:
    """Whether a call changes anything: not one that opens a file to read it, nor one of many in a folder that goes."""
    last = arguments[-1]
    return isinstance(last, int) and (bool(last & _WRITING) if event == "open" else last == _NO_FOLDER)


def kill_at(number: int) -> Callable[[int, str], None]:
    """End the process, as kill -9 does, before this touch."""

    def act(touch: int, _: str) -> None:
        if touch == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return act


def without_links(act: Callable[[int, str], None] | None = None) -> Callable[[int, str], None]:
    """Refuse every hard link, as most USB sticks do; otherwise act as told."""

    def both(touch: int, event: str) -> None:
        if act:
            act(touch, event)
        if event == "os.link":
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    return both


def refuse_from(number: int, reason: int) -> Callable[[int, str], None]:
    """Refuse this touch and all after it but what gives room back, for this errno."""

    def act(touch: int, event: str) -> None:
        if touch >= number and event not in _GIVING_BACK:
            raise OSError(reason, os.strerror(reason))

    return act


def refuse_once(number: int) -> Callable[[int, str], None]:
    """Refuse this touch alone: an error of the device."""

    def act(touch: int, _: str) -> None:
        if touch == number:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    return act


def spread(touches: int) -> list[int]:
    """Touches to break off at: the first, the last, and what lies evenly between, no more than `EACH`."""
    return sorted({1 + round(at * (touches - 1) / (min(EACH, touches) - 1)) for at in range(min(EACH, touches))})


class Workshop:
    """A folder with a draft, a profile, a table and a speech, copied afresh for each attempt."""

    def __init__(self, room: Path) -> None:
        """Prepare it in this room."""
        self.work = room / "work"
        self._said, self._whole = room / "said", room / "whole"
        self._whole.mkdir()
        for name, text in workspace(**{"表.csv": TABLE, "往年.txt": SPEECH}).items():
            (self._whole / name).parent.mkdir(parents=True, exist_ok=True)
            (self._whole / name).write_text(str(text), "utf-8")
        os.chdir(self._whole)
        run(["template", "trust", "small"])  # a stranger's would start a process of its own each time
        run(["profile", "save", "旧", "--template", "small", "--set", "unit=××市公安局", "--set", "results=成效。"])
        run(["new", "--profile", "旧", "--no-input", "--guidance=none", "--output", "旧稿.docx"])
        self.before = files(self._whole)
        for command in COMMANDS.values():  # here, so that no forked process has to import it all
            os.chdir(self.fresh())
            run([*command])

    def fresh(self) -> Path:
        """The folder as it was in the beginning."""
        os.chdir(self._whole)
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self._whole, self.work)
        return self.work

    def attempt(
        self,
        command: str,
        act: Callable[[int, str], None] | None = None,
        *,
        killed_after: Callable[[], object] | None = None,
    ) -> int:
        """Run a command of `COMMANDS` in the folder as it is; its exit code, below 0 where it was killed.

        act: see `Disk`. killed_after: what to wait for, before it is killed from outside.
        """
        process = os.fork()
        if process == 0:
            self._run(command, act)
        if killed_after:
            try:
                killed_after()
            finally:
                os.kill(process, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])

    def _run(self, command: str, act: Callable[[int, str], None] | None) -> None:
        """What the forked process does; it never returns."""
        code = BROKEN
        try:
            os.chdir(self.work)
            sys.stdout = sys.stderr = self._said.open("w", encoding="utf-8")
            if act:
                Disk(act).watch()
            code = run([*COMMANDS[command]])
        except BaseException:  # noqa: BLE001 - a traceback is what is looked for
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(code)

    @property
    def said(self) -> str:
        """What the last attempt said."""
        return self._said.read_text("utf-8")

    def touches(self, command: str, act: Callable[[int, str], None] | None = None) -> tuple[int, dict[str, bytes]]:
        """How many touches a command takes where nothing but this breaks it off, and the files it ends with."""
        self.fresh()
        counted = self.work.parent / "touches"

        def count(touch: int, event: str) -> None:
            os.pwrite(_counter, str(touch).encode(), 0)
            if act:
                act(touch, event)

        _counter = os.open(counted, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        code = self.attempt(command, count)
        os.close(_counter)
        assert code == 0, self.said
        return int(counted.read_text("ascii")), files(self.work)


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but what is under none of its final names: temporary files, and locks."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and "/.drafter-" not in f"/{name}":
            found[name] = path.read_bytes()
    return found


def strays(folder: Path) -> list[Path]:
    """Temporary files and folders that were left; a lock is none."""
    return [path for path in folder.rglob(".drafter-*") if path.name != ".drafter-lock"]
