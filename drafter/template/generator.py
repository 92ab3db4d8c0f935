"""What Jinja makes Python of a template with, changed so that the Python yields values instead of strings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, operators

from drafter.template.values import LimitError

if TYPE_CHECKING:
    from jinja2.compiler import Frame


class Generator(CodeGenerator):
    """Passes what is joined, compared or shown through the environment that runs the code."""

    _written = 0

    def write(self, x: str) -> None:
        self._written += len(x)
        if self._written > self.environment.room:  # type: ignore[attr-defined]
            raise LimitError("这个文件里的代码太多", mend="分成几个文件", at=(self.name, 0))
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
