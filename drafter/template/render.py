"""Templates rendered so that every answer keeps its key: the one door to Jinja.

Jinja joins strings in many places: output, ~, set blocks, macros, include, super. All of them go through
`values.join` here, by way of `Environment.concat`, `finalize` and three hooks of the code generator; what comes out
is not a string but segments. The sandbox lets templates call macros, blocks and `gap` only; no string method, no
arithmetic, no attribute that begins with an underscore.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, Undefined, meta, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import BlockReference, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from drafter.document import Words
from drafter.errors import DrafterError, InputError, Place, Problem
from drafter.questions import nearest
from drafter.template.faults import column, said
from drafter.template.filters import FILTERS, TESTS, gap
from drafter.template.survey import survey
from drafter.template.values import FaultError, Text, join, steering

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from drafter.markup import Segment
    from drafter.template.phrases import Phrase
    from drafter.template.survey import Survey

_NO_SUCH_USE = ("模板里不能这样用", "", "只能用问题、gap、过滤器和自己写的宏")
_NO_ARITHMETIC = ("模板里不能计算", "", "个数用 |count，年份用 |next、|previous")


def _known(value: Any) -> Any:
    """The value, if its name is known: Jinja's undefined would pass through a filter or a test without a word."""
    if isinstance(value, Undefined):
        value._fail_with_undefined_error()
    return value


def _of_known(tool: Callable[..., Any]) -> Callable[..., Any]:
    """A filter, a test or `gap` that refuses values of unknown name."""

    @wraps(tool)
    def checked(*given: Any, **named: Any) -> Any:
        return tool(*map(_known, given), **{name: _known(value) for name, value in named.items()})

    return checked


def _joined(values: Iterable[object]) -> Text:
    return join(map(_known, values))


_gap = _of_known(gap)


class _KeyKeepingGenerator(CodeGenerator):
    """Generates code that yields values instead of strings."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.concat((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:
        self.write("(")
        self._visit_steering(node.expr, frame)  # what stands on the right refuses by itself
        for operand in node.ops:
            self.visit(operand, frame)
        self.write(")")

    def visit_Slice(self, node: nodes.Slice, frame: Frame) -> None:
        for mark, part in (("", node.start), (":", node.stop), (":", node.step)):
            self.write(mark)
            if part is not None:
                self._visit_steering(part, frame)

    def _visit_steering(self, node: nodes.Expr, frame: Frame) -> None:
        self.write("environment.steering(")
        self.visit(node, frame)
        self.write(")")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if isinstance(node, nodes.TemplateData):
            return str(node.as_const(frame.eval_ctx))
        raise nodes.Impossible

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.finalize(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")

    def visit_ScopedEvalContextModifier(self, node: nodes.ScopedEvalContextModifier, frame: Frame) -> NoReturn:
        self.fail("autoescape 用不上", node.lineno)


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox, with its joints replaced."""

    code_generator_class = _KeyKeepingGenerator
    steering = staticmethod(steering)
    concat = staticmethod(_joined)  # type: ignore[assignment]
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})
    intercepted_unops = frozenset({"+", "-"})

    def is_safe_callable(self, obj: object) -> bool:
        return isinstance(obj, (Macro, BlockReference)) or obj is _gap

    def call(self, context: Any, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        if not self.is_safe_callable(_known(obj)):
            raise FaultError(*_NO_SUCH_USE)
        return super().call(context, obj, *args, **kwargs)

    def unsafe_undefined(self, obj: object, attribute: str) -> NoReturn:
        raise FaultError(*_NO_SUCH_USE)

    def call_binop(self, context: object, operator: str, left: Any, right: Any) -> Text:
        if operator == "+" and not (isinstance(left, int) and isinstance(right, int)):
            return _joined((left, right))
        steering(left)
        steering(right)
        raise FaultError(*_NO_ARITHMETIC)

    def call_unop(self, context: object, operator: str, arg: Any) -> NoReturn:
        steering(arg)
        raise FaultError(*_NO_ARITHMETIC)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return super().getitem(obj, steering(argument))


class _Loader(BaseLoader):
    def __init__(self, source: Callable[[str], tuple[str, Path]]) -> None:
        self._source = source

    def get_source(self, environment: object, template: str) -> tuple[str, str, None]:
        text, path = self._source(steering(template))
        return text, str(path), None


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
        self._environment = _Environment(
            loader=_Loader(self._file),
            undefined=StrictUndefined,
            finalize=lambda value: _joined([value]),
            optimized=False,  # folding constants would make strings of what filters give
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters = {n: _of_known(tool) for n, tool in (FILTERS | {"phrase": self._phrase}).items()}
        self._environment.tests = {name: _of_known(test) for name, test in TESTS.items()}
        self._environment.globals = {"gap": _gap}

    def file(self, name: str, values: Mapping[str, object]) -> tuple[Segment, ...]:
        """What a file of the template renders to. InputError, with its place, for whatever is wrong in it."""
        return self._rendered(lambda: self._environment.get_template(name), values, Place(name))

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
        except (TemplateSyntaxError, RecursionError) as error:
            raise InputError(self._problem(error, {}, place)) from error

    def survey(self, source: str) -> Survey:
        """What template text is made of, its faults among it; nothing is run."""
        return survey(self._environment, source, (TemplateSyntaxError, RecursionError))

    def tools(self) -> Mapping[str, Sequence[str]]:
        """The names of filters and tests, by Jinja's word for the kind."""
        return {"filter": list(self._environment.filters), "test": list(self._environment.tests)}

    def _rendered(self, compiled: Callable[[], Any], values: Mapping[str, object], place: Place) -> tuple[Segment, ...]:
        try:
            text = compiled().render(values)
        except DrafterError:
            raise
        except Exception as error:  # a template is a program someone else wrote: anything may come out of it
            raise InputError(self._problem(error, values, place)) from error
        return tuple(text._segments)

    def _file(self, name: str) -> tuple[str, Path]:
        try:
            return self._source(name)
        except KeyError as error:
            raise TemplateNotFound(name) from error

    def _phrase(self, name: object) -> str:
        text = str(steering(name))
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
        message, word, mend = said(error, [*values, "gap"], self.tools())
        path, line = _line(error)
        return Problem(message, Place(path, line, column(path, line, word)) if path else place, mend)


def _line(error: Exception) -> tuple[str, int]:
    """The file and line of the template that an error came from; Jinja rewrites tracebacks to say so."""
    if isinstance(error, TemplateSyntaxError) and error.filename and not error.filename.startswith("<"):
        return error.filename, error.lineno
    found = ("", 0)
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith(".j2"):
            found = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return found
