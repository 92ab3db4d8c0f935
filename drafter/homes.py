"""Where a user's own files lie on this machine, for each system as its users expect.

On Windows %LOCALAPPDATA%; elsewhere what the XDG base directory specification (0.8) says, on macOS with Apple's folders
where no variable names one. The folders are those that platformdirs 4 gives, which takes longer to load than to answer.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

_NAME = "drafter"
_OF_UNIX = {"STATE": ".local/state", "DATA": ".local/share", "CACHE": ".cache"}
_OF_MACOS = {"STATE": "Library/Application Support", "DATA": "Library/Application Support", "CACHE": "Library/Caches"}


def state_folder() -> Path:
    """What drafter remembers for the user and may forget: journals, which templates are trusted."""
    return _folder("STATE")


def data_folder() -> Path:
    """What the user put there to have it in every workspace: templates."""
    return _folder("DATA")


def cache_folder() -> Path:
    """What can be made anew at any time: layouts' empty documents, what templates came to, how YAML files are built."""
    return _folder("CACHE")


def _folder(kind: str) -> Path:
    if sys.platform == "win32":
        named = os.environ.get("LOCALAPPDATA", "")
        own = Path(named if os.path.isabs(named) else _home() / "AppData" / "Local", _NAME)  # noqa: PTH117 - a text yet
        return own / "Cache" if kind == "CACHE" else own
    named = os.environ.get(f"XDG_{kind}_HOME", "")
    usual = _OF_MACOS if sys.platform == "darwin" else _OF_UNIX
    return Path(named if named.startswith("/") else _home() / usual[kind], _NAME)


def _home() -> Path:
    """The user's folder. FileNotFoundError where the system knows none."""
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home() ends in a RuntimeError where there is none
    if os.name == "posix" and not os.environ.get("HOME", "/").startswith("/"):  # which names none
        import pwd  # noqa: PLC0415 - there only

        with suppress(KeyError):
            home = pwd.getpwuid(os.getuid()).pw_dir
    if not os.path.isabs(home):  # noqa: PTH117 - a text yet
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), home)
    return Path(home)
