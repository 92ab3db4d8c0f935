"""The parts of a speech around its points."""

from __future__ import annotations

import pytest

from drafter.speech.outline import outline

POINTS = "一、甲\n各组都要到位。\n二、乙\n各组都要到位。"


@pytest.mark.parametrize(
    ("head", "title", "date", "speaker", "salutation"),
    [
        ("在全市抗旱会上的讲话\n\n同志们：\n", (0,), None, None, 2),
        ("在全市抗旱会上的讲话\n（2024年6月1日）\n某某某\n各位代表，同志们：\n", (0,), 1, 2, 3),
        ("蓄水保苗\n——在全市抗旱会上的讲话\n市水利局局长 某某\n二〇二四年六月一日\n", (0, 1), 3, 2, None),
        ("在全市抗旱会上的讲话\n××× （2024年6月）\n大家下午好！旱情仍在发展。\n", (0, 1), None, None, None),
        ("尊敬的各位来宾：\n", (), None, None, 0),
        ("同志们！\n", (), None, None, 0),
        ("今天开会，说两件事。\n", (), None, None, None),
        ("", (), None, None, None),
    ],
)
def test_title_date_speaker_and_salutation_stand_at_the_head(
    head: str, title: tuple[int, ...], date: int | None, speaker: int | None, salutation: int | None
) -> None:
    """The lines before the first sentence are title, date, speaker and salutation, as they look."""
    zones = outline(head + POINTS).zones
    assert (zones.title_lines, zones.date_line, zones.speaker_line, zones.salutation_line) == (
        title,
        date,
        speaker,
        salutation,
    )


@pytest.mark.parametrize(
    ("head", "end", "opening", "closing"),
    [
        ("同志们：\n旱情在发展。\n我讲两点。\n", "\n同志们，抓紧干。", (1, 3), (7, 8)),
        ("", "", None, None),
        ("今年一是雨少。二是风大。三是温高。\n我讲两点。\n", "\n最后，我再强调一点。\n谢谢大家。", (0, 2), (6, 8)),
        ("一是雨少。连旱四月。\n二是风大。土都干了。\n我讲两点。\n", "", (0, 3), None),
    ],
)
def test_opening_and_closing_surround_the_main_points(
    head: str, end: str, opening: tuple[int, int] | None, closing: tuple[int, int] | None
) -> None:
    """The opening goes to the first main point, achievements included; the closing begins where the last ends."""
    zones = outline(head + POINTS + end).zones
    assert (zones.opening, zones.closing) == (opening, closing)


@pytest.mark.parametrize(
    ("end", "signature"),
    [
        ("\n同志们，干吧。\n\n市水利局\n2024年6月1日", (6, 7)),
        ("\n同志们，干吧。", ()),
    ],
)
def test_a_signature_is_what_ends_the_speech_without_a_sentence(end: str, signature: tuple[int, ...]) -> None:
    """Short lines after the last sentence are the signature."""
    assert outline(POINTS + end).zones.signature == signature
