"""A template's renderer that renders each thing once for each shape of answers, and pours all others into moulds."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from drafter.document import Words
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
        self._documents: dict[Shape, tuple[list[Block], Mould]] = {}
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
        named = source, shape_of(values)
        mould = self._strings.get(named) or (self._shelf and self._shelf.mould(repr(named)))
        poured = mould.pour(values) if mould else None
        if poured is None:
            poured = self._rendered(lambda renderer: renderer.text(source, values, place), values)
            mould = None if self.behind.hangs_on_wording else Mould.of(poured, values)
            if mould and self._shelf:
                self._shelf.put(repr(named), mould)
        if mould:
            _hold(self._strings, named, mould, _MOST)
        return poured

    def file(self, name: str, values: Mapping[str, object]) -> tuple[Segment, ...]:
        """What a file of the template renders to. InputError, with its place, for whatever is wrong in it."""
        return self._rendered(lambda renderer: renderer.file(name, values), values)

    def document(self, values: Mapping[str, object], render: Callable[[], list[Block]]) -> Sequence[Block]:
        """The blocks that `render` makes of the values with this renderer, poured where that can be done."""
        shape = shape_of(values)
        found = self._documents.get(shape) or (self._shelf and self._shelf.document(repr(shape)))
        poured = found[1].pour(values) if found else None
        if found and poured is not None:
            blocks = refilled(found[0], poured)
            if shape not in self._documents:  # those of the shelf are empty, and would all differ from the next ones
                _hold(self._documents, shape, (blocks, found[1].filled(poured)), _MOST // 10)
            return blocks
        self._hangs_on_wording = False
        blocks = render()
        mould = Mould.of([inline for block in blocks for inline in block.inlines], values)
        if mould and not self._hangs_on_wording:
            _hold(self._documents, shape, (blocks, mould), _MOST // 10)
            if self._shelf:
                self._shelf.put(repr(shape), mould, blocks)
        return blocks

    def keep(self) -> None:
        """Keep what was rendered for runs to come."""
        if self._shelf:
            self._shelf.keep()

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
