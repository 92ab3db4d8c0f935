"""What drafts of one shape have in common, rendered once; the answers of each are poured into it.

An answer's wording never steers a template. So what the template writes of two sets of answers, of which the same are
given, with the same choices made, as many items in the lists and paragraphs in the texts, differs in nothing but the
fields; and a field is made of an answer by filters alone. Where any of this can't be told, or doesn't hold for new
answers, they are rendered as if nothing were kept.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from drafter.document import Field, Gap, Words
from drafter.markup import Passage
from drafter.records import dataclass, replace
from drafter.template.filters import FILTERS
from drafter.template.limits import length
from drafter.template.made import Made
from drafter.template.values import Answer, FaultError, Many, Open, PointView, Shown, SteeringError, Text, segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any, TypeAlias

    from drafter.document import Block, Inline
    from drafter.markup import Segment

    Shape: TypeAlias = tuple[Any, ...]

_LETTERS = 1_000_000
"""More are left to the renderer, which counts what a draft may cost."""


def shape_of(value: object) -> Shape:
    """All of a value that may decide what a template writes: everything but the wording of answers."""
    if isinstance(value, Answer):
        return ("answer", value._key, type(value._value).__name__, _frame(value._segments))
    if isinstance(value, Text):
        return ("text", value._key, _frame(value._segments))
    if isinstance(value, Open):
        return ("open", value._key, value._hint, value._many)
    if isinstance(value, Many):
        return ("many", value._key, *map(shape_of, value._items))
    if isinstance(value, PointView):
        about = value._point
        return ("point", value.body, about.series, shape_of(value.heading), shape_of(value.points))
    return (type(value).__name__, getattr(value, "_key", ""), value)


def _frame(parts: Iterable[Segment]) -> Shape:
    """All of the segments but the texts of fields."""
    return tuple(map(_sort, parts))


def _sort(part: Segment) -> Shape:
    if isinstance(part, Field):
        return ("field", part.key)
    if isinstance(part, Passage):
        return ("passage", part.key, len(part.paragraphs))
    return ("gap", part.key, part.hint) if isinstance(part, Gap) else ("words", part.text)


def trace(values: Mapping[str, object]) -> None:
    """Tell each value where it is found, so that what it shows can say so."""
    for name, value in values.items():
        _trace(value, (name,))


def _trace(value: object, path: tuple[str | int, ...]) -> None:
    if isinstance(value, Shown):
        value._made = Made(path)
    if isinstance(value, Many):
        for number, item in enumerate(value._items):
            _trace(item, (*path, number))
    elif isinstance(value, PointView):
        _trace(value.heading, (*path, "heading"))
        _trace(value.points, (*path, "points"))


@dataclass(frozen=True, slots=True)
class Mould:
    """Segments as they came of some answers, and where the fields in them come from.

    uses: the values shown and what their segments have to be, texts aside. slots: (place among the segments, number of
    the use, segment of it, paragraph of that) of each field. letters: how many the fields show.
    """

    parts: tuple[Segment, ...]
    uses: tuple[tuple[Made, Shape], ...]
    slots: tuple[tuple[int, int, int, int | None], ...]
    letters: int

    @classmethod
    def of(cls, parts: Sequence[Segment], values: Mapping[str, object]) -> Mould | None:
        """The mould of what came of these values; None where it can't be told for each part how it was made."""
        frames = {made: _frame(_taken(made, values) or ()) for made in _uses(parts) or ()}
        mould = cls.framed(parts, frames.values())
        poured = mould.poured(values) if mould else None
        return mould if poured and poured.parts == tuple(parts) else None

    @classmethod
    def framed(cls, parts: Sequence[Segment], frames: Iterable[Shape]) -> Mould | None:
        """The same with the frames of its uses, in order."""
        uses = _uses(parts)
        if uses is None:
            return None
        framed, slots = tuple(zip(uses, frames, strict=True)), []
        for place, part in enumerate(parts):
            if isinstance(part, (Field, Passage)) and part.made and part.made[0]:
                made = Made(*part.made)  # type: ignore[arg-type]
                use = uses[_use(made)]
                if not _is_there(made, framed[use][1]):
                    return None
                slots.append((place, use, made.segment, made.paragraph))
        return cls(tuple(parts), framed, tuple(slots), sum(length(parts[place]) for place, _, _, _ in slots))

    def emptied(self) -> list[Segment]:
        """The segments without what was poured into them."""
        parts = list(self.parts)
        for place, _, _, _ in self.slots:
            part = parts[place]
            if isinstance(part, Passage):
                parts[place] = replace(part, paragraphs=("",) * len(part.paragraphs))
            elif isinstance(part, Field):
                parts[place] = replace(part, text="")
        return parts

    def poured(self, values: Mapping[str, object], before: Mapping[str, object] = MappingProxyType({})) -> Mould | None:
        """The same mould with the segments for values of the same shape; None where they can't be had this way.

        before: the values that the mould holds the segments of; one that is the very same object shows the same.
        """
        found: dict[int, tuple[Segment, ...]] = {}
        same = {name for name, value in before.items() if values.get(name) is value}
        for number, (made, frame) in enumerate(self.uses):
            if made.path[0] in same:
                continue
            taken = _taken(made, values)
            if taken is None or _frame(taken) != frame:
                return None
            found[number] = taken
        parts, letters = list(self.parts), self.letters
        for place, use, index, paragraph in self.slots:
            if use in found:
                letters -= length(parts[place])
                parts[place] = _filled(parts[place], found[use][index], paragraph)
                letters += length(parts[place])
        return Mould(tuple(parts), self.uses, self.slots, letters) if letters < _LETTERS else None


def refilled(blocks: Iterable[Block], parts: tuple[Segment, ...]) -> list[Block]:
    """Blocks with other inlines in place of theirs; what stays the same is the same block."""
    found, start = [], 0
    for block in blocks:
        end = start + len(block.inlines)
        if parts[start:end] != block.inlines:
            inlines = cast("tuple[Inline, ...]", parts[start:end])
            block = replace(block, inlines=inlines)  # noqa: PLW2901 - what it has become
        found.append(block)
        start = end
    return found


def _uses(parts: Iterable[Segment]) -> dict[Made, int] | None:
    """The values that the segments come from, each with its number; None where one doesn't say."""
    uses: dict[Made, int] = {}
    for part in parts:
        if isinstance(part, Words):
            continue
        if part.made is None:
            return None
        if part.made[0]:
            uses.setdefault(_use(Made(*part.made)), len(uses))  # type: ignore[arg-type]
    return uses


def _use(made: Made) -> Made:
    return made._replace(segment=0, paragraph=None)


def _is_there(made: Made, frame: Shape) -> bool:
    """Whether the segments of a frame have the one that was made, and that its paragraph."""
    if made.segment >= len(frame):
        return False
    kind, _, *length = frame[made.segment]
    return made.paragraph is None or (kind == "passage" and made.paragraph < length[0])


def _taken(made: Made, values: Mapping[str, object]) -> tuple[Segment, ...] | None:
    """What a value shows once its filters were put on; None where there is none such."""
    try:
        value: Any = values[str(made.path[0])]
        for step in made.path[1:]:
            value = value._items[step] if isinstance(step, int) else _part(value, step)
        for name, *arguments in made.chain:
            value = FILTERS[str(name)](value, *arguments)
        return segments(value)
    except (LookupError, AttributeError, TypeError, ValueError, FaultError, SteeringError):
        return None


def _part(point: PointView, name: str) -> Shown:
    parts: dict[str, Shown] = {"heading": point.heading, "points": point.points}
    return parts[name]


def _filled(part: Segment, found: Segment, paragraph: int | None) -> Segment:
    """A field or a passage with what was found; the same one where that is what it holds."""
    if isinstance(found, Passage) and isinstance(part, Field):
        found = found.as_field(paragraph)
    if found == part:
        return part
    return replace(found, made=part.made) if isinstance(part, (Field, Passage)) and type(found) is type(part) else part
