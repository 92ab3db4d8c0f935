"""Profiles as files: renamed, removed, replaced."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from drafter.errors import InputError, Place, Problem, UsageError
from drafter.files import locked, read_bytes, refused, write_atomic
from drafter.profiles.patch import patched
from drafter.profiles.reading import find_profile, profile_names
from drafter.profiles.saving import backup, own_path, put
from drafter.yamlfile import Mapping, Scalar, load, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def own_profile(name: str, workspace: Path) -> Path:
    """The file of a workspace's own profile. UsageError where there is none of that name, or only a shipped sample."""
    path = own_path(name, workspace)
    if not path.is_file():
        found = find_profile(name, workspace)
        raise UsageError(
            Problem("随带的样例不能改动", Place(str(found)), f"先另存：drafter profile save 新名 --from {name}")
        )
    return path


def extending(name: str, workspace: Path) -> list[str]:
    """The names of a workspace's own profiles that extend one; those that can't be read are passed over."""
    return [path.stem for path, root in _others(workspace / "profiles" / f"{name}.yaml") if _extends(root, name)]


def remove(path: Path) -> None:
    """Take a profile away, with its older one. InputError where the folder refuses."""
    with locked(path.parent):
        try:
            path.unlink()
            backup(path).unlink(missing_ok=True)
        except OSError as error:
            raise InputError(refused(path, error)) from error


def rename(old: Path, new: Path) -> tuple[list[str], list[str]]:
    """Give a profile another name, and let those that extend it follow.

    The names of those that followed, and of those that can't be read. UsageError where the new name is taken: nothing
    is ever overwritten. InputError where it is larger than any profile, or the folder refuses. Until all is done the
    profile goes by both names.
    """
    followed, unread = [], []
    with locked(old.parent):
        try:
            write_atomic(new, read_bytes(old), private=True)
        except FileExistsError as error:
            raise UsageError(Problem("已有这份档案，不会覆盖它", Place(str(new)), "换一个名字")) from error
        for path, root in _others(old):
            if path == new:
                continue
            if root is None:
                unread.append(path.stem)
            elif _extends(root, old.stem):
                data = read_bytes(path)
                content = {key: plain(node) for key, node in root.entries.items()}
                put(path, data, patched(data, str(path), {**content, "extends": new.stem}))
                followed.append(path.stem)
        if backup(old).exists() and not backup(new).exists():
            backup(old).rename(backup(new))
        old.unlink()
    return followed, unread


def replace(path: Path, data: bytes, before: bytes | None = None) -> bool:
    """Write a profile anew; where `before` is given and it no longer is that, nothing is written and it is False."""
    with locked(path.parent):
        there = read_bytes(path) if path.exists() else b""
        if there and before is not None and there != before:
            return False
        put(path, there, data)
        return True


def _others(path: Path) -> Iterator[tuple[Path, Mapping | None]]:
    """The profiles beside one, each as it reads; None for one that can't be read."""
    for other in profile_names(path.parent.parent).values():
        if other.parent == path.parent and other != path:
            root = None
            with suppress(InputError):
                root = load(other)
            yield other, root


def _extends(root: Mapping | None, name: str) -> bool:
    node = root.entries.get("extends") if root else None
    return isinstance(node, Scalar) and node.text == name
