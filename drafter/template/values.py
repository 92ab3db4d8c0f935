"""What a template sees of the answers: things that can be shown and, but for yes/no and choice, do nothing else.

An answer that could be compared, measured or added up could steer what the template writes, and so change the
draft's shape. Each of these keeps the key of its answer through whatever the template does with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from drafter.document import Field, Gap, Words
from drafter.markup import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.markup import Segment
    from drafter.questions import Point
    from drafter.template.made import Made


class SteeringError(Exception):
    """Raised when a template uses an answer to decide or to calculate; `key` is the question's, empty if unknown."""

    def __init__(self, key: str, *, is_open: bool) -> None:
        """Say which answer, and whether it was an open one."""
        super().__init__(key)
        self.key = key
        self.is_open = is_open


class FaultError(Exception):
    """Raised for what a template can't do; `message`, the `word` in its line that it is about, and what to do.

    at: file of the template and line, where the error doesn't come from running it; no file for a short string.
    """

    def __init__(self, message: str, word: str = "", mend: str = "", at: tuple[str | None, int] = ("", 0)) -> None:
        """Say what is wrong, in words for a writer."""
        super().__init__(message)
        self.message = message
        self.word = word
        self.mend = mend
        self.at = at


class LimitError(FaultError):
    """Raised for what costs too much: no one place in the template is at fault, but how much there is."""


class Shown:
    """Anything that can only be shown: it refuses truth, comparison, membership, arithmetic and being taken apart.

    `_made`: how it was come to, None where that isn't known.
    """

    __slots__ = ("_made",)
    _key: str
    _made: Made | None

    def _refuse(self, *_: object) -> NoReturn:
        raise SteeringError(self._key, is_open=isinstance(self, Open))

    __bool__ = _refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __add__ = __radd__ = __sub__ = __mul__ = __mod__ = _refuse
    __contains__ = __getitem__ = __iter__ = __len__ = _refuse
    __str__ = __format__ = _refuse  # a string made of it would have lost the key
    __hash__ = object.__hash__


def steering(value: Any) -> Any:  # noqa: ANN401 - whatever a template may hold
    """The value, if it may decide what a template writes; SteeringError for an answer that may only be shown."""
    if isinstance(value, Shown):
        value._refuse()
    return value


class Text(Shown):
    """Text of which each part knows where it came from."""

    __slots__ = ("_key", "_segments")

    def __init__(self, segments: Iterable[Segment], key: str = "") -> None:
        """Take the parts in order; `key` where all of it is one answer."""
        self._segments = tuple(segments)
        self._key = key
        self._made = None


class Answer(Text):
    """An answer of one value; `_value` is the plain value for filters that show it in another form."""

    __slots__ = ("_value",)

    def __init__(self, key: str, value: object, shown: str | tuple[str, ...]) -> None:
        """Take the plain value and how it is shown: a string, or the paragraphs of a 长文."""
        super().__init__([Field(key, shown) if isinstance(shown, str) else Passage(key, shown)], key)
        self._value = value


class Open(Shown):
    """An answer nobody gave: shown as a gap. An open list (`many`) yields one gap."""

    __slots__ = ("_hint", "_key", "_many")

    def __init__(self, key: str, hint: str, *, many: bool = False) -> None:
        """Take the question's key and what the gap is to say."""
        self._key = key
        self._hint = hint
        self._many = many
        self._made = None

    def __iter__(self) -> Iterator[Open]:  # type: ignore[override]
        """One gap for an open list; anything else can't be looped over."""
        if not self._many:
            self._refuse()
        item = Open(self._key, self._hint)
        item._made = self._made
        return iter([item])


class Many(Shown):
    """The items of an answer that is a list."""

    __slots__ = ("_items", "_key")

    def __init__(self, key: str, items: Iterable[Any]) -> None:
        """Take the items, each something that can be shown."""
        self._key = key
        self._items = tuple(items)
        self._made = None

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        """The items in order."""
        return iter(self._items)

    def __contains__(self, item: object) -> bool:  # type: ignore[override]
        """Whether a choice is among several; refused for a list of answers in the writer's own words."""
        return any(item == own for own in self._items)


class Choice(str):
    """A choice: it may steer, and knows its key when shown."""

    __slots__ = ("_key",)

    _key: str

    def __new__(cls, key: str, text: str) -> Choice:  # noqa: PYI034 - typing.Self is not in Python 3.10
        """Take the question's key and the chosen text."""
        choice = super().__new__(cls, text)
        choice._key = key
        return choice

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        """What another process makes the same of."""
        return self._key, str(self)

    def _refuse(self, *_: object) -> NoReturn:
        message = f"选择题“{self._key}”的答案只能整个用"
        raise FaultError(message, self._key)

    __iter__ = __getitem__ = _refuse  # a part of it would have lost the key


class PointView:
    """A point as templates see it: `heading`, `body` (file of the text under it, empty for none) and `points`."""

    __slots__ = ("_point", "body", "heading", "points")

    def __init__(self, heading: Text, body: str, points: Many, point: Point) -> None:
        """Take the parts; `point` holds what else is known of it."""
        self.heading = heading
        self.body = body
        self.points = points
        self._point = point


def segments(value: object) -> tuple[Segment, ...]:
    """What one value of a template shows. FaultError for what can't be shown."""
    if isinstance(value, Text):
        return value._segments
    if isinstance(value, Open):
        return (Gap(value._key, value._hint.translate(_WITHIN)),)
    if isinstance(value, Choice):
        return (Field(value._key, str(value)),)
    if isinstance(value, Many):
        return join_with("、", value)._segments
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return (Words(str(value)),)
    message = "这里的值不能写进讲话稿"
    raise FaultError(message, mend="是否题用在条件里，要点写出 heading，列表可以用 join")


_WITHIN = str.maketrans("【】", "〔〕")  # a gap prints as 【待补：hint】: a 】 in the hint would look like its end


def join(values: Iterable[object]) -> Text:
    """All values one after the other; in place of Jinja's `concat`, so that includes, macros and ~ keep the keys."""
    return Text(segment for value in values for segment in segments(value))


def join_with(mark: str, values: Iterable[object]) -> Text:
    """All values with `mark` between them; no 、 between ” or 》 and “ or 《 (GB/T 15834-2011, 4.5.3.5)."""
    parts: list[object] = []
    before = ""
    for value in values:
        text = plain(segments(value))
        if parts and not (mark == "、" and before[-1:] in _CLOSING and text[:1] in _OPENING):
            parts.append(mark)
        parts.append(value)
        before = text
    return join(parts)


_OPENING = ("“", "《")
_CLOSING = ("”", "》")


def owned(parts: Iterable[Segment], key: str) -> Text:
    """A default as one field of its own question; around gaps in it, as several. A gap of no question is its own."""
    parts = tuple(parts)
    if not any(isinstance(part, Gap) for part in parts):
        return Text([Field(key, plain(parts))], key)
    return Text([Gap(s.key or key, s.hint) if isinstance(s, Gap) else Field(key, plain([s])) for s in parts], key)


def plain(parts: Iterable[Segment]) -> str:
    """What the segments show, gaps included; paragraphs are kept apart by line breaks."""
    return "".join("\n".join(s.paragraphs) if isinstance(s, Passage) else s.text for s in parts)
