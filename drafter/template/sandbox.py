"""Jinja, fenced in: what it compiles keeps the key of every answer, and does nothing but write.

Jinja joins strings in many places: output, ~, set blocks, macros, include, super. All of them go through `values.join`
here, by way of `Environment.concat`, `finalize` and hooks of the code generator; what comes out is not a string but
segments. The grammar, attributes, filters, tests and what may be called are lists of what is allowed; what a template
does is counted by a `Meter`.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame, operators
from jinja2.environment import TemplateModule
from jinja2.lexer import TokenStream
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment

from drafter.template.filters import FILTERS, TESTS, gap
from drafter.template.grammar import NO_ARITHMETIC, STEP, check, check_digits, count_steps, counted
from drafter.template.limits import GENERATED, PER_CALL, PER_FILE, PER_TOKEN
from drafter.template.values import FaultError, PointView, Text, segments, steering

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from drafter.markup import Segment
    from drafter.template.limits import Meter

_NO_SUCH_USE = ("模板里不能这样用", "", "只能用问题、gap、过滤器和自己写的宏")
_IN_LOOPS = ("index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem")
_ATTRIBUTES = {LoopContext: frozenset(_IN_LOOPS), PointView: frozenset({"heading", "body", "points"})}
_SINGLE = (str, int, float, type(None))


def known(value: Any) -> Any:
    """The value, if its name is known: Jinja's undefined would pass through a filter or a test without a word."""
    if isinstance(value, Undefined):
        value._fail_with_undefined_error()
    return value


def single(value: Any) -> Any:
    """The value, if it may be compared or looked up by: what is made of others could take forever to be gone through.

    A list that holds another twice, which holds another twice … is small and has more ends than can be counted.
    """
    if not isinstance(steering(known(value)), _SINGLE):
        raise FaultError("列表不能拿来比较", mend="看其中有没有某一项，用 in")
    return value


class _Generator(CodeGenerator):
    """Generates code that yields values instead of strings."""

    _written = 0

    def write(self, x: str) -> None:
        self._written += len(x)
        if self._written > self.environment.room:  # type: ignore[attr-defined]
            raise FaultError("这个文件里的代码太多", mend="分成几个文件", at=(self.name, 0))
        super().write(x)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.concat((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:
        self.write("(")
        self._visit_through("single", node.expr, frame)
        for operand in node.ops:
            self.write(f" {operators[operand.op]} ")
            if operand.op in {"in", "notin"}:
                self.visit(operand.expr, frame)  # what can't be looked into refuses by itself
            else:
                self._visit_through("single", operand.expr, frame)
        self.write(")")

    def visit_Slice(self, node: nodes.Slice, frame: Frame) -> None:
        for mark, part in (("", node.start), (":", node.stop), (":", node.step)):
            self.write(mark)
            if part is not None:
                self._visit_through("single", part, frame)

    def _visit_through(self, check: str, node: nodes.Expr, frame: Frame) -> None:
        self.write(f"environment.{check}(")
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


class Environment(ImmutableSandboxedEnvironment):
    """The sandbox, with its joints replaced."""

    code_generator_class = _Generator
    single = staticmethod(single)
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})
    intercepted_unops = frozenset({"+", "-"})

    def __init__(self, source: Callable[[str], str], phrase: Callable[[object], str], meter: Meter) -> None:
        """Take what gives a file of the template (KeyError where there is none), `|phrase`, and what counts."""
        super().__init__(
            loader=_Loader(source),
            undefined=StrictUndefined,
            finalize=lambda value: self._joined([value]),
            optimized=False,  # folding constants would make strings of what filters give
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.meter = meter
        self.room = 0
        self.concat = self._joined  # type: ignore[method-assign, assignment]
        filters = {**FILTERS, "phrase": phrase}
        self.filters = {name: self._weighed(tool) for name, tool in filters.items()} | {STEP: meter.step}
        self.tests = {name: self._weighed(test) for name, test in TESTS.items()}
        self.globals = {"gap": self._weighed(gap)}

    def is_safe_callable(self, obj: object) -> bool:
        return isinstance(obj, (Macro, BlockReference)) or obj is self.globals["gap"]

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        if isinstance(obj, (TemplateModule, TemplateReference)):
            return not attr.startswith("_")
        return attr in _ATTRIBUTES.get(type(obj), ())

    def call(self, context: Any, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        self.meter.step(PER_CALL)
        if not self.is_safe_callable(known(obj)):
            raise FaultError(*_NO_SUCH_USE)
        return super().call(context, obj, *args, **kwargs)

    def unsafe_undefined(self, obj: object, attribute: str) -> NoReturn:
        raise FaultError(*_NO_SUCH_USE)

    def call_binop(self, context: object, operator: str, left: Any, right: Any) -> Text:
        if operator == "+" and not (isinstance(left, int) and isinstance(right, int)):
            return self._joined((left, right))
        raise FaultError(*NO_ARITHMETIC)

    def call_unop(self, context: object, operator: str, arg: Any) -> NoReturn:
        raise FaultError(*NO_ARITHMETIC)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return super().getitem(obj, argument if isinstance(argument, slice) else single(argument))

    def _joined(self, values: Iterable[object]) -> Text:
        joined: list[Segment] = []
        for value in values:
            parts = value._segments if isinstance(value, Text) else segments(known(value))
            self.meter.weigh(parts)
            joined += parts
        return Text(joined)

    def _weighed(self, tool: Callable[..., Any]) -> Callable[..., Any]:
        """A filter, a test or `gap` that refuses values of unknown name, and whose text counts."""

        @wraps(tool)
        def checked(*given: Any, **named: Any) -> Any:
            found = tool(*map(known, given), **{name: known(value) for name, value in named.items()})
            if isinstance(found, Text):
                self.meter.weigh(found._segments)
            return found

        return checked

    def _tokenize(self, source: str, name: str | None, filename: str | None = None, state: str | None = None) -> Any:
        check_digits(source, name)
        tokens = list(counted(self.lexer.tokeniter(source, name, filename, state), name))
        self.meter.spend("tokens", len(tokens))
        return TokenStream(self.lexer.wrap(tokens, name, filename), name, filename)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        check(tree, name)
        self.room = GENERATED + 2 * len(source)
        return tree

    def _generate(self, source: nodes.Template, *given: Any, **named: Any) -> str:
        count_steps(source)
        code = super()._generate(source, *given, **named)
        self.meter.spend("tokens", len(code) // PER_TOKEN)
        return code

    def _load_template(self, name: str, globals: Any) -> Any:  # noqa: A002 - Jinja's name
        if not isinstance(steering(name), str):
            raise FaultError("这里应写文件名", mend='如 {% include "closing.j2" %}')
        self.meter.step(1)
        return super()._load_template(name, globals)


class _Loader(BaseLoader):
    def __init__(self, source: Callable[[str], str]) -> None:
        self._source = source

    def get_source(self, environment: Any, template: str) -> tuple[str, str, None]:
        environment.meter.step(PER_FILE)
        if not template.endswith(".j2"):
            raise TemplateNotFound(template)
        try:
            return self._source(template), template, None
        except KeyError as error:
            raise TemplateNotFound(template) from error
