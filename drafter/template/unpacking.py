"""A strange package opened with care: everything in it is looked at before anything is written."""

from __future__ import annotations

import io
import re
import stat
import unicodedata
import zipfile
from typing import TYPE_CHECKING

from drafter.errors import InputError, Place, Problem
from drafter.files import is_plain_name, read_bytes
from drafter.nodes import NodeReader
from drafter.template.catalog import DEFINITION, SHARED
from drafter.template.package import FORMAT, MANIFEST, OWN, PHRASES, QUESTIONS, SOURCES, Package, digest
from drafter.unzipped import BROKEN, LISTED
from drafter.yamlfile import Mapping, parse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

_KILO = 1024
_FILE_BYTES = 5 * _KILO * _KILO
_PART_BYTES = _KILO * _KILO
_ALL_BYTES = 10 * _KILO * _KILO
_ENTRIES = 500
_RATIO = 100
_NAME_LENGTH = 150
_TOLD, _SHOWN = 20, 80
_LOCKED = 0x1 | 0x40 | 0x2000  # the zip format has three ways to say it (APPNOTE, 4.4.4)
# names that a template's files can have: parts of letters, digits, _ and -, an ending, a few folders
_SECTION = re.compile(rf"{OWN}(/[\w-]+){{0,4}}/[\w-]+(\.[\w-]+)*\.j2")
_OTHERS = (f"{OWN}/{DEFINITION}", f"{OWN}/{SOURCES}", f"{SHARED}/{PHRASES}", f"{SHARED}/{QUESTIONS}", MANIFEST)


def unpacked(path: Path) -> Package:
    """The package in a file. InputError lists all that is wrong with it, naming the entry."""
    return package_in(read_bytes(path, _FILE_BYTES), str(path))


def package_in(data: bytes, path: str) -> Package:
    """The same of bytes that were read from `path`."""
    if data.count(LISTED) > _ENTRIES:
        raise _refusal([Problem(f"文件太多，超过 {_ENTRIES} 个", Place(path))])
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise _refusal([Problem("打不开：不是 .zip 文件，或文件不完整", Place(path))]) from error
    entries = archive.infolist()
    found = [*_faults(entries), *_clashes([entry.orig_filename for entry in entries])]
    if sum(entry.file_size for entry in entries) > _ALL_BYTES:
        found.append(f"展开后过大，超过 {_ALL_BYTES // _KILO // _KILO} MB")
    if found:
        raise _refusal([Problem(message, Place(path)) for message in found])
    contents = {}
    for entry in entries:
        text = _text(archive, entry)
        if text is None:
            found.append(f"“{shown(entry.filename)}”读不出来：损坏了，或不是 UTF-8 文字")
        else:
            contents[entry.filename] = text
    if MANIFEST not in contents and not found:
        found.append(f"缺清单 {MANIFEST}，不是 drafter 打的包")
    if found:
        raise _refusal([Problem(message, Place(path)) for message in found])
    return _manifested(contents, path)


def shown(text: str) -> str:
    """Text from a stranger as a terminal may show it: without control characters, and not too long."""
    harmless = "".join(letter if letter.isprintable() else "�" for letter in text)
    return harmless if len(harmless) <= _SHOWN else f"{harmless[: _SHOWN - 1]}…"


def _faults(entries: Iterable[zipfile.ZipInfo]) -> Iterator[str]:
    """What is wrong with each entry, by what the directory of the zip says."""
    for entry in entries:
        fault = _misnamed(entry.orig_filename) or _misfit(entry)
        if fault:
            yield f"“{shown(entry.orig_filename)}”{fault}"


def _misnamed(name: str) -> str:
    """What is wrong with the name of an entry as it is written, empty for nothing."""
    parts = name.split("/")
    if name.startswith(("/", "\\")) or name[1:2] == ":" or ".." in name.replace("\\", "/").split("/"):
        return "会跑到模板文件夹外面去"
    if not all(is_plain_name(part) for part in parts) or len(name) > _NAME_LENGTH:
        return "这个名字有的系统不认，或是隐藏文件"
    if name not in _OTHERS and not _SECTION.fullmatch(name):
        return "不是模板的文件：只收 .j2、template.yaml 和共用的提法、问题"
    return ""


def _misfit(entry: zipfile.ZipInfo) -> str:
    """What else is wrong with an entry, empty for nothing."""
    if stat.S_IFMT(entry.external_attr >> 16) not in {0, stat.S_IFREG}:
        return "是链接或别的东西，不是普通文件"
    if entry.flag_bits & _LOCKED:
        return "有密码"
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return "用了不认识的压缩方式"
    if entry.file_size > _PART_BYTES:
        return f"过大，超过 {_PART_BYTES // _KILO} KB"
    if entry.file_size > max(64 * _KILO, _RATIO * entry.compress_size):
        return "展开后大得不正常"
    return ""


def _clashes(names: Collection[str]) -> Iterator[str]:
    """Names that are one on some system: it may not tell large from small letters; or a file and a folder."""
    taken: dict[str, str] = {}
    for name in names:
        if _folded(name) in taken:
            yield f"“{shown(name)}”和“{shown(taken[_folded(name)])}”同名"
        taken.setdefault(_folded(name), name)
    for name in names:
        parts = _folded(name).split("/")
        if any("/".join(parts[:count]) in taken for count in range(1, len(parts))):
            yield f"“{shown(name)}”的文件夹和一个文件同名"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _text(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
    """The bytes of an entry that is text; None for any other, and for one that isn't what the directory says."""
    try:
        with archive.open(entry) as part:
            data = part.read(_PART_BYTES + 1)
        text = data.decode("utf-8")
    except BROKEN:
        return None
    return data if len(data) == entry.file_size and "\0" not in text else None


def _manifested(contents: dict[str, bytes], path: str) -> Package:
    """The package that a manifest tells of, if it tells the truth."""
    where = f"{path}:{MANIFEST}"
    reader = _Reader()
    try:
        package = reader.package(parse(contents[MANIFEST].decode("utf-8"), where), contents)
    except InputError as error:
        raise _refusal(error.problems) from error
    if reader.problems:
        raise _refusal(reader.problems)
    return package


class _Reader(NodeReader):
    """Reads a manifest against what is there."""

    def package(self, root: Mapping, contents: dict[str, bytes]) -> Package:
        if self.text(root, "format") != FORMAT:
            self.fault("不认识这个包的格式", root.place, "升级 drafter 再试")
        told, there = self._mapping(root, "files"), contents.keys() - {MANIFEST}
        for name in sorted(told.entries.keys() | there):
            if not self._is_told(told, name, contents.get(name)):
                self.fault(f"“{shown(name)}”和清单对不上", root.place, "打包以后改过，或没有传完整")
        if f"{OWN}/{DEFINITION}" not in there:
            self.fault(f"缺 {OWN}/{DEFINITION}", root.place)
        folder = self.text(root, "folder")
        if shown(folder) != folder:
            self.fault("folder 太长，或有看不见的字符", root.place)
        return Package(
            folder=folder,
            name=self.text(root, "name"),
            version=self.text(root, "version"),
            files={name: contents[name] for name in sorted(there)},
            needs={
                name: self.text(needed, name) for needed in [self._mapping(root, "needs")] for name in needed.entries
            },
        )

    def _is_told(self, told: Mapping, name: str, data: bytes | None) -> bool:
        """Whether a file is there, and its size and hash are what the manifest says."""
        entry = told.entries.get(name)
        if data is None or not isinstance(entry, Mapping):
            return False
        return (self.text(entry, "size"), self.text(entry, "sha256")) == (str(len(data)), digest(data))

    def _mapping(self, root: Mapping, key: str) -> Mapping:
        """The mapping of an entry; an empty one where there is none."""
        node = root.entries.get(key)
        return node if isinstance(node, Mapping) else Mapping({}, {}, root.place)


def _refusal(problems: Collection[Problem]) -> InputError:
    """The error that tells these, not more than a person reads, and what becomes of the package."""
    more = [Problem(f"……另有 {len(problems) - _TOLD} 处")] if len(problems) > _TOLD else []
    last = Problem("没有加，什么都没有写", mend="请做包的人用 drafter template pack 重新打包")
    return InputError(*list(problems)[:_TOLD], *more, last)
