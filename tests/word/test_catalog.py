"""Layouts as files: found, put on top of one another, and every fault in them told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.document import Block, Document, Words
from drafter.errors import InputError, UsageError
from drafter.word import pages, write
from drafter.word.catalog import layout_names, open_layout, standard
from drafter.word.deviations import deviations
from drafter.word.reader import read_docx

NOWHERE = Path("nowhere")


def own(folder: Path, name: str, text: str) -> Path:
    """A layout of the workspace's own."""
    path = folder / "layouts" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str) -> list[str]:
    """The faults told of a layout, without the path of its file."""
    path = own(folder, "bad", text)
    with pytest.raises(InputError) as caught:
        open_layout("bad", folder)
    return [str(problem).removeprefix(f"{path}:") for problem in caught.value.problems]


def test_the_shipped_layouts_are_the_standard_and_a_reading_copy() -> None:
    """gbt9704 is the standard itself; lectern has letters of 18 pt on lines of 30 pt that fill the width."""
    assert list(layout_names(NOWHERE)) == ["gbt9704", "lectern"]
    assert open_layout("gbt9704", NOWHERE) == standard()
    lectern = open_layout("lectern", NOWHERE)
    assert (lectern.body.size, lectern.grid.pitch, lectern.grid.lines) == (18, 30, 21)
    assert lectern.characters(lectern.body) == lectern.grid.characters == 24
    assert {style.size for style in (lectern.byline, lectern.salutation, *lectern.headings)} == {18}


def test_a_layout_says_only_in_what_it_differs(tmp_path: Path) -> None:
    """What a layout of one's own doesn't say is the standard's; the differences can be listed."""
    own(tmp_path, "bureau", "title: {font: 黑体, size: 20}\nheading2: {bold: yes}\nnumbers: typed\n")
    assert deviations(open_layout("bureau", tmp_path), standard()) == [
        "标题字体：标准“方正小标宋简体”，这里“黑体”",
        "标题字号（磅）：标准22，这里20",
        "二级标题加粗：标准“否”，这里“是”",
        "编号：标准“按序号种类”，这里“都打在稿上”",
    ]
    assert deviations(standard(), standard()) == []


def test_layouts_extend_one_another(tmp_path: Path) -> None:
    """A layout may stand on one's own other one, and on the shipped one of its own name."""
    own(tmp_path, "gbt9704", "extends: gbt9704\nheading2: {bold: yes}\n")
    own(tmp_path, "bureau", "extends: lectern\nheading2: {place: run-in}\n")
    assert open_layout("gbt9704", tmp_path).headings[1].bold
    bureau = open_layout("bureau", tmp_path)
    assert bureau.run_in == {2, 3, 4}
    assert bureau.body.size == 18


def test_a_grid_is_filled_by_the_letters_of_the_body(tmp_path: Path) -> None:
    """Lines and characters of the grid fill whatever page there is; letters of other sizes keep their width."""
    own(tmp_path, "wide", "page: {left: 20, right: 20, top: 30, bottom: 30}\ngrid: {lines: 24, characters: 30}\n")
    wide = open_layout("wide", tmp_path)
    assert wide.characters(wide.body) == 30
    assert wide.grid.pitch * 24 <= wide.page.text_height < wide.grid.pitch * 24 + 24 / 20
    assert (wide.title.spacing, wide.number.spacing) == (0, 0)


def test_every_fault_is_told_with_its_place(tmp_path: Path) -> None:
    """Unknown names, words and numbers out of range are all told at once, each with line and column."""
    text = """\
page: {left: -3, right: x}
titel: {size: 20}
body: {size: 30, colour: red}
grid: {lines: 22, pitch: 30}
heading1: {align: middle, place: besides}
number: {form: 第页}
numbers: yes
salutation: 顶格
"""
    assert faults(tmp_path, text) == [
        "2:1: 没有“titel”这一项（相近的有：title、substitutes）",
        "1:14: left 应在 0 到 100 之间，这里是 -3",
        "1:25: right“x”应是数",
        "3:18: 没有“colour”这一项",
        "4:7: grid 里 lines（每页行数）和 pitch（行距）要写一个，只写一个",
        "8:13: salutation 应写成“salutation: {font: …}”的形式",
        "3:14: body 的字号 30 比行距 28.95 还大（改字号，或改 grid）",
        "5:19: align 应是 left 或 center 或 right 或 justify",
        "5:34: place 应是 line 或 run-in",
        "7:10: numbers 应是 family 或 auto 或 typed",
        "6:16: form 里要有一个 1，那里是页码，如“— 1 —”",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("page: {left: 90, right: 90}\n", "1:7: 页边距太大，放不下正文"),
        ("grid: {lines: 22, characters: 40}\n", "1:31: 每行 40 个 16 磅的字，排得太挤或太疏（改 grid 的 characters）"),
        ("extends: gbt9740\n", "1:10: 没有“gbt9740”这个版式（相近的有：gbt9704）"),
        ("extends: bad\n", "1:10: “bad”这个版式又以自己为底"),
        ("title: {left: 2}\n", "1:9: 没有“left”这一项（相近的有：font）"),
        ("body: {font: '<b>'}\n", "1:14: font“<b>”不是字体名"),
        ("substitutes: [仿宋]\n", "1:14: substitutes 应写成“字体: [代用字体, …]”的形式"),
    ],
)
def test_what_can_not_be_printed_is_refused(tmp_path: Path, text: str, told: str) -> None:
    """Margins that leave no room, lines that don't fit, a layout that stands on itself."""
    assert faults(tmp_path, text) == [told]


def test_an_unknown_layout_is_wrong_use(tmp_path: Path) -> None:
    """A name that is no layout is told with the nearest; a file that isn't there with its path."""
    with pytest.raises(UsageError, match="lectern"):
        open_layout("lecturn", NOWHERE)
    with pytest.raises(InputError, match="没有这个文件"):
        open_layout(str(tmp_path / "none.yaml"), NOWHERE)


def test_date_and_speaker_stand_where_the_layout_has_them(tmp_path: Path) -> None:
    """At the end they follow the text in their order, and nothing else moves."""
    kinds = (
        ("title", "题目"),
        ("date", "（2031年2月3日）"),
        ("speaker", "某某"),
        ("salutation", "同志们："),
        ("paragraph", "正文。"),
    )
    document = Document(tuple(Block(kind, (Words(text),)) for kind, text in kinds))  # type: ignore[arg-type]
    own(tmp_path, "end", "byline: {place: end, align: right, right: 2}\n")
    lines = read_docx(write(document, open_layout("end", tmp_path)), "draft.docx")
    assert lines == ["题目", "同志们：", "正文。", "（2031年2月3日）", "某某"]
    assert read_docx(write(document), "draft.docx") == [text for _, text in kinds]


def test_pages_are_estimated_on_the_layouts_own_grid() -> None:
    """A reading copy takes more pages."""
    document = Document((Block("paragraph", (Words("甲" * 28 * 22 * 8),)),))
    assert pages(document) == 9
    assert pages(document, open_layout("lectern", NOWHERE)) > 9
