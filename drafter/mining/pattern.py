"""What speeches of one kind share: their parts in the usual order, their points, and how many speeches have each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

from drafter.mining.likeness import ratio

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.mining.heads import Head
    from drafter.mining.skeleton import Part, Skeleton

_OFTEN = 1 / 3
"""A part that fewer of the speeches have is left out."""

_PLACE_COUNTS = 0.25
_COMPARED, _CLUSTERS, _MEMBERS = 4, 40, 200
_Key: TypeAlias = "tuple[str, int]"
_Row: TypeAlias = "tuple[int, tuple[Head, ...]]"


@dataclass(frozen=True, slots=True)
class SharedHead:
    """A point as several speeches have it: the first of `heads` gives the wording.

    heads: (index of the speech, its point). seen: in how many speeches. size: usual length in characters.
    """

    heads: tuple[tuple[int, Head], ...]
    seen: int
    size: int
    points: tuple[SharedHead, ...]


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
    """What speeches share. left_out: roles of parts that too few of them have, with how many do."""

    speeches: tuple[Skeleton, ...]
    base: int
    parts: tuple[SharedPart, ...]
    left_out: tuple[tuple[str, int], ...]


def pattern(speeches: Sequence[Skeleton]) -> Pattern:
    """What speeches of one kind share; one speech shares all with itself. The order they come in decides nothing."""
    speeches = sorted(speeches, key=lambda speech: (speech.when, speech.title, speech.path))
    keyed = [_keyed(speech) for speech in speeches]
    seen = Counter(key for parts in keyed for key in parts)
    kept = [key for key, count in seen.items() if count >= _OFTEN * len(speeches)]
    base = _base(speeches, keyed, set(kept))
    order = {key: _usual_place(key, speeches, keyed) for key in kept}
    parts = tuple(_shared_part(key, keyed, base) for key in sorted(kept, key=lambda key: (order[key], key)))
    left_out = tuple((role, count) for (role, _), count in seen.items() if (role, _) not in order)
    return Pattern(tuple(speeches), base, parts, left_out)


def _keyed(speech: Skeleton) -> dict[_Key, Part]:
    """The parts of a speech by role, and by how many of that role went before."""
    before: Counter[str] = Counter()
    found = {}
    for part in speech.parts:
        found[part.role, before[part.role]] = part
        before[part.role] += 1
    return found


def _base(speeches: Sequence[Skeleton], keyed: Sequence[dict[_Key, Part]], kept: set[_Key]) -> int:
    """The speech that is most like the others: it has the usual parts and number of points; of equals the latest."""
    counts = [len(main.points) if (main := speech.main()) else 0 for speech in speeches]
    usual = median(counts)
    scores = [
        (len(kept & parts.keys()) - len(parts.keys() - kept), -abs(count - usual), number)
        for number, (parts, count) in enumerate(zip(keyed, counts, strict=True))
    ]
    return max(scores)[-1]


def _usual_place(key: _Key, speeches: Sequence[Skeleton], keyed: Sequence[dict[_Key, Part]]) -> float:
    """How far into the speech a part begins, from 0 to 1, in the middle of those that have it."""
    places = [
        parts[key].start / max(1, speech.text_size)
        for speech, parts in zip(speeches, keyed, strict=True)
        if key in parts
    ]
    return median(places)


def _shared_part(key: _Key, keyed: Sequence[dict[_Key, Part]], base: int) -> SharedPart:
    having = [number for number, parts in enumerate(keyed) if key in parts]
    having.sort(key=lambda number: (number != base, -number))
    parts = [(number, keyed[number][key]) for number in having]
    rows = [(number, part.points) for number, part in parts if part.points]
    points = _shared_heads(rows) if 2 * len(rows) > len(parts) or parts[0][1].points else ()
    size = round(median(part.size for _, part in parts))
    return SharedPart(key[0], tuple(parts[:_MEMBERS]), len(parts), size, points)


@dataclass(slots=True)
class _Cluster:
    """Points of several speeches that stand in one place. The first row is the base's."""

    members: list[tuple[int, Head]]
    seen: int = 1
    sizes: list[int] = field(default_factory=list)

    def add(self, number: int, head: Head) -> None:
        self.seen += 1
        self.sizes.append(head.size)
        if len(self.members) < _MEMBERS:
            self.members.append((number, head))

    def likeness(self, head: Head) -> float:
        """From 0 to 1: how much a point is like the likest of the first few here."""
        return max(_likeness(head, other) for _, other in self.members[:_COMPARED])


def _likeness(one: Head, other: Head) -> float:
    """How much the headings are alike and, where both have sub-points, theirs."""
    own = ratio(one.text, other.text)
    if not one.points or not other.points:
        return own
    below = ratio("".join(head.text for head in one.points), "".join(head.text for head in other.points))
    return (own + below) / 2


def _shared_heads(rows: Sequence[_Row]) -> tuple[SharedHead, ...]:
    """Siblings of several speeches, row by row, as those that most of them have."""
    if not rows:
        return ()
    clusters: list[_Cluster] = []
    for number, heads in rows:
        clusters = _merged(clusters, number, heads)
        if len(clusters) > _CLUSTERS:
            rare = sorted(range(len(clusters)), key=lambda n: (clusters[n].seen, n))[: len(clusters) - _CLUSTERS]
            clusters = [cluster for n, cluster in enumerate(clusters) if n not in rare]
    base = rows[0][0]
    usual = [c for c in clusters if 2 * c.seen + (c.members[0][0] == base) > len(rows)]
    return tuple(_shared_head(cluster) for cluster in usual)


def _shared_head(cluster: _Cluster) -> SharedHead:
    below = [(number, head.points) for number, head in cluster.members if head.points]
    points = _shared_heads(below) if 2 * len(below) > len(cluster.members) or cluster.members[0][1].points else ()
    return SharedHead(tuple(cluster.members), cluster.seen, round(median(cluster.sizes)), points)


def _merged(clusters: list[_Cluster], number: int, heads: Sequence[Head]) -> list[_Cluster]:
    """The clusters with one more row of siblings, in an order that both agree with."""
    pairs = _alignment(clusters, heads)
    merged: list[_Cluster] = []
    taken = 0
    for n, cluster in enumerate(clusters):
        partner = pairs.get(n)
        if partner is None:
            merged.append(cluster)
            continue
        merged += [_new(number, head) for head in heads[taken:partner]]
        cluster.add(number, heads[partner])
        merged.append(cluster)
        taken = partner + 1
    return [*merged, *(_new(number, head) for head in heads[taken:])]


def _new(number: int, head: Head) -> _Cluster:
    return _Cluster([(number, head)], sizes=[head.size])


def _alignment(clusters: Sequence[_Cluster], heads: Sequence[Head]) -> dict[int, int]:
    """Which cluster takes which heading: the pairs that are most alike in wording and place, in order in both."""
    gains = [
        [
            cluster.likeness(head) + _PLACE_COUNTS * (1 - abs(n / len(clusters) - k / len(heads)))
            for k, head in enumerate(heads)
        ]
        for n, cluster in enumerate(clusters)
    ]
    best = [[0.0] * (len(heads) + 1) for _ in range(len(clusters) + 1)]
    for n, row in enumerate(gains, 1):
        for k, gain in enumerate(row, 1):
            best[n][k] = max(best[n - 1][k - 1] + gain, best[n - 1][k], best[n][k - 1])
    pairs = {}
    n, k = len(clusters), len(heads)
    while n and k:
        if best[n][k] == best[n - 1][k]:
            n -= 1
        elif best[n][k] == best[n][k - 1]:
            k -= 1
        else:
            n, k = n - 1, k - 1
            pairs[n] = k
    return pairs
