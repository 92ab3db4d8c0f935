"""`drafter profile save`: a profile made or changed by flags and files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.cli.arguments import Argument, Option, command
from drafter.cli.command import WORKSPACE
from drafter.cli.given import ANSWERS, SETTINGS, every_question, given_layers, lay
from drafter.errors import Problem, UsageError
from drafter.layers import PACE
from drafter.profiles import read_profile
from drafter.profiles.saving import New, lay_into, profile_path
from drafter.template.catalog import Catalog

if TYPE_CHECKING:
    from drafter.layers import Layer

_ABOUT = """把答案存进一份会议档案；没有这份就新建，已有的只改给了新答案的几行，别的照旧。

新建时写 --from 档案，就从那份的抄本改起：注释、次序、extends 都照它。

不写 --template、--from，新建的档案给所有模板用。"""


@command(
    _ABOUT,
    Argument("name", "档案"),
    SETTINGS,
    ANSWERS,
    Option("--from", "档案或初稿", "取这份档案，或这份 .docx 初稿的答案", name="source"),
    Option("--extends", "档案", "档案里没写的，用这份档案的"),
    Option("--template", "模板", "这份档案给这个模板用"),
    WORKSPACE,
)
def save_command(**given: Any) -> None:  # noqa: ANN401 - what was read, each in its own type
    """Save them, and say where."""
    workspace: Path = given["workspace"]
    path = profile_path(given["name"], workspace)
    source = _taken_from(given["source"], workspace) if given["source"] else None
    templates, pace = (source.templates, source.pace) if source else ((), PACE)
    if given["template"]:
        templates = (Catalog.of(workspace).folder(given["template"]),)
    questions = every_question(templates, workspace)
    like = source.path if source and not path.exists() else None
    merged = lay(given_layers(source, given["answers"], given["settings"], workspace), questions, workspace)
    if not (source or given["extends"] or given["template"] or merged.laid):
        raise UsageError(Problem("没有要存的", mend="用 --set、--answers 或 --from 给答案"))
    lay_into(path, New(merged.values, templates, pace, given["extends"], merged.left_open, questions, like))
    print(f"会议档案：{path}")


def _taken_from(source: str, workspace: Path) -> Layer:
    """The answers that a profile starts from: another profile's, or a draft's with what was typed into it in Word."""
    if source.lower().endswith(".docx"):
        from drafter.cli.fromdraft import answers_from

        return answers_from(Path(source), workspace)
    return read_profile(source, workspace)
