"""The interview of `drafter new`: from what files know to a session that was answered and reviewed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from drafter.errors import InputError, InterruptedByUserError, Problem
from drafter.interview.journal import Journal, new_journal
from drafter.interview.prompts import first_round, review
from drafter.interview.session import Session

if TYPE_CHECKING:
    from drafter.cli.new import Options
    from drafter.layers import Layer, Merged
    from drafter.template import Template


@dataclass(slots=True)
class Asked:
    """A session, and the journal that is kept of it. `can_keep` is false once the journal could not be written."""

    session: Session
    journal: Journal
    can_keep: bool = True

    def keep(self) -> None:
        """Put the session down; say once if that fails, and let the interview go on."""
        if not self.can_keep:
            return
        try:
            self.journal.write(self.session)
        except InputError as error:
            self.can_keep = False
            click.echo(f"答案记不下来，中断后不能接着答：{error}", err=True)


def ask(options: Options, template: Template, merged: Merged, layer: Layer | None, journal: Journal | None) -> Asked:
    """Ask what is not known, review, and give the session. InterruptedByUserError when the user breaks off."""
    session = _session(template, merged, layer, journal)
    chosen = {"template": template.folder, "profile": options.profile}
    asked = Asked(session, journal or new_journal(options.workspace, {**options.kept(), **chosen}))
    try:
        asked.keep()
        first_round(session, asked.keep)
        review(session, asked.keep)
    except (KeyboardInterrupt, EOFError) as error:
        raise InterruptedByUserError(_broken_off(asked)) from error
    return asked


def _broken_off(asked: Asked) -> Problem:
    """Put down what there is, if anything, and say what comes of it."""
    asked.keep()
    if not asked.session.passed:
        asked.journal.remove()
        return Problem("已中断，还没有答过什么")
    if not asked.can_keep:
        return Problem("已中断，答案没有留下来")
    return Problem("已中断，答过的都保留着", mend="drafter new --resume 接着做")


def _session(template: Template, merged: Merged, layer: Layer | None, journal: Journal | None) -> Session:
    """A session that knows the profile; over it what the journal kept, over that what the command line gives."""
    questions = template.definition.questions
    from_profile = {key for key, source in merged.sources.items() if layer and source == layer.source}
    last = {key: merged.values[key] for key in from_profile if questions[key].always}
    known = {key: merged.values[key] for key in from_profile if key not in last}
    session = Session(questions, template.resolver, known, last)
    if journal:
        journal.restore(session)
    for key, value in merged.values.items():
        if key not in from_profile:
            session.put(key, value)
    for key in merged.left_open:
        session.leave_open(key)
    return session
