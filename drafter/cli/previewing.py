"""`drafter template preview`: a section with sample answers in the terminal, again at each save."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drafter.cli.arguments import Argument, Option, command, flag
from drafter.cli.command import WORKSPACE
from drafter.cli.given import ANSWERS, SETTINGS, given_layers, lay
from drafter.errors import Problem, UsageError
from drafter.files import shipped
from drafter.records import dataclass, replace
from drafter.template import open_template
from drafter.template.catalog import SHARED, Catalog
from drafter.template.copies import part

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drafter.layers import Layer
    from drafter.template import Template

_ABOUT = """把模板的一节（不写节就是全篇）代入样例答案，显示在屏幕上。

节写文件名或它的作用：closing、closing.j2、结尾、points/stand。
答案用 --profile 的档案；不写就用随带的样例，没有样例就留待补。"""


@command(
    _ABOUT,
    Argument("template", "模板"),
    Argument("section", "节", required=False),
    Option("--profile", "档案", "用这份会议档案的答案"),
    ANSWERS,
    SETTINGS,
    flag("--watch", "每次存盘再显示一次，按 Ctrl-C 结束", "is_watched"),
    WORKSPACE,
)
def preview_command(**given: Any) -> None:  # noqa: ANN401 - what was read, each in its own type
    """Show it once, or at each save."""
    catalog = Catalog.of(given["workspace"])
    folder = catalog.folder(given["template"])
    wanted = _part(catalog, folder, given["section"]) if given["section"] else ""
    shown = _Shown(folder, wanted, given["profile"], given["answers"], given["settings"], given["workspace"])
    if given["is_watched"]:
        from drafter.cli.watching import watch
        from drafter.profiles import find_profile

        if given["profile"]:
            find_profile(given["profile"], given["workspace"])  # a wrong name ends it now, not a fault in a file
        watch(shown.show, shown.files)
    else:
        shown.show()


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is shown: a file of a template, or all of it where `part` is empty, with which answers."""

    folder: str
    part: str
    profile: str
    answers: Path | None
    settings: tuple[str, ...]
    workspace: Path

    def show(self) -> None:
        """Draft and print it, everything read anew."""
        from drafter.cli.length import Length
        from drafter.cli.preview import preview, preview_part
        from drafter.drafting import draft, draft_part
        from drafter.layers import PACE
        from drafter.profiles import read_profile

        template = open_template(self.folder, self.workspace)
        layer = read_profile(self.profile, self.workspace) if self.profile else _sample(template, self.workspace)
        layers = given_layers(layer, self.answers, self.settings, self.workspace)
        merged = lay(layers, template.definition.questions, self.workspace)
        known, length = (merged.values, frozenset(merged.left_open)), Length(layer.pace if layer else PACE)
        if self.part:
            preview_part(draft_part(template, self.part, *known), length)
        else:
            preview(draft(template, *known).document, template.definition.sections, length)

    def files(self) -> Iterator[Path]:
        """All files that it hangs on, in every layer."""
        for layer in Catalog.of(self.workspace).layers:
            for home in (self.folder, SHARED):
                yield from (layer / home).rglob("*.j2")
                yield from (layer / home).rglob("*.yaml")
        yield from (self.workspace / "profiles").glob("*.yaml")
        yield from filter(None, [self.answers])


def _part(catalog: Catalog, folder: str, wanted: str) -> str:
    """The file of a section that is named by file or role. UsageError, with the nearest, where there is none."""
    name = part(catalog, folder, wanted)
    if not name.endswith(".j2"):
        raise UsageError(
            Problem(f"{name} 不是一节，没有可看的成稿", mend=f"看原文用 drafter template show {folder} {name}")
        )
    return name


def _sample(template: Template, workspace: Path) -> Layer | None:
    """The shipped sample profile that goes with a template, as far as the template asks; None where there is none."""
    from drafter.profiles import read_profile
    from drafter.yamlfile import Mapping

    for path in sorted(shipped("profiles").glob("*.yaml")):
        layer = read_profile(str(path.resolve()), workspace)
        if {template.folder, template.definition.name} & {*layer.templates}:
            entries = layer.answers.entries.items()
            known = {key: node for key, node in entries if key in template.definition.questions}
            return replace(layer, answers=Mapping(known, layer.answers.places, layer.answers.place))
    return None
