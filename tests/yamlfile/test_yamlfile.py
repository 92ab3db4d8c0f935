"""YAML read as text with places, within limits, and written so that it reads back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.errors import InputError, Place
from drafter.yamlfile import Items, Mapping, dump, load, parse, plain
from tests.installed import missing

if TYPE_CHECKING:
    from pathlib import Path

_FORBIDDEN = [chr(plane * 0x10000 + end) for plane in range(17) for end in (0xFFFE, 0xFFFF)]
_TEXT = st.text(
    alphabet=st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=_FORBIDDEN, include_characters="\n\t")
    | st.sampled_from("\n\t :-#\"'|>&*!%@`{}[],?~\u3000\u2028\ufeff😀**")
)
_VALUE: st.SearchStrategy[Any] = st.recursive(
    _TEXT, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4), max_leaves=8
)
_SETTINGS = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(params=["libyaml", "python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run each test with PyYAML's fast parser, and with the one that stands in where it was built without."""
    if request.param == "python":
        for name in ("CSafeLoader", "CSafeDumper"):
            monkeypatch.delattr(yaml, name, raising=False)
    elif not hasattr(yaml, "CSafeLoader"):
        missing("PyYAML with libyaml")
    return str(request.param)


def _faults(text: str) -> list[str]:
    """Place and message of each fault, without what to do."""
    with pytest.raises(InputError) as caught:
        parse(text, "f")
    return [f"{problem.place}: {problem.message}" for problem in caught.value.problems]


@pytest.mark.parametrize(
    "written",
    ["14:30", "010", "no", "是", "1e3", "~", "null", "2026-01-15", "0x1F", "1_000", ".inf", "on", "12.50", "=", "<<"],
)
def test_a_value_stays_what_was_written(written: str) -> None:
    """A value is the text that stands in the file, whatever YAML would make of it."""
    assert plain(parse(f"a: {written}\nb: [{written}]\nc: '{written}'\n", "f")) == {
        "a": written,
        "b": [written],
        "c": written,
    }


@pytest.mark.parametrize("written", ["14:30", "010", "no", "null", "~", "<<"])
def test_a_name_stays_what_was_written(written: str) -> None:
    """A key is the text that stands in the file."""
    assert list(parse(f"{written}: x", "f").entries) == [written]


@pytest.mark.parametrize("text", ["", "\n", "# 只有说明\n", "---\n", "{}", "''"])
def test_an_empty_file_is_an_empty_mapping(text: str) -> None:
    """A file without content holds no entries."""
    assert parse(text, "f").entries == {}


def test_nothing_written_is_empty_text() -> None:
    """A name with nothing after it has an empty text."""
    assert plain(parse("a:\nb: ''\nc: []\nd:\n- \n", "f")) == {"a": "", "b": "", "c": [], "d": [""]}


def test_every_node_knows_its_place() -> None:
    """Every key and value knows its line and column, counted in characters."""
    root = parse("# 说明\n单位: 某市\n要点:\n  - 甲\n  - {乙: 丙}\n", "f")
    assert root.places == {"单位": Place("f", 2, 1), "要点": Place("f", 3, 1)}
    assert root.entries["单位"].place == Place("f", 2, 5)
    points = root.entries["要点"]
    assert isinstance(points, Items)
    assert [item.place for item in points.items] == [Place("f", 4, 5), Place("f", 5, 5)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: &x 1", "f:1:4: 不支持 YAML 的锚和别名（& 和 *）"),
        ("b:\n  &x c: 1", "f:2:3: 不支持 YAML 的锚和别名（& 和 *）"),
        ("a: !!int 5", "f:1:4: 不支持 YAML 标签（!）"),
        ("a: !x [1]", "f:1:4: 不支持 YAML 标签（!）"),
        ("a: !!python/object/apply:os.system [ls]", "f:1:4: 不支持 YAML 标签（!）"),
        ("a: 1\nb: 2\na: 3", "f:3:1: “a”写了两次，第一次在第 1 行"),
        ("a: {b: 1, b: 2}", "f:1:11: “b”写了两次，第一次在第 1 行"),
        ("? [a, b]\n: 1", "f:1:3: 名称应是一个词"),
        ("- a\n- b", "f:1:1: 最外层应是“名称: 值”的形式"),
        ("一段话", "f:1:1: 最外层应是“名称: 值”的形式"),
        ("a: 1\n---\nb: 2", "f:3:1: 一个文件只能有一份内容，多出了“---”"),
    ],
)
def test_what_is_not_taken_is_refused_at_its_place(text: str, fault: str) -> None:
    """Anchors, tags, double and complex keys, lists, bare text and second documents are refused where they stand."""
    assert _faults(text) == [fault]


def test_all_faults_are_told_at_once() -> None:
    """Several faults of one file are reported together, in the order of the file."""
    text = "a: &x 1\nb: *x\nc: !!int 5\na: 2\nd: {e: 1, e: 2}\n---\nz: 1"
    assert [fault.split(": ")[0] for fault in _faults(text)] == ["f:1:4", "f:2:4", "f:3:4", "f:4:1", "f:5:11", "f:7:1"]


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("a: b: c", "f:1:5", "冒号"),
        ("a: 1\n\tb: 2", "f:2:1", "制表符"),
        ("a: [1, 2\nb: 3", "f:", "括号"),
        ('a: "没有完', "f:", "引号"),
        ("a: **", "f:1:", "\\*"),
        ("a: @单位", "f:1:4", "引号"),
        ("a: %单位", "f:1:4", "引号"),
        ("a: `x`", "f:1:4", "引号"),
        ("a:\n  b: 1\n c: 2", "f:3:2", "缩进"),
        ("a: 1\n没有冒号\nb: 2", "f:", "冒号"),
        ('a: "\\q"', "f:1:", "反斜杠"),
        ("a: - b", "f:1:4", "横线"),
        ("%YAML 9.9\n---\na: 1", "f:1:", "格式"),
        ("a: !e!x b", "f:1:4", "格式"),
        ("a: 'b' c", "f:1:8", "格式"),
        ("answers:\n  unit: [甲\n", "f:2:10", "括号"),
        ('a: "甲\n\n \n', "f:1:5", "引号"),
        ("a: 1\n没有冒号", "f:2:4", "这一行或前面一行缺冒号"),
    ],
)
def test_broken_yaml_is_told_in_chinese_at_its_place(text: str, place: str, hint: str) -> None:
    """What is no YAML is told with its place and in Chinese, with a hint at the cause where it is a usual one."""
    with pytest.raises(InputError, match=hint) as caught:
        parse(text, "f")
    (problem,) = caught.value.problems
    assert str(problem.place).startswith(place)
    assert problem.place
    assert problem.place.line
    assert not set("abcdefghijklmnopqrstuvwxyz") & set(str(problem.message))


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9f", "\ud800", "\ufffe", "\u2028"])
def test_characters_that_are_no_text_are_refused_at_their_place(character: str) -> None:
    """Control characters, lone surrogates, non-characters and foreign line ends are refused, each at its place."""
    code = f"U+{ord(character):04X}"
    assert _faults(f"甲: 乙{character}\n丙: {character}丁\n") == [
        f"f:1:5: 含有不能用的字符 {code}",
        f"f:2:4: 含有不能用的字符 {code}",
    ]


def test_a_file_full_of_such_characters_is_told_briefly() -> None:
    """Of many such characters the first few are told."""
    assert 1 < len(_faults("a: " + "\x01" * 5000)) <= 20


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 3000,
        "a: " + "[" * 13 + "]" * 13,
        "a: " + "{a: " * 3000,
        "\n".join(" " * n + "a:" for n in range(3000)),
    ],
)
def test_great_depth_is_refused(text: str) -> None:
    """A file that nests deeper than twelve levels is refused with the place, and never breaks the reader."""
    (fault,) = _faults(text)
    assert "嵌套过深" in fault
    assert fault.count(":") >= 3


def test_twelve_levels_are_read() -> None:
    """Twelve levels of nesting are still read."""
    assert plain(parse("a: " + "[" * 11 + "x" + "]" * 11, "f"))


@pytest.mark.parametrize("text", ["a: [" + "x," * 20_000 + "]", "".join(f"k{n}: x\n" for n in range(20_000))])
def test_too_many_entries_are_refused(text: str) -> None:
    """A file of more than 20,000 entries is refused at the place where it goes too far."""
    (fault,) = _faults(text)
    assert "内容过多" in fault
    assert fault.startswith("f:")


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    """A file of more than 1 MB is refused unread."""
    path = tmp_path / "x.yaml"
    path.write_text("a: " + "x" * 1024 * 1024, "utf-8")
    with pytest.raises(InputError, match="文件过大"):
        load(path)


@pytest.mark.parametrize(
    "data", ["\ufeff单位: 某市\n".encode(), "单位: 某市\r\n".encode(), "单位: 某市\r".encode(), "单位: 某市".encode()]
)
def test_files_of_any_editor_are_read(data: bytes, tmp_path: Path) -> None:
    """A file with a byte order mark or with the line ends of another system reads the same."""
    path = tmp_path / "x.yaml"
    path.write_bytes(data)
    root = load(path)
    assert plain(root) == {"单位": "某市"}
    assert root.places == {"单位": Place(str(path), 1, 1)}


@_SETTINGS
@given(st.dictionaries(_TEXT, _VALUE, max_size=4))
def test_what_was_written_reads_back_the_same(value: dict[str, Any]) -> None:
    """Nested texts that are dumped and parsed are the same, character by character and in the same order."""
    text = dump(value)
    parsed = plain(parse(text, "f"))
    assert parsed == value
    assert isinstance(parsed, dict)
    assert list(parsed) == list(value)


@_SETTINGS
@given(st.text(alphabet=" \n\t甲:#-", max_size=20))
def test_line_breaks_and_blanks_read_back_the_same(text: str) -> None:
    """A text of many line breaks and blanks reads back the same, also below a list."""
    value = {"a": text, "b": [text, {"c": text}]}
    assert plain(parse(dump(value), "f")) == value


def test_a_list_used_twice_is_written_twice() -> None:
    """A list that stands in two places is written out in both, without aliases."""
    shared = ["甲"]
    assert plain(parse(dump({"a": shared, "b": shared}), "f")) == {"a": ["甲"], "b": ["甲"]}


def test_long_text_is_written_for_a_person() -> None:
    """Chinese text is written as it is and a text of several lines as a block."""
    assert dump({"单位": "某市", "案例": "甲\n乙"}) == "单位: 某市\n案例: |-\n  甲\n  乙\n"


@_SETTINGS
@given(
    st.lists(st.characters(exclude_characters="\r") | st.sampled_from("\n :-#[]{}&*!|>'\"%@`,?\t"), max_size=60).map(
        "".join
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    """Any text at all is either read or refused with a place in its file."""
    try:
        root = parse(text, "f")
    except InputError as error:
        lines = text.split("\n")
        for problem in error.problems:
            assert problem.place
            assert 1 <= problem.place.line <= len(lines)
            assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
    else:
        assert isinstance(root, Mapping)
