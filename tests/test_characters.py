"""Characters that no document can hold are told, or left blank."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.characters import faulty_characters, is_plain, writable
from drafter.word.runs import unwritable

_NON_CHARACTERS = [chr(plane * 0x10000 + end) for plane in range(17) for end in (0xFFFE, 0xFFFF)]
_NON_CHARACTERS += [chr(code) for code in range(0xFDD0, 0xFDF0)]
_GOOD = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"], exclude_characters=_NON_CHARACTERS)


@pytest.mark.parametrize("character", _NON_CHARACTERS)
def test_non_characters_are_told(character: str) -> None:
    """Each of the 66 non-characters of Unicode is told by its code."""
    assert faulty_characters(f"甲{character}") == f"U+{ord(character):04X}"


@given(st.lists(_GOOD | st.sampled_from("\t\n")).map("".join))
def test_all_other_characters_are_text(text: str) -> None:
    """Everything else, tab, line feed and emoji too, is text."""
    assert faulty_characters(text) == ""
    assert writable(text) == text


@given(st.lists(st.characters() | st.sampled_from("\t\n\u3000 ")).map("".join))
def test_what_can_be_seen_is_text(text: str) -> None:
    """A text that is called plain holds none of these, nor what a Word file can't hold."""
    assert not is_plain(text) or (faulty_characters(text), unwritable(text)) == ("", "")


@given(st.text(st.characters()))
def test_a_writable_text_has_every_character_in_its_place(text: str) -> None:
    """What can't be written becomes one blank each, so that no place in the text moves."""
    found = writable(text)
    assert len(found) == len(text)
    assert faulty_characters(found) == ""
    assert all(one in {other, " "} for one, other in zip(found, text, strict=True))
