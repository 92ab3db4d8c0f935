"""Where layouts lie: a workspace's own `layouts/`, then those that travel with drafter; each on top of another one."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import InputError, Problem, UsageError
from drafter.listing import listed
from drafter.questions import nearest
from drafter.word import DEFAULT
from drafter.word.layoutfile import read_layout
from drafter.yamlfile import Mapping, Scalar, load

if TYPE_CHECKING:
    from drafter.word.layout import Layout

_SHIPPED = Path(__file__).with_name("layouts")
_ENDINGS = (".yaml", ".yml")
# lines and pitch say the same thing, so a grid is taken whole
_WHOLE = ("grid",)


def layout_names(workspace: Path) -> dict[str, Path]:
    """Name → file of every layout that a workspace sees; its own stand before the shipped ones.

    InputError where a folder can't be looked into.
    """
    found: dict[str, Path] = {}
    for folder in (workspace / "layouts", _SHIPPED):
        for path in listed(folder, "*.yaml"):
            found.setdefault(path.stem, path)
    return found


def open_layout(name: str, workspace: Path) -> Layout:
    """A layout by name, or by the path of its YAML file.

    UsageError where there is none, InputError for all its faults.
    """
    names = layout_names(workspace)
    path = names.get(name) or Path(name)
    if name not in names and not name.endswith(_ENDINGS):
        known = f"现有：{'、'.join(names)}；自己的写文件名，以 .yaml 或 .docx 结尾"
        raise UsageError(Problem(f"没有“{name}”这个版式", mend=nearest(name, names) or known))
    return read_layout(_tree(path, workspace, ()))


@lru_cache(maxsize=1)
def standard() -> Layout:
    """The national standard, GB/T 9704-2012, as it travels with drafter."""
    return read_layout(load(_SHIPPED / f"{DEFAULT}.yaml"))


def _tree(path: Path, workspace: Path, above: tuple[Path, ...]) -> Mapping:
    """What a layout's file says, on top of what it extends; the standard stands below all."""
    root = load(path)
    base = _SHIPPED / f"{DEFAULT}.yaml"
    named = root.entries.get("extends")
    if isinstance(named, Scalar) and named.text:
        base = _extended(named, workspace, (*above, path))
    elif path == base:
        return root
    return _merged(root, _tree(base, workspace, (*above, path)))


def _extended(named: Scalar, workspace: Path, above: tuple[Path, ...]) -> Path:
    """The file of the layout that one extends: of its own name, the shipped one."""
    shipped = _SHIPPED / f"{named.text}.yaml"
    for path in (layout_names(workspace).get(named.text), shipped):
        if path and path.is_file() and path not in above:
            return path
    names = layout_names(workspace)
    message = f"“{named.text}”这个版式又以自己为底" if named.text in names else f"没有“{named.text}”这个版式"
    mend = "" if named.text in names else nearest(named.text, names) or f"现有：{'、'.join(names)}"
    raise InputError(Problem(message, named.place, mend))


def _merged(own: Mapping, below: Mapping) -> Mapping:
    """The entries of both, one's own first; entries of several values are merged likewise."""
    entries = dict(below.entries)
    for key, node in own.entries.items():
        under = below.entries.get(key)
        both = isinstance(node, Mapping) and isinstance(under, Mapping) and key not in _WHOLE
        entries[key] = _merged(node, under) if both else node  # type: ignore[arg-type]
    return Mapping(entries, {**below.places, **own.places}, own.place)
