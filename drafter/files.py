"""Files that are never half written, and names that every system accepts."""

from __future__ import annotations

import errno
import os
import re
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import InputError, Place, Problem
from drafter.locks import let_go, take
from drafter.reasons import reason

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNSEEN = "".join(map(chr, (*range(32), *range(127, 160), *range(0x200B, 0x2010), *range(0x2028, 0x202F))))
_FORBIDDEN = dict.fromkeys(map(ord, _UNSEEN + '\u2066\u2067\u2068\u2069\ufeff\\/:*?"<>|'))
_PORTS = (port + number for port in ("com", "lpt") for number in "0123456789¹²³")
_RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$", *_PORTS}
_NAME_BYTES = 180
_READ_LIMIT = 1024 * 1024
DOCUMENT_LIMIT = 50 * 1024 * 1024
"""The largest Word file that is read, in bytes."""
_LOCK = ".drafter-lock"
_TEMPORARY = ".drafter-????????"  # and no lock
_LEFT_BEHIND = 3600.0  # seconds: no write takes so long
_PATIENCE, _PAUSE = 10.0, 0.02  # seconds


def shipped(kind: str) -> Path:
    """The folder of what travels with drafter (`templates`, `profiles`): in the wheel, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "shipped" / kind
    return inside if inside.is_dir() else package.parent / kind


def safe_name(text: str) -> str:
    """A file name made of `text` that Windows, macOS and Linux accept, at most 180 bytes; 未命名 if nothing is left."""
    name = _cut(text.replace("\n", " ").translate(_FORBIDDEN).strip(" ."))
    is_reserved = name.partition(".")[0].rstrip(" ").lower() in _RESERVED
    return _cut(f"_{name}") if is_reserved else name or "未命名"


def is_plain_name(name: str) -> bool:
    """Whether a name given by a user or a file is one plain file name: no folder, nothing that a system refuses."""
    return bool(name) and safe_name(name) == name and not name.startswith(".")


def read_text(path: Path, limit: int = _READ_LIMIT) -> str:
    """The text of a UTF-8 file (a byte order mark is dropped), line ends as line feeds.

    InputError when it can't be read, is larger than `limit` bytes or is no UTF-8.
    """
    data = read_bytes(path, limit)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # error.object is the data without its byte order mark
        *above, last = _line_feeds(error.object[: error.start].decode("utf-8")).split("\n")
        place = Place(str(path), len(above) + 1, len(last) + 1)
        raise InputError(Problem("文件不是 UTF-8 编码", place, "用记事本“另存为”，编码选 UTF-8")) from error
    return _line_feeds(text)


def read_bytes(path: Path, limit: int = _READ_LIMIT) -> bytes:
    """What a file holds. InputError when it can't be read or is larger than `limit` bytes."""
    place = Place(str(path))
    try:
        if path.is_fifo():  # to open one is to wait, perhaps for ever, for whoever writes into it
            raise InputError(Problem("这不是文件，是管道", place, "先存成文件"))
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError as error:
        raise InputError(Problem("没有这个文件", place)) from error
    except (OSError, ValueError) as error:
        raise InputError(Problem(f"文件打不开：{reason(error)}", place)) from error
    if len(data) > limit:
        raise InputError(Problem(f"文件过大，超过 {limit // 1024} KB", place))
    return data


def write_atomic(
    path: Path, data: bytes, *, replace: bool = False, private: bool = False, lasting: bool = True
) -> None:
    """Write `data` so that nobody ever sees half of it under `path`.

    Without `replace` an existing file raises FileExistsError and stays as it is. With `private` only the user
    may read it. Not `lasting`: what can be made again isn't waited for until the disk has it; should the power fail
    that moment, it may be empty. InputError when the folder or the disk refuses.
    """
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700 if private else 0o777)
        handle, temporary = _temporary(path.parent, private=private)
    except (OSError, ValueError) as error:
        raise InputError(refused(path, error)) from error
    try:
        _fill(handle, data, lasting=lasting)
        _publish(temporary, path, replace=replace)
    except FileExistsError:
        raise
    except (OSError, ValueError) as error:
        raise InputError(refused(path, error)) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def _temporary(folder: Path, *, private: bool) -> tuple[int, Path]:
    """A new file, with the rights that the user gives to new files, or for the user alone.

    `tempfile` takes longer to load than most files to write.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    while True:
        path = folder / f".drafter-{os.urandom(4).hex()}"
        with suppress(FileExistsError):
            return os.open(path, flags, 0o600 if private else 0o666), path


def _fill(handle: int, data: bytes, *, lasting: bool) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        if lasting:
            os.fsync(file.fileno())


def write_next(folder: Path, stem: str, suffix: str, data: bytes) -> Path:
    """Write `stem（第N稿）suffix` with the next free N, and return its path; nothing is overwritten.

    InputError when the folder or the disk refuses.
    """
    stem = safe_name(stem)
    sweep(folder)
    try:
        number = _highest(folder, stem) + 1
    except OSError as error:
        raise InputError(refused(folder, error)) from error
    while True:
        path = folder / f"{stem}（第{number}稿）{suffix}"
        try:
            write_atomic(path, data)
        except FileExistsError:
            number += 1
        else:
            return path


def sweep(folder: Path) -> None:
    """Remove the temporary files in a folder that killed processes left there; what is younger may be at work still."""
    with suppress(OSError):
        for path in folder.glob(_TEMPORARY):
            if path.is_file() and time.time() - path.stat().st_mtime > _LEFT_BEHIND:
                path.unlink()


def refused(path: Path, error: OSError | ValueError) -> Problem:
    """What to tell a person when the system refused to write `path`."""
    return Problem(f"写不进去：{reason(error)}", Place(str(path)), "换一个文件夹，或检查权限和磁盘空间")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder against other drafters, so that files in it can be read, changed and written as one step.

    The system lets go of it too when the process dies; the empty file that carries the lock stays. InputError when the
    folder refuses, or another one has held it for ten seconds.
    """
    path = folder / _LOCK
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except (OSError, ValueError) as error:
        raise InputError(refused(folder, error)) from error
    try:
        _wait_for(handle, path)
        sweep(folder)
        try:
            yield
        finally:
            let_go(handle)
    finally:
        os.close(handle)


def _wait_for(handle: int, path: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return take(handle)
        except OSError as error:
            if time.monotonic() >= end:
                problem = Problem("别的 drafter 正占着这个文件夹", Place(str(path.parent)), "等它完了再试")
                raise InputError(problem) from error
        time.sleep(_PAUSE)


def _highest(folder: Path, stem: str) -> int:
    pattern = re.compile(re.escape(stem) + r"（第(\d{1,6})稿）")
    if not folder.is_dir():
        return 0
    numbers = (pattern.match(entry.name) for entry in folder.iterdir())
    return max((int(found[1]) for found in numbers if found), default=0)


def _publish(temporary: Path, path: Path, *, replace: bool) -> None:
    if replace:
        temporary.replace(path)
    elif os.name == "nt":
        temporary.rename(path)  # Windows refuses where the name is taken
    else:
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:  # a disk without hard links, as most USB sticks
            _move(temporary, path)


def _move(temporary: Path, path: Path) -> None:
    """Give a file its final name if that is free; the folder is held meanwhile, so that no other drafter takes it."""
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        _wait_for(handle, path)
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        temporary.replace(path)
    finally:
        os.close(handle)


def _cut(name: str) -> str:
    """`name` within the limit, cut between characters, no blanks or dots at its edges."""
    return name.encode("utf-8", "ignore")[:_NAME_BYTES].decode("utf-8", "ignore").strip(" .")


def _line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
