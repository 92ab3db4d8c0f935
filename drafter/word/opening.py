"""A strange .docx opened with care: looked at before it is unpacked, and read part by part within limits."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from drafter.errors import InputError, Place, Problem
from drafter.unzipped import BROKEN, LISTED
from drafter.word.wml import DOCUMENT, WORD

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.etree import _Element

_ENTRIES = 10_000
_MEGABYTE = 1024 * 1024
_PART_BYTES = 50 * _MEGABYTE
# A file is at most 50 MB, and to write it anew takes its parts packed twice: with these it keeps within 300 MB.
_ALL_BYTES = 80 * _MEGABYTE
_RATIO = 100
# Blank pictures are small and pack to nothing; no speech has so many of them.
_RATIO_OF_ALL_FROM = 20 * _MEGABYTE
# A tree takes some 200 bytes for each of these in its text, and a file is parsed twice to be compared; a speech has
# some 20,000 of them, and half a megabyte.
_MARKS = 500_000
_TREE_BYTES = 20 * _MEGABYTE
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED = 0x1

# The strict form of the standard has names of its own (ISO/IEC 29500-1, annex A).
_STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": WORD,
    "http://purl.oclc.org/ooxml/officeDocument/math": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}

# What can be wrong, and what to do.
_SAVE_AS = "用 Word 或 WPS 打开，另存为 .docx"
_CUT = "文件不完整，或不是 .docx", "重新复制或下载一份；打得开的话，另存为 .docx"
_DAMAGED = "文件损坏，有一部分读不出来", "重新复制或下载一份；打得开的话，另存为 .docx"
_FORBIDDEN = "文件里有 Word 不会写的声明，不予打开", _SAVE_AS
_LOCKED = "文件有密码", "用 Word 或 WPS 打开，去掉密码后另存"
_OLD = "这是旧格式的文件，不是 .docx", _SAVE_AS
STRANGE = "文件不是 Word 打包的", _SAVE_AS
_SWOLLEN = "文件展开后过大，不像一篇讲话稿", "只留讲话稿的文字，另存为 .docx"
NO_BODY = "文件里没有 Word 正文", _SAVE_AS
NO_DRAFT = "这不是 Word 文稿", _SAVE_AS
STRICT = "文件存成了“严格”格式", "用 Word 打开，另存为普通的 .docx"
NO_STORE = "文件里存的答案已损坏，读不出来", "用 --template 和 --profile 指明当时的模板和档案"
NESTED = "正文里嵌着另一个文件", _SAVE_AS


class Archive:
    """The parts of a zipped document, by name; large and small letters are the same there (ECMA-376-2, 6.2.2)."""

    def __init__(self, data: bytes, path: str) -> None:
        """Look at the directory. InputError, which names `path`, for what can't be opened or would unpack too large.

        Pictures may be as large as they are: they are never unpacked.
        """
        self._path = path
        if data.startswith(_OLE):
            raise self.error(_LOCKED if _PROTECTED in data else _OLD)
        if data.count(LISTED) > _ENTRIES:
            raise self.error(_SWOLLEN)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise self.error(_CUT) from error
        self._entries = {_plain(entry.filename): entry for entry in self._zip.infolist()}
        self._parsed: dict[str, tuple[int, int]] = {}
        self._check([entry for name, entry in self._entries.items() if is_xml(name)])

    def __contains__(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return _plain(name) in self._entries

    def parse(self, name: str) -> _Element:
        """The tree of a part that is there: no comments, nothing looked up outside, the names of the common form.

        InputError where it is damaged, or all that were parsed come to more than a speech has.
        """
        data = self.read(name)
        self._parsed[_plain(name)] = len(data), data.count(b"<") + data.count(b"=")
        sizes, marks = map(sum, zip(*self._parsed.values(), strict=True))
        if sizes > _TREE_BYTES or marks > _MARKS:
            raise self.error(_SWOLLEN)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
        )
        try:  # lxml reads names that it refuses to write
            root = _common(etree.fromstring(data, parser))
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.error(_DAMAGED) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.error(_FORBIDDEN)
        return root

    def read(self, name: str) -> bytes:
        """The bytes of a part that is there."""
        return self._read(self._entries[_plain(name)])

    def is_strict(self, name: str) -> bool:
        """Whether a part that is there is written in the strict form."""
        return any(uri.encode() in self.read(name) for uri in _STRICT)

    @property
    def names(self) -> list[str]:
        """The names of all parts, in order, as they are written."""
        return [entry.filename for entry in self._entries.values() if not entry.is_dir()]

    def parts(self) -> dict[str, bytes]:
        """The bytes of all parts, in order; InputError where one, or all together, would unpack too large."""
        self._check(self._entries.values())
        return {name: self.read(name) for name in self.names}

    @property
    def main(self) -> str:
        """The part that holds the text; InputError where there is none."""
        named = self.related("", "officeDocument")
        main = named if named in self else DOCUMENT
        if main not in self:
            raise self.error(NO_BODY)
        return main

    def beside(self, main: str, kind: str) -> _Element | None:
        """A part that goes with the main one: the one it names, else the one that usually does."""
        names = (self.related(main, kind), f"word/{kind}.xml")
        return next((self.parse(name) for name in names if name in self), None)

    def related(self, source: str, kind: str) -> str:
        """The part that `source` names as its part of this kind, empty if it names none (ECMA-376-2, 6.5)."""
        found = (self._target(source, each) for each in self.links(source) if _kind(each) == kind)
        return next((target for target in found if target), "")

    def target(self, source: str, identifier: str) -> str:
        """The part that `source` names by this id, empty if it names none."""
        found = (self._target(source, each) for each in self.links(source) if each.get("Id") == identifier)
        return next(found, "")

    def targets(self, source: str) -> list[str]:
        """All parts that `source` names, each once."""
        return list(dict.fromkeys(filter(None, (self._target(source, each) for each in self.links(source)))))

    def links(self, source: str) -> list[_Element]:
        """All that `source` names, within the file and outside of it (TargetMode External)."""
        folder, name = posixpath.split(source)
        relationships = posixpath.join(folder, "_rels", f"{name}.rels")
        return list(self.parse(relationships).iter("{*}Relationship")) if relationships in self else []

    def _target(self, source: str, link: _Element) -> str:
        if link.get("TargetMode") == "External":
            return ""
        return posixpath.normpath(posixpath.join("/", posixpath.split(source)[0], link.get("Target") or ""))

    def error(self, fault: tuple[str, str]) -> InputError:
        """What is wrong with the file, and what to do."""
        message, mend = fault
        return InputError(Problem(message, Place(self._path), mend))

    def _read(self, entry: zipfile.ZipInfo) -> bytes:
        """The bytes of a part."""
        self._check([entry])
        try:
            with self._zip.open(entry) as part:
                return part.read(_PART_BYTES)
        except BROKEN as error:
            raise self.error(_DAMAGED) from error

    def _check(self, entries: Collection[zipfile.ZipInfo]) -> None:
        """Refuse what is locked, packed in a way that a .docx isn't, or unpacks to too much, one by one or in all."""
        for entry in entries:
            if entry.flag_bits & _ENCRYPTED:
                raise self.error(_LOCKED)
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise self.error(STRANGE)
            if entry.file_size > _PART_BYTES or _swells(entry.file_size, entry.compress_size, _MEGABYTE):
                raise self.error(_SWOLLEN)
        unpacked, packed = sum(each.file_size for each in entries), sum(each.compress_size for each in entries)
        if unpacked > _ALL_BYTES or _swells(unpacked, packed, _RATIO_OF_ALL_FROM):
            raise self.error(_SWOLLEN)


def is_xml(name: str) -> bool:
    """Whether a part of this name is XML: what is read of a file, other than its pictures."""
    return name.lower().endswith((".xml", ".rels"))


def _swells(unpacked: int, packed: int, least: int) -> bool:
    """Whether so many bytes unpack to more than anybody's words and pictures do; fewer than the least may."""
    return unpacked > least and unpacked > _RATIO * packed


def _kind(link: _Element) -> str:
    """What a relationship leads to: the end of its type's name."""
    return (link.get("Type") or "").rsplit("/", 1)[-1]


def _plain(name: str) -> str:
    """A part's name as it is compared; some programs write a backslash between folders."""
    return name.replace("\\", "/").lstrip("/").lower()


def _common(root: _Element) -> _Element:
    """The tree with the names of the strict form put into those of the common one."""
    if etree.QName(root).namespace not in _STRICT:
        return root
    for element in root.iter("*"):
        element.tag = _common_name(str(element.tag))
        for name, text in element.attrib.items():
            if _common_name(str(name)) != name:
                del element.attrib[name]
                element.set(_common_name(str(name)), text)
    return root


def _common_name(name: str) -> str:
    """One name, of an element or an attribute, in the common form."""
    namespace, _, local = name[1:].partition("}") if name.startswith("{") else ("", "", name)
    return f"{{{_STRICT[namespace]}}}{local}" if namespace in _STRICT else name
