"""Many skeletons, of which only what is looked at is in memory: the others lie in a file that goes with the process."""

from __future__ import annotations

import pickle
import tempfile
from array import array
from collections.abc import Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, overload

from drafter.errors import InputError
from drafter.files import refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType

    from drafter.mining.skeleton import Skeleton

_IN_MEMORY = 8 * 1024 * 1024
"""So many bytes need no file."""
_Item = TypeVar("_Item")
_Of = TypeVar("_Of")


class Picked(Sequence[_Item]):
    """Items of a sequence by their numbers, each made when it is asked for and kept by nobody."""

    def __init__(self, items: Sequence[_Of], numbers: Iterable[int], made: Callable[[_Of], _Item]) -> None:
        """Pick items. made: what to make of one."""
        self._items, self._numbers, self._made = items, array("L", numbers), made

    def __len__(self) -> int:
        """How many there are."""
        return len(self._numbers)

    @overload
    def __getitem__(self, number: int) -> _Item: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[_Item]: ...
    def __getitem__(self, number: int | slice) -> _Item | Sequence[_Item]:
        """One item, or those of a stretch."""
        if isinstance(number, slice):
            return Picked(self._items, self._numbers[number], self._made)
        return self._made(self._items[self._numbers[number]])


class Spool(Sequence["Skeleton"], AbstractContextManager["Spool"]):
    """Skeletons in the order in which they were put. To be closed, as files are."""

    def __init__(self) -> None:
        """Begin with none."""
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by `__exit__`
        self._ends = array("Q", [0])

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let go of the file; what was still to be written isn't needed."""
        with suppress(OSError):
            self._file.close()

    def put(self, skeleton: Skeleton) -> None:
        """Put one more. InputError where there is no room for it."""
        data = pickle.dumps(skeleton, pickle.HIGHEST_PROTOCOL)
        with _told():
            self._file.seek(self._ends[-1])
            self._file.write(data)
        self._ends.append(self._ends[-1] + len(data))

    def __len__(self) -> int:
        """How many there are."""
        return len(self._ends) - 1

    @overload
    def __getitem__(self, number: int) -> Skeleton: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Skeleton]: ...
    def __getitem__(self, number: int | slice) -> Skeleton | Sequence[Skeleton]:
        """One skeleton, or those of a stretch. InputError where there is no room for what was put before."""
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        at = range(len(self))[number]
        with _told():
            self._file.seek(self._ends[at])
            data = self._file.read(self._ends[at + 1] - self._ends[at])
        found: Skeleton = pickle.loads(data)  # noqa: S301 - our own
        return found


@contextmanager
def _told() -> Iterator[None]:
    """InputError for what the system refuses: what is put may be written when the next one is looked at."""
    try:
        yield
    except OSError as error:
        raise InputError(refused(Path(tempfile.gettempdir()), error)) from error
