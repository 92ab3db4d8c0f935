"""A layout taken from a unit's own Word file: its styles, page and page number, and from another what these lack.

The file is a stranger's: it is opened with care (`opening`), nothing in it is run or fetched, and a measure beyond what
a layout may have is left out.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from drafter.records import dataclass, replace
from drafter.word.layout import POINTS_PER_MM, Grid
from drafter.word.layoutfile import LIMITS, NAMES, ROLES
from drafter.word.opening import NO_DRAFT, Archive
from drafter.word.pagenumber import page_number
from drafter.word.styleread import ALIGNMENTS, millimetres, points, style_of
from drafter.word.wml import attribute, value, w, whole
from drafter.word.wordstyles import WordStyles, look

if TYPE_CHECKING:
    from lxml.etree import _Element

    from drafter.word.layout import Layout, Page, Style
    from drafter.word.wordstyles import Look

_SINGLE = 12.0
"""A line set single is so many points in w:spacing, whatever its letters; 240 twips."""
_LINE_OF_LETTERS = 1.3
"""The height of a line set single, in sizes of its letters."""
_CHARACTER_SPACE = 4096
_SHAPE = ("ind", "jc", "spacing")


@dataclass(frozen=True, slots=True)
class Taken:
    """One thing looked for in the file: its name, and what was found; empty where the default stays."""

    name: str
    found: str


def borrow(data: bytes, path: str, below: Layout) -> tuple[Layout, list[Taken]]:
    """The layout of a .docx, what it lacks from `below`, and a list of what was looked for.

    InputError, which names `path`, for a file that isn't whole or isn't safe to open.
    """
    archive = Archive(data, path)
    root = archive.parse(archive.main)
    if root.tag != w("document"):
        raise archive.error(NO_DRAFT)
    borrower = _Borrower(archive, root, below)
    layout = replace(borrower.layout(), name=path)
    outside = [link for link in archive.links(archive.main) if link.get("TargetMode") == "External"]
    linked = [Taken("外部链接", f"{len(outside)}处，没有打开")] if outside else []
    return layout, [*borrower.taken, *linked]


class _Borrower:
    """Goes from the page to the styles: they are measured in its lines and letters."""

    def __init__(self, archive: Archive, root: _Element, below: Layout) -> None:
        self.taken: list[Taken] = []
        self._archive, self._root, self._below = archive, root, below
        self._styles = WordStyles(archive, archive.main)
        self._used = _used(root, self._styles)
        sections = root.findall(f".//{w('sectPr')}")
        self._section = sections[-1] if sections else root

    def layout(self) -> Layout:
        """All of it."""
        page = self._page()
        body = self._body()
        grid, spacing = self._grid(page, self._styles.full(body, self._direct(body)))
        own = self._style("body", body, self._below.body, grid, spacing)
        made = {"body": own}
        for role, style in zip(ROLES, self._below.styles, strict=True):
            if role not in ("body", "number"):
                below = _like(style, self._below.body, own)
                made[role] = self._style(role, self._styles.named(ROLES[role]), below, grid, spacing)
        first, second, third, fourth = (made[f"heading{level}"] for level in (1, 2, 3, 4))
        layout = replace(
            self._below,
            page=page,
            grid=replace(grid, characters=int(page.text_width / (own.size + own.spacing))),
            title=made["title"],
            byline=made["byline"],
            salutation=made["salutation"],
            body=own,
            headings=(first, second, third, fourth),
        )
        return self._numbered(layout)

    def _note(self, name: str, found: str) -> None:
        self.taken.append(Taken(name, found))

    def _direct(self, identifier: str) -> Look:
        return self._used[identifier][1] if identifier in self._used else {}

    def _page(self) -> Page:
        """The sheet and its margins, if they leave room for text."""
        size, margins, below = self._section.find(w("pgSz")), self._section.find(w("pgMar")), self._below.page
        found = {name: millimetres(size, name[0], name) for name in ("width", "height")}
        found |= {name: millimetres(margins, name, name) for name in ("top", "bottom", "left", "right")}
        known = {name: number for name, number in found.items() if number is not None}
        page = replace(below, **known) if len(known) == len(found) else below
        if min(page.text_width, page.text_height) < LIMITS["width"][0]:
            page = below
        sides = "、".join(f"{side:g}" for side in (page.top, page.bottom, page.left, page.right))
        self._note("页面", "" if page is below else f"{page.width:g}×{page.height:g}毫米，边距上下左右{sides}")
        return page

    def _body(self) -> str:
        """The id of the style that holds most letters, those of titles, headings and the like left out."""
        others = {self._styles.named(name) for role, name in ROLES.items() if role != "body"}
        letters = {name: count for name, (count, _) in self._used.items() if name not in others}
        return max(letters, key=lambda name: letters[name], default="") or self._styles.named("Body Text")

    def _grid(self, page: Page, full: Look) -> tuple[Grid, float]:
        """As many lines as the body's own height of a line allows, and what the grid adds between letters."""
        grid = self._section.find(w("docGrid"))
        kind = "" if grid is None else attribute(grid, "type")
        pitch = 0.0 if grid is None or not kind else points(attribute(grid, "linePitch"))
        space = whole(attribute(grid, "charSpace")) if grid is not None and kind == "linesAndChars" else 0
        line = points(full.get("spacing/line", "")) or _SINGLE
        size = (whole(full.get("sz/val", "")) or 0) / 2 or self._below.body.size
        if full.get("spacing/lineRule", "auto") == "auto":
            tall = size * _LINE_OF_LETTERS
            line *= (math.ceil(tall / pitch) * pitch if pitch else tall) / _SINGLE
        line = round(line, 2)
        low, high = LIMITS["pitch"]
        fits = max(size, low) <= line <= high
        line = line if fits else self._below.grid.pitch
        self._note("行距", f"{line:g}磅" if fits else "")
        return Grid(int(page.text_height / line), 0, line), (space or 0) / _CHARACTER_SPACE

    def _style(self, role: str, identifier: str, below: Style, grid: Grid, spacing: float) -> Style:
        """One style, if the text uses it or it names a Chinese font of its own."""
        named = "rFonts/eastAsia" in self._styles.own(identifier)
        if not identifier or not (named or identifier in self._used):
            self._note(NAMES[role], "")
            return replace(below, size=min(below.size, grid.pitch))
        full = self._styles.full(identifier, self._direct(identifier))
        style = style_of(full, below, grid.pitch, spacing)
        if role == "title":  # its indents, if any, broke the lines of that one title
            style = replace(style, first_line=0, left=0, right=0)
        self._note(NAMES[role], f"{style.fonts.east_asia}，{style.size:g}磅{'，加粗' if style.bold else ''}")
        return style

    def _numbered(self, layout: Layout) -> Layout:
        """The layout with the file's page number."""
        found = page_number(self._archive, self._archive.main, self._section, self._styles)
        if found is None:
            self._note(NAMES["number"], "")
            return layout
        style = style_of(found.look, layout.number, layout.grid.pitch)
        alignment = ALIGNMENTS.get(found.side, "center")
        left, right = (getattr(style, side) if side == alignment else 0 for side in ("left", "right"))
        style = replace(style, alignment=alignment, first_line=0, before=0, after=0, left=left, right=right)
        self._note(NAMES["number"], f"{found.form.format(1)}，{style.fonts.east_asia}，{style.size:g}磅")
        footer = millimetres(self._section.find(w("pgMar")), "footer", "bottom") or 0
        gap = layout.page.bottom - footer - style.size / 2 / POINTS_PER_MM
        page = replace(layout.page, number_gap=round(gap, 1)) if 0 < gap < layout.page.bottom else layout.page
        return replace(layout, page=page, number=style, number_form=found.form, mirrored=found.mirrored)


def _like(style: Style, old: Style, new: Style) -> Style:
    """A style that had the letters of the old body, with those of the new one."""
    size, spacing = (new.size, new.spacing) if style.size == old.size else (style.size, style.spacing)
    return replace(style, size=size, spacing=spacing, fonts=new.fonts if style.fonts == old.fonts else style.fonts)


def _used(root: _Element, styles: WordStyles) -> dict[str, tuple[int, Look]]:
    """The styles that hold text: how many letters, and the formatting that most of them carry besides."""
    counts: dict[str, Counter[tuple[tuple[str, str], ...]]] = {}
    for paragraph in root.findall(f"{w('body')}/{w('p')}"):
        named = value(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
        said = look(paragraph.find(w("pPr"))).items()
        shape = {key: text for key, text in said if key.split("/")[0] in _SHAPE}
        for run in paragraph.iter(w("r")):
            letters = sum(len(text.text or "") for text in run.iter(w("t")))
            if letters:
                direct = tuple(sorted((shape | look(run.find(w("rPr")))).items()))
                counts.setdefault(named if named in styles else styles.default, Counter())[direct] += letters
    return {name: (sum(known.values()), dict(known.most_common(1)[0][0])) for name, known in counts.items()}
