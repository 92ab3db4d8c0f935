"""A window that is closed in the middle of a line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

_CODE = """
import os, signal, sys
from drafter.interview.closing import kept_when_closed
number = int(sys.argv[1])
signal.signal(number, getattr(signal, sys.argv[2]))
with kept_when_closed(lambda: print("kept", flush=True)):
    os.kill(os.getpid(), number)
print("went on")
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal; what it closes was kept a second ago")
@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
@pytest.mark.parametrize(("before", "said"), [("SIG_DFL", "kept\n"), ("SIG_IGN", "went on\n")])
def test_a_closed_window_keeps_what_there_is_and_ends(name: str, before: str, said: str) -> None:
    """A signal that ends the process is kept before, and ends it still; one that is ignored is ignored."""
    number = int(getattr(signal, name, 0))
    command = [sys.executable, "-c", _CODE, str(number), before]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.stdout == said
    assert done.returncode == (-number if before == "SIG_DFL" else 0)
