"""Rules on set phrases and documents that are typed by hand, and on what has run out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.checking.samples import sample_day
from drafter.errors import Problem
from drafter.template.tokens import PLACE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.checking.view import Source, View
    from drafter.template.phrases import Phrase

_QUOTED = re.compile("“([^“”\n]+)”")
_BOOK = re.compile("《([^《》\n]+)》")
_OTHER_QUOTES = "‘’「」『』\"'"
_MARKS = re.compile("[“”‘’「」『』\"' \u3000]")
_CLAUSE = re.compile("[^，。；：！？“”《》（）\n]+")
_WITHIN_QUOTES = re.compile("“[^”\n]*|《[^》\n]*")
_SHORTEST, _LONG, _FEW, _MOST_APART = 4, 6, 2, 2


def misquoted(seen: View) -> Iterator[Problem]:
    """A set phrase or document typed other than phrases.yaml has it."""
    texts = {phrase.text: name for name, phrase in seen.phrases.items()}
    for source in seen.sources:
        for at, typed, name in _misquoted(source.survey.words, texts):
            mend = f'写成 {{{{ "{name}"|phrase }}}}'
            yield Problem(f"写着 {typed}，规范写法是 {seen.phrases[name].text}", source.place(at), mend)


def other_members(seen: View) -> Iterator[Problem]:
    """What a set phrase stands for, typed with members left out, changed or in another order."""
    phrases = [phrase for phrase in seen.phrases.values() if phrase.members]
    for source in seen.sources:
        for found in _CLAUSE.finditer(source.survey.words):
            for phrase in phrases if "、" in found[0] else ():
                if wrong := _other_members(found[0], phrase.members):
                    place = source.place(found.start() + found[0].index(wrong))
                    yield Problem(f"{phrase.name}是 {'、'.join(phrase.members)}，写着 {wrong}", place, "改成一样的")


def run_out(seen: View) -> Iterator[Problem]:
    """A set phrase, document or campaign that is over, today or on the sample's day."""
    days = [seen.today, *sample_day(seen)]
    for phrase in seen.phrases.values():
        if not any(map(phrase.has_run_out, days)):
            continue
        for source in seen.sources:
            for at in _cited(source, phrase):
                yield Problem(f"“{phrase.name}”到{phrase.until}为止", source.place(at), "核对是否仍适用，或写明是回顾")


def _cited(source: Source, phrase: Phrase) -> Iterator[int]:
    yield from (spot.at for spot in source.survey.phrases if spot.name == phrase.name)
    yield from (found.start() for found in re.finditer(re.escape(phrase.text), source.survey.words))


def _misquoted(words: str, texts: Mapping[str, str]) -> Iterator[tuple[int, str, str]]:
    """(offset, what is typed, name of the phrase that is meant)."""
    for found in (*_BOOK.finditer(words), *_QUOTED.finditer(words)):
        if found[0] not in texts and (name := _meant(found[0], texts)):
            yield found.start(), found[0], name
    bare = _WITHIN_QUOTES.sub(lambda found: PLACE * len(found[0]), words)
    for text, name in texts.items():
        if _QUOTED.fullmatch(text):
            yield from ((at, typed, name) for at, typed in _unquoted(bare, text[1:-1]))


def _unquoted(words: str, text: str) -> Iterator[tuple[int, str]]:
    """(offset, what is typed) where a text that is written in “ ” stands in other quotes, or in none."""
    for found in re.finditer(re.escape(text), words):
        start, end = found.span()
        quotes = int(start > 0 and words[start - 1] in _OTHER_QUOTES)
        yield start - quotes, words[start - quotes : end + quotes]


def _meant(typed: str, texts: Mapping[str, str]) -> str:
    """The name of the phrase that is typed slightly wrong, empty for none."""
    plain = _MARKS.sub("", typed)
    for text, name in texts.items():
        if text[0] == typed[0] and text[-1] == typed[-1] and _is_near(plain, _MARKS.sub("", text)):
            return name
    return ""


def _is_near(typed: str, right: str) -> bool:
    """Whether one is the other but for quote marks, one character, or words put in or left out in the midst."""
    if typed == right:
        return True
    if min(len(typed), len(right)) < _SHORTEST or typed in right or right in typed:
        return False
    head = next((n for n, (a, b) in enumerate(zip(typed, right, strict=False)) if a != b), 0)
    tail = next((n for n, (a, b) in enumerate(zip(typed[::-1], right[::-1], strict=False)) if a != b), 0)
    shorter = min(len(typed), len(right))
    if len(typed) == len(right):
        return shorter >= _LONG and head + tail == shorter - 1
    return head > 0 and tail > 0 and head + tail >= shorter and abs(len(typed) - len(right)) <= _MOST_APART


def _other_members(run: str, members: tuple[str, ...]) -> str:
    """The part of a series 甲、乙、丙 that has most members of a phrase, but not all or others; empty for none."""
    items = run.split("、")
    hits = [n for n, item in enumerate(items) if _member(n, item, len(items), members)]
    if len(hits) < max(_FEW, len(members) - 1) or (len(hits) == len(members) and len(members) == _FEW):
        return ""
    told = [_member(n, item, len(items), members) for n, item in enumerate(items)][hits[0] : hits[-1] + 1]
    typed = [member or item for member, item in zip(told, items[hits[0] :], strict=False)]
    return "" if told == [*members] else "、".join(typed)


def _member(number: int, item: str, count: int, members: tuple[str, ...]) -> str:
    """The member that an item of a series is; words may stand before the first and after the last."""
    for member in members:
        if (
            item == member
            or (number == 0 and item.endswith(member))
            or (number == count - 1 and item.startswith(member))
        ):
            return member
    return ""
