"""A template's renderer that renders each thing once for each shape of answers, and pours all others into moulds."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from drafter.document import Words
from drafter.records import dataclass
from drafter.template.moulds import Mould, refilled, shape_of, trace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from drafter.document import Block
    from drafter.errors import Place
    from drafter.markup import Segment
    from drafter.template.moulds import Shape
    from drafter.template.remote import RemoteRenderer
    from drafter.template.render import Renderer
    from drafter.template.shelf import Shelf

_Key = TypeVar("_Key")
_Held = TypeVar("_Held")
_MOST = 500
"""So many moulds of strings are held, and of documents a tenth; where there are more, the oldest go."""


@dataclass(slots=True)
class _Drafted:
    """The last document of a shape: the values, and what was made of them; no values where only its mould is known."""

    shape: Shape
    values: Mapping[str, object]
    blocks: list[Block]
    mould: Mould


class PouringRenderer:
    """Renders the files and the short strings of one template; see `Renderer`, which is made when it is needed."""

    def __init__(
        self,
        make: Callable[[], Renderer | RemoteRenderer],
        files: Callable[[], Iterable[str]],
        shelf: Shelf | None = None,
    ) -> None:
        """Take what makes the renderer, what gives the names of all files, and what was kept of earlier runs."""
        self.files = files
        self._make = make
        self._shelf = shelf
        self._made: Renderer | RemoteRenderer | None = None
        self._names: dict[str, frozenset[str]] = {}
        self._strings: dict[tuple[str, Shape], Mould] = {}
        self._documents: dict[Shape, _Drafted] = {}
        self._last: _Drafted | None = None
        self._shapes: dict[str, tuple[object, Shape]] = {}
        self._hangs_on_wording = False

    @property
    def behind(self) -> Renderer | RemoteRenderer:
        """What renders, made when first needed."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def begin(self) -> None:
        """Count what templates do anew, from here on: other answers, another draft."""
        if self._made is not None:
            self._made.begin()

    def names(self, source: str, place: Place) -> frozenset[str]:
        """The names that a short Jinja string uses. InputError for whatever is wrong in it."""
        if "{" not in source:
            return frozenset()
        if source not in self._names:
            found = self._shelf.names(source) if self._shelf else None
            if found is None:
                found = frozenset(self.behind.names(source, place))
                if self._shelf:
                    self._shelf.put_names(source, found)
            self._names[source] = found
        return self._names[source]

    def text(self, source: str, values: Mapping[str, object], place: Place) -> tuple[Segment, ...]:
        """What one short Jinja string renders to; `place` is where it stands."""
        if "{" not in source:
            return (Words(source),)
        named = source, self._shape(values)
        mould = self._strings.get(named)
        if mould is None and self._shelf and (mould := self._shelf.mould(repr(named))):
            _hold(self._strings, named, mould, _MOST)
        poured = mould.poured(values) if mould else None
        if poured is not None:
            return poured.parts
        parts = self._rendered(lambda renderer: renderer.text(source, values, place), values)
        mould = None if self.behind.hangs_on_wording else Mould.of(parts, values)
        if mould:
            _hold(self._strings, named, mould, _MOST)
            if self._shelf:
                self._shelf.put(repr(named), mould)
        return parts

    def file(self, name: str, values: Mapping[str, object]) -> tuple[Segment, ...]:
        """What a file of the template renders to. InputError, with its place, for whatever is wrong in it."""
        return self._rendered(lambda renderer: renderer.file(name, values), values)

    def document(self, values: Mapping[str, object], render: Callable[[], list[Block]]) -> Sequence[Block]:
        """The blocks that `render` makes of the values with this renderer, poured where that can be done.

        What shows nothing but values that are the very objects of the last time is the very same block again.
        """
        shape = self._shape(values)
        drafted = self._drafted(shape)
        poured = drafted.mould.poured(values, drafted.values) if drafted else None
        if drafted and poured is not None:
            drafted.blocks = refilled(drafted.blocks, poured.parts)
            drafted.values, drafted.mould = values, poured
            return drafted.blocks
        self._hangs_on_wording = False
        blocks = render()
        mould = Mould.of([inline for block in blocks for inline in block.inlines], values)
        if mould and not self._hangs_on_wording:
            self._last = _Drafted(shape, values, blocks, mould)
            _hold(self._documents, shape, self._last, _MOST // 10)
            if self._shelf:
                self._shelf.put(repr(shape), mould, blocks)
        return blocks

    def _drafted(self, shape: Shape) -> _Drafted | None:
        """The last document of a shape, or what was kept of one in an earlier run."""
        if self._last and self._last.shape == shape:
            return self._last  # found without the hash of all that a shape holds
        found = self._documents.get(shape)
        kept = self._shelf.document(repr(shape)) if self._shelf and not found else None
        if kept:
            found = _Drafted(shape, {}, *kept)
            _hold(self._documents, shape, found, _MOST // 10)
        self._last = found
        return found

    def _shape(self, values: Mapping[str, object]) -> Shape:
        """The shape of the values; that of one which is the very object of the last time is known."""
        shape = []
        for name, value in values.items():
            known = self._shapes.get(name)
            if known is None or known[0] is not value:
                known = self._shapes[name] = value, (name, shape_of(value))
            shape.append(known[1])
        return tuple(shape)

    def keep(self) -> None:
        """Keep what was rendered for runs to come, and let go of what renders: no other process can share that."""
        if self._shelf:
            self._shelf.keep()
        self._made = None

    def _rendered(
        self, render: Callable[[Renderer | RemoteRenderer], tuple[Segment, ...]], values: Mapping[str, object]
    ) -> tuple[Segment, ...]:
        trace(values)
        found = render(self.behind)
        self._hangs_on_wording |= self.behind.hangs_on_wording
        return found


def _hold(kept: dict[_Key, _Held], key: _Key, held: _Held, most: int) -> None:
    if len(kept) >= most and key not in kept:
        del kept[next(iter(kept))]
    kept[key] = held
