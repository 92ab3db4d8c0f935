"""`drafter batch`: a draft for each row of a table."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.cli.arguments import Argument, Option, choice, command, flag
from drafter.cli.command import WORKSPACE
from drafter.cli.given import SETTINGS, given_layers, lay, reused, template_for
from drafter.cli.layout import chosen_layout
from drafter.errors import InputError, InterruptedByUserError
from drafter.records import dataclass
from drafter.word import DEFAULT

if TYPE_CHECKING:
    from drafter.batch.making import Job, Made, Recipe
    from drafter.layers import Merged
    from drafter.template import Template

_ABOUT = """照一张表起草，一行一篇。表是 .xlsx、.csv 或 .yaml，第一行写问题的名称。
空着的格按档案和默认，再没有就留待补。

先查全部的行，有一行不对就都不写；中断了再运行一次，写好的不再写。已有的文件不会覆盖。"""
_TOLD = 20


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line."""

    template: str
    answers: Path
    profile: str
    settings: tuple[str, ...]
    name: str
    output: Path | None
    layout: str
    fonts: str
    keep_going: bool
    workspace: Path


@command(
    _ABOUT,
    Argument("template", "模板", required=False),
    Option("--answers", "表格", "答案的表格", kind=Path, required=True),
    Option("--profile", "档案", "表里没有的，用这份会议档案的"),
    SETTINGS,
    Option("--name", "文件名", "各篇的文件名，如 {unit}讲话稿、{row}；默认用标题"),
    Option("-o, --output", "文件夹", "写到这个文件夹，默认 output", kind=Path, default=None),
    Option("--layout", "版式", "版式的名字、.yaml 文件，或本单位的 .docx", default=DEFAULT),
    choice("--fonts", ("layout", "installed"), "installed 没装的字体换成代用的"),
    flag("--keep-going", "不对的行跳过，其余照写"),
    WORKSPACE,
)
def batch_command(**given: object) -> None:
    """Check all rows, then write what isn't there yet."""
    options = Options(**given)  # type: ignore[arg-type]
    recipe, template, below = _recipe(options)
    jobs = _checked(options, recipe, template)
    sound = [job for job in jobs if not job.problems]
    waiting = [job for job in sound if not job.is_done]
    reused = _reused(below, template, waiting)
    made = _written(recipe, waiting)
    _tell(recipe, made, there=len(sound) - len(waiting), passed_over=len(jobs) - len(sound))
    if reused:
        print(f"沿用了档案里上次的答案，须改成这次的：{'、'.join(reused)}")
    faults = [one.problems for one in jobs] + [one.problems for one in made]
    if problems := [problem for each in faults for problem in each]:
        raise InputError(*problems)


def _recipe(options: Options) -> tuple[Recipe, Template, Merged]:
    """What is the same for all rows, and the profile's answers with where they stand."""
    from drafter.batch.making import Answers, Recipe
    from drafter.batch.planning import by_keys
    from drafter.profiles import read_profile

    profile = read_profile(options.profile, options.workspace) if options.profile else None
    template = template_for(options.template, profile, options.workspace)
    questions = template.definition.questions
    *layers, over = given_layers(profile, None, options.settings, options.workspace)
    below = lay(layers, questions, options.workspace)
    pattern = options.name.removesuffix(".docx") or ("{title}" if "title" in questions else "{row}")
    recipe = Recipe(
        template=template.folder,
        workspace=options.workspace,
        layout=chosen_layout(options.layout, options.workspace, options.fonts),
        below=Answers.of(below),
        over=Answers.of(lay([over], questions, options.workspace)),
        folder=options.output or options.workspace / "output",
        pattern=by_keys(pattern, questions.values()),
    )
    return recipe, template, below


def _checked(options: Options, recipe: Recipe, template: Template) -> list[Job]:
    """All rows, checked; InputError that lists every fault, unless one is to keep going."""
    from drafter.batch.planning import plan
    from drafter.batch.tables import read_table
    from drafter.cli.progress import progress

    rows = read_table(options.answers, template.definition.questions)
    jobs = list(progress("查", plan(recipe, rows), len(rows)))
    if not options.keep_going and (problems := [problem for job in jobs for problem in job.problems]):
        raise InputError(*problems)
    return jobs


def _reused(below: Merged, template: Template, waiting: list[Job]) -> list[str]:
    """Labels of questions for which some of these jobs have the profile's answer of last time; doubts are told."""
    today, found = dt.date.today(), []  # noqa: DTZ011 - the writer's own calendar
    for question, doubt in reused(below, template.definition.questions.values(), today):
        key = question.key
        if any(job.answers.values.get(key) == below.values[key] for job in waiting):
            found.append(question.label)
            if doubt:
                print(f"请核对：{doubt}", file=sys.stderr)
    return found


def _written(recipe: Recipe, waiting: list[Job]) -> list[Made]:
    """What came of the jobs; a break, or a disk that takes no more, is told with how many are done."""
    from drafter.batch.planning import are_there, write_all
    from drafter.cli.progress import progress

    made: list[Made] = []
    try:
        with closing(write_all(recipe, waiting)) as writing:
            made.extend(progress("写", writing, len(waiting)))
    except KeyboardInterrupt as error:
        message = f"已中断：写好{are_there(waiting)}份，再运行一次接着写"
        raise InterruptedByUserError(message) from error
    except InputError as error:
        message = f"没有写完：写好{are_there(waiting)}份，改好后再运行一次接着写"
        raise InputError(*error.problems, message) from error
    return made


def _tell(recipe: Recipe, made: list[Made], *, there: int, passed_over: int) -> None:
    """How many were written, what is open in them, and what should be verified."""
    written = [one for one in made if not one.problems and not one.was_there]
    there += sum(one.was_there for one in made)
    parts = [f"写好{len(written)}份"]
    parts += [f"早已写好{there}份"] if there else []
    passed_over += sum(bool(one.problems) for one in made)
    parts += [f"跳过{passed_over}行"] if passed_over else []
    print(f"{'，'.join(parts)}：{recipe.folder}")
    if gaps := sum(one.gaps for one in written):
        print(f"共有待补{gaps}处，逐份查看用 drafter gaps")
    for one in written[:_TOLD]:
        for warning in one.warnings:
            print(f"请核对：第{one.number}行：{warning}", file=sys.stderr)
