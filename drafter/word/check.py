"""Whether a written file holds its draft: every character of every block, in order, and none besides."""

from __future__ import annotations

from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError, ParserCreate

from drafter.errors import DrafterError
from drafter.word.package import unpack_stretches
from drafter.word.plan import placed, stop
from drafter.word.runs import ELEMENTS
from drafter.word.steps import steps
from drafter.word.styles import TITLE_BREAK
from drafter.word.wml import COMMENTS, DOCUMENT, WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from drafter.document import Document
    from drafter.word.layout import Layout
    from drafter.word.steps import Place
    from drafter.word.stretches import Stretch

_PARAGRAPH, _RUN, _STYLE, _TEXT, _BREAK, _VALUE = (f"{WORD}}}{name}" for name in ("p", "r", "rStyle", "t", "br", "val"))
_BODY = f"{WORD}}}body"
_BODIES = {tuple(f"{WORD}}}{name}" for name in names) for names in (("document", "body"), ("comments", "comment"))}
_PARAGRAPHS = {
    (*body, _PARAGRAPH, *(f"{WORD}}}{name}" for name in within))
    for body in _BODIES
    for within in ((), ("sdt", "sdtContent"))
}
"""Where paragraphs may stand in what drafter writes, and runs: no reader shows those in any other place alike."""
_LETTERS = {f"{WORD}}}{name}": letter for letter, name in ELEMENTS.items()}
_CLOSING = b"</w:p>"
_EXCERPT = 20


class WriteCheckError(DrafterError):
    """Raised when a file that was just written doesn't hold its draft."""


def verify(data: bytes, document: Document, layout: Layout, *, comments: bool = False) -> None:
    """Re-open a written .docx and find the draft in it; WriteCheckError names the first block that differs.

    comments: whether guidance must stand in it as comments, else none may. Goes block by block through the text on the
    page, not by the writer's own plan of paragraphs.
    """
    try:
        parts = unpack_stretches(data, (DOCUMENT, COMMENTS))
        page = _page(parts[DOCUMENT])
        found = _paragraphs(b"".join(parts[COMMENTS])) if COMMENTS in parts else []
    except (ValueError, LookupError, ExpatError) as error:
        message = "写好的文件打不开，没有保存"
        raise WriteCheckError(message) from error
    _verify_page(page, document, layout)
    noted = document.blocks if comments and document.spoken else ()
    if found != [block.text for block in noted if block.kind == "guidance"]:
        message = "写好的文件里，批注与提示不一致"
        raise WriteCheckError(message)


def _page(part: list[bytes]) -> list[str]:
    """The text of each paragraph of a written document, which was packed in these stretches.

    Where each stretch makes a sound document with what stands before all paragraphs and behind them, they do so
    together, and so with each paragraph; what was found sound once isn't parsed again.
    """
    before, *stretches, after = part if len(part) > 1 else (b"", b"")
    try:
        if stretches and not _alone(before, b"", after):
            return [text for stretch in stretches for text in _stretch(before, stretch, after)]
    except ExpatError:  # packed otherwise, or paragraphs within one another
        pass
    return _paragraphs(b"".join(part))


@lru_cache(maxsize=100)
def _stretch(before: bytes, stretch: bytes, after: bytes) -> list[str]:
    """The text of each paragraph of a stretch."""
    paragraphs = [paragraph + _CLOSING for paragraph in stretch.split(_CLOSING)]
    paragraphs[-1] = paragraphs[-1].removesuffix(_CLOSING)
    return [text for paragraph in paragraphs for text in _alone(before, paragraph, after)]


@lru_cache(maxsize=2000)
def _alone(before: bytes, paragraph: bytes, after: bytes) -> list[str]:
    """The text of a document of one paragraph."""
    return _paragraphs(b"".join((before, paragraph, after)))


def _verify_page(page: list[str], document: Document, layout: Layout) -> None:
    """Find each block's text on the page; nothing may be missing and nothing left."""
    wanted = [(stretch, places, layout) for stretch, places in placed(document, steps(document, layout.numbers))]
    if page != [text for stretch in wanted for text in _whole(*stretch)]:
        parts = [paragraph for stretch in wanted for paragraph in _wanted(*stretch)]
        raise WriteCheckError(_difference(page, parts))


@lru_cache(maxsize=100)
def _whole(stretch: Stretch, places: tuple[Place, ...], layout: Layout) -> list[str]:
    """The text of each paragraph that a stretch must come to."""
    return ["".join(parts) for parts in _wanted(stretch, places, layout)]


def _wanted(stretch: Stretch, places: Iterable[Place], layout: Layout) -> Iterator[list[str]]:
    """The texts that share a paragraph, one for each spoken block, with its typed marker and the stop that it takes."""
    following = iter(places)
    paragraph: list[str] = []
    for block, after in zip_longest(stretch.spoken, stretch.spoken[1:]):
        marker = next(following)[1] if block.kind == "heading" else ""
        runs_in = layout.runs_in(block) and after is not None and after.kind == "paragraph"
        paragraph.append(marker + block.text + (stop(block) if runs_in else ""))
        if not runs_in:
            yield paragraph
            paragraph = []


def _difference(page: Iterable[str], wanted: Iterable[list[str]]) -> str:
    """The message that names the first block that isn't found."""
    number = 0
    for parts, text in zip_longest(wanted, page):
        rest = text
        for place, part in enumerate(parts or (), 1):
            number += 1
            is_last = parts is not None and place == len(parts)
            if rest is None or not rest.startswith(part) or (is_last and rest != part):
                return _differs(number, part, rest)
            rest = rest.removeprefix(part)
    return "写好的文件末尾多出了文字"


def _differs(number: int, wanted: str, found: str | None) -> str:
    """The message that names a block."""
    has = "没有这一段" if found is None else f"却是“{found[:_EXCERPT]}”"
    return f"写好的文件与初稿不一致：第 {number} 段应为“{wanted[:_EXCERPT]}”，文件里{has}"


def _paragraphs(part: bytes) -> list[str]:
    """The text of each paragraph of a part: letters, line breaks of the text and tabs.

    ExpatError for what isn't sound XML, ValueError for paragraphs within paragraphs and text where none may stand.
    """
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
        self._open: list[str] = []
        self._has_body = False
        self._is_layouts = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """A paragraph, a run, its style, or an element that stands for a letter; each where a draft has it."""
        place = tuple(self._open)
        self._open.append(name)
        self._expect(place[-1:] != (_TEXT,))
        if name == _BODY:
            self._expect(not self._has_body)
            self._has_body = True
        elif name == _PARAGRAPH:
            self._expect(place in _BODIES)
            self.found.append([])
        elif name == _RUN:
            self._expect(place in _PARAGRAPHS)
            self._is_layouts = False
        elif name == _STYLE:
            self._is_layouts = attributes.get(_VALUE) == TITLE_BREAK
        elif name in _LETTERS and place[-1:] == (_RUN,) and not (self._is_layouts and name == _BREAK):
            self.found[-1].append(_LETTERS[name])

    def end(self, _: str) -> None:
        """Whatever ends, it is the last that began."""
        self._open.pop()

    def read(self, text: str) -> None:
        """Letters, where they are those of a run; blanks anywhere else are the file's own."""
        if self._open[-2:] == [_RUN, _TEXT]:
            self.found[-1].append(text)
        else:
            self._expect(not text.strip())

    def _expect(self, is_so: bool) -> None:  # noqa: FBT001 - what is asked
        if not is_so:
            raise ValueError(self._open[-1])
