"""Sections draw on one another across the layers: extends, include, macros, each file from the first layer with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.markup import read
from drafter.template import open_template
from drafter.template.catalog import user_layer

if TYPE_CHECKING:
    from pathlib import Path

_DEFINITION = """name: 小会讲话
questions:
- {key: unit, label: 单位}
front: {title: 题}
sections: [{name: closing, role: 结尾}]
"""
_BASE = "同志们，{% block task %}任务很重。{% endblock %}{% block call %}让我们一起努力！{% endblock %}\n"


def _written(layer: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = layer / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _closing(workspace: Path) -> list[str]:
    template = open_template("small", workspace)
    segments = template.renderer.file("closing.j2", template.resolver({"unit": "××市公安局"}).values())
    return ["".join(inline.text for inline in block.inlines) for block in read(segments, "结尾")]


def test_a_workspace_section_extends_a_shared_one(workspace: Path) -> None:
    """A section fills in one block of a base in shared/ of another layer, and has the rest from there."""
    _written(user_layer(), {"shared/farewell.j2": _BASE})
    section = '{% extends "farewell.j2" %}{% block task %}{{ unit }}任务更重。{{ super() }}{% endblock %}\n'
    _written(workspace / "templates", {"small/template.yaml": _DEFINITION, "small/closing.j2": section})
    assert _closing(workspace) == ["同志们，××市公安局任务更重。任务很重。让我们一起努力！"]


def test_a_base_of_the_users_layer_is_overridden_by_the_workspace(workspace: Path) -> None:
    """A section of the user's extends the base of the workspace as soon as that has one of the same name."""
    section = '{% extends "farewell.j2" %}{% block call %}{{ unit }}拜托大家了！{% endblock %}\n'
    files = {"small/template.yaml": _DEFINITION, "small/closing.j2": section, "shared/farewell.j2": _BASE}
    _written(user_layer(), files)
    assert _closing(workspace) == ["同志们，任务很重。××市公安局拜托大家了！"]
    _written(workspace / "templates", {"shared/farewell.j2": _BASE.replace("任务很重", "担子不轻")})
    assert _closing(workspace) == ["同志们，担子不轻。××市公安局拜托大家了！"]
    _written(workspace / "templates", {"small/farewell.j2": _BASE.replace("任务很重", "时间很紧")})
    assert _closing(workspace) == ["同志们，时间很紧。××市公安局拜托大家了！"]


def test_a_section_includes_and_imports_across_layers(workspace: Path) -> None:
    """An included section and a macro come each from the layer that has them; answers keep their place in both."""
    _written(user_layer(), {"shared/words.j2": "{% macro thanks(who) %}感谢{{ who }}！{% endmacro %}\n"})
    section = '{% from "words.j2" import thanks %}\n{% include "points/last.j2" %}{{ thanks(unit) }}\n'
    _written(
        workspace / "templates",
        {"small/template.yaml": _DEFINITION, "small/closing.j2": section, "shared/points/last.j2": "最后说一句。"},
    )
    assert _closing(workspace) == ["最后说一句。感谢××市公安局！"]
