"""A layout read from YAML (docs/layouts.zh-CN.md); every fault is listed with its place."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from drafter.nodes import NodeReader
from drafter.word.layout import TWIPS_PER_POINT, Fonts, Grid, Layout, Page, Style
from drafter.yamlfile import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingType

    from drafter.word.layout import Alignment
    from drafter.word.steps import Numbers

HEADINGS = ("heading1", "heading2", "heading3", "heading4")
ROLES = {
    "title": "Title",
    "byline": "Date",
    "salutation": "Salutation",
    "body": "Body Text",
    **{role: f"heading {level}" for level, role in enumerate(HEADINGS, 1)},
    "number": "footer",
}
"""The styles of a layout, and Word's built-in name of each."""

NAMES = dict(
    zip(ROLES, "标题 日期、讲话人 称呼 正文 一级标题 二级标题 三级标题 四级标题 页码".split(), strict=True)  # noqa: SIM905
)
"""The same as a writer calls them."""

_LIVE = ("true", "yes", "false", "no")
_TOP = ("name", "extends", "page", "grid", "numbers", "substitutes", "live", *ROLES)
_LOOK = ("font", "latin", "high_ansi", "complex", "size", "spacing", "align", "bold")
_TITLE = (*_LOOK, "before", "after")
"""A title has no indents of its own: they are what breaks its lines."""
_SHAPE = (*_TITLE, "first_line", "left", "right")
_NUMBER = (*_LOOK, "indent", "form")
_NUMBERS: MappingType[str, Numbers] = {"family": "family", "auto": "auto", "typed": "typed"}
_ALIGNMENTS: MappingType[str, Alignment] = {"left": "left", "center": "center", "right": "right", "justify": "both"}
_OUTSIDE = "outside"
_PLACES = {"byline": ("top", "end"), **dict.fromkeys(HEADINGS, ("line", "run-in"))}
LIMITS = {
    **dict.fromkeys(("width", "height"), (100.0, 450.0)),
    **dict.fromkeys(("top", "bottom", "left", "right"), (0.0, 100.0)),
    **dict.fromkeys(("number_gap", "before", "after", "first_line", "indent"), (0.0, 20.0)),
    **dict.fromkeys(("size", "pitch"), (5.0, 100.0)),
    "spacing": (-5.0, 20.0),
    **dict.fromkeys(("lines", "characters"), (5.0, 100.0)),
}
_PAGE = ("width", "height", "top", "bottom", "left", "right", "number_gap")
_GRID = ("lines", "pitch", "characters")
_DECIMAL = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,4})?")
_FONT = re.compile(r"[^\x00-\x1f;,\"<>&]{1,60}")
_NARROWEST_TEXT = 100.0
_TIGHTEST, _LOOSEST = -0.1, 0.25
"""How much closer or wider than their own width letters may stand to fill a line, as a share of it."""


def read_layout(root: Mapping) -> Layout:
    """A layout that says all; InputError lists every fault."""
    reader = _Reader()
    layout = reader.layout(root)
    reader.done()
    return layout


def line_grid(page: Page, size: float, lines: float, characters: float) -> tuple[Grid, float]:
    """The grid that fills the text area, and the space between letters of `size` that it takes.

    lines: how many, and the pitch follows in whole twips; 0 characters: as many as fit by themselves.
    """
    pitch = math.floor(page.text_height * TWIPS_PER_POINT / lines) / TWIPS_PER_POINT
    if not characters:
        return Grid(int(lines), int(page.text_width / size), pitch), 0.0
    advance = math.floor(page.text_width * TWIPS_PER_POINT / characters + 0.01) / TWIPS_PER_POINT
    return Grid(int(lines), int(characters), pitch), round(advance - size, 2)


class _Reader(NodeReader):
    """Goes through the file from the page to the letters: a style fills a line of the page."""

    def layout(self, root: Mapping) -> Layout:
        self.known(root, _TOP)
        page = self._page(self._part(root, "page", _PAGE))
        body = self._part(root, "body", _SHAPE)
        size = self._number(body, "size", 16)
        grid, spacing = self._grid(self._part(root, "grid", _GRID), page, size)
        parts = {role: self._part(root, role, self._names(role)) for role in ROLES}
        styles = {role: self._style(role, part, body, spacing, grid) for role, part in parts.items()}
        number = parts["number"]
        run_in = (level for level, role in enumerate(HEADINGS, 1) if self._place(parts[role], role) == "run-in")
        first, second, third, fourth = (styles[role] for role in HEADINGS)
        return Layout(
            name=self.text(root, "name"),
            page=page,
            grid=grid,
            title=styles["title"],
            byline=styles["byline"],
            salutation=styles["salutation"],
            body=styles["body"],
            headings=(first, second, third, fourth),
            number=styles["number"],
            run_in=frozenset(run_in),
            numbers=_NUMBERS.get(self.one_of(root, "numbers", _NUMBERS), "family"),
            number_form=self._form(number),
            mirrored=self.one_of(number, "align", (*_ALIGNMENTS, _OUTSIDE)) == _OUTSIDE,
            at_end=self._place(parts["byline"], "byline") == "end",
            substitutes=self._substitutes(root),
            live=self.one_of(root, "live", _LIVE) in _LIVE[:2],
        )

    def _names(self, role: str) -> tuple[str, ...]:
        if role in ("number", "title"):
            return _NUMBER if role == "number" else _TITLE
        return (*_SHAPE, "place") if role in _PLACES else _SHAPE

    def _part(self, root: Mapping, key: str, names: tuple[str, ...]) -> Mapping:
        """An entry of several values, with these names."""
        node = root.entries.get(key)
        if isinstance(node, Mapping):
            self.known(node, names)
            return node
        place = node.place if node else root.place
        self.fault(f"{key} 应写成“{key}: {{{names[0]}: …}}”的形式", place)
        return Mapping({}, {}, place)

    def _number(self, node: Mapping, key: str, default: float = 0) -> float:
        """A number within its limits."""
        text = self.text(node, key)
        if not text:
            return default
        low, high = LIMITS[key]
        place = node.entries[key].place
        if not _DECIMAL.fullmatch(text):
            self.fault(f"{key}“{text}”应是数", place)
        elif not low <= float(text) <= high:
            self.fault(f"{key} 应在 {low:g} 到 {high:g} 之间，这里是 {text}", place)
        else:
            return float(text)
        return default

    def _page(self, node: Mapping) -> Page:
        width, height, *rest = (self._number(node, key, 297 if key in _PAGE[:2] else 0) for key in _PAGE)
        page = Page(width, height, *rest)
        if min(page.text_width, page.text_height) < _NARROWEST_TEXT:
            self.fault("页边距太大，放不下正文", node.place)
            return Page(210, 297, 37, 35, 28, 26, 7)
        return page

    def _grid(self, node: Mapping, page: Page, size: float) -> tuple[Grid, float]:
        lines, pitch, characters = (self._number(node, key) for key in _GRID)
        if bool(lines) == bool(pitch):
            self.fault("grid 里 lines（每页行数）和 pitch（行距）要写一个，只写一个", node.place)
            pitch = 0
        lines = page.text_height // pitch if pitch else lines or 22
        grid, spacing = line_grid(page, size, lines, characters)
        if not _TIGHTEST * size <= spacing <= _LOOSEST * size:
            place = node.entries["characters"].place
            self.fault(f"每行 {characters:g} 个 {size:g} 磅的字，排得太挤或太疏", place, "改 grid 的 characters")
        return (Grid(grid.lines, grid.characters, pitch) if pitch else grid), spacing

    def _style(self, role: str, node: Mapping, body: Mapping, spacing: float, grid: Grid) -> Style:
        own = self._number(body, "size", 16)
        size = self._number(node, "size", own)
        if size > grid.pitch and "size" in node.entries:
            place = node.entries["size"].place
            self.fault(f"{role} 的字号 {size:g} 比行距 {grid.pitch:g} 还大", place, "改字号，或改 grid")
        alignment = self.text(node, "align")
        indent = self._number(node, "indent")
        sides = {"right": indent} if alignment in {"right", _OUTSIDE} else {"left": indent}
        return Style(
            name=ROLES[role],
            fonts=self._fonts(node, body),
            size=size,
            spacing=self._number(node, "spacing", spacing if size == own else 0),
            alignment="right" if alignment == _OUTSIDE else self._alignment(node, role),
            bold=self.one_of(node, "bold", ("yes", "no")) == "yes",
            first_line=self._number(node, "first_line"),
            left=sides.get("left", 0) or self._number(node, "left"),
            right=sides.get("right", 0) or self._number(node, "right"),
            before=self._number(node, "before"),
            after=self._number(node, "after"),
            contextual=role == "byline",
            outline=HEADINGS.index(role) + 1 if role in HEADINGS else 0,
        )

    def _alignment(self, node: Mapping, role: str) -> Alignment:
        words = (*_ALIGNMENTS, _OUTSIDE) if role == "number" else tuple(_ALIGNMENTS)
        return _ALIGNMENTS.get(self.one_of(node, "align", words), "both")

    def _fonts(self, node: Mapping, body: Mapping) -> Fonts:
        """The four slots: letters with no font of their own have the body's, and signs the font of latin letters."""
        chinese, latin = (self._font(node, key) or self._font(body, key) for key in ("font", "latin"))
        return Fonts(chinese, latin, self._font(node, "high_ansi") or latin, self._font(node, "complex") or latin)

    def _font(self, node: Mapping, key: str) -> str:
        text = self.text(node, key)
        if text and not _FONT.fullmatch(text):
            self.fault(f"{key}“{text}”不是字体名", node.entries[key].place)
        return text

    def _place(self, node: Mapping, role: str) -> str:
        return self.one_of(node, "place", _PLACES[role])

    def _form(self, node: Mapping) -> str:
        before, digit, after = self.text(node, "form").partition("1")
        if not digit or "1" in after or "{" in before + after or "}" in before + after:
            place = node.entries["form"].place if "form" in node.entries else node.place
            self.fault("form 里要有一个 1，那里是页码，如“— 1 —”", place)
            return "{}"
        return f"{before}{{}}{after}"

    def _substitutes(self, root: Mapping) -> tuple[tuple[str, tuple[str, ...]], ...]:
        node = root.entries.get("substitutes")
        if node is None or isinstance(node, Scalar):
            return ()
        if not isinstance(node, Mapping):
            self.fault("substitutes 应写成“字体: [代用字体, …]”的形式", node.place)
            return ()
        names = {font: self.scalars(entry, font) for font, entry in node.entries.items()}
        return tuple((font, tuple(item.text for item in items)) for font, items in names.items())
