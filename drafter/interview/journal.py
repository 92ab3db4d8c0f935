"""What was typed so far, on disk after each answer, so that a break loses nothing.

A journal lies in the user's own state folder, readable by that user only, and goes when the draft is written.
"""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafter.answers import convert
from drafter.errors import InputError, Place, Problem
from drafter.files import read_text, write_atomic
from drafter.questions import stored
from drafter.yamlfile import Items, Mapping, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingType
    from pathlib import Path

    from drafter.interview.session import Session
    from drafter.questions import Question, Value


def journal_folder() -> Path:
    """Where journals are kept on this machine."""
    import platformdirs  # noqa: PLC0415 - only an interview needs it

    return platformdirs.user_state_path("drafter", appauthor=False) / "journals"


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal of one interview. options: what it was asked for with, by name: template, profile and others."""

    path: Path
    options: dict[str, str]

    def write(self, session: Session) -> None:
        """Put down the session as it is, whole or not at all."""
        state = {
            "options": self.options,
            "answers": {key: stored(value) for key, value in session.answers.items()},
            "left_open": sorted(session.left_open),
            "passed": sorted(session.passed),
        }
        text = json.dumps(state, ensure_ascii=False, indent=1)
        write_atomic(self.path, text.encode("utf-8"), replace=True, private=True)

    def restore(self, session: Session) -> None:
        """Bring a session to where the journal left it. Answers that the template no longer takes are passed over."""
        state = _state(self.path)
        for key, answer in _entries(state, "answers"):
            if key in session.questions:
                value = _converted(session.questions[key], answer)
                if value is not None:
                    session.put(key, value)
        session.left_open.update(key for key in _keys(state, "left_open") if key in session.questions)
        session.passed.update(key for key in _keys(state, "passed") if key in session.questions)

    def remove(self) -> None:
        """Forget it."""
        with suppress(OSError):  # where it could not be written there may be nothing that can be removed
            self.path.unlink(missing_ok=True)


def new_journal(workspace: Path, options: dict[str, str]) -> Journal:
    """A journal for an interview that begins now; nothing is written yet."""
    return Journal(journal_folder() / f"{_prefix(workspace)}-{time.time_ns()}.json", options)


def last_journal(workspace: Path) -> Journal | None:
    """The newest journal that an interview in this workspace left behind. InputError if it is damaged."""
    paths = sorted(journal_folder().glob(f"{_prefix(workspace)}-*.json"))
    if not paths:
        return None
    options = {key: text for key, text in _entries(_state(paths[-1]), "options") if isinstance(text, str)}
    return Journal(paths[-1], options)


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


def _node(value: object) -> Node:
    """Nested lists, dicts and strings as the nodes that `convert` reads."""
    place = Place("")
    if isinstance(value, list):
        return Items(tuple(_node(item) for item in value), place)
    if isinstance(value, dict):
        entries = {str(key): _node(item) for key, item in value.items()}
        return Mapping(entries, dict.fromkeys(entries, place), place)
    return Scalar(str(value), place)
