"""Jinja, fenced in: what it compiles keeps the key of every answer, and does nothing but write.

Jinja joins strings in many places: output, ~, set blocks, macros, include, super. All of them go through `values.join`
here, by way of `Environment.concat`, `finalize` and hooks of the code generator; what comes out is not a string but
segments. The grammar, attributes, filters, tests and what may be called are lists of what is allowed; what a template
does is counted by a `Meter`.
"""

from __future__ import annotations

from copy import copy
from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, Undefined, nodes
from jinja2.environment import TemplateModule
from jinja2.lexer import TokenStream
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment

from drafter.template.filters import FILTERS, TESTS, gap
from drafter.template.generator import Generator
from drafter.template.grammar import NO_ARITHMETIC, STEP, TOO_LONG, check, count_steps, counted, long_row
from drafter.template.limits import GENERATED, PER_CALL, PER_FILE, PER_TOKEN
from drafter.template.made import Made, marked
from drafter.template.values import (
    Choice,
    FaultError,
    PointView,
    Shown,
    Text,
    segments,
    steering,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from drafter.markup import Segment
    from drafter.template.grammar import Token
    from drafter.template.limits import Meter

SYNTAX_ERRORS: tuple[type[Exception], ...] = (TemplateSyntaxError, FaultError, RecursionError)
"""What reading the text of a template raises, compiling aside."""
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


class Environment(ImmutableSandboxedEnvironment):
    """The sandbox, with its joints replaced."""

    code_generator_class = Generator
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
        self.hangs_on_wording = False
        filters = {**FILTERS, "phrase": phrase}
        self.filters = {name: self._weighed(tool, name) for name, tool in filters.items()} | {STEP: meter.step}
        self.tests = {name: self._weighed(self._noted(test)) for name, test in TESTS.items()}
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
            joined += marked(parts, Made() if isinstance(value, Choice) else getattr(value, "_made", None))
        return Text(joined)

    def _weighed(self, tool: Callable[..., Any], name: str = "") -> Callable[..., Any]:
        """A filter (which has a name), a test or `gap` that refuses values of unknown name, and whose text counts."""

        @wraps(tool)
        def checked(*given: Any, **named: Any) -> Any:
            found = tool(*map(known, given), **{name: known(value) for name, value in named.items()})
            if isinstance(found, Text):
                self.meter.weigh(found._segments)
            if name and isinstance(found, Shown):
                found = copy(found)  # what a filter let pass is another value from here on
                made = given[0]._made if isinstance(given[0], Shown) else Made()
                found._made = made.by(name, given[1:]) if made and not named else None
                self.hangs_on_wording |= found._made is None
            return found

        return checked

    def _noted(self, test: Callable[[object], bool]) -> Callable[[object], bool]:
        """A test that says so where what it finds may hang on the wording of an answer: on what a filter made of it."""

        @wraps(test)
        def noted(value: object) -> bool:
            made = value._made if isinstance(value, Shown) else Made()
            self.hangs_on_wording |= made is None or bool(made.chain)
            return test(value)

        return noted

    def tools(self) -> dict[str, list[str]]:
        """The names of filters and tests, by Jinja's word for the kind."""
        return {"filter": [name for name in self.filters if name != STEP], "test": list(self.tests)}

    def tokens(self, source: str, name: str | None, filename: str | None, state: str | None) -> Iterator[Token]:
        """(line, kind, text) of each token, blanks included."""
        return self.lexer.tokeniter(source, name, filename, state)

    def line(self, source: str, at: int) -> int:
        """The line of an offset, as `tokens` tell it."""
        return source.count("\n", 0, at) + 1

    def _tokenize(self, source: str, name: str | None, filename: str | None = None, state: str | None = None) -> Any:
        at = long_row(source)
        if at >= 0:
            raise FaultError(*TOO_LONG, at=(name, self.line(source, at)))
        tokens = list(counted(self.tokens(source, name, filename, state), name))
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
