"""The .j2 files of a mined template: the parts of the speech, and the text under each point."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.mining.headlines import offered
from drafter.mining.roles import announces
from drafter.numerals import value
from drafter.records import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from drafter.mining.asked import Asked
    from drafter.mining.heads import Head
    from drafter.mining.pattern import Pattern, SharedPart
    from drafter.mining.siblings import SharedHead
    from drafter.mining.spoken import Spoken
    from drafter.mining.wording import Wording

_SENTENCE = re.compile(r"[^。！？\n]+[。！？：]?")
_COUNTED = re.compile(r"(?:[一二两三四五六七八九十]{1,3}|[0-9]{1,2})(?=个?[点条项句层件方问])")
_LOOKS_BACK = re.compile(r"以上|上述")


@dataclass(slots=True)
class Bodies:
    """Writes the files. spoken, wording: the speech of a number, and its words as template source."""

    pattern: Pattern
    asked: Asked
    spoken: Callable[[int], Spoken]
    wording: Callable[[int], Wording]
    files: dict[str, str] = field(default_factory=dict)

    def section(self, name: str, part: SharedPart, condition: str) -> None:
        """Write the file of a part; condition: the yes/no question that decides on it, empty for none."""
        number, one = part.parts[0]
        lines = self._with_counts(number, one.start, one.end).lines(one.start, one.end, connected=True)
        lines += self._typed(part.points, 1)
        if condition:
            lines = [f"{{% if {condition} %}}", *lines, "{% endif %}"]
        self.files[f"{name}.j2"] = self._origin(part.role, part.seen, number, one.line) + _text(lines)

    def body(self, name: str, point: SharedHead, level: int) -> None:
        """Write the text under a point that is asked for; what is below the second level is written out."""
        number, head = point.heads[0]
        lines = self.wording(number).lines(head.start, head.end, connected=False)
        if level > 1:
            lines += self._typed(point.points, level + 1)
        self.files[f"points/{name}.j2"] = self._origin(head.text, point.seen, number, head.line) + _text(lines)

    def heading(self, point: SharedHead, siblings: Sequence[SharedHead]) -> str:
        """The default heading of a point."""
        return offered(point, siblings, self._as_it_stood)

    def _as_it_stood(self, number: int, head: Head) -> str:
        spoken = self.spoken(number)
        where = f"（{spoken.skeleton.file} 第{head.line}行的标题）"
        return self.asked.words(head.text, spoken.facts, where)

    def _typed(self, points: Sequence[SharedHead], level: int) -> Iterator[str]:
        """Points as headings in a file, each with its text and what is below it."""
        for point in points:
            number, head = point.heads[0]
            yield f"{'#' * level} {self.heading(point, points)}"
            yield from self.wording(number).lines(head.start, head.end, connected=False)
            yield from self._typed(point.points, level + 1)

    def _with_counts(self, number: int, start: int, end: int) -> Wording:
        """The wording of a speech in which the number of main points, where a stretch announces it, is counted."""
        wording = self.wording(number)
        places = list(_counts(wording.text, start, end, self._main_points(number)))

        def shown(at: int, stop: int) -> str:
            made = ""
            for begin, after in places:
                if at <= begin and after <= stop:
                    made += wording.shown(at, begin) + "{{ points|count }}"
                    at = after
            return made + wording.shown(at, stop)

        return replace(wording, shown=shown) if places else wording

    def _main_points(self, number: int) -> int:
        main = self.pattern.speeches[number].main()
        return len(main.points) if main else 0

    def _origin(self, what: str, seen: int, number: int, line: int) -> str:
        """The comment at the head of a file: what it is, how many speeches have it, where its words come from."""
        of = len(self.pattern.speeches)
        usual = f"，{of}篇里有{seen}篇" if of > 1 else ""
        source = self.pattern.speeches[number].file
        comment = f"{what}{usual}；出自 {source} 第{line}行".replace("#}", "# }").replace("\n", " ")
        return f"{{# {comment} #}}\n"


def _text(lines: Sequence[str]) -> str:
    """A file of one paragraph a line, with a blank line between."""
    return "\n".join(["", *(f"{line}\n" for line in lines)]).removeprefix("\n")


def _counts(text: str, start: int, end: int, count: int) -> Iterator[tuple[int, int]]:
    """Where a stretch says how many main points follow, or went before."""
    for sentence in _SENTENCE.finditer(text, start, end):
        if announces(sentence[0]) or _LOOKS_BACK.match(sentence[0]):
            for number in _COUNTED.finditer(text, sentence.start(), sentence.end()):
                if count and (value(number[0]) == count or number[0] == str(count)):
                    yield number.span()
                    break
