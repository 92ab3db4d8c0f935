"""What template text is made of, as plain data: names, conditions, the writer's words, each with its offset.

Jinja tells lines only, so the tokens that its parser gets here carry offsets where lines would be. Nothing is run.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from drafter.records import dataclass, field
from drafter.template.sandbox import SYNTAX_ERRORS
from drafter.template.tokens import PLACE, TAG, Fault, Placing, around, fault_of, words
from drafter.template.values import LimitError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_MOST_FAULTS = 10
_TESTS = {"open", "answered"}
_OPERATORS = {"eq": "==", "ne": "!=", "in": "in", "notin": "not in"}


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition, or a part of one.

    kind: name or const (`value` says which), list, not, and, or, ==, !=, in, not in, a test (open, answered), and other
    for all that is not told apart. at: offset.
    """

    kind: str
    at: int
    value: object = None
    parts: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """A name and where it stands; `within`: the conditions that must hold for it to be reached."""

    name: str
    at: int
    within: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Choosing:
    """An `if` with its `elif`s, in order."""

    tests: tuple[Expression, ...]
    has_else: bool
    within: tuple[Expression, ...] = ()


@dataclass(slots=True)
class Survey:
    """One piece of template text.

    words: as long as the text, with the template's own words where they stand and `PLACE` or `TAG` for all else.
    names: read but not set in it. own: set in it. tools: filters and tests. phrases: what `|phrase` is asked for.
    files: included, extended or imported by name.
    """

    words: str = ""
    faults: list[Fault] = field(default_factory=list)
    names: list[Spot] = field(default_factory=list)
    own: set[str] = field(default_factory=set)
    filters: list[Spot] = field(default_factory=list)
    tests: list[Spot] = field(default_factory=list)
    phrases: list[Spot] = field(default_factory=list)
    files: list[Spot] = field(default_factory=list)
    choosings: list[Choosing] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)

    def shown(self) -> list[Spot]:
        """The names that stand in {{ … }}."""
        return [spot for spot in self.names if self.words[spot.at] == PLACE]

    def steering(self) -> list[Spot]:
        """The names that stand in {% … %}."""
        return [spot for spot in self.names if self.words[spot.at] == TAG]


class Surveyor:
    """Takes the texts of one template apart, within the counts that hold for rendering it; nothing is run."""

    def __init__(self) -> None:
        """Begin with whole shares for all texts together."""
        self._environment = Placing()

    def tools(self) -> Mapping[str, Sequence[str]]:
        """The names of filters and tests, by Jinja's word for the kind."""
        return self._environment.tools()

    def survey(self, source: str) -> Survey:
        """Take one text apart, its faults among what is found.

        Faults of {{ … }} are told all, since one is passed over to find the next; at a fault of {% … %} it ends.
        """
        found, whole = Survey(), source
        while len(found.faults) < _MOST_FAULTS:
            try:
                tree = self._environment._parse(source, None, None)
            except SYNTAX_ERRORS as error:
                fault = fault_of(error, source, self._environment.lexed)
                found.faults.append(fault)
                start, end = around(source, fault.at)
                if start >= 0 and not isinstance(error, LimitError):
                    source = source[:start] + PLACE * (end - start) + source[end:]
                    continue
            else:
                _Reader(found).visit(tree, ())
                found.names = [spot for spot in found.names if spot.name not in found.own]
                self._compile(tree, found, source)
            break
        found.faults.sort(key=lambda fault: fault.at)
        found.words, found.places = words(whole, source, self._environment.lexed)
        return found

    def _compile(self, tree: Any, found: Survey, source: str) -> None:  # noqa: ANN401 - Jinja's
        """Note what only Jinja's compiler finds; it knows nothing of unknown tools that the survey doesn't."""
        try:
            self._environment._generate(tree, None, None)
        except SYNTAX_ERRORS as error:
            if not re.match("No (filter|test) named", str(error)):
                found.faults.append(fault_of(error, source, self._environment.lexed))


@dataclass(slots=True)
class _Reader:
    """Walks through the parsed text. Jinja's nodes are told by the names of their classes."""

    found: Survey

    def visit(self, node: Any, within: tuple[Expression, ...]) -> None:  # noqa: ANN401 - a node of Jinja's
        """Note what a node and those below it say; `within`: what must hold for it to be reached."""
        kind = type(node).__name__
        if kind in {"If", "CondExpr"}:
            self._choosing(node, within)
            return
        self._note(node, kind, within)
        if kind == "For" and node.test is not None:
            self.found.choosings.append(Choosing((_expression(node.test),), has_else=True, within=within))
        for child in node.iter_child_nodes():
            self.visit(child, within)

    def _note(self, node: Any, kind: str, within: tuple[Expression, ...]) -> None:  # noqa: ANN401 - as above
        at = _at(node)
        if kind == "Name" and node.ctx == "load":
            self.found.names.append(Spot(node.name, at, within))
        elif kind in {"Name", "Macro"}:
            self.found.own.add(node.name)
        elif kind in {"Filter", "Test"}:
            (self.found.filters if kind == "Filter" else self.found.tests).append(Spot(node.name, at))
            if kind == "Filter" and node.name == "phrase" and type(node.node).__name__ == "Const":
                self.found.phrases.append(Spot(str(node.node.value), _at(node.node)))
        elif kind in {"Include", "Extends", "Import", "FromImport"}:
            self._note_file(node, kind)

    def _note_file(self, node: Any, kind: str) -> None:  # noqa: ANN401 - as above
        if type(node.template).__name__ == "Const" and not getattr(node, "ignore_missing", False):
            self.found.files.append(Spot(str(node.template.value), _at(node.template)))
        if kind == "Import":
            self.found.own.add(node.target)
        elif kind == "FromImport":
            self.found.own |= {name if isinstance(name, str) else name[1] for name in node.names}

    def _choosing(self, node: Any, within: tuple[Expression, ...]) -> None:  # noqa: ANN401 - as above
        """An `if`: each branch is reached where its own test holds and those before it don't."""
        is_block = type(node).__name__ == "If"
        branches = [node, *node.elif_] if is_block else [node]
        tests: list[Expression] = []
        before = within
        for branch in branches:
            test = _expression(branch.test)
            tests.append(test)
            self.visit(branch.test, before)
            for child in branch.body if is_block else [node.expr1]:
                self.visit(child, (*before, test))
            before = (*before, Expression("not", test.at, parts=(test,)))
        otherwise = node.else_ if is_block else [node.expr2] if node.expr2 is not None else []
        for child in otherwise:
            self.visit(child, before)
        self.found.choosings.append(Choosing(tuple(tests), bool(otherwise), within))


def _expression(node: Any) -> Expression:  # noqa: ANN401 - a node of Jinja's
    told = _TOLD.get(type(node).__name__)
    kind, value, parts = told(node) if told else ("other", None, ())
    below = tuple(map(_expression, parts))
    return Expression(kind, min([_at(node), *(part.at for part in below)]), value, below)  # Jinja notes some ends


def _compared(node: Any) -> tuple[str, None, tuple[Any, ...]]:  # noqa: ANN401 - as above
    operator = _OPERATORS.get(node.ops[0].op) if len(node.ops) == 1 else None
    return (operator, None, (node.expr, node.ops[0].expr)) if operator else ("other", None, ())


# (kind, value, parts) of an expression by the class of Jinja's node
_TOLD: dict[str, Callable[[Any], tuple[str, object, tuple[Any, ...]]]] = {
    "Name": lambda node: ("name", node.name, ()),
    "Const": lambda node: ("const", node.value, ()),
    "List": lambda node: ("list", None, tuple(node.items)),
    "Not": lambda node: ("not", None, (node.node,)),
    "And": lambda node: ("and", None, (node.left, node.right)),
    "Or": lambda node: ("or", None, (node.left, node.right)),
    "Test": lambda node: (node.name, None, (node.node,)) if node.name in _TESTS else ("other", None, ()),
    "Compare": _compared,
}


def _at(node: Any) -> int:  # noqa: ANN401 - as above
    """The offset of a node; Jinja leaves some without one."""
    return (node.lineno or 1) - 1
