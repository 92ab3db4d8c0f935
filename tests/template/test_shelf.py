"""What a template came to is kept for the next run, and never changes what that run gives."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter import cache, homes
from drafter.cache import makers, remember
from drafter.document import Block, Field, Words
from drafter.drafting import draft
from drafter.errors import InputError, Place
from drafter.questions import Point
from drafter.template import open_template
from drafter.template.catalog import Catalog
from drafter.template.made import Made
from drafter.template.moulds import Mould, refilled
from drafter.template.pouring import PouringRenderer
from drafter.template.shelf import MOST, Shelf
from drafter.template.trust import vouch
from drafter.template.values import Answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drafter.document import Document
    from drafter.drafting import Draft
    from drafter.questions import Value

_DEFINITION = """\
name: 试写
questions:
- {key: unit}
- {key: short, default: "{{ unit|short }}"}
- {key: rules, kind: list}
- {key: notes, kind: long}
- {key: level, kind: choice, choices: [市, 县, 省], default: 省}
- {key: points, kind: points, default: [{heading: 自带}]}
front: {title: "在{{ unit }}的讲话"}
series: [一、, （一）]
sections: [{name: body, role: 要点}]
"""
_BODY = """\
# {{ short }}要学{{ rules|join }}
{{ notes }}。
> 提示
{% for p in points %}
## {{ p.heading }}{{ level }}
{% endfor %}
"""


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
    """What a writer answered in his own words is in none of the files, points with all that is said of them too."""
    points = (
        Point("讲“三劲”", points=(Point("鼓干劲"), Point(form="添……，卯足……")), series="首先，", figure="劲"),
        Point(form="甩开……，迈……"),
    )
    template = open_template("small", workspace)
    draft(template, {"unit": "甲市公安局", "rules": ("《甲》", "乙"), "notes": ("子", "丑"), "points": points})
    template.renderer.keep()
    kept = [path.read_text("utf-8", "replace") for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert any("提示" in text for text in kept)
    words = ("甲市公安局", "《甲》", "市局", "子", "丑", "劲", "卯足", "甩", "迈")
    assert [(text, word) for text in kept for word in words if word in text] == []


def test_what_no_template_sees_of_a_point_makes_no_other_draft(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The figure that a heading is built on is the writer's word: it bears on what he is told, not on the draft."""
    given: dict[str, Value] = {"unit": "甲市公安局", "rules": ("《甲》",), "notes": ("子",)}

    def drafted(figure: str) -> Draft:
        points = (Point("鼓足“三劲”", points=(Point("韧劲"),), figure=figure),)
        template = open_template("small", workspace)
        made = draft(template, {**given, "points": points})
        template.renderer.keep()
        return made

    first, other = drafted("劲"), drafted("力")
    assert first.warnings != other.warnings
    assert first.document == other.document
    _refuse_to_render(monkeypatch)
    assert drafted("力") == other
    assert drafted("气").document == first.document


def test_what_was_chosen_is_kept(workspace: Path, tmp_path: Path) -> None:
    """An option may decide what is written, so it tells one draft from another: the manual says so."""
    _drafted(workspace)
    (path,) = (tmp_path / "cache" / "moulds").iterdir()
    assert "省" in path.read_text("utf-8", "replace")


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


def test_another_jinja_renders_anew(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an older version rendered is not taken for what this one renders."""
    _drafted(workspace)
    monkeypatch.setattr(cache, "makers", lambda by: ("newer",) if by == "jinja2" else makers(by))
    _refuse_to_render(monkeypatch)
    with pytest.raises(AssertionError):
        _drafted(workspace)


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


@pytest.mark.parametrize(
    "plain", [["passage", "notes", [[], [], 0, None], ["子", "丑"]], ["words", 1], ["field", "x", [["x"]], "甲"]]
)
def test_a_draft_of_other_parts_is_none(plain: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of a damaged shelf falls silently away: a block of what can't stand in one isn't a block without it."""
    monkeypatch.setattr(homes, "cache_folder", lambda: tmp_path)
    found = {"mould x": [[["words", "甲"], plain], [], [["paragraph", 2, 0, "", "", ""]]]}
    remember("moulds", "甲", json.dumps(found).encode(), 9)
    assert Shelf(lambda: "甲").document("x") is None


@pytest.mark.usefixtures("workspace")
def test_what_is_put_on_a_shelf_can_be_taken_from_it() -> None:
    """At once as in a later run, moulds, their blocks and names are those that were put there."""
    values = {"unit": Answer("unit", "甲局", "甲局")}
    mould = Mould.of([Words("在"), Field("unit", "甲局", Made(("unit",), (("hint", "单位"),)))], values)
    assert mould
    blocks = [Block("paragraph", (Words("在"), Field("unit", "甲局")))]
    shelf = Shelf(lambda: "甲")
    shelf.put("x", mould, blocks)
    shelf.put_names("{{ unit }}", frozenset({"unit"}))
    shelf.keep()
    for each in (shelf, Shelf(lambda: "甲")):
        assert each.names("{{ unit }}") == frozenset({"unit"})
        taken, whole = each.mould("x"), each.document("x")
        assert taken
        assert whole
        assert taken.poured(values) == mould
        assert refilled(whole[0], mould.parts) == blocks


def test_a_shelf_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many shapes a batch has, no more than so many things are held, and kept; the oldest go."""
    monkeypatch.setattr(homes, "cache_folder", lambda: tmp_path)
    shelf = Shelf(lambda: "甲")
    for number in range(MOST + 5):
        shelf.put_names(str(number), frozenset({"unit"}))
    shelf.keep()
    known = [number for number in range(MOST + 5) if Shelf(lambda: "甲").names(str(number))]
    assert known == [number for number in range(MOST + 5) if shelf.names(str(number))] == list(range(5, MOST + 5))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("logo.png", b"\x89PNG\r\n\x1a\n\xff"),
        ("old.j2", "# 旧的一节\n".encode("gbk")),
        ("notes.txt", b"x" * 3_000_000),
        ("large.j2", b"x" * 3_000_000),
    ],
)
def test_a_file_that_is_not_used_is_no_reason_not_to_draft(workspace: Path, name: str, data: bytes) -> None:
    """A picture, text in another encoding and a large file may lie beside a template's sections."""
    wanted = _drafted(workspace, keeps=False)
    (workspace / "templates" / "small" / name).write_bytes(data)
    assert _drafted(workspace) == wanted
    assert _drafted(workspace) == wanted


def test_what_can_no_longer_be_named_is_not_kept(workspace: Path, tmp_path: Path) -> None:
    """Where a section can't be read any more once the draft is there, nothing is kept, and nothing is wrong."""
    template = open_template("small", workspace)
    draft(template, {"unit": "甲市公安局", "rules": ("《甲》",), "notes": ("子",)})
    (workspace / "templates" / "small" / "body.j2").write_bytes(b" " * 3_000_000)
    template.renderer.keep()
    assert not (tmp_path / "cache" / "moulds").exists()


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
