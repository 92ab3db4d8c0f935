"""How much a template may cost, so that none can hold a machine up, whoever wrote it.

What a template does is counted, not timed: the same template comes to the same end on every machine. Measured on a
slow core: the tokens of one file compile in a second at most, the steps of a draft take another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.document import Words
from drafter.markup import Passage
from drafter.template.values import LimitError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.markup import Segment
    from drafter.template.values import Text

FILE_TOKENS = 20_000
"""Words and signs of code in one file; the longest shipped one has 140."""
BRACKETS = 20
"""Brackets within brackets."""
BRANCHES = 100
"""Branches of one condition; each is compiled within the one before."""
DIGITS = 18
"""Digits of a number."""
ROW = 1000
"""Digits in a row, in text as well."""
DEPTH = 40
"""Blocks and expressions within one another."""
LOOPS = 8
"""Loops within loops; Python compiles 20."""
NAMES = 300
"""Names that one file gives values to."""
GENERATED = 1_000_000
"""Characters of Python that one file may come to, beyond twice its own."""
PER_TOKEN = 25
"""Characters of Python that are as much work as a token."""
PER_CALL = 5
"""Steps that calling a macro or a block is worth."""
PER_FILE = 100
"""Steps that looking for a file is worth."""
# For one draft: how much, what to say when it is used up
_SHARES = {
    "tokens": (60_000, "模板的代码太多"),
    "steps": (200_000, "循环或引用的次数太多"),
    "parts": (1_000_000, "拼接的次数太多"),
    "letters": (8_000_000, "写出的字太多"),
    "lines": (50_000, "写出的段落太多"),
}


class Meter:
    """What is left of a draft's share of each of `tokens`, `steps`, `parts`, `letters` and `lines`."""

    def __init__(self) -> None:
        """Begin with whole shares."""
        self.begin()

    def begin(self) -> None:
        """Give whole shares again: for another draft, or other answers."""
        self._left = {what: amount for what, (amount, _) in _SHARES.items()}

    def spend(self, what: str, amount: int) -> bool:
        """Take an amount of a share; always true. LimitError when it is used up."""
        self._left[what] -= amount
        if self._left[what] < 0:
            raise LimitError(_SHARES[what][1], mend="看这里是不是套了循环，或反复引用自己")
        return True

    def step(self, weight: int) -> bool:
        """Take the steps of one turn through a loop, a macro or a block of that many parts."""
        return self.spend("steps", weight)

    def weigh(self, parts: Sequence[Segment]) -> None:
        """Take what another copy of these parts needs. FaultError when there is no room for it."""
        left = self._left
        left["parts"] -= len(parts)
        for part in parts:
            left["letters"] -= length(part)
        if left["parts"] < 0 or left["letters"] < 0:
            self.spend("parts", 0)
            self.spend("letters", 0)

    def write(self, text: Text) -> tuple[Segment, ...]:
        """What a whole file came to."""
        self.spend("lines", sum(part.text.count("\n") for part in text._segments if isinstance(part, Words)))
        return text._segments


def length(part: Segment) -> int:
    """How many characters a segment shows."""
    return sum(map(len, part.paragraphs)) if isinstance(part, Passage) else len(part.text)
