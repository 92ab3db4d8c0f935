"""Templates lie in layers, and a file outside of them is no part of a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.errors import InputError, UsageError
from drafter.files import shipped
from drafter.template import open_template
from drafter.template.catalog import HERE, OURS, Catalog, user_layer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Files = Callable[[dict[str, str]], Path]

_SMALL = "name: {name}\nfront: {{title: 题}}\nsections: [{{name: body}}]\n"
_SHIPPED = "accountability-meeting"


def test_a_template_goes_by_folder_or_chinese_name(write_files: Files) -> None:
    """The folder's name and the Chinese one find the same template, whatever quotes or comment the latter has."""
    folder = write_files(
        {"templates/small/template.yaml": _SMALL.format(name='"小会讲话"  # 试'), "templates/x.txt": ""}
    )
    catalog = Catalog.of(folder)
    assert catalog.folder("小会讲话") == catalog.folder("small") == "small"


def test_an_unknown_template_names_the_nearest(write_files: Files) -> None:
    """A name that no template has is a wrong use that names the nearest, or all there are."""
    catalog = Catalog.of(write_files({}))
    with pytest.raises(UsageError, match="相近的有：group-talk"):
        catalog.folder("group-tlak")
    with pytest.raises(UsageError, match="现有：accountability-meeting、group-talk"):
        catalog.folder("？")


def test_a_folders_name_goes_before_a_chinese_one(write_files: Files) -> None:
    """Where one template's Chinese name is another's folder, the folder is meant."""
    files = {"templates/a/template.yaml": _SMALL.format(name="b"), "templates/b/template.yaml": _SMALL.format(name="c")}
    assert Catalog.of(write_files(files)).folder("b") == "b"


def test_a_broken_template_hides_no_other(tmp_path: Path) -> None:
    """A template.yaml that can't be read leaves the other templates in reach."""
    broken = tmp_path / "templates" / "broken" / "template.yaml"
    broken.parent.mkdir(parents=True)
    broken.write_bytes("name: 坏".encode("gb18030"))
    names = Catalog.of(tmp_path).names()
    assert names["broken"] == "broken"
    assert _SHIPPED in names


def test_a_workspace_overrides_one_section(write_files: Files) -> None:
    """A section of the workspace stands in for the shipped one of that name, and for no other."""
    catalog = Catalog.of(write_files({f"templates/{_SHIPPED}/closing.j2": "自己的结尾"}))
    text, path = catalog.source(_SHIPPED, "closing.j2")
    other = catalog.find(_SHIPPED, "meeting.j2")
    assert text == "自己的结尾"
    assert catalog.layer(path) == HERE
    assert other == shipped("templates") / _SHIPPED / "meeting.j2"
    assert catalog.layer(other) == OURS


def test_a_shared_section_serves_unless_a_template_has_its_own(write_files: Files) -> None:
    """A file in shared/ stands in every template that has none of that name, in whichever layer that lies."""
    catalog = Catalog.of(write_files({"templates/shared/closing.j2": "共用", "templates/shared/extra.j2": "另有"}))
    assert catalog.find(_SHIPPED, "closing.j2") == shipped("templates") / _SHIPPED / "closing.j2"
    assert catalog.source(_SHIPPED, "extra.j2")[0] == "另有"


@pytest.mark.parametrize(
    "name", ["../x.j2", "points/../../x.j2", "/etc/hostname", "", ".", "..", "points//x.j2", "x.j2/", ".x.j2", "x\0.j2"]
)
def test_a_name_that_leaves_the_template_is_no_file(write_files: Files, name: str) -> None:
    """Only plain names joined by / are files of a template."""
    catalog = Catalog.of(write_files({"templates/x.j2": "外面", "templates/small/points/x.j2": "里面"}))
    assert catalog.find("small", name) is None
    assert catalog.find("small", "points/x.j2")
    with pytest.raises(KeyError):
        catalog.source("small", name)


@pytest.mark.parametrize("folder", ["..", "../templates/small", "/", "", ".hidden"])
def test_a_folder_is_one_plain_name(write_files: Files, folder: str) -> None:
    """A template's folder lies right in a layer."""
    assert Catalog.of(write_files({"templates/small/x.j2": "", "x.j2": ""})).find(folder, "x.j2") is None


def test_a_link_out_of_the_layer_is_not_followed(write_files: Files) -> None:
    """A file or a folder that links out of the templates is neither read, listed nor a template."""
    folder = write_files(
        {"secret/template.yaml": _SMALL.format(name="密"), "secret/x.j2": "密", "templates/a/y.j2": ""}
    )
    (folder / "templates/a/x.j2").symlink_to(folder / "secret/x.j2")
    (folder / "templates/b").symlink_to(folder / "secret")
    catalog = Catalog.of(folder)
    assert catalog.find("a", "x.j2") is catalog.find("b", "x.j2") is None
    assert "x.j2" not in catalog.files("a") | catalog.files("b")
    assert catalog.find("a", "y.j2") == catalog.files("a")["y.j2"]
    assert "b" not in catalog.names()


def test_missing_files_are_reported_at_once(write_files: Files) -> None:
    """Each section and each text of a default point without a file is a fault at its place in template.yaml."""
    text = (
        "name: 小\nfront: {title: 题}\n"
        "questions:\n- {key: points, kind: points, default: [{heading: 子, body: zi, points: [{body: chou}]}]}\n"
        "sections:\n- {name: body}\n- {name: tail}\n"
    )
    folder = write_files({"templates/small/template.yaml": text, "templates/small/body.j2": ""})
    with pytest.raises(InputError) as caught:
        Catalog.of(folder).definition("small")
    found = [str(problem).rpartition("template.yaml:")[2] for problem in caught.value.problems]
    assert found == ["7:3: 缺文件 tail.j2", "4:3: 缺文件 points/zi.j2", "4:3: 缺文件 points/chou.j2"]


def test_a_folder_without_a_definition_is_no_template(write_files: Files) -> None:
    """Asking for the definition of a folder without a template.yaml is a fault that says so."""
    with pytest.raises(InputError, match=r"缺 template\.yaml"):
        Catalog.of(write_files({"templates/a/x.j2": ""})).definition("a")


def test_a_checkout_is_its_own_workspace() -> None:
    """In drafter's own folder the shipped templates are the workspace's too: one layer, named the shipped one."""
    catalog = Catalog.of(shipped("templates").parent)
    assert catalog.layers == (user_layer(), shipped("templates"))
    assert catalog.origin(_SHIPPED, "meeting.j2") == OURS


def test_an_included_name_that_is_misspelt_has_its_nearest(write_files: Files) -> None:
    """A template that includes what is not there is told the nearest file that it has."""
    files = {
        "templates/small/template.yaml": _SMALL.format(name="小"),
        "templates/small/body.j2": '{% include "boby.j2" %}',
    }
    template = open_template("small", write_files(files))
    with pytest.raises(InputError, match=r"body\.j2:1:13: 没有“boby\.j2”这个文件（相近的有：body\.j2"):
        template.renderer.file("body.j2", {})
