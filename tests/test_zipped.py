"""Parts in a zip."""

from __future__ import annotations

import io
import shutil
import subprocess
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.zipped import pack, unpack

if TYPE_CHECKING:
    from pathlib import Path

NAMES = st.text("ab甲/", min_size=1, max_size=8)


@given(st.dictionaries(NAMES, st.binary(max_size=50), max_size=5))
def test_what_is_packed_comes_out_in_its_order(parts: dict[str, bytes]) -> None:
    """Names, order and bytes of the parts are the same again."""
    assert list(unpack(pack(parts)).items()) == list(parts.items())


@given(st.dictionaries(NAMES, st.binary(max_size=50), max_size=5), st.sets(NAMES, max_size=3))
def test_a_zip_is_sound_whatever_changes(parts: dict[str, bytes], changing: set[str]) -> None:
    """Zipfile finds every part whole, whichever of them are deflated once for all; those come first."""
    with zipfile.ZipFile(io.BytesIO(pack(parts, changing))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == parts
        assert archive.namelist() == sorted(parts, key=lambda name: name in changing)


@pytest.mark.parametrize(
    "command", [["unzip", "-q"], ["7z", "x"], ["bsdtar", "-xf"], ["jar", "-xf"]], ids=lambda command: command[0]
)
def test_another_program_unpacks_it(command: list[str], tmp_path: Path) -> None:
    """Info-ZIP, 7-Zip, libarchive and Java's jar, whichever there are, give the parts back."""
    program = shutil.which(command[0])
    if program is None:
        pytest.skip(f"{command[0]} is not installed")
    parts = {"a": b"1" * 9999, "b/c.xml": b"2"}
    (tmp_path / "a.zip").write_bytes(pack(parts, {"a"}))
    (tmp_path / "out").mkdir()
    subprocess.run(
        [program, *command[1:], str(tmp_path / "a.zip")], check=True, capture_output=True, cwd=tmp_path / "out"
    )
    assert {name: (tmp_path / "out" / name).read_bytes() for name in parts} == parts


def test_the_same_parts_are_the_same_bytes_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time of packing is not told."""
    before = pack({"a": b"1"})
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert pack({"a": b"1"}) == before
