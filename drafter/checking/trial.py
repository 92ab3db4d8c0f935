"""Rules that draft with the template: with sample answers, with none, with every choice, and with hostile words."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from drafter import markup
from drafter.checking.samples import hostile, made_up, sample, turns
from drafter.drafting import draft
from drafter.errors import DrafterError, Place, Problem
from drafter.records import replace
from drafter.template.catalog import DEFINITION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.checking.view import View
    from drafter.questions import Point, Value
    from drafter.template import Template


PATIENCE = 1.0
"""Seconds after which nothing more is tried with a template that is at fault: it may be slow on purpose."""


def drafting(seen: View) -> Iterator[Problem]:
    """Whatever goes wrong in drafting; a shape that the wording of answers changes."""
    template = seen.template
    if template is None:
        return
    due = monotonic() + PATIENCE
    tries = chain(((values, False) for values in ({}, sample(seen))), ((v, True) for v in _complete(seen, template)))
    for values, is_complete in tries:
        found = _faults(seen, template, values)
        if is_complete and not found:
            turned = hostile(template.definition.questions, values)
            found = _faults(seen, template, turned) or _turned(seen, template, values, turned)
        yield from found
        if found and monotonic() > due:
            return


def empty_section(seen: View) -> Iterator[Problem]:
    """A section that comes to nothing, whatever is answered."""
    template = seen.template
    if template is None:
        return
    silent = [section.name for section in template.definition.sections]
    for values in _complete(seen, template):
        try:
            views = template.resolver(values).values()
            silent = [name for name in silent if _is_silent(template, f"{name}.j2", views)]
        except DrafterError:
            return  # told by the rule above
    for name in silent:
        source = seen.files.get(f"{name}.j2")
        if source:
            yield Problem(f"{name}.j2 怎么答都写不出内容", source.place(0), "写上正文，或从 sections 里去掉这一节")


def _faults(seen: View, template: Template, values: Mapping[str, Value]) -> list[Problem]:
    """What is wrong in a draft; where something is, the first fault of each section."""
    try:
        draft(template, values)
    except DrafterError as error:
        found = [*error.problems]
    else:
        return []
    known = {problem.place.path for problem in found if problem.place}
    for name in (f"{section.name}.j2" for section in template.definition.sections):
        try:
            if name in seen.files and seen.files[name].file not in known:
                template.renderer.file(name, template.resolver(values).values())
        except DrafterError as further:
            found += further.problems
    return [replace(problem, place=_beginning(problem.place)) for problem in found]


def _beginning(place: Place | None) -> Place | None:
    """The place; of a fault that a file has as a whole, where it begins."""
    return Place(place.path, 1, 1) if place and not place.line and Path(place.path).is_file() else place


def _turned(seen: View, template: Template, values: Mapping[str, Value], turned: Mapping[str, Value]) -> list[Problem]:
    """Where other words of the same answers give a draft of another shape."""
    if draft(template, values).document.shape() == draft(template, turned).document.shape():
        return []
    path = seen.catalog.find(seen.folder, DEFINITION) or Path(seen.folder)
    return [Problem("答案里的字改变了稿子的样子", Place(str(path), 1, 1), "检查各节里的条件和循环")]


def _complete(seen: View, template: Template) -> Iterator[dict[str, Value]]:
    """Sets of answers to all questions, each choice in one of them; points as the template has them."""
    for turn in range(turns(seen)):
        values = {**made_up(seen, turn), **(sample(seen) if turn == 0 else {})}
        key, points = _points(template, values)
        yield {**values, key: points} if points else values


def _points(template: Template, values: Mapping[str, Value]) -> tuple[str, tuple[Point, ...]]:
    try:
        return template.resolver(values).outline()
    except DrafterError:
        return "", ()  # drafting tells why


def _is_silent(template: Template, name: str, views: Mapping[str, object]) -> bool:
    blocks = markup.read(template.renderer.file(name, views))
    return all(block.kind == "guidance" for block in blocks)
