"""`drafter profile diff`: how two profiles differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.cli.arguments import Argument, command
from drafter.cli.command import WORKSPACE
from drafter.cli.display import one_line, show_table
from drafter.cli.given import every_question, given_layers, lay
from drafter.profiles import read_profile

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.layers import Layer, Merged

_ABOUT = "列出两份档案里不同的答案，并排着看；从 extends 的档案得来的也算，后面注明是哪一份。"


@command(
    _ABOUT,
    Argument("first", "档案一"),
    Argument("second", "档案二"),
    WORKSPACE,
)
def diff_command(first: str, second: str, workspace: Path) -> None:
    """Show the answers that differ, side by side."""
    layers = [read_profile(name, workspace) for name in (first, second)]
    questions = every_question([*layers[0].templates, *layers[1].templates], workspace)
    one, other = (lay(given_layers(layer, None, (), workspace), questions, workspace) for layer in layers)
    rows = [
        (key, question.label, _cell(key, layers[0], one), _cell(key, layers[1], other))
        for key, question in questions.items()
        if one.values.get(key) != other.values.get(key) or (key in one.left_open) != (key in other.left_open)
    ]
    if rows:
        show_table(("问题", "名称", first, second), rows)
    else:
        print("两份档案的答案相同。")


def _cell(key: str, layer: Layer, merged: Merged) -> str:
    """The answer of a profile, and the profile that it comes from where it is another's."""
    if key not in merged.values:
        return "（待补）" if key in merged.left_open else "（没有）"
    place = merged.laid[key][-1].place
    origin = next((part for part in layer.stack() if str(part.path) == place.path), layer)
    return one_line(merged.values[key]) + (
        "" if origin.path == layer.path or not origin.path else f"（{origin.path.stem}）"
    )
