"""Which paragraph of one draft is which of another, made by the same template with other answers."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from drafter.document import Field, Words
from drafter.word.plan import Typed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeAlias

    from drafter.document import Inline
    from drafter.word.plan import Paragraph

    _Told: TypeAlias = tuple[tuple[str, int, int], str, str | tuple[tuple[str, str], ...]]
    _Form: TypeAlias = tuple[Sequence[object], Sequence[object]]
    """What two pages are compared by, paragraph by paragraph."""

_ALIKE = 0.5


def token(inline: Inline | Typed) -> tuple[str, str]:
    """What tells an inline from others whatever its answer: its key, of words the text."""
    if isinstance(inline, Typed):
        return "number", ""
    return ("words", inline.text) if isinstance(inline, Words) else ("key", inline.key)


def paired(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> list[tuple[int | None, int | None]]:
    """(index in the old one, index in the new one) of each paragraph, None where one of them has none."""
    told = _told(old), _told(new)
    shapes = list(map(_shape, old)), list(map(_shape, new))
    if shapes[0] == shapes[1] and not _moved(*told):
        return list(zip(range(len(old)), range(len(new)), strict=True))
    tokens = list(map(_tokens, old)), list(map(_tokens, new))
    return list(_paired(old, new, range(len(old)), range(len(new)), (told, tokens, shapes)))


def _told(page: Sequence[Paragraph]) -> list[_Told]:
    """What tells each paragraph from others of the same make: a heading its text, all else the heading it is under.

    The points of a list, and the paragraphs of a long answer, have their keys by number only.
    """
    found: list[_Told] = []
    above = ""
    for paragraph in page:
        heading = paragraph.heading
        above = heading.text if heading else above
        kind, tokens = _tokens(paragraph)
        is_answer = [isinstance(each, Field) for each in paragraph.inlines] == [True]
        text = paragraph.text if is_answer and not heading else ""
        found.append((kind, above, text) if heading or text else (kind, above, tokens))
    return found


def _moved(old: Sequence[_Told], new: Sequence[_Told]) -> bool:
    """Whether a heading, or a paragraph of a long answer, now stands where another one stood."""
    was = {told: number for number, told in enumerate(old) if isinstance(told[2], str)}
    return any(was.get(told, number) != number for number, told in enumerate(new))


def _paired(
    old: Sequence[Paragraph], new: Sequence[Paragraph], left: range, right: range, forms: tuple[_Form, ...]
) -> Iterator[tuple[int | None, int | None]]:
    """Pair what is the same in the first of these forms, and what lies between by the next."""
    if not forms:
        yield from _remaining(old, new, left, right)
        return
    (first_form, second_form), *others = forms
    matcher = SequenceMatcher(None, [first_form[n] for n in left], [second_form[n] for n in right], autojunk=False)
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
