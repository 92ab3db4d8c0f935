"""From a template and answers to a draft: the document, and what the writer should be told about it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from drafter import markup
from drafter.document import Block, Document, Field, Gap, Words
from drafter.errors import Problem
from drafter.numerals import value as number_of
from drafter.questions import Point, numbered
from drafter.records import dataclass, replace
from drafter.template.resolve import day_of
from drafter.template.values import Choice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from drafter.document import Inline, Kind
    from drafter.questions import Value
    from drafter.template import Template
    from drafter.template.definition import Section

BRIDGE = "过渡"
_FIGURE = re.compile(r"“([零一二两三四五六七八九十]+)(.)”")


@dataclass(frozen=True, slots=True)
class Draft:
    """A document, and warnings: things that may be wrong in it, for the writer to decide."""

    document: Document
    warnings: tuple[Problem, ...] = ()


def draft(
    template: Template,
    given: Mapping[str, Value],
    left_open: frozenset[str] = frozenset(),
    *,
    outline_only: bool = False,
) -> Draft:
    """Draft a speech. given: plain values by key; left_open: keys to leave open although they have a default.

    outline_only: keep headings, transitions and gaps; each paragraph of set prose becomes one gap that says how long
    it was and which of the given answers it showed. InputError for whatever is wrong in the template, with its place.
    """
    resolver = template.resolver(given, left_open)
    values = resolver.values()
    key, points = resolver.outline()

    def rendered() -> list[Block]:
        families = _Families.of_all(template, values, key, points)
        return [*_front(template, values), *_numbered(_sections(template, values), families)]

    blocks = template.renderer.document(values, rendered)
    own = template.definition.questions[key].default if key else None
    warnings = (*_figures(points), *_introductions(points, own), *_run_out(template, blocks, values))
    if outline_only:
        blocks = [_skeletal(block, given) for block in blocks]
    return Draft(Document(tuple(blocks)), warnings)


def draft_part(
    template: Template, file: str, given: Mapping[str, Value], left_open: frozenset[str] = frozenset()
) -> Document:
    """One file of a template alone: a section, or the text under a point; its headings are counted from one.

    file: its name, as closing.j2. InputError for whatever is wrong in it, with its place.
    """
    resolver = template.resolver(given, left_open)
    values = resolver.values()
    key, points = resolver.outline()
    section = next((section for section in template.definition.sections if f"{section.name}.j2" == file), None)
    if section:
        blocks, above = _section(template, section, values), []
    else:
        blocks, above = iter(markup.read(template.renderer.file(file, values), "")), _above(file, key, points)
    families = _Families.of_all(template, values, key, points)
    return Document(tuple(_numbered([*above, *blocks], families))[len(above) :])


def _above(file: str, key: str, points: Iterable[Point]) -> list[Block]:
    """The heading that the text of a point stands under, where it is one of these."""
    found = (
        Block("heading", (Field(f"{key}.{number}", point.heading),), level=number.count(".") + 1)
        for number, point in numbered(points)
        if f"points/{point.body}.j2" == file
    )
    return list(islice(found, 1))


def _front(template: Template, values: Mapping[str, object]) -> Iterator[Block]:
    for kind, (source, place) in template.definition.front.items():
        inlines = markup.inline(template.renderer.text(source, values, place))
        if inlines:
            yield Block(_KINDS[kind], inlines)


_KINDS: dict[str, Kind] = {"title": "title", "date": "date", "speaker": "speaker", "salutation": "salutation"}


def _sections(template: Template, values: Mapping[str, object]) -> Iterator[Block]:
    for section in template.definition.sections:
        yield from _section(template, section, values)


def _section(template: Template, section: Section, values: Mapping[str, object]) -> Iterator[Block]:
    apart = section.name if section.series else ""
    for block in markup.read(template.renderer.file(f"{section.name}.j2", values), section.role):
        yield replace(block, apart=apart) if block.kind == "heading" else block


@dataclass(frozen=True, slots=True)
class _Families:
    """What says by which marker family headings are numbered.

    usual: the template's, for each level from 1. sections: the same by name of a section, for one that has its own.
    below: family of what stands right below a point, by the key of its heading; empty where the point says nothing.
    """

    usual: Sequence[str]
    sections: Mapping[str, Sequence[str]]
    below: Mapping[str, str]

    @classmethod
    def of_all(cls, template: Template, values: Mapping[str, object], key: str, points: Iterable[Point]) -> _Families:
        """Those of a template with these values. key, points: its points, as the resolver outlines them."""
        definition = template.definition
        return cls(
            definition.series.families(_choice(template, values)),
            {section.name: section.series for section in definition.sections},
            {f"{key}.{number}": point.series for number, point in numbered(points)},
        )

    def of(self, heading: Block) -> str:
        """The family of a heading by its section and level."""
        rows = (self.sections.get(heading.apart, ()), self.usual)
        return next((row[heading.level - 1] for row in rows if heading.level <= len(row)), "")

    def under(self, heading: Block) -> str:
        """The family that a heading names for those right below it."""
        keys = (inline.key for inline in heading.inlines if not isinstance(inline, Words))
        return next((self.below[key] for key in keys if key in self.below), "")


def _choice(template: Template, values: Mapping[str, object]) -> str:
    choice = values.get(template.definition.series.by)
    return str(choice) if isinstance(choice, Choice) else ""


def _numbered(blocks: Iterable[Block], families: _Families) -> Iterator[Block]:
    """Give each heading its marker family: what its point says of those below, else its section, else the template."""
    around: list[Block] = []
    for block in blocks:
        if block.kind != "heading":
            yield block
            continue
        while around and around[-1].level >= block.level:
            around.pop()
        yield replace(block, series=(families.under(around[-1]) if around else "") or families.of(block))
        around.append(block)


def _skeletal(block: Block, given: Collection[str]) -> Block:
    """A paragraph of set prose as one gap; headings, front lines, guidance and transitions stay."""
    if block.kind != "paragraph" or block.role == BRIDGE:
        return block
    length = sum(len(inline.text) for inline in block.inlines if not isinstance(inline, Gap))
    fields = [inline for inline in block.inlines if isinstance(inline, Field)]
    shown = list(dict.fromkeys(field.text for field in fields if field.key.partition(".")[0] in given))
    hint = f"本段约{max(10, round(length, -1))}字" + (f"，写入：{'；'.join(shown)}" if shown else "")
    gaps: list[Inline] = [inline for inline in block.inlines if isinstance(inline, Gap)]
    return replace(block, inlines=(Gap("", hint), *gaps) if length else tuple(gaps))


def _figures(points: Iterable[Point]) -> Iterator[Problem]:
    """A heading built on a figure (“三力”) announces how many sub-headings carry its last character.

    One that has gaps yet is not judged.
    """
    for point in points:
        found = _FIGURE.search(point.heading) if point.figure and not point.form else None
        fits = found and found[2] == point.figure and number_of(found[1]) == len(point.points) > 0
        if found and not fits:
            yield Problem(
                f"要点“{point.heading}”下面有{len(point.points)}条，与“{found[1]}{found[2]}”对不上",
                mend="改标题或增减要点",
            )
        for below in point.points if point.figure else ():
            if point.figure not in below.heading and not below.form:
                yield Problem(f"“{below.heading}”里没有“{point.figure}”字", mend=f"它的上级是“{point.heading}”")


def _introductions(points: Iterable[Point], own: object) -> Iterator[Problem]:
    """The template's words that lead into a point were written for the template's own sub-points."""
    owned = [point for point in own if isinstance(point, Point)] if isinstance(own, tuple) else []
    bodies = {point.body: [below.body for below in point.points] for point in owned if point.body}
    for point in points:
        if point.body in bodies and [below.body for below in point.points] != bodies[point.body]:
            yield Problem(f"要点“{point.heading}”下面的各条有增减或换了次序", mend="看它的引言和各条是否还对得上")


def _run_out(template: Template, blocks: Iterable[Block], values: Mapping[str, object]) -> Iterator[Problem]:
    """Set phrases, documents and campaigns in the text that were over before the meeting, or came after it."""
    day = next((found for found in map(day_of, values.values()) if found), None)
    if day is None:
        return
    phrases = [phrase for phrase in template.phrases.values() if not phrase.is_current(day)]
    spoken = [block for block in blocks if block.kind != "guidance"] if phrases else []
    text = "\n".join([block.text for block in spoken])
    for phrase in [phrase for phrase in phrases if phrase.text in text]:
        if not any(phrase.text in _said(block) for block in spoken if phrase.text in block.text):
            continue
        if phrase.has_run_out(day):
            yield Problem(f"“{phrase.name}”到{phrase.until}为止", mend="核对是否仍适用，或写明是回顾")
        else:
            yield Problem(f"“{phrase.name}”{phrase.since}才有", mend="核对会议日期和提法")


def _said(block: Block) -> str:
    """What a block says: its gaps say nothing yet."""
    return "".join([inline.text for inline in block.inlines if not isinstance(inline, Gap)])
