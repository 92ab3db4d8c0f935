"""How alike words are, letter by letter, and how alike contents are, by what few others have too."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import islice, pairwise
from math import log, sqrt
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_COMPARISONS = 50_000_000
"""So many texts are compared with each other at most: some seconds."""
_ENTRIES = 4_000_000
"""So many traits are kept in all, and as many steps taken to find the likest groups: some minutes at most."""
_DIFFERENT = 500_000
"""So many different traits are counted; any other is taken for one that nothing else has."""
_PAIRS = 400
"""So many pairs of neighbouring characters of a content are looked at."""
_WORDS = re.compile(r"[\u4e00-\u9fff]+")


def ratio(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1: their longest common subsequence, as a share of both."""
    return fuzz.ratio(one, other) / 100


def alike(texts: Iterable[str], least: float) -> Iterator[tuple[str, str]]:
    """Pairs of different texts whose ratio is at least so much; a pair may come more than once.

    Only texts that have two neighbouring characters in common are compared, those first whose common pair is rare.
    Where thousands have the same pairs, some that are alike are missed.
    """
    having: dict[str, list[str]] = defaultdict(list)
    for text in sorted(set(texts)):
        for pair in {text[at : at + 2] for at in range(len(text) - 1)}:
            having[pair].append(text)
    left = _COMPARISONS
    for group in sorted(having.values(), key=lambda group: (len(group), group)):
        left -= len(group) ** 2
        if left < 0:
            return
        for text in group:
            found = process.extract(text, group, scorer=fuzz.ratio, score_cutoff=100 * least, limit=None)
            yield from ((text, other) for other, _, _ in found if other > text)


def traits(*texts: str) -> frozenset[str]:
    """What a content can be told by: its pairs of neighbouring Chinese characters, the first few hundred."""
    pairs = (one + other for text in texts for run in _WORDS.findall(text) for one, other in pairwise(run))
    return frozenset(islice(dict.fromkeys(islice(pairs, 10 * _PAIRS)), _PAIRS))


class Groups:
    """Groups of contents by number, and which of them a content is most like.

    Contents are vectors of length 1 in which a trait weighs the more the fewer contents have it (tf-idf without tf), a
    group is the sum of its contents, and likeness is the cosine between them.
    """

    def __init__(self, contents: Iterable[frozenset[str]]) -> None:
        """Begin without groups. contents: all that will be asked about, which tells how rare their traits are."""
        self._rarity: Counter[str] = Counter()
        self._count = 1
        for self._count, content in enumerate(contents, 1):
            known = len(self._rarity) < _DIFFERENT
            self._rarity.update(content if known else content & self._rarity.keys())
        self._sums: dict[int, dict[str, float]] = defaultdict(dict)
        self._squares: dict[int, float] = defaultdict(float)
        self._having: dict[str, list[int]] = defaultdict(list)

    def weighed(self, content: frozenset[str]) -> dict[str, float]:
        """A content's traits that others have too, the rarest first; in a crowd of contents only the rarest."""
        weights = {trait: log(1 + self._count / max(1, self._rarity[trait])) for trait in content}
        length = sqrt(sum(sorted(weight * weight for weight in weights.values())))
        shared = sorted((self._rarity[trait], trait) for trait in content if self._rarity[trait] > 1)
        return {trait: weights[trait] / length for _, trait in shared[: _ENTRIES // self._count]}

    def add(self, group: int, weights: Mapping[str, float]) -> None:
        """Put a weighed content into a group."""
        sums = self._sums[group]
        self._squares[group] += 1
        for trait, weight in weights.items():
            if trait not in sums:
                self._having[trait].append(group)
            before = sums.get(trait, 0.0)
            sums[trait] = before + weight
            self._squares[group] += 2 * before * weight

    def likest(self, weights: Mapping[str, float]) -> tuple[float, int]:
        """How like the likest group is to a weighed content, from 0 to 1, and its number; of equals the first.

        (0, -1) if none is at all.
        """
        scores: dict[int, float] = defaultdict(float)
        left = _ENTRIES // self._count
        for trait, weight in weights.items():
            groups = self._having.get(trait, ())
            left -= len(groups)
            if left < 0:
                break
            for group in groups:
                scores[group] += weight * self._sums[group][trait]
        found = ((score / sqrt(self._squares[group]), -group) for group, score in scores.items())
        score, group = max(found, default=(0.0, 1))
        return score, -group
