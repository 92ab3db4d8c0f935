"""Many speeches read, each on any core: only their skeletons stay in memory."""

from __future__ import annotations

import hashlib
import os
import re
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from drafter.characters import writable
from drafter.cores import on_all_cores
from drafter.errors import InputError, Place, Problem
from drafter.inside import is_inside
from drafter.listing import names
from drafter.mining.sentences import told
from drafter.mining.skeleton import Skeleton, skeleton
from drafter.mining.spool import Picked
from drafter.speech.outline import outline
from drafter.speech.source import read_speech

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ENDINGS = (".txt", ".md", ".docx", ".doc", ".wps", ".rtf", ".odt")
_OUR_CHECKLIST = "写作清单"
_MARKUP = re.compile(r"^(?:(?:#{1,6}[ \u3000]+|>[ \u3000]*)+|\|?(?:[ :]*-{2,}[ :]*\|)+[ :-]*$)", re.MULTILINE)


class Read(NamedTuple):
    """What came of one file: a skeleton, or what is wrong with the file."""

    skeleton: Skeleton | None
    problems: tuple[Problem, ...]


def speeches_in(paths: Iterable[Path]) -> tuple[Sequence[Path], list[Problem]]:
    """The files named, and in place of a folder all speeches in it and below, sorted; each once.

    Links in a folder that lead out of it are none: nobody named what they lead to. There is a problem for each, and
    for each folder that can't be looked into.
    """
    found: list[str] = []
    known: set[bytes] = set()
    problems: list[Problem] = []
    named = (((each, path) for each in _below(path, problems)) if path.is_dir() else [(path, None)] for path in paths)
    for path, folder in chain.from_iterable(named):
        if folder and not is_inside(path, folder):
            problems.append(Problem("这是指向文件夹外面的链接", Place(str(path)), "要用它，就在命令里写明这个文件"))
            continue
        mark = hashlib.blake2b(os.fsencode(path.resolve()), digest_size=16).digest()
        if mark not in known:
            known.add(mark)
            found.append(str(path))
    return Picked(found, range(len(found)), Path), problems  # a name takes a fifth of what a Path does


def _below(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """The speeches in a folder and those within it, by name; adds a problem for a folder that can't be looked into."""
    try:
        found = names(folder)
    except InputError as error:
        problems += error.problems
        return
    for path in (folder / name for name in found):
        if path.is_dir() and not path.is_symlink():
            yield from _below(path, problems)
        elif _is_speech(path):
            yield path


def _is_speech(path: Path) -> bool:
    aside = path.name.startswith((".", "~$")) or path.stem.endswith(_OUR_CHECKLIST)
    return path.suffix.lower() in ENDINGS and not aside and path.is_file()


def read_all(paths: Sequence[Path], *, topics: bool) -> Iterator[Read]:
    """Read speeches in the order given, one result for each."""
    return on_all_cores(partial(_read, topics=topics), paths)


def told_by(paths: Sequence[Path], wanted: frozenset[str]) -> Iterator[frozenset[str]]:
    """Which of the sentences that are wanted, as `drafter.mining.sentences` writes them, each speech has too."""
    return on_all_cores(partial(_told, wanted=wanted), paths)


def speech_text(path: Path) -> str:
    """The text of a speech as it was spoken. InputError as `read_speech`.

    There is a blank for each character that no draft can hold, and nothing for what a .md has at the start of a line,
    or for the rules of its tables.
    """
    return _MARKUP.sub("", writable(read_speech(path).text))


def _read(path: Path, *, topics: bool) -> Read:
    try:
        text = speech_text(path)
        found = skeleton(outline(text, str(path)), str(path), topics=topics)
    except InputError as error:
        return Read(None, error.problems)
    except (OSError, RecursionError, MemoryError, ValueError) as error:
        return Read(None, (Problem(f"读不出（{type(error).__name__}）", Place(str(path))),))
    return Read(found, ())


def _told(path: Path, wanted: frozenset[str]) -> frozenset[str]:
    try:
        return told(speech_text(path), wanted)
    except (InputError, OSError):
        return frozenset()
