"""The end of `drafter new`: the draft, its checklist, the profile and the summary."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from drafter.cli.summary import checklist, summary
from drafter.document import Gap
from drafter.drafting import draft
from drafter.errors import InputError, Place, Problem
from drafter.files import write_atomic, write_next
from drafter.living.origin import origin_of
from drafter.records import dataclass
from drafter.word import write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from drafter.cli.length import Length
    from drafter.cli.options import Options
    from drafter.drafting import Draft
    from drafter.questions import Value
    from drafter.template import Template
    from drafter.word.layout import Layout
    from drafter.word.store import Origin


@dataclass(frozen=True, slots=True)
class Given:
    """What a draft is made from. reused: labels of answers taken over from last time."""

    values: Mapping[str, Value]
    left_open: frozenset[str]
    reused: Sequence[str]
    length: Length


def write_draft(options: Options, template: Template, layout: Layout, given: Given) -> None:
    """Draft, write all files and say what was written."""
    made = draft(template, given.values, given.left_open, outline_only=options.outline_only)
    origin = origin_of(template, given.values, given.left_open, outline_only=options.outline_only, layout=layout.name)
    path = _save(made, layout, origin, options)
    template.renderer.keep()
    listed = None
    if options.guidance == "list" and (text := checklist(made, given.reused)):
        listed = _write_beside(path, "写作清单", text.encode("utf-8-sig"))
    print(summary(made, layout, path, listed, given))
    if options.save_profile:
        from drafter.profiles.saving import New, lay_into, profile_path

        saved = profile_path(options.save_profile, options.workspace)
        questions = template.definition.questions
        lay_into(
            saved,
            New(given.values, (template.folder,), given.length.pace, left_open=given.left_open, questions=questions),
        )
        print(f"会议档案：{saved}")


def save_new(path: Path, data: bytes) -> Path:
    """Write a file that there must not be yet; InputError where there is."""
    try:
        write_atomic(path, data)
    except FileExistsError as error:
        raise InputError(Problem("已有这个文件，没有覆盖它", Place(str(path)), "换一个文件名")) from error
    return path


def _save(made: Draft, layout: Layout, origin: Origin, options: Options) -> Path:
    """Write the draft where it was asked for, else as the next 第N稿 in output/."""
    data = write(made.document, layout, comments=options.guidance == "comments", origin=origin)
    if options.output:
        return save_new(options.output, data)
    titles = [block for block in made.document.blocks if block.kind == "title"]
    stem = "".join("××" if isinstance(i, Gap) else i.text for block in titles for i in block.inlines)
    return write_next(options.workspace / "output", stem or "讲话稿", ".docx", data)


def _write_beside(path: Path, name: str, data: bytes) -> Path:
    """Write a text file beside the draft; where the name is taken a number is added."""
    for number in count(1):
        beside = path.with_name(f"{path.stem}{name}{number if number > 1 else ''}.txt")
        try:
            write_atomic(beside, data)
        except FileExistsError:
            continue
        break
    return beside
