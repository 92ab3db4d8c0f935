"""Where a text lies while the writer's editor has it: beside the journal, so that no ending loses it."""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from drafter.errors import InputError
from drafter.files import read_text, safe_name
from drafter.interview.halfway import standing

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.interview.session import Session


def folder_of(journal: Path) -> Path:
    """The folder of a journal's copies; it is there only while there are some."""
    return journal.with_suffix("")


def copy_path(journal: Path, key: str) -> Path:
    """The file of one question's text."""
    return folder_of(journal) / f"{safe_name(key)}.txt"


def copies_of(journal: Path) -> list[Path]:
    """All that lies in the folder of a journal's copies."""
    return sorted(path for path in folder_of(journal).glob("*") if path.is_file())


def text_at(path: Path) -> str:
    """What the editor left. InputError where it can't be read; it stays where it is, which the error says."""
    return read_text(path).rstrip("\n")


def take_back(journal: Path, session: Session) -> tuple[list[Path], list[InputError]]:
    """Bring what an editor left at a break into the prompts: the files taken, to be let go, and why others were not."""
    taken, faults = [], []
    for key, question in session.questions.items():
        path = copy_path(journal, key)
        if not path.is_file():
            continue
        try:
            text = text_at(path)
        except InputError as error:
            faults.append(error)
            continue
        if text.strip() and text != session.typed.get(key, standing(session, question)):
            session.typed[key] = text
        taken.append(path)
    return taken, faults


def let_go(path: Path) -> None:
    """Remove a copy, and its folder once that is empty."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
    with suppress(OSError):
        path.parent.rmdir()


def drop(folder: Path) -> None:
    """Remove all copies of a journal, and what an editor laid beside them."""
    shutil.rmtree(folder, ignore_errors=True)
