"""The draft as plain data: what every writer takes and every maker of drafts gives.

Nothing here knows of Word, Jinja or a terminal.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from drafter.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    """Text that stands in the template. A line feed in it is a line break within the paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A place that shows an answer and still knows which: `key` is the question's, dotted for parts of a list.

    `text` is literal, whatever it holds. A line feed in it is a line break within the paragraph. made: how a template
    came to it, for those who render templates; it tells no two fields apart.
    """

    key: str
    text: str
    made: tuple[object, ...] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Gap:
    """A place that no answer has filled. `hint` says what goes there; `made` as with a field."""

    key: str
    hint: str
    made: tuple[object, ...] | None = field(default=None, compare=False, repr=False)

    @property
    def text(self) -> str:
        """What every writer shows: 【待补：hint】."""
        return f"【待补：{self.hint}】" if self.hint else "【待补】"


Inline: TypeAlias = Words | Field | Gap
Kind: TypeAlias = Literal["title", "date", "speaker", "salutation", "heading", "paragraph", "guidance"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the draft.

    level: 1 to 4 for a heading, else 0. series: the marker family that numbers a heading
    among its siblings (a name in `drafter.numerals.FAMILIES`), empty for none; the number itself is never
    part of the text. role: the role of the section it belongs to (过渡, 要点 …), as template.yaml names it.
    apart: name of the section that counts this heading apart from those of others, empty where none does.
    text: all characters of the block, without its number.
    A `guidance` block is a note to the writer about the block before it; it is never part of the speech.
    """

    kind: Kind
    inlines: tuple[Inline, ...]
    level: int = 0
    series: str = ""
    role: str = ""
    apart: str = ""
    text: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Put the characters together once: everyone who takes a draft asks for them."""
        object.__setattr__(self, "text", "".join([inline.text for inline in self.inlines]))


@dataclass(frozen=True, slots=True)
class Document:
    """A whole draft, in reading order."""

    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """The title on one line; empty where there is none."""
        return "".join(block.text for block in self.blocks if block.kind == "title")

    @property
    def headings(self) -> tuple[Block, ...]:
        """The headings, in order."""
        return tuple([block for block in self.blocks if block.kind == "heading"])

    @property
    def apart(self) -> tuple[str, ...]:
        """For each heading, what counts it apart from the others."""
        return tuple(block.apart for block in self.headings)

    @property
    def spoken(self) -> tuple[Block, ...]:
        """All blocks but the guidance: what stands on the page."""
        return tuple([block for block in self.blocks if block.kind != "guidance"])

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps on the page, in order; one for each place."""
        return tuple(i for block in self.spoken for i in block.inlines if isinstance(i, Gap))

    def shape(self) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
        """(kind, level, keys of its fields and gaps) of each block: what no answer's wording may change."""
        return tuple(
            (b.kind, b.level, tuple(i.key for i in b.inlines if not isinstance(i, Words))) for b in self.blocks
        )
