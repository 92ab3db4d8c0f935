"""A group of speeches of one kind made into a template folder that was tried before it is there."""

from __future__ import annotations

import tempfile
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.answers import convert
from drafter.drafting import draft
from drafter.errors import InputError, Place, Problem, UsageError
from drafter.files import refused, safe_name
from drafter.mining.asked import Asked
from drafter.mining.author import Author
from drafter.mining.bodies import Bodies
from drafter.mining.corpus import told_by
from drafter.mining.pattern import pattern
from drafter.mining.search import sources
from drafter.mining.sentences import normal, sentences
from drafter.mining.spoken import read_again
from drafter.mining.spool import Picked
from drafter.mining.wording import SENTENCES, Wording
from drafter.records import dataclass
from drafter.template import open_template
from drafter.template.catalog import Catalog
from drafter.template.folders import check_name, publish, write_files
from drafter.template.package import SOURCES
from drafter.template.trust import vouch_made

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from drafter.mining.pattern import Pattern
    from drafter.mining.skeleton import Skeleton
    from drafter.mining.spoken import Spoken
    from drafter.questions import Question

_AT_ONCE = 64
"""The wording of so many speeches is in memory."""

_WHOLE_NAMES = ("讲话", "报告", "致辞", "发言")


@dataclass(frozen=True, slots=True)
class Mined:
    """A template that was written. folder: where. questions: what it asks, in order.

    seen: what the speeches say where it asks, by key. sentences: how many set sentences other speeches have too.
    """

    folder: Path
    name: str
    pattern: Pattern
    questions: tuple[Question, ...]
    seen: Mapping[str, str]
    sentences: int


def mine(speeches: Sequence[Skeleton], keep: str, folder: str, workspace: Path) -> Mined:
    """Write the template of speeches of one kind into the folder of that name in a workspace's `templates`.

    keep: as `drafter.mining.wording` has it. UsageError where the name is taken, InputError where a speech can't be
    read again or the folder can't be written.
    """
    catalog = Catalog.of(workspace)
    target = workspace / "templates" / folder
    check_name(folder)
    if folder in catalog.names() or target.exists():
        raise UsageError(Problem(f"模板“{folder}”已经有了", mend="用 --name 另起一个名字"))
    found = pattern(speeches)
    name = _chinese_name(found, folder, catalog)
    asked = Asked({phrase.text: key for key, phrase in catalog.phrases().items() if phrase.text.startswith("《")})
    spoken = lru_cache(_AT_ONCE)(lambda number: read_again(found.speeches[number]))
    known = _known(found, spoken) if keep == SENTENCES else frozenset[str]()
    wording = _wordings(spoken, asked, known, keep)
    author = Author(found, asked, spoken(found.base), Bodies(found, asked, spoken, wording))
    files = {**author.files(name, _summary(found)), SOURCES: sources(found)}
    try:
        _try(files, folder, asked.seen)
    except InputError as error:
        place = Place(found.speeches[found.base].shown_path)
        told = Problem(f"做不成模板（{error.problems[0].message}）", place, "少留些原文，或去掉这一篇")
        raise InputError(told) from error
    publish(files, target)
    vouch_made(catalog, folder)
    questions = tuple(catalog.definition(folder).questions.values())
    return Mined(target, name, found, questions, asked.seen, len(known))


def _chinese_name(found: Pattern, folder: str, catalog: Catalog) -> str:
    """The template's name: the kind of meeting, else the title; with the folder's where another has it."""
    base = found.speeches[found.base]
    kind = base.kind or base.title
    name = kind if kind.endswith(_WHOLE_NAMES) else f"{kind}讲话"
    return f"{name}（{folder}）" if name in catalog.names().values() else name


def free_name(speech: Skeleton, workspace: Path) -> str:
    """A folder name for a template of such speeches that no template has: the kind of meeting, else the title."""
    taken = Catalog.of(workspace).names()
    wanted = safe_name(speech.kind or speech.title or "讲话").lstrip(".-") or "讲话"
    names = (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken and not (workspace / "templates" / name).exists())


def _wordings(
    spoken: Callable[[int], Spoken], asked: Asked, known: frozenset[str], keep: str
) -> Callable[[int], Wording]:
    """The words of the speech of a number as template source. known: sentences that several speeches have."""

    @lru_cache(_AT_ONCE)
    def wording(number: int) -> Wording:
        one = spoken(number)
        return Wording(
            found=one.found,
            text=one.text,
            shown=lambda start, end: asked.shown(one, start, end),
            known=lambda sentence: normal(sentence) in known,
            keep=keep,
        )

    return wording


def _summary(found: Pattern) -> str:
    several = f"由{len(found.speeches)}篇讲话稿归纳" if len(found.speeches) > 1 else "由一篇讲话稿取出"
    return f"{several}：{'、'.join(part.role for part in found.parts)}"


def _known(found: Pattern, spoken: Callable[[int], Spoken]) -> frozenset[str]:
    """The sentences of the speeches that give the wording which another speech has too."""
    giving = {part.parts[0][0] for part in found.parts} | {found.base}
    wanted = frozenset(sentence for number in giving for sentence in sentences(spoken(number).text))
    seen: Counter[str] = Counter()
    paths = Picked(found.speeches, range(len(found.speeches)), lambda speech: Path(speech.path))
    for told in told_by(paths, wanted):
        seen.update(told)
    return frozenset(sentence for sentence, count in seen.items() if count > 1)


def _try(files: Mapping[str, str], folder: str, seen: Mapping[str, str]) -> None:
    """Draft with the template, unanswered and answered, before anyone else does. InputError for what is wrong in it."""
    with tempfile.TemporaryDirectory(prefix="drafter-") as room:
        try:
            write_files(files, Path(room) / "templates" / folder)
        except OSError as error:
            raise InputError(refused(Path(room), error)) from error
        template = open_template(folder, Path(room), made_here=True)
        questions = template.definition.questions
        draft(template, {})
        draft(template, {key: value for key, text in seen.items() if (value := convert(questions[key], text))})
