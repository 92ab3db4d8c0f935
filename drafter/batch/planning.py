"""What a table comes to before anything is written: jobs, each with a file of its own, or a row's faults."""

from __future__ import annotations

import unicodedata
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from drafter.batch.making import PLACE, ROW, check, is_empty, keep_rendered, make
from drafter.cores import on_all_cores
from drafter.errors import Problem, UsageError
from drafter.files import sweep
from drafter.questions import nearest
from drafter.records import replace

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from drafter.batch.making import Job, Made, Recipe
    from drafter.batch.tables import Row
    from drafter.questions import Question

_CHECKED_HERE, _WRITTEN_HERE = 1000, 16
"""So many rows are checked, and so many drafts written, before other processes would have begun."""
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def by_keys(pattern: str, questions: Iterable[Question]) -> str:
    """A pattern of file names whose places may have labels, with keys. UsageError for a place that is no question."""
    keys = {question.label: question.key for question in questions}
    keys |= {key: key for key in (*keys.values(), ROW)}

    def by_key(place: re.Match[str]) -> str:
        if place[1] not in keys:
            message = f"--name 里的“{place[0]}”不是问题"
            raise UsageError(Problem(message, mend=nearest(place[1], list(keys)) or "写 {row} 用行号"))
        return f"{{{keys[place[1]]}}}"

    return PLACE.sub(by_key, pattern)


def plan(recipe: Recipe, rows: Sequence[Row]) -> Iterator[Job]:
    """Check every row; of rows that would have the same file all but the first are faulty."""
    taken: dict[str, int] = {}
    for job, row in zip(_shared_out(recipe, check, rows, _CHECKED_HERE), rows, strict=True):
        if job.path is None or job.problems:  # a row that isn't written takes no name
            yield job
            continue
        # names that differ in the size or the form of their letters are the same on Windows and macOS
        first = taken.setdefault(unicodedata.normalize("NFC", job.path.name).casefold(), job.number)
        if first == job.number:
            yield job
            continue
        message = f"和第{first}行同名：{job.path.name}"
        problem = Problem(message, row.layer.answers.place, "用 --name 加上能区别的问题或 {row}")
        yield replace(job, problems=(*job.problems, problem))


def write_all(recipe: Recipe, jobs: Sequence[Job]) -> Generator[Made]:
    """Write the drafts of these jobs, on all cores; where it is closed, what has begun is written to its end."""
    sweep(recipe.folder)
    return _shared_out(recipe, make, jobs, _WRITTEN_HERE)


def are_there(jobs: Sequence[Job]) -> int:
    """How many of these jobs have their draft."""
    return sum(job.path is not None and job.path.exists() and not is_empty(job.path) for job in jobs)


def _shared_out(
    recipe: Recipe, work: Callable[[Recipe, _Item], _Result], items: Sequence[_Item], few: int
) -> Generator[_Result]:
    """One result for each item. The first is made here, so that what it renders is rendered once for all cores.

    few: so many are done sooner than a second process starts.
    """
    for item in items[:1]:
        yield work(recipe, item)
        keep_rendered(recipe)
    yield from on_all_cores(partial(work, recipe), items[1:], few)
