"""One template as its checks see it: every piece of template text taken apart, with its place in a file."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.checking.logic import Logic
from drafter.errors import DrafterError, InputError, Place, Problem
from drafter.files import read_text
from drafter.questions import Point, numbered
from drafter.records import dataclass, field
from drafter.template import Template, renderer_for
from drafter.template.catalog import DEFINITION, SHARED, Catalog
from drafter.template.survey import Survey, Surveyor

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from drafter.questions import Question
    from drafter.template.definition import Definition
    from drafter.template.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Source:
    """Template text that was taken apart.

    name: the file's within the template, else what it is of template.yaml: default, front, heading. file: its path,
    whole: all that the file holds. start: where in that the text begins; where it can't be told, -1, all is at `near`.
    question: key of the question it is a default of.
    """

    name: str
    file: str
    whole: str
    survey: Survey
    start: int = 0
    near: Place | None = None
    question: str = ""

    @property
    def is_file(self) -> bool:
        """Whether it is a file of its own."""
        return self.near is None

    def place(self, at: int) -> Place:
        """Where a character of the text stands."""
        if self.start < 0 and self.near:
            return self.near
        return place_in(self.file, self.whole, self.start + at)


@dataclass(slots=True)
class View:
    """A template, and what is wrong with it as a whole (`faults`): then `definition` is None.

    workspace: where its profiles lie. today: the day by which phrases run out. tools: names of filters and tests, by
    Jinja's word for the kind. template: ready for drafting; None where its template.yaml or any syntax is at fault.
    logic: what conditions can come to.
    """

    folder: str
    catalog: Catalog
    workspace: Path
    today: dt.date
    definition: Definition | None
    phrases: Mapping[str, Phrase]
    faults: list[Problem]
    tools: Mapping[str, Sequence[str]] = field(default_factory=dict)
    template: Template | None = None
    logic: Logic = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing tried."""
        self.logic = Logic(self.questions)

    files: dict[str, Source] = field(default_factory=dict)
    texts: list[Source] = field(default_factory=list)

    @property
    def sources(self) -> Iterator[Source]:
        """All files, then all texts of template.yaml."""
        return chain(self.files.values(), self.texts)

    @property
    def questions(self) -> Mapping[str, Question]:
        """The questions by key, none where template.yaml is at fault."""
        return self.definition.questions if self.definition else {}

    def own(self) -> set[str]:
        """The names that any file sets: an included one sees what the one around it sets."""
        return set[str]().union(*(source.survey.own for source in self.sources))

    def asked_at(self, key: str) -> Place | None:
        """Where template.yaml asks a question; a shared one by its bare name."""
        path = self.catalog.find(self.folder, DEFINITION)
        text = read_text(path) if path else ""
        found = re.search(rf"(?m)^[ \t]*-[ \t]+(?P<key>{re.escape(key)})[ \t]*(?:#.*)?$", text)
        return place_in(str(path), text, found.start("key")) if found else self.questions[key].place


def view_of(folder: str, workspace: Path, today: dt.date) -> View:
    """Take a template apart, however faulty it is."""
    catalog = Catalog.of(workspace)
    faults: list[Problem] = []
    definition, phrases = None, {}
    try:
        definition = catalog.definition(folder)
    except InputError as error:
        faults += error.problems
    try:
        phrases = catalog.phrases()
    except InputError as error:
        faults += error.problems
    surveyor = Surveyor()
    seen = View(folder, catalog, workspace, today, definition, phrases, faults, surveyor.tools())
    _add_files(seen, surveyor)
    if definition:
        seen.texts = list(_texts(definition, surveyor))
        if not any(source.survey.faults for source in seen.sources):
            seen.template = Template(folder, definition, renderer_for(catalog, folder, definition, phrases), phrases)
    return seen


def place_in(file: str, text: str, at: int) -> Place:
    """The place of an offset in the text of a file."""
    before = text[:at]
    return Place(file, before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1)


def _add_files(seen: View, surveyor: Surveyor) -> None:
    """The template's own files, and the shared ones that it uses."""
    paths = {name: path for name, path in seen.catalog.files(seen.folder).items() if name.endswith(".j2")}
    sections = seen.definition.sections if seen.definition else ()
    shared = [layer / SHARED for layer in seen.catalog.layers]
    own = [name for name, path in paths.items() if not any(map(path.is_relative_to, shared))]
    wanted = [*(f"{section.name}.j2" for section in sections), *own]
    while wanted:
        name = wanted.pop(0)
        if name in paths and name not in seen.files:
            try:
                text = read_text(paths[name])
            except DrafterError as error:
                seen.faults += error.problems
                continue
            seen.files[name] = Source(name, str(paths[name]), text, surveyor.survey(text))
            wanted += [spot.name for spot in seen.files[name].survey.files]


def _texts(definition: Definition, surveyor: Surveyor) -> Iterator[Source]:
    """The template text that template.yaml and the shared questions hold."""
    for text, place in definition.front.values():
        yield _text("front", text, place, surveyor)
    for question in definition.questions.values():
        if question.place:
            for name, text, place in _defaults(question, question.place):
                yield _text(name, text, place, surveyor, question.key)


def _defaults(question: Question, place: Place) -> Iterator[tuple[str, str, Place]]:
    """(name, text, place) of each text of a default."""
    default = question.default
    for part in default if isinstance(default, tuple) else (default,):
        if isinstance(part, str):
            yield "default", part, place
        elif isinstance(part, Point):
            yield from _headings([part], place)


def _headings(points: Iterable[Point], place: Place) -> Iterator[tuple[str, str, Place]]:
    for _, point in numbered(points):
        yield "heading", point.heading, point.place or place


def _text(name: str, text: str, place: Place, surveyor: Surveyor, question: str = "") -> Source:
    whole = read_text(Path(place.path))
    lines = whole.split("\n")
    near = sum(len(line) + 1 for line in lines[: place.line - 1])
    near = max(near, whole.find("default:", near)) if name == "default" else near
    start = whole.find(text, near) if text else -1
    return Source(name, place.path, whole, surveyor.survey(text), start, place, question)
