"""How a text is built, kept from one run to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import cache, homes
from drafter.cache import makers, recall, remember
from drafter.errors import InputError
from drafter.files import read_text, shipped
from drafter.yamlfile import Items, Scalar, dump, load, parse, reading
from drafter.yamlfile.kept import keep, kept_tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drafter.yamlfile import Node

TEXT = """\
# 注
a: 一段话
b: ['引号里的', "双引号里的", ]
c:
  - k: |
      第一行
        第二行

      第三行
    空:
d: {e: }
"""
# a hash that fits, and what nobody wrote on purpose
HOSTILE = [
    "",
    "9",
    "2 1 1",
    "0 1 1 0",
    "2 1 1 1 1 1 1 0 0 1 1 0",
    "1 1 1 1 " * 3000,
    "2 1 1 99999999999",
    "x",
    "2 1 1 -1",
]
_WORDS = st.text(alphabet="一二ab12 :#-'\"\n\\é", max_size=12)
_VALUES: st.SearchStrategy[Any] = st.recursive(
    _WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=3), max_leaves=6
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what is kept, empty."""
    monkeypatch.setattr(homes, "cache_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache" / "yaml"


def _written(folder: Path, text: str) -> Path:
    path = folder.parents[1] / "f.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_that_was_read_before_reads_alike_without_pyyaml(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts, places and the order of entries are those that were read, by whatever name the file goes now."""
    first = load(_written(folder, TEXT))
    assert first == parse(TEXT, str(folder.parents[1] / "f.yaml"))
    elsewhere = folder.parents[1] / "g.yaml"
    elsewhere.write_text(TEXT, encoding="utf-8")
    expected = parse(TEXT, str(elsewhere))
    monkeypatch.delattr(reading, "read")
    assert load(elsewhere) == expected
    assert list(load(elsewhere).entries) == list(expected.entries)


def test_another_pyyaml_reads_a_file_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an older version read is not taken for what this one reads."""
    load(_written(folder, TEXT))
    monkeypatch.setattr(cache, "makers", lambda by: ("newer",) if by == "yaml" else makers(by))
    load(_written(folder, TEXT))
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("path", sorted(shipped("templates").rglob("*.yaml")), ids=lambda path: path.parent.name)
@pytest.mark.usefixtures("folder")
def test_what_is_shipped_can_be_kept(path: Path) -> None:
    """Each YAML file of a shipped template reads from what is kept as it reads itself."""
    text = read_text(path)
    tree = parse(text, str(path))
    assert kept_tree(text, str(path)) is None
    keep(tree, text)
    assert kept_tree(text, str(path)) == tree


@given(st.dictionaries(_WORDS, _VALUES, max_size=4))
def test_a_text_comes_back_as_it_reads_or_not_at_all(value: dict[str, Any]) -> None:
    """Whatever is written, what is kept of it is the tree that reading gives, or nothing."""
    text = dump(value)
    tree = parse(text, "f")
    keep(tree, text)
    assert kept_tree(text, "f") in (tree, None)


@given(
    st.lists(st.sampled_from([*"ab:-?|>#'\"[]{},\n ", ": ", "- ", "  ", "\n  ", "一二", "|-\n", ">+\n"]), max_size=25)
)
def test_a_spoiled_text_comes_back_as_it_reads_or_not_at_all(pieces: list[str]) -> None:
    """The same of whatever else YAML takes."""
    text = "".join(pieces)
    try:
        tree = parse(text, "f")
    except InputError:
        return
    keep(tree, text)
    assert kept_tree(text, "f") in (tree, None)


def test_no_word_of_a_file_is_kept(folder: Path) -> None:
    """What is kept are a hash and numbers."""
    load(_written(folder, TEXT))
    (path,) = folder.iterdir()
    numbers = recall("yaml", path.name)
    assert numbers
    assert all(number.isdigit() for number in numbers.split())


@pytest.mark.parametrize("text", ["", "? ", "a:", "a: ", "? a\n", "a:\n- b\n", "a: |\n\n", "a: ''"])
def test_what_is_not_written_is_kept_as_nothing(folder: Path, text: str) -> None:
    """A value that is missing at the very end, and an empty one, read from what is kept as from the file."""
    path = _written(folder, text)
    assert load(path) == load(path) == parse(text, str(path))
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("text", ['a: "一\\u4e8c"\n', "a: '一''二'\n", "a: 一\n  二\n", "a: >\n  一\n  二\n"])
def test_words_that_are_written_otherwise_than_they_read_are_read_each_time(folder: Path, text: str) -> None:
    """Escapes, doubled quotes and folded lines keep a file from being kept."""
    path = _written(folder, text)
    assert load(path) == load(path) == parse(text, str(path))
    assert not folder.exists()


@pytest.mark.parametrize("damage", [b"", b"half", b"\n", b"\xff\n1"])
def test_what_was_damaged_is_read_anew(folder: Path, damage: bytes) -> None:
    """A file that is no longer what was kept is passed over and replaced."""
    path = _written(folder, TEXT)
    tree = load(path)
    (there,) = folder.iterdir()
    whole = there.read_bytes()
    for broken in (damage, whole[:-1], whole.replace(b" 1 ", b" 2 ", 1)):
        there.write_bytes(broken)
        assert load(path) == tree
        assert there.read_bytes() == whole


@pytest.mark.parametrize("numbers", HOSTILE)
def test_what_somebody_else_put_there_brings_no_words(folder: Path, numbers: str) -> None:
    """Numbers that nobody kept are passed over, or make a tree of what stands in the text."""
    path = _written(folder, TEXT)
    load(path)
    (there,) = folder.iterdir()
    remember("yaml", there.name, numbers.encode(), 9)
    assert all(line in TEXT for words in _words(load(path)) for line in words.splitlines())


def _words(node: Node) -> Iterator[str]:
    """All keys and values of a tree."""
    if isinstance(node, Scalar):
        yield node.text
    elif isinstance(node, Items):
        for item in node.items:
            yield from _words(item)
    else:
        for key, entry in node.entries.items():
            yield key
            yield from _words(entry)
