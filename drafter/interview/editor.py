"""Long text in the writer's own editor: VISUAL, else EDITOR, else notepad on Windows."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from drafter.errors import InputError, Problem
from drafter.files import write_atomic
from drafter.interview.copies import let_go

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_IN_PLACE = "就在这里写"


def edit(text: str, path: Path) -> bool:
    """Let a text be written in the editor; what is left of it lies at `path`, for its user only.

    Whether the editor ended well. InputError where it could not be opened; then nothing lies there.
    """
    command = _command()
    write_atomic(path, text.encode("utf-8-sig" if sys.platform == "win32" else "utf-8"), replace=True, private=True)
    with _break_is_the_editors():
        try:
            return not subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603 - the writer's own
        except (OSError, ValueError) as error:
            let_go(path)
            raise InputError(Problem(f"编辑器“{command[0]}”打不开", mend=_IN_PLACE)) from error


@contextmanager
def _break_is_the_editors() -> Iterator[None]:
    """Ctrl-C, which the terminal tells both, is the editor's matter. A handler, for what is ignored children ignore."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _command() -> list[str]:
    """The editor and its options. InputError where none is set."""
    setting = next((found for name in ("VISUAL", "EDITOR") if (found := os.environ.get(name, "").strip())), "")
    if not setting:
        if sys.platform == "win32":
            return ["notepad"]
        raise InputError(Problem("没有设置编辑器（环境变量 EDITOR）", mend=_IN_PLACE))
    try:
        parts = shlex.split(setting, posix=sys.platform != "win32")  # there a backslash parts folders
    except ValueError as error:
        raise InputError(Problem(f"环境变量里的编辑器写得不对：{setting}", mend=_IN_PLACE)) from error
    return [part.strip('"') for part in parts]
