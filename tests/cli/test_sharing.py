"""`drafter template pack` and `add`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.cli import adding, packing
from drafter.template.package import Package
from drafter.zipped import pack, unpack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

    Drafter = Callable[..., Outcome]

SHIPPED = "group-talk"


@pytest.fixture
def packed(drafter: Drafter, workspace: Path) -> Path:
    """A shipped template with another closing, packed; the workspace is empty again."""
    closing = workspace / "templates" / SHIPPED / "closing.j2"
    closing.parent.mkdir(parents=True)
    closing.write_text("新的结尾。\n", encoding="utf-8")
    assert drafter("template", "pack", SHIPPED).code == 0
    closing.unlink()
    closing.parent.rmdir()
    return workspace / f"{SHIPPED}.zip"


def written(workspace: Path) -> list[str]:
    """The files below `templates`."""
    folder = workspace / "templates"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_pack_tells_what_is_in_it(drafter: Drafter, workspace: Path) -> None:
    """Every file is named, and the package lies where it was asked for."""
    outcome = drafter("template", "pack", "领导干部集体谈心谈话会讲话", "-o", "out/t.zip")
    parts = list(unpack((workspace / "out" / "t.zip").read_bytes()))
    assert (outcome.code, outcome.err) == (0, "")
    assert [line.strip() for line in outcome.out.splitlines()[1:]] == parts[1:]
    assert parts[0] == "drafter.yaml"


def test_pack_overwrites_only_what_it_may(drafter: Drafter, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is there stays unless the user says yes, by word or by --yes."""
    path = workspace / f"{SHIPPED}.zip"
    path.write_text("别的", encoding="utf-8")
    outcome = drafter("template", "pack", SHIPPED)
    assert (outcome.code, "这里不是终端" in outcome.err, path.read_text("utf-8")) == (2, True, "别的")
    monkeypatch.setattr(packing, "agrees", lambda *_: False)
    outcome = drafter("template", "pack", SHIPPED)
    assert (outcome.code, "没有覆盖" in outcome.err, path.read_text("utf-8")) == (1, True, "别的")
    assert drafter("template", "pack", SHIPPED, "--yes").code == 0
    assert "drafter.yaml" in unpack(path.read_bytes())


def test_pack_says_where_speeches_are_named(drafter: Drafter, workspace: Path) -> None:
    """Sections that say from which speech they come are named on standard error; the sheet of sources stays."""
    folder = workspace / "templates" / SHIPPED
    folder.mkdir(parents=True)
    (folder / "closing.j2").write_text("{# 结尾；出自 某年讲话.txt 第4行 #}\n结尾。\n", encoding="utf-8")
    (folder / "sources.tsv").write_text("篇\t行\n", encoding="utf-8")
    outcome = drafter("template", "pack", SHIPPED)
    assert "template/closing.j2" in outcome.err
    assert "sources.tsv" not in outcome.out
    assert "template/sources.tsv" in drafter("template", "pack", SHIPPED, "--sources", "--yes").out


def test_add_tells_first_and_then_asks(
    drafter: Drafter, workspace: Path, packed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it is and what it stands before is told before the question; without a yes nothing is written."""
    asked = []

    def refused(*given: str) -> bool:
        asked.append(given)
        return False

    monkeypatch.setattr(adding, "agrees", refused)
    outcome = drafter("template", "add", packed.name)
    assert (outcome.code, len(asked), written(workspace)) == (0, 1, [])
    assert "会盖住原有的 group-talk，不同的有：group-talk/closing.j2" in outcome.out
    assert outcome.out.endswith("没有加。\n")


def test_add_without_a_terminal_needs_a_yes(drafter: Drafter, workspace: Path, packed: Path) -> None:
    """Without a terminal it says what it would do, writes nothing and exits 2."""
    outcome = drafter("template", "add", packed.name)
    assert (outcome.code, "--yes" in outcome.err, written(workspace)) == (2, True, [])
    assert "group-talk/closing.j2" in outcome.out


def test_what_was_added_is_previewed_drafted_and_packed_again(drafter: Drafter, workspace: Path, packed: Path) -> None:
    """Added, the template gives what its packer changed, and packs to the same bytes."""
    assert drafter("template", "add", packed.name, "--yes").code == 0
    assert drafter("template", "preview", SHIPPED, "closing").out.startswith("　　新的结尾。\n")
    assert drafter("template", "pack", SHIPPED, "-o", "again.zip").code == 0
    assert (workspace / "again.zip").read_bytes() == packed.read_bytes()
    assert "一模一样" in drafter("template", "add", packed.name).out


def test_add_under_another_name_leaves_the_first_alone(drafter: Drafter, workspace: Path, packed: Path) -> None:
    """With --name it stands beside the other, and that both have one Chinese name is told."""
    outcome = drafter("template", "add", packed.name, "--name", "小会", "--yes")
    assert "同名的另有模板，起草时要写文件夹名：group-talk" in outcome.out
    assert "会盖住" not in outcome.out
    assert {name.partition("/")[0] for name in written(workspace)} == {"小会"}


@pytest.mark.parametrize("name", ["../x", "shared", "-x", "con", "a/b"])
def test_add_takes_no_name_that_is_no_folder(drafter: Drafter, workspace: Path, packed: Path, name: str) -> None:
    """A name that leads elsewhere, or that a system refuses, is refused, from the package as from the user."""
    outcome = drafter("template", "add", packed.name, f"--name={name}", "--yes")
    assert (outcome.code, "不能作文件夹名" in outcome.err) == (2, True)
    parts = unpack(packed.read_bytes())
    files = {key: data for key, data in parts.items() if key != "drafter.yaml"}
    packed.write_bytes(Package(name, "领导干部集体谈心谈话会讲话", "1", files, {}).zipped())
    outcome = drafter("template", "add", packed.name, "--yes")
    assert (outcome.code, "不能作文件夹名" in outcome.err, written(workspace)) == (2, True, [])


def test_add_refuses_a_hostile_package_in_one_go(drafter: Drafter, workspace: Path) -> None:
    """Every bad entry is named on standard error, the exit code is 1, and nothing is written."""
    (workspace / "x.zip").write_bytes(pack({"../a.j2": b"", "template/b.exe": b"", "drafter.yaml": b""}))
    outcome = drafter("template", "add", "x.zip", "--yes")
    assert (outcome.code, outcome.out, written(workspace)) == (1, "", [])
    assert "x.zip: “../a.j2”会跑到模板文件夹外面去" in outcome.err
    assert "“template/b.exe”不是模板的文件" in outcome.err


def test_add_says_when_there_is_no_file(drafter: Drafter) -> None:
    """A file that isn't there is told by its name."""
    assert "none.zip: 没有这个文件" in drafter("template", "add", "none.zip").err
