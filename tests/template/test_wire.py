"""What a worker sends is taken for data, and for nothing else."""

from __future__ import annotations

import io
import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.document import Field, Gap, Words
from drafter.errors import Place, Problem
from drafter.markup import Passage
from drafter.template.made import LONGEST, Made
from drafter.template.wire import (
    names_of,
    packed,
    plain_problems,
    plain_written,
    problems_of,
    receive,
    send,
    unpacked,
    written_of,
)

_TEXT = st.text(max_size=8)
_ROW = st.lists(_TEXT | st.integers(0, 9), max_size=3).map(tuple)
_MADE = st.none() | st.builds(
    Made, _ROW, st.lists(_ROW, max_size=3).map(tuple), st.integers(0, 9), st.none() | st.integers(0, 9)
)
_SEGMENT = st.one_of(
    st.builds(Words, _TEXT),
    st.builds(Field, _TEXT, _TEXT, _MADE),
    st.builds(Gap, _TEXT, _TEXT, _MADE),
    st.builds(Passage, _TEXT, st.lists(_TEXT, max_size=3).map(tuple), _MADE),
)
_PLACE = st.one_of(st.none(), st.builds(Place, _TEXT, st.integers(0, 99), st.integers(0, 99)))
_PROBLEM = st.builds(Problem, _TEXT, _PLACE, _TEXT)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=3),
)


@given(st.lists(_SEGMENT).map(tuple), st.lists(_PROBLEM, min_size=1).map(tuple))
def test_segments_and_problems_come_back_as_they_were(
    segments: tuple[Words | Field | Gap | Passage, ...], problems: tuple[Problem, ...]
) -> None:
    """Whatever text they hold, lone surrogates too, they are the same after the way through the wire."""
    kind, content = unpacked(packed("file", [plain_written(segments, hangs_on_wording=True), plain_problems(problems)]))
    assert kind == "file"
    assert written_of(content[0]) == (segments, True)
    assert [getattr(one, "made", None) for one in written_of(content[0])[0]] == [
        getattr(one, "made", None) for one in segments
    ]
    assert problems_of(content[1]) == problems


@given(_JSON)
def test_anything_else_is_a_value_error(found: object) -> None:
    """Data of another shape is refused by one kind of error, and never taken for a little of what it should be."""
    data = json.dumps(found).encode()
    for read in (written_of, problems_of, names_of):
        with suppress(ValueError):
            assert len(read(found)) == len(set(found) if read is names_of else found)  # type: ignore[arg-type, call-overload]
    with suppress(ValueError):
        assert unpacked(data) == tuple(found)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "made",
    [
        [["notes"], [], 0, -99],
        [["notes"], [], -1, None],
        [["notes"], [["quoted"]] * (LONGEST + 1), 0, None],
        [["notes"], [[None]], 0, None],
        [["notes"], [], 0],
    ],
)
def test_no_part_can_have_been_made_so(made: object) -> None:
    """What counts from the end, or goes through more filters than a template's value, is refused before it is tried."""
    parts = [["words", "甲"], ["passage", "notes", made, ["子", "丑"]]]
    with pytest.raises(ValueError, match="list"):
        written_of([parts, False])


@pytest.mark.parametrize("data", [b"", b"\0\0\0\0", b"\0\0\0\5abc", b"\0\0"])
def test_a_message_that_breaks_off_is_none(data: bytes) -> None:
    """Where the other end closed there is no message."""
    assert receive(io.BytesIO(data)) is None


def test_a_message_comes_whole_or_is_too_long() -> None:
    """A message is read as it was sent; one that says it is longer than any speech is refused unread."""
    stream = io.BytesIO()
    send(stream, b"abc")
    assert receive(io.BytesIO(stream.getvalue())) == b"abc"
    with pytest.raises(ValueError, match=str(2**32 - 1)):
        receive(io.BytesIO(b"\xff\xff\xff\xff"))
