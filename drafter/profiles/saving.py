"""Profiles written: answers laid into one under a lock, with as few lines changed as can be."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from drafter.answers import convert
from drafter.errors import InputError, Place, Problem, UsageError
from drafter.files import is_plain_name, locked, read_bytes, shipped, write_atomic
from drafter.inside import is_inside
from drafter.layers import PACE
from drafter.profiles.patch import patched
from drafter.profiles.reading import is_empty, layer_of, read_profile
from drafter.questions import Question, stored
from drafter.records import dataclass, field, replace
from drafter.yamlfile import Mapping, Scalar, load, parse, plain

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping as MappingType
    from pathlib import Path

    from drafter.layers import Layer
    from drafter.questions import Value
    from drafter.yamlfile import Node

# the kind of question that alone takes a value of this type
_KINDS: dict[type, str] = {bool: "yesno", int: "year", dt.date: "date"}


@dataclass(frozen=True, slots=True)
class New:
    """What is laid into a profile.

    templates: those it must serve from now on. pace: the usual one changes nothing. extends: the name of the profile it
    is to extend from now on, empty for no change. left_open: keys to leave open: their answers go, and they are noted
    where what it extends or a default would give one. questions: by key, as far as known: they tell whether an older
    answer, as it was written, says the same. like: the profile that a new one starts as a copy of.
    """

    values: MappingType[str, Value]
    templates: tuple[str, ...] = ()
    pace: int = PACE
    extends: str = ""
    left_open: Collection[str] = ()
    questions: MappingType[str, Question] = field(default_factory=dict)
    like: Path | None = None


def profile_path(name: str, workspace: Path) -> Path:
    """Where a profile of that name is saved.

    UsageError for a name that is no plain file name, a link elsewhere, or the name of a shipped sample, which would be
    hidden.
    """
    path = own_path(name, workspace)
    if not path.exists() and (shipped("profiles") / path.name).is_file():
        raise UsageError(Problem(f"随带的样例也叫“{name}”，会被它遮住，没有存", mend="换一个名字"))
    return path


def own_path(name: str, workspace: Path) -> Path:
    """Where a workspace's own profile of that name lies. UsageError for a name that can't be, or a link elsewhere."""
    if not is_plain_name(name) or name.endswith((".yaml", ".yml")):
        raise UsageError(
            Problem(f"“{name}”不能作档案名", mend="用一个普通的名称，不带 .yaml、文件夹和 \\ / : * ? 等符号")
        )
    path = workspace / "profiles" / f"{name}.yaml"
    if path.is_symlink() and not is_inside(path, path.parent):
        raise UsageError(Problem("这是指向别处的链接，不会写它", Place(str(path)), "换一个档案名"))
    return path


def check_older(path: Path) -> None:
    """Raise InputError where there is an older profile that `lay_into` could not take over."""
    if path.exists():
        layer_of(load(path), path, _workspace(path))


def lay_into(path: Path, new: New) -> None:
    """Lay answers into a profile, made where there is none yet, readable by its user only.

    Answers it has and `new` has not are kept, as are its comments and the lines of what stays the same; what it has by
    another one that it extends is not written into it. The older file stays beside the new one as `.bak`. Processes
    that do so at once lose nothing. UsageError for an `extends` that can't be, InputError for a faulty older profile.
    """
    with locked(path.parent):
        start = path if path.exists() else new.like
        data = read_bytes(start) if start else b""
        root = load(start) if start else parse("", str(path))
        content = {key: plain(node) for key, node in root.entries.items()}
        if new.extends:
            _check_extended(new.extends, path)
            root = replace(root, entries={**root.entries, "extends": Scalar(new.extends, Place(str(path)))})
        old = layer_of(root, path, _workspace(path))
        missing = [template for template in new.templates if template not in old.templates]
        if missing and (old.templates or not data):
            name = "template" if "template" in content and "templates" not in content else "templates"
            content[name] = [*old.templates, *missing]
        if new.pace not in {PACE, old.pace}:
            content["pace"] = str(new.pace)
        if new.extends:
            content["extends"] = new.extends
        content = _opened(content, old, new)
        content["answers"] = _answers(root, old, new)
        put(path, data if path.exists() else b"", patched(data, str(path), content))


def put(path: Path, old: bytes, new: bytes) -> None:
    """Write a profile whose folder is locked; what it was before, if anything, stays beside it as `.bak`."""
    if new == old:
        return
    if old:
        write_atomic(backup(path), old, replace=True, private=True)
    write_atomic(path, new, replace=True, private=True)


def backup(path: Path) -> Path:
    """Where the older one of a profile is kept."""
    return path.with_suffix(".yaml.bak")


def _workspace(path: Path) -> Path:
    return path.parent.parent


def _check_extended(name: str, path: Path) -> None:
    below = read_profile(name, _workspace(path))
    if not is_plain_name(name) or any(layer.path and layer.path.stem == path.stem for layer in below.stack()):
        raise UsageError(Problem(f"“{path.stem}”不能 extends“{name}”", mend="写另一份档案的名字，它不能反过来用这一份"))


def _opened(content: dict[str, object], old: Layer, new: New) -> dict[str, object]:
    """The entries of the file, with the questions that it leaves open from now on."""
    below = _known(old.below)
    kept = [key for key in old.left_open if key not in new.values]
    added = [key for key in new.left_open if key not in kept and (key in below or _has_default(new.questions.get(key)))]
    if [*kept, *added] == [*old.left_open]:
        return content
    others = {key: value for key, value in content.items() if key != "left_open"}
    return {**content, "left_open": [*kept, *added]} if kept or added else others


def _has_default(question: Question | None) -> bool:
    """Whether a default would stand where the question is not left open; what steers takes it in any case."""
    return question is not None and question.default is not None and question.kind not in {"choice", "yesno"}


def _answers(root: Mapping, old: Layer, new: New) -> dict[str, object]:
    """The answers that stand in the file from now on; one that it or what it extends has already stays as written."""
    node = root.entries.get("answers")
    own = node.entries if isinstance(node, Mapping) else {}
    answers = {key: plain(node) for key, node in own.items() if key not in new.left_open}
    known = _known(old)
    for key, value in new.values.items():
        if key not in known or not _says(known[key], value, new.questions.get(key)):
            answers[key] = stored(value)
    return answers


def _known(layer: Layer | None) -> dict[str, Node]:
    """The answers that a profile and all it extends come to, as they were written."""
    known: dict[str, Node] = {}
    for each in layer.stack() if layer else ():
        known = {key: node for key, node in known.items() if key not in each.left_open}
        known.update({key: node for key, node in each.answers.entries.items() if not is_empty(node)})
    return known


def _says(node: Node, value: Value, question: Question | None) -> bool:
    """Whether an answer as it was written comes to this value; one that can't be told to is taken not to."""
    if question is None and type(value) in _KINDS:
        question = Question("", "", _KINDS[type(value)])
    try:
        return plain(node) == stored(value) or (question is not None and convert(question, node) == value)
    except InputError:
        return False
