"""The dialogue about points: which one, what to do with it, and its heading. It asks through a `Screen`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from drafter.interview import outline
from drafter.numerals import markers
from drafter.questions import SLOT, Point

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drafter.interview.session import Session
    from drafter.questions import Question

_T = TypeVar("_T")
_LONGEST = 40
_FAMILIES = ("一、", "（一）")
_RENAME, _ADD, _ADD_BELOW = "改标题", "在后面加一条", "加一条下级"
_UP, _DOWN, _REMOVE, _RESTORE, _DONE = "上移", "下移", "删除", "恢复默认标题", "返回"


class Screen(Protocol):
    """What asks. Each raises KeyboardInterrupt or EOFError when the writer breaks off."""

    def choose(self, message: str, choices: Sequence[tuple[str, _T]]) -> _T:
        """Which of these, each given with its label."""

    def heading(self, default: str, forms: Sequence[str]) -> str:
        """A heading, typed over `default`; `forms` are suggested. Empty for none."""

    def refuse(self, message: str) -> None:
        """Say why something was not done."""


def edit(screen: Screen, session: Session, question: Question, keep: Callable[[], None]) -> None:
    """Change the points one by one, until done; each change is put and kept at once."""
    raw = _raw(session, question)
    while True:
        full = session.derived().outline(raw)[1]
        path = _chosen(screen, full)
        if not path:
            return
        changed = _changed(screen, question, raw, full, path)
        if not changed:
            screen.refuse("至少要留一条要点。")
        elif changed != raw:
            raw = changed
            session.put(question.key, raw)
            keep()


def clipped(text: str) -> str:
    """A text short enough to stand on a line among others."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - len(SLOT)]}{SLOT}"


def _raw(session: Session, question: Question) -> tuple[Point, ...]:
    """The points as given; default ones without their headings, so that these go on following the answers."""
    given = session.given().get(question.key)
    if isinstance(given, tuple):
        return tuple(p for p in given if isinstance(p, Point))
    return tuple(_untouched(p) for p in session.derived().outline()[1])


def _untouched(point: Point) -> Point:
    """One of the template's points, told by its text or its own heading."""
    return Point(body=point.body, own=point.own, points=tuple(_untouched(below) for below in point.points))


def _chosen(screen: Screen, points: tuple[Point, ...]) -> tuple[int, ...]:
    """The path of the point to change, empty for none."""
    found = outline.paths(points)
    numbers = markers([(len(path), _FAMILIES[len(path) - 1]) for path in found])
    choices: list[tuple[str, tuple[int, ...]]] = [("完成", ())]
    for path, number in zip(found, numbers, strict=True):
        heading = clipped(outline.at(points, path).heading)
        choices.append(("　　" * (len(path) - 1) + number + heading, path))
    return screen.choose("选一条修改", choices)


def _changed(
    screen: Screen, question: Question, raw: tuple[Point, ...], full: tuple[Point, ...], path: tuple[int, ...]
) -> tuple[Point, ...]:
    """The points after one action on the point at `path`; as they were where nothing was done."""
    point = outline.at(full, path)
    actions = [_RENAME, _ADD, *([_ADD_BELOW] if len(path) == 1 else []), _UP, _DOWN, _REMOVE, _RESTORE, _DONE]
    action = screen.choose(point.heading, [(label, label) for label in actions])
    simple: dict[str, Callable[[], tuple[Point, ...]]] = {
        _UP: lambda: outline.move(raw, path, -1),
        _DOWN: lambda: outline.move(raw, path, 1),
        _REMOVE: lambda: outline.remove(raw, path),
        _RESTORE: lambda: outline.rename(raw, path, Point()),
        _DONE: lambda: raw,
    }
    if action in simple:
        return simple[action]()
    forms = _forms(question, len(path) + (action == _ADD_BELOW))
    if action == _RENAME:
        named = _named(screen, _typable(point), forms)
        return outline.rename(raw, path, named) if named else raw
    named = _named(screen, next(iter(forms), ""), forms, is_new=True)
    add = outline.add_after if action == _ADD else outline.add_below
    return add(raw, path, named) if named else raw


def _forms(question: Question, level: int) -> tuple[str, ...]:
    return question.forms[level - 1] if level <= len(question.forms) else ()


def _typable(point: Point) -> str:
    """A heading as it is typed: slots for its gaps, nothing for one that is all gap."""
    return "" if point.form == SLOT else point.form or point.heading


def _named(screen: Screen, default: str, forms: Sequence[str], *, is_new: bool = False) -> Point | None:
    """The heading that was typed; None for none, or for the one that was there."""
    text = default
    while True:
        text = screen.heading(text, forms)
        if not text or (text == default and not is_new):
            return None
        if SLOT not in text:
            return Point(text)
        goes_on: list[tuple[str, Point | None]] = [("接着填", None)]
        taken = [*goes_on, ("留作待补", Point(form=text)), ("就这样用", Point(text))]
        named = screen.choose(f"标题里还有没填的“{SLOT}”", taken)
        if named:
            return named
