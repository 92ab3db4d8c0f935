"""The draft in the terminal as it would be now, and its length against the time there is for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.cli.display import as_table, as_text, show_pages, show_text
from drafter.cli.summary import characters, lengths
from drafter.document import Field, Gap
from drafter.numerals import markers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from drafter.cli.display import Part
    from drafter.cli.length import Length
    from drafter.document import Block, Document, Inline
    from drafter.template.definition import Section


def preview(
    document: Document, sections: Sequence[Section], length: Length, more: Callable[[str], bool] = lambda _: True
) -> None:
    """Print the draft, answers and gaps marked, then a table of its sections with their minutes and shares.

    more: waits after each screenful, with what it shows meanwhile; False to show no more of it.
    """
    heads = ("部分", "字数", "时间", "占全篇", "模板占比")
    table = as_table((*heads, "应写字数") if length.wanted else heads, shares(document, sections, length))
    shown = [*_paragraphs(document), *_said("全文", document, length)]
    show_pages([*map(as_text, shown), table], more)


def preview_part(document: Document, length: Length, what: str = "本节") -> None:
    """Print a document, answers and gaps marked, and how long it is. what: how it is called."""
    show_text([*_paragraphs(document), *_said(what, document, length)])


def _said(what: str, document: Document, length: Length) -> list[list[Part]]:
    return [[("　下划线是答案，反白是待补。", "quiet")], [(_total(what, characters(document), length), "quiet")]]


def shares(document: Document, sections: Sequence[Section], length: Length) -> Iterator[tuple[str, ...]]:
    """A row for each part of the draft: role, characters, minutes, share of the whole, share by the template.

    Where a time is wanted also the characters that the template's share of it comes to.
    """
    counted = lengths(document)
    whole = sum(counted.values()) or 1
    planned = {role: sum(section.share for section in sections if section.role == role) for role in counted}
    all_planned = sum(planned.values()) or 1
    for role, count in counted.items():
        share = planned[role]
        row = (role or "标题等", str(count), length.of(count), f"{count / whole:.0%}", f"{share}%" if share else "")
        wanted = str(round(length.wanted * share / all_planned)) if share else ""
        yield (*row, wanted) if length.wanted else row


def _total(what: str, count: int, length: Length) -> str:
    said = f"　{what}{count}字，按每分钟{length.pace}字{length.of(count)}"
    return f"{said}；{length.against(count)}" if length.wanted else said


def _paragraphs(document: Document) -> Iterator[list[Part]]:
    numbers = iter(markers([(block.level, block.series) for block in document.headings], document.apart))
    for block in document.spoken:
        number = next(numbers) if block.kind == "heading" else ""
        yield [("　　" + number if block.kind in {"heading", "paragraph"} else "", _plain(block)), *_parts(block)]


def _parts(block: Block) -> Iterator[Part]:
    return ((inline.text, _look(block, inline)) for inline in block.inlines)


def _look(block: Block, inline: Inline) -> str:
    return "gap" if isinstance(inline, Gap) else "field" if isinstance(inline, Field) else _plain(block)


def _plain(block: Block) -> str:
    return "heading" if block.kind in {"title", "heading"} else "plain"
