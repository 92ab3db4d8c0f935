"""What in a speech's wording is this time's fact and not set wording: the slots of a template.

The finders go from the more specific to the more general, and what one has taken is closed to those after it: nothing
inside 《…》 is looked at, a unit's full name is not taken apart. In a quotation that is no campaign (“四个意识”) only
times and masks are looked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.mining.slots.counts import counts, masks
from drafter.mining.slots.facts import Facts, facts
from drafter.mining.slots.kinds import KINDS, Kind, Slot
from drafter.mining.slots.names import meetings, persons, place_names, unit_names
from drafter.mining.slots.organs import organs, superiors
from drafter.mining.slots.quotes import QUOTED, quotations
from drafter.mining.slots.times import times

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["KINDS", "Facts", "Kind", "Slot", "facts", "find"]

_OPEN, _QUOTED, _TAKEN = 0, 1, 2
_LOOKED_FOR_IN_QUOTATIONS = {"year", "date", "period", "mask"}


def find(text: str, facts: Facts) -> list[Slot]:
    """The slots of a text, in order, without overlap."""
    state = bytearray(len(text))
    found = []
    for slot in _candidates(text, facts):
        worst = max(state[slot.start : slot.end])
        if slot.kind == QUOTED:
            if worst == _OPEN:
                state[slot.start : slot.end] = bytes([_QUOTED]) * len(slot.value)
        elif worst == _OPEN or (worst == _QUOTED and slot.kind in _LOOKED_FOR_IN_QUOTATIONS):
            state[slot.start : slot.end] = bytes([_TAKEN]) * len(slot.value)
            found.append(slot)
    return sorted(found)


def _candidates(text: str, facts: Facts) -> Iterator[Slot]:
    """All that may be a slot, the more specific first."""
    yield from meetings(text, facts)
    yield from quotations(text)
    yield from superiors(text)
    yield from unit_names(text, facts)
    yield from times(text, facts.year)
    yield from persons(text, facts)
    yield from place_names(text, facts)
    yield from organs(text, facts.level)
    yield from masks(text)
    yield from counts(text)
