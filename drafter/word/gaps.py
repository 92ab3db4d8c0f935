"""What is still open in a draft that stands in a file, however it was edited since.

A place is open as long as it says so: 【待补：…】, in a mark of ours or not, as in a paragraph that was copied, and
whatever brackets somebody made of these. Text typed over it closes it, whatever colour it has. Where somebody typed
between the brackets and left them, or left the hint, it is still open, and that is told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.errors import InputError
from drafter.records import dataclass
from drafter.word.marks import Shown
from drafter.word.opened import headings_above
from drafter.word.shown import shown_text
from drafter.word.wml import value, w

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.word.lines import Line, Mark
    from drafter.word.opened import Opened

_OPENING, _CLOSING = r"\[［（(〔〖{｛", r"\]］）)〕〗}｝"
_OPEN = re.compile(
    f"【待补(?:：([^】]*))?】|【待补：?([^】]*)$|[{_OPENING}]待补(?:[：:]([^{_CLOSING}]*))?(?:[{_CLOSING}]|$)"
)
# A shorter hint, as 会场, may be part of an answer.
_TELLING = 6
_STORIES = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
_BRACKETS = re.compile(r"【[^】]*】?|[^【]*】")
_AROUND = re.compile(f"[【{_OPENING}]|[】{_CLOSING}]")


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A place that is open.

    heading: the one that it stands under, with its number. hint: what goes there. key: of its question, empty where it
    is not known. edited: whether something was typed into it already and the brackets left.
    """

    heading: str
    hint: str
    text: str
    key: str = ""
    edited: bool = False


def open_places(opened: Opened) -> list[OpenPlace]:
    """All that is open, in the order of the page."""
    marks: dict[int, list[Mark]] = {}
    for several in opened.marks.values():
        for mark in several:
            if mark.kind == "g" and mark.text and mark.fault != "cut":
                marks.setdefault(mark.line.index, []).append(mark)
    known, found = _known(opened), []
    for line, heading in headings_above(opened):
        found += [place for _, place in sorted(_in_line(known, line, heading, marks.get(line.index, [])), key=_first)]
        found += _empty_controls(line, heading)
    return [*found, *_in_stories(opened)]


def still_open(text: str, was: str) -> bool:
    """Whether what stands in the place of a gap says still that it is open: by 待补, its brackets or its hint."""
    flat = text.replace("\n", "")
    if text == was or _OPEN.search(flat) or _BRACKETS.fullmatch(text):
        return True
    hint = _hint(_OPEN.search(was))
    return bool(hint) and (_AROUND.sub("", flat) == _AROUND.sub("", hint) or (len(hint) >= _TELLING and hint in flat))


def _empty_controls(line: Line, heading: str) -> Iterator[OpenPlace]:
    """Controls that show what Word says in the place of a text (ECMA-376-1, 17.5.2.39)."""
    for control in line.element.iter(w("sdt")):
        if control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") is not None:
            text = "".join(shown_text(run) for run in control.iter(w("r")))
            yield OpenPlace(heading, "控件空着，还没有填", text, value(control.find(f"{w('sdtPr')}/{w('tag')}")))


def _in_stories(opened: Opened) -> Iterator[OpenPlace]:
    """What is open above and below the page, and in notes."""
    for name, root in opened.stories().items():
        place = next(said for word, said in _STORIES.items() if word in name.lower())
        for paragraph in root.iter(w("p")):
            text = "".join(shown_text(run) for run in paragraph.iter(w("r")))
            yield from (OpenPlace(place, _hint(match), match.group()) for match in _OPEN.finditer(text))


def _known(opened: Opened) -> Mapping[int, Shown]:
    """What the marks showed, as far as the draft still says so."""
    try:
        return opened.store.shown if opened.store else {}
    except InputError:
        return {}


def _first(pair: tuple[int, OpenPlace]) -> int:
    return pair[0]


def _in_line(
    known: Mapping[int, Shown], line: Line, heading: str, marks: list[Mark]
) -> Iterator[tuple[int, OpenPlace]]:
    """(offset, place): the marks that are open, then what says so outside of them."""
    taken: list[tuple[int, int]] = []
    for mark in marks:
        before = known.get(mark.number, Shown("g", "", mark.text))
        if still_open(mark.text, before.text):
            hint = _hint(_OPEN.search(before.text) or _OPEN.search(mark.text.replace("\n", "")))
            yield mark.start, OpenPlace(heading, hint, mark.text, before.key, mark.text != before.text)
            taken.append((mark.start, len(line.text) if mark.fault == "split" else mark.end))
    for match in _OPEN.finditer(line.text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            yield match.start(), OpenPlace(heading, _hint(match), match.group())


def _hint(match: re.Match[str] | None) -> str:
    return next(filter(None, match.groups()), "") if match else ""
