"""`drafter update`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.word.package import pack, unpack
from drafter.word.reader import read_docx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome


@pytest.fixture
def draft(drafter: Callable[..., Outcome], workspace: Path) -> Path:
    """A draft of the sample profile."""
    drafter("new", "--profile", "group-talk", "--no-input")
    (path,) = (workspace / "output").glob("*（第1稿）.docx")
    return path


def test_an_answer_is_changed_in_a_new_file_beside_the_old(drafter: Callable[..., Outcome], draft: Path) -> None:
    """All places of the answer and of what derives from it change; the old draft stays, the next 第N稿 is written."""
    before = draft.read_bytes()
    outcome = drafter("update", str(draft), "--set", "unit=某某县公安局")
    assert (outcome.code, outcome.err) == (0, "")
    assert draft.read_bytes() == before
    text = "\n".join(read_docx(draft.with_name(draft.name.replace("第1稿", "第2稿")).read_bytes(), "a"))
    assert "在某某县公安局领导干部" in text
    assert "县局党委" in text
    assert "某市" not in text


def test_a_dry_run_says_what_it_would_do_and_writes_nothing(drafter: Callable[..., Outcome], draft: Path) -> None:
    """With --dry-run the same places are listed and no file is written; nor is one where nothing would change."""
    files = sorted(draft.parent.iterdir())
    said = drafter("update", str(draft), "--set", "speaker=某某", "--dry-run")
    assert "→ 某某" in said.out
    assert drafter("update", str(draft)).out == "没有要改的地方。\n"
    assert sorted(draft.parent.iterdir()) == files
    assert drafter("update", str(draft), "--set", "speaker=某某", "-o", "a.docx").out.startswith(said.out)


def test_answers_that_are_wrong_are_faults_of_the_command(drafter: Callable[..., Outcome], draft: Path) -> None:
    """An unknown question and a wrong value are said with the nearest right ones, and nothing is written."""
    files = sorted(draft.parent.iterdir())
    outcome = drafter("update", str(draft), "--set", "unti=某局", "--set", "date=明天")
    assert outcome.code == 1
    assert "相近的有：unit" in outcome.err
    assert "明天" in outcome.err
    assert sorted(draft.parent.iterdir()) == files


def _without_store(draft: Path) -> None:
    parts = {name: part for name, part in unpack(draft.read_bytes()).items() if not name.startswith("customXml")}
    links = parts["word/_rels/document.xml.rels"]
    start = links.index(b'<Relationship Id="rIdStore"')
    parts["word/_rels/document.xml.rels"] = links[:start] + links[links.index(b"/>", start) + 2 :]
    draft.write_bytes(pack(parts))


def test_a_draft_that_lost_its_answers_says_so(drafter: Callable[..., Outcome], draft: Path) -> None:
    """Without the store the message names the options that help; with them the draft is updated and carries it anew."""
    _without_store(draft)
    lost = drafter("update", str(draft), "--set", "unit=某某县公安局")
    assert lost.code == 1
    assert "--template 模板 --profile 档案" in lost.err
    wrong = drafter("update", str(draft), "--template", "accountability-meeting", "--set", "unit=某某县公安局")
    assert (wrong.code, "对不上" in wrong.err) == (1, True)
    assert (
        drafter("update", str(draft), "--profile", "group-talk", "--set", "unit=某某县公安局", "-o", "a.docx").code == 0
    )
    assert drafter("update", "a.docx", "--set", "unit=某市公安局", "-o", "b.docx").code == 0
    assert read_docx((draft.parent.parent / "b.docx").read_bytes(), "b") == read_docx(draft.read_bytes(), "a")


def test_a_lost_draft_in_another_layout_needs_its_name(
    drafter: Callable[..., Outcome], draft: Path, workspace: Path
) -> None:
    """Numbers that a layout types have marks too: --layout says which one it was; alone it is a fault."""
    (workspace / "layouts").mkdir()
    (workspace / "layouts" / "bureau.yaml").write_text("numbers: typed\n", encoding="utf-8")
    drafter("new", "--profile", "accountability-meeting", "--no-input", "--layout", "bureau", "--output", "typed.docx")
    _without_store(workspace / "typed.docx")
    given = (
        "update",
        "typed.docx",
        "--profile",
        "accountability-meeting",
        "--set",
        "unit=某某县公安局",
        "-o",
        "b.docx",
    )
    assert "对不上" in drafter(*given).err
    assert drafter(*given, "--layout", "bureau").code == 0
    assert "某某县公安局" in "".join(read_docx((workspace / "b.docx").read_bytes(), "b"))
    assert drafter("update", str(draft), "--layout", "bureau").code == 2


def test_an_answer_that_no_text_shows_is_carried(drafter: Callable[..., Outcome], draft: Path) -> None:
    """Where only what the draft carries is new, that is said, and not that nothing is."""
    title = read_docx(draft.read_bytes(), "a")[0]
    said = drafter("update", str(draft), "--set", f"title={title}").out.splitlines()
    assert said[0] == "稿里的文字不用改，只改稿里存着的答案。"
    assert said[1].startswith("新稿：")


@pytest.mark.parametrize("numbers", ["family", "auto", "typed"])
def test_another_family_of_numbers_takes_the_place_of_the_old(
    drafter: Callable[..., Outcome], workspace: Path, numbers: str
) -> None:
    """Headings change from signs to words and back, whoever counted them; where Word can't, nothing is written."""
    (workspace / "layouts").mkdir()
    (workspace / "layouts" / "bureau.yaml").write_text(f"numbers: {numbers}\n", encoding="utf-8")
    new = ("new", "--profile", "accountability-meeting", "--no-input", "--layout", "bureau", "--output")
    drafter(*new, "a.docx")
    drafter(*new, "wanted.docx", "--set", "numbering=一要")
    there = drafter("update", "a.docx", "--set", "numbering=一要", "-o", "b.docx")
    back = drafter("update", "b.docx", "--set", "numbering=一、（一）", "-o", "c.docx")
    lines = [read_docx((workspace / f"{name}.docx").read_bytes(), "a") for name in ("a", "wanted", "b", "c")]
    assert (there.code, back.code) == (0, 0)
    assert (lines[2], lines[3]) == (lines[1], lines[0])


def test_a_final_copy_cannot_be_updated(drafter: Callable[..., Outcome], draft: Path) -> None:
    """What `drafter finish` wrote carries nothing, and the message says that."""
    drafter("finish", str(draft), "--allow-gaps", "-o", "a.docx")
    outcome = drafter("update", "a.docx", "--set", "unit=某局")
    assert outcome.code == 1
    assert "定稿" in outcome.err


def test_another_version_of_the_template_is_told(drafter: Callable[..., Outcome], draft: Path, workspace: Path) -> None:
    """Where the template was changed since, that is said, and what is alike is still updated."""
    drafter("template", "copy", "group-talk")
    definition = workspace / "templates" / "group-talk" / "template.yaml"
    definition.write_text(definition.read_text(encoding="utf-8").replace("version: 1", "version: 2"), encoding="utf-8")
    opening = workspace / "templates" / "group-talk" / "opening.j2"
    opening.write_text("{{ unit }}开会。\n" + opening.read_text(encoding="utf-8"), encoding="utf-8")
    outcome = drafter("update", str(draft), "--set", "unit=某某县公安局")
    assert outcome.code == 0
    assert "模板已是第 2 版" in outcome.err
    text = "\n".join(read_docx(draft.with_name(draft.name.replace("第1稿", "第2稿")).read_bytes(), "a"))
    assert "在某某县公安局领导干部" in text


def test_answers_that_the_template_asks_no_more_are_told(
    drafter: Callable[..., Outcome], draft: Path, workspace: Path
) -> None:
    """Where a question was taken out of the template since, the new draft can't carry its answer, and that is said."""
    drafter("template", "copy", "group-talk")
    for path in (each for each in (workspace / "templates").rglob("*") if each.is_file()):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("key: weak_spots", "key: faults").replace("weak_spots", "faults"), encoding="utf-8"
        )
    outcome = drafter("update", str(draft), "--set", "unit=某某县公安局")
    assert outcome.code == 0
    assert "新稿不再存它们的答案，旧稿里还有：weak_spots" in outcome.err


def test_a_profile_is_saved_from_a_draft(drafter: Callable[..., Outcome], draft: Path, workspace: Path) -> None:
    """`drafter profile save --from` writes a profile that gives the same draft; a final copy has none to give."""
    assert drafter("profile", "save", "本局", "--from", str(draft)).code == 0
    assert drafter("new", "--profile", "本局", "--no-input", "--output", "a.docx").code == 0
    assert (workspace / "a.docx").read_bytes() == draft.read_bytes()
    drafter("finish", str(draft), "--allow-gaps", "-o", "b.docx")
    assert drafter("profile", "save", "本局", "--from", "b.docx").code == 1


def test_a_unit_profile_with_answers_of_other_templates_updates_a_draft(
    drafter: Callable[..., Outcome], draft: Path, workspace: Path
) -> None:
    """A profile on top of a unit's, which holds answers of other templates too, tells what a draft was made of."""
    (workspace / "profiles").mkdir()
    (workspace / "profiles" / "单位.yaml").write_text("answers: {stated: 12}\n", encoding="utf-8")
    assert drafter("profile", "save", "谈心", "--from", "group-talk", "--extends", "单位").code == 0
    _without_store(draft)
    outcome = drafter("update", str(draft), "--profile", "谈心", "--set", "unit=某某县公安局", "-o", "a.docx")
    assert outcome.code == 0, outcome.err


def test_a_template_of_another_folder_is_asked_for_by_its_folder(
    drafter: Callable[..., Outcome], draft: Path, workspace: Path
) -> None:
    """Where the template isn't found the message says how to name the folder that has it."""
    parts = unpack(draft.read_bytes())
    parts["customXml/item1.xml"] = parts["customXml/item1.xml"].replace(b'template="group-talk"', b'template="own"')
    (workspace / "own.docx").write_bytes(pack(parts))
    outcome = drafter("update", "own.docx", "--set", "unit=某局")
    assert outcome.code == 1
    assert "“own”" in outcome.err
    assert "--workspace" in outcome.err


def test_answers_that_cannot_be_read_are_told_without_a_line(
    drafter: Callable[..., Outcome], draft: Path, workspace: Path
) -> None:
    """What the draft carries stands in no line that a writer could look up."""
    parts = unpack(draft.read_bytes())
    parts["customXml/item1.xml"] = parts["customXml/item1.xml"].replace(b"<answers>", b"<answers>[a: ")
    (workspace / "cut.docx").write_bytes(pack(parts))
    outcome = drafter("update", "cut.docx", "--set", "unit=某局")
    assert "cut.docx: 文件里存的答案已损坏" in outcome.err


def test_points_are_given_line_by_line(drafter: Callable[..., Outcome], draft: Path) -> None:
    """Points with ； between them, as in other lists, would be one point: that is refused, with the way to go."""
    refused = drafter("update", str(draft), "--set", "points=某条；另一条")
    assert (refused.code, "一行写一条" in refused.err) == (1, True)
    assert "两" in drafter("update", str(draft), "--set", "points=某条\n另一条", "--dry-run").out


def test_nothing_is_told_of_a_draft_that_is_not_written(drafter: Callable[..., Outcome], draft: Path) -> None:
    """Where the file is there already that is all that is said."""
    outcome = drafter("update", str(draft), "--set", "unit=某某县公安局", "-o", str(draft))
    assert (outcome.code, outcome.out) == (1, "")


def test_what_changes_side_by_side_is_told_as_one(drafter: Callable[..., Outcome], draft: Path) -> None:
    """An answer left open changes a whole stretch of the title: that is one change."""
    told = drafter("update", str(draft), "--set", "unit=", "--dry-run").out.splitlines()
    assert any("上的讲话 → 在【待补" in line and line.endswith("会上的讲话") for line in told)
