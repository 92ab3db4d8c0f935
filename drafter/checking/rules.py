"""The rules, as data: a name, whether it tells errors, and a function over the view of a template.

Each has cases in tests/cases/check, under its name, of what it tells and of what it lets pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.checking import conditions, headings, naming, quoting, trial, wording
from drafter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from drafter.checking.view import View
    from drafter.errors import Problem


@dataclass(frozen=True, slots=True)
class Rule:
    """find: what the rule has to say of a template. is_error: whether the template must be mended for it."""

    name: str
    find: Callable[[View], Iterable[Problem]]
    is_error: bool = False


TRIAL = "drafting"
RULES = (
    Rule("definition", naming.definition, is_error=True),
    Rule("syntax", naming.syntax, is_error=True),
    Rule("unknown-name", naming.unknown_name, is_error=True),
    Rule("unknown-tool", naming.unknown_tool, is_error=True),
    Rule("unknown-phrase", naming.unknown_phrase, is_error=True),
    Rule("missing-file", naming.missing_file, is_error=True),
    Rule("steered-by-words", conditions.steered_by_words, is_error=True),
    Rule("no-such-choice", conditions.no_such_choice, is_error=True),
    Rule(TRIAL, trial.drafting, is_error=True),
    Rule("empty-section", trial.empty_section),
    Rule("unused-question", naming.unused_question),
    Rule("never-holds", conditions.never_holds),
    Rule("always-a-gap", conditions.always_a_gap),
    Rule("later-question", conditions.later_question),
    Rule("missing-branch", conditions.missing_branch),
    Rule("skipped-level", headings.skipped_level),
    Rule("typed-count", headings.typed_count),
    Rule("misquoted", quoting.misquoted),
    Rule("other-members", quoting.other_members),
    Rule("run-out", quoting.run_out),
    Rule("bold", wording.BOLD.find),
    Rule("typed-number", wording.TYPED_NUMBER.find),
    Rule("typed-line-number", wording.TYPED_LINE_NUMBER.find),
    Rule("tab", wording.TAB.find),
    Rule("no-blank", wording.NO_BLANK.find),
    Rule("too-deep", wording.TOO_DEEP.find),
    Rule("full-width", wording.FULL_WIDTH.find),
    Rule("half-width", wording.HALF_WIDTH.find),
    Rule("straight-quote", wording.STRAIGHT_QUOTE.find),
    Rule("brace", wording.BRACE.find),
    Rule("split-place", wording.split_place),
    Rule("trailing", wording.TRAILING.find),
    Rule("stop", wording.STOP.find),
)
