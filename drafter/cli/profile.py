"""`drafter profile`: see the saved meeting profiles, and take away or rename one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from drafter.cli.arguments import Argument, command, flag
from drafter.cli.command import WORKSPACE, agrees

if TYPE_CHECKING:
    from pathlib import Path

_REMOVE = "删去一份会议档案和它的旧稿 .yaml.bak；先问一声。随带的样例不能删。"
_RENAME = "给一份会议档案改名；已有的名字不会被盖掉。extends 它的档案跟着改。"

ABOUT = "会议档案：看、存、改、比。"
COMMANDS = {
    "list": ("drafter.cli.profile", "列出所有档案"),
    "show": ("drafter.cli.profile", "显示一份档案"),
    "explain": ("drafter.cli.explain", "说明每个答案出自哪一层"),
    "diff": ("drafter.cli.diff", "比较两份档案的答案"),
    "save": ("drafter.cli.save", "把答案存进一份档案"),
    "edit": ("drafter.cli.edit", "用编辑器改一份档案，查过再存"),
    "rename": ("drafter.cli.profile", "给一份档案改名"),
    "remove": ("drafter.cli.profile", "删去一份档案"),
}


@command("列出所有会议档案和它们的文件。", WORKSPACE)
def list_command(workspace: Path) -> None:
    """List them."""
    from drafter.cli.display import show_table
    from drafter.profiles import profile_names

    show_table(("档案", "文件"), [(name, str(path)) for name, path in profile_names(workspace).items()])


@command(
    "显示一份会议档案的内容。",
    Argument("profile", "档案"),
    WORKSPACE,
)
def show_command(profile: str, workspace: Path) -> None:
    """Show one as it was written; one with faults too: that is when one wants to see it."""
    from drafter.files import read_text
    from drafter.profiles import find_profile

    print(read_text(find_profile(profile, workspace)), end="")


@command(
    _REMOVE,
    Argument("profile", "档案"),
    flag("--yes", "不问，直接删"),
    WORKSPACE,
)
def remove_command(profile: str, workspace: Path, *, yes: bool) -> None:
    """Take one away, if the user wants it so."""
    from drafter.profiles.keeping import extending, own_profile, remove

    path = own_profile(profile, workspace)
    if above := extending(profile, workspace):
        print(f"extends 它的档案会用不了：{'、'.join(above)}", file=sys.stderr)
    if not yes and not agrees(f"删去 {path}？删了找不回来", "删"):
        print("没有删。")
        return
    remove(path)
    print(f"已删去：{path}")


@command(
    _RENAME,
    Argument("old", "旧名"),
    Argument("new", "新名"),
    WORKSPACE,
)
def rename_command(old: str, new: str, workspace: Path) -> None:
    """Rename one, and let those that extend it follow."""
    from drafter.profiles.keeping import own_profile, rename
    from drafter.profiles.saving import profile_path

    path = profile_path(new, workspace)
    followed, unread = rename(own_profile(old, workspace), path)
    print(f"已改名：{path}")
    for name in followed:
        print(f"跟着改了 extends：{name}")
    for name in unread:
        print(f"这份档案有错，读不了，如果 extends 了“{old}”请自己改：{name}", file=sys.stderr)
