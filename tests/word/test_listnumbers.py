"""The numbers that Word counts, found from numbering.xml and the styles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.document import Document
from drafter.numerals import chinese
from drafter.word import write
from drafter.word.package import pack, unpack
from drafter.word.reader import read_docx

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


class Line(Protocol):
    """A printed line, as `render` gives it."""

    text: str


def _level(index: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """A level with nothing between number and text, unless `more` says so."""
    more = more if "w:suff" in more else f'{more}<w:suff w:val="nothing"/>'
    form = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
    return f'<w:lvl w:ilvl="{index}">{form}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def _lists(levels: str, *overrides: str) -> str:
    """An abstract list, and a list of it for each set of overrides: 1, 2 …."""
    numbers = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="7"/>{override}</w:num>'
        for number, override in enumerate(overrides or ("",), 1)
    )
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum w:abstractNumId="7">{kind}{levels}</w:abstractNum>{numbers}'


def _place(level: int | None = None, number: int | None = 1, style: str = "") -> str:
    """The text 文 in a paragraph with this place in a list."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    levels = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    numbers = "" if number is None else f'<w:numId w:val="{number}"/>'
    place = f"<w:numPr>{levels}{numbers}</w:numPr>" if levels or numbers else ""
    return f"<w:p><w:pPr>{named}{place}</w:pPr><w:r><w:t>文</w:t></w:r></w:p>"


def _parts(paragraphs: Sequence[str], numbering: str, styles: str = "") -> dict[str, bytes]:
    texts = {
        "word/document.xml": f"<w:document {NAMESPACE}><w:body>{''.join(paragraphs)}</w:body></w:document>",
        "word/numbering.xml": f"<w:numbering {NAMESPACE}>{numbering}</w:numbering>",
        "word/styles.xml": f"<w:styles {NAMESPACE}>{styles}</w:styles>",
    }
    return {name: text.encode() for name, text in texts.items()}


def _numbers(paragraphs: Sequence[str], numbering: str, styles: str = "") -> list[str]:
    """What stands before the text of each paragraph."""
    return [line.removesuffix("文") for line in read_docx(pack(_parts(paragraphs, numbering, styles)), "list.docx")]


THREE = (
    _level(0, "chineseCountingThousand", "%1、")
    + _level(1, "chineseCountingThousand", "（%2）")
    + _level(2, "decimal", "%3.")
)
LEGAL = _level(0, "upperRoman", "%1") + _level(1, "decimal", "%1.%2")
NEVER = _level(0, "decimal", "%1") + _level(1, "decimal", "-%2", '<w:lvlRestart w:val="0"/>')
AFTER_FIRST = (
    _level(0, "decimal", "%1") + _level(1, "decimal", "-%2") + _level(2, "decimal", "--%3", '<w:lvlRestart w:val="1"/>')
)


@pytest.mark.parametrize(
    ("levels", "places", "numbers"),
    [
        pytest.param(THREE, [0, 1, 1, 0, 1, 2, 2, 0], "一、 （一） （二） 二、 （一） 1. 2. 三、", id="nested"),
        pytest.param(THREE, [0, 2, 1, 0], "一、 1. （二） 二、", id="a level left out has begun"),
        pytest.param(THREE, [1, 1, 0], "（一） （二） 二、", id="the first level left out has begun"),
        pytest.param(LEGAL, [0, 1, 1, 0, 1], "I I.1 I.2 II II.1", id="numbers of levels above"),
        pytest.param(
            _level(0, "upperRoman", "%1") + _level(1, "decimal", "%1.%2", "<w:isLgl/>"),
            [0, 1, 0, 1],
            "I 1.1 II 2.1",
            id="digits throughout",
        ),
        pytest.param(NEVER, [0, 1, 1, 0, 1], "1 -1 -2 2 -3", id="never restarts"),
        pytest.param(AFTER_FIRST, [0, 1, 2, 1, 2, 0, 2], "1 -1 --1 -2 --2 2 --1", id="restarts after the first level"),
        pytest.param(
            _level(0, "decimal", "%1") + _level(1, "decimal", "-%2", '<w:lvlRestart w:val="2"/>'),
            [0, 1, 0, 1],
            "1 -1 2 -1",
            id="restarts after no level above",
        ),
        pytest.param(_level(0, "decimal", "%1" * 999), [0], "1" * 127 + "%", id="a long text"),
        pytest.param(_level(0, "decimal", "%1.", start=5), [0, 0], "5. 6.", id="starts at five"),
        pytest.param(_level(0, "decimal", "第%1条"), [0, 0], "第1条 第2条", id="words around"),
        pytest.param(
            _level(0, "bullet", "——") + _level(1, "decimal", "%1%2."),
            [0, 1, 1],
            "—— 1. 2.",
            id="bullets have no number",
        ),
        pytest.param(
            _level(0, "bullet", "\uf06c") + _level(1, "bullet", "l", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'),
            [0, 1],
            "• •",
            id="letters of symbol fonts",
        ),
        pytest.param(_level(0, "decimal", "%1%2%3"), [0], "1", id="levels below"),
        pytest.param(THREE, [0, 8, 9, -1, 0], "一、    二、", id="levels that aren't there"),
        pytest.param(_level(999999999, "decimal", "%1.") + _level(0, "decimal", "%1."), [0], "1.", id="no such level"),
        pytest.param(_level(0, "upperLetter", "%1", start=999999999), [0], "999999999", id="a huge start"),
    ],
)
def test_levels_count_as_in_word(levels: str, places: list[int], numbers: str) -> None:
    """Each level counts on, begins anew after a level above it, and shows the numbers its text asks for."""
    assert _numbers([_place(level) for level in places], _lists(levels)) == numbers.split(" ")


@pytest.mark.parametrize(
    ("after", "between"),
    [('<w:suff w:val="tab"/>', "\t"), ('<w:suff w:val="space"/>', " "), ('<w:suff w:val="nothing"/>', "")],
)
def test_what_follows_a_number_is_kept(after: str, between: str) -> None:
    """The tab or space between a number and its text is read, and nothing where there is nothing."""
    assert _numbers([_place(0)], _lists(_level(0, "decimal", "%1.", after))) == [f"1.{between}"]
    assert _numbers([_place(0)], _lists(_level(0, "decimal", "", after))) == [""]


RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
OTHER_FORM = f'<w:lvlOverride w:ilvl="0">{_level(0, "upperLetter", "%1.")}</w:lvlOverride>'


@pytest.mark.parametrize(
    ("override", "numbers"),
    [("", "一、 二、 三、 四、"), (RESTART.format(1), "一、 一、 二、 三、"), (OTHER_FORM, "一、 B. 三、 D.")],
)
def test_lists_of_one_kind_count_together_unless_one_says_otherwise(override: str, numbers: str) -> None:
    """A second list goes on from the first, or begins once at a number of its own, or has a form of its own."""
    found = _numbers([_place(0, number) for number in (1, 2, 1, 2)], _lists(THREE, "", override))
    assert found == numbers.split(" ")


def test_a_list_begins_at_its_number_though_a_level_below_came_first() -> None:
    """The number that a list starts a level at is that of the level's first own paragraph."""
    places = [(0, 1), (1, 2), (0, 2), (0, 2)]
    assert _numbers([_place(*place) for place in places], _lists(THREE, "", RESTART.format(5))) == [
        "一、",
        "（一）",
        "五、",
        "六、",
    ]


def _style(name: str, base: str = "", level: int | None = None, number: int | None = None, kind: str = "") -> str:
    """A style that says these things of lists; the default one if `kind` says so."""
    place = _place(level, number).partition("<w:pPr>")[2].partition("</w:pPr>")[0]
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:type="paragraph" {kind} w:styleId="{name}">{based}<w:pPr>{place}</w:pPr></w:style>'


TIED = _level(0, "decimal", "%1.", '<w:pStyle w:val="H1"/>') + _level(1, "decimal", "（%2）", '<w:pStyle w:val="H2"/>')


@pytest.mark.parametrize(
    ("levels", "styles", "paragraph", "number"),
    [
        pytest.param(THREE, _style("H", number=1), _place(number=None, style="H"), "一、", id="the style's list"),
        pytest.param(
            THREE, _style("H", level=1, number=1), _place(number=None, style="H"), "（一）", id="and its level"
        ),
        pytest.param(
            THREE,
            _style("B", level=2, number=1) + _style("H", base="B"),
            _place(number=None, style="H"),
            "1.",
            id="from its base",
        ),
        pytest.param(
            THREE,
            _style("B", number=1) + _style("H", base="B", level=1),
            _place(number=None, style="H"),
            "（一）",
            id="list from the base, level its own",
        ),
        pytest.param(TIED, _style("H2", level=0, number=1), _place(number=None, style="H2"), "（1）", id="tied level"),
        pytest.param(THREE, _style("H", number=1), _place(1, None, "H"), "（一）", id="the paragraph's own level"),
        pytest.param(THREE, _style("H", number=1), _place(None, 0, "H"), "", id="the paragraph is in no list"),
        pytest.param(THREE, _style("B", number=1) + _style("H", "B", None, 0), _place(None, None, "H"), "", id="none"),
        pytest.param(
            THREE, _style("N", number=1, kind='w:default="1"'), _place(number=None), "一、", id="default style"
        ),
        pytest.param(
            THREE, _style("N", number=1, kind='w:default="1"'), _place(None, None, "gone"), "一、", id="unknown style"
        ),
        pytest.param(
            THREE, _style("A", "B") + _style("B", "A"), _place(number=None, style="A"), "", id="styles in a circle"
        ),
        pytest.param(THREE, "", _place(0, 5), "", id="a list that isn't there"),
    ],
)
def test_a_style_may_give_the_number(levels: str, styles: str, paragraph: str, number: str) -> None:
    """Where a paragraph doesn't say its list or its level, its style does, or the style that is based on."""
    assert _numbers([paragraph], _lists(levels), styles) == [number]


def test_a_list_style_lends_its_levels() -> None:
    """An abstract list that names a list style counts with the levels of that style's list."""
    link = '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="L"/></w:abstractNum>'
    number = '<w:num w:numId="9"><w:abstractNumId w:val="8"/></w:num>'
    found = _numbers([_place(0, 9), _place(0, 1)], _lists(THREE) + link + number, _style("L", number=1))
    assert found == ["一、", "二、"]


def test_a_number_stands_before_an_empty_paragraph_and_counts_once_where_two_are_joined() -> None:
    """An empty paragraph of a list shows its number; one whose end is struck out has none of its own."""
    empty = _place(0).replace("文", "")
    struck = _place(0).replace("</w:pPr>", "<w:rPr><w:del/></w:rPr></w:pPr>")
    body = [empty, struck, _place(0), _place(0)]
    assert _numbers(body, _lists(THREE)) == ["一、", "二、文", "三、"]


def test_a_text_box_counts_after_its_paragraph() -> None:
    """Numbers follow the order of the lines."""
    box = f"<w:r><w:txbxContent>{_place(0)}</w:txbxContent></w:r>"
    assert _numbers([_place(0).replace("<w:r>", f"{box}<w:r>", 1), _place(0)], _lists(THREE)) == [
        "一、",
        "二、",
        "三、",
    ]


@pytest.mark.parametrize(
    "numbering",
    [
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>',
        '<w:num w:numId="1"/><w:abstractNum/>',
        _lists('<w:lvl w:ilvl="x"/>'),
        _lists('<w:lvl w:ilvl="0"/>'),
        '<w:num w:numId="1"><w:lvlOverride/><w:lvlOverride w:ilvl="0"><w:startOverride/></w:lvlOverride></w:num>',
        "",
    ],
)
def test_half_a_list_gives_no_number(numbering: str) -> None:
    """Where a definition lacks its parts, the text is read without a number."""
    assert _numbers([_place(0)], numbering) == [""]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 2), max_size=20))
def test_a_level_counts_its_paragraphs(levels: list[int]) -> None:
    """The numbers of a level go one up from paragraph to paragraph, and are its first or second after one above it.

    Second where a level further down stood in between and left it out.
    """
    found = _numbers([_place(level) for level in levels], _lists(THREE))
    for place, (level, number) in enumerate(zip(levels, found, strict=True)):
        above = max((i for i in range(place) if levels[i] < level), default=-1)
        siblings = sum(other == level for other in levels[above + 1 : place])
        first = next((i for i in range(above + 1, place) if levels[i] == level), place)
        left_out = any(other > level for other in levels[above + 1 : first])
        count = siblings + 1 + left_out
        assert number == [f"{chinese(count)}、", f"（{chinese(count)}）", f"{count}."][level]


@pytest.mark.rendering
@pytest.mark.parametrize(
    ("places", "overrides"),
    [
        ([(0, 1), (1, 1), (1, 1), (0, 1), (2, 1), (1, 1), (2, 1), (0, 1)], ("",)),
        ([(1, 1), (2, 1), (0, 1), (1, 1), (0, 1)], ("",)),
        ([(0, 1), (0, 1), (0, 2), (1, 2), (0, 1), (1, 1), (0, 2)], ("", RESTART.format(1))),
        ([(0, 1), (0, 2), (0, 1), (0, 2)], ("", "")),
        ([(0, 1), (1, 2), (0, 1), (0, 2), (0, 2)], ("", RESTART.format(1))),
    ],
)
def test_libreoffice_prints_the_same_numbers(
    render: Callable[[bytes], list[Line]], places: list[tuple[int, int]], overrides: tuple[str, ...]
) -> None:
    """The lines read are the lines that LibreOffice prints."""
    parts = _parts([_place(*place) for place in places], _lists(THREE, *overrides))
    whole = {**unpack(write(Document(()))), "word/document.xml": parts["word/document.xml"]}
    data = pack({**whole, "word/numbering.xml": parts["word/numbering.xml"]})
    assert read_docx(data, "list.docx") == [line.text for line in render(data)]
