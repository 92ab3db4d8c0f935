"""A layout out of a unit's own Word file: what is found is taken, what is lacking is the standard's."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.document import Block, Document, Words
from drafter.errors import InputError
from drafter.word import write
from drafter.word.borrowed import borrow
from drafter.word.catalog import standard
from drafter.word.package import pack, unpack
from drafter.word.reader import read_docx


def _letters(document: docx.document.Document, name: str, font: str, size: float) -> None:
    """Give a style of Word's its fonts and size."""
    style = document.styles[name]
    style.font.name, style.font.size = "Arial", Pt(size)
    fonts = style.element.get_or_add_rPr().rFonts
    for key in [key for key in fonts.attrib if "heme" in str(key)]:
        del fonts.attrib[key]
    fonts.set(qn("w:eastAsia"), font)


def saved(document: docx.document.Document) -> bytes:
    """The file as python-docx saves it."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.fixture
def unit() -> docx.document.Document:
    """A file as a unit has it: own margins, a body in Normal, a title and two headings, 第1页 in the middle."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(28)
    section.footer_distance = Mm(15)
    _letters(document, "Normal", "仿宋", 15)
    normal = document.styles["Normal"].paragraph_format
    normal.line_spacing, normal.first_line_indent, normal.space_after = Pt(26), Pt(30), Pt(0)
    _letters(document, "Title", "方正小标宋_GBK", 20)
    _letters(document, "Heading 1", "黑体", 15)
    for text, style in (("讲话", "Title"), ("一、坚持", "Heading 1"), ("正文很长。" * 20, "Normal")):
        document.add_paragraph(text, style)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("第")
    for kind, code in (("begin", ""), ("", " PAGE "), ("separate", ""), ("", "7"), ("end", "")):
        run = footer.add_run(code if kind == "" and code != " PAGE " else "")
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        element.text = code if code == " PAGE " else None
        if kind:
            element.set(qn("w:fldCharType"), kind)
        if kind or code == " PAGE ":
            run._r.append(element)  # noqa: SLF001 - python-docx has no way to make a field
    footer.add_run("页")
    return document


def test_styles_page_and_number_are_those_of_the_file(unit: docx.document.Document) -> None:
    """Margins, the height of a line, fonts, sizes, indents and the form of the page number are taken."""
    layout, _ = borrow(saved(unit), "本局.docx", standard())
    page = layout.page
    assert (page.top, page.bottom, page.left, page.right) == (28, 28, 25, 25)
    assert (layout.grid.pitch, layout.grid.lines) == (26, 26)
    assert (layout.body.fonts.east_asia, layout.body.fonts.ascii) == ("仿宋", "Arial")
    assert (layout.body.size, layout.body.first_line) == (15, 2)
    assert (layout.title.fonts.east_asia, layout.title.size) == ("方正小标宋_GBK", 20)
    assert layout.headings[0].fonts.east_asia == "黑体"
    assert (layout.number_form, layout.number.alignment, layout.mirrored) == ("第{}页", "center", False)


def test_what_is_lacking_is_the_standards_in_letters_of_the_body(unit: docx.document.Document) -> None:
    """A level without a style keeps the standard's font, at the size of the file's body."""
    layout, _ = borrow(saved(unit), "本局.docx", standard())
    assert [style.fonts.east_asia for style in layout.headings] == ["黑体", "楷体_GB2312", "仿宋", "仿宋"]
    assert {style.size for style in (*layout.headings, layout.byline, layout.salutation)} == {15}


def test_what_was_found_and_what_was_not_is_listed(unit: docx.document.Document) -> None:
    """The list names each thing that was looked for; empty where the standard's stays."""
    _, taken = borrow(saved(unit), "本局.docx", standard())
    assert [(each.name, bool(each.found)) for each in taken] == [
        ("页面", True),
        ("行距", True),
        ("正文", True),
        ("标题", True),
        ("日期、讲话人", False),
        ("称呼", False),
        ("一级标题", True),
        ("二级标题", False),
        ("三级标题", False),
        ("四级标题", False),
        ("页码", True),
    ]


def test_formatting_of_most_letters_goes_before_the_style(unit: docx.document.Document) -> None:
    """Where a unit formats by hand, what most of the body's letters have is the body's."""
    run = unit.add_paragraph().add_run("手工设的格式。" * 40)
    run.font.size = Pt(18)
    layout, _ = borrow(saved(unit), "本局.docx", standard())
    assert layout.body.size == 18


def test_measures_beyond_all_limits_are_left_out(unit: docx.document.Document) -> None:
    """A negative margin or letters of 300 pt are not taken, and said to be missing."""
    for margins in unit.element.body.iter(qn("w:pgMar")):
        margins.set(qn("w:left"), "-567")
    _letters(unit, "Normal", "仿宋", 300)
    layout, taken = borrow(saved(unit), "本局.docx", standard())
    assert layout.page == replace(standard().page, number_gap=layout.page.number_gap)
    assert layout.body.size == standard().body.size
    assert next(each for each in taken if each.name == "页面").found == ""


def test_links_that_leave_the_file_are_told_and_not_followed(unit: docx.document.Document) -> None:
    """An external relationship is listed; nothing behind it is opened."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    unit.part.relate_to("file:///nowhere/evil.dotx", kind, is_external=True)
    _, taken = borrow(saved(unit), "本局.docx", standard())
    assert (taken[-1].name, taken[-1].found) == ("外部链接", "1处，没有打开")


def test_our_own_drafts_give_their_layout_back() -> None:
    """The layout taken from a draft of drafter's is the standard it was written in."""
    blocks = [Block("title", (Words("题目" * 12),)), Block("paragraph", (Words("正文。"),))]
    layout, taken = borrow(write(Document(tuple(blocks))), "draft.docx", standard())
    assert all(each.found for each in taken)
    page = replace(standard().page, right=layout.page.right)
    assert replace(layout, name=standard().name, page=page) == standard()


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-30], lambda data: b"PK" + data[2:90], lambda _: b"no zip at all"]
)
def test_a_damaged_file_is_one_error(unit: docx.document.Document, damage: object) -> None:
    """What is no whole .docx is refused with its name."""
    with pytest.raises(InputError, match="本局"):
        borrow(damage(saved(unit)), "本局.docx", standard())  # type: ignore[operator]


def test_a_zip_that_swells_is_refused(unit: docx.document.Document) -> None:
    """A part that unpacks to a hundred times its size is not unpacked."""
    with zipfile.ZipFile(io.BytesIO(saved(unit))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    swollen = pack({**parts, "word/theme/theme1.xml": b" " * 60_000_000})
    with pytest.raises(InputError, match="过大"):
        borrow(swollen, "本局.docx", standard())


NUMBER = st.sampled_from(["", "-1", "0", "1", "240", "99999", "2147483648", "x", "1.5"])


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["sz", "line", "linePitch", "left", "w", "firstLine"]), NUMBER))
def test_whatever_a_file_says_a_draft_can_be_written_in_its_layout(said: dict[str, str]) -> None:
    """Odd numbers in a file never make a layout that nothing can be printed in, and no character is lost."""
    document = Document((Block("title", (Words("甲" * 30),)), Block("paragraph", (Words("正文。"),))))
    parts = unpack(write(document))
    for name in ("word/styles.xml", "word/document.xml"):
        text = parts[name].decode()
        for attribute, number in said.items():
            head, *rest = text.split(f'w:{attribute}="')
            text = f'w:{attribute}="{number}"'.join([head, *(piece.partition('"')[2] for piece in rest)])
        parts[name] = text.encode()
    layout, _ = borrow(pack(parts), "odd.docx", standard())
    assert read_docx(write(document, layout), "draft.docx") == ["甲" * 30, "正文。"]
