"""Rules that draft with the template: with sample answers, with none, with every choice, and with hostile words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter import markup
from drafter.checking.samples import hostile, made_up, sample, turns
from drafter.drafting import draft
from drafter.errors import DrafterError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.checking.view import View
    from drafter.questions import Point, Value
    from drafter.template import Template


def drafting(seen: View) -> Iterator[Problem]:
    """Whatever goes wrong in drafting; a shape that the wording of answers changes."""
    template = seen.template
    if template is None:
        return
    for values in ({}, sample(seen)):
        yield from _faults(template, values)
    for values in _complete(seen, template):
        if found := _faults(template, values):
            yield from found
            continue
        turned = hostile(template.definition.questions, values)
        yield from _faults(template, turned) or _turned(template, values, turned)


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


def _faults(template: Template, values: Mapping[str, Value]) -> list[Problem]:
    """What is wrong in a draft; where something is, the first fault of each section."""
    try:
        draft(template, values)
    except DrafterError as error:
        found = [*error.problems]
        for section in template.definition.sections:
            try:
                template.renderer.file(f"{section.name}.j2", template.resolver(values).values())
            except DrafterError as further:
                found += further.problems
        return found
    return []


def _turned(template: Template, values: Mapping[str, Value], turned: Mapping[str, Value]) -> list[Problem]:
    """Where other words of the same answers give a draft of another shape."""
    if draft(template, values).document.shape() == draft(template, turned).document.shape():
        return []
    return [Problem("答案里的字改变了稿子的样子", Place(template.folder), "检查各节里的条件和循环")]


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
