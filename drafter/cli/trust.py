"""`drafter template trust`: vouch for a template, so that it renders in drafter's own process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.cli.arguments import Argument, command, flag
from drafter.cli.command import WORKSPACE

if TYPE_CHECKING:
    from pathlib import Path

_ABOUT = """确认一个模板来路可靠：看过它的文件，是自己写的，或信得过写的人。

别人的模板不确认也能用，只是另开一个进程运行，起草慢零点几秒；随带的和 drafter mine 做的不用确认。

确认只在这台电脑上、对现在的内容有效，改过一个字就回到原样。"""


@command(
    _ABOUT,
    Argument("template", "模板"),
    flag("--off", "撤销确认"),
    WORKSPACE,
)
def trust_command(template: str, workspace: Path, *, off: bool) -> None:
    """Vouch for a template as it is now, or withdraw that."""
    from drafter.template.catalog import Catalog
    from drafter.template.trust import vouch, withdraw

    catalog = Catalog.of(workspace)
    folder = catalog.folder(template)
    if off:
        print("已撤销，照样能用。" if withdraw(catalog, folder) else "没有确认过，或确认以后改过。")
        return
    files = vouch(catalog, folder)
    if not files:
        print("全是随带的内容，不用确认。")
        return
    for name in sorted(files):
        print(f"　templates/{name}")
    print(f"已确认以上{len(files)}个文件。改过以后要再确认；不确认也能用，只是慢一点。")
