"""A hostile package is refused by name, before anything of it is written."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import InputError
from drafter.template.package import Package
from drafter.template.unpacking import package_in, unpacked
from drafter.zipped import pack, unpack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

YAML = "name: 小会讲话\nversion: 2\nquestions: []\nfront: {title: 小会}\nsections: [{name: body}]\n".encode()
SMALL = Package("small", "小会讲话", "2", {"template/body.j2": "正文".encode(), "template/template.yaml": YAML}, {})


def with_entry(
    name: str = "template/x.j2", data: bytes = b"x", change: Callable[[zipfile.ZipInfo], None] | None = None
) -> bytes:
    """A good package with one entry more."""
    stream = io.BytesIO(SMALL.zipped())
    entry = zipfile.ZipInfo("a")
    entry.filename = name  # ZipInfo would cut it at a null character
    entry.compress_type = zipfile.ZIP_DEFLATED
    if change:
        change(entry)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(entry, data)
    return stream.getvalue()


def swapped(other: Package) -> bytes:
    """The good package's manifest with the files of another."""
    return pack({"drafter.yaml": unpack(SMALL.zipped())["drafter.yaml"], **other.files})


def refusal(data: bytes) -> str:
    """What is said when the package is refused."""
    with pytest.raises(InputError) as refused:
        package_in(data, "x.zip")
    assert "什么都没有写" in str(refused.value)
    return str(refused.value)


def as_link(entry: zipfile.ZipInfo) -> None:
    """Make an entry a link."""
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16


def as_device(entry: zipfile.ZipInfo) -> None:
    """Make an entry a device."""
    entry.external_attr = (stat.S_IFCHR | 0o600) << 16


def as_lzma(entry: zipfile.ZipInfo) -> None:
    """Compress an entry in a way that few programs know."""
    entry.compress_type = zipfile.ZIP_LZMA


@pytest.mark.parametrize(
    "name",
    ["../x.j2", "template/../../x.j2", "/etc/x.j2", "C:/x.j2", "C:x.j2", "..\\x.j2", "\\\\host\\x.j2", "template/.."],
)
def test_a_path_that_leaves_the_folder_is_refused(name: str) -> None:
    """An absolute path, a drive, a parent folder: each is named and refused."""
    assert f"“{name}”会跑到模板文件夹外面去" in refusal(with_entry(name))


@pytest.mark.parametrize(
    "name",
    [
        *("template/a\\b.j2", "template/con.j2", "template/aux", "template/x.j2.", "template/x.j2 ", "template/ x.j2"),
        *("template/a:b.j2", "template/a?.j2", "template//x.j2", "template/.x.j2", "template/points/", ".j2", ""),
        f"template/{'x' * 200}.j2",
    ],
)
def test_a_name_that_some_system_refuses_is_refused(name: str) -> None:
    """Names that are reserved, hidden, too long, or hold what a file system doesn't take."""
    assert "这个名字有的系统不认" in refusal(with_entry(name))


@pytest.mark.parametrize("letter", ["\x00", "\x1b", "\n", "\u202e", "\u200b"])
def test_a_control_character_in_a_name_never_reaches_the_terminal(letter: str) -> None:
    """A name with a control character is refused, and shown without it."""
    said = refusal(with_entry(f"template/a{letter}[31mb.j2"))
    assert "“template/a�[31mb.j2”" in said
    assert letter not in said.replace("\n", "") or letter == "\n"


@pytest.mark.parametrize(
    "name",
    [
        *("template/x.py", "template/inner.zip", "template/notes.yaml", "shared/points.j2", "shared/other.yaml"),
        *("x.j2", "__MACOSX/x.j2", "template/sub/template.yaml", "template/1/2/3/4/5/6.j2"),
    ],
)
def test_what_is_no_file_of_a_template_is_refused(name: str) -> None:
    """Other kinds of files, zips within the zip and files in other places are no part of a template."""
    assert f"“{name}”不是模板的文件" in refusal(with_entry(name))


@pytest.mark.parametrize(("change", "said"), [(as_link, "是链接"), (as_device, "是链接"), (as_lzma, "压缩方式")])
def test_an_entry_that_is_no_plain_file_is_refused(change: Callable[[zipfile.ZipInfo], None], said: str) -> None:
    """A link, a device, a strange compression."""
    assert f"“template/x.j2”{said}" in refusal(with_entry(change=change)).replace("用了不认识的", "")


def test_a_locked_entry_is_refused() -> None:
    """An entry that wants a password."""
    data = bytearray(with_entry())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.rindex(mark) + offset] |= 1
    assert "“template/x.j2”有密码" in refusal(bytes(data))


@pytest.mark.parametrize("name", ["template/BODY.j2", "template/body.j2", "Drafter.yaml"])
def test_names_that_are_one_on_some_system_are_refused(name: str) -> None:
    """The same name twice, or in other letters."""
    with pytest.warns(UserWarning, match="Duplicate name") if name == "template/body.j2" else nullcontext():
        assert f"“{name}”" in refusal(with_entry(name))


def test_a_folder_named_like_a_file_is_refused() -> None:
    """A file and a folder of one name can't both be written."""
    assert "文件夹和一个文件同名" in refusal(with_entry("template/body.j2/x.j2"))


def test_a_part_that_swells_is_refused() -> None:
    """An entry that is a hundred times as large as it is packed, or larger than any section."""
    assert "“template/x.j2”展开后大得不正常" in refusal(with_entry(data=b" " * 500_000))
    assert "“template/x.j2”过大" in refusal(with_entry(data=b" " * 2_000_000))


def test_a_part_that_hides_its_size_is_refused() -> None:
    """An entry that says less of its size than it holds is read no further than it says, and refused."""
    data = bytearray(with_entry(data=b" " * 900_000))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.rindex(mark) + offset, 10)
    assert "“template/x.j2”读不出来" in refusal(bytes(data))


def test_a_part_that_goes_by_two_names_is_refused() -> None:
    """An entry whose own head has another name than the directory, as some programs would unpack it."""
    data = with_entry().replace(b"template/x.j2", b"../../../x.j2", 1)
    assert "“template/x.j2”读不出来" in refusal(data)


def test_a_folder_that_cant_be_shown_is_refused() -> None:
    """A template's folder with characters that nobody sees, or too long to read, is refused."""
    for folder in ("a\u2063b", "x" * 100):
        data = Package(folder, "小会讲话", "2", SMALL.files, {}).zipped()
        assert "folder 太长，或有看不见的字符" in refusal(data)


def test_too_much_in_all_is_refused() -> None:
    """Many large parts, many parts, a large file."""
    noise = bytes(range(1, 128)) * 6000
    files = {f"template/x{number}.j2": noise for number in range(20)}
    assert "展开后" in refusal(Package("small", "", "", files, {}).zipped())
    assert "文件太多" in refusal(b"PK\x01\x02" * 501)


@pytest.mark.parametrize("data", [b"\xff\xfe", "正文".encode("gb18030"), b"a\0b"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    """Only UTF-8 is text."""
    assert "“template/x.j2”读不出来" in refusal(with_entry(data=data))


def test_a_part_that_was_damaged_is_refused() -> None:
    """A byte that was changed on the way is found."""
    data = bytearray(SMALL.zipped())
    data[data.index(b"template/body.j2") + len("template/body.j2")] ^= 0xFF
    assert "“template/body.j2”读不出来" in refusal(bytes(data))


@pytest.mark.parametrize("cut", [0, 10, 200, -30])
def test_what_is_no_whole_zip_is_refused(cut: int) -> None:
    """An empty file, a file that was cut off."""
    assert "打不开" in refusal(SMALL.zipped()[:cut])


def test_the_manifest_tells_the_truth() -> None:
    """An entry that the manifest doesn't name, one that it tells wrong and one that is missing are each named."""
    assert "“template/x.j2”和清单对不上" in refusal(with_entry())
    for changed in ({"template/body.j2": b"y"}, {"template/body.j2": "正闻".encode()}):
        other = Package("small", "小会讲话", "2", {**SMALL.files, **changed}, {})
        assert "“template/body.j2”和清单对不上" in refusal(swapped(other))
    assert "“template/body.j2”和清单对不上" in refusal(
        swapped(Package("s", "", "", {"template/template.yaml": YAML}, {}))
    )


def test_a_zip_of_something_else_is_refused() -> None:
    """A zip without a manifest, of another format, with a broken manifest or without a template.yaml."""
    assert "缺清单 drafter.yaml" in refusal(pack({"template/body.j2": b"x"}))
    assert "不认识这个包的格式" in refusal(pack({"drafter.yaml": b"format: 2\n"}))
    assert "缺 template/template.yaml" in refusal(pack({"drafter.yaml": b"format: 1\nfiles: []\nneeds: x\n"}))
    assert "x.zip:drafter.yaml:1:4" in refusal(pack({"drafter.yaml": b"a: [\n"}))


def test_all_faults_are_told_at_once_but_not_thousands() -> None:
    """Each bad entry is named; of very many the first ones, and how many more there are."""
    said = refusal(pack({f"x{number}.py": b"" for number in range(30)}))
    assert said.count("不是模板的文件") == 20
    assert "另有 10 处" in said


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    """A file larger than any package is refused by its size."""
    (tmp_path / "x.zip").write_bytes(b"\0" * 6_000_000)
    with pytest.raises(InputError, match="文件过大"):
        unpacked(tmp_path / "x.zip")


@given(st.binary(max_size=300), st.integers(0, 2000), st.integers(0, 255))
def test_damage_never_ends_in_anything_but_a_refusal(noise: bytes, at: int, byte: int) -> None:
    """Random bytes, and a package with one byte changed, are refused or read; nothing else happens."""
    changed = bytearray(SMALL.zipped())
    changed[at % len(changed)] = byte
    for data in (noise, bytes(changed)):
        with suppress(InputError):
            assert package_in(data, "x.zip").files == SMALL.files
