"""Many speeches are looked at one by one: what is in memory doesn't grow with what their skeletons hold."""

from __future__ import annotations

import errno
import tracemalloc
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import InputError
from drafter.mining import spool as spools
from drafter.mining.pattern import pattern
from drafter.mining.skeleton import Skeleton, skeleton
from drafter.mining.spool import Picked, Spool
from drafter.speech.outline import outline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from _typeshed import ReadableBuffer

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


def _on_spool(spool: Spool, numbers: Iterable[int]) -> Spool:
    for number in numbers:
        spool.put(_speech(number))
    return spool


@pytest.mark.parametrize("in_memory", [1, 1_000_000])
def test_skeletons_come_back_as_they_were_put(in_memory: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether they lie in memory or in a file, in whatever order they are asked for."""
    monkeypatch.setattr(spools, "_IN_MEMORY", in_memory)
    with Spool() as spool:
        _on_spool(spool, range(5))
        assert [spool[number] for number in (4, 0, -2)] == [_speech(number) for number in (4, 0, 3)]
        spool.put(_speech(5))
        assert list(spool) == list(map(_speech, range(6)))
        assert spool[4:] == [_speech(4), _speech(5)]


@given(st.lists(st.integers(0, 9)), st.slices(12))
def test_what_is_picked_is_as_a_list_of_it(numbers: list[int], stretch: slice) -> None:
    """Items picked by number are those of a list, one by one, by stretch and in order."""
    items = "甲乙丙丁戊己庚辛壬癸"
    picked = Picked(items, numbers, str.upper)
    listed = [items[number] for number in numbers]
    assert (list(picked), list(picked[stretch])) == (listed, listed[stretch])


class _Full(BytesIO):
    """A file on a disk without room. What was buffered may be refused by whichever call next comes to the disk."""

    refusing = ""

    def __init__(self, _: int) -> None:
        super().__init__()

    def _take(self, call: str) -> None:
        if call == self.refusing:
            raise OSError(errno.ENOSPC, "No space left on device")

    def write(self, data: ReadableBuffer, /) -> int:
        self._take("write")
        return super().write(data)

    def seek(self, place: int, whence: int = 0, /) -> int:
        self._take("seek")
        return super().seek(place, whence)

    def read(self, size: int | None = -1, /) -> bytes:
        self._take("read")
        return super().read(size)

    def close(self) -> None:
        super().close()
        self._take("close")


@pytest.mark.parametrize(
    ("refusing", "act"),
    [
        *((call, lambda spool: spool.put(_speech(2))) for call in ("seek", "write")),
        *((call, lambda spool: spool[0]) for call in ("seek", "read")),
    ],
)
def test_a_full_disk_is_told(refusing: str, act: Callable[[Spool], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system has no room, putting a skeleton and looking at one say so, whichever call it refuses."""
    monkeypatch.setattr("drafter.mining.spool.tempfile.SpooledTemporaryFile", _Full)
    with Spool() as spool:
        spool.put(_speech(1))
        monkeypatch.setattr(_Full, "refusing", refusing)
        with pytest.raises(InputError, match="写不进去：磁盘满了"):
            act(spool)


def test_what_is_let_go_of_needs_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that refuses what was still buffered when the file is closed is no fault: nobody needs it any more."""
    monkeypatch.setattr("drafter.mining.spool.tempfile.SpooledTemporaryFile", _Full)
    monkeypatch.setattr(_Full, "refusing", "close")
    with Spool() as spool:
        spool.put(_speech(1))
    assert len(spool) == 1


def _peak(speeches: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """The most bytes in memory while so many speeches are put and their pattern is found."""
    monkeypatch.setattr(spools, "_IN_MEMORY", 1)
    for module in ("pattern", "siblings"):
        monkeypatch.setattr(f"drafter.mining.{module}.MEMBERS", 10)
    one = _speech(0)
    tracemalloc.start()
    try:
        with Spool() as spool:
            for number in range(speeches):
                spool.put(replace(one, path=f"{number}.txt"))
            assert len(pattern(spool).speeches) == speeches
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_skeletons(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each speech that is added takes less than a small part of its skeleton."""
    few, many = (_peak(number, monkeypatch) for number in (FEW, MANY))
    assert many - few < (MANY - FEW) * EACH
