"""How a template came to what it shows, so that the same can be made of other answers without rendering anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from drafter.document import Words
from drafter.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.markup import Segment


LONGEST = 16
"""Filters on one value that are told; one with more is rendered each time. Templates put two on one."""


class Made(NamedTuple):
    """Which value was taken, what filters made of it, and which part of that is shown.

    path: the name of the value, then the number of an item, from 0, or `heading` or `points` for a part of a point;
    empty for what hangs on no answer's wording. chain: (filter, arguments …) in order. segment: which of those that
    the value shows, from 0. paragraph: which one of a passage, from 0; None for all of them.
    """

    path: tuple[str | int, ...] = ()
    chain: tuple[tuple[str | int, ...], ...] = ()
    segment: int = 0
    paragraph: int | None = None

    def by(self, name: str, arguments: tuple[object, ...]) -> Made | None:
        """How it is made when one filter more is put on; None where there are too many, or one can't be told again."""
        plain = tuple(each for each in arguments if isinstance(each, (str, int)) and type(each) in (str, int))
        if len(plain) < len(arguments) or len(self.chain) == LONGEST:
            return None
        return self._replace(chain=(*self.chain, (name, *plain)))


def marked(parts: Iterable[Segment], made: Made | None) -> Iterator[Segment]:
    """What a value shows, each part that answers may change told how it was made; as it is where that isn't known."""
    for index, part in enumerate(parts):
        if made is None or isinstance(part, Words):
            yield part
        else:
            yield replace(part, made=made._replace(segment=index))
