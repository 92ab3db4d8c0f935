"""Which interview that was broken off to go on with: the newest, one that is chosen, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from drafter.errors import InputError, InterruptedByUserError, Place, Problem, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.interview.journal import Journal, Kept


def journal_to_resume(workspace: Path, *, wanted: bool) -> Journal | None:
    """The journal to go on with; without `wanted` the writer is asked, with it the newest is taken.

    UsageError where one is wanted and there is none, InputError where that one is damaged.
    """
    from drafter.interview.journal import kept_journals

    found = kept_journals(workspace)
    if wanted:
        return _newest(found)
    if any(kept.answers is None for kept in found):
        click.echo("有一份上次中断的记录已损坏，drafter forget 可以删去。", err=True)
    whole = [kept for kept in found if kept.answers is not None and not kept.is_untouched]
    return _chosen(whole) if whole else None


def described(kept: Kept) -> tuple[str, str, str]:
    """The template, the time and the number of answers of what was left behind, for a writer."""
    name = kept.journal.options.get("name") or kept.journal.options.get("template", "")
    answers = "已损坏" if kept.answers is None else f"答了{kept.answers}项"
    return name, f"{kept.when:%Y-%m-%d %H:%M}", answers


def _newest(found: list[Kept]) -> Journal:
    if not found:
        raise UsageError(Problem("没有中断的起草可以接着做"))
    if found[0].answers is None:
        place = Place(str(found[0].journal.path))
        raise InputError(Problem("上次中断时的记录已损坏", place, "drafter forget 删去它，从头再答"))
    return found[0].journal


def _chosen(found: list[Kept]) -> Journal | None:
    from drafter.interview.prompts import Terminal

    choices = [(f"接着答：{'，'.join(described(kept))}", kept) for kept in found]
    try:
        chosen = Terminal().choose("上次有没答完的，接着答吗？", [*choices, ("另起一篇（上次的仍保留）", None)])
    except (KeyboardInterrupt, EOFError) as error:
        raise InterruptedByUserError(Problem("已中断，上次的仍保留")) from error
    return next((kept.journal for kept in found if kept is chosen), None)
