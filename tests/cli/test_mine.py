"""`drafter mine`: from a folder of speeches to templates that `drafter new` takes."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter.drafting import draft
from drafter.layers import merge
from drafter.mining.corpus import read_all
from drafter.profiles import read_profile
from drafter.template import open_template
from drafter.template.package import SOURCES
from drafter.word import write
from drafter.word.reader import read_docx

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drafter.document import Document
    from drafter.mining.heads import Head
    from tests.conftest import Outcome

NOWHERE = Path("nowhere")
SHARED = Path(__file__).resolve().parents[3] / "shared" / "speeches"

MOBILISE = """在全市防汛工作动员部署会上的讲话

同志们：
今天，我们召开全市防汛工作动员部署会，主要任务是落实责任。
下面，我讲两点意见。
一、{}
二、{}
"""


def _sample(name: str) -> Document:
    """The draft of a shipped template with its sample answers."""
    template = open_template(name, NOWHERE)
    answers = merge([read_profile(name, NOWHERE)], template.definition.questions, lambda _: ()).values
    return draft(template, answers).document


def _mined(points: Sequence[Head], level: int = 1) -> list[tuple[int, str, str]]:
    found = []
    for head in points:
        found += [(level, head.family, head.text), *_mined(head.points, level + 1)]
    return found


@pytest.mark.parametrize("name", ["accountability-meeting", "group-talk"])
@pytest.mark.parametrize("ending", [".docx", ".txt"])
def test_mining_a_draft_finds_the_skeleton_of_its_template(name: str, ending: str, tmp_path: Path) -> None:
    """A draft read back, from Word with its automatic numbers or as text, has the template's parts and headings."""
    document = _sample(name)
    data = write(document)
    path = tmp_path / f"draft{ending}"
    path.write_bytes(data if ending == ".docx" else "\n".join(read_docx(data, "")).encode("gb18030"))
    [read] = read_all([path], topics=True)
    assert read.skeleton
    roles = [section.role for section in open_template(name, NOWHERE).definition.sections]
    assert [part.role for part in read.skeleton.parts] == roles
    found = [row for part in read.skeleton.parts for row in _mined(part.points)]
    assert found == [(block.level, block.series, block.text) for block in document.headings]


def test_a_mined_template_drafts_the_same_outline_again(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """Mine a draft, draft from that template, mine again: the headings stay what they were."""
    document = _sample("group-talk")
    (workspace / "旧稿.docx").write_bytes(write(document))
    assert drafter("mine", "旧稿.docx", "--name", "talk").code == 0
    assert drafter("new", "talk", "--no-input", "--output", "新稿.docx").code == 0
    [first, second] = read_all([workspace / "旧稿.docx", workspace / "新稿.docx"], topics=False)
    assert first.skeleton
    assert second.skeleton
    rows = [[row for part in one.parts for row in _mined(part.points)] for one in (first.skeleton, second.skeleton)]
    assert rows[0] == rows[1]


def test_a_folder_of_mixed_speeches_gives_a_template_for_each_kind(
    drafter: Callable[..., Outcome], workspace: Path
) -> None:
    """Speeches are told apart by meeting; what can't be read, or is there twice, is named and passed over."""
    folder = workspace / "往年"
    folder.mkdir()
    (folder / "a.txt").write_text(MOBILISE.format("把责任压实", "把队伍练强"), "gb18030")
    (folder / "b.txt").write_text(MOBILISE.format("把责任压紧", "把预案练熟"), "utf-8")
    (folder / "b副本.txt").write_text(MOBILISE.format("把责任压紧", "把预案练熟"), "utf-8-sig")
    (folder / "c.docx").write_bytes(write(_sample("group-talk")))
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 no zip")
    (folder / "图.png").write_bytes(b"\x89PNG")
    done = drafter("mine", "往年")
    assert done.code == 0
    assert "防汛工作动员部署会讲话（2篇）" in done.out
    assert "集体谈心谈话会" in done.out
    assert "坏.docx" in done.err
    assert "相同，只算一篇" in done.err
    assert "图.png" not in done.err
    assert done.err.count("只有一篇") == 1
    assert drafter("new", "防汛工作动员部署会", "--no-input").code == 0
    found = drafter("mine", "--headings", "把责任…")
    assert "把责任压实" in found.out
    assert "把责任压紧" in found.out
    assert "练熟" not in found.out
    assert drafter("mine", "往年", "--headings", "练").out.count("把") >= 2


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="links")
def test_headings_that_templates_only_link_to_are_not_searched(
    drafter: Callable[..., Outcome], workspace: Path
) -> None:
    """A sheet of headings that lies outside of `templates/` is not shown, whether it or its folder is a link."""
    (workspace / "a.txt").write_text(MOBILISE.format("把责任压实", "把队伍练强"), "utf-8")
    assert drafter("mine", "a.txt").code == 0
    (made,) = (workspace / "templates").iterdir()
    assert "把责任压实" in drafter("mine", "--headings", "责任").out
    made.rename(workspace / "别处")
    made.symlink_to(workspace / "别处")
    assert drafter("mine", "--headings", "责任").code == 1
    made.unlink()
    made.mkdir()
    (made / SOURCES).symlink_to(workspace / "别处" / SOURCES)
    assert drafter("mine", "--headings", "责任").code == 1


def test_nothing_is_written_where_no_speech_can_be_read(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """Faults are told all at once, with exit code 1, and no folder is made."""
    (workspace / "空.txt").write_bytes(b"")
    done = drafter("mine", "空.txt", "没有.txt")
    assert done.code == 1
    assert "空.txt" in done.err
    assert "没有.txt" in done.err
    assert not (workspace / "templates").exists()


@pytest.mark.parametrize(
    "arguments", [("mine",), ("mine", "x.txt", "--name", "a/b"), ("mine", "x.txt", "--keep", "most")]
)
def test_wrong_use_is_told(drafter: Callable[..., Outcome], arguments: tuple[str, ...]) -> None:
    """No speech, a name that is no folder's, an unknown --keep: exit code 2."""
    assert drafter(*arguments).code == 2


def test_a_heading_that_nobody_has_is_not_found(drafter: Callable[..., Outcome]) -> None:
    """A search without a hit says so, with exit code 1."""
    done = drafter("mine", "--headings", "没有的词")
    assert done.code == 1
    assert "没有找到" in done.err


if SHARED.is_dir():

    @pytest.mark.parametrize(
        ("speech", "name"),
        [("accountability-meeting-2023.txt", "accountability-meeting"), ("group-talk-2023.txt", "group-talk")],
    )
    def test_the_speeches_beside_the_project_have_the_skeletons_of_the_shipped_templates(
        speech: str, name: str
    ) -> None:
        """Each has its template's roles, points and families; only a bridge or an end may have been added there."""
        [read] = read_all([SHARED / speech], topics=True)
        assert read.skeleton
        sections = [section.role for section in open_template(name, NOWHERE).definition.sections]
        roles = [part.role for part in read.skeleton.parts]
        assert [role for role in sections if role in roles] == roles
        assert set(sections) - set(roles) <= {"过渡", "结尾"}
        found = [row[:2] for part in read.skeleton.parts for row in _mined(part.points)]
        drafted = [(block.level, block.series) for block in _sample(name).headings]
        if name == "accountability-meeting":
            drafted = [(level, "一要") for level, _ in drafted]
            found = [(level, "一要") for level, family in found if family in {"一是", "一要"}]
        assert found == drafted


def test_marks_of_markdown_are_no_words_of_a_speech(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """The # of headings and the rules of tables leave nothing in the template."""
    text = """# 在全县粮食工作会议上的讲话

同志们：
今天开会。

## 一、收好粮
颗粒归仓。

|品种|数量|
|---|---|

## 二、储好粮
严防霉变。
"""
    (workspace / "稿.md").write_text(text, "utf-8")
    assert drafter("mine", "稿.md", "--name", "md").code == 0
    files = [path.read_text("utf-8") for path in (workspace / "templates" / "md").rglob("*.j2")]
    assert not any("##" in text or "---" in text for text in files)
    assert "在{{ meeting }}上的讲话" in (workspace / "templates" / "md" / "template.yaml").read_text("utf-8")


def test_points_nested_without_end_are_read(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """Series inside series, far deeper than any speech has them, end neither in an error nor the whole run."""
    markers = ("一、", "（一）", "1.", "（1）", "①", "一是", "首先，", "——")
    (workspace / "深.txt").write_text("".join(f"{marker}总体要求\n" for marker in markers) * 200, "utf-8")
    (workspace / "好.txt").write_text(MOBILISE.format("把责任压实", "把队伍练强"), "utf-8")
    done = drafter("mine", "深.txt", "好.txt")
    assert "防汛工作动员部署会讲话（1篇）" in done.out
    assert "Traceback" not in done.err


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names there are always Unicode")
def test_a_file_name_that_is_no_utf8_is_no_hindrance(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """A speech whose name is in another encoding is mined, and its name written down as far as it can be."""
    name = os.fsdecode(b"\xff\xfe.txt")
    (workspace / name).write_text(MOBILISE.format("把责任压实", "把队伍练强"), "utf-8")
    assert drafter("mine", str(workspace), "--name", "名").code == 0
    assert "�" in (workspace / "templates" / "名" / "sources.tsv").read_text("utf-8-sig")


def test_headings_that_are_not_listed_are_told(
    drafter: Callable[..., Outcome], workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a template lists the headings of the latest speeches only, their number and another way are told."""
    folder = workspace / "往年"
    folder.mkdir()
    for number, heading in enumerate(("把责任压实", "把堤防筑牢")):
        (folder / f"{number}.txt").write_text(MOBILISE.format(heading, "把队伍练强"), "utf-8")
    told = "标题的出处只记最近1篇；要查全部，用 drafter mine 讲话稿 --headings 关键词"
    assert told not in drafter("mine", "往年", "--name", "全").out
    monkeypatch.setattr("drafter.mining.search.MOST_KEPT", 1)
    assert told in drafter("mine", "往年", "--name", "近").out.splitlines()


def test_a_kind_that_cannot_be_made_stops_no_other(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """Where one template can't be made the others are, the fault is told, and the exit code is 1."""
    folder = workspace / "往年"
    folder.mkdir()
    many = "，".join(f"完成{number}件" for number in range(3000))
    (folder / "数.txt").write_text(
        f"在全县统计大会上的讲话\n同志们：\n今天开会。\n一、数\n{many}。\n二、果\n照办。\n", "utf-8"
    )
    (folder / "汛.txt").write_text(MOBILISE.format("把责任压实", "把队伍练强"), "utf-8")
    done = drafter("mine", "往年", "--keep", "all")
    assert done.code == 1
    assert "数.txt: 做不成模板" in done.err
    assert [path.name for path in (workspace / "templates").iterdir()] == ["防汛工作动员部署会"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="links")
def test_a_link_out_of_a_folder_is_told_and_not_mined(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """Of what a folder links to elsewhere nothing comes into a template, with other speeches beside it or alone."""
    (workspace / "往年").mkdir()
    (workspace / "别处.txt").write_text(MOBILISE.format("外面的话", "别处的话"), "utf-8")
    (workspace / "往年" / "b.txt").symlink_to(workspace / "别处.txt")
    told = f"{Path('往年', 'b.txt')}: 这是指向文件夹外面的链接"
    alone = drafter("mine", "往年")
    assert (alone.code, alone.err.splitlines()[0].startswith(told), "没有讲话稿" in alone.err) == (1, True, True)
    (workspace / "往年" / "a.txt").write_text(MOBILISE.format("压实责任", "备足物资"), "utf-8")
    outcome = drafter("mine", "往年", "--keep", "all")
    assert (outcome.code, f"跳过：{told}" in outcome.err) == (0, True)
    kept = [path for path in (workspace / "templates").rglob("*") if path.is_file()]
    assert not any("外面的话" in path.read_text("utf-8") for path in kept)
    assert any("压实责任" in path.read_text("utf-8") for path in kept)
