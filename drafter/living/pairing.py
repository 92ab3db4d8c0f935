"""Which paragraph of one draft is which of another, made by the same template with other answers."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from drafter.document import Words
from drafter.word.plan import Typed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.document import Inline
    from drafter.word.plan import Paragraph

_ALIKE = 0.5


def token(inline: Inline | Typed) -> tuple[str, str]:
    """What tells an inline from others whatever its answer: its key, of words the text."""
    if isinstance(inline, Typed):
        return "number", ""
    return ("words", inline.text) if isinstance(inline, Words) else ("key", inline.key)


def paired(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> list[tuple[int | None, int | None]]:
    """(index in the old one, index in the new one) of each paragraph, None where one of them has none."""
    if [_shape(each) for each in old] == [_shape(each) for each in new]:
        return list(zip(range(len(old)), range(len(new)), strict=True))
    return list(_paired(old, new, range(len(old)), range(len(new)), (_tokens, _shape)))


def _paired(
    old: Sequence[Paragraph], new: Sequence[Paragraph], left: range, right: range, forms: tuple[_Form, ...]
) -> Iterator[tuple[int | None, int | None]]:
    """Pair what is the same in the first of these forms, and what lies between by the next."""
    if not forms:
        yield from _remaining(old, new, left, right)
        return
    form, *others = forms
    matcher = SequenceMatcher(None, [form(old[n]) for n in left], [form(new[n]) for n in right], autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(left[first:last], right[begin:end], strict=True)
        else:
            yield from _paired(old, new, left[first:last], right[begin:end], tuple(others))


def _remaining(
    old: Sequence[Paragraph], new: Sequence[Paragraph], left: range, right: range
) -> Iterator[tuple[int | None, int | None]]:
    """Pair paragraphs of one kind, where there are as many, else those that have much in common, in order."""
    if [_kind(old[number]) for number in left] == [_kind(new[number]) for number in right]:
        yield from zip(left, right, strict=True)
        return
    free = list(right)
    for number in left:
        found = next((each for each in free if _alike(old[number], new[each])), None)
        while found is not None and free[0] != found:
            yield None, free.pop(0)
        if found is not None:
            free.pop(0)
        yield number, found
    yield from ((None, each) for each in free)


def _alike(old: Paragraph, new: Paragraph) -> bool:
    if _shape(old)[0] != _shape(new)[0]:
        return False
    if old.block.kind not in ("heading", "paragraph"):
        return True
    matcher = SequenceMatcher(None, _tokens(old)[1], _tokens(new)[1], autojunk=False)
    return matcher.ratio() >= _ALIKE


def _kind(paragraph: Paragraph) -> tuple[str, int, int]:
    return paragraph.block.kind, paragraph.block.level, paragraph.lead.level if paragraph.lead else 0


def _tokens(paragraph: Paragraph) -> tuple[tuple[str, int, int], tuple[tuple[str, str], ...]]:
    return _kind(paragraph), tuple(map(token, paragraph.inlines))


def _shape(paragraph: Paragraph) -> tuple[tuple[str, int, int], tuple[tuple[str, str], ...]]:
    return _kind(paragraph), tuple(each for each in map(token, paragraph.inlines) if each[0] == "key")


if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    _Form: TypeAlias = Callable[[Paragraph], tuple[tuple[str, int, int], tuple[tuple[str, str], ...]]]
