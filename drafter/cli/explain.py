"""`drafter profile explain`: which layer gives each answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drafter.cli.arguments import Argument, Option, command
from drafter.cli.command import WORKSPACE
from drafter.cli.display import one_line, outlined, show_table
from drafter.cli.given import ANSWERS, SETTINGS, given_layers, lay, template_for
from drafter.errors import Problem, UsageError
from drafter.profiles import read_profile
from drafter.questions import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from drafter.layers import Merged
    from drafter.questions import Question
    from drafter.template.resolve import Resolver

_EXPLAIN = """说明每个答案出自哪一层：模板默认、档案（和它 extends 的各份）、--answers、--set，后面的压住前面的。

写明问题的名字，就列出各层给它的全部答案。"""


@command(
    _EXPLAIN,
    Argument("profile", "档案"),
    Argument("key", "问题", required=False),
    Option("--template", "模板", "照这个模板说明；档案只给一个模板用的可以不写"),
    ANSWERS,
    SETTINGS,
    WORKSPACE,
)
def explain_command(**given: Any) -> None:  # noqa: ANN401 - what was read, each in its own type
    """Show a row for each question, or every layer's word on one."""
    workspace: Path = given["workspace"]
    profile = read_profile(given["profile"], workspace)
    template = template_for(given["template"], profile, workspace, "：--template 模板")
    layers = given_layers(profile, given["answers"], given["settings"], workspace)
    merged = lay(layers, template.definition.questions, workspace)
    resolver = template.resolver(merged.values, frozenset(merged.left_open))
    questions = template.definition.questions
    if given["key"]:
        question = _named(given["key"], questions)
        print(f"{question.key}：{question.label}")
        show_table(("", "答案", "来自"), _layers(question, merged, resolver))
        return
    rows = [(key, question.label, *_row(question, merged, resolver)) for key, question in questions.items()]
    show_table(("问题", "名称", "答案", "来自", "压住的"), rows)
    if merged.kept:
        print(f"另有别的模板的答案：{'、'.join(merged.kept)}")


def _named(name: str, questions: Mapping[str, Question]) -> Question:
    """The question of this key or label. UsageError suggests those most like it."""
    labels = {question.label: question for question in questions.values()}
    found = questions.get(name, labels.get(name))
    if found is None:
        mend = nearest(name, [*questions, *labels]) or "不写问题，就列出全部"
        raise UsageError(Problem(f"没有“{name}”这个问题", mend=mend))
    return found


def _row(question: Question, merged: Merged, resolver: Resolver) -> tuple[str, str, str]:
    """The answer, where it comes from, and the places of those it stands over."""
    laid = merged.laid.get(question.key, [])
    last = laid[-1] if laid else None
    default = resolver.default(question.key)
    covered = [str(under.place) for under in reversed(laid[:-1])]
    over = "、".join([*covered, "模板默认"] if last and default is not None else covered)
    if not resolver.is_asked(question.key):
        return "", f"这次不问（{question.when} 不是“是”）", str(last.place) if last else ""
    if last and last.value is not None:
        return one_line(last.value), str(last.place), over
    if default is not None and _may_default(question, merged):
        return one_line(default), "模板默认", "、".join(covered)
    return "", f"待补（{last.place}）" if last else "不答" if question.optional else "待补", over


def _layers(question: Question, merged: Merged, resolver: Resolver) -> Iterator[tuple[str, str, str]]:
    """What each layer says of a question, the topmost first and the default last."""
    key = question.key
    by_default = key not in merged.values and _may_default(question, merged)
    for number, laid in enumerate(reversed(merged.laid.get(key, []))):
        text = "（待补）" if laid.value is None else outlined(laid.value)
        yield "被压住" if number or by_default else "用这个", text, str(laid.place)
    default = resolver.default(key)
    if default is not None:
        yield "用这个" if by_default else "被压住", outlined(default), f"模板默认 {question.place or ''}"
    elif by_default:
        yield "待补", "（没有默认）" if question.default is None else "（默认推算不出）", str(question.place or "")


def _may_default(question: Question, merged: Merged) -> bool:
    return question.key not in merged.left_open or question.kind in {"choice", "yesno"}
