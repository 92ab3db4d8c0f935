"""A layout as Word's styles: word/styles.xml.

Only what a speech uses, under Word's built-in names, so that Word's own outline, contents and style pane know them.
Order of elements: ECMA-376-1, 17.7.4.17 (style), 17.3.1.26 (pPr), 17.3.2.28 (rPr); Word refuses another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.word.headings import lead, lead_name, lead_style, mains, on_steps
from drafter.word.layout import TWIPS_PER_POINT
from drafter.word.looks import fonts, indents, letters, named
from drafter.word.wide import wide_style
from drafter.word.wml import make

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from drafter.word.layout import Layout, Style
    from drafter.word.steps import Step

GAP, GAP_NAME = "Gap", "待补"
TITLE_BREAK, TITLE_BREAK_NAME = "TitleBreak", "标题换行"
"""The style of a line break in a title that is the layout's, not the draft's."""
EVEN_FOOTER = "FooterEven"
COMMENT_TEXT = "CommentText"
COMMENT_REFERENCE = "CommentReference"


def styles(layout: Layout, steps: Sequence[Step]) -> list[_Element]:
    """The children of w:styles: defaults, what Word hides, and a style for each thing a draft has."""
    body = layout.body
    after_title = {layout.title: layout.byline, layout.byline: layout.byline}
    texts = [layout.title, layout.byline, layout.salutation, body]
    return [
        _defaults(body),
        # All built-in styles that aren't here stay out of the style pane (17.7.4.5).
        make("latentStyles", defLockedState=0, defUIPriority=99, defSemiHidden=1, defUnhideWhenUsed=1, defQFormat=0),
        _normal(layout),
        _default_font(),
        *(_paragraph(layout, style, after_title.get(style, body)) for style in texts),
        *(_paragraph(layout, style, body, place) for place, style in mains(layout, steps)),
        *(lead_style(style) for style in layout.headings),
        *on_steps(layout, steps),
        *(wide_style(style, "DefaultParagraphFont", style.name) for style in (*texts, *layout.headings)),
        *(wide_style(style, lead(style), lead_name(style)) for style in layout.headings),
        _footer(layout),
        _even_footer(layout),
        _character(GAP, GAP_NAME, make("noProof")),
        _character(TITLE_BREAK, TITLE_BREAK_NAME, make("noProof")),
        _comment_text(),
        _character(COMMENT_REFERENCE, "annotation reference", make("sz", val=21), make("szCs", val=21), custom=False),
    ]


def _defaults(body: Style) -> _Element:
    """Fonts, size and language of all text (17.7.5.1)."""
    language = make("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    size = round(body.size * 2)
    properties = make("rPr", fonts(body.fonts), make("sz", val=size), make("szCs", val=size), language)
    return make("docDefaults", make("rPrDefault", properties), make("pPrDefault"))


def _normal(layout: Layout) -> _Element:
    """The root of all paragraphs: exact lines of the grid, and full pages (no widow control)."""
    pitch = round(layout.grid.pitch * TWIPS_PER_POINT)
    spacing = make("spacing", line=pitch, lineRule="exact")
    properties = make("pPr", make("widowControl", val=0), spacing, make("jc", val="both"))
    attributes: dict[str, str | int] = {"default": 1}
    return named("paragraph", "Normal", "Normal", make("qFormat"), properties, **attributes)


def _default_font() -> _Element:
    """The root of all character styles, which Word wants by this name."""
    attributes: dict[str, str | int] = {"default": 1}
    hidden = (make("uiPriority", val=1), make("semiHidden"), make("unhideWhenUsed"))
    return named("character", "DefaultParagraphFont", "Default Paragraph Font", *hidden, **attributes)


def _paragraph(layout: Layout, style: Style, then: Style, place: _Element | None = None) -> _Element:
    """The style of a kind of block; `then`: the style of the paragraph that a writer types after it."""
    return named(
        "paragraph",
        style.identifier,
        style.name,
        make("basedOn", val="Normal"),
        make("next", val=then.identifier),
        make("link", val=lead(style)) if style.outline else None,
        make("qFormat"),
        make("pPr", *_paragraph_properties(layout, style, place)),
        make("rPr", *letters(style)),
    )


def _paragraph_properties(layout: Layout, style: Style, place: _Element | None) -> list[_Element | None]:
    """The children of pPr for a style. A heading stays with its text."""
    heading = bool(style.outline)
    stays = heading or style is layout.title
    return [
        make("keepNext") if stays else None,
        place,
        *(_title_only() if style is layout.title else ()),
        _between(layout, style),
        indents(style),
        make("contextualSpacing") if style.contextual else None,
        make("jc", val=style.alignment),
        make("outlineLvl", val=style.outline - 1) if heading else None,
    ]


def _title_only() -> list[_Element]:
    """No space between digits and Chinese letters, as a title is broken by measure (17.3.1.2, 17.3.1.3).

    And no grid: LibreOffice would give a line of these tall letters two lines of it.
    """
    return [make(name, val=0) for name in ("autoSpaceDE", "autoSpaceDN", "snapToGrid")]


def _between(layout: Layout, style: Style) -> _Element | None:
    """Space before and after in whole lines of the grid, so that the page keeps its count of lines."""
    pitch = layout.grid.pitch * TWIPS_PER_POINT
    given = {name: round(lines * pitch) for name, lines in (("before", style.before), ("after", style.after)) if lines}
    return make("spacing", **given) if given else None


def _character(identifier: str, name: str, *properties: _Element, custom: bool = True) -> _Element:
    """A character style."""
    attributes: dict[str, str | int] = {"customStyle": 1} if custom else {}
    root = make("basedOn", val="DefaultParagraphFont")
    return named("character", identifier, name, root, make("rPr", *properties), **attributes)


def _footer(layout: Layout) -> _Element:
    """The page number of odd pages; its line is no taller than its letters, so its place is exact."""
    style = layout.number
    spacing = make("spacing", line=round(style.size * TWIPS_PER_POINT), lineRule="exact")
    properties = make("pPr", spacing, indents(style), make("jc", val=style.alignment))
    return named(
        "paragraph",
        style.identifier,
        style.name,
        make("basedOn", val="Normal"),
        properties,
        make("rPr", *letters(style)),
    )


def _even_footer(layout: Layout) -> _Element:
    """The page number of even pages: where it changes sides the mirror image, for leaves printed on both."""
    style = layout.number
    left, right, alignment = style.left, style.right, style.alignment
    if layout.mirrored:
        left, right, alignment = right, left, "left"
    width = style.size * TWIPS_PER_POINT
    sides = make(
        "ind",
        leftChars=round(left * 100),
        left=round(left * width),
        rightChars=round(right * 100),
        right=round(right * width),
    )
    return named(
        "paragraph",
        EVEN_FOOTER,
        "footer even",
        make("basedOn", val=style.identifier),
        make("pPr", sides, make("jc", val=alignment)),
        customStyle=1,
    )


def _comment_text() -> _Element:
    """The text of a comment, in Word's own name for it."""
    spacing = make("spacing", line=240, lineRule="auto")
    properties = make("pPr", spacing, make("jc", val="left"))
    size = make("rPr", make("sz", val=21), make("szCs", val=21))
    return named("paragraph", COMMENT_TEXT, "annotation text", make("basedOn", val="Normal"), properties, size)
