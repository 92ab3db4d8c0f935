"""What a draft was made from, as the draft carries it, and back."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from drafter.errors import InputError, Place, Problem
from drafter.layers import Layer
from drafter.questions import stored
from drafter.word.store import Origin
from drafter.yamlfile import Mapping, dump, parse

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping as MappingType

    from drafter.questions import Value
    from drafter.template import Template


def origin_of(
    template: Template,
    values: MappingType[str, Value],
    left_open: Collection[str] = (),
    *,
    outline_only: bool = False,
    layout: str = "",
) -> Origin:
    """What a draft of this template with these answers is to carry. layout: its name."""
    answers = [_line(key, "" if key in left_open else value) for key, value in values.items()]
    opened = [_line(key, "") for key in sorted(left_open) if key not in values]
    text = "".join((*answers, *opened))
    return Origin(template.folder, template.definition.version, text, outline_only, layout)


@lru_cache(maxsize=2000, typed=True)
def _line(key: str, value: Value) -> str:
    """One answer as YAML: drafts of a batch have most of theirs in common."""
    return dump({key: stored(value)})


def _stored(origin: Origin, path: str) -> Mapping:
    """The answers as YAML; nobody sees its lines in the file."""
    from drafter.word.opening import NO_STORE  # noqa: PLC0415 - what a draft carries is read by few commands

    try:
        return parse(origin.answers, f"{path} 里存的答案")
    except InputError as error:
        raise InputError(Problem(NO_STORE[0], Place(path), NO_STORE[1])) from error


def forgotten(origin: Origin, template: Template, path: str) -> list[str]:
    """The questions that a draft carries answers to, and that the template asks no more."""
    return [key for key in _stored(origin, path).entries if key not in template.definition.questions]


def carried(origin: Origin, template: Template, path: str) -> Layer:
    """The answers that a draft carries, but for those that the template asks for no more."""
    root = _stored(origin, path)
    known = {key: node for key, node in root.entries.items() if key in template.definition.questions}
    return Layer("初稿", Mapping(known, root.places, root.place), left_open=known.keys())
