"""`drafter template add`: a template that somebody else packed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from drafter.cli.arguments import Argument, Option, command, flag
from drafter.cli.command import WORKSPACE, agrees
from drafter.template.arrival import REPLACED, arrival, check
from drafter.template.catalog import SHARED, Catalog
from drafter.template.folders import check_name
from drafter.template.unpacking import shown, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.template.arrival import Arrival
    from drafter.template.package import Package

_ABOUT = f"""把别人用 drafter template pack 打的包加进工作文件夹的 templates。

先查：包里有没有不该有的、模板写得对不对；再说清会换掉、盖住哪些，问过才加。要么全加，要么一点不动。
换下来的放在模板文件夹的 {REPLACED} 里。"""


@command(
    _ABOUT,
    Argument("file", "文件", kind=Path),
    Option("--name", "名称", "换一个文件夹名；不写就用包里的"),
    flag("--yes", "不问，直接加"),
    WORKSPACE,
)
def add_command(file: Path, name: str, workspace: Path, *, yes: bool) -> None:
    """Check it, tell what it would do, ask, and add it."""
    package = unpacked(file)
    folder = name or package.folder
    check_name(folder)
    check(package, workspace, str(file))
    coming = arrival(package, folder, workspace)
    if coming.is_there:
        print(f"已经有了，一模一样：{coming.layer / folder}")
        return
    for line in _told(package, coming, Catalog.of(workspace)):
        print(line)
    if not yes and not agrees("加进来吗？", "加"):
        print("没有加。")
        return
    coming.bring()
    print(f"已加：{coming.layer / folder}\n先看一遍：drafter template preview {folder}")


def _told(package: Package, coming: Arrival, catalog: Catalog) -> Iterator[str]:
    """What a package is and what it would do."""
    version = f"，版本{shown(package.version)}" if package.version else ""
    yield f"模板：{shown(package.name)}（{coming.folder}{version}），{len(coming.files)}个文件"
    yield f"加到：{coming.layer / coming.folder}"
    own = f"{coming.folder}/"
    yield from _listed(f"会换掉你的（原来的移到 {own}{REPLACED}）", _in(own, coming.replaced))
    if coming.stands_before:
        yield f"会盖住原有的 {coming.folder}，不同的有：{'、'.join(_in(own, coming.covered)) or '无'}"
    told = dict.fromkeys([*_in(f"{SHARED}/", coming.replaced), *_in(f"{SHARED}/", coming.covered)])
    yield from _listed("会换掉各模板共用的，别的模板也跟着变", list(told))
    yield from _listed("要用到、但和打包时不一样的共用文件", [shown(name) for name in coming.differing])
    twins = [f for f, chinese in catalog.names().items() if chinese == package.name and f != coming.folder]
    yield from _listed("同名的另有模板，起草时要写文件夹名", twins)


def _in(home: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.startswith(home)]


def _listed(what: str, names: list[str]) -> Iterator[str]:
    if names:
        yield f"{what}：{'、'.join(names)}"
