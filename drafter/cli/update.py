"""`drafter update`: other answers put into a draft, however it was edited since."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.cli.arguments import Argument, Option, command, flag
from drafter.cli.command import OUTPUT, WORKSPACE
from drafter.cli.gaps import open_draft
from drafter.errors import InputError, Place, Problem, UsageError
from drafter.records import dataclass

if TYPE_CHECKING:
    from drafter.layers import Layer
    from drafter.living.draft import Answers, Renewed
    from drafter.template import Template
    from drafter.word.opened import Opened
    from drafter.word.store import Store

_ABOUT = """改一个或几个答案，稿里显示它的、由它推出来的地方都跟着改：标题、日期、条数；打在稿上的序号按现在的次序重排。

手工改过的地方不动，列出来。别的文字，不论怎么改过、挪过，一字不动。另写一个文件，默认是旁边的下一稿。"""
_TURN = re.compile(r"（第\d+稿）$")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line."""

    draft: Path
    settings: tuple[str, ...]
    answers: Path | None
    dry_run: bool
    output: Path | None
    template: str
    profile: str
    layout: str
    workspace: Path


@command(
    _ABOUT,
    Argument("draft", "初稿", kind=Path),
    Option("--set", "问题=答案", "一个问题的新答案，可多次使用；等号后面空着就是待补", repeated=True, name="settings"),
    Option("--answers", "文件", "从 YAML 文件读新答案", kind=Path, default=None),
    flag("--dry-run", "只说要改哪些，不写文件"),
    OUTPUT,
    Option("--template", "模板", "初稿里存的答案丢了时，指明当时的模板"),
    Option("--profile", "档案", "初稿里存的答案丢了时，指明当时的会议档案"),
    Option("--layout", "版式", "初稿里存的答案丢了时，指明当时的版式，默认国家标准"),
    WORKSPACE,
)
def update_command(**given: object) -> None:
    """Update a draft and say what came of it."""
    from drafter.living.draft import renew
    from drafter.living.origin import forgotten

    options = Options(**given)  # type: ignore[arg-type]
    if options.output and options.output.suffix.lower() != ".docx":
        raise UsageError(Problem("-o 的文件名要以 .docx 结尾"))
    if options.layout and not (options.template or options.profile):
        raise UsageError(Problem("--layout 与 --template 或 --profile 一起用"))
    opened = open_draft(options.draft)
    lost = bool(options.template or options.profile)
    store = None if lost else opened.store
    if store is None and not lost:
        raise InputError(_lost(opened))
    template = _template(options, store)
    now = template.definition.version
    if store and store.origin.version != now:
        print(f"模板已是第 {now} 版，起草时是第 {store.origin.version} 版；对不上的地方会列出来。", file=sys.stderr)
    if store and (gone := forgotten(store.origin, template, opened.path)):
        print(f"模板里已没有这些问题，新稿不再存它们的答案，旧稿里还有：{'、'.join(gone)}", file=sys.stderr)
    old, new, store = _answers(options, opened, store, template)
    renewed = renew(opened, store, template, old, new)
    idle = options.dry_run or (not renewed.changed and old == new)
    written = [] if idle else [f"新稿：{_save(options, renewed.data)}"]
    print("\n".join([*_said(renewed, only_answers=old != new), *written]))


def _lost(opened: Opened) -> Problem:
    """Why a draft that carries no answers can't be updated."""
    if not opened.marks:
        return Problem("这份文件不是 drafter 起草的，或已经出过定稿，没有可以跟着改的地方", Place(opened.path))
    mend = "加 --template 模板 --profile 档案，指明当时用的模板和答案；用过别的版式的，再加 --layout 版式"
    return Problem("文件里存的答案丢了，可能是别的软件保存时去掉的", Place(opened.path), mend)


def _template(options: Options, store: Store | None) -> Template:
    """The template that the draft was made of."""
    from drafter.template import open_template

    if store is None:
        return open_template(options.template or _served(options), options.workspace)
    try:
        return open_template(store.origin.template, options.workspace)
    except UsageError as error:
        mend = "到有这个模板的文件夹里运行，或用 --workspace 指明它"
        problem = Problem(f"起草用的模板“{store.origin.template}”不在这里", Place(str(options.draft)), mend)
        raise InputError(problem) from error


def _served(options: Options) -> str:
    """The template that the profile goes with."""
    from drafter.profiles import read_profile

    served = read_profile(options.profile, options.workspace).templates
    if len(served) != 1:
        raise UsageError(Problem("请用 --template 写明模板"))
    return served[0]


def _answers(
    options: Options, opened: Opened, store: Store | None, template: Template
) -> tuple[Answers, Answers, Store]:
    """The answers that the draft was made of, those that it is to have, and its store."""
    from drafter.cli.given import given_layers
    from drafter.cli.layout import chosen_layout
    from drafter.living.draft import rebuilt
    from drafter.living.origin import carried
    from drafter.profiles import read_profile
    from drafter.word import DEFAULT

    profile = read_profile(options.profile, options.workspace) if options.profile and not store else None
    first = [carried(store.origin, template, opened.path)] if store else []
    old = _merged([*first, *given_layers(profile, None, (), options.workspace)], template, options.workspace)
    above = given_layers(profile, options.answers, options.settings, options.workspace)
    new = _merged([*first, *above], template, options.workspace)
    if store is None:
        store = rebuilt(template, old, chosen_layout(options.layout or DEFAULT, options.workspace))
        kinds = {number: shown.kind for number, shown in store.shown.items()}
        if any(mark.kind != kinds.get(number) for number, several in opened.marks.items() for mark in several):
            mend = "用当时的模板、档案和版式；后来又用 update 改过的，只能重新起草"
            raise InputError(Problem("这份档案起草出来的，和这份初稿对不上", Place(opened.path), mend))
    return old, new, store


def _merged(layers: list[Layer], template: Template, workspace: Path) -> Answers:
    from drafter.cli.given import lay
    from drafter.living.draft import Answers

    merged = lay(layers, template.definition.questions, workspace)
    return Answers(merged.values, frozenset(merged.left_open))


def _said(renewed: Renewed, *, only_answers: bool) -> list[str]:
    """What was changed and what was left, a line each. only_answers: whether what the draft carries is new at least."""
    if not renewed.changed and not renewed.left:
        return ["稿里的文字不用改，只改稿里存着的答案。" if only_answers else "没有要改的地方。"]
    lines = [f"改了{len(renewed.changed)}处："] if renewed.changed else []
    lines += [f"  {p.heading}｜{_short(p.stands)} → {_short(p.wanted)}" for p in renewed.changed]
    lines += [f"手工改过、没有动的{len(renewed.left)}处，请核对："] if renewed.left else []
    lines += [
        f"  {p.heading or '不知何处'}｜现在是：{_short(p.stands)}　按答案应是：{_short(p.wanted)}" for p in renewed.left
    ]
    return lines


def _short(text: str) -> str:
    """A text on one line, its middle left out where it is long."""
    line = " ".join(text.split("\n"))
    if len(line) > _LONGEST:
        line = f"{line[: _LONGEST // 2]}……{line[-_LONGEST // 2 :]}"
    return line or "（无）"


def _save(options: Options, data: bytes) -> Path:
    """Write the new draft where it was asked for, else as the next 第N稿 beside the old one."""
    from drafter.cli.writing import save_new
    from drafter.files import write_next

    if options.output:
        return save_new(options.output, data)
    return write_next(options.draft.parent, _TURN.sub("", options.draft.stem), ".docx", data)
