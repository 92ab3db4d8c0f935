"""The dialogue about points: which one, what to do with it, and its heading. It asks through a `Screen`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.interview import halfway, lines, outline
from drafter.interview.halfway import Begun
from drafter.interview.screen import Prompt, Step
from drafter.interview.width import clipped
from drafter.numerals import markers
from drafter.questions import SLOT, Point, Question
from drafter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drafter.interview.desk import Desk
    from drafter.interview.screen import Screen
    from drafter.interview.session import Session

_AROUND = 16
_HEADING = Question("heading", "标题")
_FAMILIES = ("一、", "（一）")
_RENAME, _ADD, _ADD_BELOW = "改标题", "在后面加一条", "加一条下级"
_UP, _DOWN, _REMOVE, _RESTORE, _DONE = "上移", "下移", "删除", "恢复默认标题", "返回"


def edit(desk: Desk, question: Question) -> Step:
    """Change the points one by one, until done; each change is put and kept at once."""
    raw = _raw(desk.session, question)
    goes_on = halfway.begun_within(desk.session, question.key)
    while True:
        found = goes_on or _chosen(desk, question, desk.session.derived().outline(raw)[1])
        goes_on = None
        if isinstance(found, Step):
            return found
        if not found:
            return Step.ANSWER
        if isinstance(found, Begun):
            changed = _gone_on(desk, question, raw, found)
        else:
            changed = _changed(desk, question, raw, found)
        if not changed:
            desk.screen.say("  至少要留一条要点。", is_fault=True)
        elif changed != raw:
            raw = changed
            desk.session.put(question.key, raw)
            desk.keep()


def _raw(session: Session, question: Question) -> tuple[Point, ...]:
    """The points as given; default ones without their headings, so that these go on following the answers."""
    given = session.given().get(question.key)
    if isinstance(given, tuple):
        return tuple(p for p in given if isinstance(p, Point))
    return tuple(_untouched(p) for p in session.derived().outline()[1])


def _untouched(point: Point) -> Point:
    """One of the template's points, told by its text or its own heading."""
    return Point(body=point.body, own=point.own, points=tuple(_untouched(below) for below in point.points))


def _chosen(desk: Desk, question: Question, points: tuple[Point, ...]) -> tuple[int, ...] | Step | Begun:
    """The path of the point to change, empty for none; what else the writer does, or goes on with."""
    found = outline.paths(points)
    numbers = markers([(len(path), _FAMILIES[len(path) - 1]) for path in found])
    choices: list[tuple[str, tuple[int, ...] | Begun]] = [
        (f"接着写（{one.what}{_quoted(points, one.where)}）：{one.text}", one)
        for one in halfway.begun(desk.session, question.key)
    ]
    choices.append(("完成", ()))
    for path, number in zip(found, numbers, strict=True):
        heading = clipped(outline.at(points, path).heading, desk.screen.columns - _AROUND)
        choices.append(("　　" * (len(path) - 1) + number + heading, path))
    return desk.screen.choose("选一条修改", choices, steps=(Step.BACK, Step.HELP), back=desk.back)


def _quoted(points: tuple[Point, ...], told: str) -> str:
    path = _path_of(points, told)
    return f"“{outline.at(points, path).heading}”" if path else ""


def _path_of(points: tuple[Point, ...], told: str) -> tuple[int, ...]:
    """Where the point is that is told by this; empty where it is gone."""
    return next((path for path in outline.paths(points) if _told(outline.at(points, path)) == told), ())


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


def _changed(desk: Desk, question: Question, raw: tuple[Point, ...], path: tuple[int, ...]) -> tuple[Point, ...]:
    """The points after one action on the point at `path`; as they were where nothing was done."""
    point, given = outline.at(desk.session.derived().outline(raw)[1], path), outline.at(raw, path)
    actions = [_RENAME, _ADD, *([_ADD_BELOW] if len(path) == 1 else []), _UP, _DOWN, _REMOVE]
    has_default = (given.body or given.own) and (given.heading or given.form)
    actions += [_RESTORE, _DONE] if has_default else [_DONE]
    message = clipped(point.heading, desk.screen.columns - _AROUND)
    action = desk.screen.choose(message, [(label, label) for label in actions], steps=(Step.BACK,))
    simple: dict[str | Step, Callable[[], tuple[Point, ...]]] = {
        _UP: lambda: outline.move(raw, path, -1),
        _DOWN: lambda: outline.move(raw, path, 1),
        _REMOVE: lambda: outline.remove(raw, path) if _is_sure(desk.screen, point) else raw,
        _RESTORE: lambda: _restored(desk, question, raw, path),
        _DONE: lambda: raw,
        Step.BACK: lambda: raw,
    }
    return simple[action]() if action in simple else _with_heading(desk, question, raw, path, str(action))


def _restored(desk: Desk, question: Question, raw: tuple[Point, ...], path: tuple[int, ...]) -> tuple[Point, ...]:
    """The points, one with the template's heading again; the one that was typed goes back into its prompt."""
    given = outline.at(raw, path)
    halfway.put_aside(desk.session, f"{question.key}/{_RENAME}/{_told(given)}", _typable(given))
    desk.screen.say(f"  原来的标题收着，再选“{_RENAME}”时还在。")
    return outline.rename(raw, path, Point())


def _gone_on(desk: Desk, question: Question, raw: tuple[Point, ...], begun: Begun) -> tuple[Point, ...]:
    """The points after what was begun was gone on with; where its point is gone since, it is one more at the end."""
    path = _path_of(raw, begun.where)
    if path:
        return _with_heading(desk, question, raw, path, begun.what)
    named = _named(desk, begun.name, "", _headings(desk, question).suggested(1), is_new=True)
    return (*raw, named) if named else raw


def _headings(desk: Desk, question: Question) -> _Headings:
    return _Headings(question.forms, desk.earlier)


def _with_heading(
    desk: Desk, question: Question, raw: tuple[Point, ...], path: tuple[int, ...], action: str
) -> tuple[Point, ...]:
    """The points with the one at `path` renamed, or another added at it; as they were where none was typed."""
    told, level = _told(outline.at(raw, path)), len(path) + (action == _ADD_BELOW)
    name, suggested = f"{question.key}/{action}/{told}", _headings(desk, question).suggested(level)
    if action == _RENAME:
        point = outline.at(desk.session.derived().outline(raw)[1], path)
        named = _named(desk, name, _typable(point), suggested)
        changed = outline.rename(raw, path, named) if named else raw
        halfway.follow(desk.session, question.key, told, _told(outline.at(changed, path)))
        return changed
    named = _named(desk, name, _headings(desk, question).begin(level), suggested, is_new=True)
    add = outline.add_after if action == _ADD else outline.add_below
    return add(raw, path, named) if named else raw


def _is_sure(screen: Screen, point: Point) -> bool:
    """Whether a point goes with all that is below it."""
    below = len(point.points)
    message = f"下面还有{below}条下级，一起删去吗？"
    return not below or screen.choose(message, [("否", False), ("是", True)]) is True


def _told(point: Point) -> str:
    """What tells a point from the others wherever it is moved, and whatever its heading follows from."""
    return point.body or point.own or point.form or point.heading


def _typable(point: Point) -> str:
    """A heading as it is typed: slots for its gaps, nothing for one that is all gap."""
    return "" if point.form == SLOT else point.form or point.heading


def _named(desk: Desk, name: str, default: str, suggested: Sequence[str], *, is_new: bool = False) -> Point | None:
    """The heading that was typed; None for none, or for the one that was there. name: of what is typed."""
    while True:
        text = _heading(desk, name, default, suggested)
        if text is None:
            return None
        found = _unfinished(desk.screen, text) if SLOT in text and (is_new or text != default) else Point(text)
        if found:
            desk.settle(name)
            return None if not text or (text == default and not is_new) else found


def _unfinished(screen: Screen, text: str) -> Point | None:
    """What a heading with slots is to be, None where it is to be typed on."""
    goes_on: list[tuple[str, Point | None]] = [("接着填", None)]
    taken = [*goes_on, ("留作待补", Point(form=text)), ("就这样用", Point(text))]
    found = screen.choose(f"标题里还有没填的“{SLOT}”", taken)
    return found if isinstance(found, Point) else None


def _heading(desk: Desk, name: str, default: str, suggested: Sequence[str]) -> str | None:
    """A heading as typed, one line without blanks at its edges; empty for none, None where the prompt was left."""
    while True:
        text = desk.session.typed.get(name, default)
        fitting = outline.suggested(text, suggested)
        hint = "按 Tab 选句式，也可以随意写" if fitting else "清空后按 Tab 选句式" if suggested else ""
        prompt = Prompt(_HEADING.label, default=default, hints=(hint,), suggested=suggested, fault=_fault)
        reply = desk.ask(name, prompt)
        if reply.step is not Step.ANSWER:
            return None
        found = lines.asked(desk.screen, reply.text)
        if found is not None:
            return "".join(found).strip()


def _fault(text: str) -> str:
    return lines.fault(_HEADING, text)
