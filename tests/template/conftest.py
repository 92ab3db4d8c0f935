"""Small templates to try: a renderer of files given as text, and workspaces made of them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from drafter.document import Words
from drafter.template.phrases import Phrase
from drafter.template.render import Renderer
from drafter.template.values import Answer, Choice, Many, Open

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from drafter.markup import Segment


@pytest.fixture
def values() -> dict[str, object]:
    """One answer of each kind, answered and open."""
    return {
        "unit": Answer("unit", "甲局", "甲局"),
        "goal": Open("goal", "目标"),
        "notes": Answer("notes", ("子", "丑"), ("子", "丑")),
        "rules": Many("rules", [Answer("rules.1", "《甲》", "《甲》"), Answer("rules.2", "乙", "乙")]),
        "drives": Open("drives", "活动", many=True),
        "day": Answer("day", dt.date(2031, 2, 3), "2031年2月3日"),
        "later": Open("later", "日子"),
        "year": Answer("year", 2031, "2031"),
        "level": Choice("level", "市"),
        "marks": Many("marks", [Choice("marks.1", "点评")]),
        "guests": True,
    }


@pytest.fixture
def rendered(tmp_path: Path, values: dict[str, object]) -> Callable[..., tuple[Segment, ...]]:
    """A function that renders `main.j2`; other files come by keyword, `__` for / in their names."""

    def render(source: str, **files: str) -> tuple[Segment, ...]:
        texts = {f"{name.replace('__', '/')}.j2": text for name, text in files.items()} | {"main.j2": source}
        for name, text in texts.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        phrases = {"四个甲": Phrase("四个甲", "提法", "“四个甲”")}
        renderer = Renderer(lambda name: (texts[name], tmp_path / name), phrases, lambda: texts)
        return merged(renderer.file("main.j2", values))

    return render


@pytest.fixture
def write_files(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """A function that writes files below a workspace, and gives the workspace."""

    def write(files: dict[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


def merged(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """Segments with words that follow each other as one."""
    found: list[Segment] = []
    for segment in segments:
        if isinstance(segment, Words) and found and isinstance(found[-1], Words):
            found[-1] = Words(found[-1].text + segment.text)
        elif segment != Words(""):
            found.append(segment)
    return tuple(found)
