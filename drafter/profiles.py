"""Saved answers: profiles and other files of answers, read as layers and written.

A profile is a YAML file in `profiles/`: `template` (or `templates`) it goes with, `pace` of the speaker in characters
a minute, `minutes` wanted for the speech, `answers`. A profile that names no template serves all.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from drafter.errors import InputError, Problem, UsageError
from drafter.files import is_plain_name, shipped, write_atomic
from drafter.layers import PACE, Layer
from drafter.questions import nearest, stored
from drafter.yamlfile import Items, Mapping, Scalar, dump, load, plain

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping as MappingType
    from pathlib import Path

    from drafter.questions import Value
    from drafter.yamlfile import Node

_KEYS = ("template", "templates", "pace", "minutes", "answers")


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
    minutes = _minutes(root.entries.get("minutes"), problems)
    answers = _answers(root, problems)
    if problems:
        raise InputError(*problems)
    return Layer(source, answers, templates, pace, path, minutes)


def read_answers(path: Path) -> Layer:
    """Answers from any YAML file: a profile's, or the whole file where it has no `answers`."""
    root = load(path)
    source = f"文件 {path.name}"
    return _read_layer(path, root, source) if "answers" in root.entries else Layer(source, root, path=path)


def profile_path(name: str, workspace: Path) -> Path:
    """Where a profile of that name is saved. UsageError for a name that is no plain file name."""
    if not is_plain_name(name) or name.endswith((".yaml", ".yml")):
        raise UsageError(
            Problem(f"“{name}”不能作档案名", mend="用一个普通的名称，不带 .yaml、文件夹和 \\ / : * ? 等符号")
        )
    return workspace / "profiles" / f"{name}.yaml"


def check_older(path: Path) -> None:
    """Raise InputError where there is an older profile that `save_profile` could not take over."""
    if path.exists():
        _read_layer(path, load(path), path.stem)


def save_profile(
    path: Path, template: str, values: MappingType[str, Value], *, pace: int = PACE, left_open: Collection[str] = ()
) -> None:
    """Save answers as a profile, readable by its user only.

    Answers that an older profile there has and this meeting has not are kept, but for those `left_open`, as is its pace
    where `pace` is the usual one; the older file stays beside the new one as `.bak`.
    """
    answers = {key: stored(value) for key, value in values.items()}
    templates: tuple[str, ...] = (template,)
    minutes = 0
    if path.exists():
        old = _read_layer(path, load(path), path.stem)
        pace = old.pace if pace == PACE else pace
        minutes = old.minutes
        before = {key: plain(node) for key, node in old.answers.entries.items() if key not in left_open}
        answers = {**before, **answers}
        templates = tuple(dict.fromkeys([*old.templates, template])) if old.templates else ()
        write_atomic(path.with_suffix(".yaml.bak"), path.read_bytes(), replace=True, private=True)
    content: dict[str, object] = {}
    if templates:
        content["templates"] = list(templates)
    if pace != PACE:
        content["pace"] = str(pace)
    if minutes:
        content["minutes"] = str(minutes)
    text = dump({**content, "answers": answers})
    write_atomic(path, text.encode("utf-8"), replace=True, private=True)


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


def _minutes(node: Node | None, problems: list[Problem]) -> int:
    if node is None:
        return 0
    if isinstance(node, Scalar) and re.fullmatch(r"[1-9][0-9]{0,2}", node.text):
        return int(node.text)
    problems.append(Problem("minutes 应是讲话的分钟数，如 30", node.place))
    return 0
