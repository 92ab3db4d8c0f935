"""`drafter new`: from a template and answers to a Word draft."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter.cli.command import Command
from drafter.errors import InputError, InterruptedByUserError, Place, Problem, UsageError

if TYPE_CHECKING:
    from drafter.drafting import Draft
    from drafter.interview.journal import Journal
    from drafter.interview.session import Session
    from drafter.profiles import Layer, Merged
    from drafter.questions import Value
    from drafter.template import Template


_ABOUT = """起草一篇讲话稿：答几个问题，得到 output 文件夹里的 Word 初稿。

模板写文件夹名或中文名；不写就让你选，或按档案定。"""


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line."""

    template: str
    profile: str
    answers: Path | None
    settings: tuple[str, ...]
    no_input: bool
    outline_only: bool
    output: Path | None
    save_profile: str
    resume: bool
    guidance: str
    workspace: Path


@click.command("new", cls=Command, help=_ABOUT, options_metavar="[选项]")
@click.argument("template", required=False, default="", metavar="[模板]")
@click.option("--profile", default="", metavar="档案", help="用保存过的会议档案，只问其余的问题")
@click.option("--answers", type=click.Path(path_type=Path), metavar="文件", help="从 YAML 文件读答案")
@click.option("--set", "settings", multiple=True, metavar="问题=答案", help="给一个问题的答案，可多次使用")
@click.option("--no-input", is_flag=True, help="什么都不问，没有答案的留待补")
@click.option("--outline-only", is_flag=True, help="只要标题、过渡句和待补，不要成段文字")
@click.option("--output", type=click.Path(path_type=Path), metavar="文件", help="写到这个 .docx 文件；已有的不覆盖")
@click.option("--save-profile", default="", metavar="档案", help="把这次的答案存为会议档案")
@click.option("--resume", is_flag=True, help="接着上次中断的地方答")
@click.option(
    "--guidance",
    type=click.Choice(["list", "comments", "none"]),
    default="list",
    help="写作提示：list 列在屏幕和清单文件里（默认），comments 写成 Word 批注，none 不要",
)
@click.option(
    "--workspace", type=click.Path(path_type=Path), default=Path(), metavar="文件夹", help="工作文件夹，默认当前"
)
def new_command(**given: object) -> None:
    """Draft a speech: interview, draft, files, summary."""
    options = Options(**given)  # type: ignore[arg-type]
    if options.output and options.output.suffix.lower() != ".docx":
        raise UsageError(Problem("--output 的文件名要以 .docx 结尾"))
    if options.save_profile:
        from drafter.profiles import check_name  # noqa: PLC0415 - imports wait until they are needed

        check_name(options.save_profile)
    if not options.no_input and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(Problem("这里不是终端，没法提问", mend="加 --no-input，答案用 --profile、--answers、--set 给"))
    _Run(options).draft()


@dataclass(slots=True)
class _Run:
    """One run of the command."""

    options: Options
    journal: Journal | None = None
    layer: Layer | None = None

    def draft(self) -> None:
        """From options to files on disk, the summary and nothing else."""
        self._find_journal()
        template = self._template()
        merged = self._merged(template)
        if self.options.no_input:
            values: dict[str, Value] = dict(merged.values)
            left_open: frozenset[str] = frozenset()
        else:
            session = self._interview(template, merged)
            values, left_open = session.given(), frozenset(session.left_open)
        self._write(template, values, left_open, merged)

    def _find_journal(self) -> None:
        from drafter.interview.journal import last_journal  # noqa: PLC0415 - imports wait until they are needed

        if self.options.no_input:
            return
        found = last_journal(self.options.workspace)
        if self.options.resume and found is None:
            raise UsageError(Problem("没有中断的起草可以接着做"))
        if self.options.resume:
            self.journal = found
        elif found:
            click.echo("上次有一篇没答完，已保留：drafter new --resume 可以接着做。", err=True)

    def _template(self) -> Template:
        from drafter.template import open_template  # noqa: PLC0415

        profile = self.journal.profile if self.journal else self.options.profile
        if profile:
            from drafter.profiles import read_profile  # noqa: PLC0415

            self.layer = read_profile(profile, self.options.workspace)
        served = self.layer.templates if self.layer else ()
        name = self.journal.template if self.journal else self.options.template
        return open_template(name or (served[0] if len(served) == 1 else self._chosen()), self.options.workspace)

    def _chosen(self) -> str:
        from drafter.template.catalog import Catalog  # noqa: PLC0415

        names = Catalog.of(self.options.workspace).names()
        if self.options.no_input:
            raise UsageError(Problem("请写明模板", mend=f"现有：{'、'.join(names)}"))
        from drafter.interview.prompts import choose_template  # noqa: PLC0415

        return choose_template(names)

    def _merged(self, template: Template) -> Merged:
        from drafter.profiles import merge, read_answers, read_settings  # noqa: PLC0415
        from drafter.template.catalog import Catalog  # noqa: PLC0415

        catalog = Catalog.of(self.options.workspace)
        layers = []
        if self.layer:  # one that names no template serves all
            layers.append(replace(self.layer, templates=self.layer.templates or tuple(catalog.names())))
        if self.options.answers:
            layers.append(read_answers(self.options.answers))
        layers.append(read_settings(self.options.settings))
        merged = merge(
            layers, template.definition.questions, lambda name: catalog.definition(catalog.folder(name)).questions
        )
        if merged.kept:
            click.echo(f"档案里另有别的模板的答案，这次不用：{'、'.join(merged.kept)}", err=True)
        return merged

    def _interview(self, template: Template, merged: Merged) -> Session:
        from drafter.interview.journal import new_journal  # noqa: PLC0415
        from drafter.interview.prompts import first_round, review  # noqa: PLC0415
        from drafter.interview.session import Session  # noqa: PLC0415

        from_profile = {k for k, source in merged.sources.items() if self.layer and source == self.layer.source}
        questions = template.definition.questions
        last = {k: merged.values[k] for k in from_profile if questions[k].always}
        known = {k: merged.values[k] for k in from_profile if k not in last}
        session = Session(questions, template.resolver, known, last)
        for key, value in merged.values.items():
            if key not in from_profile:
                session.put(key, value)
        if self.journal:
            self.journal.restore(session)
        journal = self.journal = self.journal or new_journal(
            self.options.workspace, template.folder, self.options.profile
        )
        try:
            first_round(session, lambda: journal.write(session))
            review(session, lambda: journal.write(session))
        except (KeyboardInterrupt, EOFError) as error:
            journal.write(session)
            raise InterruptedByUserError(
                Problem("已中断，答过的都保留着", mend="drafter new --resume 接着做")
            ) from error
        return session

    def _write(self, template: Template, values: dict[str, Value], left_open: frozenset[str], merged: Merged) -> None:
        from drafter.cli.summary import checklist, summary  # noqa: PLC0415
        from drafter.drafting import draft  # noqa: PLC0415
        from drafter.profiles import PACE, save_profile  # noqa: PLC0415

        made = draft(template, values, left_open, outline_only=self.options.outline_only)
        path = self._save(made)
        pace = self.layer.pace if self.layer else PACE
        listed = None
        if self.options.guidance == "list" and (text := checklist(made.document)):
            listed = path.with_name(f"{path.stem}写作清单.txt")
            _write_new(listed, text.encode("utf-8-sig"))
        stale = _reused(template, merged) if self.options.no_input else []
        click.echo(summary(made, path, listed, pace, stale))
        if self.options.save_profile:
            saved = save_profile(self.options.save_profile, self.options.workspace, template.folder, values, pace)
            click.echo(f"会议档案：{saved}")
        if self.journal:
            self.journal.remove()

    def _save(self, made: Draft) -> Path:
        from drafter.document import Gap  # noqa: PLC0415
        from drafter.files import write_next  # noqa: PLC0415
        from drafter.word import write  # noqa: PLC0415

        data = write(made.document, comments=self.options.guidance == "comments")
        if self.options.output:
            _write_new(self.options.output, data)
            return self.options.output
        titles = [block for block in made.document.blocks if block.kind == "title"]
        stem = "".join("××" if isinstance(i, Gap) else i.text for block in titles for i in block.inlines)
        return write_next(self.options.workspace / "output", stem or "讲话稿", ".docx", data)


def _write_new(path: Path, data: bytes) -> None:
    from drafter.files import write_atomic  # noqa: PLC0415

    try:
        write_atomic(path, data)
    except FileExistsError as error:
        raise InputError(Problem("已有这个文件，没有覆盖它", Place(str(path)), "换一个文件名")) from error


def _reused(template: Template, merged: Merged) -> list[str]:
    """Labels of questions that should be asked anew each time and were taken from a saved profile."""
    questions = template.definition.questions
    return [
        questions[k].label for k, source in merged.sources.items() if questions[k].always and source.startswith("档案")
    ]
