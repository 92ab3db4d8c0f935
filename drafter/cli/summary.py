"""What a writer is told after a draft is written, on the screen and in the checklist file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.document import Gap
from drafter.numerals import markers
from drafter.word import pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from drafter.cli.writing import Given
    from drafter.document import Document
    from drafter.drafting import Draft
    from drafter.word.layout import Layout


def summary(made: Draft, layout: Layout, path: Path, listed: Path | None, given: Given) -> str:
    """The lines shown when the draft is done: file, length and time, gaps, warnings."""
    document, grid, length = made.document, layout.grid, given.length
    count = characters(document)
    minutes = max(1, round(count / length.pace))
    size = f"{count}字，约{pages(document, layout)}页（每页{grid.lines}行、每行{grid.characters}字），"
    size += f"按每分钟{length.pace}字约{minutes}分钟"
    lines = [f"初稿：{path}", f"　　　{size}"]
    if length.wanted:
        lines.append(f"　　　{length.against(count)}")
    gaps = [line for line, is_gap in notes(document) if is_gap]
    if gaps:
        lines += [f"待补{len(gaps)}处：", *(f"  {line}" for line in gaps)]
    else:
        lines.append("没有待补。")
    if listed:
        lines += [f"  {line}" for line, is_gap in notes(document) if not is_gap]
        lines.append(f"写作清单：{listed}")
    if given.reused:
        lines.append(f"沿用了档案里上次的答案，须改成这次的：{'、'.join(given.reused)}")
    lines += [f"请核对：{problem}" for problem in made.warnings]
    return "\n".join(lines)


def checklist(made: Draft, reused: Sequence[str]) -> str:
    """Gaps, guidance, what was taken over from last time and what to verify, a line each; empty if there are none."""
    found = [line for line, _ in notes(made.document)]
    found += [f"沿用了档案里上次的答案，须改成这次的：{label}" for label in reused]
    found += [f"请核对：{problem}" for problem in made.warnings]
    title = _one_line(made.document.title)
    return "\n".join([f"{title}：写作清单", "", *(f"□ {line}" for line in found), ""]) if found else ""


def notes(document: Document) -> Iterator[tuple[str, bool]]:
    """Each gap and each piece of guidance as a line that says where it is, and whether it is a gap."""
    numbers = iter(markers([(block.level, block.series) for block in document.headings], document.apart))
    where, role = "", ""
    for block in document.blocks:
        if block.kind == "heading":
            words = "".join("……" if isinstance(inline, Gap) else inline.text for inline in block.inlines)
            where, role = _one_line(next(numbers) + words), block.role
        elif block.role != role or not where:
            where, role = block.role or "开头", block.role
        if block.kind == "guidance":
            yield f"{where}｜提示：{_one_line(block.text)}", False
            continue
        for inline in block.inlines:
            if isinstance(inline, Gap):
                yield f"{where}｜{inline.hint or '待补'}", True


def characters(document: Document) -> int:
    """Characters to be spoken: markers included, blanks and gaps left out."""
    return sum(lengths(document).values())


def lengths(document: Document) -> dict[str, int]:
    """Characters to be spoken, by the role of the section in order; what stands before the first has an empty one."""
    numbers = iter(markers([(block.level, block.series) for block in document.headings], document.apart))
    found: dict[str, int] = {}
    for block in document.spoken:
        texts = [i.text for i in block.inlines if not isinstance(i, Gap)]
        number = next(numbers) if block.kind == "heading" else ""
        length = sum(len("".join(text.split())) for text in [number, *texts])
        found[block.role] = found.get(block.role, 0) + length
    return found


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))
