"""`drafter template pack`: a template in one file, to be handed on."""

from __future__ import annotations

import sys
from pathlib import Path

from drafter.cli.arguments import Argument, Option, command, flag
from drafter.cli.command import WORKSPACE, agrees
from drafter.cli.writing import save_new
from drafter.files import write_atomic
from drafter.template.catalog import Catalog
from drafter.template.package import SOURCES, packed
from drafter.template.unpacking import package_in

_ABOUT = f"""把一个模板打成一个 .zip，交给别人用 drafter template add 加进去。

装的是起草时用到的各节（改过的装改过的），共用的提法、问题改过的也装上；不装本机的路径、用户名，
也不装会议档案和答案。从讲话稿做的模板，{SOURCES} 写着出自哪篇第几行，不加 --sources 就不装。"""


@command(
    _ABOUT,
    Argument("template", "模板"),
    Option("-o, --output", "文件", "写到这个 .zip 文件；不写就是工作文件夹里的“模板.zip”", kind=Path, default=None),
    flag("--sources", f"连 {SOURCES} 一起装"),
    flag("--yes", "已有这个文件就换掉，不问"),
    WORKSPACE,
)
def pack_command(template: str, output: Path | None, workspace: Path, *, sources: bool, yes: bool) -> None:
    """Pack it, and look at the package as whoever adds it will."""
    catalog = Catalog.of(workspace)
    folder = catalog.folder(template)
    package = packed(catalog, folder, with_sources=sources)
    path = output or workspace / f"{folder}.zip"
    data = package.zipped()
    package_in(data, str(path))
    if path.exists() and (yes or agrees(f"已有 {path}，换掉吗？", "换掉已有的文件")):
        write_atomic(path, data, replace=True)
    else:
        save_new(path, data)
    print(f"已打包：{path}（{len(package.files)}个文件）")
    for name in package.files:
        print(f"  {name}")
    if citing := package.citing():
        print(f"请注意：这{len(citing)}个文件里写着出自哪篇讲话稿第几行，不想给人看，先删去再打包：", file=sys.stderr)
        print("、".join(citing), file=sys.stderr)
