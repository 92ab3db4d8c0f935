"""`drafter template new`: a minimal template that drafts at once, to be changed from there."""

from __future__ import annotations

from pathlib import Path

from drafter.cli.arguments import Argument, Option, command
from drafter.cli.command import WORKSPACE
from drafter.errors import Problem, UsageError
from drafter.files import is_plain_name, read_text
from drafter.template.catalog import Catalog
from drafter.template.folders import check_name, publish
from drafter.template.trust import vouch_made

_NEW = """在工作文件夹的 templates 里新做一个模板：开头、三个要点、结尾，马上能起草，再一节一节改成自己的。

名称是文件夹名；会议类名如“动员部署会”，写进模板的中文名和会议名称。"""
_MINIMAL = Path(__file__).resolve().parent.parent / "template" / "minimal"
_MEETING = "〔会议〕"


@command(
    _NEW,
    Argument("name", "名称"),
    Option("--title", "会议类名", "哪一类会议，如“动员部署会”；不写就用名称"),
    WORKSPACE,
)
def new_command(name: str, title: str, workspace: Path) -> None:
    """Write it into a new folder of the workspace."""
    catalog = Catalog.of(workspace)
    meeting = (title.strip() or name).removesuffix("讲话")
    target = workspace / "templates" / name
    check_name(name)
    if not is_plain_name(meeting) or "{" in meeting or "}" in meeting:
        raise UsageError(Problem(f"“{meeting}”不能作会议类名", mend="写成“动员部署会”这样的，不带引号和括号"))
    known = catalog.names()
    if {name, f"{meeting}讲话"} & {*known, *known.values()} or target.exists():
        raise UsageError(Problem(f"模板“{name}”或“{meeting}讲话”已经有了", mend="换一个名称，或用 --title 换会议类名"))
    files = {path.relative_to(_MINIMAL).as_posix(): read_text(path) for path in sorted(_MINIMAL.rglob("*.*"))}
    publish({part: text.replace(_MEETING, meeting) for part, text in files.items()}, target)
    vouch_made(catalog, name)
    print(f"已新做：{target}\n起草：drafter new {name}；各节是里面的 .j2 文件，用记事本就能改。")
