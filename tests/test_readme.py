"""What the documents say can be done, done."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
COMMANDS = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
# make within make would tell of it, and pass its flags on
ENVIRONMENT = {key: text for key, text in os.environ.items() if key not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}}
pytestmark = pytest.mark.slow


def commands(name: str) -> list[str]:
    """The commands of a document's shell blocks, `make test` aside: it is what runs this."""
    blocks = COMMANDS.findall((PROJECT / name).read_text(encoding="utf-8"))
    lines = [line for block in blocks for line in block.splitlines()]
    return [line for line in lines if line and line != "make test"]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's files as a new user has them: nothing installed, nothing drafted."""
    folder = tmp_path_factory.mktemp("clone") / "drafter"
    leave = shutil.ignore_patterns(".*cache", ".venv", ".git", ".hypothesis", "__pycache__", "*.docx", "*清单.txt")
    shutil.copytree(PROJECT, folder, ignore=leave)
    return folder


@pytest.mark.parametrize("document", ["README.md", "README.zh-CN.md"])
def test_the_commands_of_a_readme_work(clone: Path, tmp_path: Path, document: str) -> None:
    """Every command of the README, in its order, works for a new user, and leaves drafts in output/."""
    path = f"{clone / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**ENVIRONMENT, "PATH": path, "XDG_STATE_HOME": str(tmp_path), "PIP_CONSTRAINT": ""}
    found = commands(document)
    assert found[0] == "make draft"
    for command in found:
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=clone,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    assert list((clone / "output").glob("*（第1稿）.docx"))


def test_make_draft_twice_gives_the_second_draft(clone: Path) -> None:
    """`make draft` run again writes the next 第N稿 and leaves those before."""
    before = set((clone / "output").glob("*.docx"))
    subprocess.run(
        ["make", "draft"], cwd=clone, env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True, check=True
    )
    (new,) = set((clone / "output").glob("*.docx")) - before
    assert re.search(r"第([2-9]|\d\d)稿", new.name)


def test_a_wheel_carries_templates_and_profiles(clone: Path, tmp_path: Path) -> None:
    """Installed from a wheel, drafts and a new template are made in an empty folder, and nothing is of the checkout."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    subprocess.run([*pip, "wheel", "--no-deps", "-w", str(tmp_path), str(clone)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    target = tmp_path / "installed"
    subprocess.run([*pip, "install", "--no-deps", "--target", str(target), str(wheel)], check=True, capture_output=True)
    work = tmp_path / "work"
    work.mkdir()
    start = f"import sys; sys.path.insert(0, {str(target)!r}); "
    for options in (
        ("template", "new", "kickoff"),
        ("new", "kickoff", "--no-input"),
        *(("new", "--profile", name, "--no-input") for name in ("accountability-meeting", "group-talk")),
    ):
        subprocess.run(
            [sys.executable, "-c", f"{start}from drafter.cli import main; main()", *options],
            cwd=work,
            check=True,
            capture_output=True,
        )
    assert len(list((work / "output").glob("*.docx"))) == 3
    code = f"{start}from drafter.files import shipped; print(shipped('templates'))"
    found = subprocess.run([sys.executable, "-c", code], cwd=work, check=True, capture_output=True, encoding="utf-8")
    assert Path(found.stdout.strip()).is_relative_to(target)


@pytest.mark.parametrize(("broken", "said"), [("python-none", "Python 3.10"), ("python-no-venv", "python3-venv")])
def test_a_missing_python_or_venv_gets_one_sentence(tmp_path: Path, broken: str, said: str) -> None:
    """`make draft` without a fit Python or without venv says in one sentence what to install."""
    script = tmp_path / "python-no-venv"
    script.write_text('#!/bin/sh\ncase "$*" in *venv*) exit 1 ;; esac\n', encoding="utf-8")
    script.chmod(0o755)
    shutil.copy(PROJECT / "Makefile", tmp_path)
    (tmp_path / "pyproject.toml").touch()
    command = ["make", "draft", f"PYTHON={tmp_path / broken}"]
    done = subprocess.run(command, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode != 0
    assert said in done.stdout
    assert len(done.stdout.strip().splitlines()) == 1


def test_without_a_network_one_sentence_says_so(clone: Path, tmp_path: Path) -> None:
    """Where nothing can be fetched `make draft` says to connect to the network, and can simply be run again."""
    folder = tmp_path / "offline"
    shutil.copytree(clone, folder, ignore=shutil.ignore_patterns(".venv"))
    environment = {**ENVIRONMENT, "PIP_NO_INDEX": "1"}
    done = subprocess.run(
        ["make", "draft"], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode != 0
    assert "连上网络" in done.stdout


def test_every_command_and_option_is_in_the_manual(clone: Path) -> None:
    """The manual names every command and every option of `drafter new`."""
    manual = (clone / "docs" / "manual.zh-CN.md").read_text(encoding="utf-8")
    run = [sys.executable, "-c", "from drafter.cli import main; main()"]
    page = subprocess.run([*run, "new", "--help"], check=True, capture_output=True, encoding="utf-8").stdout
    options = set(re.findall(r"--[a-z-]+", page)) - {"--help"}
    for group in ("template", "profile", "layout"):
        listed = subprocess.run([*run, group, "--help"], check=True, capture_output=True, encoding="utf-8").stdout
        options |= {f"drafter {group} {name}" for name in re.findall(r"(?m)^  ([a-z]+)  ", listed)}
    assert [option for option in sorted(options) if option not in manual] == []
