"""The command as a module of Python."""

from __future__ import annotations

import subprocess
import sys


def test_the_package_is_a_command_too() -> None:
    """`python -m drafter` does what `drafter` does."""
    said = subprocess.run(
        [sys.executable, "-m", "drafter", "--help"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert said.startswith("用法：drafter 命令")
