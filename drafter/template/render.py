"""Templates rendered in this process so that every answer keeps its key."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateNotFound, TemplateSyntaxError, meta

from drafter.errors import DrafterError, InputError, Place, Problem
from drafter.questions import nearest
from drafter.template.faults import UNKNOWN, column, said
from drafter.template.limits import Meter
from drafter.template.sandbox import Environment
from drafter.template.values import FaultError, steering

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from drafter.markup import Segment
    from drafter.template.phrases import Phrase

_KEPT = 1000


class Renderer:
    """Renders the files and the short strings of one template.

    source: gives (text, path) of a file by its name within the template, KeyError where there is none.
    files: gives the names of all of them.
    """

    def __init__(
        self,
        source: Callable[[str], tuple[str, Path]],
        phrases: Mapping[str, Phrase],
        files: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        """Take where files come from and the phrases that `|phrase` knows."""
        self._source = source
        self._phrases = phrases
        self.files = files
        self._meter = Meter()
        self._environment = Environment(lambda name: source(name)[0], self._phrase, self._meter)
        self._compiled = lru_cache(_KEPT)(self._environment.from_string)

    @property
    def hangs_on_wording(self) -> bool:
        """Whether what was rendered last may hang on more than the shape of the values."""
        return self._environment.hangs_on_wording

    def begin(self) -> None:
        """Count what templates do anew, from here on: other answers, another draft."""
        self._meter.begin()

    def file(self, name: str, values: Mapping[str, object]) -> tuple[Segment, ...]:
        """What a file of the template renders to. InputError, with its place, for whatever is wrong in it."""
        return self._rendered(lambda: self._environment.get_template(name), values, lambda: self._where(name))

    def text(self, source: str, values: Mapping[str, object], place: Place) -> tuple[Segment, ...]:
        """What one short Jinja string renders to; `place` is where it stands."""
        return self._rendered(lambda: self._compiled(source), values, lambda: place)

    def names(self, source: str, place: Place) -> set[str]:
        """The names that a short Jinja string uses."""
        try:
            return meta.find_undeclared_variables(self._environment.parse(source))
        except Exception as error:
            raise InputError(self._problem(error, {}, place)) from error

    def _where(self, name: str) -> Place:
        try:
            return Place(str(self._source(name)[1]))
        except KeyError:
            return Place(name)

    def _rendered(
        self, compiled: Callable[[], Any], values: Mapping[str, object], place: Callable[[], Place]
    ) -> tuple[Segment, ...]:
        self._environment.hangs_on_wording = False
        try:
            return self._meter.write(compiled().render(values))
        except DrafterError:
            raise
        except Exception as error:  # a template is a program someone else wrote: anything may come out of it
            raise InputError(self._problem(error, values, place())) from error

    def _phrase(self, name: object) -> str:
        if not isinstance(steering(name), (str, int)):
            raise FaultError("这里应写一条提法或文件的名称", mend='如 {{ "两个维护"|phrase }}')
        text = str(name)
        if text not in self._phrases:
            message = f"没有“{text}”这条提法或文件"
            raise FaultError(message, text, nearest(text, self._phrases))
        return self._phrases[text].text

    def _problem(self, error: Exception, values: Mapping[str, object], place: Place) -> Problem:
        """What went wrong, where in the template, in words for a writer."""
        if isinstance(error, TemplateNotFound):
            name = str(error.message)
            missing = FaultError(f"没有“{name}”这个文件", name, nearest(name, self.files()))
            error = missing.with_traceback(error.__traceback__)
        message, word, mend = said(error, [*values, "gap"], self._environment.tools())
        return Problem(message, self._place(error, word) or place, mend)

    def _place(self, error: Exception, word: str) -> Place | None:
        name, line = _line(error)
        if name == UNKNOWN:  # of which the caller knows the place
            return None
        try:
            text, path = self._source(name)
        except KeyError:
            return None
        return Place(str(path), line, column(text, line, word))


def _line(error: Exception) -> tuple[str, int]:
    """The file and line of the template that an error came from; Jinja rewrites tracebacks to say so."""
    if isinstance(error, FaultError) and error.at[1]:
        return error.at[0] or UNKNOWN, error.at[1]
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return error.filename, error.lineno
    found = (UNKNOWN, 0)
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith(".j2"):
            found = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return found
