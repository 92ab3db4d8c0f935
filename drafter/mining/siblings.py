"""Points of one place in several speeches: told apart by wording and place, those that most have kept."""

from __future__ import annotations

from array import array
from statistics import median
from typing import TYPE_CHECKING

from drafter.mining.likeness import ratio
from drafter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.mining.heads import Head

MEMBERS = 200
"""So many speeches are named for a part or a point."""

_PLACE_COUNTS = 0.25
_COMPARED, _CLUSTERS = 4, 40
_ALIGNED = 100
"""No more siblings of one speech are compared with those of others: a template asks for as many."""


@dataclass(frozen=True, slots=True)
class SharedHead:
    """A point as several speeches have it: the first of `heads` gives the wording.

    heads: (index of the speech, its point). seen: in how many speeches. size: usual length in characters.
    """

    heads: tuple[tuple[int, Head], ...]
    seen: int
    size: int
    points: tuple[SharedHead, ...]


@dataclass(slots=True)
class _Cluster:
    """Points of several speeches that stand in one place. The first row is the base's."""

    members: list[tuple[int, Head]]
    sizes: array[int]
    seen: int = 1

    def add(self, number: int, head: Head) -> None:
        self.seen += 1
        self.sizes.append(head.size)
        if len(self.members) < MEMBERS:
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


@dataclass(slots=True)
class Siblings:
    """Points of one place in several speeches, which come row by row, the base's first. rows: how many came."""

    clusters: list[_Cluster] = field(default_factory=list)
    rows: int = 0
    base: int = 0

    def add(self, number: int, heads: Sequence[Head]) -> None:
        """Put one more speech's row. Beside the base's points the most frequent stay, up to `_CLUSTERS` in all."""
        self.base = number if not self.rows else self.base
        self.rows += 1
        self.clusters = _merged(self.clusters, number, heads)
        if len(self.clusters) > _CLUSTERS:
            others = [n for n, cluster in enumerate(self.clusters) if cluster.members[0][0] != self.base]
            rare = set(sorted(others, key=lambda n: (self.clusters[n].seen, n))[: len(self.clusters) - _CLUSTERS])
            self.clusters = [cluster for n, cluster in enumerate(self.clusters) if n not in rare]

    def shared(self) -> tuple[SharedHead, ...]:
        """The points that most speeches have."""
        return tuple(
            _shared_head(one) for one in self.clusters if 2 * one.seen + (one.members[0][0] == self.base) > self.rows
        )


def _shared_head(cluster: _Cluster) -> SharedHead:
    below = Siblings()
    for number, head in cluster.members:
        if head.points:
            below.add(number, head.points)
    points = below.shared() if 2 * below.rows > len(cluster.members) or cluster.members[0][1].points else ()
    return SharedHead(tuple(cluster.members), cluster.seen, round(median(cluster.sizes)), points)


def _merged(clusters: list[_Cluster], number: int, heads: Sequence[Head]) -> list[_Cluster]:
    """The clusters with one more row of siblings, in an order that both agree with."""
    pairs = _alignment(clusters[:_ALIGNED], heads[:_ALIGNED])
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
    return _Cluster([(number, head)], array("L", [head.size]))


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
