"""A renderer for templates that nobody vouched for: the same as `Renderer`, in a process of its own with a deadline.

The process is started when something is first to be rendered, and serves the renderer for as long as that lives,
however many drafts that is. One that took too long or came to harm is ended; the next call gets another.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import weakref
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from drafter.errors import DrafterError, InputError, Place, Problem
from drafter.template.wire import names_of, problems_of, receive, send, unpacked, written_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import IO

    from drafter.markup import Segment
    from drafter.template.phrases import Phrase

_Found = TypeVar("_Found")
DEADLINE = 2.0
"""Seconds that a file or a string may take; a section of a speech takes a few thousandths."""
_STARTING, _LOOKING = 60.0, 0.2
_KEPT = ("PATH", "SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.stdin.buffer.readline()); "
    "from drafter.template.worker import serve; serve()"
)
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)


class EndedError(Exception):
    """Raised when a worker ended, or was ended, before it replied; `late` where the deadline was why."""

    def __init__(self, *, late: bool) -> None:
        """Say why."""
        super().__init__(late)
        self.late = late


class _Watch(Thread):
    """Kills a process that is not done by `due`, a time of the monotonic clock; 0 for as long as it waits itself."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        super().__init__(daemon=True)
        self.due = 0.0
        self.has_killed = False
        self.over = Event()
        self._process = process

    def run(self) -> None:
        """Look a few times a second: a timer for each call would cost more than the call."""
        while not self.over.wait(_LOOKING):
            if 0 < self.due < monotonic():
                self.has_killed = True
                self._process.kill()
                return


class Worker:
    """The process, and what is said to it."""

    def __init__(self, phrases: Mapping[str, Phrase]) -> None:
        """Start it, without waiting for it. OSError where the system starts none."""
        self._is_ready = False
        self.process = subprocess.Popen(  # noqa: S603 - this very Python
            [sys.executable, "-I", "-S", "-B", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).parent,  # nothing of the workspace is taken for a module, no folder of it held
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
            creationflags=_NO_WINDOW,
        )
        self._watch = _Watch(self.process)
        self._watch.start()
        self.end = weakref.finalize(self, _end, self.process, self._watch.over)
        here = Path(__file__).resolve().parents[2]
        paths = [str(here), *(path for path in sys.path if Path(path).is_absolute())]
        self._first = json.dumps(paths).encode() + b"\n", pickle.dumps(dict(phrases))

    def ask(self, request: bytes, served: Callable[[str, Any], object]) -> tuple[str, Any]:
        """What it replies to a request; what it asks for meanwhile is `served`. EndedError when it is no more."""
        try:
            if not self._is_ready:
                self._within(_STARTING, self._wake, served)
                self._is_ready = True
            return self._within(DEADLINE, lambda stream: send(stream, request), served)
        except (OSError, ValueError) as error:
            self.end()
            raise EndedError(late=self._watch.has_killed) from error
        except BaseException:
            self.end()
            raise

    def _wake(self, stream: IO[bytes]) -> None:
        paths, phrases = self._first
        stream.write(paths)
        send(stream, phrases)

    def _within(
        self, seconds: float, say: Callable[[IO[bytes]], None], served: Callable[[str, Any], object]
    ) -> tuple[str, Any]:
        give, take = self.process.stdin, self.process.stdout
        if give is None or take is None:
            raise EndedError(late=False)
        self._watch.due = monotonic() + seconds
        try:
            say(give)
            while True:
                data = receive(take)
                if data is None:
                    raise EndedError(late=self._watch.has_killed)
                kind, content = unpacked(data)
                if kind not in {"source", "files"}:
                    return kind, content
                send(give, pickle.dumps(served(kind, content)))
        finally:
            self._watch.due = 0.0


class RemoteRenderer:
    """Renders the files and the short strings of one template; see `Renderer`, whose every method it has."""

    def __init__(
        self,
        source: Callable[[str], tuple[str, Path]],
        phrases: Mapping[str, Phrase],
        files: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        """Take where files come from and the phrases that `|phrase` knows."""
        self._source = source
        self._phrases = phrases
        self.files = files
        self._begin = False
        self._trouble: DrafterError | None = None
        self.hangs_on_wording = False
        self.worker: Worker | None = None

    def begin(self) -> None:
        """Count what templates do anew, from here on: other answers, another draft."""
        self._begin = True

    def file(self, name: str, values: Mapping[str, object]) -> tuple[Segment, ...]:
        """What a file of the template renders to. InputError, with its place, for whatever is wrong in it."""
        return self._written(lambda: self._where(name), "file", name, dict(values))

    def text(self, source: str, values: Mapping[str, object], place: Place) -> tuple[Segment, ...]:
        """What one short Jinja string renders to; `place` is where it stands."""
        return self._written(lambda: place, "text", source, dict(values), place)

    def names(self, source: str, place: Place) -> set[str]:
        """The names that a short Jinja string uses."""
        return set(self._asked(names_of, lambda: place, "names", source, place))

    def _written(self, place: Callable[[], Place], kind: str, *given: object) -> tuple[Segment, ...]:
        written, self.hangs_on_wording = self._asked(written_of, place, kind, *given)
        return written

    def _asked(self, read: Callable[[object], _Found], place: Callable[[], Place], kind: str, *given: object) -> _Found:
        self._trouble = None
        try:
            self.worker = self.worker or Worker(self._phrases)
            told, content = self.worker.ask(pickle.dumps((self._begin, kind, *given)), self._served)
            problems = problems_of(content) if told == "problems" else ()
            found = None if problems else read(content)
        except (OSError, ValueError, EndedError) as error:
            self._stop()
            raise InputError(_ended(place(), late=isinstance(error, EndedError) and error.late)) from error
        except BaseException:
            self._stop()
            raise
        self._begin = False
        if self._trouble or found is None:
            raise self._trouble or InputError(*problems)
        return found

    def _served(self, kind: str, name: object) -> object:
        """A file of the template as text and path, None where there is none, or the names of all files."""
        if kind == "files":
            return list(self.files())
        try:
            text, path = self._source(str(name))
        except KeyError:
            return None
        except DrafterError as error:  # one that can't be read: told of when the worker has done without it
            self._trouble = error
            return None
        return text, str(path)

    def _where(self, name: str) -> Place:
        try:
            return Place(str(self._source(name)[1]))
        except KeyError:
            return Place(name)

    def _stop(self) -> None:
        if self.worker:
            self.worker.end()
        self.worker = None


def _ended(place: Place, *, late: bool) -> Problem:
    if late:
        return Problem(f"{DEADLINE:.0f}秒还没有排完，停下了", place, "看这里是不是套了循环，或反复引用自己")
    return Problem("排到这里，单独运行模板的进程停了", place, "多半是模板占用的内存太多，或做了不许做的事")


def _end(process: subprocess.Popen[bytes], over: Event) -> None:
    over.set()
    process.kill()
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):
            if stream:
                stream.close()
    process.wait()
