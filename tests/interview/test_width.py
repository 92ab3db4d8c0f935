"""The columns that text takes in a terminal."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.interview.width import cells, clipped, padded

_CODE = """
from prompt_toolkit.utils import get_cwidth
from drafter.interview.prompts import Terminal
from drafter.interview.width import cells
Terminal()
text = "“甲”……—a1，"
print(cells(text), get_cwidth(text))
"""


@pytest.mark.parametrize(("setting", "columns"), [("", 11), ("0", 11), ("1", 16)])
def test_marks_are_as_wide_as_the_terminal_shows_them(setting: str, columns: int) -> None:
    """“ ” … — take one column, or two where DRAFTER_WIDE_MARKS says so, in lists and in the line that is edited."""
    environment = {**os.environ, "DRAFTER_WIDE_MARKS": setting}
    done = subprocess.run([sys.executable, "-c", _CODE], env=environment, capture_output=True, check=True)
    assert done.stdout.split() == [str(columns).encode()] * 2


@given(st.text(alphabet="甲，“…a1", max_size=30), st.integers(4, 60))
def test_text_is_cut_and_filled_to_the_column(text: str, columns: int) -> None:
    """What is too wide is cut with ……, what is not stays to the letter; blanks fill it to the column."""
    short = clipped(text, columns)
    assert cells(short) <= columns
    assert short == text or (short.endswith("……") and text.startswith(short[:-2]) and cells(text) > columns)
    assert cells(padded(short, columns)) == columns
