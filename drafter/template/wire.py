"""What passes between drafter and the process that renders a stranger's template.

Each message is its length in four bytes, then its content: pickles on the way there, JSON on the way back. What comes
back may be anything, should a template have got out of the sandbox; so it is looked at piece by piece, and made into
segments and problems by hand.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from drafter.document import Field, Gap, Words
from drafter.errors import Place, Problem
from drafter.markup import Passage
from drafter.template.made import LONGEST, Made

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import IO

    from drafter.markup import Segment

_LONGEST = 24 * 1024 * 1024
_LENGTH = 4


def send(stream: IO[bytes], data: bytes) -> None:
    """Write one message. OSError where nobody reads any more."""
    stream.write(len(data).to_bytes(_LENGTH, "big") + data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read one message; None where the other end is closed. ValueError for one that is too long."""
    length = int.from_bytes(stream.read(_LENGTH), "big")
    if length > _LONGEST:
        raise ValueError(length)
    data = stream.read(length)
    return data if length and len(data) == length else None


def packed(kind: str, content: object) -> bytes:
    """A message of the worker: what it is, and plain data."""
    return json.dumps([kind, content], ensure_ascii=False).encode("utf-8", "surrogatepass")


def unpacked(data: bytes) -> tuple[str, Any]:
    """The same read back. ValueError where it is no such thing."""
    try:
        found = json.loads(data.decode("utf-8", "surrogatepass"))
    except RecursionError as error:
        raise ValueError from error
    match found:
        case [str(kind), content]:
            return kind, content
    raise ValueError(_kind_of(found))


def plain_written(segments: Iterable[Segment], *, hangs_on_wording: bool) -> list[object]:
    """What was rendered, and whether it may hang on more than the shape of the values, as plain data."""
    return [[plain_segment(segment) for segment in segments], hangs_on_wording]


def plain_segment(segment: Segment) -> list[object]:
    """A segment as plain data: a mark for what it is, for what has a key that and how it was made, and the text."""
    if isinstance(segment, Words):
        return ["words", segment.text]
    if isinstance(segment, Passage):
        return ["passage", segment.key, segment.made, list(segment.paragraphs)]
    if isinstance(segment, Field):
        return ["field", segment.key, segment.made, segment.text]
    return ["gap", segment.key, segment.made, segment.hint]


def written_of(found: object) -> tuple[tuple[Segment, ...], bool]:
    """The same from plain data. ValueError for anything else."""
    match found:
        case [list(segments), bool(hangs_on_wording)]:
            return tuple(map(segment_of, segments)), hangs_on_wording
    raise ValueError(_kind_of(found))


def plain_problems(problems: Iterable[Problem]) -> list[list[object]]:
    """Problems as plain data."""
    return [[p.message, p.mend, [p.place.path, p.place.line, p.place.column] if p.place else None] for p in problems]


def problems_of(found: object) -> tuple[Problem, ...]:
    """Problems from plain data, at least one. ValueError for anything else."""
    problems = tuple(map(_problem, _list(found)))
    if not problems:
        raise ValueError(found)
    return problems


def names_of(found: object) -> frozenset[str]:
    """Names from plain data. ValueError for anything else."""
    return frozenset(_texts(found))


def segment_of(found: object) -> Segment:
    """A segment from plain data. ValueError for anything else."""
    match found:
        case ["words", str(text)]:
            return Words(text)
        case ["field", str(key), made, str(text)]:
            return Field(key, text, _made(made))
        case ["gap", str(key), made, str(hint)]:
            return Gap(key, hint, _made(made))
        case ["passage", str(key), made, paragraphs]:
            return Passage(key, tuple(_texts(paragraphs)), _made(made))
    raise ValueError(_kind_of(found))


def _made(found: object) -> Made | None:
    match found:
        case None:
            return None
        case [list(path), list(chain), int(index), None | int() as paragraph] if (
            len(chain) <= LONGEST and index >= 0 and (paragraph is None or paragraph >= 0)
        ):
            return Made(_row(path), tuple(_row(_list(each)) for each in chain), index, paragraph)
    raise ValueError(_kind_of(found))


def _row(found: list[object]) -> tuple[str | int, ...]:
    row = tuple(each for each in found if isinstance(each, (str, int)))
    if len(row) != len(found):
        raise ValueError(_kind_of(found))
    return row


def _problem(found: object) -> Problem:
    match found:
        case [str(message), str(mend), None]:
            return Problem(message, None, mend)
        case [str(message), str(mend), [str(path), int(line), int(column)]]:
            return Problem(message, Place(path, line, column), mend)
    raise ValueError(_kind_of(found))


def _list(found: object) -> list[object]:
    if not isinstance(found, list):
        raise ValueError(_kind_of(found))  # noqa: TRY004 - one error for all that is not as it should be
    return found


def _texts(found: object) -> list[str]:
    texts = [text for text in _list(found) if isinstance(text, str)]
    if len(texts) != len(_list(found)):
        raise ValueError(_kind_of(found))
    return texts


def _kind_of(found: object) -> str:
    """What to say of data that is not what it should be."""
    return type(found).__name__
