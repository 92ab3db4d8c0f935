"""What speeches of one kind share: their parts in the usual order, their points, and how many speeches have each."""

from __future__ import annotations

from array import array
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

from drafter.mining.siblings import MEMBERS, Siblings
from drafter.mining.spool import Picked
from drafter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.mining.siblings import SharedHead
    from drafter.mining.skeleton import Part, Skeleton

_OFTEN = 1 / 3
"""A part that fewer of the speeches have is left out."""

_Key: TypeAlias = "tuple[str, int]"


@dataclass(frozen=True, slots=True)
class SharedPart:
    """A part as several speeches have it: the first of `parts` gives the wording.

    parts: (index of the speech, its part). seen: in how many speeches. size: usual length in characters.
    """

    role: str
    parts: tuple[tuple[int, Part], ...]
    seen: int
    size: int
    points: tuple[SharedHead, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What speeches share. speeches: the earliest first. base: the number of the one that gives most of the wording.

    left_out: roles of parts that too few of them have, with how many do.
    """

    speeches: Sequence[Skeleton]
    base: int
    parts: tuple[SharedPart, ...]
    left_out: tuple[tuple[str, int], ...]


def pattern(speeches: Sequence[Skeleton]) -> Pattern:
    """What speeches of one kind share; one speech shares all with itself. The order they come in decides nothing.

    Each speech is looked at three times and kept by nobody: to sort them, to count parts, to compare points.
    """
    keys = [(speech.when, speech.title, speech.path) for speech in speeches]
    ordered = Picked(speeches, sorted(range(len(keys)), key=keys.__getitem__), lambda speech: speech)
    del keys
    counted = _Counted()
    for speech in ordered:
        counted.add(speech)
    kept = [key for key, places in counted.places.items() if len(places) >= _OFTEN * len(ordered)]
    base = _base(counted, set(kept))
    shared = {key: _Shared(key[0]) for key in sorted(kept, key=lambda key: (median(counted.places[key]), key))}
    for number in (base, *(number for number in reversed(range(len(ordered))) if number != base)):
        for key, part in _keyed(ordered[number]).items():
            if key in shared:
                shared[key].add(number, part)
    left_out = tuple((role, len(places)) for (role, n), places in counted.places.items() if (role, n) not in shared)
    return Pattern(ordered, base, tuple(one.part() for one in shared.values()), left_out)


@dataclass(slots=True)
class _Counted:
    """What is kept of each speech to find the usual ones, in order of the speeches.

    having: its parts; speeches that have the same share one set. counts: its main points. places: for each part, how
    far into the speech it begins, from 0 to 1, in each speech that has it.
    """

    having: list[frozenset[_Key]] = field(default_factory=list)
    counts: array[int] = field(default_factory=lambda: array("L"))
    places: dict[_Key, array[float]] = field(default_factory=dict)
    sets: dict[frozenset[_Key], frozenset[_Key]] = field(default_factory=dict)

    def add(self, speech: Skeleton) -> None:
        parts, main = _keyed(speech), speech.main()
        for key, part in parts.items():
            self.places.setdefault(key, array("d")).append(part.start / max(1, speech.text_size))
        having = frozenset(parts)
        self.having.append(self.sets.setdefault(having, having))
        self.counts.append(len(main.points) if main else 0)


def _keyed(speech: Skeleton) -> dict[_Key, Part]:
    """The parts of a speech by role, and by how many of that role went before."""
    before: Counter[str] = Counter()
    found = {}
    for part in speech.parts:
        found[part.role, before[part.role]] = part
        before[part.role] += 1
    return found


def _base(counted: _Counted, kept: set[_Key]) -> int:
    """The speech that is most like the others: it has the usual parts and number of points; of equals the latest."""
    usual = median(counted.counts)
    return max(
        (len(kept & having) - len(having - kept), -abs(count - usual), number)
        for number, (having, count) in enumerate(zip(counted.having, counted.counts, strict=True))
    )[-1]


@dataclass(slots=True)
class _Shared:
    """A part that comes speech by speech, the base first if it has the part."""

    role: str
    parts: list[tuple[int, Part]] = field(default_factory=list)
    sizes: array[int] = field(default_factory=lambda: array("L"))
    points: Siblings = field(default_factory=Siblings)

    def add(self, number: int, part: Part) -> None:
        """Put one more speech's part."""
        self.sizes.append(part.size)
        if len(self.parts) < MEMBERS:
            self.parts.append((number, part))
        if part.points:
            self.points.add(number, part.points)

    def part(self) -> SharedPart:
        """The part as the speeches have it; with points where most have some, or the one that gives the wording."""
        seen = len(self.sizes)
        with_points = 2 * self.points.rows > seen or self.parts[0][1].points
        points = self.points.shared() if with_points else ()
        return SharedPart(self.role, tuple(self.parts), seen, round(median(self.sizes)), points)
