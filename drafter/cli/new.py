"""`drafter new`: from a template and answers to a Word draft."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

from drafter.cli.arguments import Argument, Option, choice, command, flag
from drafter.cli.command import OUTPUT, WORKSPACE
from drafter.cli.given import ANSWERS, SETTINGS, given_layers, lay, reused
from drafter.cli.layout import chosen_layout
from drafter.cli.moved import tell_moved
from drafter.cli.options import Options
from drafter.cli.writing import Given, write_draft
from drafter.errors import DrafterError, InputError, Place, Problem, UsageError
from drafter.template.catalog import Catalog
from drafter.word import DEFAULT

if TYPE_CHECKING:
    from drafter.cli.length import Length
    from drafter.interview.journal import Journal
    from drafter.layers import Layer, Merged
    from drafter.template import Template
    from drafter.word.layout import Layout

_ABOUT = """起草一篇讲话稿：答几个问题，得到 output 文件夹里的 Word 初稿。

模板写文件夹名或中文名；不写就让你选，或按档案定。"""


@command(
    _ABOUT,
    Argument("template", "模板", required=False),
    Option("--profile", "档案", "用保存过的会议档案，只问其余的问题"),
    ANSWERS,
    SETTINGS,
    flag("--no-input", "什么都不问，没有答案的留待补"),
    flag("--strict", "和 --no-input 一起用：还有没答的就列出来，什么都不写"),
    flag("--outline-only", "只要标题、过渡句和待补，不要成段文字"),
    OUTPUT,
    Option("--save-profile", "档案", "把这次的答案存为会议档案"),
    flag("--resume", "接着上次中断的地方答"),
    choice(
        "--guidance",
        ("list", "comments", "none"),
        "写作提示：list 列在屏幕和清单文件里（默认），comments 写成 Word 批注，none 不要",
    ),
    Option("--layout", "版式", "版式的名字、.yaml 文件，或本单位的 .docx；默认国家标准", default=DEFAULT),
    choice("--fonts", ("layout", "installed"), "layout 写版式的字体（默认），installed 没装的换成本机有的代用字体"),
    Option("--minutes", "分钟", "讲话要用多少分钟，用来对照篇幅", within=range(1, 1000), default=None),
    WORKSPACE,
)
def new_command(**given: object) -> None:
    """Draft a speech: interview, draft, files, summary."""
    options = Options(**given)  # type: ignore[arg-type]
    _check(options)
    journal = None if options.no_input else _kept(options)
    if journal:
        options = options.resumed(journal.options)
    layout = chosen_layout(options.layout, options.workspace, options.fonts)
    layer, template = _resumed(options, journal) if journal else _chosen(options)
    tell_moved(Catalog.of(options.workspace), template.folder)
    merged = _merged(options, layer, template)
    reused = _reused(options, template, merged)
    length = _length(options, layer)
    if options.no_input:
        _write_unasked(options, template, layout, Given(merged.values, frozenset(merged.left_open), reused, length))
        return
    from drafter.cli.asking import ask, begin

    session = begin(template, merged, layer, journal)
    asked = ask(options, template, session, journal, length)
    try:
        write_draft(options, template, layout, Given(session.given(), frozenset(session.left_open), [], asked.length))
    except DrafterError as error:
        raise InputError(*error.problems, *filter(None, [asked.left()])) from error
    asked.journal.remove()


def _kept(options: Options) -> Journal | None:
    """The interview that was broken off and is to go on."""
    from drafter.cli.resuming import journal_to_resume

    return journal_to_resume(options.workspace, options.given(), newest=options.resume)


def _write_unasked(options: Options, template: Template, layout: Layout, known: Given) -> None:
    """Draft with what is known; with --strict only if nothing is open."""
    if options.strict:
        from drafter.cli.strict import refuse_open

        refuse_open(template, known)
    write_draft(options, template, layout, known)


def _check(options: Options) -> None:
    """Refuse what can't work before anything is asked or written."""
    if options.output and options.output.suffix.lower() != ".docx":
        raise UsageError(Problem("--output 的文件名要以 .docx 结尾"))
    if options.output and options.output.exists():
        raise InputError(Problem("已有这个文件，不会覆盖它", Place(str(options.output)), "换一个文件名"))
    if options.save_profile:
        from drafter.profiles.saving import check_older, profile_path

        check_older(profile_path(options.save_profile, options.workspace))
    if options.resume and (options.template or options.profile or options.no_input):
        raise UsageError(Problem("--resume 接着上次的做，不能再写模板、--profile 或 --no-input"))
    if options.strict and not options.no_input:
        raise UsageError(Problem("--strict 要和 --no-input 一起用"))
    if not options.no_input and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(Problem("这里不是终端，没法提问", mend="加 --no-input，答案用 --profile、--answers、--set 给"))


def _chosen(options: Options) -> tuple[Layer | None, Template]:
    """The profile, if one is wanted, and the template: named, the profile's own, or chosen by the user."""
    from drafter.profiles import read_profile
    from drafter.template import open_template

    layer = read_profile(options.profile, options.workspace) if options.profile else None
    served = layer.templates if layer else ()
    if options.template or len(served) == 1:
        return layer, open_template(options.template or served[0], options.workspace)
    names = Catalog.of(options.workspace).names()
    names = {folder: name for folder, name in names.items() if not {folder, name}.isdisjoint(served)} or names
    if options.no_input:
        raise UsageError(Problem("请写明模板", mend=f"现有：{'、'.join(names)}"))
    from drafter.interview.prompts import choose_template

    return layer, open_template(choose_template(names), options.workspace)


def _resumed(options: Options, journal: Journal) -> tuple[Layer | None, Template]:
    """The profile and the template that an interview began with."""
    from drafter.cli.resuming import profile_of
    from drafter.template import open_template

    try:
        template = open_template(options.template, options.workspace)
    except DrafterError as error:
        kept = Problem("上次答过的都还留着", Place(str(journal.path)), "模板放回原处，再 drafter new --resume")
        raise InputError(*error.problems, kept) from error
    return profile_of(journal, template, options.workspace), template


def _merged(options: Options, layer: Layer | None, template: Template) -> Merged:
    """All answers given in files and on the command line."""
    layers = given_layers(layer, options.answers, options.settings, options.workspace)
    merged = lay(layers, template.definition.questions, options.workspace)
    if merged.kept:
        print(f"档案里另有别的模板的答案，这次不用：{'、'.join(merged.kept)}", file=sys.stderr)
    return merged


def _reused(options: Options, template: Template, merged: Merged) -> list[str]:
    """Labels of questions whose answer a saved profile gave and that should be new each time, or are of a time past.

    What is past is also said on standard error, before it is drafted; what will be asked anew is no matter.
    """
    today = dt.date.today()  # noqa: DTZ011 - the writer's own calendar
    found = []
    for question, doubt in reused(merged, template.definition.questions.values(), today):
        if doubt and (options.no_input or not question.always):
            print(f"请核对：{doubt}", file=sys.stderr)
        found.append(question.label)
    return found


def _length(options: Options, layer: Layer | None) -> Length:
    """By what the speech is measured: the profile's pace, the command line's minutes, else the profile's."""
    from drafter.cli.length import Length
    from drafter.layers import PACE

    pace, minutes = (layer.pace, layer.minutes) if layer else (PACE, 0)
    return Length(pace, options.minutes or minutes)
