"""In what a layout differs from the national standard, as lines for a writer."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from drafter.word.layoutfile import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.word.layout import Layout

_LABELS = {
    "width": "纸宽（毫米）",
    "height": "纸高（毫米）",
    "top": "上边距（毫米）",
    "bottom": "下边距（毫米）",
    "left": "左边距（毫米）",
    "right": "右边距（毫米）",
    "number_gap": "页码到正文（毫米）",
    "lines": "每页行数",
    "characters": "每行字数",
    "pitch": "行距（磅）",
    "east_asia": "字体",
    "ascii": "西文字体",
    "high_ansi": "西文符号字体",
    "complex_script": "其他文字字体",
    "size": "字号（磅）",
    "spacing": "字间距（磅）",
    "alignment": "对齐",
    "bold": "加粗",
    "first_line": "首行空（字）",
    "before": "段前（行）",
    "after": "段后（行）",
}
_STYLE_LABELS = {"left": "左边空（字）", "right": "右边空（字）"}
_WORDS: dict[object, str] = {
    True: "是",
    False: "否",
    "left": "左",
    "center": "居中",
    "right": "右",
    "both": "两端",
    "family": "按序号种类",
    "auto": "都由 Word 编",
    "typed": "都打在稿上",
}


def deviations(layout: Layout, standard: Layout) -> list[str]:
    """A line for each measure in which the layout differs: what, the standard's, its own."""
    return [
        f"{name}：标准{_word(theirs)}，这里{_word(ours)}"
        for (name, theirs), (_, ours) in zip(_measures(standard), _measures(layout), strict=True)
        if theirs != ours
    ]


def _measures(layout: Layout) -> Iterator[tuple[str, object]]:
    """(name, value) of all that a layout sets."""
    for part in (layout.page, layout.grid):
        yield from ((_LABELS[field.name], getattr(part, field.name)) for field in fields(part))
    for role, style in zip(NAMES.values(), layout.styles, strict=True):
        yield from ((f"{role}{_LABELS[field.name]}", getattr(style.fonts, field.name)) for field in fields(style.fonts))
        named = ((field.name, (_LABELS | _STYLE_LABELS).get(field.name)) for field in fields(style))
        yield from ((f"{role}{label}", getattr(style, name)) for name, label in named if label)
    yield from ((f"{mark}级标题接排", level in layout.run_in) for level, mark in enumerate("一二三四", 1))
    yield "编号", layout.numbers
    yield "页码样子", layout.number_form.format(1)
    yield "页码双面换边", layout.mirrored
    yield "日期、讲话人在文末", layout.at_end
    yield "正文答案用内容控件", layout.live


def _word(value: object) -> str:
    """A value as a writer reads it."""
    if isinstance(value, float):
        return f"{value:g}"
    return f"“{_WORDS.get(value, value)}”" if isinstance(value, (str, bool)) else str(value)
