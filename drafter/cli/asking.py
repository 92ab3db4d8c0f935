"""The interview of `drafter new`: from what files know to a session that was answered and reviewed."""

from __future__ import annotations

import json
import sys
from functools import partial
from typing import TYPE_CHECKING

from drafter.cli.earlier import earlier_headings
from drafter.errors import InputError, InterruptedByUserError, Problem
from drafter.interview import copies
from drafter.interview.closing import kept_when_closed
from drafter.interview.desk import Desk
from drafter.interview.dialogue import interview
from drafter.interview.journal import Journal, new_journal
from drafter.interview.prompts import Terminal
from drafter.interview.session import Session
from drafter.records import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drafter.cli.length import Length
    from drafter.cli.options import Options
    from drafter.document import Document
    from drafter.drafting import Draft
    from drafter.layers import Layer, Merged
    from drafter.template import Template
    from drafter.template.definition import Section


@dataclass(slots=True)
class Asked:
    """A session, and the journal that is kept of it. `can_keep` is false while the journal can't be written."""

    session: Session
    journal: Journal
    length: Length
    can_keep: bool = True

    def keep(self) -> None:
        """Put the session down; say once if that fails, and let the interview go on."""
        try:
            self.journal.write(self.session)
        except InputError as error:
            if self.can_keep:
                print(f"答案记不下来，中断后不能接着答：{error}", file=sys.stderr)
            self.can_keep = False
        else:
            self.can_keep = True

    def bring_back(self) -> None:
        """Bring what an editor had at a break into its prompts, and put all down before the editor's files go."""
        taken, faults = copies.take_back(self.journal.path, self.session)
        for fault in faults:
            print(f"上次在编辑器里写的读不出，还在文件里：{fault}", file=sys.stderr)
        self.keep()
        for path in taken if self.can_keep else ():
            copies.let_go(path)

    def want(self, minutes: int) -> None:
        """Measure the speech by another time from now on."""
        self.length = replace(self.length, minutes=minutes)
        self.journal.options["minutes"] = str(minutes)
        self.keep()

    def left(self) -> str:
        """What a writer is told to do to go on, empty where nothing was kept."""
        return "答过的都保留着，drafter new --resume 接着做" if self.can_keep else ""


def _preview(document: Document, sections: Sequence[Section], length: Length, more: Callable[[str], bool]) -> None:
    from drafter.cli.preview import preview  # the first question must not wait for rich

    preview(document, sections, length, more)


def ask(options: Options, template: Template, session: Session, journal: Journal | None, length: Length) -> Asked:
    """Ask what is not known, and review. InterruptedByUserError when the user breaks off."""
    chosen = {"template": template.folder, "name": template.definition.name, "profile": options.profile}
    chosen["pace"] = str(length.pace)
    asked = Asked(session, journal or new_journal(options.workspace, {**options.kept(), **chosen}), length)
    if not asked.journal.claim():
        raise InputError(Problem("这份中断的记录另有一个窗口正在接着答", mend="在那个窗口里做完，或另起一篇"))
    asked.bring_back()

    def drafted() -> Draft:
        from drafter.drafting import draft  # the first question must not wait for it

        given, left_open = session.given(), frozenset(session.left_open)
        return draft(template, given, left_open, outline_only=options.outline_only)

    terminal = Terminal(asked.keep)
    desk = Desk(
        screen=terminal,
        session=session,
        keep=asked.keep,
        drafted=lambda: drafted().document,
        preview=lambda: _preview(drafted().document, template.definition.sections, asked.length, terminal.more),
        minutes=lambda: asked.length.minutes,
        want=asked.want,
        copy=partial(copies.copy_path, asked.journal.path),
        earlier=earlier_headings(options.workspace, session.questions.values()),
    )
    _ask_all(desk, asked)
    return asked


def _ask_all(desk: Desk, asked: Asked) -> None:
    """Hold the interview; whatever ends it, what there is by then is put down."""
    with kept_when_closed(asked.keep):
        try:
            interview(desk)
        except (KeyboardInterrupt, EOFError) as error:
            raise InterruptedByUserError(_broken_off(asked)) from error
        except BaseException:
            asked.keep()
            raise


def _broken_off(asked: Asked) -> Problem:
    """Put down what there is, if anything, and say what comes of it."""
    asked.keep()
    if asked.session.is_untouched:
        asked.journal.remove()
        return Problem("已中断，还没有答过什么")
    return Problem("已中断", mend=asked.left() or "答案没有留下来")


def begin(template: Template, merged: Merged, layer: Layer | None, journal: Journal | None) -> Session:
    """A session that knows the profile; over it what the journal kept, over that what the command line gives."""
    questions = template.definition.questions
    from_profile = {key for key, source in merged.sources.items() if layer and source == layer.source}
    last = {key: merged.values[key] for key in from_profile if questions[key].always}
    known = {key: merged.values[key] for key in from_profile if key not in last}
    session = Session(questions, template.resolver, known, last)
    opened = {key for key, source in merged.left_open.items() if layer and source == layer.source}
    if journal:
        journal.restore(session)
        _tell_strange(journal)
    else:
        session.left_open |= opened
    for key, value in merged.values.items():
        if key not in from_profile:
            session.put(key, value)
    for key in merged.left_open.keys() - opened:
        session.leave_open(key)
    return session


def _tell_strange(journal: Journal) -> None:
    """Say what a journal has and the template, changed since, has no question for: it is kept, and used no more."""
    strange = {**journal.strange.get("answers", {}), **journal.strange.get("typed", {})}
    if strange:
        print("模板改过，下面这些答案现在没有问题可放，记录里仍留着，写成初稿后不再保留：", file=sys.stderr)
    for key, answer in strange.items():
        text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
        print(f"  {key}：{text}", file=sys.stderr)
