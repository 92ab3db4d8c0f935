"""Data classes of our own are those of the standard library."""

from __future__ import annotations

import copy
import dataclasses
import operator
import pickle
from dataclasses import field
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import records
from drafter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable


class _Plain:
    name: str
    number: int = 3
    parts: list[int] = field(default_factory=list)
    place: str = field(default="x", compare=False, repr=False)
    later: str = field(init=False, compare=False, repr=False)
    fixed: str = field(default="y", init=False)
    own: list[int] = field(default_factory=list, init=False)


class _Checked:
    name: str
    twice: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "twice", self.name * 2)

    def __repr__(self) -> str:
        return "own"


class _Empty:
    pass


class _OddNames:
    """Fields named like anything that may stand in a function that is compiled."""

    name: str
    self: int = 1
    set: int = 2
    none: list[int] = field(default_factory=list)
    _set: int = 4
    _none: list[int] = field(default_factory=list)
    _name: int = 6
    __3: int = 7  # which Python calls _OddNames__3
    object: int = field(default=8, init=False)


class _Alike:  # noqa: PLW1641 - that is what is tried
    """One that says itself what it is equal to."""

    name: str
    number: int = 3

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and len(other.name) == len(self.name)


class _Unhashable:
    name: str
    __hash__ = None  # type: ignore[assignment]


class _OwnHash(_Alike):
    name: str
    __eq__ = _Alike.__eq__

    def __hash__(self) -> int:
        return 1


def _classes(dataclass: Callable[..., Callable[[type], type]]) -> dict[str, type]:
    """The same classes, made by one or the other."""
    made = {}
    for plain in (_Plain, _Checked, _Empty, _OddNames, _Alike, _Unhashable, _OwnHash):
        for how in ({"slots": True}, {"frozen": True, "slots": True}, {"slots": True, "eq": False}):
            made[" ".join([plain.__name__, *how])] = dataclass(**how)(_copied(plain))
    made["ordered"] = dataclass(frozen=True, slots=True, order=True)(_copied(_Plain))
    return made


def _copied(plain: type) -> type:
    """The same class once more: it is changed by what makes a data class of it."""
    own = {name: each for name, each in vars(plain).items() if name not in {"__dict__", "__weakref__"}}
    return type(plain.__name__, (), own)


OURS, THEIRS = _classes(dataclass), _classes(dataclasses.dataclass)
_VALUES = st.tuples(
    st.text(max_size=2), st.integers(0, 2), st.lists(st.integers(0, 1), max_size=2), st.text(max_size=1)
)


def _said(what: Callable[[], Any]) -> Any:  # noqa: ANN401 - of any kind
    """What comes of a call: the value, or the kind of error."""
    try:
        return what()
    except Exception as error:  # noqa: BLE001 - whatever they raise is compared
        return type(error)


@pytest.mark.parametrize("name", OURS)
@given(one=_VALUES, other=_VALUES, length=st.integers(0, 5))
def test_they_do_what_those_of_the_standard_library_do(
    name: str, one: tuple[Any, ...], other: tuple[Any, ...], length: int
) -> None:
    """Made, shown, compared, hashed, changed, replaced, copied and taken apart, ours come to the same as theirs."""
    assert _told(OURS[name], one[:length], other[:length]) == _told(THEIRS[name], one[:length], other[:length])


def _change(record: Any) -> None:  # noqa: ANN401 - as above
    record.name = "甲"


def _take_away(record: Any) -> None:  # noqa: ANN401 - as above
    del record.name


def _told(made: type, one: tuple[Any, ...], other: tuple[Any, ...]) -> list[object]:
    """All that can be told of two values of a class."""
    first, second = _said(lambda: made(*one)), _said(lambda: made(*other))
    if isinstance(first, type) or isinstance(second, type):
        return [first, second]
    return [
        repr(first) if "object at" not in repr(first) else "",
        _said(lambda: first == second),
        _said(lambda: operator.lt(first, second)),
        first == one,
        _said(lambda: hash(first) == hash(second)) if "__eq__" in vars(made) else "",
        *[_said(partial(each, first)) for each in (_change, _take_away) if hasattr(first, "name")],
        isinstance(_said(lambda: setattr(first, "other", "甲")), type),
        repr(_said(lambda: dataclasses.replace(second, name="乙"))) if "__repr__" in vars(made) else "",
        [hasattr(first, each) for each in ("later", "fixed", "own")],
        _said(lambda: copy.deepcopy(second) == second) if "__eq__" in vars(made) else "",
        [each.name for each in dataclasses.fields(made)],
        getattr(made, "__match_args__", None),
        hasattr(second, "__dict__"),
    ]


@dataclass(frozen=True, slots=True)
class Sent:
    """One that is sent to another process."""

    name: str
    parts: tuple[int, ...] = ()


@dataclass(slots=True)
class Below:
    """One that another is made of."""

    name: str = ""


@dataclass(slots=True)
class Above(Below):
    """One with more fields than its base."""

    number: int = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """One whose fields are told by our own `field`."""

    name: str
    parts: list[int] = records.field(default_factory=list, compare=False)
    place: str = records.field(default="x", repr=False)
    made: int = records.field(default=1, init=False)


def test_what_is_said_of_a_field_holds() -> None:
    """A field has its default or what its factory makes, and is compared, shown and an argument, or not."""
    assert Kept("甲", [1]) == Kept("甲", [2])
    assert Kept("甲").parts is not Kept("甲").parts
    assert repr(Kept("甲", place="y")) == "Kept(name='甲', parts=[], made=1)"
    with pytest.raises(TypeError, match="made"):
        Kept("甲", made=2)  # type: ignore[call-arg]


@pytest.mark.parametrize("replace", [records.replace, dataclasses.replace])
def test_one_is_made_of_another_with_changes(replace: Callable[..., Kept]) -> None:
    """All that isn't changed is the other's, and a change that can't be is refused."""
    changed = replace(Kept("甲", [1], "y"), name="乙")
    assert (changed.name, changed.parts, changed.place) == ("乙", [1], "y")
    with pytest.raises(TypeError, match="other"):
        replace(Kept("甲"), other=1)


def test_the_standard_library_takes_them_for_its_own() -> None:
    """`dataclasses` tells their fields, and takes them apart."""
    assert [each.name for each in dataclasses.fields(Kept)] == ["name", "parts", "place", "made"]
    assert dataclasses.asdict(Kept("甲", [1])) == {"name": "甲", "parts": [1], "place": "x", "made": 1}


def test_they_can_be_sent_to_another_process() -> None:
    """What is pickled comes back the same."""
    assert pickle.loads(pickle.dumps(Sent("甲", (1,)))) == Sent("甲", (1,))  # noqa: S301 - our own


def test_one_may_be_made_of_another() -> None:
    """A class has the fields of its base before its own, and is equal to none of its base."""
    assert repr(Above("甲", 2)) == "Above(name='甲', number=2)"
    assert Above("甲") != Below("甲")


def test_a_wrong_call_is_told_as_ever() -> None:
    """The error names the class, the call and what is missing."""
    with pytest.raises(TypeError, match=r"Sent.__init__\(\) missing 1 required positional argument: 'name'"):
        Sent()  # type: ignore[call-arg]
