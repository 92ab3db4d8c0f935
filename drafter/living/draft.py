"""A draft in a file made by its template with other answers: the whole way, from its bytes to the new one's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.drafting import draft
from drafter.errors import InputError, Place, Problem
from drafter.living.counts import left_points, list_wrong_counts
from drafter.living.origin import origin_of
from drafter.living.places import Place as Changed
from drafter.living.places import Places
from drafter.living.renumber import renumber
from drafter.living.update import put_in
from drafter.records import dataclass, replace
from drafter.word.alternatives import letters_in, say_the_same, twins
from drafter.word.live import bind
from drafter.word.marks import marked
from drafter.word.plan import plan
from drafter.word.retitle import break_anew, is_title
from drafter.word.steps import fits, steps
from drafter.word.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    from drafter.document import Document
    from drafter.questions import Value
    from drafter.template import Template
    from drafter.word.layout import Layout
    from drafter.word.opened import Opened
    from drafter.word.plan import Paragraph

    Made: TypeAlias = tuple["Answers", list[Paragraph]]
    """Answers, and the page that they make."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Plain values by key, and the keys that are to stay open."""

    values: Mapping[str, Value]
    left_open: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Renewed:
    """The new file, the places changed, and those that were edited by hand and left."""

    data: bytes
    changed: list[Changed]
    left: list[Changed]


def document_of(template: Template, answers: Answers, layout: Layout, *, outline_only: bool = False) -> Document:
    """What a template makes of answers, as a layout arranges it."""
    return layout.arranged(draft(template, answers.values, answers.left_open, outline_only=outline_only).document)


def renew(opened: Opened, store: Store, template: Template, old: Answers, new: Answers) -> Renewed:
    """Change what hangs on the answers that differ, count typed numbers anew, and break a changed title anew."""
    origin, layout = store.origin, store.layout
    was, now = (document_of(template, each, layout, outline_only=origin.outline_only) for each in (old, new))
    store = replace(store, steps=store.steps or steps(was, layout.numbers))
    if not fits(now, store.steps):
        raise InputError(Problem("这样改，稿里的自动编号跟不上", Place(opened.path), "序号的写法变了，请重新起草"))
    before, after = (plan(each, layout, store.steps) for each in (was, now))
    key = template.resolver(old.values).outline()[0]
    if old.values.get(key) == new.values.get(key):
        new, after = _followed(opened, store, template, (old, before), (new, after))
    boxes, titles = twins(opened.root), {line.text for line in opened.lines if is_title(line)}
    done = put_in(opened, store, before, after)
    renumber(opened, store.shown, after, done)
    list_wrong_counts(opened, before, after, key, done)
    for line in opened.lines:
        if is_title(line) and line.text not in titles:
            break_anew(opened, line, layout)
    done.left += [Changed("文本框", letters_in(e.other), letters_in(e.read)) for e in boxes if not say_the_same(e)]
    made_from = origin_of(template, new.values, new.left_open, outline_only=origin.outline_only, layout=origin.layout)
    carried = Store(made_from, layout, done.shown, bind(opened.root), store.steps)
    return Renewed(opened.carrying(carried), *done.in_order())


def _followed(opened: Opened, store: Store, template: Template, old: Made, new: Made) -> Made:
    """The new answers and their page without the points that somebody deleted in the file."""

    def page_of(answers: Answers) -> list[Paragraph]:
        document = document_of(template, answers, store.layout, outline_only=store.origin.outline_only)
        return plan(document, store.layout, store.steps) if fits(document, store.steps) else []

    places = Places(opened, store.shown, old[1])
    points = left_points(opened, places, template, old[0], lambda left: page_of(replace(old[0], values=left)))
    answers = replace(new[0], values={**new[0].values, **points})
    page = page_of(answers) if points else []
    return (answers, page) if page else new


def rebuilt(template: Template, answers: Answers, layout: Layout) -> Store:
    """The store of a draft that has lost it, if it was made of these answers and has not been updated since."""
    document = document_of(template, answers, layout)
    found = steps(document, layout.numbers)
    origin = origin_of(template, answers.values, answers.left_open, layout=layout.name)
    return Store(origin, layout, marked(plan(document, layout, found)), steps=found)
