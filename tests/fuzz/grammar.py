"""Spoiled input: what a grammar itself knows, mixed with noise. Noise alone is refused at the first character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence

NOISE = st.text(max_size=6) | st.sampled_from(["\0", "\x85", "\u2028", "\ufeff", "\ud800", "\U0010ffff", "\r", "\t"])
YAML = [
    *("\n", "\n- ", "\n  ", "\n  - ", ": ", "- ", "{", "}", "[", "]", ", ", "|\n  ", ">-\n  ", '"', "'", "#", " #"),
    *("&a ", "*a", "!!str ", "!!python/object:os.system ", "<<: ", "? ", "\n---\n", "\n...\n", "~", "%YAML 1.1\n"),
    *("[" * 20, "{a: " * 20, "010", "1e999", "-0", "2031-02-30", "9999999999999", "yes", "\\", "\t"),
]


def soup(tokens: Sequence[str], most: int = 25) -> st.SearchStrategy[str]:
    """Tokens of a grammar in any order, with a little noise between them."""
    token = st.sampled_from(tokens)
    return st.lists(st.one_of(token, token, token, NOISE), max_size=most).map("".join)


@st.composite
def spoiled(draw: st.DrawFn, wholes: Sequence[str], tokens: Sequence[str]) -> str:
    """A whole text in which stretches were cut out, doubled, swapped for one another, or for tokens and noise."""
    text = draw(st.sampled_from(wholes))
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3, 6]))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 1, 2, 5, 20, 200])))
        other = draw(st.integers(0, len(text)))
        stretch = text[other : other + draw(st.sampled_from([1, 10, 80]))]
        text = text[:start] + draw(st.sampled_from(tokens) | NOISE | st.just(stretch)) + text[end:]
    return text


@st.composite
def spoiled_bytes(draw: st.DrawFn, whole: bytes) -> bytes:
    """Bytes of which a few were changed, cut out or doubled."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(data)))
        end = place + draw(st.sampled_from([0, 1, 1, 4, 400]))
        data[place:end] = draw(st.binary(max_size=4) | st.just(bytes(data[place : place + 40])))
    return bytes(data)
