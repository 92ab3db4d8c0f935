"""What Jinja says of faulty syntax, said in Chinese: every message of its lexer, parser and compiler (3.1).

Besides them what it and Python say where values are used as they can't be.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# How Jinja describes a token, and how a writer would call it
_TOKENS = {
    "begin of comment": "{#",
    "end of comment": "#}",
    "comment": "注释",
    "begin of statement block": "{%",
    "end of statement block": "%}",
    "begin of print statement": "{{",
    "end of print statement": "}}",
    "begin of line statement": "{%",
    "end of line statement": "%}",
    "template data / text": "正文",
    "end of template": "文件末尾",
    "string": "引号里的文字",
    "integer": "数字",
    "float": "小数",
    "as": "as",
}
_FULL_WIDTH = dict(zip("“”‘’（），：；｛｝％＝！｜．", "\"\"''(),:;{}%=!|.", strict=True))
_LOOP = "写成 {% for 一条 in 清单 %}……{% endfor %}"
_ENDS = {"elif": "if", "else": "if"}


def syntax_fault(text: str) -> tuple[str, str, str]:
    """(message, the word in the line that it is about, what to do) for what Jinja says of a syntax fault."""
    for pattern, said in _SAID:
        if found := re.search(pattern, text, re.DOTALL):
            return said(found)
    return "写法不认识", "", "检查 {{ }} 和 {% %} 里的引号、括号"


def _unknown_tag(found: re.Match[str]) -> tuple[str, str, str]:
    name, innermost = found["tag"], _innermost(found.string)
    opener = _ENDS.get(name, name.removeprefix("end"))
    if name in {"elseif", "elsif"}:
        return f"没有 {{% {name} %}} 这种写法", name, "写成 {% elif 条件 %}"
    if name in _ENDS or name.startswith("end"):
        if innermost and innermost != opener:
            return f"{{% {name} %}} 和还没收尾的 {{% {innermost} %}} 对不上", name, f"先写 {{% end{innermost} %}}"
        return f"{{% {name} %}} 前面没有 {{% {opener} %}}", name, "删去它，或补上前面的一半"
    return f"没有 {{% {name} %}} 这种写法", name, "可用：if、for、set、include、macro、block、extends、import"


def _end(found: re.Match[str]) -> tuple[str, str, str]:
    innermost = _innermost(found.string)
    if innermost:
        return f"{{% {innermost} %}} 没有收尾", innermost, f"在它管到的地方后面写 {{% end{innermost} %}}"
    return "文件没写完", "", "检查 {{ }} 和 {% %} 是否成对"


def _innermost(text: str) -> str:
    found = re.search(r"needs to be closed is '(\w+)'", text)
    return found[1] if found else ""


def _character(found: re.Match[str]) -> tuple[str, str, str]:
    letter = found["letter"]
    if letter in _FULL_WIDTH:
        return f"{{{{ }}}} 和 {{% %}} 里不能用全角的 {letter}", letter, f"改成半角的 {_FULL_WIDTH[letter]}"
    if letter in "\"'":
        return "引号没有配对", letter, "引号成对写"
    return f"这里不能有“{letter}”", letter, "名称用英文字母，文字要加半角引号"


def _token(described: str) -> str:
    return _TOKENS.get(described, described)


def _expected(found: re.Match[str]) -> tuple[str, str, str]:
    wanted = "名称" if found["wanted"] == "name" else _token(found["wanted"])
    got = _token(found["got"])  # the name itself where it is one
    if wanted == "in":
        return f"for 里缺 in，写着 {got}", got, _LOOP
    if found["got"] == "=" and wanted in {"%}", "}}"}:
        return "比较要写两个等号", "=", "把 = 改成 =="
    if wanted == "%}" and got == "if":
        return "没有 else if 这种写法", got, "写成 {% elif 条件 %}"
    if wanted in {"%}", "}}"}:
        return f"这里该是 {wanted}，却写着 {got}", got, "检查引号、括号和 |，一处只写一件事"
    return f"这里缺{wanted}，写着 {got}", got, ""


def _cut_off(found: re.Match[str]) -> tuple[str, str, str]:
    return f"文件没写完，缺 {_token(found['wanted'])}", "", "检查 {{ }} 和 {% %} 是否成对"


def _unexpected(found: re.Match[str]) -> tuple[str, str, str]:
    got = _token(found["got"])
    if got in {"%}", "}}"}:
        return f"{got} 前面缺内容", got, "写上问题的名称，或整个删去"
    return f"这里不该有 {got}", got, "检查引号和括号是否成对"


def _plain(message: str, mend: str = "") -> Callable[[re.Match[str]], tuple[str, str, str]]:
    return lambda found: (message.format(*found.groups()), found[1] if found.groups() else "", mend)


_SAID: tuple[tuple[str, Callable[[re.Match[str]], tuple[str, str, str]]], ...] = (
    (r"Encountered unknown tag '(?P<tag>[^']*)'", _unknown_tag),
    (r"Unexpected end of template", _end),
    (r"unexpected char (['\"])(?P<letter>.+?)\1 at", _character),
    (r"expected token '(?P<wanted>.+?)', got '(?P<got>.+)'", _expected),
    (r"unexpected end of template, expected '(?P<wanted>.+?)'", _cut_off),
    (r"unexpected '(.)', expected '(.)'", _plain("括号没有配对：该是 {1}，写着 {0}", "括号成对写")),
    (r"^unexpected '(\})'$", _plain("只有一个 {}", "写成 }} 或 %}")),
    (r"^unexpected '([)\]])'$", _plain("多了一个 {}", "括号成对写")),
    (r"unexpected '(?P<got>.+)'", _unexpected),
    (r"Expected an expression, got '(?P<got>.+)'", _unexpected),
    (r"Missing end of comment tag", _plain("注释 {{# 没有收尾", "在注释后面写 #}")),
    (r"Missing end of raw directive", _plain("{{% raw %}} 没有收尾", "在后面写 {% endraw %}")),
    (r"tag name expected", _plain("{{% 后面缺 if、for 这样的词", "写上，或删去 {% %}")),
    (r"Block names in Jinja", _plain("block 的名称不能有 -", "改用 _")),
    (r"Required blocks can only", _plain("写了 required 的 block 里不能有内容", "去掉 required")),
    (r"names starting with an underline", _plain("以 _ 开头的名称不能引入", "换一个名称")),
    (r"non-default argument follows", _plain("macro 里没有默认值的参数要写在前面", "调换次序")),
    (r"expected call", _plain("{{% call %}} 后面要写一个宏", "如 {% call 宏() %}")),
    (r"can't assign to", _plain("这里只能是一个新的名称", "名称用英文字母、数字和 _")),
    (r"expected name or number", _plain("点号后面缺名称", "如 point.heading")),
    (r"expected subscript expression", _plain("方括号里缺内容", "写上，或删去 [ ]")),
    (r"invalid syntax for function call", _plain("括号里的写法不对", "各项用半角逗号隔开")),
    (r"cannot chain multiple tests", _plain("一处只能写一个 is", "分成两个条件，用 and 连起来")),
    (r"Invalid character in identifier", _plain("名称里有不能用的字符", "名称用英文字母、数字和 _")),
    (r"special \"caller\" argument", _plain("macro 的参数 caller 要有默认值", "换一个名称")),
    (r"block '(.+?)' defined twice", _plain("block {} 写了两次", "改一个名称")),
    (r"cannot use extend from a non top-level", _plain("extends 不能写在 if、for 里面", "写到文件开头")),
    (r"special loop variable in for-loop target", _plain("loop 另有用处", "换一个名称")),
    (r"inline if-expression", _plain("if 后面没有写 else", '写成 {{ 甲 if 条件 else "" }}')),
    (r"not supported between|argument of type", _plain("这两样不能比较", "是否题直接写，选择题用 ==")),
    (r"not iterable|unpack", _plain("这里不是清单，不能用 for", "for 只用于清单、多选和要点")),
    (
        r"takes not more|arguments?\b|multiple values for",
        _plain("括号里写的多了、少了，或名称不对", "看每个写法的例子"),
    ),
    (
        r"escape$|at end of string|Unicode character",
        _plain("引号里的反斜杠用得不对", "去掉反斜杠，或写成 \\\\"),
    ),
)
