"""The form of a speech on paper, as plain data. `layoutfile` reads it from YAML, `borrowed` from a unit's own .docx.

Units: mm for the page, pt for letters and lines, characters (the width of one letter) for indents, lines of the grid
for the space between paragraphs.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Literal

from drafter.document import Document
from drafter.records import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafter.document import Block, Kind
    from drafter.word.steps import Numbers

Alignment = Literal["left", "center", "right", "both"]

POINTS_PER_MM = 72 / 25.4
TWIPS_PER_POINT = 20
_SIGNED = ("date", "speaker")


@dataclass(frozen=True, slots=True)
class Fonts:
    """The font of each slot of w:rFonts (ECMA-376-1, 17.3.2.26): Word picks the slot by the letter."""

    east_asia: str
    ascii: str
    high_ansi: str
    complex_script: str

    def dressed(self, names: Mapping[str, str]) -> Fonts:
        """The same, with other fonts for those that `names` has."""
        slots = (self.east_asia, self.ascii, self.high_ansi, self.complex_script)
        return Fonts(*(names.get(font, font) for font in slots))


@dataclass(frozen=True, slots=True)
class Style:
    """How one kind of paragraph looks.

    name: Word's built-in name, in lower case where Word stores it so. size and spacing (between letters) in pt.
    first_line, left, right: indents in characters. before, after: in lines of the grid. contextual: no space between
    two paragraphs of this same style. outline: 1 to 4 for a heading, 0 for text.
    """

    name: str
    fonts: Fonts
    size: float
    spacing: float = 0
    alignment: Alignment = "both"
    bold: bool = False
    first_line: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    contextual: bool = False
    outline: int = 0

    @property
    def identifier(self) -> str:
        """The w:styleId: the name in camel case, as Word writes it (heading 1 → Heading1)."""
        return _identifier(self.name)


@lru_cache(maxsize=256)
def _identifier(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in name.split())


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet and its margins in mm. `number_gap`: from the end of the text to the middle of the page number."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    number_gap: float

    @property
    def text_width(self) -> float:
        """The width of the text in pt."""
        return (self.width - self.left - self.right) * POINTS_PER_MM

    @property
    def text_height(self) -> float:
        """The height of the text in pt."""
        return (self.height - self.top - self.bottom) * POINTS_PER_MM


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines a page, characters a line, and the height of a line in pt."""

    lines: int
    characters: int
    pitch: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole form: page, grid, and a style for each kind of block.

    byline: the date and the speaker, one style for both so that Word leaves no space between the two. at_end: whether
    they stand below the text. run_in: heading levels whose text opens the paragraph that follows. number_form: the page
    number, with {} for the digits. mirrored: whether it changes sides on even pages. substitutes: other names under
    which a machine may have the font, the best first. live: whether fields of the body are bound to what the draft
    carries, so that Word changes all places of an answer with one.
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
    run_in: frozenset[int]
    numbers: Numbers
    number_form: str
    mirrored: bool
    at_end: bool
    substitutes: tuple[tuple[str, tuple[str, ...]], ...]
    live: bool = False

    def __hash__(self) -> int:
        """Of what mostly tells two layouts apart: all of one takes longer to hash than a paragraph to set."""
        return hash((self.name, self.numbers, self.live))

    @property
    def styles(self) -> tuple[Style, ...]:
        """All styles, in the order of the page."""
        return (self.title, self.byline, self.salutation, self.body, *self.headings, self.number)

    @property
    def chinese_fonts(self) -> tuple[str, ...]:
        """The fonts of Chinese letters, each once: those with substitutes first."""
        wanted = {style.fonts.east_asia: style for style in self.styles}
        return tuple(dict.fromkeys([*(name for name, _ in self.substitutes if name in wanted), *wanted]))

    @property
    def latin_fonts(self) -> tuple[str, ...]:
        """The fonts of other letters, each once."""
        slots = ((s.fonts.ascii, s.fonts.high_ansi, s.fonts.complex_script) for s in self.styles)
        return tuple(name for name in dict.fromkeys(chain(*slots)) if name not in self.chinese_fonts)

    def dressed(self, names: Mapping[str, str]) -> Layout:
        """The same layout, with other fonts for those that `names` has."""

        def dress(style: Style) -> Style:
            return replace(style, fonts=style.fonts.dressed(names))

        first, second, third, fourth = map(dress, self.headings)
        return replace(
            self,
            title=dress(self.title),
            byline=dress(self.byline),
            salutation=dress(self.salutation),
            body=dress(self.body),
            headings=(first, second, third, fourth),
            number=dress(self.number),
        )

    def arranged(self, document: Document) -> Document:
        """The draft in the order of the page: date and speaker below the text, where the layout has them there."""
        if not self.at_end:
            return document
        signed = [block for block in document.blocks if block.kind in _SIGNED]
        return Document((*(block for block in document.blocks if block.kind not in _SIGNED), *signed))

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
