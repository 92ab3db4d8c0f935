"""Names of files that are made of answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.grammar import NOISE, soup
from tests.fuzz.template import workspace
from tests.fuzz.trying import fuzzed

if TYPE_CHECKING:
    from tests.fuzz.trying import Trial

ABOVE = ["../x", "../../x", "下/x", "{ground}/x", "..\\x", "x/../../x", "..", "/", "."]
ANSWERS = st.sampled_from(ABOVE) | soup([*ABOVE, "甲局", "con", ".docx", "\n", ":", "甲" * 200], 4)
PATTERNS = st.sampled_from(
    ["{unit}", "{unit}", "讲话{unit}", "{title}", "../{unit}", "{ground}/{unit}", "{row}/{unit}"]
)


@fuzzed
@given(ANSWERS | NOISE, PATTERNS)
def test_no_answer_leads_a_draft_out_of_its_folder(trial: Trial, answer: str, pattern: str) -> None:
    """A batch whose files are named by an answer has them in the folder asked for, or refuses it in words."""
    unit, name = (text.replace("{ground}", str(trial.workspace.parent)) for text in (answer, pattern))
    trial.put(workspace(t_yaml=json.dumps({"rows": [{"unit": unit, "date": "2031-02-03"}]})))
    options = (f"--answers={trial.workspace}/t.yaml", f"--name={name}", f"--output={trial.workspace}/out")
    trial.run("batch", "small", *options, "--workspace", str(trial.workspace))
    assert {path.parent for path in trial.workspace.rglob("*.docx")} <= {trial.workspace / "out"}
