"""A hold on an open file, which the system ends with the process, on Windows and elsewhere."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import msvcrt

    def take(handle: int) -> None:
        """Hold an open file; OSError at once where another process holds it."""
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def let_go(handle: int) -> None:
        """Hold it no longer."""
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def take(handle: int) -> None:
        """Hold an open file; OSError at once where another process holds it."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def let_go(handle: int) -> None:
        """Hold it no longer."""
        fcntl.flock(handle, fcntl.LOCK_UN)
