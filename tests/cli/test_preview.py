"""The draft shown in the terminal, and its length against the time there is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter.cli.length import Length
from drafter.cli.preview import preview, shares
from drafter.cli.summary import characters
from drafter.drafting import draft
from drafter.template import open_template

if TYPE_CHECKING:
    from drafter.document import Document
    from drafter.template.definition import Section


@pytest.fixture(scope="module")
def made() -> tuple[Document, tuple[Section, ...]]:
    """A draft with answers and gaps, and the sections of its template."""
    template = open_template("accountability-meeting", Path("nowhere"))
    return draft(template, {"unit": "甲市公安局"}).document, template.definition.sections


def test_the_preview_holds_every_character_of_the_draft(
    made: tuple[Document, tuple[Section, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    """Each paragraph of the draft is shown, with the numbers of headings, and the gaps as they will stand."""
    document, sections = made
    preview(document, sections, Length(180))
    shown = "".join(capsys.readouterr().out.split())
    assert [b.text for b in document.spoken if "".join(b.text.split()) not in shown] == []
    assert "一、坚持政治建警" in shown
    assert "【待补：" in shown
    assert "应写字数" not in shown


def test_the_preview_waits_at_each_screenful(
    made: tuple[Document, tuple[Section, ...]], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits after so many lines as the window has, to the end, which it says, or until that is enough."""
    monkeypatch.setenv("LINES", "10")
    document, sections = made
    pages: list[list[str]] = []
    said: list[str] = []

    def more(message: str, *, until: int = 99) -> bool:
        pages.append(capsys.readouterr().out.splitlines())
        said.append(message)
        return len(pages) < until

    preview(document, sections, Length(180), more)
    assert {len(page) for page in pages[:-1]} == {8}
    assert said[0].startswith(f"第1屏，共{len(pages)}屏")
    assert [line for page in pages for line in page] == _printed(document, sections, capsys)
    assert "核对" in said[-1]
    pages.clear()
    preview(document, sections, Length(180), lambda message: more(message, until=2))
    assert len(pages) == 2
    assert capsys.readouterr().out == ""


def _printed(document: Document, sections: tuple[Section, ...], capsys: pytest.CaptureFixture[str]) -> list[str]:
    preview(document, sections, Length(180))
    return capsys.readouterr().out.splitlines()


def test_the_parts_add_up_to_the_whole(made: tuple[Document, tuple[Section, ...]]) -> None:
    """The characters of the parts are those of the draft, and what the template wants of each adds up to the time."""
    document, sections = made
    rows = list(shares(document, sections, Length(200, 30)))
    assert [row[0] for row in rows] == ["标题等", "会议与任务", "评判", "回顾", "过渡", "要点", "结尾"]
    assert sum(int(row[1]) for row in rows) == characters(document)
    assert abs(sum(int(row[5] or 0) for row in rows) - 6000) <= 3
    assert rows[1][4] == "7%"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (5000, "要求30分钟，即约6000字，少约1000字"),
        (6000, "要求30分钟，即约6000字，正好"),
        (6100, "要求30分钟，即约6000字，多约100字"),
    ],
)
def test_the_length_is_told_against_the_time(count: int, said: str) -> None:
    """Too long, too short or just right, in characters at the speaker's pace."""
    assert Length(200, 30).against(count) == said
