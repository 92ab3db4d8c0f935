"""Two texts compared line by line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafter.cli.changes import changes

_LINES = st.lists(st.text("甲乙丙，。", max_size=8), max_size=8)


@given(_LINES, _LINES)
def test_the_lines_marked_are_all_that_differs(old: list[str], new: list[str]) -> None:
    """Of the old text exactly the lines marked - are gone, of the new one those marked + have come."""
    rows = ["".join(text for text, _ in parts) for parts in changes(old, new)]
    for mark, text, other in (("- ", old, new), ("+ ", new, old)):
        rest = list(text)
        for row in rows:
            if row.startswith(mark):
                rest.remove(row[2:])
        kept = list(other)
        for line in rest:
            kept.remove(line)


def test_within_alike_lines_what_differs_stands_out() -> None:
    """Of a line in another's place only what differs looks so; lines with little in common do as a whole."""
    assert list(changes(["把心结谈开，把问题谈透"], ["把心结解开，把问题谈透"]))[1:] == [
        [("- ", "gone"), ("把心结", "gone"), ("谈", "gone here"), ("开，把问题谈透", "gone")],
        [("+ ", "come"), ("把心结", "come"), ("解", "come here"), ("开，把问题谈透", "come")],
    ]
    assert list(changes(["甲乙丙"], ["子丑寅"]))[1:] == [[("- 甲乙丙", "gone")], [("+ 子丑寅", "come")]]


def test_lines_that_come_or_go_are_marked_whole() -> None:
    """A line that is only in one of the texts is marked, the line next to it is shown."""
    found = [parts[0] for parts in changes(["甲", "乙"], ["甲", "子", "丑", "乙"])]
    assert found == [("@@ 第1行", "quiet"), ("  甲", "plain"), ("+ 子", "come"), ("+ 丑", "come"), ("  乙", "plain")]
