"""Answers in layers, merged once: later ones stand over earlier ones, and each answer says where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.answers import convert
from drafter.errors import DrafterError, InputError, Place, Problem, UsageError
from drafter.questions import nearest
from drafter.records import dataclass, field, replace
from drafter.yamlfile import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from collections.abc import Mapping as MappingType
    from pathlib import Path

    from drafter.questions import Question, Value
    from drafter.yamlfile import Node

PACE = 180


@dataclass(frozen=True, slots=True)
class Layer:
    """Answers from one source, still as they were written; `source` names it to a person.

    minutes: the time wanted for the speech, 0 for none. left_open: keys whose empty answer in this layer leaves the
    question open; of others it is no answer. below: the layer that this one extends.
    """

    source: str
    answers: Mapping
    templates: tuple[str, ...] = ()
    pace: int = PACE
    path: Path | None = None
    minutes: int = 0
    left_open: Collection[str] = ()
    below: Layer | None = None

    def stack(self) -> tuple[Layer, ...]:
        """This layer and all it extends, the lowest first, all by the source of this one."""
        below = self.below.stack() if self.below else ()
        return (*(replace(layer, source=self.source) for layer in below), self)

    def serving(self, templates: tuple[str, ...]) -> Layer:
        """The same, but each layer of the stack that names no template serves all of these."""
        below = self.below.serving(templates) if self.below else None
        return replace(self, templates=self.templates or templates, below=below)


@dataclass(frozen=True, slots=True)
class Laid:
    """An answer that a layer gave, and where; None is an empty answer that leaves its question open."""

    value: Value | None
    place: Place


@dataclass(slots=True)
class Merged:
    """The layers as one: value and source of each key, and the keys of other templates that were passed over.

    left_open: keys that a layer leaves open, whatever lower layers or defaults say, by their source. laid: for each key
    all that the layers say, the last stands.
    """

    values: dict[str, Value]
    sources: dict[str, str]
    kept: dict[str, None]
    left_open: dict[str, str]
    laid: dict[str, list[Laid]] = field(default_factory=dict)

    def lay(self, key: str, value: Value | None, layer: Layer, place: Place) -> None:
        """Lay one answer of a layer over what there is."""
        leaves_open = value is None and key in layer.left_open
        if value is not None or leaves_open:
            self.laid.setdefault(key, []).append(Laid(value, place))
        if value is not None:
            self.values[key], self.sources[key] = value, layer.source
            self.left_open.pop(key, None)
        elif leaves_open:
            self.values.pop(key, None)
            self.sources.pop(key, None)
            self.left_open[key] = layer.source


def read_settings(settings: Iterable[str]) -> Layer:
    """Answers given as `KEY=VALUE`. UsageError lists each one that is without a key or given twice."""
    entries: dict[str, Node] = {}
    places: dict[str, Place] = {}
    problems: list[Problem] = []
    for setting in settings:
        key, equals, text = setting.partition("=")
        if not equals or not key.strip() or key.strip() in entries:
            problems.append(Problem(f"--set 写成 问题=答案，每个问题一次：{setting}"))
            continue
        places[key.strip()] = Place(f"--set {key.strip()}")
        entries[key.strip()] = Scalar(text, places[key.strip()])
    if problems:
        raise UsageError(*problems)
    return Layer("--set", Mapping(entries, places, Place("--set")), left_open=entries.keys())


def merge(
    layers: Iterable[Layer],
    questions: MappingType[str, Question],
    keys_of: Callable[[str], Collection[str]],
) -> Merged:
    """Lay the layers over each other, later ones on top, each answer checked.

    keys_of: the keys of another template, for keys that a profile keeps for it. InputError lists every unknown key,
    with the nearest right one, and every wrong value.
    """
    merged = Merged({}, {}, {}, {})
    problems: list[Problem] = []
    for layer in (layer for top in layers for layer in top.stack()):
        merged.kept.update(dict.fromkeys(_kept(layer, questions, keys_of, problems)))
        for key, node in layer.answers.entries.items():
            if key in questions:
                try:
                    value = convert(questions[key], node)
                except InputError as error:
                    problems += error.problems
                else:
                    merged.lay(key, value, layer, layer.answers.places[key])
    if problems:
        raise InputError(*problems)
    return merged


def _kept(
    layer: Layer,
    questions: MappingType[str, Question],
    keys_of: Callable[[str], Collection[str]],
    problems: list[Problem],
) -> list[str]:
    """The layer's keys that are another of its templates'; all others that are no question's are problems."""
    strange = [key for key in layer.answers.entries if key not in questions]
    known: set[str] = set()
    for template in layer.templates if strange else ():
        try:
            known.update(keys_of(template))
        except DrafterError as error:
            problems += error.problems
    for key in strange:
        if key not in known:
            problems.append(Problem(f"没有“{key}”这个问题", layer.answers.places[key], meant(key, questions)))
    return [key for key in strange if key in known]


def meant(name: str, questions: MappingType[str, Question]) -> str:
    """What key was meant by a name that is none, as a hint: the one of that label, else those most like it."""
    labels = {question.label: key for key, question in questions.items()}
    return f"“{name}”写作 {labels[name]}" if name in labels else nearest(name, questions)
