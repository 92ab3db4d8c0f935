"""The process that renders a stranger's template: it opens no file, reaches no network, and ends by itself.

What the template's files say is asked of drafter, one at a time. A template that got out of the sandbox would find a
process that dies at the first thing it does to the system, has little memory and no time.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from drafter.errors import DrafterError, Place
from drafter.template.faults import UNKNOWN
from drafter.template.render import Renderer
from drafter.template.wire import packed, plain_problems, plain_written, receive, send

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import IO, Any

    from drafter.template.phrases import Phrase

MEMORY = 160 * 1024 * 1024
"""The most that the worker may take for data, in bytes, where the system can hold it to that."""
LAST = 10.0
"""Seconds after which it ends in the midst of its work, should drafter be gone."""
# What rendering does of all that Python tells of: code compiled and run, places in it found, messages read.
_HARMLESS = frozenset({"compile", "exec", "code.__new__", "sys._getframe", "pickle.find_class", "object.__getattr__"})
# Rendered before the doors are shut, so that all is loaded by then that right and wrong templates need.
_TRIED = (
    "{{ '\\u4e00' }}{{ gap('x') ~ x }}",
    "{{ x.y }}",
    "{{ 名 }}",
    "{{ (x }}",
    "{% for a in [1] %}{{ a }}{% endfor %}{{ z }}",
)


def serve() -> None:
    """Serve the drafter at the other end of stdin and stdout until it closes them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is drafter's to answer
    take, give = sys.stdin.buffer, sys.stdout.buffer
    _limit_memory()
    service = _Service(take, give, pickle.loads(receive(take) or b""))  # noqa: S301 - from drafter itself
    service.try_out()
    sys.addaudithook(_shut)
    send(give, packed("ready", None))
    while (request := receive(take)) is not None:
        faulthandler.dump_traceback_later(LAST, exit=True)  # a thread of its own that needs nothing of Python
        reply = service.reply(*pickle.loads(request))  # noqa: S301
        send(give, reply)
        faulthandler.cancel_dump_traceback_later()


class _Service:
    """Answers requests with a renderer whose files are asked for."""

    def __init__(self, take: IO[bytes], give: IO[bytes], phrases: Mapping[str, Phrase]) -> None:
        self._take = take
        self._give = give
        self._renderer = Renderer(self._source, phrases, lambda: self._asked("files", ""))

    def reply(self, begin: bool, kind: str, *given: Any) -> bytes:  # noqa: ANN401, FBT001 - what was sent
        """What a renderer's method of that name gives for what was sent, or the problems with it."""
        if begin:
            self._renderer.begin()
        try:
            found = getattr(self._renderer, kind)(*given)
        except DrafterError as error:
            return packed("problems", plain_problems(error.problems))
        plain = (
            sorted(found)
            if isinstance(found, set)
            else plain_written(found, hangs_on_wording=self._renderer.hangs_on_wording)
        )
        return packed(kind, plain)

    def try_out(self) -> None:
        """Render what is right and what is wrong once."""
        for source in _TRIED:
            with suppress(DrafterError):
                self._renderer.text(source, {"x": "x"}, Place(UNKNOWN))

    def _source(self, name: str) -> tuple[str, Path]:
        found = self._asked("source", name)
        if found is None:
            raise KeyError(name)
        text, path = found
        return text, Path(path)

    def _asked(self, kind: str, name: str) -> Any:  # noqa: ANN401 - what was sent
        send(self._give, packed(kind, name))
        return pickle.loads(receive(self._take) or b"")  # noqa: S301


def _shut(event: str, _: object) -> None:
    """End at once when anything but rendering is done."""
    if event not in _HARMLESS:
        _end()


def _end() -> NoReturn:
    os._exit(1)


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
