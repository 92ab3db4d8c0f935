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
    raise ValueError(kind_of(found))


def plain_segments(segments: Iterable[Segment]) -> list[list[object]]:
    """Segments as plain data: the text, with the key before it for what has one, and a mark for what it is."""
    found: list[list[object]] = []
    for segment in segments:
        if isinstance(segment, Words):
            found.append(["words", segment.text])
        elif isinstance(segment, Passage):
            found.append(["passage", segment.key, list(segment.paragraphs)])
        elif isinstance(segment, Field):
            found.append(["field", segment.key, segment.text])
        else:
            found.append(["gap", segment.key, segment.hint])
    return found


def segments_of(found: object) -> tuple[Segment, ...]:
    """Segments from plain data. ValueError for anything else."""
    return tuple(map(_segment, _list(found)))


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


def kind_of(found: object) -> str:
    """What to say of data that is not what it should be."""
    return type(found).__name__


def _segment(found: object) -> Segment:
    match found:
        case ["words", str(text)]:
            return Words(text)
        case ["field", str(key), str(text)]:
            return Field(key, text)
        case ["gap", str(key), str(hint)]:
            return Gap(key, hint)
        case ["passage", str(key), paragraphs]:
            return Passage(key, tuple(_texts(paragraphs)))
    raise ValueError(kind_of(found))


def _problem(found: object) -> Problem:
    match found:
        case [str(message), str(mend), None]:
            return Problem(message, None, mend)
        case [str(message), str(mend), [str(path), int(line), int(column)]]:
            return Problem(message, Place(path, line, column), mend)
    raise ValueError(kind_of(found))


def _list(found: object) -> list[object]:
    if not isinstance(found, list):
        raise ValueError(kind_of(found))  # noqa: TRY004 - one error for all that is not as it should be
    return found


def _texts(found: object) -> list[str]:
    texts = [text for text in _list(found) if isinstance(text, str)]
    if len(texts) != len(_list(found)):
        raise ValueError(kind_of(found))
    return texts
