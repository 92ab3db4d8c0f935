"""A template's folder: what it may be called, and written so that it is there whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import InputError, Problem, UsageError
from drafter.files import is_plain_name, refused
from drafter.template.catalog import SHARED

if TYPE_CHECKING:
    from collections.abc import Mapping


def check_name(folder: str) -> None:
    """UsageError for what can't be the name of a template's folder."""
    if not is_plain_name(folder) or folder.startswith("-") or folder == SHARED:
        why = "用了系统保留的名字，或有 / \\ : * ? 这类字符，或以点、横线、空格开头或结尾，或太长"
        raise UsageError(Problem(f"“{folder}”不能作文件夹名", mend=why))


def publish(files: Mapping[str, str], target: Path) -> None:
    """Write a new folder of files, text by name, whole. InputError where that can't be, as where it is there."""
    room = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        room = Path(tempfile.mkdtemp(prefix=".drafter-", dir=target.parent))
        made = room / target.name  # one folder deeper: where it is broken off, no template is seen
        write_files(files, made)
        made.rename(target)
    except OSError as error:
        raise InputError(refused(target, error)) from error
    finally:
        if room:
            shutil.rmtree(room, ignore_errors=True)


def write_files(files: Mapping[str, str], folder: Path) -> None:
    """Write files into a folder, text by name, parts of a name joined by /. OSError where the system refuses."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
