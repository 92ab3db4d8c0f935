"""Data classes in a fraction of the time that `dataclasses` takes to load and to make them.

Half a hundred are made before a draft is. Only `__init__` is compiled here, where `dataclasses` compiles up to nine
functions. To a type checker these are `dataclasses.dataclass`, `field` and `replace`; of what they do just what is used
here. The standard library's own `field`, `fields` and `replace` work with these classes too.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from dataclasses import dataclass, field, replace

__all__ = ["dataclass", "field", "replace"]
_FIELDS = "__record_fields__"
_ORDER = ("lt", "le", "gt", "ge")


class _MISSING_TYPE:  # noqa: N801 - called as in `dataclasses`, whose own is told by that without loading it
    """The default of a field that has none."""


_MISSING = _MISSING_TYPE()


class _Field:
    """What is said of a field, under the names that `dataclasses.Field` has."""

    __slots__ = ("compare", "default", "default_factory", "init", "name", "repr")

    def __init__(
        self,
        *,
        default: object = _MISSING,
        default_factory: Callable[[], object] | _MISSING_TYPE = _MISSING,
        **unless: bool,
    ) -> None:
        self.name = ""
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.compare = (unless.get(what, True) for what in ("init", "repr", "compare"))


class _Standard:
    """The fields as `dataclasses` has them, made when it asks for them."""

    def __get__(self, _: object, owner: type) -> dict[str, Any]:
        import dataclasses  # noqa: PLC0415 - what this module spares

        found: dict[str, Any] = {}
        for each in _fields(owner):
            said = ((what, getattr(each, what)) for what in _Field.__slots__ if what != "name")
            known: Any = dataclasses.field(**{what: value for what, value in said if _is_given(value)})
            known.name, known._field_type = each.name, dataclasses._FIELD  # type: ignore[attr-defined]  # noqa: SLF001
            found[each.name] = known
        type.__setattr__(owner, "__dataclass_fields__", found)
        return found


if not TYPE_CHECKING:
    field = _Field

    def dataclass(
        *,
        slots: bool,  # noqa: ARG001 - all have them
        frozen: bool = False,
        eq: bool = True,
        order: bool = False,
    ) -> Callable[[type], type]:
        """As `dataclasses.dataclass`."""

        def made(plain: type) -> type:
            fields = _gathered(plain)
            compared = _getter([field.name for field in fields if field.compare])
            own = {"__init__": _init(plain, fields, frozen=frozen), "__repr__": _shown}
            if eq:
                own |= {f"__{name}__": _comparison(name, compared) for name in ("eq", *(_ORDER if order else ()))}
                own["__hash__"] = (lambda self: hash(compared(self))) if frozen else None
            if frozen:
                own |= {"__setattr__": _refuse, "__delattr__": _refuse}
                own |= {"__getstate__": _state, "__setstate__": _restore}
            return _with_slots(plain, fields, {name: own[name] for name in own.keys() - _written(plain)})

        return made

    def replace(record: Any, **changes: object) -> Any:  # noqa: ANN401 - one of these classes
        """As `dataclasses.replace`."""
        return type(record)(**{name: getattr(record, name) for name in record.__match_args__} | changes)


def _is_given(value: object) -> bool:
    return type(value).__name__ != _MISSING_TYPE.__name__


def _fields(made: object) -> Sequence[_Field]:
    found: Sequence[_Field] = getattr(made, _FIELDS, ())
    return found


def _gathered(plain: type) -> tuple[_Field, ...]:
    """The fields of a class, those of its bases first."""
    found = {each.name: each for base in reversed(plain.__bases__) for each in _fields(base)}
    own = vars(plain)
    for name in own.get("__annotations__", ()):
        said = own.get(name, _MISSING)
        each = said if hasattr(said, "default_factory") else _Field(default=said)
        each.name = name
        found[name] = each
    return tuple(found.values())


def _with_slots(plain: type, fields: Iterable[_Field], own: dict[str, Any]) -> type:
    """The class anew with slots for its fields, which can't be given to one that is made."""
    names = [each.name for each in fields]
    inherited = {each.name for base in plain.__bases__ for each in _fields(base)}
    body = {name: each for name, each in vars(plain).items() if name not in {*names, "__dict__", "__weakref__"}}
    body |= {**own, "__qualname__": plain.__qualname__, "__slots__": tuple(n for n in names if n not in inherited)}
    body |= {_FIELDS: fields, "__match_args__": tuple(each.name for each in fields if each.init)}
    return type(plain)(plain.__name__, plain.__bases__, {**body, "__dataclass_fields__": _Standard()})


def _written(plain: type) -> set[str]:
    """What a class says for itself; that it has no hash says Python of each that has an `__eq__`."""
    own = vars(plain)
    return {name for name in own if name != "__hash__" or own[name] is not None or "__eq__" not in own}


def _init(plain: type, fields: Sequence[_Field], *, frozen: bool) -> Any:  # noqa: ANN401 - a function that is compiled
    """The `__init__` of a class: each field set from an argument, its default, or what its factory makes.

    One that is no argument is set by whoever sets it first.
    """
    this = "_" * (1 + max((len(field.name) for field in fields), default=0))  # as all names here, longer than a field's
    put, none = f"{this}put", f"{this}none"
    known: dict[str, Any] = {put: object.__setattr__, none: object()}
    given, lines = [this], []
    for number, field in enumerate(fields):
        name, value, default, own = field.name, field.name, "", f"{this}{number}"
        if _is_given(field.default):
            known[own], default = field.default, own
        elif _is_given(field.default_factory):
            known[own], default = field.default_factory, none
            value = f"{own}() if {name} is {none} else {name}" if field.init else f"{own}()"
        elif not field.init:
            continue
        if field.init:
            given.append(f"{name}={default}" if default else name)
        elif default != none:
            value = default
        lines.append(f"{put}({this}, {name!r}, {value})" if frozen else f"{this}.{name} = {value}")
    lines += [f"{this}.__post_init__()"] if hasattr(plain, "__post_init__") else []
    source = f"def __init__({', '.join(given)}):\n " + "\n ".join(lines or ["pass"])
    exec(source, known)  # noqa: S102 - names of fields
    known["__init__"].__qualname__ = f"{plain.__qualname__}.__init__"
    return known["__init__"]


def _getter(names: list[str]) -> Callable[[object], Any]:
    """What gives the values of all these attributes; one function in C, where there are any."""
    return operator.attrgetter(*names) if names else lambda _: ()


def _comparison(name: str, compared: Callable[[object], Any]) -> Callable[[object, object], bool]:
    compare: Callable[[Any, Any], bool] = getattr(operator, name)

    def method(self: object, other: object) -> bool:
        return compare(compared(self), compared(other)) if other.__class__ is self.__class__ else NotImplemented

    return method


def _shown(record: object) -> str:
    shown = [f"{field.name}={getattr(record, field.name)!r}" for field in _fields(record) if field.repr]
    return f"{type(record).__qualname__}({', '.join(shown)})"


def _refuse(_: object, name: str, *__: object) -> None:
    from dataclasses import FrozenInstanceError  # noqa: PLC0415 - what this module spares

    message = f"cannot change field {name!r}"
    raise FrozenInstanceError(message)


def _state(record: object) -> list[object]:
    return [getattr(record, field.name) for field in _fields(record)]


def _restore(record: object, state: list[object]) -> None:
    for field, value in zip(_fields(record), state, strict=True):
        object.__setattr__(record, field.name, value)
