"""`drafter profile` and what it keeps."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter import files

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from tests.conftest import Outcome

UNIT = "# 本局\nanswers:\n  unit: 甲市公安局   # 全称\n  superiors: 市委\n  audience_count: 30\n"
MEETING = "template: accountability-meeting\nextends: 单位\nanswers:\n  unit: 乙市公安局\n  date: 2001-01-15\n"


@pytest.fixture
def profiles(workspace: Path) -> Path:
    """A workspace's profiles: a unit's, and a meeting's that extends it."""
    folder = workspace / "profiles"
    folder.mkdir()
    (folder / "单位.yaml").write_text(UNIT, encoding="utf-8")
    (folder / "会议.yaml").write_text(MEETING, encoding="utf-8")
    return folder


def rows(text: str) -> dict[str, list[str]]:
    """The rows of a table by their first cell."""
    return {line.split()[0]: line.split()[1:] for line in text.splitlines() if line.strip()}


def test_explain_tells_the_layer_of_every_answer(drafter: Callable[..., Outcome], profiles: Path) -> None:
    """Each question has its answer with file and line, what it stands over, or that it is a default or open."""
    (profiles.parent / "a.yaml").write_text("goal: 一流\n", encoding="utf-8")
    outcome = drafter(
        "profile",
        "explain",
        "会议",
        "--answers",
        "a.yaml",
        "--set",
        "stated=12",
        "--set",
        "meeting=",
        "--set",
        "salutation=各位同志：",
    )
    assert outcome.code == 0, outcome.err
    found = rows(outcome.out)
    assert found["unit"] == ["单位全称", "乙市公安局", "profiles/会议.yaml:4:3", "profiles/单位.yaml:3:3"]
    assert found["superiors"][1:] == ["市委", "profiles/单位.yaml:4:3"]
    assert found["goal"][1:] == ["一流", "a.yaml:1:1"]
    assert found["stated"][1:] == ["12", "--set", "stated"]
    assert found["salutation"][1:] == ["各位同志：", "--set", "salutation", "模板默认"]
    assert found["year"][1:] == ["2000", "模板默认"]
    assert found["meeting"][1:] == ["待补（--set", "meeting）", "模板默认"]
    assert found["speaker"][1:] == ["待补"]
    assert found["place"][1:] == ["不答"]
    assert "这次不问" in found["guest_names"][1]
    assert "另有别的模板的答案：audience_count" in outcome.out


def test_explain_tells_every_layer_of_one_answer(drafter: Callable[..., Outcome], profiles: Path) -> None:
    """Of one question every layer's answer is told, the one that stands first, the default last."""
    out = drafter("profile", "explain", "会议", "unit", "--set", "unit=丙市公安局").out
    assert [line.split()[:2] for line in out.splitlines()[2:]] == [
        ["用这个", "丙市公安局"],
        ["被压住", "乙市公安局"],
        ["被压住", "甲市公安局"],
    ]
    year = drafter("profile", "explain", "会议", "year", "--set", "year=2005").out.splitlines()
    assert [line.split()[:2] for line in year[2:]] == [["用这个", "2005"], ["被压住", "2000"]]
    guests = drafter("profile", "explain", "会议", "guests", "--set", "guests=").out.splitlines()
    assert [line.split()[:2] for line in guests[2:]] == [["被压住", "（待补）"], ["用这个", "否"]]
    assert "相近的有：unit" in drafter("profile", "explain", "会议", "unti").err
    assert "单位全称" in drafter("profile", "explain", "会议", "单位名称").err
    assert drafter("profile", "explain", "会议", "单位全称").out == drafter("profile", "explain", "会议", "unit").out
    assert "“单位全称”写作 unit" in drafter("profile", "explain", "会议", "--set", "单位全称=丙").err
    assert profiles.is_dir()


def test_points_are_read_as_an_outline(drafter: Callable[..., Outcome], profiles: Path) -> None:
    """Points are told numbered, one after the other in a row of all questions, a line each for one."""
    points = "  points:\n  - heading: 站稳立场\n    points: [学深一层, 悟透一步]\n  - 守住纪律\n"
    (profiles / "谈心.yaml").write_text(f"template: group-talk\nanswers:\n{points}", encoding="utf-8")
    outline = ["一、站稳立场", "　　（一）学深一层", "　　（二）悟透一步", "二、守住纪律"]
    assert " ".join(line.strip() for line in outline) in drafter("profile", "explain", "谈心").out
    told = drafter("profile", "explain", "谈心", "points").out.splitlines()[2:6]
    assert [line[8:].split("  ")[0] for line in ["        " + told[0].removeprefix("用这个  "), *told[1:]]] == outline


def test_explain_needs_a_template_where_the_profile_names_none(drafter: Callable[..., Outcome], profiles: Path) -> None:
    """A profile that serves all templates is explained for the one that is named."""
    outcome = drafter("profile", "explain", "单位")
    assert (outcome.code, "请写明模板：--template" in outcome.err) == (2, True)
    out = drafter("profile", "explain", "单位", "--template", "group-talk").out
    assert rows(out)["audience_count"][1:] == ["30", "profiles/单位.yaml:5:3"]
    assert profiles.is_dir()


def test_diff_shows_what_differs_side_by_side(drafter: Callable[..., Outcome], profiles: Path) -> None:
    """Answers that differ stand side by side, those of a profile that is extended by its name; the same ones don't."""
    found = rows(drafter("profile", "diff", "会议", "单位").out)
    assert found["unit"][1:] == ["乙市公安局", "甲市公安局"]
    assert found["date"][1:] == ["2001年1月15日", "（没有）"]
    assert "superiors" not in found
    (profiles / "空.yaml").write_text("answers: {}\n", encoding="utf-8")
    assert rows(drafter("profile", "diff", "会议", "空").out)["superiors"][1:] == ["市委（单位）", "（没有）"]
    (profiles / "[red].yaml").write_text("answers: {}\n", encoding="utf-8")
    assert "[red]" in drafter("profile", "diff", "[red]", "会议").out
    assert "相同" in drafter("profile", "diff", "会议", "会议").out


def test_save_changes_only_what_is_given(drafter: Callable[..., Outcome], profiles: Path) -> None:
    """An answer saved by --set changes its own line; one left empty goes; the rest stays as it was written."""
    outcome = drafter(
        "profile", "save", "单位", "--set", "unit=丁市公安局", "--set", "superiors=", "--set", "goal=一流"
    )
    assert outcome.code == 0, outcome.err
    text = UNIT.replace("甲市", "丁市").replace("  superiors: 市委\n", "") + "  goal: 一流\n"
    assert (profiles / "单位.yaml").read_text(encoding="utf-8") == text
    assert (profiles / "单位.yaml.bak").read_text(encoding="utf-8") == UNIT


def test_a_profile_is_made_by_flags_alone(drafter: Callable[..., Outcome], profiles: Path) -> None:
    """A profile can be made from another's answers, from a file and from flags, and on top of another."""
    (profiles.parent / "a.yaml").write_text("stated: 12\n", encoding="utf-8")
    made = ("--from", "会议", "--answers", "a.yaml", "--set", "date=2002-01-15", "--extends", "单位")
    assert drafter("profile", "save", "来年", *made).code == 0
    assert (profiles / "来年.yaml").read_text(encoding="utf-8") == (
        "template: accountability-meeting\nextends: 单位\nanswers:\n  unit: 乙市公安局\n"
        "  date: 2002-01-15\n  stated: '12'\n"
    )
    assert drafter("profile", "save", "谈心", "--template", "领导干部集体谈心谈话会讲话", "--set", "unit=甲").code == 0
    assert "- group-talk\n" in (profiles / "谈心.yaml").read_text(encoding="utf-8")


def test_a_profile_made_from_another_is_its_copy_but_for_what_is_new(
    drafter: Callable[..., Outcome], profiles: Path
) -> None:
    """A profile made from another has its comments, order and what it extends; only answers that are new differ."""
    text = "# 每年一月\n" + MEETING.replace("extends", "minutes: 40   # 书记定的\nleft_open: [goal]\nextends")
    (profiles / "会议.yaml").write_text(text, encoding="utf-8")
    assert drafter("profile", "save", "来年", "--from", "会议", "--set", "date=2002-01-15").code == 0
    assert (profiles / "来年.yaml").read_text(encoding="utf-8") == text.replace("2001", "2002")
    assert not (profiles / "来年.yaml.bak").exists()
    assert drafter("profile", "save", "来年", "--from", "会议", "--set", "unit=甲市公安局").code == 0
    assert (profiles / "来年.yaml").read_text(encoding="utf-8") == text.replace("乙市", "甲市")


def test_a_draft_saved_over_what_a_profile_extends_adds_only_what_differs(
    drafter: Callable[..., Outcome], profiles: Path
) -> None:
    """What the unit's profile says stays there when a draft is saved, and what the draft leaves open stays open."""
    drafter("new", "--profile", "会议", "--no-input", "--set", "stated=12", "--set", "superiors=", "--output", "a.docx")
    assert drafter("profile", "save", "来年", "--from", "a.docx", "--extends", "单位").code == 0
    assert (profiles / "来年.yaml").read_text(encoding="utf-8") == (
        "templates:\n- accountability-meeting\nextends: 单位\nleft_open:\n- superiors\nanswers:\n"
        "  unit: 乙市公安局\n  date: '2001-01-15'\n  stated: '12'\n"
    )
    drafter("new", "--profile", "来年", "--no-input", "--output", "b.docx")
    assert (profiles.parent / "a.docx").read_bytes() == (profiles.parent / "b.docx").read_bytes()


def test_a_profile_leaves_open_what_the_one_below_answers(drafter: Callable[..., Outcome], profiles: Path) -> None:
    """An answer of the unit's profile and a default that left_open names are gaps, and explain and diff say where."""
    (profiles / "会议.yaml").write_text(f"left_open: [superiors, meeting]\n{MEETING}", encoding="utf-8")
    found = rows(drafter("profile", "explain", "会议").out)
    assert found["superiors"][1:] == ["待补（profiles/会议.yaml:1:13）", "profiles/单位.yaml:4:3"]
    assert found["meeting"][1:] == ["待补（profiles/会议.yaml:1:24）", "模板默认"]
    assert rows(drafter("profile", "diff", "会议", "单位").out)["superiors"][1:] == ["（待补）", "市委"]
    refused = drafter("new", "--profile", "会议", "--no-input", "--strict")
    assert (refused.code, "（superiors）" in refused.err, "（meeting）" in refused.err) == (1, True, True)
    assert drafter("profile", "save", "会议", "--set", "superiors=省委").code == 0
    text = (profiles / "会议.yaml").read_text(encoding="utf-8")
    assert text == f"left_open:\n- meeting\n{MEETING}  superiors: 省委\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("x",), 2, "没有要存的"),
        (("../x", "--set", "unit=甲"), 2, "不能作档案名"),
        (("x", "--set", "unti=甲"), 1, "相近的有：unit"),
        (("x", "--set", "date=明天"), 1, "不是日期"),
        (("x", "--extends", "没有的"), 2, "没有“没有的”"),
        (("单位", "--extends", "会议"), 2, "不能 extends"),
        (("x", "--from", "没有的"), 2, "没有“没有的”"),
    ],
)
def test_what_can_not_be_saved_is_told_and_nothing_written(
    drafter: Callable[..., Outcome], profiles: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    """A wrong name, key, value or profile is told, and the profiles stay as they were."""
    outcome = drafter("profile", "save", *arguments)
    assert (outcome.code, said in outcome.err) == (code, True)
    assert {path.name for path in profiles.glob("[!.]*")} == {"单位.yaml", "会议.yaml"}
    assert (profiles / "单位.yaml").read_text(encoding="utf-8") == UNIT


def test_rename_lets_those_that_extend_it_follow(drafter: Callable[..., Outcome], profiles: Path) -> None:
    """A profile renamed is the same, those that extend it follow, a faulty one is named, and none is overwritten."""
    (profiles / "坏的.yaml").write_text("a: [\n", encoding="utf-8")
    outcome = drafter("profile", "rename", "单位", "本局")
    assert (outcome.code, "坏的" in outcome.err) == (0, True)
    assert (profiles / "本局.yaml").read_text(encoding="utf-8") == UNIT
    assert (profiles / "会议.yaml").read_text(encoding="utf-8") == MEETING.replace("单位", "本局")
    assert not (profiles / "单位.yaml").exists()
    taken = drafter("profile", "rename", "本局", "会议")
    assert (taken.code, "不会覆盖" in taken.err) == (2, True)
    assert (profiles / "本局.yaml").read_text(encoding="utf-8") == UNIT


def test_a_faulty_profile_that_is_renamed_is_not_told_of_itself(
    drafter: Callable[..., Outcome], profiles: Path
) -> None:
    """A profile with faults is renamed as it is, and nothing is said of whether it extends itself."""
    (profiles / "坏的.yaml").write_text("a: [\n", encoding="utf-8")
    outcome = drafter("profile", "rename", "坏的", "更坏")
    assert (outcome.code, outcome.err) == (0, "")
    assert (profiles / "更坏.yaml").read_text(encoding="utf-8") == "a: [\n"


def test_remove_asks_first(drafter: Callable[..., Outcome], profiles: Path) -> None:
    """Without a terminal a profile is removed only with --yes, with its older one; those that need it are named."""
    (profiles / "单位.yaml.bak").write_text("", encoding="utf-8")
    asked = drafter("profile", "remove", "单位")
    assert (asked.code, "--yes" in asked.err, "会议" in asked.err) == (2, True, True)
    assert (profiles / "单位.yaml").exists()
    assert drafter("profile", "remove", "单位", "--yes").code == 0
    assert [path.name for path in profiles.glob("[!.]*")] == ["会议.yaml"]


@pytest.mark.parametrize(
    "command", [("remove", "group-talk", "--yes"), ("rename", "group-talk", "x"), ("edit", "group-talk")]
)
def test_a_shipped_sample_stays(drafter: Callable[..., Outcome], command: tuple[str, ...]) -> None:
    """A shipped sample is not removed, renamed or edited; it is told how to make one's own of it."""
    outcome = drafter("profile", *command)
    assert (outcome.code, "drafter profile save" in outcome.err) == (2, True)
    assert drafter("profile", "show", "group-talk").code == 0


def test_a_folder_that_can_not_be_written_is_a_clear_error(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """Where profiles/ can't be written a profile is not saved, and why is told in words."""
    (workspace / "profiles").write_text("", encoding="utf-8")
    outcome = drafter("profile", "save", "x", "--set", "unit=甲")
    assert (outcome.code, "写不进去" in outcome.err) == (1, True)
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("command", [("save", "单位", "--set", "unit=乙"), ("rename", "单位", "本局")])
@pytest.mark.parametrize("written", [0, 1])
def test_a_full_disk_leaves_every_profile_as_it_was(
    drafter: Callable[..., Outcome],
    profiles: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    written: int,
) -> None:
    """Where the disk is full, at the first file to write or the next, that is said, and all profiles are there."""
    calls: list[int] = []

    def fsync(handle: int) -> None:
        calls.append(handle)
        if len(calls) > written:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fsync)
    outcome = drafter("profile", *command)
    assert (outcome.code, outcome.err.count("写不进去：磁盘满了")) == (1, 1), outcome.err
    assert (profiles / "单位.yaml").read_text(encoding="utf-8") == UNIT
    assert (profiles / "会议.yaml").read_text(encoding="utf-8") == MEETING
    assert not list(profiles.glob(".drafter-*[!k]"))


@pytest.mark.parametrize(
    "command", [("save", "单位", "--set", "unit=乙"), ("rename", "单位", "本局"), ("remove", "单位", "--yes")]
)
@pytest.mark.parametrize("refuses", [(os, "open", errno.EROFS), (files, "_temporary", errno.EACCES)])
def test_a_read_only_folder_leaves_every_profile_as_it_was(
    drafter: Callable[..., Outcome],
    profiles: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    refuses: tuple[ModuleType, str, int],
) -> None:
    """Where a folder takes no file that is said in Chinese, with the folder or file, and all profiles are there."""
    module, function, code = refuses

    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "unlink", refuse)
    monkeypatch.setattr(os, "remove", refuse)
    monkeypatch.setattr(module, function, refuse)
    outcome = drafter("profile", *command)
    monkeypatch.undo()
    assert (outcome.code, "写不进去：" in outcome.err, os.strerror(code) in outcome.err) == (1, True, False)
    assert outcome.err.splitlines()[-1].startswith("profiles")
    assert {path.name for path in profiles.glob("[!.]*")} == {"单位.yaml", "会议.yaml"}
    assert (profiles / "单位.yaml").read_text(encoding="utf-8") == UNIT


def test_a_file_that_the_system_refuses_is_told_in_chinese(
    drafter: Callable[..., Outcome], profiles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system refuses a file in the middle of a command, the file and why are told, not a word of English."""

    def refuse(path: Path) -> bool:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(type(profiles), "exists", refuse)
    outcome = drafter("profile", "save", "单位", "--set", "unit=乙")
    assert (outcome.code, outcome.err) == (1, f"{Path('profiles', '单位.yaml')}: 读不出或写不进：没有权限\n")


@pytest.mark.parametrize(
    "command",
    [
        ("profile", "save", "group-talk", "--set", "unit=甲"),
        ("profile", "rename", "单位", "group-talk"),
        ("new", "group-talk", "--no-input", "--save-profile", "group-talk"),
    ],
)
def test_no_profile_hides_a_shipped_sample_unasked(
    drafter: Callable[..., Outcome], profiles: Path, command: tuple[str, ...]
) -> None:
    """A profile doesn't take the name of a shipped sample; one that a writer put there by hand is saved again."""
    outcome = drafter(*command)
    assert (outcome.code, "随带的样例也叫“group-talk”" in outcome.err) == (2, True)
    assert sorted(path.name for path in profiles.parent.rglob("[!.]*.*")) == ["会议.yaml", "单位.yaml"]
    (profiles / "group-talk.yaml").write_text(UNIT, encoding="utf-8")
    assert drafter("profile", "save", "group-talk", "--set", "unit=甲").code == 0
