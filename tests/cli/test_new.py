"""`drafter new` without a terminal."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import docx
import pytest

from drafter import homes
from drafter.word.kept import base_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

TITLE = "在某市公安局2025年度领导干部述责述廉大会上的讲话"


def text_of(path: Path) -> str:
    """All paragraphs of a Word file, one a line."""
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


@pytest.mark.parametrize("template", ["accountability-meeting", "group-talk"])
def test_a_sample_profile_gives_a_draft_from_an_empty_folder(
    drafter: Callable[..., Outcome], workspace: Path, template: str
) -> None:
    """In an empty folder the sample profile of each template gives a Word draft that names the unit."""
    outcome = drafter("new", "--profile", template, "--no-input")
    assert outcome.code == 0, outcome.err
    (draft,) = (workspace / "output").glob("*（第1稿）.docx")
    assert "某市公安局" in text_of(draft)
    assert str(draft.relative_to(workspace)) in outcome.out


def test_a_second_run_writes_the_next_draft_and_leaves_the_first(
    drafter: Callable[..., Outcome], workspace: Path
) -> None:
    """Run twice, the command writes 第1稿 and 第2稿, and the first stays byte for byte."""
    drafter("new", "--profile", "accountability-meeting", "--no-input")
    first = workspace / "output" / f"{TITLE}（第1稿）.docx"
    before = first.read_bytes()
    drafter("new", "--profile", "accountability-meeting", "--no-input")
    assert first.read_bytes() == before
    assert (workspace / "output" / f"{TITLE}（第2稿）.docx").read_bytes() == before


def _drafts(drafter: Callable[..., Outcome], workspace: Path, output: str) -> tuple[dict[str, bytes], list[str]]:
    """The files that drafting, a batch and an update come to in a folder, and what the commands say but for its name.

    Nothing is known from the drafts that this process made before: a process begins so.
    """
    said = []
    here = workspace / output
    for arguments in (
        ["new", "--profile", "group-talk", "--no-input", "--guidance=comments", f"--output={output}/a.docx"],
        ["new", "--profile", "group-talk", "--no-input", "--set=unit=乙县公安局", f"--output={output}/b.docx"],
        ["batch", "group-talk", "--answers=t.csv", f"--output={output}"],
        ["update", f"{output}/a.docx", "--set=unit=丙县公安局"],
    ):
        base_for.cache_clear()
        outcome = drafter(*arguments)
        assert outcome.code == 0, outcome.err
        said.append((outcome.out + outcome.err).replace(output, ""))
    return {path.name: path.read_bytes() for path in here.iterdir() if path.suffix == ".docx"}, said


def test_what_is_kept_changes_no_byte(
    drafter: Callable[..., Outcome], workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With nothing kept from earlier runs, with what these leave and where nothing can be kept: the same files."""
    monkeypatch.setattr(homes, "cache_folder", lambda: tmp_path / "kept")
    (workspace / "t.csv").write_text("unit\n甲市公安局\n丁县公安局\n", encoding="utf-8")
    first = _drafts(drafter, workspace, "first")
    assert len(first[0]) == 5
    kept = {path.name for path in (tmp_path / "kept").iterdir()}
    assert _drafts(drafter, workspace, "second") == first
    assert kept >= {"bases", "moulds", "yaml"}
    (tmp_path / "file").touch()
    monkeypatch.setattr(homes, "cache_folder", lambda: tmp_path / "file")
    assert _drafts(drafter, workspace, "third") == first


def test_the_chinese_name_finds_the_template(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """A template can be called by its Chinese name."""
    assert drafter("new", "领导干部集体谈心谈话会讲话", "--no-input").code == 0
    assert list((workspace / "output").glob("*.docx"))


def test_the_summary_names_length_pages_minutes_and_gaps(drafter: Callable[..., Outcome]) -> None:
    """The summary tells characters, pages, minutes at the speaker's pace, and lists each gap under its heading."""
    out = drafter("new", "--profile", "accountability-meeting", "--no-input").out
    assert "字，约" in out
    assert "按每分钟180字约" in out
    assert "（三）追究失职责任｜本地失责" in out


def test_the_pace_of_the_profile_counts(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """The minutes follow the pace that the profile gives."""
    (workspace / "profiles").mkdir()
    (workspace / "profiles" / "快.yaml").write_text("template: group-talk\npace: 240\n", encoding="utf-8")
    assert "按每分钟240字" in drafter("new", "--profile", "快", "--no-input").out


def test_the_wanted_minutes_are_told_against_the_length(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """The minutes of the command line stand over those of the profile, and are compared at the profile's pace."""
    (workspace / "profiles").mkdir()
    (workspace / "profiles" / "短.yaml").write_text("template: group-talk\npace: 200\nminutes: 5\n", encoding="utf-8")
    assert "要求5分钟，即约1000字，多约" in drafter("new", "--profile", "短", "--no-input").out
    assert "要求90分钟，即约18000字，少约" in drafter("new", "--profile", "短", "--no-input", "--minutes", "90").out
    assert "要求" not in drafter("new", "group-talk", "--no-input").out
    (workspace / "profiles" / "短.yaml").write_text("minutes: 很短\n", encoding="utf-8")
    assert "短.yaml:1:10" in drafter("new", "group-talk", "--profile", "短", "--no-input").err


def test_a_profile_saved_again_keeps_its_minutes(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """The minutes of a profile are still there after it was saved again."""
    (workspace / "profiles").mkdir()
    profile = workspace / "profiles" / "短.yaml"
    profile.write_text("template: group-talk\nminutes: 5\n", encoding="utf-8")
    assert drafter("new", "--profile", "短", "--no-input", "--save-profile", "短", "--set", "unit=甲").code == 0
    assert "minutes: 5" in profile.read_text(encoding="utf-8")


def test_answers_on_the_command_line_stand_over_those_in_files(
    drafter: Callable[..., Outcome], workspace: Path
) -> None:
    """--set stands over --answers, which stands over the profile."""
    (workspace / "a.yaml").write_text("unit: 乙市公安局\nstated: '010'\n", encoding="utf-8")
    options = ("--answers", "a.yaml", "--set", "unit=丙市公安局", "--output", "x.docx")
    outcome = drafter("new", "--profile", "accountability-meeting", "--no-input", *options)
    assert outcome.code == 0, outcome.err
    text = text_of(workspace / "x.docx")
    assert "丙市公安局" in text
    assert "乙市公安局" not in text
    assert "010名" in text


def test_every_unknown_key_and_wrong_value_is_named_at_once(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """Unknown keys, with the nearest right one, and wrong values are all listed, each with its place."""
    (workspace / "a.yaml").write_text("unti: 甲\ndate: 2026-02-30\nguests: 也许\n", encoding="utf-8")
    outcome = drafter("new", "accountability-meeting", "--no-input", "--answers", "a.yaml", "--set", "mood=好")
    assert outcome.code == 1
    for said in ("a.yaml:1:1", "相近的有：unit", "a.yaml:2:7", "没有“2026-02-30”这一天", "a.yaml:3:9", "--set mood"):
        assert said in outcome.err
    assert not (workspace / "output").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit: [", "a.yaml:1:7"),
        ("unit: 甲\nunit: 乙\n", "写了两次"),
        ("answers:\n  unit: &a 甲\n", "a.yaml:2"),
        ("- unit\n", "a.yaml:1:1"),
    ],
)
def test_a_broken_answers_file_is_refused_with_its_place(
    drafter: Callable[..., Outcome], workspace: Path, text: str, said: str
) -> None:
    """A file that is no such YAML is refused with exit 1, the file and the line; nothing is written."""
    (workspace / "a.yaml").write_text(text + "\n", encoding="utf-8")
    outcome = drafter("new", "group-talk", "--no-input", "--answers", "a.yaml")
    assert outcome.code == 1
    assert said in outcome.err
    assert "Traceback" not in outcome.err
    assert not (workspace / "output").exists()


def test_without_a_terminal_the_command_does_not_hang(drafter: Callable[..., Outcome]) -> None:
    """Without a terminal and without --no-input it says what to do and exits 2."""
    outcome = drafter("new", "group-talk")
    assert outcome.code == 2
    assert "--no-input" in outcome.err


def test_without_a_template_the_names_are_given(drafter: Callable[..., Outcome]) -> None:
    """Without a template it names those there are and exits 2."""
    outcome = drafter("new", "--no-input")
    assert outcome.code == 2
    assert "accountability-meeting、group-talk" in outcome.err


def test_an_existing_output_file_is_never_overwritten(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """--output on a file that exists is refused and the file stays as it was."""
    (workspace / "x.docx").write_text("旧", encoding="utf-8")
    outcome = drafter("new", "group-talk", "--no-input", "--output", "x.docx")
    assert outcome.code == 1
    assert (workspace / "x.docx").read_text(encoding="utf-8") == "旧"


def test_guidance_is_a_checklist_by_default(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """By default guidance and gaps stand in a text file beside the draft, and the draft carries no comments."""
    drafter("new", "--profile", "group-talk", "--no-input", "--output", "x.docx")
    checklist = (workspace / "x写作清单.txt").read_text(encoding="utf-8-sig")
    assert "□ 首先，要立政德之本，提高政治判断力｜" in checklist
    assert "引语须核原文" in checklist
    assert "word/comments.xml" not in zipfile.ZipFile(workspace / "x.docx").namelist()


def test_guidance_can_be_word_comments(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """With --guidance comments it stands in Word comments and in no other file."""
    drafter("new", "--profile", "group-talk", "--no-input", "--output", "x.docx", "--guidance", "comments")
    assert not (workspace / "x写作清单.txt").exists()
    comments = zipfile.ZipFile(workspace / "x.docx").read("word/comments.xml").decode("utf-8")
    assert "引语须核原文" in comments


def test_guidance_can_be_left_out(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """With --guidance none there is neither a file nor a comment, on the screen only the gaps."""
    outcome = drafter("new", "--profile", "group-talk", "--no-input", "--output", "x.docx", "--guidance", "none")
    assert sorted(path.name for path in workspace.iterdir() if path.is_file()) == ["x.docx"]
    assert "引语须核原文" not in outcome.out
    assert "待补" in outcome.out


def test_outline_only_keeps_headings_and_leaves_the_prose_out(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """--outline-only keeps every heading and the transition, and none of the set prose."""
    drafter("new", "--profile", "accountability-meeting", "--no-input", "--output", "x.docx", "--outline-only")
    text = text_of(workspace / "x.docx")
    assert "坚定政治立场" in text
    assert "三点意见" in text
    assert "理论上清醒" not in text


def test_answers_taken_from_last_time_are_named(drafter: Callable[..., Outcome]) -> None:
    """With --no-input the questions that should be asked anew and were taken from the profile are named."""
    assert "须改成这次的：会议日期" in drafter("new", "--profile", "accountability-meeting", "--no-input").out


def test_a_saved_profile_drafts_the_same_speech(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """A profile saved with --save-profile gives, used alone, the very same draft."""
    drafter("new", "--profile", "group-talk", "--no-input", "--save-profile", "本局", "--output", "a.docx")
    outcome = drafter("new", "--profile", "本局", "--no-input", "--output", "b.docx")
    assert outcome.code == 0, outcome.err
    assert (workspace / "a.docx").read_bytes() == (workspace / "b.docx").read_bytes()


def test_a_profile_serves_two_templates(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """Keys of the other template that a profile also serves are kept and named, not refused."""
    (workspace / "profiles").mkdir()
    content = "templates: [accountability-meeting, group-talk]\nanswers:\n  unit: 甲市公安局\n  audience_count: '30'\n"
    (workspace / "profiles" / "本局.yaml").write_text(content, encoding="utf-8")
    outcome = drafter("new", "accountability-meeting", "--profile", "本局", "--no-input")
    assert outcome.code == 0, outcome.err
    assert "audience_count" in outcome.err


def test_a_profile_that_names_no_template_serves_all(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """A unit's profile without a template may hold keys of every template; a key of none is still a fault."""
    (workspace / "profiles").mkdir()
    profile = workspace / "profiles" / "本局.yaml"
    profile.write_text("answers:\n  unit: 甲市公安局\n  audience_count: '30'\n", encoding="utf-8")
    assert drafter("new", "accountability-meeting", "--profile", "本局", "--no-input").code == 0
    profile.write_text("answers:\n  unti: 甲市公安局\n", encoding="utf-8")
    assert drafter("new", "accountability-meeting", "--profile", "本局", "--no-input").code == 1


@pytest.mark.parametrize("text", ["一\n二", "# 题", "{{ unit }}", "{% if %}", "**", "<a>&", "😀", "长" * 4000])
def test_a_hostile_answer_stays_text_in_its_place(drafter: Callable[..., Outcome], workspace: Path, text: str) -> None:
    """Whatever an answer holds stands in the draft to the letter, in a draft of the same paragraphs."""
    drafter("new", "--profile", "accountability-meeting", "--no-input", "--set", "superiors=甲", "--output", "a.docx")
    drafter(
        "new", "--profile", "accountability-meeting", "--no-input", "--set", f"superiors={text}", "--output", "b.docx"
    )
    calm, hostile = (docx.Document(str(workspace / name)).paragraphs for name in ("a.docx", "b.docx"))
    assert text in text_of(workspace / "b.docx")
    assert [p.style.name for p in calm if p.style] == [p.style.name for p in hostile if p.style]


def test_a_control_character_is_refused(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """An answer with a control character is refused before anything is written."""
    outcome = drafter("new", "group-talk", "--no-input", "--set", "unit=甲\x07乙")
    assert outcome.code == 1
    assert "U+0007" in outcome.err
    assert not (workspace / "output").exists()


def test_a_workspace_section_takes_the_place_of_the_shipped_one(
    drafter: Callable[..., Outcome], workspace: Path
) -> None:
    """A section copied and changed in the workspace shows in the draft; the rest is as shipped."""
    assert drafter("template", "copy", "述责述廉大会讲话", "closing").code == 0
    closing = workspace / "templates" / "accountability-meeting" / "closing.j2"
    closing.write_text("同志们，{{ year_ahead }}年，让我们从头干起。\n", encoding="utf-8")
    drafter("new", "--profile", "accountability-meeting", "--no-input", "--output", "x.docx")
    text = text_of(workspace / "x.docx")
    assert text.endswith("同志们，2026年，让我们从头干起。")
    assert "坚定政治立场" in text


def test_a_fault_in_a_workspace_section_names_file_line_and_column(
    drafter: Callable[..., Outcome], workspace: Path
) -> None:
    """A fault in a changed section is told with file, line and column, exit 1, and nothing is written."""
    drafter("template", "copy", "accountability-meeting", "closing")
    closing = workspace / "templates" / "accountability-meeting" / "closing.j2"
    closing.write_text("同志们，\n{{ yaer_ahead }}年。\n", encoding="utf-8")
    outcome = drafter("new", "--profile", "accountability-meeting", "--no-input")
    assert outcome.code == 1
    assert "closing.j2:2:4" in outcome.err
    assert "year_ahead" in outcome.err
    assert not (workspace / "output").exists()


def test_a_profile_name_that_leaves_the_folder_is_refused_before_anything_is_written(
    drafter: Callable[..., Outcome], workspace: Path
) -> None:
    """--save-profile with a name that is no plain file name is refused first: no draft, no profile."""
    outcome = drafter("new", "group-talk", "--no-input", "--save-profile", "../x")
    assert outcome.code == 2
    assert list(workspace.iterdir()) == []


def test_a_folder_that_can_not_be_written_gives_a_clear_error(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """Where output/ can't be made the command says so and exits 1."""
    (workspace / "output").write_text("", encoding="utf-8")
    outcome = drafter("new", "group-talk", "--no-input")
    assert outcome.code == 1
    assert "写不进去" in outcome.err


def test_strict_lists_every_open_question_and_writes_nothing(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """With --strict each open question that must be answered is told with its key and where it would stand."""
    options = ("--profile", "accountability-meeting", "--no-input", "--strict")
    outcome = drafter("new", *options, "--set", "goal=", "--set", "stated=", "--save-profile", "x")
    assert outcome.code == 1
    faults = [line for line in outcome.err.splitlines() if line.startswith("没有答")]
    assert [fault.partition("）（")[0] for fault in faults] == [
        "没有答：述责述廉人数（stated",
        "没有答：本单位奋斗目标（goal",
    ]
    assert all("（要写在：" in fault for fault in faults)
    assert not (workspace / "output").exists()
    assert not (workspace / "profiles").exists()


def test_strict_drafts_what_is_complete(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """With --strict a draft in which every question has an answer or a default is written."""
    outcome = drafter("new", "--profile", "accountability-meeting", "--no-input", "--strict")
    assert outcome.code == 0, outcome.err
    assert list((workspace / "output").glob("*.docx"))


def test_strict_is_for_drafts_without_questions(drafter: Callable[..., Outcome]) -> None:
    """--strict without --no-input is wrong use."""
    outcome = drafter("new", "group-talk", "--strict")
    assert (outcome.code, "--strict 要和 --no-input 一起用" in outcome.err) == (2, True)


def test_dates_and_years_of_a_time_past_are_told_before_they_get_into_a_speech(
    drafter: Callable[..., Outcome], workspace: Path
) -> None:
    """A date before today, a year before this one, in a text too, are told with their line and listed to be renewed."""
    (workspace / "profiles").mkdir()
    content = "template: accountability-meeting\nanswers:\n  date: 2001-01-15\n  year: 2000\n  year_ahead: 2199\n"
    content += "  title: 在2000年度大会上的讲话\n  goal: 2001年至2199年建成一流\n"
    (workspace / "profiles" / "旧.yaml").write_text(content, encoding="utf-8")
    outcome = drafter("new", "--profile", "旧", "--no-input", "--output", "x.docx")
    assert "旧.yaml:3:3: 档案里的“会议日期”是2001年1月15日，早于今天" in outcome.err
    assert "旧.yaml:4:3: 档案里的“被述年度”是2000年，早于今年" in outcome.err
    assert "旧.yaml:6:3: 档案里的“讲话标题”写着2000年，早于今年" in outcome.err
    assert "本单位奋斗目标" not in outcome.err
    assert "来年" not in outcome.err
    assert "须改成这次的：会议日期、被述年度、讲话标题\n" in outcome.out
    new = ("--set", "date=2199-01-02", "--set", "year=2198", "--set", "title=")
    assert "早于" not in drafter("new", "--profile", "旧", "--no-input", *new).err


def test_a_meeting_stands_on_its_unit(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """A meeting's profile that extends the unit's drafts with the answers of both, the meeting's own first."""
    (workspace / "profiles").mkdir()
    unit = "answers:\n  unit: 甲市公安局\n  superiors: 丙市委\n  audience_count: 30\n"
    (workspace / "profiles" / "单位.yaml").write_text(unit, encoding="utf-8")
    meeting = "template: accountability-meeting\nextends: 单位\nanswers:\n  unit: 乙市公安局\n"
    (workspace / "profiles" / "会议.yaml").write_text(meeting, encoding="utf-8")
    outcome = drafter("new", "--profile", "会议", "--no-input", "--output", "x.docx")
    assert outcome.code == 0, outcome.err
    text = text_of(workspace / "x.docx")
    assert ("乙市公安局" in text, "丙市委" in text, "甲市公安局" in text) == (True, True, False)
