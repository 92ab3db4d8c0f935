"""Answers on the command line and in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.grammar import NOISE, YAML, soup, spoiled
from tests.fuzz.template import ANSWERS, KEYS, workspace
from tests.fuzz.trying import fuzzed

if TYPE_CHECKING:
    from tests.fuzz.trying import Trial

WORDS = [
    *KEYS,
    *YAML,
    "甲局",
    "# ",
    "> ",
    "{{ unit }}",
    "{% if 1 %}",
    "……",
    "】",
    "是",
    "2031-02-03",
    "五点",
    "甲" * 3000,
    "、",
]
TEXTS = soup(WORDS, 8)
FREE = ["unit", "meeting", "names", "rules", "results", "title"]
VALUES = st.sampled_from(WORDS) | NOISE | TEXTS | st.just("\udcff")
SETTING = st.builds("--set={}={}".format, st.sampled_from([*FREE * 4, *KEYS, "x"]), VALUES)
LINES = [f"\n{key}: " for key in KEYS]
FILES = st.sampled_from([ANSWERS, ""]) | spoiled([ANSWERS], [*WORDS, *LINES]) | soup([*LINES, *WORDS])


@fuzzed
@given(FILES, st.lists(SETTING, max_size=3), st.sampled_from(["list", "comments", "none"]))
def test_no_answers_break_a_draft(trial: Trial, answers: str, settings: list[str], guidance: str) -> None:
    """Whatever is answered, there is a whole draft or a fault in words."""
    trial.put(workspace(a_yaml=answers))
    given = ["--answers", f"{trial.workspace}/a.yaml", *settings, "--guidance", guidance]
    trial.run("new", "small", "--no-input", *given, "--workspace", str(trial.workspace))
