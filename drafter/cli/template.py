"""`drafter template`: see the templates and their questions, and copy what one wants to change."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from drafter.cli.command import Command, workspace_option
from drafter.cli.given import answers_option, given_layers, lay, settings_option, template_for
from drafter.errors import Place, Problem, UsageError
from drafter.questions import stored

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drafter.questions import Question, Value

_LIST = "列出所有模板和它们的各节；“自己的”一节来自工作文件夹。"
_COPY = "把模板的一节（不写节就是全部）复制到工作文件夹的 templates 里，改了就用改过的。已经复制过的不覆盖。"

_QUESTIONS = "列出模板的所有问题：怎么答、默认是什么。带上档案或答案，默认值就照它们推算。"

ABOUT = "讲话模板：列出、看问题、检查、复制。"
COMMANDS = {
    "list": ("drafter.cli.template", "列出所有模板和各节"),
    "questions": ("drafter.cli.template", "列出一个模板的所有问题和默认"),
    "check": ("drafter.cli.check", "检查模板：哪里写错了、哪里可疑"),
    "copy": ("drafter.cli.template", "复制一节到工作文件夹，改了就用改过的"),
}


@click.command("list", cls=Command, help=_LIST, options_metavar="[选项]")
@workspace_option
def list_command(workspace: Path) -> None:
    """List them, with the sections of each and where each section comes from."""
    from drafter.cli.display import show_table
    from drafter.template.catalog import Catalog

    catalog = Catalog.of(workspace)
    rows = []
    for folder, chinese in catalog.names().items():
        for number, section in enumerate(catalog.definition(folder).sections):
            path = catalog.find(folder, f"{section.name}.j2")
            own = "自己的" if path and catalog.is_own(path) else "自带的"
            names = ("", "") if number else (chinese, folder)
            rows.append((*names, f"{section.name}.j2", section.role, own))
    show_table(("模板", "文件夹", "节", "作用", "来自"), rows)


@click.command("questions", cls=Command, help=_QUESTIONS, options_metavar="[选项]")
@click.argument("template", metavar="模板")
@click.option("--profile", default="", metavar="档案", help="照这份会议档案推算默认值")
@answers_option
@settings_option
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，供别的程序用")
@workspace_option
def questions_command(**given: Any) -> None:  # noqa: ANN401 - what click read, each in its own type
    """List the questions as a table, or all that is known of them as JSON."""
    from drafter.profiles import read_profile

    workspace: Path = given["workspace"]
    profile = read_profile(given["profile"], workspace) if given["profile"] else None
    template = template_for(given["template"], profile, workspace)
    layers = given_layers(profile, given["answers"], given["settings"], workspace)
    merged = lay(layers, template.definition.questions, workspace)
    resolver = template.resolver(merged.values, frozenset(merged.left_open))
    questions = [
        (question, resolver.default(key), resolver.is_asked(key))
        for key, question in template.definition.questions.items()
    ]
    if given["as_json"]:
        found = [{**_described(question, default), "asked": asked} for question, default, asked in questions]
        content = {"template": template.folder, "name": template.definition.name, "questions": found}
        click.echo(json.dumps(content, ensure_ascii=False, indent=1))
        return
    from drafter.cli.display import one_line, show_table

    show_table(
        ("问题", "名称", "种类", "默认", "说明"),
        [(q.key, q.label, q.kind, one_line(default), "，".join(_notes(q))) for q, default, _ in questions],
    )


def _described(question: Question, default: Value | None) -> dict[str, object]:
    """A question for other programs; `default` is what its default comes to now."""
    return {
        "key": question.key,
        "label": question.label,
        "kind": question.kind,
        "choices": list(question.choices),
        "default": {
            "source": None if question.default is None else stored(question.default),
            "value": None if default is None else stored(default),
        },
        "hint": question.hint,
        "help": question.help,
        "round": "first" if question.first else "review",
        "always": question.always,
        "optional": question.optional,
        "when": question.when,
    }


def _notes(question: Question) -> Iterator[str]:
    """What else a person should know to answer a question."""
    yield "先问" if question.first else "核对时问"
    if question.always:
        yield "每次必问"
    if question.optional:
        yield "可以不答"
    if question.when:
        yield f"{question.when} 为“是”才问"
    if question.choices:
        yield f"可选：{'、'.join(question.choices)}"


@click.command("copy", cls=Command, help=_COPY, options_metavar="[选项]")
@click.argument("template", metavar="模板")
@click.argument("section", required=False, default="", metavar="[节]")
@workspace_option
def copy_command(template: str, section: str, workspace: Path) -> None:
    """Copy a section, or all of a template, into the workspace; what is there already stays."""
    from drafter.files import write_atomic
    from drafter.template.catalog import Catalog

    catalog = Catalog.of(workspace)
    folder = catalog.folder(template)
    files = catalog.files(folder)
    wanted = [name for name in files if not section or name in {section, f"{section}.j2"}]
    if not wanted:
        raise UsageError(Problem(f"没有“{section}”这一节", mend=f"现有：{'、'.join(files)}"))
    for name in wanted:
        path = workspace / "templates" / folder / name
        try:
            write_atomic(path, files[name].read_bytes())
        except FileExistsError:
            click.echo(str(Problem("已有，没有覆盖", Place(str(path)))), err=True)
        else:
            click.echo(f"已复制：{path}")
