"""What Jinja says of faulty syntax, all of it in Chinese."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import pytest

from drafter.template.syntax import syntax_fault

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNKNOWN = "写法不认识"
_TOLD_ELSEWHERE = re.compile("No X named")  # filters and tests: drafter.template.faults


def _messages() -> Iterator[str]:
    """Every text that Jinja's lexer, parser and compiler fail with, X for what varies."""
    for module in ("lexer", "parser", "compiler"):
        tree = ast.parse((Path(jinja2.__file__).parent / f"{module}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            name = getattr(getattr(node, "func", None), "attr", getattr(getattr(node, "func", None), "id", ""))
            if isinstance(node, ast.Call) and name in {"fail", "TemplateSyntaxError", "Failure"}:
                yield from filter(None, map(_text, node.args[:1]))


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(map(_text, node.values))
    if isinstance(node, ast.FormattedValue):
        return "'X'" if node.conversion == ord("r") else "X"
    return str(node.value) if isinstance(node, ast.Constant) else ""


MESSAGES = sorted(set(_messages()))


@pytest.mark.parametrize("text", [text for text in MESSAGES if not _TOLD_ELSEWHERE.match(text)])
def test_every_message_of_jinja_has_words_of_ours(text: str) -> None:
    """Whatever the installed Jinja can say is said in Chinese, nothing of it in English."""
    message, _, _ = syntax_fault(text)
    assert message != _UNKNOWN
    assert not re.search("[a-z]{4,} [a-z]{2,}", message)


def test_the_messages_are_found() -> None:
    """The list above is that of a whole parser."""
    assert len(MESSAGES) > 20


@pytest.mark.parametrize(
    ("text", "message", "mend"),
    [
        (
            "Encountered unknown tag 'endfor'. … The innermost block that needs to be closed is 'if'.",
            "{% endfor %} 和还没收尾的 {% if %} 对不上",
            "先写 {% endif %}",
        ),
        ("Encountered unknown tag 'endif'.", "{% endif %} 前面没有 {% if %}", "删去它，或补上前面的一半"),
        ("Encountered unknown tag 'elsif'. …", "没有 {% elsif %} 这种写法", "写成 {% elif 条件 %}"),
        (
            "Unexpected end of template. … The innermost block that needs to be closed is 'for'.",
            "{% for %} 没有收尾",
            "在它管到的地方后面写 {% endfor %}",
        ),
        ("Unexpected end of template.", "文件没写完", "检查 {{ }} 和 {% %} 是否成对"),
        ("unexpected char '（' at 7", "{{ }} 和 {% %} 里不能用全角的 （", "改成半角的 ("),
        ('unexpected char "\'" at 7', "引号没有配对", "引号成对写"),
        ("expected token 'in', got 'b'", "for 里缺 in，写着 b", "写成 {% for 一条 in 清单 %}……{% endfor %}"),
        (
            "expected token 'end of print statement', got 'string'",
            "这里该是 }}，却写着 引号里的文字",
            "检查引号、括号和 |，一处只写一件事",
        ),
        ("unexpected '}', expected ')'", "括号没有配对：该是 )，写着 }", "括号成对写"),
        (
            "hint() missing 1 required positional argument: 'text'",
            "括号里写的多了、少了，或名称不对",
            "看每个写法的例子",
        ),
        ("'int' object is not iterable", "这里不是清单，不能用 for", "for 只用于清单、多选和要点"),
        ("'<' not supported between instances of 'Choice' and 'int'", "这两样不能比较", "是否题直接写，选择题用 =="),
        (
            "the inline if-expression on line 1 evaluated to false and no else section was defined.",
            "if 后面没有写 else",
            '写成 {{ 甲 if 条件 else "" }}',
        ),
        ("truncated \\xXX escape", "引号里的反斜杠用得不对", "去掉反斜杠，或写成 \\\\"),
        ("something new", _UNKNOWN, "检查 {{ }} 和 {% %} 里的引号、括号"),
    ],
)
def test_a_message_says_what_to_do(text: str, message: str, mend: str) -> None:
    """A message names what is wrong in the template's own signs, and says what to write."""
    said, _, told = syntax_fault(text)
    assert (said, told) == (message, mend)
