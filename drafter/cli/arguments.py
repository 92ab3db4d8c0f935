"""What a command takes on its command line, declared beside its function, and what the words given come to.

Our own: to load a library for this would be a third of the time of a whole draft.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.errors import Problem, UsageError
from drafter.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Argument:
    """What is given by its place. label: how help calls it. kind: makes a value of the word.

    One that isn't required is an empty text where it isn't given. many: all words from this place on, in a tuple.
    """

    name: str
    label: str
    kind: Callable[[str], object] = str
    required: bool = True
    many: bool = False

    @property
    def shown(self) -> str:
        """As the line of usage has it."""
        return f"{self.label if self.required else f'[{self.label}]'}{'…' if self.many else ''}"


@dataclass(frozen=True, slots=True)
class Option:
    """What is given by its name, and what it is where it isn't given (`default`).

    flags: its names, as in `-o, --output`. value: how help calls its value. kind: makes a value of the text, bool for a
    flag that takes none. words, within: what the value is one of. repeated: all that are given, in a tuple; else the
    last counts. name: by which the function takes it, if not by its long flag.
    """

    flags: str
    value: str
    help: str
    kind: Callable[[str], object] = str
    default: object = ""
    words: tuple[str, ...] = ()
    within: range | None = None
    repeated: bool = False
    required: bool = False
    name: str = ""

    @property
    def key(self) -> str:
        """By which the function takes it."""
        return self.name or self.flags.rpartition("--")[2].replace("-", "_")

    def read(self, written: str, text: str) -> object:
        """The value of a text behind one of its flags as it was `written`. UsageError where it can't be one."""
        if self.words and text not in self.words:
            raise UsageError(Problem(f"{written} 的值不对", mend=f"可选：{'、'.join(self.words)}"))
        if self.within is None and text:
            return self.kind(text)
        if self.within is None:  # a variable of the shell that is empty must not drop what it was written for
            raise UsageError(_no_value(written))
        if text.isascii() and text.isdigit() and len(text) < _DIGITS and int(text) in self.within:
            return int(text)
        raise UsageError(Problem(f"{written} 的值不对", mend=f"写 {self.within[0]} 到 {self.within[-1]} 的整数"))


@dataclass(frozen=True, slots=True)
class Command:
    """A command: what help says of it, what it takes, and the function that does it."""

    about: str
    takes: tuple[Argument | Option, ...]
    act: Callable[..., None]


def command(about: str, *takes: Argument | Option) -> Callable[[Callable[..., None]], Command]:
    """Make a function a command, which takes these by their names, and `--help`."""
    return lambda act: Command(about, (*takes, _HELP), act)


def flag(flags: str, text: str, name: str = "") -> Option:
    """An option that is there or not. text: its line in help."""
    return Option(flags, "", text, kind=bool, default=False, name=name)


def choice(flags: str, words: tuple[str, ...], text: str, value: str = "") -> Option:
    """An option whose value is one of these words, the first where it isn't given."""
    return Option(flags, value or f"[{'|'.join(words)}]", text, default=words[0], words=words)


_HELP = flag("-h, --help", "显示这份说明")


def parse(takes: Sequence[Argument | Option], words: Sequence[str]) -> dict[str, object] | None:
    """The values of all that a command takes, by their names; None where its help is asked for.

    Options and arguments stand in any order; `--` ends the options, `-` is an argument. UsageError lists all faults,
    or the first where what follows it can't be told.
    """
    options = [one for one in takes if isinstance(one, Option)]
    given, rest = _sorted_out({name: one for one in options for name in one.flags.split(", ")}, words)
    if _HELP.key in given:
        return None
    faults: list[Problem] = []
    found = {one.key: _value(one, given.get(one.key, []), faults) for one in options if one is not _HELP}
    for one in takes:
        if isinstance(one, Argument):
            found[one.name] = _taken(one, rest, faults)
    if rest:
        faults.append(Problem(f"多了参数：{'、'.join(rest)}"))
    if faults:
        raise UsageError(*faults)
    return found


def _sorted_out(
    options: Mapping[str, Option], words: Sequence[str]
) -> tuple[dict[str, list[tuple[str, str]]], list[str]]:
    """What options were given, each as it was written and with its text, and the words that are arguments."""
    given: dict[str, list[tuple[str, str]]] = {}
    plain: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            plain += rest
        elif word == "-" or not word.startswith("-"):
            plain.append(word)
        else:
            written, text = _halves(word)
            option = options.get(written)
            if option is None:
                raise UsageError(_unknown(written, options))
            if option.kind is bool and text is not None:
                raise UsageError(Problem(f"{written} 后面不带值"))
            if option.kind is not bool and text is None:
                text = next(rest, None)
                if text is None:
                    raise UsageError(_no_value(written))
            given.setdefault(option.key, []).append((written, text or ""))
    return given, plain


def _halves(word: str) -> tuple[str, str | None]:
    """A flag and the text that is joined to it: `--name=text`, `-ntext`; None for none."""
    if word.startswith("--"):
        written, mark, text = word.partition("=")
        return written, text if mark else None
    return word[:2], word[2:] or None


def _no_value(written: str) -> Problem:
    return Problem(f"{written} 后面要有值")


def _unknown(written: str, options: Mapping[str, Option]) -> Problem:
    from drafter.questions import nearest

    return Problem(f"没有 {written} 这个选项", mend=nearest(written, options))


def _value(option: Option, texts: Sequence[tuple[str, str]], faults: list[Problem]) -> object:
    """What the texts given for an option come to."""
    if not texts and option.required:
        faults.append(Problem(f"缺少 {option.flags}"))
    if option.kind is bool:
        return bool(texts)
    try:
        values = [option.read(*one) for one in (texts if option.repeated else texts[-1:])]
    except UsageError as error:
        faults += error.problems
        return None
    return tuple(values) if option.repeated else values[0] if values else option.default


def _taken(argument: Argument, rest: list[str], faults: list[Problem]) -> object:
    """The value of an argument, whose words are taken from what is left of them."""
    if argument.many:
        words, rest[:] = rest[:], []
        return tuple(map(argument.kind, words))
    if rest:
        return argument.kind(rest.pop(0))
    if argument.required:
        faults.append(Problem(f"缺少{argument.label}"))
    return ""
