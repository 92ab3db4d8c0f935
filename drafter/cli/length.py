"""How long a speech may be, and how long so many characters are."""

from __future__ import annotations

from drafter.records import dataclass


@dataclass(frozen=True, slots=True)
class Length:
    """What a speech is measured by. pace: characters a minute; minutes: the time wanted, 0 for none."""

    pace: int
    minutes: int = 0

    @property
    def wanted(self) -> int:
        """Characters wanted, 0 where no time is."""
        return self.pace * self.minutes

    def of(self, count: int) -> str:
        """The time that so many characters take."""
        return f"{count / self.pace:.1f}分钟"

    def against(self, count: int) -> str:
        """So many characters against the time that is wanted, for a writer."""
        more = count - self.wanted
        differs = f"多约{more}字" if more > 0 else f"少约{-more}字" if more < 0 else "正好"
        return f"要求{self.minutes}分钟，即约{self.wanted}字，{differs}"
