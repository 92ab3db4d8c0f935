"""Outlines of annotated speeches, where these are at hand beside the project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from drafter.speech.outline import outline

SHARED = Path(__file__).resolve().parents[3] / "shared" / "outlines"
GOLD = sorted((SHARED / "gold").glob("*.json"))
LEAST = 0.95

pytestmark = pytest.mark.skipif(not GOLD, reason="no annotated speeches beside the project")


def _gold(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return gold


def _text(path: Path) -> str:
    name: str = _gold(path)["file"]
    return (SHARED / "texts" / name).read_text("utf-8")


def _points(found: dict[str, Any]) -> list[tuple[object, ...]]:
    return [
        tuple(point[name] for name in ("level", "line", "offset", "marker", "heading")) for point in found["points"]
    ]


if GOLD:  # else nothing is collected

    @pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
    def test_an_annotated_speech_can_be_rebuilt(path: Path) -> None:
        """Every annotated speech can be rebuilt from its outline."""
        assert outline(_text(path)).text == _text(path)

    @pytest.mark.parametrize("path", [path for path in GOLD if "speeches" in _gold(path)["file"]], ids=lambda p: p.stem)
    def test_the_two_speeches_are_outlined_as_annotated(path: Path) -> None:
        """The speeches that the shipped templates follow have exactly their annotated points."""
        assert _points(outline(_text(path)).as_json()) == _points(_gold(path))

    def test_most_annotated_texts_are_outlined_without_a_fault() -> None:
        """Of the eight texts at least six are perfect, and points at their levels reach an F1 of .95."""
        texts = [path for path in GOLD if "speeches" not in _gold(path)["file"]]
        pairs = [
            ({p[:3] for p in _points(outline(_text(path)).as_json())}, {p[:3] for p in _points(_gold(path))})
            for path in texts
        ]
        hits = sum(len(found & gold) for found, gold in pairs)
        assert 2 * hits / sum(len(found) + len(gold) for found, gold in pairs) >= LEAST
        assert sum(found == gold for found, gold in pairs) >= len(texts) - 2
