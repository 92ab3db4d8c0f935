"""`drafter mine`: templates from speeches that were given."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter.cli.command import Command, workspace_option
from drafter.errors import InputError, Place, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drafter.mining.pattern import SharedHead, SharedPart
    from drafter.mining.search import Hits
    from drafter.mining.skeleton import Skeleton
    from drafter.mining.templates import Mined

_ABOUT = """从讲过的讲话稿里取出骨架，做成模板，放进工作文件夹的 templates，drafter new 马上能用。讲话稿只读，不改。

可以给一篇、几篇或一个文件夹；不同的会议自动分开，一类做一个模板。能读的文件同 drafter outline。

--headings 不做模板，只查标题：按词（守）或按句式（坚持…，全力…）。不写讲话稿，就在已做的模板里查。"""
_KEEP = "留下多少原文：headings 标题、过渡和衔接语（默认）；sentences 另留几篇都有的句子；all 全部"


@click.command("mine", cls=Command, help=_ABOUT, options_metavar="[选项]")
@click.argument("speeches", type=click.Path(path_type=Path), nargs=-1, metavar="[讲话稿]…")
@click.option("--name", default="", metavar="名字", help="模板文件夹的名字，默认按会议取")
@click.option(
    "--keep", type=click.Choice(["headings", "sentences", "all"]), default="headings", metavar="…", help=_KEEP
)
@click.option("--headings", "wanted", default="", metavar="关键词", help="只查标题")
@workspace_option
def mine_command(speeches: tuple[Path, ...], name: str, keep: str, wanted: str, workspace: Path) -> None:
    """Make templates of speeches, one for each kind of meeting, or search headings."""
    if wanted:
        _search(speeches, wanted, workspace)
        return
    if not speeches:
        raise UsageError(Problem("没有写讲话稿", mend="写上文件或文件夹，如 drafter mine 往年讲话"))
    from drafter.files import is_plain_name

    if name and not is_plain_name(name):
        raise UsageError(Problem(f"“{name}”不能作文件夹名", mend="不用 / \\ : * ? 这些字符"))
    groups = _groups(_read(speeches, topics=keep != "all"))
    for number, group in enumerate(groups, 1):
        if number > 1:
            click.echo()
        _mine(group, keep, f"{name}-{number}" if name and number > 1 else name, workspace)


def _read(paths: Iterable[Path], *, topics: bool = True) -> list[Skeleton]:
    """The skeletons of all speeches that can be read; the others are named. InputError where none can."""
    from drafter.cli.display import progress
    from drafter.mining.corpus import read_all, speeches_in

    found = speeches_in(paths)
    if not found:
        raise InputError(
            Problem("文件夹里没有讲话稿", mend="能读 .txt、.md、.docx；有 LibreOffice 时也能读 .doc、.wps、.rtf、.odt")
        )
    known: dict[bytes, str] = {}
    read: list[Skeleton] = []
    problems: list[Problem] = []
    for path, result in zip(found, progress("读讲话稿", read_all(found, topics=topics), len(found)), strict=True):
        problems += result.problems
        if result.skeleton and result.digest in known:
            problems.append(Problem(f"与 {known[result.digest]} 相同，只算一篇", Place(str(path))))
        elif result.skeleton:
            known[result.digest] = str(path)
            read.append(result.skeleton)
    if not read:
        raise InputError(*problems)
    for problem in problems:
        click.echo(f"跳过：{problem}", err=True)
    return read


def _groups(read: Sequence[Skeleton]) -> list[list[Skeleton]]:
    """The speeches by kind of meeting, the largest group first."""
    from drafter.mining.meeting import Described, group

    described = [Described(one.meeting, one.kind, one.headings(), one.opening) for one in read]
    groups = [[read[number] for number in numbers] for numbers in group(described)]
    return sorted(groups, key=len, reverse=True)


def _mine(group: Sequence[Skeleton], keep: str, name: str, workspace: Path) -> None:
    """Make one template and say what it is."""
    from drafter.cli.display import show_tree
    from drafter.mining.templates import free_name, mine

    made = mine(group, keep, name or free_name(group[0].kind, workspace), workspace)
    show_tree(f"{made.name}（{len(group)}篇）", _branches(made))
    click.echo(f"模板：{made.folder}")
    click.echo(f"要问的：{'、'.join(question.label for question in made.questions)}")
    for role, seen in made.pattern.left_out:
        click.echo(f"没有收进模板：{role}（{len(group)}篇里只有{seen}篇写）")
    if len(group) == 1:
        click.echo("请注意：只有一篇，看不出哪些是每年都这样写的。再给几篇同类讲话，骨架才可靠。", err=True)
    click.echo(f"起草：drafter new {made.folder.name}")


def _branches(made: Mined) -> Iterator[tuple[int, str]]:
    """Each part and point with its usual length, and in how many speeches it stands."""
    of = len(made.pattern.speeches)
    for part in made.pattern.parts:
        yield 1, f"{part.role}　约{part.size}字{_seen(part, of)}"
        yield from _points(part.points, 2, of)


def _points(points: Sequence[SharedHead], level: int, of: int) -> Iterator[tuple[int, str]]:
    for point in points:
        texts = list(dict.fromkeys(head.text for _, head in point.heads))
        several = f" 等{len(texts)}种标题" if len(texts) > 1 else ""
        yield level, f"{texts[0]}{several}　约{point.size}字{_seen(point, of)}"
        yield from _points(point.points, level + 1, of)


def _seen(one: SharedPart | SharedHead, of: int) -> str:
    return f"　{of}篇里有{one.seen}篇" if of > 1 else ""


def _search(speeches: Sequence[Path], wanted: str, workspace: Path) -> None:
    """Show the headings that hold a word or are of a form, grouped by form."""
    from drafter.cli.display import show_table
    from drafter.mining.search import headings, kept, search

    if speeches:
        found = search((one for speech in _read(speeches) for one in headings(speech)), wanted)
    else:
        folder = workspace / "templates"
        templates = sorted(folder.iterdir()) if folder.is_dir() else []
        found = search((one for template in templates for one in kept(template)), wanted)
    if not found:
        raise InputError(Problem(f"没有找到“{wanted}”", mend="换一个词，或先用 drafter mine 做模板"))
    show_table(("句式", "标题", "文件", "行"), _rows(found))


def _rows(found: Iterable[Hits]) -> Iterator[tuple[str, str, str, str]]:
    for hits in found:
        for number, one in enumerate(hits.headings):
            form = f"{hits.form or '（不成句式）'}（{len(hits.headings)}）" if number == 0 else ""
            yield form, one.text, one.path, str(one.line)
