"""A package comes whole or not at all, and what it would stand before is told first."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from drafter.drafting import draft
from drafter.errors import InputError
from drafter.template import open_template
from drafter.template.arrival import arrival, check
from drafter.template.catalog import Catalog
from drafter.template.package import Package, packed
from drafter.template.unpacking import package_in

if TYPE_CHECKING:
    from collections.abc import Callable

    Files = Callable[[dict[str, str]], Path]

YAML = "name: 小会讲话\nversion: 2\nquestions: []\nfront: {title: 小会}\nsections: [{name: body}]\n"
SHIPPED = "group-talk"
PHRASES = "提法:\n  四个意识: {text: “四个意识”}\n"
PIECES = ["..", ".", "template", "shared", "a", "a.j2", "points", "con", "C:", "x.j2 ", "\\", "~", "甲.j2", ""]


def small(**files: str) -> Package:
    """A package of one small template, with more files: `__` for / in their names, which end in .j2."""
    own = {"template/template.yaml": YAML, "template/body.j2": "正文"}
    own |= {f"{name.replace('__', '/')}.j2": text for name, text in files.items()}
    return Package("small", "小会讲话", "2", {name: text.encode() for name, text in own.items()}, {})


def with_phrases(text: str = PHRASES) -> Package:
    """The same, with set phrases."""
    return Package("small", "小会讲话", "2", {**small().files, "shared/phrases.yaml": text.encode()}, {})


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder and what it says."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def test_what_was_packed_comes_out_on_another_machine(write_files: Files, tmp_path: Path) -> None:
    """Packed here and added there, a template has the same files and the same draft, whatever was changed in it."""
    here = write_files({f"a/templates/{SHIPPED}/closing.j2": "结尾改过，{{ unit }}。\n"}) / "a"
    before = packed(Catalog.of(here), SHIPPED)
    there = tmp_path / "b"
    arrival(package_in(before.zipped(), "x.zip"), SHIPPED, there).bring()
    assert packed(Catalog.of(there), SHIPPED) == before
    answers = {"unit": "甲市公安局"}
    assert draft(open_template(SHIPPED, there), answers) == draft(open_template(SHIPPED, here), answers)
    assert "结尾改过，甲市公安局。" in draft(open_template(SHIPPED, there), answers).document.blocks[-1].text


def test_sections_that_were_shared_come_as_the_templates_own(write_files: Files, tmp_path: Path) -> None:
    """A shared section that differs here drafts the same there, and other templates there stay as they are."""
    here = (
        write_files({"a/templates/shared/points.j2": "{% for p in points %}\n# {{ p.heading }}\n{% endfor %}\n"}) / "a"
    )
    there = tmp_path / "b"
    other = draft(open_template("accountability-meeting", there), {})
    arrival(packed(Catalog.of(here), SHIPPED), SHIPPED, there).bring()
    assert draft(open_template(SHIPPED, there), {}) == draft(open_template(SHIPPED, here), {})
    assert draft(open_template("accountability-meeting", there), {}) == other


def test_what_it_takes_the_place_of_is_named_and_kept(write_files: Files, tmp_path: Path) -> None:
    """Sections, and others of the workspace's folder, are named beforehand and lie in .replaced/ afterwards."""
    mine = {"template.yaml": YAML, "body.j2": "我的正文", "extra.j2": "多的", "points/p.j2": "点"}
    write_files({f"templates/small/{name}": text for name, text in mine.items()})
    write_files({"templates/shared/phrases.yaml": "提法: {}\n", "templates/shared/.replaced/phrases.yaml": "更早的"})
    coming = arrival(with_phrases(), "small", tmp_path)
    assert sorted(coming.replaced) == ["shared/phrases.yaml", "small/body.j2", "small/extra.j2", "small/points/p.j2"]
    coming.bring()
    assert tree(tmp_path / "templates") == {
        "small/template.yaml": YAML,
        "small/body.j2": "正文",
        **{f"small/.replaced/{name}": text for name, text in mine.items()},
        "shared/phrases.yaml": PHRASES,
        "shared/.replaced/phrases.yaml": "更早的",
        "shared/.replaced/phrases-2.yaml": "提法: {}\n",
    }


def test_what_it_stands_before_is_named(tmp_path: Path) -> None:
    """A template of a shipped one's name is told to stand before it, with the sections and phrases that differ."""
    package = packed(Catalog.of(tmp_path), SHIPPED)
    same = arrival(package, SHIPPED, tmp_path)
    assert (same.stands_before, same.covered, same.replaced, same.differing) == (True, (), (), ())
    files = {**package.files, "template/closing.j2": b"x", "shared/phrases.yaml": PHRASES.encode()}
    changed = arrival(Package(SHIPPED, "", "", files, {"points.j2": "0", "none.j2": "0"}), SHIPPED, tmp_path)
    assert set(changed.covered) == {"group-talk/closing.j2", "shared/phrases.yaml"}
    assert changed.differing == ("points.j2", "none.j2")
    assert not arrival(package, "other", tmp_path).stands_before


def test_what_is_there_already_is_known(tmp_path: Path) -> None:
    """A package that was added is there, whatever line ends its files have since, until a file is changed."""
    arrival(small(), "small", tmp_path).bring()
    body = tmp_path / "templates" / "small" / "template.yaml"
    body.write_bytes(YAML.replace("\n", "\r\n").encode())
    assert arrival(small(), "small", tmp_path).is_there
    body.write_bytes(b"x")
    assert not arrival(small(), "small", tmp_path).is_there


def test_only_what_differs_is_moved(tmp_path: Path) -> None:
    """Where only the phrases differ the template's folder stays as it is."""
    arrival(small(), "small", tmp_path).bring()
    before = tree(tmp_path / "templates")
    arrival(with_phrases(), "small", tmp_path).bring()
    assert tree(tmp_path / "templates") == {**before, "shared/phrases.yaml": PHRASES}


@pytest.mark.parametrize("at", range(4))
def test_a_failure_leaves_what_was_there(
    at: int, write_files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever step the system refuses, all files are as they were and nothing is left over."""
    write_files({"templates/small/body.j2": "我的", "templates/shared/phrases.yaml": "提法: {}\n"})
    before = tree(tmp_path)
    coming = arrival(with_phrases(), "small", tmp_path)
    rename, steps = Path.rename, iter(range(100))

    def refusing(path: Path, target: Path) -> Path:
        if next(steps) == at:
            raise PermissionError(13, "no")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(InputError, match="一切照旧"):
        coming.bring()
    assert tree(tmp_path) == before
    assert sorted(path.name for path in (tmp_path / "templates").iterdir()) == ["shared", "small"]


def test_what_cant_be_put_back_is_not_thrown_away(
    write_files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system refuses to put the old folder back too, it stays in reach."""
    write_files({"templates/small/body.j2": "我的"})
    rename, steps = Path.rename, iter(range(100))

    def refusing(path: Path, target: Path) -> Path:
        if next(steps) > 0:
            raise PermissionError(13, "no")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(InputError):
        arrival(small(), "small", tmp_path).bring()
    assert "我的" in tree(tmp_path).values()


@pytest.mark.parametrize("name", ["small", "shared", "shared/phrases.yaml"])
def test_a_link_in_the_way_is_left_alone(name: str, tmp_path: Path) -> None:
    """Nothing is written through a link, wherever it leads."""
    path = tmp_path / "templates" / name
    path.parent.mkdir(parents=True)
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="是一个链接，不动它"):
        arrival(with_phrases(), "small", tmp_path)


def test_a_template_with_faults_is_refused_with_all_of_them(tmp_path: Path) -> None:
    """Faults of the definition and of the phrases are told at once, with their places in the package."""
    faulty = YAML.replace("[{name: body}]", "[{name: body}, {name: none}, {name: less}]").encode()
    files = {**small().files, "template/template.yaml": faulty, "shared/phrases.yaml": b"x: 1\n"}
    with pytest.raises(InputError) as refused:
        check(Package("small", "小会讲话", "2", files, {}), tmp_path, "x.zip")
    said = str(refused.value)
    assert "x.zip:template/template.yaml:5:26: 缺文件 none.j2" in said
    assert "缺文件 less.j2" in said
    assert "x.zip:shared/phrases.yaml:1" in said
    assert tempfile.gettempdir() not in said.replace(str(tmp_path), "")


def test_a_template_brings_all_of_its_own(write_files: Files, tmp_path: Path) -> None:
    """A section that only the workspace has under that name doesn't count: it will be replaced."""
    write_files({"templates/small/body.j2": "我的"})
    files = {"template/template.yaml": YAML.encode()}
    with pytest.raises(InputError, match=r"缺文件 body\.j2"):
        check(Package("small", "小会讲话", "2", files, {}), tmp_path, "x.zip")


def test_a_package_says_which_template_it_is(tmp_path: Path) -> None:
    """A manifest with another name than the template's is refused: people decide by what they are told."""
    with pytest.raises(InputError, match="清单里的名称、版本"):
        check(Package("small", "别的讲话", "2", small().files, {}), tmp_path, "x.zip")


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), min_size=1, max_size=4).map("/".join))
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    """Whatever an entry is called, it is refused, or every file that is written lies in the template's folder."""
    files = {**small().files, name: b"x"}
    with tempfile.TemporaryDirectory() as room:
        workspace = Path(room) / "a" / "b"
        try:
            package = package_in(Package("small", "", "", files, {}).zipped(), "x.zip")
        except InputError:
            event("refused")
        else:
            event("added")
            arrival(package, "small", workspace).bring()
        found = [path.relative_to(room).as_posix() for path in Path(room).rglob("*") if path.is_file()]
        assert all(path.startswith(("a/b/templates/small/", "a/b/templates/shared/")) for path in found)
        assert len(found) in {0, len(files)}
