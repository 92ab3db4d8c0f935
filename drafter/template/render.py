"""Templates rendered so that every answer keeps its key: the one door to Jinja.

Jinja joins strings in many places: output, ~, set blocks, macros, include, super. All of them go through
`values.join` here, by way of `Environment.concat`, `finalize` and three hooks of the code generator; what comes out
is not a string but segments. The sandbox lets templates call macros, blocks and `gap` only; no string method, no
arithmetic, no attribute that begins with an underscore.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, UndefinedError, meta, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import BlockReference, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from drafter.document import Words
from drafter.errors import DrafterError, InputError, Place, Problem
from drafter.questions import nearest
from drafter.template.filters import FILTERS, TESTS, gap
from drafter.template.values import SteeringError, Text, join

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from drafter.markup import Segment
    from drafter.template.phrases import Phrase

_NAME = re.compile(r"'([^']+)' is undefined")


class _KeyKeepingGenerator(CodeGenerator):
    """Generates code that yields values instead of strings."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        self.write("environment.concat((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:  # noqa: ANN401, ARG002
        if isinstance(node, nodes.TemplateData):
            return str(node.as_const(frame.eval_ctx))
        raise nodes.Impossible

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401, ARG002
        self.write("environment.finalize(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401, ARG002
        self.write(")")


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox, with its joints replaced."""

    code_generator_class = _KeyKeepingGenerator
    concat = staticmethod(join)  # type: ignore[assignment]
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})
    intercepted_unops = frozenset({"+", "-"})

    def is_safe_callable(self, obj: object) -> bool:
        return isinstance(obj, (Macro, BlockReference)) or obj is gap

    def call_binop(self, context: object, operator: str, left: Any, right: Any) -> Text:  # noqa: ANN401, ARG002
        if operator == "+":
            return join((left, right))
        raise SteeringError(getattr(left, "_key", "") or getattr(right, "_key", ""), is_open=False)

    def call_unop(self, context: object, operator: str, arg: Any) -> Any:  # noqa: ANN401, ARG002
        raise SteeringError(getattr(arg, "_key", ""), is_open=False)


class _Loader(BaseLoader):
    def __init__(self, source: Callable[[str], tuple[str, Path]]) -> None:
        self._source = source

    def get_source(self, environment: object, template: str) -> tuple[str, str, None]:  # noqa: ARG002
        text, path = self._source(template)
        return text, str(path), None


class Renderer:
    """Renders the files and the short strings of one template.

    source: gives (text, path) of a file by its name within the template, KeyError where there is none.
    used: names of the phrases shown so far.
    """

    def __init__(self, source: Callable[[str], tuple[str, Path]], phrases: Mapping[str, Phrase]) -> None:
        """Take where files come from and the phrases that `|phrase` knows."""
        self._source = source
        self._phrases = phrases
        self.used: set[str] = set()
        self._environment = _Environment(
            loader=_Loader(self._file),
            undefined=StrictUndefined,
            finalize=lambda value: join([value]),
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters = {**FILTERS, "phrase": self._phrase}
        self._environment.tests = dict(TESTS)
        self._environment.globals = {"gap": gap}

    def file(self, name: str, values: Mapping[str, object]) -> tuple[Segment, ...]:
        """What a file of the template renders to. InputError, with its place, for whatever is wrong in it."""
        return self._rendered(lambda: self._environment.get_template(name), values, None)

    def text(self, source: str, values: Mapping[str, object], place: Place) -> tuple[Segment, ...]:
        """What one short Jinja string renders to; `place` is where it stands."""
        if "{" not in source:
            return (Words(source),)
        return self._rendered(lambda: self._environment.from_string(source), values, place)

    def names(self, source: str, place: Place) -> set[str]:
        """The names that a short Jinja string uses."""
        if "{" not in source:
            return set()
        try:
            return meta.find_undeclared_variables(self._environment.parse(source))
        except TemplateSyntaxError as error:
            raise InputError(Problem(f"模板语法有误：{error.message}", place)) from error

    def _rendered(
        self, compiled: Callable[[], Any], values: Mapping[str, object], place: Place | None
    ) -> tuple[Segment, ...]:
        try:
            text = compiled().render(values)
        except DrafterError:
            raise
        except Exception as error:  # a template is a program someone else wrote: anything may come out of it
            raise InputError(self._problem(error, values, place)) from error
        return tuple(text._segments)  # noqa: SLF001 - hidden from templates only

    def _file(self, name: str) -> tuple[str, Path]:
        try:
            return self._source(name)
        except KeyError as error:
            raise TemplateNotFound(name) from error

    def _phrase(self, name: object) -> str:
        found = self._phrases.get(name) if isinstance(name, str) else None
        if found is None:
            raise LookupError(str(name))
        self.used.add(found.name)
        return found.text

    def _problem(self, error: Exception, values: Mapping[str, object], place: Place | None) -> Problem:
        """What went wrong, where in the template, in words for a writer."""
        message, word, mend = _words(error, values, self._phrases)
        path, line = _line(error)
        if not path:
            return Problem(message, place, mend)
        return Problem(message, Place(path, line, _column(path, line, word)), mend)


def _words(  # noqa: PLR0911 - a table of errors
    error: Exception, values: Mapping[str, object], phrases: Mapping[str, Phrase]
) -> tuple[str, str, str]:
    """(message, the word in the line that it is about, what to do)."""
    if isinstance(error, SteeringError):
        state = "还没有回答" if error.is_open else "是写作者的原话"
        message = f"“{error.key or '这个值'}”{state}，不能用来判断或计算"
        return message, error.key, "只有是否题和选择题能用在条件里；其余用 is answered、is open"
    if isinstance(error, UndefinedError) and (found := _NAME.search(str(error))):
        return f"没有“{found[1]}”这个问题", found[1], nearest(found[1], values)
    if isinstance(error, TemplateNotFound):
        return f"没有“{error.message}”这个文件", str(error.message), ""
    if isinstance(error, TemplateSyntaxError):
        return f"模板语法有误：{error.message}", "{", ""
    if isinstance(error, LookupError) and error.args and isinstance(error.args[0], str):
        return f"没有“{error.args[0]}”这条提法或文件", error.args[0], nearest(error.args[0], phrases)
    if isinstance(error, RecursionError):
        return "模板互相引用，没有尽头", "", ""
    return f"模板这里写得不对：{error}", "{", ""


def _line(error: Exception) -> tuple[str, int]:
    """The file and line of the template that an error came from; Jinja rewrites tracebacks to say so."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return error.filename, error.lineno
    found = ("", 0)
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith(".j2"):
            found = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _column(path: str, line: int, word: str) -> int:
    """Where in that line the word stands; 0 where it can't be told."""
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 - a line of a file that was read before
            lines = file.read().split("\n")
        return lines[line - 1].index(word) + 1 if word else 0
    except (OSError, ValueError, IndexError):
        return 0
