"""Points that somebody deleted or added in Word, and the counts that announce them."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from drafter.document import Field, Words
from drafter.living.pairing import paired
from drafter.living.places import Place, Places
from drafter.records import replace
from drafter.template.filters import counted
from drafter.word.opened import headings_above

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from drafter.living.draft import Answers
    from drafter.living.update import Updated
    from drafter.questions import Point, Value
    from drafter.template import Template
    from drafter.word.opened import Opened
    from drafter.word.plan import Paragraph

    Values: TypeAlias = Mapping[str, Value]


def missing(opened: Opened, places: Places) -> set[int]:
    """The headings of a page that were deleted in the file.

    One that was typed anew isn't found either: so the file must have as many headings less as are not found.
    """
    page = places.page
    found = {number for number, each in enumerate(page) if each.heading and places.line(number) is None}
    return {number for number in found if _is_fewer(opened, places, number, found)}


def left_points(
    opened: Opened, places: Places, template: Template, answers: Answers, made: Callable[[Values], Sequence[Paragraph]]
) -> Values:
    """The answer, by its key, without the points that were deleted in the file with all that stood under them.

    Nothing where none was, or all. places: of the page that these answers make. made: the page that others make.
    """
    page = places.page
    key, points = template.resolver(answers.values, answers.left_open).outline()
    follows = answers.values.get(key) is None
    gone = missing(opened, places)
    while keys := {each for number in gone for each in _keys(page[number], key)}:
        left = tuple(_remaining(points, keys, f"{key}.", follows=follows))
        pairs = paired(page, made({**answers.values, key: left})) if left else []
        # of paragraphs that read alike it can't be told which one would go
        stays = {page[o].text for o, n in pairs if n is None and o is not None and places.line(o)}
        held = {n for n in gone if any(page[each].text in stays and places.line(each) for each in section(page, n))}
        if not held:
            return {key: left} if left else {}
        gone -= held
    return {}


def list_wrong_counts(
    opened: Opened, before: Sequence[Paragraph], page: Sequence[Paragraph], key: str, done: Updated
) -> None:
    """List the fields that announce another number of points than stands in the file, which is as it was read last.

    before: the page that the file was made for until now. key: of the question of the points.
    """
    places = Places(opened, done.shown, page)
    names = {line.index: heading for line, heading in headings_above(opened)}
    earlier, below = _below(before, key), _below(page, key)
    was = {now: _numbers(before[then], earlier) for then, now in paired(before, page) if then is not None}
    for number, paragraph in enumerate(page):
        for at, inline in enumerate(paragraph.inlines):
            numbers = below.get(inline.key, []) if isinstance(inline, Field) else []
            mark = places.mark(number, at)
            there = _in_file(opened, places, numbers[0]) if mark and numbers else None
            if not mark or not there or counted(there) in mark.text:
                continue
            said = (counted(each) for each in (len(numbers), *was.get(number, ())))
            wanted = next((mark.text.replace(each, counted(there), 1) for each in said if each in mark.text), "")
            if wanted:
                done.left.append(Place(names[mark.line.index], mark.text, wanted, opened.at(mark.line)))


def _below(page: Sequence[Paragraph], key: str) -> dict[str, list[int]]:
    """The headings of the points below each point, by its key; below the question's key those of all points."""
    found: dict[str, list[int]] = {}
    for number, paragraph in enumerate(page):
        for each in _keys(paragraph, key):
            found.setdefault(each.rpartition(".")[0], []).append(number)
    return found


def _numbers(paragraph: Paragraph, below: Mapping[str, list[int]]) -> set[int]:
    """How many points are below those that a paragraph shows."""
    return {len(below[each.key]) for each in paragraph.inlines if isinstance(each, Field) and each.key in below}


def _keys(paragraph: Paragraph, key: str) -> set[str]:
    """The keys of the points that a heading belongs to: one, or none."""
    inlines = paragraph.heading.inlines if paragraph.heading else ()
    return {each.key for each in inlines if not isinstance(each, Words) and each.key.startswith(f"{key}.")}


def _remaining(points: Iterable[Point], keys: Collection[str], above: str, *, follows: bool) -> Iterator[Point]:
    """The points but for those of these keys. follows: whether they are to go on having the template's own headings."""
    for number, point in enumerate(points, 1):
        place = f"{above}{number}"
        if place in keys:
            continue
        below = tuple(_remaining(point.points, keys, f"{place}.", follows=follows))
        named = replace(point, heading="", form="") if follows and (point.body or point.own) else point
        yield replace(named, points=below)


def section(page: Sequence[Paragraph], number: int) -> range:
    """A heading with all that stands under it."""
    levels = _levels(page)
    below = takewhile(lambda each: not 0 < each <= levels[number], levels[number + 1 :])
    return range(number, number + 1 + sum(1 for _ in below))


def _levels(page: Sequence[Paragraph]) -> list[int]:
    return [paragraph.heading.level if paragraph.heading else 0 for paragraph in page]


def _above(levels: Sequence[int], number: int) -> int:
    """The heading that another one stands under, -1 for none."""
    return next((at for at in range(number - 1, -1, -1) if 0 < levels[at] < levels[number]), -1)


def _count(levels: Sequence[int], above: int, level: int) -> list[int]:
    """The headings of a level that stand under another heading."""
    below = takewhile(lambda each: not 0 < each[1] < level, enumerate(levels[above + 1 :], above + 1))
    return [number for number, each in below if each == level]


def _in_file(opened: Opened, places: Places, number: int) -> int | None:
    """How many headings the file has where the page has this one; None where that isn't found."""
    levels = _levels(places.page)
    above = _above(levels, number)
    line = None if above < 0 else places.line(above)
    if above >= 0 and line is None:
        return None
    return len(_count([each.level for each in opened.lines], line.index if line else -1, levels[number]))


def _is_fewer(opened: Opened, places: Places, number: int, found: Collection[int]) -> bool:
    """Whether the file has as many headings less beside this one as are not found, or not the one above either."""
    levels = _levels(places.page)
    above = _above(levels, number)
    beside = _count(levels, above, levels[number])
    gone = sum(each in found for each in beside)
    return above in found or _in_file(opened, places, number) == len(beside) - gone
