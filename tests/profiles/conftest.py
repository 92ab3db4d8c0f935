"""Questions that profiles answer in these tests, and profiles written for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.errors import Problem, UsageError
from drafter.layers import Layer, merge
from drafter.questions import Question, Value

if TYPE_CHECKING:
    from pathlib import Path

QUESTIONS = {
    "unit": Question("unit", "单位"),
    "date": Question("date", "日期", "date"),
    "year": Question("year", "年份", "year"),
    "guests": Question("guests", "来宾", "yesno"),
    "cases": Question("cases", "案例", "long"),
    "results": Question("results", "成效", "list"),
    "points": Question("points", "要点", "points"),
}
OTHER = {"group-talk": ["audience"], "kickoff": ["task"]}


def keys_of(template: str) -> list[str]:
    """The questions of the other templates."""
    if template not in OTHER:
        raise UsageError(Problem(f"没有“{template}”这个模板"))
    return OTHER[template]


def merged(*layers: Layer) -> dict[str, Value]:
    """What layers come to for these questions."""
    return merge(layers, QUESTIONS, keys_of).values


def write(workspace: Path, name: str, text: str) -> Path:
    """Write a profile of that file name."""
    path = workspace / "profiles" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path
