"""Profiles and other files of answers, read as layers.

A profile is a YAML file in `profiles/`: `template` (or `templates`) it goes with, `pace` of the speaker in characters
a minute, `minutes` wanted, `answers`, `extends`, the profile whose answers, templates, pace and minutes hold where it
says nothing, and `left_open`, the questions that stay open all the same, whatever that profile or a default says. A
profile that names no template, nor extends one that does, serves all.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from drafter.errors import InputError, Problem, UsageError
from drafter.files import is_plain_name, shipped
from drafter.inside import is_inside
from drafter.layers import PACE, Layer
from drafter.listing import listed
from drafter.questions import nearest
from drafter.records import replace
from drafter.yamlfile import Items, Mapping, Scalar, load

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.yamlfile import Node

_KEYS = ("template", "templates", "pace", "minutes", "extends", "left_open", "answers")
_DEPTH = 8


def profile_names(workspace: Path) -> dict[str, Path]:
    """Name → file of every profile that a workspace sees; its own stand before the shipped samples.

    A link that leaves its folder is none. InputError where a folder can't be looked into.
    """
    found: dict[str, Path] = {}
    for folder in (workspace / "profiles", shipped("profiles")):
        for path in listed(folder, "*.yaml"):
            if is_inside(path, folder):
                found.setdefault(path.stem, path)
    return found


def find_profile(name: str, workspace: Path) -> Path:
    """The file of a profile named by name or by the path of its file. UsageError where there is none."""
    names = profile_names(workspace)
    path = names.get(name) or workspace / name
    if name not in names and not (name.endswith((".yaml", ".yml")) and _is_file(path)):
        mend = nearest(name, names) or f"现有：{'、'.join(names) or '无'}"
        raise UsageError(Problem(f"没有“{name}”这份会议档案", mend=mend))
    return path


def read_profile(name: str, workspace: Path) -> Layer:
    """A profile by name, or by the path of its file, with all it extends. UsageError where there is none.

    InputError for the faults of its file and of those it extends.
    """
    path = find_profile(name, workspace)
    return layer_of(load(path), path, workspace)


def layer_of(root: Mapping, path: Path, workspace: Path, above: tuple[str, ...] = ()) -> Layer:
    """The profile that a mapping from `path` is. above: the names of the profiles that extend it, topmost first.

    InputError for all its faults and those of what it extends.
    """
    layer, problems = checked(root, path, workspace, above)
    if problems:
        raise InputError(*problems)
    return layer


def checked(root: Mapping, path: Path, workspace: Path, above: tuple[str, ...] = ()) -> tuple[Layer, list[Problem]]:
    """The same with its faults: what can be read of a faulty one."""
    problems = [
        Problem(f"会议档案里没有“{key}”这一项", place, nearest(key, _KEYS) or "答案写在 answers 下面")
        for key, place in root.places.items()
        if key not in _KEYS
    ]
    templates = _templates(root, problems)
    pace = _number(root, "pace", _PACE, problems)
    minutes = _number(root, "minutes", _MINUTES, problems)
    answers, left_open = _answers(root, problems)
    below = _extended(root.entries.get("extends"), workspace, (*above, path.stem), problems)
    templates, pace = templates or (below.templates if below else ()), pace or (below.pace if below else PACE)
    minutes = minutes or (below.minutes if below else 0)
    return Layer(f"档案 {path.stem}", answers, templates, pace, path, minutes, left_open, below), problems


def _extended(node: Node | None, workspace: Path, above: tuple[str, ...], problems: list[Problem]) -> Layer | None:
    """The profile that another one extends, None where it extends none or where that is a fault."""
    if node is None or (isinstance(node, Scalar) and not node.text):
        return None
    names = profile_names(workspace)
    name = node.text if isinstance(node, Scalar) else ""
    if not is_plain_name(name):
        problems.append(Problem("extends 应是一份档案的名字", node.place))
    elif name in above:
        problems.append(Problem(f"extends 绕回了自己：{' → '.join([*above, name])}", node.place))
    elif name not in names:
        problems.append(Problem(f"没有“{name}”这份会议档案", node.place, nearest(name, names)))
    elif len(above) > _DEPTH:
        problems.append(Problem(f"extends 层层相套，超过 {_DEPTH} 层", node.place))
    else:
        try:
            return layer_of(load(names[name]), names[name], workspace, above)
        except InputError as error:
            problems += error.problems
    return None


def read_answers(path: Path) -> Layer:
    """Answers from any YAML file: a profile's, or the whole file where it has no `answers`."""
    root = load(path)
    source = f"文件 {path.name}"
    if "answers" not in root.entries:
        return Layer(source, root, path=path)
    if "extends" in root.entries:
        raise InputError(Problem("extends 在这里不起作用", root.places["extends"], "用 --profile 给这份档案"))
    return replace(layer_of(root, path, path.parent), source=source)


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises for a name that is too long


def _answers(root: Mapping, problems: list[Problem]) -> tuple[Mapping, tuple[str, ...]]:
    """The answers, and the keys left open: those have an empty answer, at the place that leaves them open."""
    opened = {name.text: name for name in _names(root, "left_open", "问题的名字", problems)}
    node = root.entries.get("answers")
    if node is not None and not isinstance(node, Mapping) and not is_empty(node):
        problems.append(Problem("answers 下面应是“问题: 答案”", node.place))
    answers = node if isinstance(node, Mapping) else Mapping({}, {}, root.place)
    for key, name in opened.items():
        if key in answers.entries and not is_empty(answers.entries[key]):
            problems.append(Problem(f"“{key}”既有答案，又写在 left_open 里", name.place, "留一处"))
    entries = {**answers.entries, **{key: Scalar("", name.place) for key, name in opened.items()}}
    places = {**answers.places, **{key: name.place for key, name in opened.items()}}
    return Mapping(entries, places, answers.place), tuple(opened)


def is_empty(node: Node) -> bool:
    """Whether nothing was written there."""
    return isinstance(node, Scalar) and not node.text.strip()


def _templates(root: Mapping, problems: list[Problem]) -> tuple[str, ...]:
    keys = ("template", "templates")
    return tuple(name.text for key in keys for name in _names(root, key, "模板的名字", problems))


def _names(root: Mapping, key: str, what: str, problems: list[Problem]) -> list[Scalar]:
    """The names of an entry, which may be written as one or as a list; what: of what they should be."""
    node = root.entries.get(key)
    names: list[Scalar] = []
    for item in node.items if isinstance(node, Items) else [node] if node else []:
        if not isinstance(item, Scalar):
            problems.append(Problem(f"{key} 应是{what}", item.place))
        elif item.text:
            names.append(item)
    return names


_PACE = (re.compile("[1-9][0-9]{1,2}"), "pace 应是每分钟的字数，如 180")
_MINUTES = (re.compile("[1-9][0-9]{0,2}"), "minutes 应是讲话的分钟数，如 30")


def _number(root: Mapping, key: str, wanted: tuple[re.Pattern[str], str], problems: list[Problem]) -> int:
    """The number of an entry, 0 where there is none. wanted: how it is written, and what is said if it isn't."""
    node = root.entries.get(key)
    if node is None:
        return 0
    pattern, message = wanted
    if isinstance(node, Scalar) and pattern.fullmatch(node.text):
        return int(node.text)
    problems.append(Problem(message, node.place))
    return 0
