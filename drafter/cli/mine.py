"""`drafter mine`: templates from speeches that were given."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.cli.arguments import Argument, Option, choice, command
from drafter.cli.command import WORKSPACE
from drafter.errors import InputError, Place, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drafter.mining.pattern import SharedPart
    from drafter.mining.search import Heading, Hits
    from drafter.mining.siblings import SharedHead
    from drafter.mining.skeleton import Skeleton
    from drafter.mining.spool import Picked, Spool
    from drafter.mining.templates import Mined
    from drafter.questions import Question

_ABOUT = """从讲过的讲话稿里取出骨架，做成模板，放进工作文件夹的 templates，drafter new 马上能用。讲话稿只读，不改。

可以给一篇、几篇或一个文件夹；不同的会议自动分开，一类做一个模板。能读的文件同 drafter outline。

--headings 不做模板，只查标题：按词（守）或按句式（坚持…，全力…）。不写讲话稿，就在已做的模板里查。"""
_EXAMPLE = "（原稿"
_KEEP = "留下多少原文：headings 标题、过渡和衔接语（默认）；sentences 另留几篇都有的句子；all 全部"


@command(
    _ABOUT,
    Argument("speeches", "讲话稿", kind=Path, required=False, many=True),
    Option("--name", "名字", "模板文件夹的名字，默认按会议取"),
    choice("--keep", ("headings", "sentences", "all"), _KEEP, "…"),
    Option("--headings", "关键词", "只查标题", default=None, name="wanted"),
    WORKSPACE,
)
def mine_command(speeches: tuple[Path, ...], name: str, keep: str, wanted: str | None, workspace: Path) -> None:
    """Make templates of speeches, one for each kind of meeting, or search headings."""
    if wanted is not None:
        _search(speeches, wanted, workspace)
        return
    if not speeches:
        raise UsageError(Problem("没有写讲话稿", mend="写上文件或文件夹，如 drafter mine 往年讲话"))
    from drafter.mining.spool import Spool
    from drafter.mining.templates import free_name, mine
    from drafter.template.folders import check_name

    if name:
        check_name(name)
    problems: list[Problem] = []
    with Spool() as spool:
        _read(speeches, spool, topics=keep != "all")
        for number, group in enumerate(_groups(spool), 1):
            own = f"{name}-{number}" if name and number > 1 else name
            try:
                _tell(mine(group, keep, own or free_name(group[0], workspace), workspace), keep)
            except InputError as error:
                problems += error.problems
    if problems:
        raise InputError(*problems)


def _read(paths: Iterable[Path], spool: Spool, *, topics: bool = True) -> None:
    """Put the skeletons of all speeches that can be read; the others are named. InputError where none can."""
    from drafter.cli.progress import progress
    from drafter.mining.corpus import read_all, speeches_in

    found, problems = speeches_in(paths)
    if not found:
        raise InputError(
            *problems,
            Problem("文件夹里没有讲话稿", mend="能读 .txt、.md、.docx；有 LibreOffice 时也能读 .doc、.wps、.rtf、.odt"),
        )
    known: dict[str, int] = {}
    for number, result in enumerate(progress("读讲话稿", read_all(found, topics=topics), len(found))):
        problems += result.problems
        if result.skeleton is None:
            continue
        first = known.setdefault(result.skeleton.digest, number)
        if first == number:
            spool.put(result.skeleton)
        else:
            problems.append(Problem(f"与 {found[first]} 相同，只算一篇", Place(str(found[number]))))
    if not known:
        raise InputError(*problems)
    for problem in problems:
        print(f"跳过：{problem}", file=sys.stderr)


def _groups(read: Sequence[Skeleton]) -> list[Picked[Skeleton]]:
    """The speeches by kind of meeting, the largest group first."""
    from drafter.mining.meeting import Described, group
    from drafter.mining.spool import Picked

    told = Picked(read, range(len(read)), lambda one: Described(one.meeting, one.kind, one.headings(), one.opening))
    groups = [Picked(read, numbers, lambda one: one) for numbers in group(told)]
    return sorted(groups, key=len, reverse=True)


def _tell(made: Mined, keep: str) -> None:
    """Say what a template is."""
    from drafter.cli.display import show_tree
    from drafter.mining.search import listed

    of = len(made.pattern.speeches)
    show_tree(f"{made.name}（{of}篇）", _branches(made))
    print(f"模板：{made.folder}")
    print(f"要问{len(made.questions)}项：{_asked(made.questions)}")
    for role, seen in made.pattern.left_out:
        print(f"没有收进模板：{role}（{of}篇里只有{seen}篇写）")
    latest = listed(made.pattern)
    if latest < of:
        print(f"标题的出处只记最近{latest}篇；要查全部，用 drafter mine 讲话稿 --headings 关键词")
    if of == 1:
        print("请注意：只有一篇，看不出哪些是每年都这样写的。再给几篇同类讲话，骨架才可靠。", file=sys.stderr)
    if keep == "sentences" and not made.sentences:
        print("请注意：没有几篇都有的句子，正文都留待补。", file=sys.stderr)
    print(f"起草：drafter new {made.folder.name}\n")


def _asked(questions: Sequence[Question]) -> str:
    """The labels of questions; those that are asked about many places by kind and number."""
    singles = [question.label for question in questions if _EXAMPLE not in question.label]
    kinds = Counter(question.label.partition(_EXAMPLE)[0] for question in questions if _EXAMPLE in question.label)
    return "、".join([*singles, *(f"{kind}{count}处" for kind, count in kinds.items())])


def _branches(made: Mined) -> Iterator[tuple[int, str]]:
    """Each part and point with its usual length, and in how many speeches it stands."""
    of = len(made.pattern.speeches)
    for part in made.pattern.parts:
        yield 1, f"{part.role}　约{part.size}字{_seen(part, of)}"
        yield from _points(part.points, 2, of)


def _points(points: Sequence[SharedHead], level: int, of: int) -> Iterator[tuple[int, str]]:
    for point in points:
        texts = list(dict.fromkeys(head.text for _, head in point.heads))
        heading = texts[0] if len(texts) == 1 else f"（标题有{len(texts)}种，如“{texts[0]}”）"
        yield level, f"{heading}　约{point.size}字{_seen(point, of)}"
        yield from _points(point.points, level + 1, of)


def _seen(one: SharedPart | SharedHead, of: int) -> str:
    return f"　{of}篇里有{one.seen}篇" if of > 1 else ""


def _search(speeches: Sequence[Path], wanted: str, workspace: Path) -> None:
    """Show the headings that hold a word or are of a form, grouped by form."""
    from drafter.cli.display import show_table
    from drafter.inside import is_inside
    from drafter.listing import listed
    from drafter.mining.search import headings, search
    from drafter.mining.spool import Spool
    from drafter.template.package import SOURCES

    if not wanted.strip():
        raise UsageError(Problem("--headings 后面要有词或句式", mend="如 --headings 守，或 --headings 坚持…，全力…"))
    if speeches:
        with Spool() as spool:
            _read(speeches, spool)
            found = search((one for speech in spool for one in headings(speech)), wanted)
    else:
        folder = workspace / "templates"
        templates = [one for one in listed(folder, "*") if is_inside(one / SOURCES, folder)]
        found = search((one for template in templates for one in _kept(template)), wanted)
    if not found:
        raise InputError(Problem(f"没有找到“{wanted}”", mend="换一个词，或先用 drafter mine 做模板"))
    show_table(("句式", "标题", "文件", "行"), _rows(found))


def _kept(template: Path) -> Iterator[Heading]:
    """The headings beside a template; a file that can't be read is named and passed over."""
    from drafter.mining.search import kept

    try:
        yield from kept(template)
    except InputError as error:
        print(f"跳过：{error.problems[0]}", file=sys.stderr)


def _rows(found: Iterable[Hits]) -> Iterator[tuple[str, str, str, str]]:
    for hits in found:
        for number, one in enumerate(hits.headings):
            form = f"{hits.form or '（不成句式）'}（{len(hits.headings)}）" if number == 0 else ""
            yield form, one.text, one.path, str(one.line)
