"""Saved answers, and the layers that a draft's answers come from."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.errors import DrafterError, InputError, Problem, UsageError
from drafter.layers import PACE, Layer, merge
from drafter.profiles import check_older, profile_names, profile_path, read_answers, read_profile, save_profile
from drafter.questions import Point, Question, Value
from drafter.yamlfile import parse

_QUESTIONS = {
    "unit": Question("unit", "单位"),
    "date": Question("date", "日期", "date"),
    "year": Question("year", "年份", "year"),
    "guests": Question("guests", "来宾", "yesno"),
    "cases": Question("cases", "案例", "long"),
    "results": Question("results", "成效", "list"),
    "points": Question("points", "要点", "points"),
}
_OTHER = {"group-talk": ["audience"], "kickoff": ["task"]}
_LETTER = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Cn", "Zl", "Zp"])
_TEXT = st.text(_LETTER | st.sampled_from("\n：: #-\"'"), min_size=1)
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


def _keys_of(template: str) -> list[str]:
    """The questions of the other templates."""
    if template not in _OTHER:
        raise UsageError(Problem(f"没有“{template}”这个模板"))
    return _OTHER[template]


def _layer(text: str, source: str = "档案", templates: tuple[str, ...] = ()) -> Layer:
    return Layer(source, parse(text, source), templates)


def _merged(*layers: Layer) -> dict[str, Value]:
    return merge(layers, _QUESTIONS, _keys_of).values


def _write(workspace: Path, name: str, text: str) -> Path:
    path = workspace / "profiles" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def _save(name: str, workspace: Path, template: str, values: dict[str, Value], pace: int = PACE) -> None:
    save_profile(profile_path(name, workspace), template, values, pace=pace)


def _faults(error: DrafterError, folder: Path | None = None) -> list[str]:
    """The problems in words, without the folder."""
    return [str(problem).replace(f"{folder}/profiles/", "") for problem in error.problems]


@pytest.mark.parametrize("key", ["template", "templates"])
@pytest.mark.parametrize("written", ["group-talk", "[group-talk]"])
def test_a_profile_knows_its_templates_and_its_pace(key: str, written: str, tmp_path: Path) -> None:
    """A profile's template may be written as one or as a list, and its pace as a number."""
    path = _write(tmp_path, "某市.yaml", f"{key}: {written}\npace: 160\nanswers:\n  unit: 甲\n")
    layer = read_profile("某市", tmp_path)
    assert (layer.templates, layer.pace, layer.path, layer.source) == (("group-talk",), 160, path, "档案 某市")
    assert _merged(layer) == {"unit": "甲"}


@pytest.mark.parametrize("text", ["", "answers:\n", "answers: {}\n", "template: group-talk\n"])
def test_a_profile_without_answers_is_an_empty_one(text: str, tmp_path: Path) -> None:
    """A profile in which nothing is answered yet is no fault, and the pace is the usual one."""
    _write(tmp_path, "x.yaml", text)
    layer = read_profile("x", tmp_path)
    assert layer.answers.entries == {}
    assert layer.pace == PACE


def test_a_workspace_sees_its_own_profiles_before_the_shipped_ones(tmp_path: Path) -> None:
    """A workspace's own profile hides the shipped sample of that name, and the other samples stay."""
    own = _write(tmp_path, "group-talk.yaml", "answers: {}")
    names = profile_names(tmp_path)
    assert names["group-talk"] == own
    assert "accountability-meeting" in names


@pytest.mark.parametrize("name", ["group-tlak", "../x", "profiles/none.yaml", "", "讲" * 300 + ".yaml", "x\x00.yaml"])
def test_a_profile_that_is_not_there_is_wrong_use(name: str, tmp_path: Path) -> None:
    """A profile that isn't there, whatever its name looks like, is wrong use and named."""
    with pytest.raises(UsageError) as caught:
        read_profile(name, tmp_path)
    assert caught.value.problems[0].message == f"没有“{name}”这份会议档案"
    assert caught.value.problems[0].mend


def test_the_nearest_profile_is_told(tmp_path: Path) -> None:
    """A profile's name that is nearly right gets the right one."""
    with pytest.raises(UsageError, match="相近的有：group-talk"):
        read_profile("group-tlak", tmp_path)


def test_a_profile_may_be_named_by_its_file(tmp_path: Path) -> None:
    """A profile may be named by the path of its file, seen from the workspace."""
    _write(tmp_path, "x.yml", "answers: {unit: 甲}")
    assert _merged(read_profile("profiles/x.yml", tmp_path)) == {"unit": "甲"}


def test_all_faults_of_a_profile_are_told_at_once(tmp_path: Path) -> None:
    """Unknown entries, a wrong pace, template or answers of a profile are told together, each at its place."""
    _write(
        tmp_path, "x.yaml", "tempalte: a\nunit: 甲\ntemplate: {a: b}\ntemplates: [a, [b]]\npace: 很快\nanswers: [a]\n"
    )
    with pytest.raises(InputError) as caught:
        read_profile("x", tmp_path)
    assert _faults(caught.value, tmp_path) == [
        "x.yaml:1:1: 会议档案里没有“tempalte”这一项（相近的有：template、templates、pace）",
        "x.yaml:2:1: 会议档案里没有“unit”这一项（答案写在 answers 下面）",
        "x.yaml:3:11: template 应是模板的名字",
        "x.yaml:4:16: templates 应是模板的名字",
        "x.yaml:5:7: pace 应是每分钟的字数，如 180",
        "x.yaml:6:10: answers 下面应是“问题: 答案”",
    ]


@pytest.mark.parametrize("pace", ["9", "1000", "0180", "-180", "180.5", "18O", "1٨0", "''", "[180]"])
def test_a_pace_is_a_number_of_two_or_three_digits(pace: str, tmp_path: Path) -> None:
    """A pace that no speaker has is refused."""
    _write(tmp_path, "x.yaml", f"pace: {pace}")
    with pytest.raises(InputError, match="pace"):
        read_profile("x", tmp_path)


@pytest.mark.parametrize("text", ["unit: 甲\n", "answers:\n  unit: 甲\n", "pace: 160\nanswers:\n  unit: 甲\n"])
def test_answers_come_from_a_bare_file_or_from_a_profile(text: str, tmp_path: Path) -> None:
    """A file of answers may be bare answers or a profile."""
    path = tmp_path / "a.yaml"
    path.write_text(text, "utf-8")
    layer = read_answers(path)
    assert layer.source == "文件 a.yaml"
    assert _merged(layer) == {"unit": "甲"}


def test_answers_beside_the_answers_are_not_lost_silently(tmp_path: Path) -> None:
    """An entry beside `answers` that no profile has is refused, not passed over."""
    path = tmp_path / "a.yaml"
    path.write_text("answers: {unit: 甲}\nyear: 2026\n", "utf-8")
    with pytest.raises(InputError, match="没有“year”这一项"):
        read_answers(path)


def test_a_file_keeps_the_keys_of_its_other_templates(tmp_path: Path) -> None:
    """A profile given as a file of answers keeps the keys of the other templates that it serves."""
    path = tmp_path / "a.yaml"
    path.write_text("templates: [group-talk]\nanswers: {unit: 甲, audience: 乙}\n", "utf-8")
    assert list(merge([read_answers(path)], _QUESTIONS, _keys_of).kept) == ["audience"]


@settings(max_examples=60, deadline=None)
@given(_VALUES)
def test_saved_answers_are_read_back_the_same(values: dict[str, Value]) -> None:
    """Answers that are saved as a profile and read again are the same answers."""
    with tempfile.TemporaryDirectory() as folder:
        _save("某市", Path(folder), "group-talk", values)
        layer = read_profile("某市", Path(folder))
        assert _merged(layer) == values
        assert layer.templates == ("group-talk",)


@settings(max_examples=40, deadline=None)
@given(_VALUES, _VALUES)
def test_saving_keeps_older_answers(old: dict[str, Value], new: dict[str, Value]) -> None:
    """Answers of an older profile of that name stay where the new ones say nothing."""
    with tempfile.TemporaryDirectory() as folder:
        _save("某市", Path(folder), "group-talk", old)
        _save("某市", Path(folder), "kickoff", new)
        layer = read_profile("某市", Path(folder))
        assert _merged(layer) == {**old, **new}
        assert layer.templates == ("group-talk", "kickoff")


def test_saving_keeps_what_it_does_not_know(tmp_path: Path) -> None:
    """Answers of other templates, nested as they were, the pace and serving every template stay."""
    _write(tmp_path, "x.yaml", "pace: 160\nanswers:\n  audience: [{a: 010}, no]\n  unit: 旧\n")
    _save("x", tmp_path, "group-talk", {"unit": "新"})
    layer = read_profile("x", tmp_path)
    text = (tmp_path / "profiles" / "x.yaml").read_text("utf-8")
    assert (layer.templates, layer.pace) == ((), 160)
    assert parse(text, "x").entries.keys() == {"pace", "answers"}
    assert "audience:\n  - a: '010'\n  - 'no'\n" in text
    assert "unit: 新\n" in text


def test_the_older_profile_stays_beside_the_new_one(tmp_path: Path) -> None:
    """What a profile was before, byte for byte with its comments, stays as .bak, and nothing else is left."""
    text = "# 说明\nanswers:\n  unit: 旧\n"
    path = _write(tmp_path, "某市.会议.yaml", text)
    _save("某市.会议", tmp_path, "group-talk", {"unit": "新"})
    assert (path.parent / "某市.会议.yaml.bak").read_text("utf-8") == text
    assert {entry.name for entry in path.parent.iterdir()} == {"某市.会议.yaml", "某市.会议.yaml.bak"}


@pytest.mark.parametrize("pace", [PACE, 160])
def test_the_pace_is_saved(pace: int, tmp_path: Path) -> None:
    """A speaker's pace is saved with the answers."""
    _save("x", tmp_path, "group-talk", {}, pace)
    assert read_profile("x", tmp_path).pace == pace


def test_a_faulty_older_profile_is_not_overwritten(tmp_path: Path) -> None:
    """A profile that can't be read stays as it is, and its faults are told."""
    path = _write(tmp_path, "x.yaml", "unit: 甲\n")
    with pytest.raises(InputError, match="没有“unit”这一项"):
        _save("x", tmp_path, "group-talk", {"unit": "新"})
    assert [entry.name for entry in path.parent.iterdir()] == ["x.yaml"]
    assert path.read_text("utf-8") == "unit: 甲\n"


def test_a_profile_is_saved_again_in_a_workspace_given_by_a_relative_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A workspace named relative to where one stands keeps its older answers too."""
    monkeypatch.chdir(tmp_path)
    workspace = Path("ws")
    _save("x", workspace, "group-talk", {"unit": "甲"})
    _save("x", workspace, "group-talk", {"year": 2026})
    assert _merged(read_profile("x", workspace)) == {"unit": "甲", "year": 2026}


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
    modes = {entry.name: entry.stat().st_mode & 0o777 for entry in (tmp_path / "profiles").iterdir()}
    assert modes == {"x.yaml": 0o600, "x.yaml.bak": 0o600}


def test_what_the_writer_leaves_open_does_not_come_back_from_the_older_profile(tmp_path: Path) -> None:
    """An older answer to a question that was left open this time is not kept."""
    path = profile_path("x", tmp_path)
    save_profile(path, "group-talk", {"unit": "甲", "year": 2026})
    save_profile(path, "group-talk", {}, left_open={"unit"})
    assert _merged(read_profile("x", tmp_path)) == {"year": 2026}


def test_an_older_profile_that_can_not_be_taken_over_is_told_beforehand(tmp_path: Path) -> None:
    """Whether saving will work can be asked before anything is written; no older profile is no fault."""
    check_older(profile_path("x", tmp_path))
    _write(tmp_path, "x.yaml", "unit: 甲\n")
    with pytest.raises(InputError, match="没有“unit”这一项"):
        check_older(profile_path("x", tmp_path))
