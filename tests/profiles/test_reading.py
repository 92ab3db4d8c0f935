"""Profiles and files of answers, read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.errors import DrafterError, InputError, UsageError
from drafter.layers import PACE, Layer, merge
from drafter.profiles import profile_names, read_answers, read_profile
from tests.profiles.conftest import OTHER, QUESTIONS, keys_of, merged, write

if TYPE_CHECKING:
    from pathlib import Path


def _faults(error: DrafterError, folder: Path | None = None) -> list[str]:
    """The problems in words, without the folder."""
    return [str(problem).replace(f"{folder}/profiles/", "") for problem in error.problems]


@pytest.mark.parametrize("key", ["template", "templates"])
@pytest.mark.parametrize("written", ["group-talk", "[group-talk]"])
def test_a_profile_knows_its_templates_and_its_pace(key: str, written: str, tmp_path: Path) -> None:
    """A profile's template may be written as one or as a list, and its pace as a number."""
    path = write(tmp_path, "某市.yaml", f"{key}: {written}\npace: 160\nanswers:\n  unit: 甲\n")
    layer = read_profile("某市", tmp_path)
    assert (layer.templates, layer.pace, layer.path, layer.source) == (("group-talk",), 160, path, "档案 某市")
    assert merged(layer) == {"unit": "甲"}


@pytest.mark.parametrize("text", ["", "answers:\n", "answers: {}\n", "template: group-talk\n"])
def test_a_profile_without_answers_is_an_empty_one(text: str, tmp_path: Path) -> None:
    """A profile in which nothing is answered yet is no fault, and the pace is the usual one."""
    write(tmp_path, "x.yaml", text)
    layer = read_profile("x", tmp_path)
    assert layer.answers.entries == {}
    assert layer.pace == PACE


def test_a_workspace_sees_its_own_profiles_before_the_shipped_ones(tmp_path: Path) -> None:
    """A workspace's own profile hides the shipped sample of that name, and the other samples stay."""
    own = write(tmp_path, "group-talk.yaml", "answers: {}")
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
    write(tmp_path, "x.yml", "answers: {unit: 甲}")
    assert merged(read_profile("profiles/x.yml", tmp_path)) == {"unit": "甲"}


def test_all_faults_of_a_profile_are_told_at_once(tmp_path: Path) -> None:
    """Unknown entries, a wrong pace, template or answers of a profile are told together, each at its place."""
    write(
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
    write(tmp_path, "x.yaml", f"pace: {pace}")
    with pytest.raises(InputError, match="pace"):
        read_profile("x", tmp_path)


@pytest.mark.parametrize("text", ["unit: 甲\n", "answers:\n  unit: 甲\n", "pace: 160\nanswers:\n  unit: 甲\n"])
def test_answers_come_from_a_bare_file_or_from_a_profile(text: str, tmp_path: Path) -> None:
    """A file of answers may be bare answers or a profile."""
    path = tmp_path / "a.yaml"
    path.write_text(text, "utf-8")
    layer = read_answers(path)
    assert layer.source == "文件 a.yaml"
    assert merged(layer) == {"unit": "甲"}


def test_answers_beside_the_answers_are_not_lost_silently(tmp_path: Path) -> None:
    """An entry beside `answers` that no profile has is refused, not passed over."""
    path = tmp_path / "a.yaml"
    path.write_text("answers: {unit: 甲}\nyear: 2026\n", "utf-8")
    with pytest.raises(InputError, match="没有“year”这一项"):
        read_answers(path)


def test_a_file_keeps_thekeys_of_its_other_templates(tmp_path: Path) -> None:
    """A profile given as a file of answers keeps the keys of the other templates that it serves."""
    path = tmp_path / "a.yaml"
    path.write_text("templates: [group-talk]\nanswers: {unit: 甲, audience: 乙}\n", "utf-8")
    assert list(merge([read_answers(path)], QUESTIONS, keys_of).kept) == ["audience"]


def _chain(workspace: Path, *texts: str) -> Layer:
    """The profile `0` of the profiles `0`, `1`, … in a workspace."""
    for number, text in enumerate(texts):
        write(workspace, f"{number}.yaml", text)
    return read_profile("0", workspace)


def test_a_profile_stands_over_the_one_it_extends(tmp_path: Path) -> None:
    """Of three profiles that extend each other the nearest answer stands, each with its own file and line."""
    layer = _chain(
        tmp_path,
        "extends: 1\nanswers:\n  year: 2026\n  unit:\n",
        "extends: 2\nanswers: {year: 2025}\n",
        "answers: {unit: 甲, year: 2024}",
    )
    merged = merge([layer], QUESTIONS, keys_of)
    assert merged.values == {"unit": "甲", "year": 2026}
    assert merged.sources == {"unit": "档案 0", "year": "档案 0"}
    assert [laid.value for laid in merged.laid["year"]] == [2024, 2025, 2026]
    assert [str(laid.place).rpartition("/")[2] for laid in merged.laid["year"]] == [
        "2.yaml:1:20",
        "1.yaml:2:11",
        "0.yaml:3:3",
    ]


def test_templates_and_pace_are_taken_over_too(tmp_path: Path) -> None:
    """A profile without templates or pace has those of the one it extends."""
    layer = _chain(tmp_path, "extends: 1\n", "template: kickoff\npace: 200\n")
    assert (layer.templates, layer.pace) == (("kickoff",), 200)


def test_one_unit_profile_serves_all_templates(tmp_path: Path) -> None:
    """Keys that a unit's profile holds for any template are kept, while the meeting's profile serves its own only."""
    layer = _chain(tmp_path, "extends: 1\ntemplate: group-talk\n", "answers: {unit: 甲, audience: 乙, task: 丙}")
    merged = merge([layer.serving(tuple(OTHER))], QUESTIONS, keys_of)
    assert (merged.values, list(merged.kept)) == ({"unit": "甲"}, ["audience", "task"])


@pytest.mark.parametrize(
    ("extends", "said"),
    [
        ("1", "0.yaml:1:10: 没有“1”这份会议档案"),
        ("0", "0.yaml:1:10: extends 绕回了自己：0 → 0"),
        ("../0", "0.yaml:1:10: extends 应是一份档案的名字"),
        ("/etc/x", "0.yaml:1:10: extends 应是一份档案的名字"),
        ("[a]", "0.yaml:1:10: extends 应是一份档案的名字"),
    ],
)
def test_what_can_not_be_extended_is_told_with_its_place(extends: str, said: str, tmp_path: Path) -> None:
    """A profile that isn't there, the profile itself, or a path is no profile to extend."""
    with pytest.raises(InputError) as caught:
        _chain(tmp_path, f"extends: {extends}\n")
    assert _faults(caught.value, tmp_path)[0].startswith(said)


def test_a_circle_and_a_faulty_base_are_told_where_they_are(tmp_path: Path) -> None:
    """Profiles that extend each other in a circle, and faults of a base, are told with the file that has them."""
    with pytest.raises(InputError) as caught:
        _chain(tmp_path, "extends: 1\n", "extends: 0\nunit: 甲\n")
    assert _faults(caught.value, tmp_path) == [
        "1.yaml:2:1: 会议档案里没有“unit”这一项（答案写在 answers 下面）",
        "1.yaml:1:10: extends 绕回了自己：0 → 1 → 0",
    ]


def test_an_answer_of_a_profile_below_can_be_left_open(tmp_path: Path) -> None:
    """A profile's left_open takes the answer of one below away; an answer above gives one again."""
    middle = "extends: 2\nleft_open: [unit, year]\n"
    layer = _chain(
        tmp_path, "extends: 1\nanswers: {year: 2026}\n", middle, "answers: {unit: 甲, year: 2024, guests: 是}"
    )
    merged = merge([layer], QUESTIONS, keys_of)
    assert merged.values == {"year": 2026, "guests": True}
    assert merged.left_open == {"unit": "档案 0"}
    assert [laid.value for laid in merged.laid["unit"]] == ["甲", None]


def test_faults_of_what_is_left_open_are_told_with_their_place(tmp_path: Path) -> None:
    """What is left open and answered too, and a question that there isn't, are told where they stand."""
    with pytest.raises(InputError) as caught:
        _chain(tmp_path, "left_open: [unit, {a: b}]\nanswers: {unit: 甲}\n")
    assert _faults(caught.value, tmp_path) == [
        "0.yaml:1:19: left_open 应是问题的名字",
        "0.yaml:1:13: “unit”既有答案，又写在 left_open 里（留一处）",
    ]
    with pytest.raises(InputError, match=r"0\.yaml:1:12: 没有“unti”这个问题（相近的有：unit）"):
        merge([_chain(tmp_path, "left_open: unti\n")], QUESTIONS, keys_of)


def test_too_deep_a_chain_is_refused(tmp_path: Path) -> None:
    """Eight profiles may stand below each other, not nine."""
    texts = [f"extends: {number}\n" for number in range(1, 10)]
    _chain(tmp_path, *texts[:8], "answers: {unit: 甲}\n")
    assert merged(read_profile("0", tmp_path)) == {"unit": "甲"}
    with pytest.raises(InputError, match="超过 8 层"):
        _chain(tmp_path, *texts, "")


def test_a_file_of_answers_extends_nothing(tmp_path: Path) -> None:
    """A profile that extends another is refused as a file of answers, where the other would be passed over."""
    path = tmp_path / "a.yaml"
    path.write_text("extends: x\nanswers: {unit: 甲}\n", "utf-8")
    with pytest.raises(InputError, match="extends 在这里不起作用"):
        read_answers(path)


def test_minutes_wanted_are_inherited(tmp_path: Path) -> None:
    """The time wanted for a speech is a profile's, else that of the one it extends; no number of minutes is refused."""
    write(tmp_path, "单位.yaml", "minutes: 30\nanswers: {}\n")
    write(tmp_path, "会议.yaml", "extends: 单位\nanswers: {}\n")
    write(tmp_path, "错.yaml", "minutes: 半小时\n")
    assert read_profile("会议", tmp_path).minutes == 30
    with pytest.raises(InputError, match="minutes"):
        read_profile("错", tmp_path)
