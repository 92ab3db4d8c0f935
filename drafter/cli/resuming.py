"""Which interview that was broken off to go on with: the newest, one that is chosen, or none."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from drafter.errors import DrafterError, InputError, InterruptedByUserError, Place, Problem, UsageError
from drafter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from drafter.interview.journal import Journal, Kept
    from drafter.layers import Layer
    from drafter.template import Template


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a command line says of a new draft: its template and profile, and whether it gives answers."""

    template: str = ""
    profile: str = ""
    has_answers: bool = False

    def unused(self, journal: Journal) -> str:
        """What of it going on with this journal would not use, for a writer; empty for nothing."""
        found = [f"模板“{self.template}”"] if self.is_for_another(journal.options) else []
        if found and self.has_answers:
            found.append("--set、--answers 的答案")
        if self.profile not in {"", journal.options.get("profile")}:
            found.append(f"档案“{self.profile}”")
        return f"这次写的{'、'.join(found)}" if found else ""

    def is_for_another(self, kept: Mapping[str, str]) -> bool:
        """Whether it names another template than the one a journal is for."""
        return self.template not in {"", kept.get("template"), kept.get("name")}


def journal_to_resume(workspace: Path, wanted: Wanted, *, newest: bool) -> Journal | None:
    """The journal to go on with: the newest, or one that is chosen, of those in this workspace.

    wanted: what the command line says beside, which a journal of another template or profile does not use. UsageError
    where the newest is asked for and there is none, InputError where that one is damaged.
    """
    from drafter.interview.journal import kept_journals

    found = kept_journals(workspace)
    if newest:
        return _newest(found, workspace)
    if any(kept.answers is None for kept in found):
        print("有一份上次中断的记录已损坏，drafter forget 可以删去。", file=sys.stderr)
    whole = [kept for kept in found if kept.answers is not None and not kept.is_untouched]
    return _chosen(whole, wanted) if whole else None


def described(kept: Kept) -> tuple[str, str, str]:
    """The template, the time and the number of answers of what was left behind, for a writer."""
    name = kept.journal.options.get("name") or kept.journal.options.get("template", "")
    answers = "已损坏" if kept.answers is None else f"答了{kept.answers}项"
    return name, f"{kept.when:%Y-%m-%d %H:%M}", answers


def profile_of(journal: Journal, template: Template, workspace: Path) -> Layer | None:
    """The profile that an interview began with: as it is now, else, and this is said, as the journal has it."""
    from drafter.cli.given import lay
    from drafter.layers import PACE, Layer
    from drafter.profiles import read_profile

    name = journal.options.get("profile", "")
    if not name:
        return None
    try:
        layer = read_profile(name, workspace)
        lay([layer.serving((template.folder,))], template.definition.questions, workspace)
    except DrafterError as error:
        print(f"档案“{name}”现在用不了，改用中断时记下的它的答案：{error}", file=sys.stderr)
        pace = number_of(journal.options.get("pace", "")) or PACE
        return Layer(f"档案 {name}", journal.known(), (template.folder,), pace)
    return layer


def number_of(text: str) -> int | None:
    """A number that a journal keeps, None for none."""
    return int(text) if text.isdecimal() else None


def _newest(found: list[Kept], workspace: Path) -> Journal:
    from drafter.interview.journal import is_held

    held = is_held(workspace)
    if not found and held:
        raise UsageError(Problem("中断过的起草正在另一个窗口里答着", mend="在那个窗口里做完，或者关掉它再试"))
    if not found:
        raise UsageError(Problem("没有中断的起草可以接着做", mend=_elsewhere()))
    if held:
        print("另有一份正在别的窗口里答着，这里接的是没有打开的。", file=sys.stderr)
    if found[0].answers is None:
        place = Place(str(found[0].journal.path))
        raise InputError(Problem("上次中断时的记录已损坏", place, "drafter forget 删去它，从头再答"))
    return found[0].journal


def _elsewhere() -> str:
    """Where else there are some to go on with, as a hint; empty where there are none."""
    from drafter.interview.journal import kept_journals

    folders = dict.fromkeys(kept.journal.options.get("workspace", "") for kept in kept_journals())
    found = "、".join(filter(None, folders))
    return f"别的文件夹里有：{found}；到那里去，或写明 --workspace" if found else ""


def _chosen(found: list[Kept], wanted: Wanted) -> Journal | None:
    from drafter.interview.prompts import Terminal

    unused = {described(kept)[0]: without for kept in found if (without := wanted.unused(kept.journal))}
    for name, without in unused.items():
        print(f"接着答{name}，就不用{without}。", file=sys.stderr)
    choices: list[tuple[str, Kept | None]] = [(f"接着答：{'，'.join(described(kept))}", kept) for kept in found]
    anew: tuple[str, Kept | None] = ("另起一篇（上次的仍保留）", None)
    try:
        listed = [anew, *choices] if all(wanted.unused(kept.journal) for kept in found) else [*choices, anew]
        chosen = Terminal().choose("上次有没答完的，接着答吗？", listed)
    except (KeyboardInterrupt, EOFError) as error:
        raise InterruptedByUserError(Problem("已中断，上次的仍保留")) from error
    return next((kept.journal for kept in found if kept is chosen), None)
