"""`drafter template copy` and `diff`: take what one wants to change, and see what was changed on both sides."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from drafter.cli.arguments import Argument, command, flag
from drafter.cli.command import WORKSPACE
from drafter.errors import Place, Problem
from drafter.template.catalog import OURS, USERS, Catalog, user_layer
from drafter.template.copies import copy, destination, home, override, overrides, part, settle

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.template.copies import Override

_COPY = """把模板的一节（不写节就是它自己的全部文件）复制到工作文件夹的 templates 里，改了就用改过的。已有的不覆盖。

节写文件名或它的作用：closing、结尾、points/stand、phrases.yaml。模板写 shared，复制各模板共用的。"""
_DIFF = f"""看自己改过的与{OURS}的有什么不同：- 是{OURS}的，+ 是你的。

复制以后{OURS}的又更新了的，分开显示你改了什么、{OURS}的改了什么。"""


@command(
    _COPY,
    Argument("template", "模板"),
    Argument("section", "节", required=False),
    flag("--to-user", f"复制到{USERS}，所有工作文件夹都用它"),
    WORKSPACE,
)
def copy_command(template: str, section: str, workspace: Path, *, to_user: bool) -> None:
    """Copy a file, or all of a template's own, into a layer; what is there already stays."""
    catalog = Catalog.of(workspace)
    folder = home(catalog, template)
    layer = user_layer() if to_user else workspace / "templates"
    own = [name for name, path in catalog.files(folder).items() if path.parents[name.count("/")].name == folder]
    for name in [part(catalog, folder, section)] if section else own:
        try:
            print(f"已复制：{copy(catalog, folder, name, layer)}")
        except FileExistsError:
            place = Place(str(destination(catalog, folder, name, layer)))
            print(str(Problem("已有，没有覆盖", place)), file=sys.stderr)


@command(
    _DIFF,
    Argument("template", "模板"),
    Argument("section", "节", required=False),
    flag("--seen", f"{OURS}的更新看过了，不再提"),
    WORKSPACE,
)
def diff_command(template: str, section: str, workspace: Path, *, seen: bool) -> None:
    """Show what is overridden, file by file; with `seen` what changed below is told no more."""
    catalog = Catalog.of(workspace)
    folder = home(catalog, template)
    if section:
        found = [each for each in [override(catalog, folder, part(catalog, folder, section))] if each]
    else:
        found = overrides(catalog, folder)
    for each in found:
        _show(each, catalog.layer(each.path))
        if seen:
            settle(catalog, folder, each.name)
    if not found:
        print(f"没有改过{OURS}的。")


def _show(each: Override, layer: str) -> None:
    """What one file overrides; both sides where the original has changed too."""
    from drafter.cli.changes import show_changes

    mine, ours = f"你的 {each.name}（{layer}）", f"{OURS}的 {each.name}"
    if each.then is None or not each.has_moved:
        show_changes(ours, each.now or "", mine, each.mine)
        return
    print(f"{each.name}：你复制以后，{OURS}的{'也有更新' if each.now is not None else '已经没有这一份了'}。")
    print("你改的：")
    show_changes(f"复制时的 {each.name}", each.then, mine, each.mine)
    if each.now is not None:
        print(f"{OURS}的更新：")
        show_changes(f"复制时的 {each.name}", each.then, f"现在{ours}", each.now)
