"""Profiles, read and changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.grammar import NOISE, YAML, soup, spoiled
from tests.fuzz.template import ANSWERS, KEYS, workspace
from tests.fuzz.trying import fuzzed

if TYPE_CHECKING:
    from tests.fuzz.trying import Trial

WHOLE = "template: small\npace: 180\nminutes: 20\nextends: base  # 底稿\nanswers:\n" + "".join(
    f"  {line}\n" for line in ANSWERS.splitlines()
)
SOUND = "answers: {unit: 甲局}\n"
PARTS = [
    "template: ",
    "templates: [small]\n",
    "extends: ",
    "extends: p\n",
    "pace: ",
    "minutes: ",
    "answers:\n",
    "base",
    "p",
]
WORDS = [*YAML, *KEYS, *PARTS, "small", "group-talk", "../x", "  # 注\n"]
PROFILES = spoiled([WHOLE], WORDS) | soup(WORDS)
SETTINGS = st.builds("--set={}={}".format, st.sampled_from(KEYS), NOISE)
ABOVE = ["../x", "../../x", "下/x", "{ground}/x", "..\\x", "x/../../../x", "../profiles/x"]
NAMES = st.sampled_from(ABOVE) | soup(["p", "新", "..", "/", "\\", ".yaml", "con", "\n", ":", " ", "base"], 3)


@fuzzed
@given(PROFILES, PROFILES | st.just(SOUND), NAMES, SETTINGS)
def test_no_profile_breaks_what_reads_or_changes_it(
    trial: Trial, profile: str, base: str, name: str, setting: str
) -> None:
    """A profile in whatever state is drafted from, explained, changed, copied in its folder, or refused in words."""
    trial.put(workspace(profiles__p_yaml=profile, profiles__base_yaml=base, profiles__sound_yaml=SOUND))
    here = ("--workspace", str(trial.workspace))
    trial.run("new", "--profile", "p", "--no-input", "--guidance=none", *here)
    trial.run("profile", "explain", "p", *here)
    trial.run("profile", "save", "p", setting, *here)
    new = name.replace("{ground}", str(trial.workspace.parent))
    for source in ("p", "sound"):
        trial.run("profile", "save", f"--from={source}", *here, "--", new)
    trial.run("profile", "diff", "p", "base", *here)
    files = [*trial.workspace.rglob("*.yaml"), *trial.workspace.rglob("*.bak")]
    assert {path.parent.name for path in files} <= {"profiles", "small"}
