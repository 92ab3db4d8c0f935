"""The page number of somebody's Word file: found in the footers, and left where it is more than a number."""

from __future__ import annotations

import pytest

from drafter.document import Block, Document, Words
from drafter.word import write
from drafter.word.borrowed import borrow
from drafter.word.catalog import standard
from drafter.word.package import pack, unpack

DRAFT = Document((Block("paragraph", (Words("正文。"),)),))
NUMBER = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE \\* MERGEFORMAT </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
OF = NUMBER.replace("PAGE", "NUMPAGES")
RIGHT, LEFT, CENTER = (f'<w:pPr><w:jc w:val="{side}"/></w:pPr>' for side in ("right", "left", "center"))
FRAME = '<w:pPr><w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="outside" w:y="1"/></w:pPr>'
SIMPLE = '<w:fldSimple w:instr="PAGE"><w:r><w:t>9</w:t></w:r></w:fldSimple>'


def footer(content: str) -> bytes:
    """A footer of one paragraph."""
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:ftr xmlns:w="{name}"><w:p>{content}</w:p></w:ftr>'.encode()


def text(letters: str) -> str:
    """A run."""
    return f'<w:r><w:t xml:space="preserve">{letters}</w:t></w:r>'


@pytest.mark.parametrize(
    ("odd", "even", "form", "side", "mirrored"),
    [
        (CENTER + text("第") + NUMBER + text("页"), CENTER + NUMBER, "第{}页", "center", False),
        (RIGHT + text("— ") + NUMBER + text(" —"), LEFT + NUMBER, "— {} —", "right", True),
        (RIGHT + SIMPLE, RIGHT + SIMPLE, "{}", "right", False),
        (FRAME + NUMBER, FRAME + NUMBER, "{}", "right", True),
    ],
)
def test_form_side_and_mirror_are_taken(odd: str, even: str, form: str, side: str, mirrored: bool) -> None:  # noqa: FBT001
    """The letters around the number, its side, and whether even pages have it on the other."""
    parts = {**unpack(write(DRAFT)), "word/footer1.xml": footer(odd), "word/footer2.xml": footer(even)}
    layout, _ = borrow(pack(parts), "a.docx", standard())
    assert (layout.number_form, layout.number.alignment, layout.mirrored) == (form, side, mirrored)


@pytest.mark.parametrize(
    "odd", ["", text("某某局"), text("第") + NUMBER + text("页共") + OF + text("页"), NUMBER + NUMBER]
)
def test_a_footer_with_no_number_or_with_more_is_left(odd: str) -> None:
    """Where there is no number of the page alone, the standard's stays, and the list says so."""
    parts = {**unpack(write(DRAFT)), "word/footer1.xml": footer(odd)}
    layout, taken = borrow(pack(parts), "a.docx", standard())
    assert (layout.number, layout.number_form) == (standard().number, "— {} —")
    assert next(each for each in taken if each.name == "页码").found == ""
