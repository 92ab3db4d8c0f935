"""Parts in a zip."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from drafter.zipped import pack, unpack

if TYPE_CHECKING:
    import pytest

NAMES = st.text("ab甲/", min_size=1, max_size=8)


@given(st.dictionaries(NAMES, st.binary(max_size=50), max_size=5))
def test_what_is_packed_comes_out_in_its_order(parts: dict[str, bytes]) -> None:
    """Names, order and bytes of the parts are the same again."""
    assert list(unpack(pack(parts)).items()) == list(parts.items())


def test_the_same_parts_are_the_same_bytes_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time of packing is not told."""
    before = pack({"a": b"1"})
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert pack({"a": b"1"}) == before
