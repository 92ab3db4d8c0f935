"""What goes into a package, and what doesn't."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.errors import InputError
from drafter.files import shipped
from drafter.template.catalog import Catalog
from drafter.template.package import packed
from drafter.template.unpacking import package_in
from drafter.zipped import unpack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Files = Callable[[dict[str, str]], Path]

SMALL = "name: 小会讲话\nversion: 2\nquestions: []\nfront: {title: 小会}\nsections: [{name: body}]\n"
SHIPPED = "group-talk"


def test_a_shipped_template_is_packed_with_its_own_files_only(write_files: Files) -> None:
    """Without changes a package holds the template's folder; what it draws on from the shipped ones is named."""
    package = packed(Catalog.of(write_files({})), SHIPPED)
    folder = shipped("templates") / SHIPPED
    own = {f"template/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in folder.rglob("*.*")}
    assert package.files == own
    assert list(package.needs) == ["phrases.yaml", "points.j2", "questions.yaml"]
    assert (package.folder, package.name) == (SHIPPED, "领导干部集体谈心谈话会讲话")


def test_a_changed_section_is_packed_as_changed(write_files: Files) -> None:
    """A section of the workspace goes along in place of the shipped one, and all others are as shipped."""
    package = packed(Catalog.of(write_files({f"templates/{SHIPPED}/closing.j2": "改过"})), SHIPPED)
    plain = packed(Catalog.of(write_files({}) / "nowhere"), SHIPPED)
    assert {name for name in plain.files if plain.files[name] != package.files[name]} == {"template/closing.j2"}
    assert package.files["template/closing.j2"] == "改过".encode()


def test_shared_files_that_differ_go_along_where_they_are_used(write_files: Files) -> None:
    """A shared section that is drawn on, also by way of another one, travels as the template's own; others don't."""
    files = {
        "templates/small/template.yaml": SMALL,
        "templates/small/body.j2": '{% include "greeting.j2" %}{{ "四个意识"|phrase }}',
        "templates/shared/greeting.j2": '{% import "tools.j2" as tools %}同志们',
        "templates/shared/tools.j2": "{# 宏 #}",
        "templates/shared/private.j2": "别的模板用",
        "templates/shared/phrases.yaml": "phrases:\n  四个意识: {text: “四个意识”}\n",
        "templates/shared/questions.yaml": "questions: []\n",
    }
    package = packed(Catalog.of(write_files(files)), "small")
    assert list(package.files) == [
        "shared/phrases.yaml",
        "template/body.j2",
        "template/greeting.j2",
        "template/template.yaml",
        "template/tools.j2",
    ]
    assert package.needs == {}


def test_hidden_files_and_what_is_no_template_stay(write_files: Files) -> None:
    """Files kept in hidden folders, notes and the sheet of sources stay; the sheet goes along if it is asked for."""
    names = (
        ".shipped/body.j2",
        ".replaced/body.j2",
        "points/.x.j2",
        "笔记.txt",
        "a.docx",
        "sources.tsv",
        "body.j2.bak",
    )
    files = {f"templates/small/{name}": "某篇讲话" for name in names}
    files |= {"templates/small/template.yaml": SMALL, "templates/small/body.j2": "正文"}
    catalog = Catalog.of(write_files(files))
    own = ["template/body.j2", "template/template.yaml"]
    assert list(packed(catalog, "small").files) == own
    assert sorted(packed(catalog, "small", with_sources=True).files) == sorted([*own, "template/sources.tsv"])


def test_the_same_template_gives_the_same_bytes_anywhere(write_files: Files, tmp_path: Path) -> None:
    """Two copies of a template in different folders, written at different times, give one package without a path."""
    files = {"small/template.yaml": SMALL, "small/body.j2": "正文"}
    for room in ("a", "b"):
        write_files({f"{room}/templates/{name}": text for name, text in reversed(files.items())})
    first, second = (packed(Catalog.of(tmp_path / room), "small").zipped() for room in ("a", "b"))
    assert first == second
    assert not any(str(tmp_path).encode() in part for part in unpack(first).values())


def test_a_package_is_read_as_it_was_packed(write_files: Files) -> None:
    """What is unpacked is what was packed, with all that the manifest says of it."""
    package = packed(Catalog.of(write_files({})), SHIPPED)
    assert package_in(package.zipped(), "x.zip") == package


def test_a_faulty_template_is_not_packed(write_files: Files) -> None:
    """The faults of a template are told when it is packed, not only to whoever adds it."""
    files = {"templates/small/template.yaml": SMALL, "templates/small/other.j2": "正文"}
    with pytest.raises(InputError, match=r"缺文件 body\.j2"):
        packed(Catalog.of(write_files(files)), "small")


def test_files_that_name_a_speech_are_told(write_files: Files) -> None:
    """A section that says from which line of which speech it comes is named, so that its writer can decide."""
    files = {
        "templates/small/template.yaml": SMALL,
        "templates/small/body.j2": "{# 正文；出自 某年讲话.txt 第4行 #}\n正文",
    }
    assert packed(Catalog.of(write_files(files)), "small").citing() == ["template/body.j2"]
