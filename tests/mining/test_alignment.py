"""What short texts share, place by place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.mining.alignment import Fixed, align, words

TEXT = st.text(alphabet="守住底线的，；、“”《》（）12ab", max_size=16) | st.text(max_size=4)


def _drawn(*texts: str) -> str:
    """What texts share; in brackets what may be a coincidence; … for what is between."""
    pieces = [
        ("{}" if piece.held else "[{}]").format(piece.text) if isinstance(piece, Fixed) else "…"
        for piece in align(texts)
    ]
    return "".join(pieces)


@pytest.mark.parametrize(
    ("texts", "shared"),
    [
        pytest.param(["护堤人", "护林人"], "护…人", id="both ends"),
        pytest.param(["先修渠，后放水", "先整地，后下种"], "先…，后…", id="each clause"),
        pytest.param(["修“渠”要快", "整“地”要快"], "…“…”要快", id="inside and outside of quotations"),
        pytest.param(["修“渠”要快", "整地要快"], "…要快", id="a quotation that one has is whole"),
        pytest.param(["打井、修渠、整地", "打桩、修坝、整坡"], "打…、修…、整…", id="each item"),
        pytest.param(["12座堤", "123座堤"], "…座堤", id="a number is whole"),
        pytest.param(["大坝稳住库里水位", "小坝留不下什么水头"], "…坝…水…", id="a lone character near an edge"),
        pytest.param(["各条大河畅通无阻水清", "全部小溪都要畅行见底"], "…", id="a lone character elsewhere"),
        pytest.param(["河道巡护到位", "村边小溪巡护昼夜不停"], "…", id="two characters of two"),
        pytest.param(["河道巡护到位", "村边小溪巡护昼夜不停", "堤巡护"], "…[巡护]…", id="two characters of three"),
        pytest.param(["河道巡护员到位", "村边小溪巡护员昼夜不停"], "…[巡护员]…", id="three characters of two"),
        pytest.param(
            ["三座水库闸门要全部检修到位", "七条干渠堤岸要及时清理"], "…", id="a lone character far from an edge"
        ),
        pytest.param(["巡护小水库三座", "盯住两水库巡护线", "管好五水库和巡护队伍"], "…水库…", id="held goes first"),
        pytest.param(["抓实值班值守、严查野外明火", "抓早、严管水源"], "抓…、严…", id="each item of any length"),
        pytest.param(["大河，小溪", "大湖；小塘"], "大…小…", id="other marks"),
    ],
)
def test_texts_share_what_is_held_and_what_is_no_coincidence(texts: list[str], shared: str) -> None:
    """Shared is what stands at an edge, at one distance from it, or is too long for a coincidence."""
    assert _drawn(*texts) == shared


@given(st.lists(TEXT, min_size=1, max_size=5))
def test_the_pieces_of_a_text_are_that_text(texts: list[str]) -> None:
    """Nothing is lost: joined, what is shared and what is between is each text, character by character."""
    pieces = list(align(texts))
    for number, text in enumerate(texts):
        assert "".join(piece.text if isinstance(piece, Fixed) else piece[number] for piece in pieces) == text


def test_marks_are_no_words() -> None:
    """Marks don't count as words."""
    assert words("护堤，“护林”。") == 4
