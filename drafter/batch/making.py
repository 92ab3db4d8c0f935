"""Rows made into drafts, on whatever core: first all are checked, then each is written.

What is to be made stands in plain data that can be sent to another process; template and layout are opened there once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from drafter.drafting import draft
from drafter.errors import DrafterError, InputError, Problem
from drafter.files import read_bytes, safe_name, write_atomic
from drafter.layers import merge
from drafter.living.origin import origin_of
from drafter.questions import shown
from drafter.records import dataclass, field
from drafter.template import open_template
from drafter.word import write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from drafter.batch.tables import Row
    from drafter.errors import Place
    from drafter.layers import Merged
    from drafter.questions import Value
    from drafter.template import Template
    from drafter.word.layout import Layout
    from drafter.word.store import Origin

PLACE = re.compile(r"\{([^{}]*)\}")
"""A place in the pattern of file names: the key of a question in braces, or {row}."""

ROW = "row"
_LIMIT = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answers:
    """Plain answers by key, and the keys to leave open."""

    values: Mapping[str, Value] = field(default_factory=dict)
    left_open: frozenset[str] = frozenset()

    @classmethod
    def of(cls, merged: Merged) -> Answers:
        """What layers came to."""
        return cls(merged.values, frozenset(merged.left_open))

    def under(self, other: Answers) -> Answers:
        """The same, with others laid over them."""
        values = {**self.values, **other.values}
        left_open = (self.left_open - other.values.keys()) | other.left_open
        return Answers({key: value for key, value in values.items() if key not in left_open}, left_open)


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is the same for all rows.

    below, over: what the profile and the command line say. folder: where drafts go. pattern: their names.
    """

    template: str
    workspace: Path
    layout: Layout
    below: Answers
    over: Answers
    folder: Path
    pattern: str


@dataclass(frozen=True, slots=True)
class Job:
    """A row that was checked: its answers and its file, and whether that is there already; or what is wrong."""

    number: int
    place: Place
    answers: Answers = field(default_factory=Answers)
    path: Path | None = None
    is_done: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a row: how many gaps the draft has and what should be verified; or what went wrong.

    was_there: another process had written it meanwhile.
    """

    number: int
    gaps: int = 0
    warnings: tuple[Problem, ...] = ()
    was_there: bool = False
    problems: tuple[Problem, ...] = ()


def check(recipe: Recipe, row: Row) -> Job:
    """Convert a row's answers and name its file; nothing is written."""
    problems, place = list(row.problems), row.layer.answers.place
    template = _opened(recipe.template, recipe.workspace)
    try:
        given = Answers.of(merge([row.layer], template.definition.questions, lambda _: ()))
        answers = recipe.below.under(given).under(recipe.over)
        path = recipe.folder / f"{_name(recipe.pattern, row.number, template, answers)}.docx"
        is_done = path.exists() and _is_done(recipe, template, answers, path, place)
    except DrafterError as error:
        return Job(row.number, place, problems=(*problems, *error.problems))
    return Job(row.number, place, answers, path, is_done, tuple(problems))


def make(recipe: Recipe, job: Job) -> Made:
    """Write the draft of a row that was checked and isn't there yet; no file is ever overwritten.

    InputError where the folder or the disk refuses, as it would for every other row.
    """
    template = _opened(recipe.template, recipe.workspace)
    if job.path is None:
        return Made(job.number)
    try:
        made = draft(template, job.answers.values, job.answers.left_open)
        data = write(made.document, recipe.layout, origin=_origin(template, job.answers, recipe.layout))
    except DrafterError as error:
        return Made(job.number, problems=error.problems)
    try:
        write_atomic(job.path, data, replace=is_empty(job.path), lasting=False)
    except FileExistsError:
        return _found(recipe, template, job, job.path)
    return Made(job.number, len(made.document.gaps), made.warnings)


def _found(recipe: Recipe, template: Template, job: Job, path: Path) -> Made:
    """What came of a row whose file another process has written meanwhile."""
    try:
        was_there = _is_done(recipe, template, job.answers, path, job.place)
    except DrafterError as error:
        return Made(job.number, problems=error.problems)
    return Made(job.number, was_there=was_there, problems=() if was_there else (_taken(path, job.place),))


def keep_rendered(recipe: Recipe) -> None:
    """Keep what was rendered for processes that begin now: they have it from here, or open the template anew."""
    _opened(recipe.template, recipe.workspace).renderer.keep()


@lru_cache(maxsize=1)
def _opened(name: str, workspace: Path) -> Template:
    return open_template(name, workspace)


def _origin(template: Template, answers: Answers, layout: Layout) -> Origin:
    return origin_of(template, answers.values, answers.left_open, layout=layout.name)


def _name(pattern: str, number: int, template: Template, answers: Answers) -> str:
    """The pattern with answers, or the defaults that follow from them, in its places; ×× where one is open."""
    resolver = template.resolver(answers.values, answers.left_open)

    def filled(place: re.Match[str]) -> str:
        if place[1] == ROW:
            return str(number)
        known = None if place[1] in answers.left_open else answers.values.get(place[1], resolver.default(place[1]))
        return "××" if known is None else shown(known)

    return safe_name(PLACE.sub(filled, pattern))


def _is_done(recipe: Recipe, template: Template, answers: Answers, path: Path, place: Place) -> bool:
    """Whether the file that lies there is a draft of these very answers. InputError where it is something else."""
    from drafter.word.opened import Opened  # noqa: PLC0415 - and with it lxml, for files that are there already

    if is_empty(path):
        return False
    try:
        store = Opened(read_bytes(path, _LIMIT), str(path)).store
    except InputError:
        store = None
    if store is None or store.origin != _origin(template, answers, recipe.layout):
        raise InputError(_taken(path, place))
    return True


def is_empty(path: Path) -> bool:
    """Whether a file holds nothing, as one may whose batch ended with the power."""
    return path.is_file() and not path.stat().st_size


def _taken(path: Path, place: Place) -> Problem:
    return Problem(f"已有另一份 {path.name}，不覆盖", place, "换文件夹（--output）或文件名（--name）")
