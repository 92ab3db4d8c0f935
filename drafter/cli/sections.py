"""`drafter template list` and `show`: what there is, and from which layer each section comes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from drafter.characters import writable
from drafter.cli.arguments import Argument, command
from drafter.cli.command import WORKSPACE
from drafter.cli.moved import tell_moved
from drafter.errors import DrafterError, InputError
from drafter.template.catalog import DEFINITION, HERE, OURS, SHARED, USERS, Catalog
from drafter.template.copies import home, part, parts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drafter.errors import Problem
    from drafter.template.definition import Definition

_LIST = f"""列出所有模板和它们的各节，每一节来自哪里：{OURS}、{USERS}还是{HERE}。

与自带的一字不差的，算自带。各节以外改过的文件也列出来。"""
_SHOW = "显示一个模板：说明、问题、各节；写了节，就显示那一节的原文和它来自哪里。模板写 shared，看各模板共用的文件。"


@command(_LIST, WORKSPACE)
def list_command(workspace: Path) -> None:
    """List them all; a template.yaml with faults takes away no other template's rows."""
    from drafter.cli.display import show_table

    catalog = Catalog.of(workspace)
    rows: list[tuple[str, ...]] = []
    problems: list[Problem] = []
    for folder, chinese in {**catalog.names(), SHARED: "各模板共用"}.items():
        try:
            found = list(_rows(catalog, folder))
        except DrafterError as error:
            problems += error.problems
            found = [("", "有错，见下", "")]
        rows += [(*(("", "") if number else (chinese, folder)), *row) for number, row in enumerate(found)]
    show_table(("模板", "文件夹", "节", "作用", "来自"), rows)
    try:
        tell_moved(catalog, *catalog.names(), SHARED)
    except DrafterError as error:
        problems += error.problems
    if problems:
        raise InputError(*dict.fromkeys(problems))


def _rows(catalog: Catalog, folder: str) -> Iterator[tuple[str, str, str]]:
    """Each section, and each other file of the template's own that overrides one; of what is shared every file."""
    definition = None if folder == SHARED else catalog.definition(folder)
    sections = {f"{section.name}.j2": section.role for section in definition.sections} if definition else {}
    shared = catalog.files(SHARED)
    for name in dict.fromkeys([*sections, *catalog.files(folder)]):
        is_changed = name not in shared and catalog.is_override(folder, name)
        if name in sections or is_changed or folder == SHARED:
            yield name, sections.get(name, ""), catalog.origin(folder, name)


@command(
    _SHOW,
    Argument("template", "模板"),
    Argument("section", "节", required=False),
    WORKSPACE,
)
def show_command(template: str, section: str, workspace: Path) -> None:
    """Show a template in short, or the text of one of its files."""
    from drafter.cli.display import show_table
    from drafter.files import read_text

    catalog = Catalog.of(workspace)
    folder = home(catalog, template)
    if section:
        name = part(catalog, folder, section)
        path = catalog.giver(folder, name) or parts(catalog, folder)[name]
        print(f"{catalog.layer(path)}：{path}", file=sys.stderr)
        print(writable(read_text(path)), end="")
        return
    definition = None if folder == SHARED else catalog.definition(folder)
    if definition:
        _introduce(folder, definition)
    show_table(("节", "作用", "占全篇", "来自"), _files(catalog, folder, definition))
    tell_moved(catalog, folder)


def _introduce(folder: str, definition: Definition) -> None:
    """Say what a template is for, and what it asks."""
    print(f"{definition.name}（{folder}）\n{definition.summary}\n")
    questions = definition.questions.values()
    for said, is_first in (("先问", True), ("核对时问", False)):
        labels = [question.label for question in questions if question.first is is_first]
        print(f"{said}{len(labels)}题：{'、'.join(labels)}")
    print()


def _files(catalog: Catalog, folder: str, definition: Definition | None) -> Iterator[tuple[str, str, str, str]]:
    """A row for each section, in the order of the speech, then for each other file."""
    sections = {f"{section.name}.j2": section for section in definition.sections} if definition else {}
    for name, section in sections.items():
        yield name, section.role, f"{section.share}%" if section.share else "", catalog.origin(folder, name)
    for name in parts(catalog, folder):
        if name not in sections:
            use = "要点的正文" if name.startswith("points/") else "问题和次序" if name == DEFINITION else ""
            yield name, use, "", catalog.origin(folder, name)
