"""A .docx read as lines: all that stands on the page, in order, with its numbers, and nothing besides."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.document import Block, Document, Field, Gap, Words
from drafter.drafting import draft
from drafter.errors import InputError
from drafter.layers import merge
from drafter.numerals import FAMILIES, markers
from drafter.profiles import read_profile
from drafter.template import open_template
from drafter.word import write
from drafter.word.package import pack, unpack
from drafter.word.reader import read_docx

if TYPE_CHECKING:
    from drafter.document import Inline, Kind

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Cs"], exclude_characters="\ufffe\uffff")
TEXTS = st.lists(LETTERS | st.sampled_from("一、（）1.，。 \t\n"), max_size=20).map("".join)
KINDS: list[Kind] = ["title", "date", "speaker", "salutation", "paragraph", "paragraph", "guidance"]


def _file(body: str) -> bytes:
    """A .docx with this body."""
    names = f'xmlns:w="{WORD}" xmlns:m="{MATH}" xmlns:mc="{COMPATIBILITY}"'
    document = f"<w:document {names}><w:body>{body}</w:body></w:document>"
    return pack({"word/document.xml": document.encode()})


def _lines(body: str) -> list[str]:
    return read_docx(_file(body), "speech.docx")


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _paragraph(content: str) -> str:
    return f"<w:p>{content}</w:p>"


def _box(*texts: str) -> str:
    return f"<w:txbxContent>{''.join(_paragraph(_run(text)) for text in texts)}</w:txbxContent>"


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _field(code: str, shown: str) -> str:
    return f"{_mark('begin')}{code}{_mark('separate')}{shown}{_mark('end')}"


def _row(*cells: str, change: str = "") -> str:
    texts = "".join(f"<w:tc>{_paragraph(_run(cell))}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{change}</w:trPr>{texts}</w:tr>"


CODE = '<w:r><w:instrText xml:space="preserve"> REF 丁 </w:instrText></w:r>'
ENDS_STRUCK_OUT = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"


def _inlines(text: str) -> list[Inline]:
    return [Words(text), Field("key", text), Gap("open", text)]


@st.composite
def _documents(draw: st.DrawFn) -> Document:
    """Drafts of every kind of block, with headings of any level in any order."""
    blocks: list[Block] = []
    for _ in range(draw(st.integers(0, 12))):
        texts = draw(st.lists(TEXTS, min_size=1, max_size=3))
        inlines = tuple(draw(st.sampled_from(_inlines(text))) for text in texts)
        if draw(st.booleans()):
            level = draw(st.integers(1, 4))
            blocks.append(Block("heading", inlines, level, draw(st.sampled_from(["", *FAMILIES]))))
        else:
            blocks.append(Block(draw(st.sampled_from(KINDS)), inlines))
    return Document(tuple(blocks))


def _marked(document: Document) -> list[str]:
    """The text of each spoken block, with its marker."""
    marks = iter(markers([(heading.level, heading.series) for heading in document.headings]))
    return [(next(marks) if block.kind == "heading" else "") + block.text for block in document.spoken]


@settings(deadline=None, max_examples=150)
@given(_documents())
def test_a_draft_is_read_back_whole(document: Document) -> None:
    """Whatever a draft holds, its blocks are read in order with their markers, a line each or run in after a stop."""
    blocks = [re.escape(text) for text in _marked(document)]
    assert re.fullmatch("[\n。]?".join(blocks), "\n".join(read_docx(write(document), "draft.docx")))


@pytest.mark.parametrize("name", ["accountability-meeting", "group-talk"])
def test_a_shipped_draft_is_read_with_its_numbers(name: str) -> None:
    """Each block of a shipped draft is one line with its number, headings below the second level run in."""
    template = open_template(name, Path("nowhere"))
    merged = merge([read_profile(name, Path("nowhere"))], template.definition.questions, lambda _: ())
    document = draft(template, merged.values).document
    lines, lead = [], ""
    for text, block in zip(_marked(document), document.spoken, strict=True):
        if block.level > 2:
            lead = f"{text}。"
        else:
            lines.append(lead + text)
            lead = ""
    assert read_docx(write(document), "draft.docx") == lines


def test_a_run_in_heading_is_read_on_the_line_of_its_text(speech: Document) -> None:
    """A heading that opens its paragraph is read with its number, its stop and the text after it."""
    lines = read_docx(write(speech), "draft.docx")
    assert [line[:7] for line in lines if "申酉。" in line or "戌亥！" in line] == ["1.申酉。甲乙", "2.戌亥！甲乙"]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param(f"{_paragraph(_run('甲'))}{_paragraph('')}{_paragraph(_run('乙'))}", ["甲", "", "乙"], id="blank"),
        pytest.param(_paragraph(_run(" 甲　乙 ")), [" 甲　乙 "], id="spaces"),
        pytest.param(_paragraph(_run("**甲×× <w:t> &amp; # 乙")), ["**甲×× <w:t> &amp; # 乙"], id="no markup"),
        pytest.param(_paragraph("<w:r><w:t>甲<!-- 丁 -->乙<?丁?><![CDATA[丙]]></w:t></w:r>"), ["甲乙丙"], id="comment"),
        pytest.param(_paragraph("<w:r><w:t>甲\n乙</w:t></w:r>"), ["甲 乙"], id="line feed of the file"),
        pytest.param(_paragraph("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/></w:r>"), ["甲", "乙", ""], id="break"),
        pytest.param(
            _paragraph('<w:r><w:br w:type="page"/><w:t>甲</w:t><w:br w:type="column"/><w:t>乙</w:t></w:r>'),
            ["甲", "乙"],
            id="page break",
        ),
        pytest.param(
            _paragraph(
                '<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:tab/><w:t>甲</w:t><w:ptab/></w:r>'
            ),
            ["\t甲\t"],
            id="tab",
        ),
        pytest.param(
            _paragraph("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t><w:softHyphen/></w:r>"),
            ["1\u20112\u00ad"],
            id="hyphens",
        ),
        pytest.param(
            _paragraph('<w:r><w:sym w:font="宋体" w:char="7532"/><w:sym w:char="D800"/><w:sym w:char="x"/></w:r>'),
            ["甲\ufffd\ufffd"],
            id="symbols",
        ),
        pytest.param(
            _paragraph(f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>甲</w:t></w:r>{_run('乙')}"), ["甲乙"], id="hidden"
        ),
        pytest.param(
            _paragraph(f"{_run('甲')}<m:oMath><m:r><m:t>乙</m:t></m:r></m:oMath>{_run('丙')}"), ["甲乙丙"], id="formula"
        ),
        pytest.param(
            _paragraph(
                "<w:r><w:ruby><w:rt><w:r><w:t>jiǎ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>甲</w:t></w:r></w:rubyBase>"
                "</w:ruby></w:r>"
            ),
            ["甲"],
            id="reading aid",
        ),
        pytest.param(
            _paragraph(f'{_run("甲")}<w:r><w:footnoteReference w:id="1"/><w:commentReference w:id="1"/></w:r>'),
            ["甲"],
            id="notes",
        ),
        pytest.param(_run("甲"), ["甲"], id="no paragraph"),
        pytest.param("", [], id="empty"),
    ],
)
def test_letters_are_read_as_they_stand(body: str, lines: list[str]) -> None:
    """Letters, spaces, tabs, breaks and symbols are read as they are; what is set above or below the line is not."""
    assert _lines(body) == lines


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param(f"<w:ins>{_run('乙')}</w:ins>", "甲乙丙", id="inserted"),
        pytest.param(f"<w:moveTo>{_run('乙')}</w:moveTo>", "甲乙丙", id="moved here"),
        pytest.param("<w:del><w:r><w:delText>丁</w:delText></w:r></w:del>", "甲丙", id="struck out"),
        pytest.param(f"<w:ins><w:del>{_run('丁')}</w:del>{_run('乙')}</w:ins>", "甲乙丙", id="struck out again"),
        pytest.param(f"<w:moveFrom>{_run('丁')}</w:moveFrom>", "甲丙", id="moved away"),
        pytest.param(f"<w:hyperlink>{_run('乙')}</w:hyperlink>", "甲乙丙", id="link"),
        pytest.param(f"<w:smartTag>{_run('乙')}</w:smartTag>", "甲乙丙", id="smart tag"),
        pytest.param(f"<w:sdt><w:sdtPr/><w:sdtContent>{_run('乙')}</w:sdtContent></w:sdt>", "甲乙丙", id="control"),
        pytest.param(f'<w:fldSimple w:instr="REF 丁">{_run("乙")}</w:fldSimple>', "甲乙丙", id="simple field"),
        pytest.param(_field(CODE, _run("乙")), "甲乙丙", id="field"),
        pytest.param(_field(CODE + _field(CODE, _run("丁")), _run("乙")), "甲乙丙", id="field in a field's code"),
        pytest.param(_field(CODE, _field(CODE, _run("乙"))), "甲乙丙", id="field in a field's result"),
        pytest.param(f"{_mark('begin')}{CODE}{_mark('end')}{_run('乙')}", "甲乙丙", id="field that shows nothing"),
        pytest.param(f"{_mark('begin')}{_run('乙')}", "甲乙丙", id="field without an end"),
        pytest.param(f"{_mark('end')}{_mark('separate')}{_run('乙')}", "甲乙丙", id="end without a field"),
        pytest.param(
            f"{_mark('begin')}{_run('乙')}<w:del>{_mark('end')}</w:del>", "甲乙丙", id="field with its end struck out"
        ),
    ],
)
def test_tracked_changes_are_accepted_and_fields_show_their_results(content: str, line: str) -> None:
    """Insertions count, deletions don't; links and controls are their text, fields what they show, half a field too."""
    assert _lines(_paragraph(f"{_run('甲')}{content}{_run('丙')}")) == [line]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param(f"{_paragraph(ENDS_STRUCK_OUT + _run('甲'))}{_paragraph(_run('乙'))}", ["甲乙"], id="joined"),
        pytest.param(
            f"{_paragraph(ENDS_STRUCK_OUT + _run('甲'))}<w:bookmarkEnd/>{_paragraph(ENDS_STRUCK_OUT)}{_paragraph('')}",
            ["甲"],
            id="joined twice",
        ),
        pytest.param(
            f"{_paragraph(ENDS_STRUCK_OUT + _run('甲'))}<w:tbl>{_row('乙')}</w:tbl>",
            ["甲", "乙"],
            id="before a table",
        ),
        pytest.param(_paragraph(ENDS_STRUCK_OUT + _run("甲")), ["甲"], id="at the end"),
    ],
)
def test_a_paragraph_whose_end_is_struck_out_joins_the_next(body: str, lines: list[str]) -> None:
    """Where a tracked change takes out the end of a paragraph, the next one goes on in its line, if there is one."""
    assert _lines(body) == lines


def test_tables_are_read_row_by_row() -> None:
    """Each paragraph of a cell is a line, rows from the top, cells from the left; rows and cells struck out are not."""
    struck = f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{_paragraph(_run('丁'))}</w:tc>"
    inner = f"<w:tr><w:tc><w:tbl>{_row('戊')}</w:tbl>{_paragraph(_run('己'))}</w:tc>{struck}</w:tr>"
    table = f"<w:tbl>{_row('甲', '乙')}{_row('丁', change='<w:del/>')}{_row('丙', change='<w:ins/>')}{inner}</w:tbl>"
    assert _lines(table + _paragraph(_run("庚"))) == ["甲", "乙", "丙", "戊", "己", "庚"]


def test_block_controls_are_read_in_place() -> None:
    """Content controls around paragraphs and rows, one in another, are their content."""
    row = f"<w:sdt><w:sdtContent>{_row('乙')}</w:sdtContent></w:sdt>"
    body = f"<w:sdt><w:sdtContent>{_paragraph(_run('甲'))}<w:tbl>{row}</w:tbl></w:sdtContent></w:sdt>"
    assert _lines(body + _paragraph(_run("丙"))) == ["甲", "乙", "丙"]


def test_a_text_box_is_read_after_its_paragraph_and_once() -> None:
    """The lines of a text box follow the paragraph it hangs on, of its two forms one; a form without text gives way."""
    new, old = f"<mc:Choice>{_box('乙', '丙')}</mc:Choice>", f"<mc:Fallback>{_box('乙', '丙')}</mc:Fallback>"
    both = f"<w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r>"
    assert _lines(_paragraph(_run("甲") + both + _run("甲"))) == ["甲甲", "乙", "丙"]
    only_old = f"<w:r><mc:AlternateContent><mc:Choice/>{old}</mc:AlternateContent></w:r>"
    assert _lines(_paragraph(only_old + _run("甲")) + _paragraph(_run("丁"))) == ["甲", "乙", "丙", "丁"]


WRAPPINGS = (
    "<w:hyperlink>{}</w:hyperlink>",
    "<w:ins>{}</w:ins>",
    "<w:smartTag>{}</w:smartTag>",
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "<w:fldSimple>{}</w:fldSimple>",
    "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
    "{}",
)
AROUND = (
    "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "<w:customXml>{}</w:customXml>",
    "{}",
)
INLINE = st.lists(st.text(LETTERS, max_size=4).map(lambda text: (_run(text), text)), max_size=3)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(INLINE, st.sampled_from(WRAPPINGS), st.sampled_from(WRAPPINGS), st.sampled_from(AROUND))))
def test_no_letter_is_lost_or_moved(drawn: list[tuple[list[tuple[str, str]], str, str, str]]) -> None:
    """However runs and paragraphs are wrapped, each paragraph is one line of all its letters, in order."""
    body, lines = "", []
    for runs, inner, outer, around in drawn:
        content = "".join(run for run, _ in runs)
        inside = inner.replace("{}", content)
        body += around.replace("{}", _paragraph(outer.replace("{}", inside)))
        lines.append("".join(text for _, text in runs))
    assert _lines(body) == lines


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text(LETTERS, min_size=1, max_size=20), max_size=8))
def test_what_python_docx_writes_is_read(texts: list[str]) -> None:
    """A document of another maker, with its styles and parts, gives its paragraphs."""
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    assert read_docx(stream.getvalue(), "other.docx") == texts


def test_numbers_of_built_in_styles_are_read() -> None:
    """A style of Word's own that counts gives its number and the tab after it, though no paragraph says so."""
    document = docx.Document()
    for style in ("List Number", "List Number", "Normal", "List Bullet"):
        document.add_paragraph("甲", style=style)
    stream = io.BytesIO()
    document.save(stream)
    assert read_docx(stream.getvalue(), "other.docx") == ["1.\t甲", "2.\t甲", "甲", "•\t甲"]


def test_the_strict_form_of_the_standard_is_read(speech: Document) -> None:
    """A file with the names of the strict form gives the same lines as the common one."""
    data = write(speech)
    strict = {name: part.replace(WORD.encode(), STRICT.encode()) for name, part in unpack(data).items()}
    assert read_docx(pack(strict), "strict.docx") == read_docx(data, "common.docx")


def _relationships(*targets: tuple[str, str, str]) -> str:
    each = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
        for number, (kind, target, mode) in enumerate(targets)
    )
    return f'<Relationships xmlns="{PACKAGE}">{each}</Relationships>'


@pytest.mark.parametrize(
    ("name", "target", "mode"),
    [
        ("word/document2.xml", "/word/document2.xml", "Internal"),
        ("word/document2.xml", "word/./document2.xml", "Internal"),
        ("Word/Document.XML", "word/document.xml", "Internal"),
        ("word\\document.xml", "word/document.xml", "Internal"),
        ("word/document.xml", "word/gone.xml", "Internal"),
        ("word/document.xml", "word/elsewhere.xml", "External"),
    ],
)
def test_the_body_is_found_where_the_file_says(name: str, target: str, mode: str) -> None:
    """The body may have another name; one that lies elsewhere or is gone is looked for in the usual place."""
    parts = {
        part.replace("word/document.xml", name): data for part, data in unpack(_file(_paragraph(_run("甲")))).items()
    }
    parts["word/elsewhere.xml"] = unpack(_file(_paragraph(_run("丁"))))["word/document.xml"]
    parts["_rels/.rels"] = _relationships(("officeDocument", target, mode)).encode()
    assert read_docx(pack(parts), "speech.docx") == ["甲"]


@pytest.mark.parametrize(
    ("body", "fault"),
    [('<w:altChunk w:id="r1"/>', "嵌着另一个文件"), (_paragraph('<w:subDoc w:id="r1"/>'), "嵌着另一个文件")],
)
def test_text_kept_in_another_file_is_not_passed_over(body: str, fault: str) -> None:
    """A body that takes in another file, which only Word can read, is refused with what to do."""
    with pytest.raises(InputError, match=fault) as caught:
        _lines(_paragraph(_run("甲")) + body)
    assert "另存为 .docx" in str(caught.value)


def test_what_is_struck_out_may_hold_anything() -> None:
    """A file taken in by text that was struck out is no fault."""
    assert _lines(_paragraph(f'<w:del><w:subDoc w:id="r1"/></w:del>{_run("甲")}')) == ["甲"]
