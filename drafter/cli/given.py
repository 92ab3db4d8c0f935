"""The answers that commands are given: by a profile, a file of answers and --set, and what may be wrong with them."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.cli.arguments import Option
from drafter.errors import Problem, UsageError
from drafter.questions import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from drafter.layers import Layer, Merged
    from drafter.questions import Question
    from drafter.template import Template

ANSWERS = Option("--answers", "文件", "从 YAML 文件读答案", kind=Path, default=None)
SETTINGS = Option(
    "--set", "问题=答案", "给一个问题的答案，可多次使用；等号后面空着就是待补", repeated=True, name="settings"
)


_YEARS = re.compile(r"(?<!\d)((?:1[89]|2[01])\d{2})年")


def given_layers(profile: Layer | None, answers: Path | None, settings: Iterable[str], workspace: Path) -> list[Layer]:
    """All that was given, the lowest layer first."""
    from drafter.layers import read_settings
    from drafter.profiles import read_answers
    from drafter.template.catalog import Catalog

    layers = [profile.serving(tuple(Catalog.of(workspace).names()))] if profile else []
    if answers:
        layers.append(read_answers(answers))
    return [*layers, read_settings(settings)]


def lay(layers: Iterable[Layer], questions: Mapping[str, Question], workspace: Path) -> Merged:
    """The layers merged for these questions. InputError lists every unknown key and wrong value."""
    from drafter.layers import merge
    from drafter.template.catalog import Catalog

    catalog = Catalog.of(workspace)
    return merge(layers, questions, lambda name: catalog.definition(catalog.folder(name)).questions)


def every_question(first: Iterable[str], workspace: Path) -> dict[str, Question]:
    """The questions of all templates; where several ask the same, one of those named `first`."""
    from drafter.template.catalog import Catalog

    catalog = Catalog.of(workspace)
    found: dict[str, Question] = {}
    for name in [*first, *catalog.names()]:
        found = {**catalog.definition(catalog.folder(name)).questions, **found}
    return found


def template_for(name: str, profile: Layer | None, workspace: Path, how: str = "") -> Template:
    """The template that is named, else the only one that the profile serves.

    UsageError where that doesn't tell one. how: how to name it, where it is no plain argument.
    """
    from drafter.template import open_template
    from drafter.template.catalog import Catalog

    served = profile.templates if profile else ()
    if not name and len(served) != 1:
        names = served or Catalog.of(workspace).names()
        raise UsageError(Problem(f"请写明模板{how}", mend=f"现有：{'、'.join(names)}"))
    return open_template(name or served[0], workspace)


def reused(merged: Merged, questions: Iterable[Question], today: dt.date) -> Iterator[tuple[Question, Problem | None]]:
    """Questions whose answer a saved profile gave and that should be new each time or is of a time past: the doubt."""
    for question in questions:
        if merged.sources.get(question.key, "").startswith("档案"):
            doubt = outdated(question, merged, today)
            if doubt or question.always:
                yield question, doubt


def outdated(question: Question, merged: Merged, today: dt.date) -> Problem | None:
    """The doubt about a date before today, or a year before this one, in a short text too; None where there is none."""
    value = merged.values[question.key]
    text = {"year": f"{value}年", "text": str(value)}.get(question.kind, "")
    years = [int(year) for year in _YEARS.findall(text)]
    if isinstance(value, dt.date) and value < today:
        said = f"是{shown(value)}，早于今天"
    elif years and max(years) < today.year:
        said = f"{'是' if question.kind == 'year' else '写着'}{max(years)}年，早于今年"
    else:
        return None
    message = f"档案里的“{question.label}”{said}"
    return Problem(message, merged.laid[question.key][-1].place, f"要改就用 --set {question.key}=…")
