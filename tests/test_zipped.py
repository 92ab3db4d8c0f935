"""Parts in a zip."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import time
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.zipped import pack, pack_upon, unpack
from tests.installed import required

if TYPE_CHECKING:
    from pathlib import Path

NAMES = st.text("ab甲/", min_size=1, max_size=8)
PARTS = st.dictionaries(NAMES, st.binary(max_size=50), max_size=5)


@given(PARTS)
def test_what_is_packed_comes_out_in_its_order(parts: dict[str, bytes]) -> None:
    """Names, order and bytes of the parts are the same again."""
    assert list(unpack(pack(parts)).items()) == list(parts.items())


@given(PARTS, st.dictionaries(NAMES, st.lists(st.binary(max_size=50), max_size=3), max_size=3))
def test_a_zip_is_sound_whatever_changes(usual: dict[str, bytes], changing: dict[str, list[bytes]]) -> None:
    """Zipfile finds every part whole, whichever of them are deflated once for all or stretch by stretch."""
    usual = {name: data for name, data in usual.items() if name not in changing}
    with zipfile.ZipFile(io.BytesIO(pack_upon(usual, changing))) as archive:
        assert archive.testzip() is None
        found = [(name, archive.read(name)) for name in archive.namelist()]
    assert found == [*usual.items(), *((name, b"".join(each)) for name, each in changing.items())]


@given(PARTS, st.integers(0, 2_000), st.integers(1, 255))
def test_what_was_damaged_is_refused(parts: dict[str, bytes], at: int, by: int) -> None:
    """A byte that became another is told, or bears on nothing that is read; so is a zip cut off."""
    data = bytearray(pack(parts))
    data[at % len(data)] ^= by
    with suppress(ValueError):
        assert unpack(bytes(data)) == parts
    with pytest.raises(ValueError, match="zip"):
        unpack(pack(parts)[: -1 - at % len(data)])


@given(PARTS, st.integers(0, 2_000), st.integers(1, 255))
def test_a_damaged_list_is_refused(parts: dict[str, bytes], at: int, by: int) -> None:
    """Every byte of the list and of the end bears on what is read: lengths, notes, disks, rights, times."""
    data = bytearray(pack(parts))
    begins = int.from_bytes(data[-6:-2], "little")
    data[begins + at % (len(data) - begins)] ^= by
    with pytest.raises(ValueError, match="zip"):
        unpack(bytes(data))


@pytest.mark.parametrize(
    "command",
    [
        *(["unzip", "-q"], ["7z", "x"], ["bsdtar", "-xf"]),
        pytest.param(["jar", "-xf"], marks=pytest.mark.skipif(not shutil.which("jar"), reason="jar is part of a JDK")),
    ],
    ids=lambda command: command[0],
)
def test_another_program_unpacks_it(command: list[str], tmp_path: Path) -> None:
    """Info-ZIP, 7-Zip, libarchive and, where there is one, Java's jar give the parts back."""
    program = required(command[0])
    parts = {"a": b"1" * 9999, "b/甲.xml": b"2" + b"3" * 9999}
    (tmp_path / "a.zip").write_bytes(pack_upon({"a": parts["a"]}, {"b/甲.xml": [b"2", b"", b"3" * 9999]}))
    (tmp_path / "out").mkdir()
    subprocess.run(
        [program, *command[1:], str(tmp_path / "a.zip")],
        check=True,
        capture_output=True,
        cwd=tmp_path / "out",
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    assert {name: (tmp_path / "out" / name).read_bytes() for name in parts} == parts


def test_the_same_parts_are_the_same_bytes_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time of packing is not told."""
    before = pack({"a": b"1"})
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert pack({"a": b"1"}) == before


def test_what_no_other_reader_can_inflate_is_refused() -> None:
    """Whatever bit is turned in a part that was packed in stretches, zipfile reads the same, or it is refused."""
    data = pack_upon({}, {"a": [b"one stretch", b"another stretch", b"one stretch"]})
    start = data.index(b"a", 30) + 1
    for place in range(start * 8, data.index(b"PK\1\2") * 8):
        damaged = bytearray(data)
        damaged[place // 8] ^= 1 << place % 8
        try:
            found = unpack(bytes(damaged))["a"]
        except ValueError:
            continue
        with zipfile.ZipFile(io.BytesIO(bytes(damaged))) as archive:
            assert archive.read("a") == found
