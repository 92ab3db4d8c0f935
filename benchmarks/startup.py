"""What starting costs: `drafter --help`, and the way to the first question."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ratios import at_most, told, whole_processes

if TYPE_CHECKING:
    from ratios import Row

ROUNDS = 11
_TEMPLATE = "accountability-meeting"
_FIRST_QUESTION = f"""
from pathlib import Path
from drafter.cli.asking import begin
from drafter.cli.given import lay
from drafter.interview import prompts
from drafter.layers import Layer
from drafter.template import open_template
template = open_template({_TEMPLATE!r}, Path())
session = begin(template, lay([], template.definition.questions, Path()), None, None)
session.asking
"""
# copier asks each question by this function: an end there is at its first one, any other is a failure.
_COPIER = """
import questionary
def stop(*_, **__):
    raise SystemExit(0)
questionary.unsafe_prompt = stop
from copier import run_copy
run_copy("copier", "copied", quiet=True)
raise SystemExit("nothing was asked")
"""


def rows(room: Path) -> list[Row]:
    """Ratios to `python -c pass`, to what importing questionary alone takes, and to copier with the same questions."""
    _for_copier(room / "copier")
    drafter = shutil.which("drafter", path=str(Path(sys.executable).parent)) or "drafter"
    taken = whole_processes(
        {
            "pass": [sys.executable, "-c", "pass"],
            "help": [drafter, "--help"],
            "questionary": [sys.executable, "-c", "import questionary"],
            "first": [sys.executable, "-c", _FIRST_QUESTION],
            "copier": [sys.executable, "-c", _COPIER],
        },
        room,
        ROUNDS,
    )
    return [
        at_most("`drafter --help` ÷ `python -c pass`", taken["help"] / taken["pass"], 5),
        at_most("the first question ÷ `import questionary`", taken["first"] / taken["questionary"], 1.6),
        told("the first question ÷ copier's", taken["first"] / taken["copier"]),
    ]


def _for_copier(folder: Path) -> None:
    """The same questions as copier has them, and a text that shows their answers."""
    from drafter.template import open_template  # noqa: PLC0415 - what is measured loads it in a process of its own

    questions = open_template(_TEMPLATE, folder).definition.questions
    asked = {key: {"type": "str", "help": question.label} for key, question in questions.items()}
    folder.mkdir()
    (folder / "copier.yml").write_text(json.dumps(asked), encoding="utf-8")
    (folder / "speech.md.jinja").write_text("\n\n".join(f"{{{{ {key} }}}}" for key in asked), encoding="utf-8")
