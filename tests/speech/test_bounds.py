"""What is far too much for one speech is refused, by whatever door it comes."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

from drafter.document import Block, Document, Words
from drafter.errors import InputError
from drafter.speech import bounds
from drafter.speech.bounds import MOST_CHARACTERS, MOST_POINTS, bounded
from drafter.speech.outline import outline
from drafter.speech.source import read_speech
from drafter.word import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

HEADINGS = "\n".join(f"{numeral}、修好水渠" for numeral in "一二三四五六")
ALIKE = "\n".join(f"渠道{field}要修好。每村都报数。" for field in "东南西北中里")


def test_no_more_is_looked_at_than_is_refused() -> None:
    """However much there is, looking ends one beyond the bound."""
    places = count()
    with pytest.raises(InputError):
        bounded(places, "序号", "")
    assert next(places) == MOST_POINTS + 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(HEADINGS, "可能是序号的地方超过 5 处", id="markers"),
        pytest.param(ALIKE, "没有序号的并列句超过 5 处", id="parallel points"),
    ],
)
def test_more_points_than_a_speech_has_are_refused(text: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many points as the bound are an outline; one more are a fault of the file that says what to do."""
    monkeypatch.setattr(bounds, "MOST_POINTS", 6)
    assert outline(text).text == text
    monkeypatch.setattr(bounds, "MOST_POINTS", 5)
    with pytest.raises(InputError) as caught:
        outline(text, "稿.txt")
    assert str(caught.value) == f"稿.txt: 不像一篇讲话：{told}（一个文件只放一篇讲话；表格、名单、目录去掉）"


def test_a_text_longer_than_a_speech_is_refused(tmp_path: Path) -> None:
    """A text of the most characters is read; one more is a fault of the file."""
    path = tmp_path / "稿.txt"
    path.write_text("渠" * MOST_CHARACTERS, "utf-8")
    assert len(read_speech(path).text) == MOST_CHARACTERS
    path.write_text("渠" * (MOST_CHARACTERS + 1), "utf-8")
    with pytest.raises(InputError, match="不像一篇讲话：有 301 万字，超过 300 万字"):
        read_speech(path)


@pytest.mark.parametrize("name", ["稿.txt", "稿.docx"])
@pytest.mark.parametrize("command", ["outline", "mine"])
def test_every_door_refuses_it(
    command: str, name: str, drafter: Callable[..., Outcome], workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Outlines and mining, of text and of Word, name the file and what to do, and make nothing."""
    monkeypatch.setattr(bounds, "MOST_POINTS", 5)
    blocks = (Block("heading", (Words("修好水渠"),), 1, "一、") for _ in range(6))
    (workspace / name).write_bytes(write(Document(tuple(blocks))) if name.endswith("x") else HEADINGS.encode())
    outcome = drafter(command, name)
    assert outcome.code == 1
    assert outcome.err.splitlines() == [
        f"{name}: 不像一篇讲话：可能是序号的地方超过 5 处（一个文件只放一篇讲话；表格、名单、目录去掉）"
    ]
    assert not (workspace / "templates").exists()
