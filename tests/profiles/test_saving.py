"""Profiles saved: nothing in them is lost, and a person's lines stay theirs."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tempfile
import textwrap
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.errors import InputError, UsageError
from drafter.layers import PACE
from drafter.profiles import profile_names, read_answers, read_profile
from drafter.profiles.keeping import rename, replace
from drafter.profiles.saving import New, check_older, lay_into, profile_path
from drafter.questions import Point, Question, Value
from tests.profiles.conftest import QUESTIONS, merged, write

_LETTER = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Cn", "Zl", "Zp"])
_TEXT = st.lists(_LETTER | st.sampled_from("\n：: #-\"'"), min_size=1).map("".join)
_LINE = st.text(_LETTER, min_size=1).filter(str.strip)
_VALUES = st.fixed_dictionaries(
    {},
    optional={
        "unit": _TEXT.filter(str.strip),
        "date": st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)),
        "year": st.integers(1800, 2199),
        "guests": st.booleans(),
        "cases": st.lists(_LINE.map(str.lstrip), min_size=1).map(tuple),
        "results": st.lists(_LINE, min_size=1).map(tuple),
        "points": st.lists(_LINE.map(str.strip).map(Point), min_size=1).map(tuple),
    },
)


def _save(name: str, workspace: Path, template: str, values: dict[str, Value], pace: int = PACE) -> None:
    lay_into(profile_path(name, workspace), New(values, (template,), pace))


@settings(max_examples=60, deadline=None)
@given(_VALUES)
def test_saved_answers_are_read_back_the_same(values: dict[str, Value]) -> None:
    """Answers that are saved as a profile and read again are the same answers."""
    with tempfile.TemporaryDirectory() as folder:
        _save("某市", Path(folder), "group-talk", values)
        layer = read_profile("某市", Path(folder))
        assert merged(layer) == values
        assert layer.templates == ("group-talk",)


@settings(max_examples=40, deadline=None)
@given(_VALUES, _VALUES)
def test_saving_keeps_older_answers(old: dict[str, Value], new: dict[str, Value]) -> None:
    """Answers of an older profile of that name stay where the new ones say nothing."""
    with tempfile.TemporaryDirectory() as folder:
        _save("某市", Path(folder), "group-talk", old)
        _save("某市", Path(folder), "kickoff", new)
        layer = read_profile("某市", Path(folder))
        assert merged(layer) == {**old, **new}
        assert layer.templates == ("group-talk", "kickoff")


@settings(max_examples=40, deadline=None)
@given(_VALUES, _VALUES, _VALUES, st.sets(st.sampled_from(sorted(QUESTIONS))))
def test_saving_over_another_profile_gives_all_answers_and_opens_what_is_left_open(
    below: dict[str, Value], old: dict[str, Value], new: dict[str, Value], opened: set[str]
) -> None:
    """Over another profile too the answers are those saved last, what was left open is open; saved again, all stays."""
    opened -= new.keys()
    with tempfile.TemporaryDirectory() as folder:
        _save("单位", Path(folder), "group-talk", below)
        path = profile_path("会议", Path(folder))
        lay_into(path, New(old, extends="单位"))
        last = New(new, left_open=sorted(opened), questions=QUESTIONS)
        lay_into(path, last)
        wanted = {key: value for key, value in {**below, **old, **new}.items() if key not in opened}
        assert merged(read_profile("会议", Path(folder))) == wanted
        written = path.read_bytes()
        lay_into(path, last)
        assert path.read_bytes() == written
        lay_into(profile_path("来年", Path(folder)), New({}, like=path))
        assert profile_path("来年", Path(folder)).read_bytes() == written


def test_saving_keeps_what_it_does_not_know(tmp_path: Path) -> None:
    """Answers of other templates, nested as they were, the pace and serving every template stay."""
    write(tmp_path, "x.yaml", "pace: 160\nanswers:\n  audience: [{a: 010}, no]\n  unit: 旧\n")
    _save("x", tmp_path, "group-talk", {"unit": "新"})
    layer = read_profile("x", tmp_path)
    text = (tmp_path / "profiles" / "x.yaml").read_text("utf-8")
    assert (layer.templates, layer.pace) == ((), 160)
    assert text == "pace: 160\nanswers:\n  audience: [{a: 010}, no]\n  unit: 新\n"


def test_the_older_profile_stays_beside_the_new_one(tmp_path: Path) -> None:
    """What a profile was before stays as .bak byte for byte, and its comments stay in the new one too."""
    text = "# 说明\nanswers:\n  unit: 旧\n"
    path = write(tmp_path, "某市.会议.yaml", text)
    _save("某市.会议", tmp_path, "group-talk", {"unit": "新"})
    assert (path.parent / "某市.会议.yaml.bak").read_text("utf-8") == text
    assert path.read_text("utf-8") == "# 说明\nanswers:\n  unit: 新\n"
    assert {entry.name for entry in path.parent.glob("[!.]*")} == {"某市.会议.yaml", "某市.会议.yaml.bak"}


@pytest.mark.parametrize("pace", [PACE, 160])
def test_the_pace_is_saved(pace: int, tmp_path: Path) -> None:
    """A speaker's pace is saved with the answers."""
    _save("x", tmp_path, "group-talk", {}, pace)
    assert read_profile("x", tmp_path).pace == pace


def test_a_faulty_older_profile_is_not_overwritten(tmp_path: Path) -> None:
    """A profile that can't be read stays as it is, and its faults are told."""
    path = write(tmp_path, "x.yaml", "unit: 甲\n")
    with pytest.raises(InputError, match="没有“unit”这一项"):
        _save("x", tmp_path, "group-talk", {"unit": "新"})
    assert [entry.name for entry in path.parent.glob("[!.]*")] == ["x.yaml"]
    assert path.read_text("utf-8") == "unit: 甲\n"


def test_a_profile_is_saved_again_in_a_workspace_given_by_a_relative_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A workspace named relative to where one stands keeps its older answers too."""
    monkeypatch.chdir(tmp_path)
    workspace = Path("ws")
    _save("x", workspace, "group-talk", {"unit": "甲"})
    _save("x", workspace, "group-talk", {"year": 2026})
    assert merged(read_profile("x", workspace)) == {"unit": "甲", "year": 2026}


@pytest.mark.parametrize("name", ["", "../x", "a/b", "a\\b", ".x", "..", "con", "x\n", "x.", "x.yaml", "讲" * 61])
def test_a_profile_name_that_leaves_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    """A profile is saved only under a plain file name, and nothing is written under any other."""
    with pytest.raises(UsageError, match="不能作档案名"):
        _save(name, tmp_path, "group-talk", {})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="file modes of POSIX")
def test_profiles_are_for_the_user_alone(tmp_path: Path) -> None:
    """A saved profile and its older copy can be read by their user alone."""
    for unit in ("甲", "乙"):
        _save("x", tmp_path, "group-talk", {"unit": unit})
    modes = {entry.name: entry.stat().st_mode & 0o777 for entry in (tmp_path / "profiles").glob("[!.]*")}
    assert modes == {"x.yaml": 0o600, "x.yaml.bak": 0o600}


def test_what_the_writer_leaves_open_does_not_come_back_from_the_older_profile(tmp_path: Path) -> None:
    """An older answer to a question that was left open this time is not kept."""
    path = profile_path("x", tmp_path)
    lay_into(path, New({"unit": "甲", "year": 2026}, ("group-talk",)))
    lay_into(path, New({}, ("group-talk",), left_open={"unit"}))
    assert merged(read_profile("x", tmp_path)) == {"year": 2026}


def test_what_is_left_open_over_another_profile_or_a_default_is_noted(tmp_path: Path) -> None:
    """Left open, an answer of the profile below or of a default is noted to be so; given again, the note goes."""
    questions = {**QUESTIONS, "results": Question("results", "成效", "list", default=("好",))}
    write(tmp_path, "单位.yaml", "answers:\n  unit: 甲\n")
    path = write(tmp_path, "会议.yaml", "extends: 单位\nanswers:\n  unit: 乙\n  year: 2026\n")
    lay_into(path, New({}, left_open=["unit", "year", "results", "cases"], questions=questions))
    assert path.read_text("utf-8") == "extends: 单位\nanswers: {}\nleft_open:\n- unit\n- results\n"
    lay_into(path, New({"unit": "丙"}, left_open=["results"], questions=questions))
    assert path.read_text("utf-8") == "extends: 单位\nanswers:\n  unit: 丙\nleft_open:\n- results\n"
    lay_into(path, New({"results": ("甲",)}, questions=questions))
    assert "left_open" not in path.read_text("utf-8")


def test_an_older_profile_that_can_not_be_taken_over_is_told_beforehand(tmp_path: Path) -> None:
    """Whether saving will work can be asked before anything is written; no older profile is no fault."""
    check_older(profile_path("x", tmp_path))
    write(tmp_path, "x.yaml", "unit: 甲\n")
    with pytest.raises(InputError, match="没有“unit”这一项"):
        check_older(profile_path("x", tmp_path))


def test_a_line_is_rewritten_only_where_its_answer_changed(tmp_path: Path) -> None:
    """Answers that say the same in a person's own writing, and all comments, stay as they were written."""
    text = (
        "template: group-talk # 谈心\r\nanswers:\r\n  # 何时\r\n  date: 2026年1月15日\r\n"
        "  guests: 有\r\n  results: 甲；乙  # 两条\r\n"
    )
    path = write(tmp_path, "x.yaml", "")
    path.write_bytes(text.encode())
    same: dict[str, Value] = {"date": dt.date(2026, 1, 15), "guests": True, "results": ("甲", "乙")}
    lay_into(path, New(same, ("group-talk",), questions=QUESTIONS))
    assert path.read_bytes() == text.encode()
    assert not path.with_suffix(".yaml.bak").exists()
    lay_into(path, New({**same, "guests": False}, ("kickoff",), questions=QUESTIONS))
    assert path.read_bytes().decode() == text.replace("有", "否").replace(
        "template: group-talk # 谈心", "template: # 谈心\r\n- group-talk\r\n- kickoff"
    )


def test_what_a_profile_extends_is_not_written_into_it(tmp_path: Path) -> None:
    """Saved again, a meeting's profile takes what is its own, and goes on following the unit's."""
    write(tmp_path, "单位.yaml", "answers: {unit: 甲, year: 2025, cases: ''}\n")
    path = write(tmp_path, "会议.yaml", "extends: 单位\nanswers: {}\n")
    _save("会议", tmp_path, "group-talk", {"unit": "甲", "year": 2026})
    assert path.read_text("utf-8") == "extends: 单位\nanswers:\n  year: '2026'\n"
    _save("会议", tmp_path, "group-talk", {"unit": "甲", "year": 2025})
    assert merged(read_profile("会议", tmp_path)) == {"unit": "甲", "year": 2025}


def test_a_new_profile_can_extend_another(tmp_path: Path) -> None:
    """A profile saved with what it extends holds only what differs; a circle or a strange name is refused."""
    write(tmp_path, "单位.yaml", "pace: 200\nanswers: {unit: 甲}\n")
    path = profile_path("会议", tmp_path)
    lay_into(path, New({"unit": "甲", "year": 2026}, ("group-talk",), extends="单位"))
    assert path.read_text("utf-8") == "templates:\n- group-talk\nextends: 单位\nanswers:\n  year: '2026'\n"
    with pytest.raises(UsageError, match="不能 extends"):
        lay_into(profile_path("单位", tmp_path), New({}, extends="会议"))
    with pytest.raises(UsageError, match="这份会议档案"):
        lay_into(path, New({}, extends="../单位"))


def test_two_processes_saving_one_profile_lose_nothing(tmp_path: Path) -> None:
    """Fifty answers from each of two processes, saved one by one at once, are all there; in .bak all but the last."""
    code = """
        import sys
        from pathlib import Path
        from drafter.profiles.saving import New, lay_into, profile_path
        for number in range(50):
            lay_into(profile_path("x", Path(sys.argv[1])), New({f"{sys.argv[2]}{number}": "甲"}, ("group-talk",)))
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(tmp_path)]
    both = [subprocess.Popen([*command, name]) for name in "ab"]
    assert [process.wait(timeout=300) for process in both] == [0, 0]
    path = profile_path("x", tmp_path)
    new, old = (set(read_answers(each).answers.entries) for each in (path, path.with_suffix(".yaml.bak")))
    assert new == {f"{name}{number}" for name in "ab" for number in range(50)}
    assert old < new
    assert len(old) == 99


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="links")
def test_a_link_that_leaves_the_folder_is_neither_read_nor_written(tmp_path: Path) -> None:
    """A profile that is a link to somewhere else is none, and none is saved through it."""
    (tmp_path / "x.yaml").write_text("answers: {unit: 甲}\n", "utf-8")
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "x.yaml").symlink_to(tmp_path / "x.yaml")
    assert "x" not in profile_names(tmp_path)
    with pytest.raises(UsageError, match="指向别处的链接"):
        _save("x", tmp_path, "group-talk", {"unit": "乙"})


@pytest.mark.parametrize("questions", [QUESTIONS, {}])
def test_a_change_that_only_its_question_can_tell_is_saved(questions: dict[str, Question], tmp_path: Path) -> None:
    """What reads the same as a list but not as a long text is a change, with the question known and without."""
    path = write(tmp_path, "x.yaml", "answers:\n  cases: 甲；乙\n  unit: '2026'\n")
    lay_into(path, New({"cases": ("甲", "乙"), "unit": "2026年"}, questions=questions))
    assert merged(read_profile("x", tmp_path)) == {"cases": ("甲", "乙"), "unit": "2026年"}


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="links")
def test_a_link_to_itself_is_no_profile(tmp_path: Path) -> None:
    """A link in a circle is passed over, and not written through."""
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "x.yaml").symlink_to("x.yaml")
    assert "x" not in profile_names(tmp_path)
    with pytest.raises(UsageError, match="指向别处的链接"):
        profile_path("x", tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes")
def test_a_pipe_in_the_place_of_a_profile_is_refused(tmp_path: Path) -> None:
    """A pipe among the profiles is neither waited for nor written over."""
    (tmp_path / "profiles").mkdir()
    path = tmp_path / "profiles" / "x.yaml"
    os.mkfifo(path)
    with pytest.raises(InputError, match="是管道"):
        _save("x", tmp_path, "group-talk", {"unit": "乙"})
    with pytest.raises(InputError, match="是管道"):
        replace(path, b"answers: {}\n")
    assert path.is_fifo()


def test_what_is_larger_than_any_profile_is_not_read(tmp_path: Path) -> None:
    """A file that grew is neither taken over nor renamed, and stays; no more of it is read than a profile has."""
    (tmp_path / "profiles").mkdir()
    path = tmp_path / "profiles" / "x.yaml"
    with path.open("wb") as file:
        file.truncate(1500 * 1024 * 1024)
    tracemalloc.start()
    try:
        for change in (
            lambda: _save("x", tmp_path, "group-talk", {"unit": "乙"}),
            lambda: rename(path, path.with_name("y.yaml")),
            lambda: replace(path, b"answers: {}\n"),
        ):
            with pytest.raises(InputError, match="文件过大"):
                change()
        assert tracemalloc.get_traced_memory()[1] < 50 * 1024 * 1024
    finally:
        tracemalloc.stop()
    assert {each.name for each in path.parent.iterdir()} == {"x.yaml", ".drafter-lock"}
    assert path.stat().st_size == 1500 * 1024 * 1024
