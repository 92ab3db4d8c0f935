"""How far a long piece of work is; short ones don't wait for rich."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LONG_WAIT = 20
_Item = TypeVar("_Item")


def progress(what: str, items: Iterable[_Item], total: int) -> Iterator[_Item]:
    """Hand on items as they come; where there are many, a bar on a terminal shows how far it is."""
    if total < _LONG_WAIT or not sys.stderr.isatty():
        return iter(items)
    from drafter.cli.display import with_bar

    return with_bar(what, items, total)
