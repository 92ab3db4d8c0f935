"""`drafter new --strict`: no draft as long as a question is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.cli.summary import notes
from drafter.drafting import draft
from drafter.errors import InputError, Problem
from drafter.template.values import Open

if TYPE_CHECKING:
    from drafter.cli.writing import Given
    from drafter.template import Template


def refuse_open(template: Template, given: Given) -> None:
    """Raise InputError that lists each question that must be answered and has neither answer nor default."""
    resolver = template.resolver(given.values, given.left_open)
    document = draft(template, given.values, given.left_open).document
    gaps = [line.partition("｜")[0] for line, is_gap in notes(document) if is_gap]
    places: dict[str, list[str]] = {}
    for gap, where in zip(document.gaps, gaps, strict=True):
        places.setdefault(gap.key.partition(".")[0], []).append(where)
    problems = [
        Problem(
            f"没有答：{question.label}（{key}）",
            mend=f"要写在：{'；'.join(dict.fromkeys(places.get(key, ['稿面以外'])))}",
        )
        for key, question in template.definition.questions.items()
        if resolver.is_asked(key) and not question.optional and isinstance(resolver.value(key), Open)
    ]
    if problems:
        raise InputError(*problems)
