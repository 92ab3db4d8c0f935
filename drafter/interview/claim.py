"""A file that one process holds at a time, until it lets go or ends in whatever way."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from drafter.locks import take

if TYPE_CHECKING:
    from pathlib import Path

_HELD = {errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK}


class Claim:
    """The hold on one file, which is made for it and goes with it. The system ends it where the process is killed."""

    def __init__(self, path: Path) -> None:
        """Take the file; nothing is held yet."""
        self._path = path
        self._handle = -1

    def take(self) -> bool:
        """Hold it; False where another holds it. Where files can't be held at all nobody is kept away."""
        if self._handle >= 0:
            return True
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return True
        try:
            take(handle)
        except OSError as error:
            if error.errno in _HELD:
                os.close(handle)
                return False
        self._handle = handle
        return True

    def let_go(self) -> None:
        """Hold it no longer and remove it."""
        if self._handle >= 0:
            os.close(self._handle)  # first: Windows removes no open file
            self._handle = -1
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
