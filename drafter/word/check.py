"""Whether a written file holds its draft: every character of every block, in order, and none besides."""

from __future__ import annotations

from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError, ParserCreate

from drafter.errors import DrafterError
from drafter.word.package import unpack
from drafter.word.plan import stop
from drafter.word.runs import ELEMENTS
from drafter.word.steps import numbered, steps
from drafter.word.styles import TITLE_BREAK
from drafter.word.wml import COMMENTS, DOCUMENT, WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.document import Document
    from drafter.word.layout import Layout

_PARAGRAPH, _RUN, _STYLE, _TEXT, _BREAK, _VALUE = (f"{WORD}}}{name}" for name in ("p", "r", "rStyle", "t", "br", "val"))
_LETTERS = {f"{WORD}}}{name}": letter for letter, name in ELEMENTS.items()}
_OPENING, _CLOSING = b"<w:p>", b"</w:p>"
_EXCERPT = 20


class WriteCheckError(DrafterError):
    """Raised when a file that was just written doesn't hold its draft."""


def verify(data: bytes, document: Document, layout: Layout, *, comments: bool = False) -> None:
    """Re-open a written .docx and find the draft in it; WriteCheckError names the first block that differs.

    comments: whether guidance must stand in it as comments, else none may. Goes block by block through the text on the
    page, not by the writer's own plan of paragraphs.
    """
    try:
        parts = unpack(data, (DOCUMENT, COMMENTS))
        page = _page(parts[DOCUMENT])
        found = _paragraphs(parts[COMMENTS]) if COMMENTS in parts else []
    except (ValueError, KeyError, ExpatError) as error:
        message = "写好的文件打不开，没有保存"
        raise WriteCheckError(message) from error
    _verify_page(page, document, layout)
    noted = document.blocks if comments and document.spoken else ()
    if found != [block.text for block in noted if block.kind == "guidance"]:
        message = "写好的文件里，批注与提示不一致"
        raise WriteCheckError(message)


def _page(part: bytes) -> list[str]:
    """The text of each paragraph of a written document.

    The part is cut into its paragraphs. Where each of them makes a sound document with what stands around them all,
    they do so together; what was found sound once isn't parsed again.
    """
    start = part.find(_OPENING)
    *paragraphs, after = part[start:].split(_CLOSING)
    if start < 0 or not paragraphs or not all(paragraph.startswith(_OPENING) for paragraph in paragraphs):
        return _paragraphs(part)
    before = part[:start]
    try:
        return [text for paragraph in paragraphs for text in _alone(before, paragraph, after)]
    except ExpatError:  # paragraphs within one another, if anything
        return _paragraphs(part)


@lru_cache(maxsize=2000)
def _alone(before: bytes, paragraph: bytes, after: bytes) -> list[str]:
    """The text of a document of one paragraph."""
    return _paragraphs(b"".join((before, paragraph, _CLOSING, after)))


def _verify_page(page: list[str], document: Document, layout: Layout) -> None:
    """Take each block's text off the page; nothing may be missing and nothing left."""
    rest: str | None = None
    paragraphs = iter(page)
    for number, (wanted, ending, alone) in enumerate(_wanted(document, layout), 1):
        rest = next(paragraphs, None) if rest is None else rest
        if rest is None or not rest.startswith(wanted) or (alone and rest != wanted):
            raise WriteCheckError(_differs(number, wanted, rest))
        rest = None if alone else rest.removeprefix(wanted).removeprefix(ending)
    if any(paragraphs) and document.spoken:
        message = "写好的文件末尾多出了文字"
        raise WriteCheckError(message)


def _wanted(document: Document, layout: Layout) -> Iterator[tuple[str, str, bool]]:
    """(text with its typed marker, stop that may follow, whether it ends its paragraph) of each spoken block."""
    spoken = document.spoken
    places = iter(numbered(document, steps(document, layout.numbers)))
    for block, following in zip_longest(spoken, spoken[1:]):
        marker = next(places)[1] if block.kind == "heading" else ""
        runs_in = layout.runs_in(block) and following is not None and following.kind == "paragraph"
        yield marker + block.text, stop(block) if runs_in else "", not runs_in


def _differs(number: int, wanted: str, found: str | None) -> str:
    """The message that names a block."""
    has = "没有这一段" if found is None else f"却是“{found[:_EXCERPT]}”"
    return f"写好的文件与初稿不一致：第 {number} 段应为“{wanted[:_EXCERPT]}”，文件里{has}"


def _paragraphs(part: bytes) -> list[str]:
    """The text of each paragraph of a part: letters, line breaks of the text and tabs."""
    reader = _Reader()
    parser = ParserCreate(namespace_separator="}")
    parser.StartElementHandler, parser.EndElementHandler = reader.begin, reader.end
    parser.CharacterDataHandler = reader.read
    parser.Parse(part, True)  # noqa: FBT003 - whether that is all, and it takes no name
    return ["".join(letters) for letters in reader.found]


class _Reader:
    """Takes the text out of a part as it is read; not with lxml, which other parts of drafter write with."""

    def __init__(self) -> None:
        """Begin with no paragraph."""
        self.found: list[list[str]] = []
        self._is_text = False
        self._is_layouts = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """A paragraph, a run, its style, its text, or an element that stands for a letter."""
        if name == _PARAGRAPH:
            self.found.append([])
        elif name == _TEXT:
            self._is_text = True
        elif name == _RUN:
            self._is_layouts = False
        elif name == _STYLE:
            self._is_layouts = attributes.get(_VALUE) == TITLE_BREAK
        elif name in _LETTERS and not (self._is_layouts and name == _BREAK):
            self.found[-1].append(_LETTERS[name])

    def end(self, _: str) -> None:
        """Whatever ends, what follows it is no text of a run."""
        self._is_text = False

    def read(self, text: str) -> None:
        """Letters, where they are those of a run."""
        if self._is_text:
            self.found[-1].append(text)
