"""How much one speech may hold. What holds more is a table, a list of names or many texts in one file.

The longest speeches run to some ten thousand characters with some hundred points. Each bound is far beyond that, and
keeps what is read, whatever it holds, within a few seconds.
"""

from __future__ import annotations

from itertools import islice
from math import ceil
from typing import TYPE_CHECKING, TypeVar

from drafter.errors import InputError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_CHARACTERS = 3_000_000
MOST_POINTS = 12_000
"""So many places that may be markers, and so many parallel points without one."""

_ONE_SPEECH = "一个文件只放一篇讲话；表格、名单、目录去掉"
_Item = TypeVar("_Item")


def bounded(found: Iterable[_Item], what: str, path: str) -> list[_Item]:
    """All that is found. InputError, which names `what` and `path`, for more than a speech has; the rest isn't made."""
    kept = list(islice(found, MOST_POINTS + 1))
    if len(kept) > MOST_POINTS:
        raise InputError(_no_speech(f"{what}超过 {MOST_POINTS} 处", path))
    return kept


def refuse_longer(text: str, path: str) -> None:
    """Raise InputError, which names `path`, for a text that is longer than a speech can be."""
    if len(text) > MOST_CHARACTERS:
        told = f"有 {ceil(len(text) / 10_000)} 万字，超过 {MOST_CHARACTERS // 10_000} 万字"
        raise InputError(_no_speech(told, path))


def _no_speech(told: str, path: str) -> Problem:
    return Problem(f"不像一篇讲话：{told}", Place(path), _ONE_SPEECH)
