"""A YAML file changed as a person would."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import InputError
from drafter.profiles.patch import patched
from drafter.yamlfile import dump, parse, plain

WRITTEN = """\
# 本局的档案
template: group-talk   # 只给这个模板

answers:
  # 单位的全称
  unit: '某市公安局'   # 不带省
  rules: [甲条例, 乙条例]  # 两件
  cases: |  # 去年的
    第一件。

    第二件。

  points:
  # 讲两点
  - heading: 坚定立场  # 老标题
    # 下面一条
    points:
    - body: stand # 用模板的
    - heading: "守纪律"  # 改过
  - 狠抓落实   # 最后

  goal:
# 完
"""
_NAMES = st.text("abcdef", min_size=1, max_size=3)
_TEXT = st.text(
    st.sampled_from("甲乙 \n:#-\"'|[]{},") | st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=8
)
_VALUE: st.SearchStrategy[Any] = st.recursive(
    _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_NAMES, inner, max_size=4),
    max_leaves=6,
)
_FILE = st.dictionaries(_NAMES, _VALUE, min_size=1, max_size=4)


def changed(text: str, **answers: object) -> str:
    """`text` patched so that these answers are as given; None takes one away."""
    wanted: Any = plain(parse(text, "f"))
    wanted["answers"] = {key: value for key, value in {**wanted["answers"], **answers}.items() if value is not None}
    return patched(text.encode(), "f", wanted).decode()


def difference(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went, and those that came."""
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_what_is_as_wanted_stays_byte_for_byte() -> None:
    """A file that reads as wanted already is not touched, whatever its line ends, mark and last line."""
    for data in (b"\xef\xbb\xbfa: 1 # x\r\nb: [ 2 ]", b"# c\n", b"a: {b: 1}\r"):
        assert patched(data, "f", plain(parse(data.decode("utf-8-sig").replace("\r", "\n"), "f"))) == data  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answers", "went", "came"),
    [
        ({"unit": "乙市公安局"}, ["  unit: '某市公安局'   # 不带省"], ["  unit: '乙市公安局'   # 不带省"]),
        (
            {"rules": ["甲条例"]},
            ["  rules: [甲条例, 乙条例]  # 两件"],
            ["  rules:  # 两件", "  - 甲条例"],
        ),
        (
            {"cases": "一\n二"},
            ["  cases: |  # 去年的", "    第一件。", "    第二件。"],
            ["  cases: |-  # 去年的", "    一", "    二"],
        ),
        ({"goal": "一流"}, ["  goal:"], ["  goal: 一流"]),
        ({"unit": None}, ["  unit: '某市公安局'   # 不带省"], ["  # 不带省"]),
        ({"goal": None}, ["  goal:"], []),
        ({"stated": "12", "more": ["一"]}, [], ["  stated: '12'", "  more:", "  - 一"]),
    ],
)
def test_only_the_line_of_what_changed_is_written_anew(
    answers: dict[str, object], went: list[str], came: list[str]
) -> None:
    """Of a file written by hand only the lines of the changed answer change, and its comment stays with it."""
    assert difference(WRITTEN, changed(WRITTEN, **answers)) == (went, came)


def test_a_list_is_changed_item_by_item() -> None:
    """A changed, an added and a removed point leave the lines and comments of the other points alone."""
    points = [
        {"heading": "站稳立场", "points": [{"body": "stand"}, "新的一条", {"heading": "守纪律"}]},
        "再加一点",
        "狠抓落实",
    ]
    went, came = difference(WRITTEN, changed(WRITTEN, points=points))
    assert went == ["  - heading: 坚定立场  # 老标题"]
    assert came == ["  - heading: 站稳立场  # 老标题", "    - 新的一条", "  - 再加一点"]
    assert difference(WRITTEN, changed(WRITTEN, points=["狠抓落实"]))[1] == [
        "  # 老标题    # 下面一条 # 用模板的  # 改过"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("answers: {unit: 甲} # x\n", "answers: # x\n  unit: 乙\n"),
        ("{answers: {unit: 甲}} # x\n", "# x\nanswers:\n  unit: 乙\n"),
        ("answers:\n  unit: 甲", "answers:\n  unit: 乙\n"),
        ("answers:\n    unit:\n        甲\n\n# x\n", "answers:\n    unit:\n        乙\n\n# x\n"),
        ("---\nanswers:\n  ? unit\n  : 甲 # x\n...\n", "---\nanswers:\n  ? unit\n  : 乙 # x\n...\n"),
        ("answers:\n  'unit': \"甲\n\n    丙\"\n", "answers:\n  'unit': \"乙\"\n"),
    ],
)
def test_other_ways_of_writing_are_changed_as_little_as_can_be(text: str, expected: str) -> None:
    """An answer in brackets, over several lines or with a question mark is written anew with no more than it needs."""
    assert changed(text, unit="乙") == expected


@pytest.mark.parametrize(
    ("written", "value", "expected"),
    [
        ("'甲'", "o'乙", "'o''乙'"),
        ('"甲"', '乙"丙\\', '"乙\\"丙\\\\"'),
        ("2001-01-15", "2002-01-15", "2002-01-15"),
        ("no", "010", "010"),
        ("甲", "乙: 丙", "'乙: 丙'"),
        ("甲", "乙 #丙", "'乙 #丙'"),
        ("甲", "- 乙", "'- 乙'"),
        ("甲", "", "''"),
        ("'甲'", "", "''"),
        ('"甲"', "一\n二", "|- # x\n    一\n    二"),
    ],
)
def test_a_changed_answer_keeps_its_quotes(written: str, value: str, expected: str) -> None:
    """A changed answer stands in the quotes of the old one, or without, wherever it reads the same so."""
    expected += "" if "# x" in expected else " # x"
    assert changed(f"answers:\n  unit: {written} # x\n", unit=value) == f"answers:\n  unit: {expected}\n"


@pytest.mark.parametrize("text", ["", "# 只有说明", "{}", "''", "---\n", "answers:\n", "answers: {}\n"])
def test_an_empty_file_takes_its_first_answers(text: str) -> None:
    """A file in which nothing is written yet keeps its comments and gets the answers."""
    new = patched(text.encode(), "f", {"answers": {"unit": "甲"}}).decode()
    assert plain(parse(new, "f")) == {"answers": {"unit": "甲"}}
    assert "说明" not in text or new.startswith("# 只有说明\n")


def test_a_file_that_is_no_yaml_is_refused() -> None:
    """What can't be read is not changed but refused with its place."""
    with pytest.raises(InputError, match="f:"):
        patched(b"a: [", "f", {})


def decorated(content: dict[str, Any], line_end: str, mark: bytes) -> tuple[bytes, dict[str, bytes]]:
    """The content as a file with a comment and a blank line before each entry, and the lines of each entry."""
    lines = {key: dump({key: value}).replace("\n", line_end) for key, value in content.items()}
    text = "".join(f"{line_end}# 注 {key}{line_end}{entry}" for key, entry in lines.items())
    return mark + text.encode(), {key: entry.encode() for key, entry in lines.items()}


@pytest.mark.parametrize("parser", ["libyaml", "python"])
@given(_FILE, st.just({}) | _FILE, st.sampled_from([(b"", "\n"), (b"", "\r"), (b"\xef\xbb\xbf", "\r\n")]), st.data())
def test_a_patched_file_reads_as_wanted_and_keeps_all_other_lines(
    parser: str, old: dict[str, Any], new: dict[str, Any], ends: tuple[bytes, str], data: st.DataObject
) -> None:
    """Whatever changes, the file reads as wanted; entries that didn't change and all comments stay, byte for byte."""
    mark, line_end = ends
    with pytest.MonkeyPatch.context() as patch:
        if parser == "python":
            patch.delattr(yaml, "CSafeLoader", raising=False)
        kept = {key: value for key, value in old.items() if data.draw(st.booleans())}
        wanted = {**new, **kept}
        before, lines = decorated(old, line_end, mark)
        after = patched(before, "f", wanted)
        read = plain(parse(after.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"), "f"))
    assert read == wanted
    assert after.startswith(mark)
    assert all(f"# 注 {key}{line_end}".encode() in after for key in old)
    assert all(lines[key] in after for key in old if wanted.get(key) == old[key])
    assert line_end == "\r\n" or b"\r\n" not in after


def _otherwise(value: Any, data: st.DataObject) -> Any:  # noqa: ANN401 - nested dicts, lists and strings
    """The same with some of it taken away, changed or added."""
    if isinstance(value, dict):
        kept = {key: _otherwise(inner, data) for key, inner in value.items() if data.draw(st.integers(0, 4))}
        return {**kept, **data.draw(st.just({}) | st.dictionaries(_NAMES, _VALUE, max_size=2))}
    if isinstance(value, list):
        kept_items = [_otherwise(inner, data) for inner in value if data.draw(st.integers(0, 4))]
        return [*data.draw(st.just([]) | st.lists(_VALUE, max_size=2)), *kept_items]
    return value if data.draw(st.booleans()) else data.draw(_VALUE)


@given(st.data())
def test_no_comment_is_lost_whatever_changes(data: st.DataObject) -> None:
    """Of a file written by hand, in which anything is changed, added or taken away, every comment stays."""
    wanted = _otherwise(plain(parse(WRITTEN, "f")), data)
    after = patched(WRITTEN.encode(), "f", wanted).decode()
    assert plain(parse(after, "f")) == wanted
    assert all(comment in after for comment in re.findall("# .+", WRITTEN))
