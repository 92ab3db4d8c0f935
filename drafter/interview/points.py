"""The dialogue about points: which one, what to do with it, and its heading. It asks through a `Screen`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafter.interview import lines, outline
from drafter.interview.screen import Prompt, Step
from drafter.interview.width import clipped
from drafter.numerals import markers
from drafter.questions import SLOT, Point, Question

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drafter.interview.screen import Screen
    from drafter.interview.session import Session

_AROUND = 16
_HEADING = Question("heading", "标题")
_FAMILIES = ("一、", "（一）")
_RENAME, _ADD, _ADD_BELOW = "改标题", "在后面加一条", "加一条下级"
_UP, _DOWN, _REMOVE, _RESTORE, _DONE = "上移", "下移", "删除", "恢复默认标题", "返回"


def edit(
    screen: Screen,
    session: Session,
    question: Question,
    keep: Callable[[], None],
    earlier: Sequence[tuple[str, ...]] = (),
) -> Step:
    """Change the points one by one, until done; each change is put and kept at once.

    earlier: headings of earlier speeches, by level, that are suggested beside the template's forms.
    """
    raw = _raw(session, question)
    headings = _Headings(question.forms, earlier)
    while True:
        full = session.derived().outline(raw)[1]
        path = _chosen(screen, full)
        if isinstance(path, Step):
            return path
        if not path:
            return Step.ANSWER
        changed = _changed(screen, headings, raw, full, path)
        if not changed:
            screen.say("  至少要留一条要点。", is_fault=True)
        elif changed != raw:
            raw = changed
            session.put(question.key, raw)
            keep()


def _raw(session: Session, question: Question) -> tuple[Point, ...]:
    """The points as given; default ones without their headings, so that these go on following the answers."""
    given = session.given().get(question.key)
    if isinstance(given, tuple):
        return tuple(p for p in given if isinstance(p, Point))
    return tuple(_untouched(p) for p in session.derived().outline()[1])


def _untouched(point: Point) -> Point:
    """One of the template's points, told by its text or its own heading."""
    return Point(body=point.body, own=point.own, points=tuple(_untouched(below) for below in point.points))


def _chosen(screen: Screen, points: tuple[Point, ...]) -> tuple[int, ...] | Step:
    """The path of the point to change, empty for none; or what else the writer does."""
    found = outline.paths(points)
    numbers = markers([(len(path), _FAMILIES[len(path) - 1]) for path in found])
    choices: list[tuple[str, tuple[int, ...]]] = [("完成", ())]
    for path, number in zip(found, numbers, strict=True):
        heading = clipped(outline.at(points, path).heading, screen.columns - _AROUND)
        choices.append(("　　" * (len(path) - 1) + number + heading, path))
    return screen.choose("选一条修改", choices, steps=(Step.BACK, Step.HELP))


@dataclass(frozen=True, slots=True)
class _Headings:
    """Headings to begin from and to suggest, by level: the template's forms, and earlier ones that were done."""

    forms: Sequence[tuple[str, ...]]
    earlier: Sequence[tuple[str, ...]]

    def begin(self, level: int) -> str:
        """What stands in the prompt for a new point: a form is nobody's heading yet."""
        return next(iter(_of_level(self.forms, level)), "")

    def suggested(self, level: int) -> tuple[str, ...]:
        """All that is suggested, each once."""
        return tuple(dict.fromkeys([*_of_level(self.forms, level), *_of_level(self.earlier, level)]))


def _of_level(rows: Sequence[tuple[str, ...]], level: int) -> tuple[str, ...]:
    return rows[level - 1] if level <= len(rows) else ()


def _changed(
    screen: Screen, headings: _Headings, raw: tuple[Point, ...], full: tuple[Point, ...], path: tuple[int, ...]
) -> tuple[Point, ...]:
    """The points after one action on the point at `path`; as they were where nothing was done."""
    point = outline.at(full, path)
    actions = [_RENAME, _ADD, *([_ADD_BELOW] if len(path) == 1 else []), _UP, _DOWN, _REMOVE, _RESTORE, _DONE]
    message = clipped(point.heading, screen.columns - _AROUND)
    action = screen.choose(message, [(label, label) for label in actions], steps=(Step.BACK,))
    simple: dict[str | Step, Callable[[], tuple[Point, ...]]] = {
        _UP: lambda: outline.move(raw, path, -1),
        _DOWN: lambda: outline.move(raw, path, 1),
        _REMOVE: lambda: outline.remove(raw, path),
        _RESTORE: lambda: outline.rename(raw, path, Point()),
        _DONE: lambda: raw,
        Step.BACK: lambda: raw,
    }
    if action in simple:
        return simple[action]()
    level = len(path) + (action == _ADD_BELOW)
    suggested = headings.suggested(level)
    if action == _RENAME:
        named = _named(screen, _typable(point), suggested)
        return outline.rename(raw, path, named) if named else raw
    named = _named(screen, headings.begin(level), suggested, is_new=True)
    add = outline.add_after if action == _ADD else outline.add_below
    return add(raw, path, named) if named else raw


def _typable(point: Point) -> str:
    """A heading as it is typed: slots for its gaps, nothing for one that is all gap."""
    return "" if point.form == SLOT else point.form or point.heading


def _named(screen: Screen, default: str, suggested: Sequence[str], *, is_new: bool = False) -> Point | None:
    """The heading that was typed; None for none, or for the one that was there."""
    text = default
    while True:
        text = _heading(screen, text, suggested)
        if not text or (text == default and not is_new):
            return None
        if SLOT not in text:
            return Point(text)
        goes_on: list[tuple[str, Point | None]] = [("接着填", None)]
        taken = [*goes_on, ("留作待补", Point(form=text)), ("就这样用", Point(text))]
        named = screen.choose(f"标题里还有没填的“{SLOT}”", taken)
        if isinstance(named, Point):
            return named


def _heading(screen: Screen, default: str, suggested: Sequence[str]) -> str:
    """A heading as typed, one line without blanks at its edges; empty for none."""
    hints = ("按 Tab 选句式，也可以随意写",) if suggested else ()
    text = default
    while True:
        prompt = Prompt(_HEADING.label, default=text, hints=hints, suggested=suggested, fault=_fault)
        reply = screen.ask(prompt)
        if reply.step is Step.STOP:
            raise KeyboardInterrupt
        if reply.step is not Step.ANSWER:
            return ""
        found = lines.asked(screen, reply.text)
        if found is not None:
            return "".join(found).strip()
        text = reply.text


def _fault(text: str) -> str:
    return lines.fault(_HEADING, text)
