"""Saved answers, and the layers of answers that a draft is made from, merged once.

A profile is a YAML file in `profiles/`: `template` (or `templates`) it goes with, `pace` of the speaker in characters
a minute, `answers`. A profile that names no template serves all.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafter.answers import convert
from drafter.errors import DrafterError, InputError, Place, Problem, UsageError
from drafter.files import is_plain_name, shipped, write_atomic
from drafter.questions import nearest, stored
from drafter.yamlfile import Items, Mapping, Scalar, dump, load

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from collections.abc import Mapping as MappingType
    from pathlib import Path

    from drafter.questions import Question, Value
    from drafter.yamlfile import Node

PACE = 180
_KEYS = ("template", "templates", "pace", "answers")


@dataclass(frozen=True, slots=True)
class Layer:
    """Answers from one source, still as they were written; `source` names it to a person."""

    source: str
    answers: Mapping
    templates: tuple[str, ...] = ()
    pace: int = PACE
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """The layers as one: value and source of each key, and the keys of other templates that were passed over."""

    values: dict[str, Value]
    sources: dict[str, str]
    kept: tuple[str, ...]


def profile_names(workspace: Path) -> dict[str, Path]:
    """Name → file of every profile that a workspace sees; its own stand before the shipped samples."""
    found: dict[str, Path] = {}
    for folder in (workspace / "profiles", shipped("profiles")):
        for path in sorted(folder.glob("*.yaml")):
            found.setdefault(path.stem, path)
    return found


def read_profile(name: str, workspace: Path) -> Layer:
    """A profile by name, or by the path of its file. UsageError where there is none, InputError for its faults."""
    names = profile_names(workspace)
    path = names.get(name) or workspace / name
    if name not in names and not (name.endswith((".yaml", ".yml")) and _is_file(path)):
        mend = nearest(name, names) or f"现有：{'、'.join(names) or '无'}"
        raise UsageError(Problem(f"没有“{name}”这份会议档案", mend=mend))
    return _read_layer(path, load(path), f"档案 {path.stem}")


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises for a name that is too long


def _read_layer(path: Path, root: Mapping, source: str) -> Layer:
    problems = [
        Problem(f"会议档案里没有“{key}”这一项", place, nearest(key, _KEYS) or "答案写在 answers 下面")
        for key, place in root.places.items()
        if key not in _KEYS
    ]
    templates = _templates(root, problems)
    pace = _pace(root.entries.get("pace"), problems)
    answers = _answers(root, problems)
    if problems:
        raise InputError(*problems)
    return Layer(source, answers, templates, pace, path)


def read_answers(path: Path) -> Layer:
    """Answers from any YAML file: a profile's, or the whole file where it has no `answers`."""
    root = load(path)
    source = f"文件 {path.name}"
    return _read_layer(path, root, source) if "answers" in root.entries else Layer(source, root, path=path)


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
    return Layer("--set", Mapping(entries, places, Place("--set")))


def merge(
    layers: Iterable[Layer],
    questions: MappingType[str, Question],
    keys_of: Callable[[str], Collection[str]],
) -> Merged:
    """Lay the layers over each other, later ones on top, each answer checked.

    keys_of: the keys of another template, for keys that a profile keeps for it. InputError lists every unknown key,
    with the nearest right one, and every wrong value.
    """
    values: dict[str, Value] = {}
    sources: dict[str, str] = {}
    kept: dict[str, None] = {}
    problems: list[Problem] = []
    for layer in layers:
        kept.update(dict.fromkeys(_kept(layer, questions, keys_of, problems)))
        for key, node in layer.answers.entries.items():
            if key not in questions:
                continue
            try:
                value = convert(questions[key], node)
            except InputError as error:
                problems += error.problems
                continue
            if value is not None:
                values[key], sources[key] = value, layer.source
    if problems:
        raise InputError(*problems)
    return Merged(values, sources, tuple(kept))


def check_name(name: str) -> None:
    """Raise UsageError for a profile name that is no plain file name."""
    if not is_plain_name(name):
        raise UsageError(Problem(f"“{name}”不能作档案名", mend="用一个普通的文件名，不带文件夹和 \\ / : * ? 等符号"))


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
            problems.append(Problem(f"没有“{key}”这个问题", layer.answers.places[key], nearest(key, questions)))
    return [key for key in strange if key in known]


def save_profile(name: str, workspace: Path, template: str, values: MappingType[str, Value], pace: int = PACE) -> Path:
    """Save answers as a profile of the workspace, readable by its user only, and return its path.

    Answers that an older profile of that name has and this meeting has not are kept, as is its pace where `pace` is
    the usual one; the older file stays beside the new one as `.bak`. UsageError for a name that is no plain file name.
    """
    check_name(name)
    path = workspace / "profiles" / f"{name}.yaml"
    answers = {key: stored(value) for key, value in values.items()}
    templates: tuple[str, ...] = (template,)
    if path.exists():
        old = _read_layer(path, load(path), name)
        pace = old.pace if pace == PACE else pace
        answers = {**{key: _plain(node) for key, node in old.answers.entries.items()}, **answers}
        templates = tuple(dict.fromkeys([*old.templates, template])) if old.templates else ()
        write_atomic(path.with_suffix(".yaml.bak"), path.read_bytes(), replace=True, private=True)
    content: dict[str, object] = {}
    if templates:
        content["templates"] = list(templates)
    if pace != PACE:
        content["pace"] = str(pace)
    text = dump({**content, "answers": answers})
    write_atomic(path, text.encode("utf-8"), replace=True, private=True)
    return path


def _answers(root: Mapping, problems: list[Problem]) -> Mapping:
    node = root.entries.get("answers")
    if isinstance(node, Mapping):
        return node
    if node is not None and not (isinstance(node, Scalar) and not node.text):
        problems.append(Problem("answers 下面应是“问题: 答案”", node.place))
    return Mapping({}, {}, root.place)


def _templates(root: Mapping, problems: list[Problem]) -> tuple[str, ...]:
    found: list[str] = []
    for key in ("template", "templates"):
        node = root.entries.get(key)
        for item in node.items if isinstance(node, Items) else [node] if node else []:
            if not isinstance(item, Scalar):
                problems.append(Problem(f"{key} 应是模板的名字", item.place))
            elif item.text:
                found.append(item.text)
    return tuple(found)


def _pace(node: Node | None, problems: list[Problem]) -> int:
    if node is None:
        return PACE
    if isinstance(node, Scalar) and re.fullmatch(r"[1-9][0-9]{1,2}", node.text):
        return int(node.text)
    problems.append(Problem("pace 应是每分钟的字数，如 180", node.place))
    return PACE


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [_plain(item) for item in node.items]
    return {key: _plain(entry) for key, entry in node.entries.items()}
