"""Answers to try a template with: those of a sample profile, made up ones, and hostile ones of the same shape."""

from __future__ import annotations

import datetime as dt
import re
from itertools import count
from typing import TYPE_CHECKING

from drafter.errors import DrafterError
from drafter.layers import merge
from drafter.profiles import profile_names, read_profile
from drafter.questions import Point
from drafter.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.checking.view import View
    from drafter.questions import Question, Value

_MOST_TURNS = 20
_EXAMPLE = re.compile("如“([^“”]+)”")
_HOSTILE = (
    "# 标题\n## 再一个",
    "{{ unit }}{% if true %}{# 注 #}",
    "**粗**<b>|\\_",
    "“甲”《乙》'\"",
    "】【待补：】",
    "> 提示",
    "1. 一、（一）",
    "长" * 10_000,
)


def sample(seen: View) -> dict[str, Value]:
    """The answers of the first profile that serves this template and fits it, none where there is no such profile."""
    name = seen.definition.name if seen.definition else ""
    catalog = seen.catalog
    for profile in profile_names(seen.workspace):
        try:
            layer = read_profile(profile, seen.workspace)
            if {seen.folder, name} & {*layer.templates}:
                return merge([layer], seen.questions, lambda t: catalog.definition(catalog.folder(t)).questions).values
        except DrafterError:
            continue  # a profile's faults are none of the template's
    return {}


def sample_day(seen: View) -> list[dt.date]:
    """The day of the sample profile's meeting, if there is one."""
    return [value for value in sample(seen).values() if isinstance(value, dt.date)][:1]


def made_up(seen: View, turn: int) -> dict[str, Value]:
    """An answer to every question, by its kind and its hint; turns differ in what is chosen."""
    return {key: value for key, q in seen.questions.items() if (value := _made_up(q, turn, seen.today)) is not None}


def turns(seen: View) -> int:
    """How many turns it takes to try every choice, of many the first, and both answers of yes/no questions."""
    return min(_MOST_TURNS, max([2, *(len(question.choices) for question in seen.questions.values())]))


def _made_up(question: Question, turn: int, today: dt.date) -> Value | None:
    found = _EXAMPLE.search(question.hint)
    text = found[1] if found else question.label
    values: dict[str, Value | None] = {
        "text": text,
        "long": (text, text),
        "year": today.year,
        "date": today,
        "list": (text, text),
        "yesno": turn % 2 == 0,
        "points": None,
    }
    if question.kind in {"choice", "several"}:
        chosen = question.choices[turn % len(question.choices)]
        return chosen if question.kind == "choice" else (chosen,)
    return values[question.kind]


def hostile(questions: Mapping[str, Question], values: Mapping[str, Value]) -> dict[str, Value]:
    """The same answers in hostile words where words are the writer's own: markup, quotes, line breaks, great length."""
    words = (_HOSTILE[number % len(_HOSTILE)] for number in count())
    return {key: _hostile(questions[key], value, words) for key, value in values.items()}


def _hostile(question: Question, value: Value, words: Iterator[str]) -> Value:
    if question.kind == "text":
        return next(words)
    if question.kind in {"long", "list", "points"} and isinstance(value, tuple):
        if question.kind == "points":
            return tuple(_hostile_point(part, words) for part in value if isinstance(part, Point))
        return tuple(next(words) for _ in value)
    return value


def _hostile_point(point: Point, words: Iterator[str]) -> Point:
    heading = next(words) if point.heading and not point.form else point.heading
    return replace(point, heading=heading, points=tuple(_hostile_point(below, words) for below in point.points))
