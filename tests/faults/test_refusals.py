"""A disk that is full, read-only or broken: a clear message, nothing lost, nothing half."""

from __future__ import annotations

import datetime as dt
import errno
import os
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.faults.breaking import COMMANDS, files, refuse_from, refuse_once, spread, strays

if TYPE_CHECKING:
    from tests.faults.breaking import Workshop

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")
YEAR_2100 = 4_102_444_800.0


def look(workshop: Workshop, code: int, whole: dict[str, bytes]) -> None:
    """What there was is there, what is new is whole; where something is missing the exit code and a message say so."""
    now = files(workshop.work)
    assert workshop.before.keys() <= now.keys()
    assert [name for name, data in now.items() if data not in (workshop.before.get(name), whole.get(name))] == []
    assert code in {0, 1}, workshop.said
    assert code == 1 or now == whole
    assert code == 0 or workshop.said.strip()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_disk_that_is_full_from_any_moment_on_loses_nothing(workshop: Workshop, command: str) -> None:
    """From each touch on there is no room: all is as it was or whole, nothing is left over, and why is said."""
    touches, whole = workshop.touches(command)
    for number in spread(touches):
        workshop.fresh()
        code = workshop.attempt(command, refuse_from(number, errno.ENOSPC))
        look(workshop, code, whole)
        assert code == 0 or "磁盘满了" in workshop.said
        assert strays(workshop.work) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_an_error_of_the_device_loses_nothing(workshop: Workshop, command: str) -> None:
    """The same for each touch that fails by itself."""
    touches, whole = workshop.touches(command)
    for number in spread(touches):
        workshop.fresh()
        look(workshop, workshop.attempt(command, refuse_once(number)), whole)


@pytest.mark.parametrize("reason", [errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_takes_nothing_is_told(workshop: Workshop, command: str, reason: int) -> None:
    """Where nothing may be written nothing is changed, and the message says that it could not be written."""
    workshop.fresh()
    assert workshop.attempt(command, refuse_from(1, reason)) == 1
    assert files(workshop.work) == workshop.before
    assert "写不进" in workshop.said


class LongAgo:
    """What a class of `datetime` is, on a clock that stands at the beginning of 1970."""

    def __init__(self, real: Any) -> None:  # noqa: ANN401 - a class of either kind
        """Of this class."""
        self._real = real

    def __getattr__(self, name: str) -> object:
        """Whatever else the class has."""
        return getattr(self._real, name)

    def __call__(self, *given: Any, **named: Any) -> object:  # noqa: ANN401 - what the class takes
        """One of the class itself."""
        return self._real(*given, **named)

    def __instancecheck__(self, value: object) -> bool:
        """Whether it is one of the class."""
        return isinstance(value, self._real)

    def today(self) -> object:
        """The first day."""
        return self._real.fromtimestamp(0)

    def now(self, zone: dt.tzinfo | None = None) -> object:
        """Its beginning."""
        return self._real.fromtimestamp(0, zone)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_clock_set_back_changes_nothing(workshop: Workshop, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the clock stands long before every file that is there, each command does what it always does."""
    _, whole = workshop.touches(command)
    workshop.fresh()
    for path in workshop.work.parent.rglob("*"):  # the user's own too; for ways to ask the time that stay as they are
        os.utime(path, (YEAR_2100, YEAR_2100))
    monkeypatch.setattr(time, "time", lambda: 0.0)
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    monkeypatch.setattr(dt, "date", LongAgo(dt.date))
    monkeypatch.setattr(dt, "datetime", LongAgo(dt.datetime))
    assert workshop.attempt(command) == 0
    assert files(workshop.work) == whole
