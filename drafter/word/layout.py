"""The form of a speech on paper, as plain data that a unit can replace.

The facts are those of GB/T 9704-2012; speeches follow it by practice, though it is written for documents with a red
head. Units: mm for the page, pt for letters and lines, characters (the width of one letter) for indents, lines of the
grid for the space between paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from drafter.document import Block, Kind
    from drafter.word.steps import Numbers

Alignment = Literal["left", "center", "right", "both"]

POINTS_PER_MM = 72 / 25.4
TWIPS_PER_POINT = 20


@dataclass(frozen=True, slots=True)
class Fonts:
    """The font of each slot of w:rFonts (ECMA-376-1, 17.3.2.26): Word picks the slot by the letter."""

    east_asia: str
    ascii: str = "Times New Roman"
    high_ansi: str = "Times New Roman"
    complex_script: str = "Times New Roman"


@dataclass(frozen=True, slots=True)
class Style:
    """How one kind of paragraph looks.

    name: Word's built-in name, in lower case where Word stores it so. size and spacing (between letters) in pt.
    first_line, left, right: indents in characters. before, after: in lines of the grid. contextual: no space between
    two paragraphs of this same style. outline: 1 to 4 for a heading, 0 for text.
    """

    name: str
    fonts: Fonts
    size: float = 16
    spacing: float = 0
    alignment: Alignment = "both"
    bold: bool = False
    first_line: int = 0
    left: int = 0
    right: int = 0
    before: float = 0
    after: float = 0
    contextual: bool = False
    outline: int = 0

    @property
    def identifier(self) -> str:
        """The w:styleId: the name in camel case, as Word writes it (heading 1 → Heading1)."""
        return "".join(word[:1].upper() + word[1:] for word in self.name.split())


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet and its margins in mm. `number_gap`: from the end of the text to the middle of the page number."""

    width: float = 210
    height: float = 297
    top: float = 37
    bottom: float = 35
    left: float = 28
    right: float = 26
    number_gap: float = 7

    @property
    def text_width(self) -> float:
        """The width of the text in pt."""
        return (self.width - self.left - self.right) * POINTS_PER_MM


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines a page, characters a line, and the height of a line in pt."""

    lines: int
    characters: int
    pitch: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole form: page, grid, and a style for each kind of block.

    byline: the date and the speaker, one style for both so that Word leaves no space between the two. run_in: heading
    levels whose text opens the paragraph that follows. number_form: the page number, with {} for the digits.
    substitutes: other names under which a machine may have the font.
    """

    name: str
    page: Page
    grid: Grid
    title: Style
    byline: Style
    salutation: Style
    body: Style
    headings: tuple[Style, Style, Style, Style]
    number: Style
    run_in: frozenset[int] = frozenset({3, 4})
    numbers: Numbers = "family"
    number_form: str = "— {} —"
    substitutes: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def style(self, kind: Kind, level: int = 0) -> Style:
        """The style of a block that stands on the page."""
        if kind == "heading":
            return self.headings[level - 1]
        return {"title": self.title, "date": self.byline, "speaker": self.byline, "salutation": self.salutation}.get(
            kind, self.body
        )

    def runs_in(self, block: Block) -> bool:
        """Whether this heading opens the paragraph after it, where there is one."""
        return block.kind == "heading" and block.level in self.run_in

    def characters(self, style: Style) -> int:
        """How many full-width letters of this style fill a line."""
        return int((self.page.text_width + 0.01) / (style.size + style.spacing))


_FANGSONG = Fonts("仿宋_GB2312")
_KAITI = Fonts("楷体_GB2312")
_HEITI = Fonts("黑体")
_SONGTI = Fonts("宋体", "宋体", "宋体", "宋体")
_TITLE = Fonts("方正小标宋简体")

# 156 mm hold 27.6 letters of 16 pt: a quarter of a point less between letters makes them 28 (28 × 15.75 pt = 441 pt).
_TIGHT = -0.25

GBT9704 = Layout(
    name="GB/T 9704-2012",
    page=Page(),  # 5.1 the sheet, 5.2.1 margins and a text area of 156 mm × 225 mm
    grid=Grid(lines=22, characters=28, pitch=28.95),  # 5.2.3; 22 × 28.95 pt = 636.9 pt of the 637.8 pt there are
    title=Style("Title", _TITLE, 22, alignment="center", after=1),  # 7.3.1: 2号小标宋, centred
    byline=Style("Date", _KAITI, spacing=_TIGHT, alignment="center", after=1, contextual=True),  # by practice
    salutation=Style("Salutation", _FANGSONG, spacing=_TIGHT, before=1),  # 7.3.2: flush left
    body=Style("Body Text", _FANGSONG, spacing=_TIGHT, first_line=2),  # 5.2.2 and 7.3.3: 3号仿宋, two characters in
    headings=(  # 7.3.3: the levels in 黑体, 楷体, 仿宋, 仿宋
        Style("heading 1", _HEITI, spacing=_TIGHT, first_line=2, outline=1),
        Style("heading 2", _KAITI, spacing=_TIGHT, first_line=2, outline=2),
        Style("heading 3", _FANGSONG, spacing=_TIGHT, first_line=2, outline=3),
        Style("heading 4", _FANGSONG, spacing=_TIGHT, first_line=2, outline=4),
    ),
    number=Style("footer", _SONGTI, 14, alignment="right", right=1),  # 7.5: 4号宋体, one character in on either side
    substitutes=(
        ("仿宋_GB2312", ("仿宋", "FangSong")),
        ("楷体_GB2312", ("楷体", "KaiTi")),
        ("方正小标宋简体", ("方正小标宋_GBK", "华文中宋", "STZhongsong")),
        ("黑体", ("SimHei",)),
        ("宋体", ("SimSun",)),
    ),
)
