"""What some tests need beyond Python: without it they are skipped and say so; CI installs it, and there they fail."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest


def required(program: str) -> str:
    """The program's path."""
    found = shutil.which(program)
    return found if found is not None else missing(program)


def missing(what: str) -> NoReturn:
    """Skip what can't be tried without it, or fail where CI must have it."""
    message = f"{what} is not installed"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)
