"""Rules on names: of questions, filters, tests, set phrases and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.errors import Problem
from drafter.questions import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.checking.view import View

_GIVEN = {
    "gap",
    "loop",
    "self",
    "super",
    "caller",
    "varargs",
    "kwargs",
    "true",
    "false",
    "none",
    "True",
    "False",
    "None",
}
_KINDS = {"filter": "过滤器", "test": "测试"}
_COUNT = "count"


def definition(seen: View) -> Iterator[Problem]:
    """Whatever is wrong in template.yaml, the shared questions and the phrases."""
    yield from seen.faults


def syntax(seen: View) -> Iterator[Problem]:
    """Faulty {{ }} and {% %}; of a block that is open, the line that opens it."""
    for source in seen.sources:
        for fault in source.survey.faults:
            opened = source.place(fault.opened).line if fault.opened >= 0 else 0
            where = f"，它在第{opened}行打开" if opened else ""
            yield Problem(f"{fault.message}{where}", source.place(fault.at), fault.mend)


def unknown_name(seen: View) -> Iterator[Problem]:
    """A name in {{ }} or a condition that is no question."""
    known = {*seen.questions, *seen.own()}
    for source in seen.sources if seen.definition else ():
        for spot in source.survey.names:
            if spot.name not in known | _GIVEN and not (source.name == "heading" and spot.name == _COUNT):
                message = f"没有“{spot.name}”这个问题"
                yield Problem(message, source.place(spot.at), nearest(spot.name, known) or "加一个问题，或改成已有的")


def unknown_tool(seen: View) -> Iterator[Problem]:
    """A filter or test that there is not."""
    tools = seen.tools
    for source in seen.sources:
        for kind, spots in (("filter", source.survey.filters), ("test", source.survey.tests)):
            for spot in spots:
                if spot.name not in tools[kind]:
                    mend = nearest(spot.name, tools[kind]) or f"可用：{'、'.join(tools[kind])}"
                    yield Problem(f"没有“{spot.name}”这个{_KINDS[kind]}", source.place(spot.at), mend)


def unknown_phrase(seen: View) -> Iterator[Problem]:
    """A set phrase that phrases.yaml doesn't have."""
    for source in seen.sources:
        for spot in source.survey.phrases:
            if spot.name not in seen.phrases:
                mend = nearest(spot.name, seen.phrases) or "写进 phrases.yaml"
                yield Problem(f"没有“{spot.name}”这条提法或文件", source.place(spot.at), mend)


def missing_file(seen: View) -> Iterator[Problem]:
    """A file that is included and isn't there."""
    files = seen.catalog.files(seen.folder)
    for source in seen.sources:
        for spot in source.survey.files:
            if spot.name not in files:
                yield Problem(f"没有“{spot.name}”这个文件", source.place(spot.at), nearest(spot.name, files))


def unused_question(seen: View) -> Iterator[Problem]:
    """A question that is asked and decides or shows nothing."""
    if seen.definition is None or any(source.survey.faults for source in seen.sources):
        return
    used = {spot.name for source in seen.sources for spot in source.survey.names if spot.name != source.question}
    used |= {question.when for question in seen.questions.values()} | {seen.definition.series.by}
    for key, question in seen.questions.items():
        if key not in used:
            mend = f"删去这个问题，或在某一节写 {{{{ {key} }}}}"
            yield Problem(f"问题“{question.label}”（{key}）问了没有用上", seen.asked_at(key), mend)
