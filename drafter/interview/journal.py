"""What was typed so far, on disk after each answer, so that a break loses nothing.

A journal lies in the user's own state folder, readable by that user only, and goes when the draft is written. Beside it
lies the claim of the interview that writes it, so that no other goes on with it meanwhile.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from drafter.answers import convert
from drafter.errors import InputError, Place, Problem
from drafter.files import read_text, write_atomic
from drafter.homes import state_folder
from drafter.interview.claim import Claim
from drafter.interview.copies import copies_of, drop, folder_of
from drafter.questions import stored
from drafter.records import dataclass, field
from drafter.yamlfile import Items, Mapping, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as MappingType
    from pathlib import Path

    from drafter.interview.session import Session
    from drafter.questions import Question, Value


_NOWHERE = Place("")


def journal_folder() -> Path:
    """Where journals are kept on this machine."""
    return state_folder() / "journals"


@dataclass(slots=True)
class Journal:
    """The journal of one interview. options: what it was asked for with, by name: template, profile and others.

    strange: answers and half-typed texts that the template has no question for as it is now, or takes no longer.
    """

    path: Path
    options: dict[str, str]
    strange: dict[str, dict[str, object]] = field(default_factory=dict)
    _claim: Claim = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Find the claim that goes with the file."""
        self._claim = Claim(self.path.with_suffix(".lock"))

    def claim(self) -> bool:
        """Keep other interviews away from it, until it is removed or this process ends; False where one is at it."""
        return self._claim.take()

    def let_go(self) -> None:
        """Leave it to others."""
        self._claim.let_go()

    def write(self, session: Session) -> None:
        """Put down the session as it is, whole or not at all."""
        state = {
            "options": self.options,
            "known": {key: stored(value) for key, value in {**session.known, **session.last}.items()},
            "answers": {
                **self.strange.get("answers", {}),
                **{key: stored(value) for key, value in session.answers.items()},
            },
            "left_open": sorted(session.left_open),
            "passed": sorted(session.passed),
            "typed": {**self.strange.get("typed", {}), **session.typed},
            "at": session.at,
            "within": session.within,
        }
        text = json.dumps(state, ensure_ascii=False, indent=1)
        write_atomic(self.path, text.encode("utf-8"), replace=True, private=True)

    def restore(self, session: Session) -> None:
        """Bring a session to where the journal left it. What the template has no question for is kept as strange."""
        state = _state(self.path)
        strange: dict[str, dict[str, object]] = {"answers": {}, "typed": {}}
        for key, answer in _entries(state, "answers"):
            value = _converted(session.questions[key], answer) if key in session.questions else None
            if value is None:
                strange["answers"][key] = answer
            else:
                session.put(key, value)
        session.left_open.update(key for key in _keys(state, "left_open") if key in session.questions)
        session.passed.update(key for key in _keys(state, "passed") if key in session.questions)
        known = {"", *session.questions}
        for name, text in _entries(state, "typed"):
            if isinstance(text, str) and name.partition("/")[0] in known:
                session.typed[name] = text
            else:
                strange["typed"][name] = text
        self.strange = strange
        at, within = (str(state.get(name, "")) for name in ("at", "within"))
        session.at = at if at in session.questions else ""
        session.within = within if within.partition("/")[0] in known else ""

    def known(self) -> Mapping:
        """The answers that a profile gave when this was put down. InputError where the journal is damaged."""
        place = Place(str(self.path))
        return _mapping(_entries(_state(self.path), "known"), place)

    def remove(self) -> None:
        """Forget it."""
        with suppress(OSError):  # where it could not be written there may be nothing that can be removed
            self.path.unlink(missing_ok=True)
        self.let_go()

    def forget(self) -> None:
        """Remove it with all that an editor left beside it."""
        self.remove()
        drop(folder_of(self.path))


@dataclass(frozen=True, slots=True)
class Kept:
    """A journal that was left behind: when it was last written, how many answers it has; None where it is damaged.

    is_untouched: whether nothing was done yet but to begin.
    """

    journal: Journal
    when: dt.datetime
    answers: int | None
    is_untouched: bool = False


def new_journal(workspace: Path, options: dict[str, str]) -> Journal:
    """A journal for an interview that begins now, shared with no other; nothing is written yet."""
    name = f"{_prefix(workspace)}-{time.time_ns():020d}-{os.urandom(4).hex()}.json"
    return Journal(journal_folder() / name, {**options, "workspace": str(workspace.resolve())})


def kept_journals(workspace: Path | None = None) -> list[Kept]:
    """What broken-off interviews left behind, in this workspace or in all, the newest first.

    Those that an interview is at now are left out.
    """
    found = [kept for path in journal_folder().glob(_pattern(workspace)) if (kept := _kept(path))]
    return sorted(found, key=lambda kept: (kept.when, kept.journal.path.name), reverse=True)


def is_held(workspace: Path) -> bool:
    """Whether an interview is at work in this workspace: in another window, or in another process."""
    return len(list(journal_folder().glob(_pattern(workspace)))) > len(kept_journals(workspace))


def stray_copies() -> list[Path]:
    """Texts that an editor had and that no journal goes with any more."""
    journals = [path.with_suffix(".json") for path in journal_folder().glob("*") if path.is_dir()]
    return [copy for journal in journals if not journal.exists() for copy in copies_of(journal)]


def sweep() -> None:
    """Remove what killed processes left in the folder: half-written files, empty folders, claims without a journal."""
    folder = journal_folder()
    if len(list(folder.glob("*.json"))) > len(kept_journals()):
        return  # an interview is at work, and the file may be its own
    for path in [*folder.glob(".drafter-*"), *folder.glob("*.lock")]:
        if not path.with_suffix(".json").exists():
            with suppress(OSError):
                path.unlink()
    for path in folder.glob("*"):
        if path.is_dir():
            with suppress(OSError):
                path.rmdir()


def _kept(path: Path) -> Kept | None:
    """One of them; None for one that another process holds, or has just removed."""
    journal = Journal(path, {})
    if not journal.claim():
        return None
    journal.let_go()
    try:
        when = dt.datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        state = _state(path)
    except FileNotFoundError:
        return None
    except InputError:
        return Kept(journal, when, None)
    journal.options.update((key, text) for key, text in _entries(state, "options") if isinstance(text, str))
    is_untouched = not (_keys(state, "passed") or _entries(state, "typed") or copies_of(path))
    answered = {key for key, _ in _entries(state, "answers")} - set(_keys(state, "left_open"))
    return Kept(journal, when, len(answered), is_untouched)


def _pattern(workspace: Path | None) -> str:
    return f"{_prefix(workspace)}-*.json" if workspace else "*.json"


def _prefix(workspace: Path) -> str:
    return hashlib.sha256(str(workspace.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _state(path: Path) -> dict[str, object]:
    try:
        state = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise InputError(Problem("上次中断时的记录已损坏", Place(str(path)), "删去这个文件，从头再答")) from error
    return state if isinstance(state, dict) else {}


def _entries(state: MappingType[str, object], key: str) -> list[tuple[str, object]]:
    found = state.get(key)
    return list(found.items()) if isinstance(found, dict) else []


def _keys(state: MappingType[str, object], key: str) -> list[str]:
    found = state.get(key)
    return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []


def _converted(question: Question, answer: object) -> Value | None:
    try:
        return convert(question, _node(answer))
    except InputError:
        return None


def _node(value: object, place: Place = _NOWHERE) -> Node:
    """Nested lists, dicts and strings as the nodes that `convert` reads."""
    if isinstance(value, list):
        return Items(tuple(_node(item, place) for item in value), place)
    return _mapping(value.items(), place) if isinstance(value, dict) else Scalar(str(value), place)


def _mapping(entries: Iterable[tuple[object, object]], place: Place) -> Mapping:
    nodes = {str(key): _node(item, place) for key, item in entries}
    return Mapping(nodes, dict.fromkeys(nodes, place), place)
