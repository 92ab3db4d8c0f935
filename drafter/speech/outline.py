"""The outline of a speech: its points, the parts before and after them, and what is doubtful in it.

An outline only points into the speech's own lines: `outline(text).text == text`, whatever the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.records import dataclass
from drafter.speech.ground import BLANK, survey
from drafter.speech.likeness import Evidence
from drafter.speech.markers import candidates
from drafter.speech.parallels import parallels
from drafter.speech.points import Point, points
from drafter.speech.problems import problems
from drafter.speech.reading import plain_paragraphs, read
from drafter.speech.zones import Zones, zones

if TYPE_CHECKING:
    from drafter.errors import Problem

__all__ = ["Outline", "Point", "outline"]


@dataclass(frozen=True, slots=True)
class Outline:
    """A speech's lines, and what stands where in them. Line numbers count from 0, blank lines too.

    continues: whether a line goes on where a page break has cut the one before. size: all characters, line ends left
    out. unmarked: parallel points that have no marker; their `parent` is an index into `points`. problems: doubts, with
    lines and columns from 1.
    """

    lines: tuple[str, ...]
    continues: tuple[bool, ...]
    size: int
    zones: Zones
    points: tuple[Point, ...]
    unmarked: tuple[Point, ...]
    problems: tuple[Problem, ...]

    @property
    def text(self) -> str:
        """The speech, character by character."""
        return "\n".join(self.lines)

    @property
    def title(self) -> str | None:
        """The title on one line, if there is one."""
        return "".join(self.lines[line].strip(BLANK).lstrip("# ") for line in self.zones.title_lines) or None

    @property
    def salutation(self) -> str | None:
        """The first salutation, if there is one."""
        line = self.zones.salutation_line
        return None if line is None else self.lines[line].strip(BLANK)

    def share(self, point: Point) -> float:
        """How much of the speech a point takes, from 0 to 1."""
        return point.size / self.size

    def as_json(self) -> dict[str, object]:
        """What `drafter outline --json` prints."""
        names = ("level", "line", "offset", "marker", "heading")
        return {
            "title": self.title,
            "salutation": self.salutation,
            "points": [{name: getattr(point, name) for name in names} for point in self.points],
        }


def outline(text: str, path: str = "") -> Outline:
    """Find the outline of a speech; `path` is where its problems are said to be.

    InputError for what holds more than one speech can, as `drafter.speech.bounds` has it.
    """
    ground = survey(text)
    found = candidates(ground, path)
    evidence = Evidence(ground, plain_paragraphs(ground, found))
    marked = points(evidence, read(evidence, found))
    around = zones(ground, marked)
    unmarked = _below(around, parallels(ground, marked, path))
    size = len(text) - len(ground.lines) + 1
    return Outline(ground.lines, ground.continues, size, around, marked, unmarked, problems(ground, marked, path))


def _below(around: Zones, unmarked: tuple[Point, ...]) -> tuple[Point, ...]:
    """Rows of parallel points, none of which is a line before the speech proper."""
    named = (around.date_line, around.speaker_line, around.salutation_line)
    head = {*around.title_lines, *(line for line in named if line is not None)}
    no_rows = {point.series for point in unmarked if point.line in head}
    return tuple(point for point in unmarked if point.series not in no_rows)
