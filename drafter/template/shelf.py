"""What a template came to in earlier runs: its moulds, and the names that its strings use.

Kept as JSON in the user's folder, without any answer, and looked at piece by piece when it is read.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.cache import digest, named, recall, remember
from drafter.document import Block
from drafter.errors import InputError
from drafter.files import read_bytes
from drafter.markup import Passage
from drafter.template.moulds import Mould
from drafter.template.wire import names_of, plain_segment, segment_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from drafter.document import Inline
    from drafter.markup import Segment
    from drafter.template.catalog import Catalog

_KIND = "moulds"
MOST = 300
"""So many moulds and lists of names are held and kept of a template; a draft of the shipped ones needs thirty."""
_TEMPLATES = 64
_KINDS = ("title", "date", "speaker", "salutation", "heading", "paragraph", "guidance")


def name_of(catalog: Catalog, folder: str, told: object) -> str:
    """What names a template's shelf: its texts as they are now, what else is told of it, and all that renders it.

    InputError where a text can't be read.
    """
    texts = [(name, digest(read_bytes(path)).hex()) for name, path in catalog.texts(folder).items()]
    here = Path(__file__).parent
    return named((folder, told, texts), here, here.parent, "jinja2")


class Shelf:
    """What was kept of one template.

    name: tells all that it hangs on; asked for when the shelf is first looked at, and again before anything is kept:
    what was rendered while somebody changed a file may be of either text. InputError where it can't be told, and then
    nothing is kept.
    """

    def __init__(self, name: Callable[[], str]) -> None:
        """Take the name; nothing is read yet."""
        self._name = name
        self._found_as = ""
        self._held: dict[str, Any] | None = None
        self._has_more = False

    def names(self, source: str) -> frozenset[str] | None:
        """The names that a string uses, None where that isn't known."""
        try:
            return names_of(self._found[f"names {source}"])
        except (LookupError, ValueError):
            return None

    def mould(self, name: str) -> Mould | None:
        """The mould of a string, None where there is none."""
        try:
            return self._mould(name)
        except (LookupError, ValueError, TypeError):
            return None

    def document(self, name: str) -> tuple[list[Block], Mould] | None:
        """The blocks of a draft and the mould of their inlines, None where there are none."""
        try:
            mould = self._mould(name)
            return (list(_blocks(self._found[f"mould {name}"][2], mould.parts)), mould) if mould else None
        except (LookupError, ValueError, TypeError):
            return None

    def _mould(self, name: str) -> Mould | None:
        parts, frames, _ = self._found[f"mould {name}"]
        return Mould.framed(tuple(map(segment_of, parts)), map(_tuple, frames))

    def put_names(self, source: str, names: frozenset[str]) -> None:
        """Put the names of a string on the shelf."""
        self._put(f"names {source}", sorted(names))

    def put(self, name: str, mould: Mould, blocks: Sequence[Block] = ()) -> None:
        """Put a mould on the shelf, with the blocks whose inlines it holds."""
        rows = [[b.kind, len(b.inlines), b.level, b.series, b.role, b.apart] for b in blocks]
        self._put(
            f"mould {name}", [list(map(plain_segment, mould.emptied())), [frame for _, frame in mould.uses], rows]
        )

    def keep(self) -> None:
        """Keep what was put there for runs to come, where all that it hangs on is as it was."""
        if self._has_more and self._found_as and self._now() == self._found_as:
            data = json.dumps(self._found, ensure_ascii=False).encode("utf-8", "surrogatepass")
            remember(_KIND, self._found_as, data, _TEMPLATES)
            self._has_more = False

    def _now(self) -> str:
        with suppress(InputError):
            return self._name()
        return ""

    @property
    def _found(self) -> dict[str, Any]:
        if self._held is None:
            self._found_as = self._now()
            kept = recall(_KIND, self._found_as) if self._found_as else None
            try:
                found = json.loads((kept or b"{}").decode("utf-8", "surrogatepass"))
            except (ValueError, RecursionError):
                found = {}
            self._held = found if isinstance(found, dict) else {}
        return self._held

    def _put(self, name: str, plain: object) -> None:
        self._found[name] = json.loads(json.dumps(plain))  # as it will be read: lists where there were tuples
        self._has_more = True
        if len(self._found) > MOST:  # the oldest goes
            del self._found[next(iter(self._found))]


def _blocks(rows: object, parts: Sequence[Segment]) -> Iterator[Block]:
    """Blocks from plain data and their inlines. ValueError for anything else."""
    start = 0
    for row in rows if isinstance(rows, list) else ():
        match row:
            case [str(kind), int(length), int(level), str(series), str(role), str(apart)] if kind in _KINDS:
                inlines = tuple(map(_inline, parts[start : start + length]))
                yield Block(kind, inlines, level, series, role, apart)  # type: ignore[arg-type]
                start += length
            case _:
                raise ValueError(row)
    if start != len(parts):
        raise ValueError(start)


def _inline(part: Segment) -> Inline:
    if isinstance(part, Passage):
        raise ValueError(part)  # noqa: TRY004 - the error for all that is not as it should be
    return part


def _tuple(plain: Any) -> Any:  # noqa: ANN401 - JSON
    return tuple(map(_tuple, plain)) if isinstance(plain, list) else plain
