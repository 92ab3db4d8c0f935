"""What can be wrong, and where.

Nothing here prints: `drafter.cli` turns these into words and exit codes.
"""

from __future__ import annotations

from drafter.records import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file that a person can go to.

    `path` as the user wrote it; `line` and `column` count from 1, 0 where there is none.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """`path:line:column`, as far as known."""
        numbers = [str(n) for n in (self.line, self.column) if n]
        return ":".join([self.path, *numbers])


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault or doubt: what is wrong, where, and what to do about it (`mend`)."""

    message: str
    place: Place | None = None
    mend: str = ""

    def __str__(self) -> str:
        """One line for a person: `place: message（mend）`.

        Line breaks in a text that is cited become blanks, as does what a terminal would take for an order.
        """
        from drafter.characters import writable  # noqa: PLC0415 - where something is wrong

        where = f"{self.place}: " if self.place else ""
        return " ".join(writable(f"{where}{self.message}{f'（{self.mend}）' if self.mend else ''}").splitlines())


class DrafterError(Exception):
    """The root of all errors that drafter raises on purpose; carries every problem found."""

    def __init__(self, *problems: Problem | str) -> None:
        """Take the problems, at least one; a bare string is a problem without a place."""
        self.problems = tuple(Problem(p) if isinstance(p, str) else p for p in problems)
        super().__init__("\n".join(map(str, self.problems)))


class InputError(DrafterError):
    """Raised when a file or an answer must be mended before work can go on (exit code 1)."""


class UsageError(DrafterError):
    """Raised when the command was used in a way that can't work (exit code 2)."""


class InterruptedByUserError(DrafterError):
    """Raised when the user breaks off; what was answered so far is kept (exit code 130)."""
