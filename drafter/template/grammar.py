"""What of Jinja's language a template may use: all that is not named here is refused before it is compiled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from jinja2 import nodes

from drafter.template.limits import BRACKETS, BRANCHES, DEPTH, DIGITS, FILE_TOKENS, LOOPS, NAMES, ROW
from drafter.template.values import FaultError, LimitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Token: TypeAlias = tuple[int, str, str]

NO_ARITHMETIC = ("模板里不能计算", "", "个数用 |count，年份用 |next、|previous")
STEP = "drafter step"
"""The filter that counts steps; no template can write a name with a blank."""

_TEXT = (nodes.Template, nodes.Output, nodes.TemplateData)
_STATEMENTS = (
    nodes.For,
    nodes.If,
    nodes.Macro,
    nodes.CallBlock,
    nodes.FilterBlock,
    nodes.With,
    nodes.Block,
    nodes.Scope,
)
_SETTING = (nodes.Assign, nodes.AssignBlock)
_FILES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
_VALUES = (nodes.Name, nodes.Const, nodes.List, nodes.Dict, nodes.Pair, nodes.Getattr, nodes.Getitem, nodes.Slice)
_USES = (nodes.Filter, nodes.Test, nodes.Call, nodes.Keyword)
_LOGIC = (nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Concat, nodes.Add)
_ALLOWED = frozenset((*_TEXT, *_STATEMENTS, *_SETTING, *_FILES, *_VALUES, *_USES, *_LOGIC))
_ARITHMETIC = (nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg, nodes.Pos)
# what is said of the others; (message, the word in the line, what to do)
_REFUSED: dict[type[nodes.Node], tuple[str, str, str]] = {
    **dict.fromkeys(_ARITHMETIC, NO_ARITHMETIC),
    nodes.Tuple: ("圆括号里、逗号之间不能列几项", "", "列几项用方括号：[甲, 乙]"),
    nodes.NSRef: ("模板里不能给别的值添项目", "", "用 {% set 名称 = … %} 另起一个名称"),
    nodes.ScopedEvalContextModifier: ("模板里不能用 autoescape", "autoescape", "删去它，讲话稿里用不上"),
}
_DIGITS = re.compile(r"[\d_]+")
TOO_LONG = ("数字太长", "", "要写进稿子的数字，写成文字")
_TOO_DEEP = ("模板层层嵌套，太深了", "", "把里面的一层另写成一个文件，用 include 引用")


def long_row(source: str) -> int:
    """Where a row of digits begins that Jinja would take hundreds of megabytes to read as a number; -1 for nowhere."""
    return next((row.start() for row in _DIGITS.finditer(source) if row.end() - row.start() > ROW), -1)


def counted(tokens: Iterable[Token], name: str | None) -> Iterator[Token]:
    """The tokens of a file as they come. FaultError where numbers are too long or brackets too deep.

    LimitError where there are too many.
    """
    count = depth = 0
    for line, kind, text in tokens:
        count += kind not in {"whitespace", "data"}
        if kind == "operator":
            depth += (text in "([{") - (text in ")]}")
        if count > FILE_TOKENS:
            raise LimitError("这个文件里的代码太多", mend="分成几个文件", at=(name, line))
        if kind in {"integer", "float"} and len(text) > DIGITS:
            raise FaultError(*TOO_LONG, at=(name, line))
        if depth > BRACKETS:
            raise FaultError(*_TOO_DEEP, at=(name, line))
        yield line, kind, text


def check(tree: nodes.Template, name: str | None) -> None:
    """Refuse a parsed file for the first thing in it that is not allowed, in its order. FaultError."""
    named: set[str] = set()
    pending: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    while pending:
        node, depth, loops = pending.pop()
        fault = _fault(node)
        if isinstance(node, nodes.Name) and node.ctx != "load":
            named.add(node.name)
        if depth > DEPTH or loops > LOOPS:
            fault = _TOO_DEEP
        if len(named) > NAMES:
            fault = (f"这个文件里起的名称超过{NAMES}个", "", "分成几个文件")
        if fault:
            parts = (node, *node.iter_child_nodes())  # Jinja notes where some of them end
            begins = min(part.lineno for part in parts if part.lineno)
            raise FaultError(*fault, at=(name, begins))
        within = loops + isinstance(node, nodes.For)
        pending += [(child, depth + 1, within) for child in reversed(list(node.iter_child_nodes()))]


def count_steps(tree: nodes.Template) -> None:
    """Let each turn through a loop, a macro or a block tell, before anything else, of how many parts it is."""
    bodies: list[Any] = [tree, *tree.find_all((nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block))]
    for node in bodies:
        weight = 1 + sum(1 for _ in node.find_all(nodes.Node))
        if isinstance(node, nodes.For) and node.test is not None:  # it is asked before the body, for every item
            node.test = nodes.And(_step(weight, node.lineno), node.test, lineno=node.lineno)
        node.body.insert(0, nodes.ExprStmt(_step(weight, node.lineno), lineno=node.lineno))


def _step(weight: int, line: int) -> nodes.Filter:
    return nodes.Filter(nodes.Const(weight), STEP, [], [], None, None, lineno=line)


def _fault(node: nodes.Node) -> tuple[str, str, str] | None:
    kind = type(node)
    if isinstance(node, nodes.Tuple) and node.ctx == "store":
        return None  # {% for a, b in … %}
    if kind not in _ALLOWED:
        return _REFUSED.get(kind, (f"模板里不能用 {kind.__name__}", "", "只用文档里列出的写法"))
    for wanted, is_faulty, fault in _FORMS:
        if isinstance(node, wanted) and is_faulty(node):
            return fault
    return None


def _is_spread(node: Any) -> bool:
    return bool(node.dyn_args or node.dyn_kwargs)


# what is allowed, in some forms only
_FORMS: tuple[tuple[tuple[type, ...], Callable[[Any], bool], tuple[str, str, str]], ...] = (
    (
        (nodes.For,),
        lambda node: node.recursive,
        ("循环不能引用自己", "recursive", "删去 recursive，里面的一层再写一个 for"),
    ),
    ((nodes.Call, nodes.Filter, nodes.Test), _is_spread, ("括号里不能用 * 和 **", "", "把各项一个一个写出来")),
    ((nodes.Compare,), lambda node: len(node.ops) > 1, ("一次只能比较两样", "", "用 and 连起来")),
    (
        (nodes.If,),
        lambda node: len(node.elif_) > BRANCHES,
        (f"一个 if 里的 elif 超过{BRANCHES}个", "", "分成几个 if"),
    ),
)
