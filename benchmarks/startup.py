"""What starting costs: `drafter --help`, and the way to the first question."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ratios import at_most, whole_processes

if TYPE_CHECKING:
    from ratios import Row

ROUNDS = 11
_FIRST_QUESTION = """
from pathlib import Path
from drafter.cli.asking import begin
from drafter.cli.given import lay
from drafter.interview import prompts
from drafter.layers import Layer
from drafter.template import open_template
template = open_template("accountability-meeting", Path())
session = begin(template, lay([], template.definition.questions, Path()), None, None)
session.asking
"""


def rows(room: Path) -> list[Row]:
    """Ratios to `python -c pass` and to what importing questionary alone takes."""
    drafter = shutil.which("drafter", path=str(Path(sys.executable).parent)) or "drafter"
    taken = whole_processes(
        {
            "pass": [sys.executable, "-c", "pass"],
            "help": [drafter, "--help"],
            "questionary": [sys.executable, "-c", "import questionary"],
            "first": [sys.executable, "-c", _FIRST_QUESTION],
        },
        room,
        ROUNDS,
    )
    return [
        at_most("`drafter --help` ÷ `python -c pass`", taken["help"] / taken["pass"], 5),
        at_most("the first question ÷ `import questionary`", taken["first"] / taken["questionary"], 1.6),
    ]
