"""`drafter template`: its commands, and the questions of a template."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from drafter.cli.arguments import Argument, Option, command, flag
from drafter.cli.command import WORKSPACE
from drafter.cli.given import ANSWERS, SETTINGS, given_layers, lay, template_for
from drafter.questions import stored

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drafter.questions import Question, Value

_QUESTIONS = "列出模板的所有问题：怎么答、默认是什么。带上档案或答案，默认值就照它们推算。"

ABOUT = "讲话模板：看、复制来改、比、检查、新做、交给别人。"
COMMANDS = {
    "list": ("drafter.cli.sections", "列出所有模板和各节，各来自哪里"),
    "show": ("drafter.cli.sections", "看一个模板，或其中一节的原文"),
    "questions": ("drafter.cli.template", "列出一个模板的所有问题和默认"),
    "copy": ("drafter.cli.copying", "复制一节来改，改了就用改过的"),
    "diff": ("drafter.cli.copying", "看改过的与自带的有什么不同"),
    "new": ("drafter.cli.starting", "新做一个最简单的模板"),
    "check": ("drafter.cli.check", "检查模板：哪里写错了、哪里可疑"),
    "preview": ("drafter.cli.previewing", "把一节代入样例答案，看看成稿"),
    "pack": ("drafter.cli.packing", "把一个模板打成一个文件，交给别人"),
    "add": ("drafter.cli.adding", "加进别人打包的模板"),
    "trust": ("drafter.cli.trust", "确认一个模板来路可靠，用起来快一点"),
}


@command(
    _QUESTIONS,
    Argument("template", "模板"),
    Option("--profile", "档案", "照这份会议档案推算默认值"),
    ANSWERS,
    SETTINGS,
    flag("--json", "输出 JSON，供别的程序用", "as_json"),
    WORKSPACE,
)
def questions_command(**given: Any) -> None:  # noqa: ANN401 - what was read, each in its own type
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
        print(json.dumps(content, ensure_ascii=False, indent=1))
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
