"""Long text in the writer's own editor: VISUAL, else EDITOR, else notepad on Windows."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from drafter.errors import InputError, Place, Problem
from drafter.files import read_text

_IN_PLACE = "就在这里写"


def edited(text: str) -> str:
    """The text after the editor was closed; the file it lay in is private and removed. InputError where that failed."""
    command = _command()
    try:
        folder = tempfile.TemporaryDirectory(prefix="drafter-")  # on POSIX readable by its user only
    except OSError as error:
        raise InputError(Problem("不能建立临时文件", mend=_IN_PLACE)) from error
    with folder:
        path = Path(folder.name) / "text.txt"
        path.write_text(text, encoding="utf-8-sig" if sys.platform == "win32" else "utf-8")
        try:
            code = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603 - the writer's own
        except (OSError, ValueError) as error:
            raise InputError(Problem(f"编辑器“{command[0]}”打不开", mend=_IN_PLACE)) from error
        if code:
            raise InputError(Problem(f"编辑器“{command[0]}”没有正常结束，里面的改动没有用", mend=_IN_PLACE))
        return _read(path).rstrip("\n")


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


def _read(path: Path) -> str:
    """What the editor left; where that can't be read it is kept, and the message says where."""
    try:
        return read_text(path)
    except InputError as error:
        kept = Path(tempfile.mkdtemp(prefix="drafter-")) / path.name
        if path.exists():
            path.replace(kept)
        raise InputError(
            Problem(error.problems[0].message, Place(str(kept)), f"写的内容在这个文件里；{_IN_PLACE}")
        ) from error
