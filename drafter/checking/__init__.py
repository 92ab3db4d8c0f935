"""What a template should be told before a speech is drafted with it: rules as data, over one view of the template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.checking.rules import RULES, TRIAL
from drafter.checking.view import view_of
from drafter.errors import Place, Problem
from drafter.records import dataclass, replace

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_MOST = 200


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
    What drafting finds is told once for each place, and not in a line that has an error told by another rule.
    """
    seen = view_of(folder, workspace, today)
    found = [Finding(rule.name, problem, rule.is_error) for rule in RULES for problem in _limited(rule.find(seen))]
    known = {_line(one) for one in found if one.is_error and one.rule != TRIAL}
    trial = {one.place: one for one in reversed(found) if one.rule == TRIAL and _line(one) not in known}
    others = [one for one in found if one.rule != TRIAL]
    return sorted({*others, *trial.values()}, key=lambda one: (one.place, one.rule, one.problem.message))


def _limited(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first of them; of the next only that there are more."""
    for number, problem in enumerate(problems):
        if number == _MOST:
            yield replace(problem, message=f"这一类超过{_MOST}处，从这里起没有再列", mend="先改前面的")
            return
        yield problem


def _line(finding: Finding) -> tuple[str, int]:
    return finding.place.path, finding.place.line
