"""Many speeches are looked at one by one: what is in memory doesn't grow with what their skeletons hold."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import InputError
from drafter.mining import shelf as shelves
from drafter.mining.pattern import pattern
from drafter.mining.shelf import Picked, Shelf
from drafter.mining.skeleton import Skeleton, skeleton
from drafter.speech.outline import outline

if TYPE_CHECKING:
    from collections.abc import Iterable

FEW, MANY = 50, 500
EACH = 1000
"""Bytes for a speech: a skeleton of 25 headings takes ten times as much, a path and some numbers a part of it."""


def _speech(number: int) -> Skeleton:
    """The skeleton of a speech with five points of four sub-points, all worded in a way of its own."""
    lines = ["同志们：", f"今天，我们召开{2000 + number}年水利工作会议，主要任务是部署工作。"]
    for place, marker in enumerate("一二三四五"):
        lines += [f"{marker}、修好第{number}号渠第{place}段"]
        lines += [f"（{below}）管住第{number}号闸第{place}孔的{below}处。逐处登记。" for below in "一二三四"]
    return skeleton(outline("\n".join(lines)), f"{number}.txt")


def _on_shelf(shelf: Shelf, numbers: Iterable[int]) -> Shelf:
    for number in numbers:
        shelf.put(_speech(number))
    return shelf


@pytest.mark.parametrize("in_memory", [1, 1_000_000])
def test_skeletons_come_back_as_they_were_put(in_memory: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether they lie in memory or in a file, in whatever order they are asked for."""
    monkeypatch.setattr(shelves, "_IN_MEMORY", in_memory)
    with Shelf() as shelf:
        _on_shelf(shelf, range(5))
        assert [shelf[number] for number in (4, 0, -2)] == [_speech(number) for number in (4, 0, 3)]
        shelf.put(_speech(5))
        assert list(shelf) == list(map(_speech, range(6)))
        assert shelf[4:] == [_speech(4), _speech(5)]


@given(st.lists(st.integers(0, 9)), st.slices(12))
def test_what_is_picked_is_as_a_list_of_it(numbers: list[int], stretch: slice) -> None:
    """Items picked by number are those of a list, one by one, by stretch and in order."""
    items = "甲乙丙丁戊己庚辛壬癸"
    picked = Picked(items, numbers, str.upper)
    listed = [items[number] for number in numbers]
    assert (list(picked), list(picked[stretch])) == (listed, listed[stretch])


class _Full(BytesIO):
    """A file that no more goes into."""

    def __init__(self, _: int) -> None:
        super().__init__()

    def write(self, _: object) -> int:
        raise OSError(28, "No space left on device")


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system has no room for more, the error says so."""
    monkeypatch.setattr("drafter.mining.shelf.tempfile.SpooledTemporaryFile", _Full)
    with Shelf() as shelf, pytest.raises(InputError, match="写不进去"):
        shelf.put(_speech(1))


def _peak(speeches: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """The most bytes in memory while so many speeches are put and their pattern is found."""
    monkeypatch.setattr(shelves, "_IN_MEMORY", 1)
    for module in ("pattern", "siblings"):
        monkeypatch.setattr(f"drafter.mining.{module}.MEMBERS", 10)
    one = _speech(0)
    tracemalloc.start()
    try:
        with Shelf() as shelf:
            for number in range(speeches):
                shelf.put(replace(one, path=f"{number}.txt"))
            assert len(pattern(shelf).speeches) == speeches
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_skeletons(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each speech that is added takes less than a small part of its skeleton."""
    few, many = (_peak(number, monkeypatch) for number in (FEW, MANY))
    assert many - few < (MANY - FEW) * EACH
