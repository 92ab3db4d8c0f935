"""`drafter gaps`: what is still open in a draft."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.cli.arguments import Argument, command, flag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drafter.word.gaps import OpenPlace
    from drafter.word.opened import Opened

_ABOUT = """看初稿里还有哪些待补：在哪个标题下面，要写什么。只读，不改初稿。

在 Word 里把【待补：……】整个换成要写的话，或者删掉，就算补上了。"""


def open_draft(path: Path) -> Opened:
    """The draft in a file. InputError for what can't be read, or is too large."""
    from drafter.files import DOCUMENT_LIMIT, read_bytes
    from drafter.word.opened import Opened

    return Opened(read_bytes(path, DOCUMENT_LIMIT), str(path))


def gap_lines(places: Iterable[OpenPlace]) -> list[str]:
    """A line for each place: the heading it stands under, the hint, and what remains to be done of it."""
    return [
        f"{place.heading}｜{place.hint or '待补'}" + f"（已改成“{place.text}”，还要去掉括号和提示）" * place.edited
        for place in places
    ]


@command(
    _ABOUT,
    Argument("draft", "初稿", kind=Path),
    flag("--json", "输出 JSON，供别的程序用", "as_json"),
)
def gaps_command(draft: Path, *, as_json: bool) -> None:
    """List them."""
    from dataclasses import asdict

    from drafter.word.gaps import open_places

    places = open_places(open_draft(draft))
    if as_json:
        print(json.dumps([asdict(place) for place in places], ensure_ascii=False, indent=1))
    elif places:
        print("\n".join([f"待补{len(places)}处：", *(f"  {line}" for line in gap_lines(places))]))
    else:
        print("没有待补。")
