"""What a template should be told before a speech is drafted with it: rules as data, over one view of the template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafter.checking.rules import RULES
from drafter.checking.view import view
from drafter.errors import Place, Problem

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault (`is_error`) or something to look at, and the name of the rule that found it."""

    rule: str
    problem: Problem
    is_error: bool

    @property
    def place(self) -> Place:
        """Where; an empty place where it can't be told."""
        return self.problem.place or Place("")


def check(folder: str, workspace: Path, today: dt.date) -> list[Finding]:
    """All that is wrong or doubtful in a template named by its folder, sorted by place.

    today: the day by which set phrases have run out. Nothing is raised for faults of the template: they are the result.
    What drafting finds in a line that other rules tell of is left out.
    """
    seen = view(folder, workspace, today)
    found = [Finding(rule.name, problem, rule.is_error) for rule in RULES for problem in rule.find(seen)]
    told = {(f.place.path, f.place.line) for f in found if f.is_error and f.rule != TRIAL}
    kept = [f for f in found if f.rule != TRIAL or (f.place.path, f.place.line) not in told]
    return sorted(dict.fromkeys(kept), key=lambda f: (f.place, f.rule, f.problem.message))


TRIAL = "drafting"
