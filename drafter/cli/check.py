"""`drafter template check`: all that is wrong or doubtful in templates, with the lines that it is about."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.cli.arguments import Argument, command, flag
from drafter.cli.command import WORKSPACE
from drafter.errors import DrafterError, InputError, Problem
from drafter.files import read_text
from drafter.questions import SLOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.checking import Finding
    from drafter.errors import Place

_ABOUT = """检查模板，一次说全：写法、问题名、条件、标题、提法、标点，再用样例、空白和各种古怪的答案试写一遍。

不写模板，就查所有的。有错误的退出码是 1；只有提醒的是 0。"""
_WIDTH, _BEFORE = 72, 40  # columns of a line that are shown, and of those before the mark


@command(
    _ABOUT,
    Argument("templates", "模板", required=False, many=True),
    flag("--json", "输出 JSON，供别的程序用", "as_json"),
    WORKSPACE,
)
def check_command(templates: Sequence[str], *, as_json: bool, workspace: Path) -> None:
    """Check them, and tell errors and warnings apart. InputError where there is an error."""
    from drafter.checking import check
    from drafter.template.catalog import Catalog

    catalog = Catalog.of(workspace)
    names = catalog.names()
    folders = dict.fromkeys(map(catalog.folder, templates)) if templates else names
    found = {folder: check(folder, workspace, dt.date.today()) for folder in folders}  # noqa: DTZ011 - the writer's day
    if as_json:
        told = [
            {"template": folder, "name": names[folder], "findings": [_as_data(one) for one in findings]}
            for folder, findings in found.items()
        ]
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        print("\n\n".join(report(names[folder], findings) for folder, findings in found.items()))
    errors = sum(one.is_error for findings in found.values() for one in findings)
    if errors:
        raise InputError(Problem(f"有{errors}处错误要改"))


def report(name: str, findings: Sequence[Finding]) -> str:
    """What a person reads of one template: errors, then warnings, each with its line."""
    errors = [one for one in findings if one.is_error]
    warnings = [one for one in findings if not one.is_error]
    counts = [f"{len(found)}处{what}" for found, what in ((errors, "错误"), (warnings, "提醒")) if found]
    lines = [f"{name}：{'，'.join(counts) or '没有问题'}"]
    for found, what in ((errors, "错误"), (warnings, "提醒")):
        if found:
            lines += ["", f"【{what}】", *(line for one in found for line in (str(one.problem), *_shown(one.place)))]
    return "\n".join(lines)


def _shown(place: Place) -> list[str]:
    """What stands around a place, and below it a mark at its column; nothing where there is no such line."""
    from drafter.interview.width import cells, clipped

    text, at = _line(place), max(0, place.column - 1)
    if not text.strip():
        return []
    start = at if cells(text[:at]) > _BEFORE else 0
    while start and cells(text[start - 1 : at]) <= _BEFORE:
        start -= 1
    before = f"{SLOT if start else ''}{text[start:at]}".replace("\t", " ")
    shown = clipped(f"{before}{text[at:]}".replace("\t", " "), _WIDTH)
    return [f"    {shown}", *([f"    {' ' * cells(before)}^"] if place.column else [])]


def _line(place: Place) -> str:
    """The line that a place is in, empty where it can't be read."""
    if not place.line:
        return ""
    try:
        return read_text(Path(place.path)).split("\n")[place.line - 1]
    except (DrafterError, IndexError):
        return ""


def _as_data(finding: Finding) -> dict[str, object]:
    """A finding for other programs; line and column are 0 where there is none."""
    place = finding.place
    return {
        "severity": "error" if finding.is_error else "warning",
        "rule": finding.rule,
        "file": place.path,
        "line": place.line,
        "column": place.column,
        "message": finding.problem.message,
        "mend": finding.problem.mend,
        "text": _line(place),
    }
