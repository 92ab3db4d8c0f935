"""What a template came to is kept for the next run, and never changes what that run gives."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter import homes
from drafter.cache import remember
from drafter.document import Words
from drafter.drafting import draft
from drafter.errors import InputError, Place
from drafter.template import open_template
from drafter.template.catalog import Catalog
from drafter.template.pouring import PouringRenderer
from drafter.template.shelf import MOST, Shelf
from drafter.template.trust import vouch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drafter.document import Document
    from drafter.questions import Value

_DEFINITION = """\
name: 试写
questions:
- {key: unit}
- {key: short, default: "{{ unit|short }}"}
- {key: rules, kind: list}
- {key: notes, kind: long}
front: {title: "在{{ unit }}的讲话"}
series: [一、]
sections: [{name: body, role: 要点}]
"""
_BODY = "# {{ short }}要学{{ rules|join }}\n{{ notes }}。\n> 提示\n"


@pytest.fixture
def workspace(write_files: Callable[[dict[str, str]], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a small template that may render here, and an empty folder for what is kept."""
    monkeypatch.setattr(homes, "cache_folder", lambda: tmp_path / "cache")
    found = write_files({"templates/small/template.yaml": _DEFINITION, "templates/small/body.j2": _BODY})
    vouch(Catalog.of(found), "small")
    return found


def _drafted(workspace: Path, unit: str = "甲市公安局", *, keeps: bool = True) -> Document:
    template = open_template("small", workspace)
    made = draft(template, {"unit": unit, "rules": ("《甲》", "乙"), "notes": ("子", "丑")}).document
    if keeps:
        template.renderer.keep()
    return made


def _refuse_to_render(monkeypatch: pytest.MonkeyPatch) -> None:
    def behind(_: PouringRenderer) -> None:
        raise AssertionError

    monkeypatch.setattr(PouringRenderer, "behind", property(behind))


def test_a_later_run_pours_what_an_earlier_one_rendered(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the same answers or others of the same shape, nothing is rendered, and the draft is the same."""
    first, other = _drafted(workspace), _drafted(workspace, "乙县公安局", keeps=False)
    _refuse_to_render(monkeypatch)
    assert _drafted(workspace) == first
    assert _drafted(workspace, "乙县公安局") == other


def test_no_answer_is_kept(workspace: Path, tmp_path: Path) -> None:
    """What a writer answered is in none of the files."""
    _drafted(workspace)
    kept = [path.read_text("utf-8", "replace") for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert any("提示" in text for text in kept)
    assert [text for text in kept for answer in ("甲市公安局", "《甲》", "市局", "子") if answer in text] == []


@pytest.mark.parametrize("file", ["body.j2", "template.yaml", "../shared/more.j2", "../shared/phrases.yaml"])
def test_a_changed_file_is_rendered_anew(workspace: Path, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One character in a file of the template or one that all share, and what was kept counts no more."""
    _drafted(workspace)
    path = (workspace / "templates" / "small" / file).resolve()
    path.parent.mkdir(exist_ok=True)
    path.write_text((path.read_text("utf-8") if path.exists() else "") + "\n# 新\n", encoding="utf-8")
    vouch(Catalog.of(workspace), "small")
    _refuse_to_render(monkeypatch)
    with pytest.raises(AssertionError):
        _drafted(workspace)


@pytest.mark.parametrize("file", ["body.j2", "template.yaml"])
@pytest.mark.parametrize("is_drafted", [True, False])
def test_a_file_changed_while_a_draft_is_made_is_rendered_anew(workspace: Path, file: str, *, is_drafted: bool) -> None:
    """A template may be edited between its opening and its draft, or before that is kept: the next run sees the new."""
    template = open_template("small", workspace)
    given: dict[str, Value] = {"unit": "甲市公安局", "rules": ("《甲》",), "notes": ("子",)}
    before = draft(template, given).document if is_drafted else None
    path = workspace / "templates" / "small" / file
    path.write_text(path.read_text("utf-8").replace("要学", "要读").replace("在{{", "于{{"), encoding="utf-8")
    vouch(Catalog.of(workspace), "small")
    found = draft(template, given).document if before is None else before
    template.renderer.keep()
    anew = draft(open_template("small", workspace), given).document
    text = "".join(block.text for block in anew.blocks)
    assert ("要读" if file == "body.j2" else "于甲市公安局的讲话") in text
    assert anew != found or not is_drafted


def test_strings_of_several_answers_are_found_again(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of answers come in any order from one run to the next, and a string of the same answers is the same."""
    seen: list[list[str]] = []

    def text(_: PouringRenderer, __: str, values: dict[str, object], ___: Place) -> tuple[Words, ...]:
        seen.append(list(values))
        return (Words("甲"),)

    monkeypatch.setattr(PouringRenderer, "text", text)
    for names in (["unit", "notes"], ["notes", "unit"]):
        monkeypatch.setattr(PouringRenderer, "names", lambda *_, names=names: names)
        open_template("small", workspace).resolver({"unit": "甲市公安局", "notes": ("子",)}).value("short")
    assert seen[0] == seen[1]


def test_what_a_stranger_rendered_is_not_what_the_user_vouched_for(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process of its own may have said anything: once the template is vouched for, it is rendered here."""
    monkeypatch.setattr("drafter.template.trust._digests", frozenset)
    strange = _drafted(workspace)
    monkeypatch.undo()
    _refuse_to_render(monkeypatch)
    with pytest.raises(AssertionError):
        _drafted(workspace)
    assert strange.headings


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), letter=st.none() | st.binary(min_size=1, max_size=1))
def test_a_damaged_shelf_is_as_good_as_none(
    workspace: Path, tmp_path: Path, place: float, letter: bytes | None
) -> None:
    """Wherever a kept file was cut or changed, the draft is the same: it is rendered."""
    whole = _drafted(workspace)
    (path,) = (tmp_path / "cache" / "moulds").iterdir()
    data = path.read_bytes()
    at = int(place * len(data))
    path.write_bytes(data[:at] + (letter + data[at + 1 :] if letter else b""))
    assert _drafted(workspace, keeps=False) == whole
    path.unlink()


@pytest.mark.parametrize("content", [[], {"x": 1}, {"mould x": [[], [], []]}, "x"])
def test_a_shelf_of_something_else_holds_nothing(
    content: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """JSON of another form is no mould, no blocks and no names."""
    monkeypatch.setattr(homes, "cache_folder", lambda: tmp_path)
    found: dict[str, object] = {f"{kind} x": content for kind in ("names", "mould")}
    remember("moulds", "甲", json.dumps(found).encode(), 9)
    shelf = Shelf(lambda: "甲")
    assert shelf.document("x") is None
    assert shelf.mould("x") is None
    assert not shelf.names("x")


def test_a_shelf_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many shapes a batch has, no more than so many things are held, and kept; the oldest go."""
    monkeypatch.setattr(homes, "cache_folder", lambda: tmp_path)
    shelf = Shelf(lambda: "甲")
    for number in range(MOST + 5):
        shelf.put_names(str(number), frozenset({"unit"}))
    shelf.keep()
    known = [number for number in range(MOST + 5) if Shelf(lambda: "甲").names(str(number))]
    assert known == [number for number in range(MOST + 5) if shelf.names(str(number))] == list(range(5, MOST + 5))


def test_a_fault_is_told_every_time(workspace: Path) -> None:
    """What can't be rendered isn't kept, and neither does what was kept hide it."""
    (workspace / "templates" / "small" / "body.j2").write_text("{{ 没有 }}", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(InputError, match="没有"):
            _drafted(workspace)


def test_nothing_is_read_before_it_is_needed() -> None:
    """Opening a template doesn't look at its shelf."""

    def name() -> str:
        raise AssertionError

    Shelf(name).keep()
