"""A workshop for each module."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.breaking import Workshop

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """A folder to work in, with the user's own folders beside it."""
    room = tmp_path_factory.mktemp("faults")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("STATE", "DATA", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(room / name))
        patch.chdir(room)
        yield Workshop(room)
