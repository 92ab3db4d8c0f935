"""A zip of parts: the same bytes for the same parts.

Written by hand, since a draft's zip differs from the last one's in two parts of fifteen, and of these in a few
stretches: all else is deflated and described once, where zipfile would take half of a draft's time to do it anew. It
is read by hand too, each draft before it is saved; zipfile is for the zips of others, and for tests of these.
"""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    _Begun: TypeAlias = tuple[bytes, bytes, int]

_QUICK, _USUAL = 3, 6
"""zlib's levels: the quick one takes a fifth of the time of the usual one; a speech comes out four per cent longer."""
_WINDOW, _MEMORY = 13, 6
"""For stretches zlib looks back 8 KB: with the usual 32 it clears its memory longer than it packs a paragraph."""
# PKWARE's APPNOTE 6.3.10: 4.3.7, 4.3.12 and 4.3.16. A local header is its signature and what the list says too.
_ALIKE = struct.Struct("<5H3I2H")
_LISTED = struct.Struct("<3H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_SIGN, _LIST_SIGN, _END_SIGN = b"PK\3\4", b"PK\1\2\x14\3", b"PK\5\6"
_NAMED, _NAME = 28, 46
"""Where a line of the list says how long the name is, and where the name begins."""
_VERSION, _UTF8, _DEFLATED = 20, 1 << 11, 8
_LAST = b"\3\0"
"""An empty block that says that it is the last (RFC 1951, 3.2.3 and 3.2.6)."""
_FLUSHED = b"\0\0\xff\xff"
"""What all that was packed is flushed with (RFC 1951, 3.2.4: an empty block that isn't compressed)."""
_STRANGE = "not a zip of ours"
_PLAIN_FILE = 0o100644 << 16
"""Its rights on Unix, where the zip says that it was made: else Info-ZIP takes names for those of a code page."""
_EARLIEST = 0, 0x21
"""Midnight of 1 January 1980, the first time that a zip can hold: the bytes must not tell when they were made."""


class _Entry(NamedTuple):
    """A part as it stands in the zip, and its line in the list but for where it stands."""

    local: bytes
    listed: bytes
    name: bytes


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Zip the parts, with a fixed time and no trace of the machine."""
    return _zipped((b"", b"", 0), [_entry(name, data, _deflated(data)) for name, data in parts.items()])


def pack_upon(usual: Mapping[str, bytes], changing: Mapping[str, Sequence[bytes]]) -> bytes:
    """The same of parts that many zips have alike, which come first, and parts that differ from zip to zip.

    changing: each as its stretches, in order. What stands in few places differs in few stretches, and those that come
    again are deflated once.
    """
    entries = [
        _entry(name, b"".join(stretches), b"".join([*map(_stretch, stretches), _LAST]))
        for name, stretches in changing.items()
    ]
    return _zipped(_packed(tuple(usual.items())), entries)


def _zipped(begun: _Begun, entries: Iterable[_Entry]) -> bytes:
    """A whole zip of what it begins with and these entries."""
    packed, listed, number = begun
    written, lines, offset = [packed], [listed], len(packed)
    for entry in entries:
        written.append(entry.local)
        lines.append(_line(entry, offset))
        offset += len(entry.local)
    listing, number = b"".join(lines), number + len(lines) - 1
    end = _END.pack(_END_SIGN, 0, 0, number, number, len(listing), offset, 0)
    return b"".join((*written, listing, end))


@lru_cache(maxsize=16)
def _packed(parts: tuple[tuple[str, bytes], ...]) -> _Begun:
    """The parts that many zips have, their lines in the list, and how many they are."""
    entries = [_entry(name, data, _deflated(data, _USUAL)) for name, data in parts]
    offsets = [0]
    for entry in entries:
        offsets.append(offsets[-1] + len(entry.local))
    lines = map(_line, entries, offsets)
    return b"".join(entry.local for entry in entries), b"".join(lines), len(entries)


def _deflated(data: bytes, level: int = _QUICK) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@lru_cache(maxsize=32)
def _stretch(data: bytes) -> bytes:
    """A stretch of a part, deflated so that any other may stand before it and behind it (RFC 1951, 3.2.4)."""
    packer = zlib.compressobj(_QUICK, zlib.DEFLATED, -_WINDOW, _MEMORY)
    return packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)


def _entry(name: str, data: bytes, deflated: bytes) -> _Entry:
    """A part as it is and deflated."""
    named = name.encode()
    sizes = zlib.crc32(data), len(deflated), len(data), len(named), 0
    alike = _ALIKE.pack(_VERSION, 0 if name.isascii() else _UTF8, _DEFLATED, *_EARLIEST, *sizes)
    return _Entry(b"".join((_LOCAL_SIGN, alike, named, deflated)), alike, named)


def _line(entry: _Entry, offset: int) -> bytes:
    """A part's line in the list of the zip, which says where it stands."""
    return b"".join((_LIST_SIGN, entry.listed, _LISTED.pack(0, 0, 0, _PLAIN_FILE, offset), entry.name))


def unpack(data: bytes, wanted: Collection[str] | None = None) -> dict[str, bytes]:
    """The parts of a zip of our own in order, or those of them that are wanted; found by the list, as any reader does.

    ValueError for whatever isn't as `pack` and `pack_upon` write it.
    """
    return {name: b"".join(stretches) for name, stretches in unpack_stretches(data, wanted).items()}


def unpack_stretches(data: bytes, wanted: Collection[str] | None = None) -> dict[str, list[bytes]]:
    """The same, each part as the stretches that it was packed in, but for empty ones.

    One that comes again is inflated once.
    """
    try:
        return {
            name: _inflated(data[place : place + sizes[1]], sizes)
            for name, place, sizes in _places(data)
            if wanted is None or name in wanted
        }
    except (struct.error, zlib.error, UnicodeDecodeError) as error:
        raise ValueError(_STRANGE) from error


def _places(data: bytes) -> Iterator[tuple[str, int, tuple[int, int, int]]]:
    """The name of each part, where it begins, and its checksum and its lengths deflated and not."""
    ends = len(data) - _END.size
    *_, number, _, at, _ = _END.unpack_from(data, ends)
    if not data.endswith(_END.pack(_END_SIGN, 0, 0, number, number, ends - at, at, 0)):
        raise ValueError(_STRANGE)
    for _ in range(number):
        line = data[at : at + _NAME + int.from_bytes(data[at + _NAMED : at + _NAMED + 2], "little")]
        name, place, local, sizes = _read(line)
        if not data.startswith(local, place):
            raise ValueError(_STRANGE)
        yield name, place + len(local), sizes
        at += len(line)
    if at != ends:
        raise ValueError(_STRANGE)


@lru_cache(maxsize=64)
def _read(line: bytes) -> tuple[str, int, bytes, tuple[int, int, int]]:
    """What a line of the list says: the name of a part, where its local header begins, that header, and as above."""
    alike, name = line[len(_LIST_SIGN) :][: _ALIKE.size], line[_NAME:]
    *_, checksum, deflated, length, named, extra = _ALIKE.unpack(alike)
    *_, place = _LISTED.unpack_from(line, len(_LIST_SIGN) + _ALIKE.size)
    if line != _line(_Entry(b"", alike, name), place) or extra or len(name) != named:
        raise ValueError(_STRANGE)
    local = b"".join((_LOCAL_SIGN, alike, name))
    return name.decode(), place, local, (checksum, deflated, length)


def _inflated(deflated: bytes, sizes: tuple[int, int, int]) -> list[bytes]:
    """A part's stretches; all of it as one where it wasn't packed in stretches, whatever its bytes look like."""
    checksum, _, length = sizes
    found = _apart(deflated)
    if found is None or not _is_sound(found, checksum, length):
        found = [zlib.decompress(deflated, -zlib.MAX_WBITS, max(length, 1))]
        if not _is_sound(found, checksum, length):
            raise ValueError(_STRANGE)
    return found


def _is_sound(stretches: Collection[bytes], checksum: int, length: int) -> bool:
    found = 0
    for stretch in stretches:
        found = zlib.crc32(stretch, found)
    return found == checksum and sum(map(len, stretches)) == length


def _apart(deflated: bytes) -> list[bytes] | None:
    """What lies between the places where all was flushed; None where these aren't such places."""
    found, start = [], 0
    try:
        while (end := deflated.find(_FLUSHED, start)) >= 0:
            end += len(_FLUSHED)
            found.append(_stretch_of(deflated[start:end]))
            start = end
    except zlib.error:
        return None
    return [stretch for stretch in found if stretch] if deflated[start:] == _LAST else None


@lru_cache(maxsize=32)
def _stretch_of(deflated: bytes) -> bytes:
    """A stretch as it was before it was deflated. zlib.error where it needs what stands before it, or ends the part."""
    packer = zlib.decompressobj(-_WINDOW)
    found, has_ended = packer.decompress(deflated), packer.eof
    # the flush was read to its end if a last block can stand right behind it
    more = packer.decompress(_LAST)
    if has_ended or more or not packer.eof:
        raise zlib.error
    return found
